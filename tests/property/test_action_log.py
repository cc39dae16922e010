"""Any sequence of steps gives the status that reading from the end gives; nothing is lost."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from saferboard.core.board.action_log import Entry, Standing, check, may, replay, status
from saferboard.core.board.action_log_document import comments
from saferboard.core.board.action_steps import RULES, Hand, State, Step
from saferboard.core.faults import Refused

FIRST = date(2021, 1, 1)
POSTS = ("clerk", "police", "fire")
ASK = Entry(Step.ASK, FIRST, "Do it", owners=("clerk",), due=FIRST + timedelta(days=30))

later = st.integers(0, 90).map(lambda n: FIRST + timedelta(days=n))
attempts = st.lists(
    st.tuples(
        st.builds(
            Entry,
            step=st.sampled_from([step for step in Step if step is not Step.ASK]),
            on=later,
            text=st.sampled_from(["", "said", "said again"]),
            evidence=st.sampled_from(["", "a link"]),
            owners=st.sampled_from([(), ("police",), ("police", "fire")]),
            due=st.none() | later,
            other=st.none() | st.integers(1, 9),
        ),
        st.sets(st.sampled_from(list(Hand))),
    ),
    max_size=25,
)


def taken(tries: Sequence[tuple[Entry, set[Hand]]]) -> tuple[Entry, ...]:
    """The entries that the rules let in, one after the other."""
    entries = (ASK,)
    for entry, hands in tries:
        standing = replay(entries)
        if not may(standing, entry.step, hands):
            continue
        try:
            check(standing, entry)
        except Refused:
            continue
        entries = (*entries, entry)
    return entries


def slowly(entries: Sequence[Entry]) -> tuple[State, date | None, bool]:
    """State, due day and evidence, read backwards from the end."""
    state = next(RULES[e.step].to for e in reversed(entries) if RULES[e.step].to)
    due = next(
        (e.due for e in reversed(entries) if e.step in (Step.DEFER, Step.REDATE, Step.ASK)), None
    )
    evidenced = False
    for entry in reversed(entries):
        if entry.step in (Step.RETURN, Step.RESUME):
            break
        if entry.evidence:
            evidenced = True
            break
    return state, due, evidenced  # type: ignore[return-value]


@settings(deadline=None)
@given(attempts, later)
def test_replaying_gives_what_reading_from_the_end_gives(
    tries: list[tuple[Entry, set[Hand]]], today: date
) -> None:
    entries = taken(tries)
    standing = replay(entries)
    assert (standing.state, standing.due, standing.evidenced) == slowly(entries)
    assert status(standing, today) == status(replay(list(entries)), today)


@settings(deadline=None)
@given(attempts)
def test_every_entry_is_still_to_be_read(tries: list[tuple[Entry, set[Hand]]]) -> None:
    entries = taken(tries)
    told = list(comments(entries))
    assert len(told) == len(entries) - 1
    for entry, line in zip(entries[1:], told, strict=True):
        assert entry.text in line
        assert entry.evidence in line


@settings(deadline=None)
@given(attempts)
def test_green_always_has_evidence_and_somebody_always_owns_it(
    tries: list[tuple[Entry, set[Hand]]],
) -> None:
    entries = taken(tries)
    standings: list[Standing] = [replay(entries[: n + 1]) for n in range(len(entries))]
    for standing in standings:
        assert standing.owners
        assert set(standing.owners) <= set(POSTS)
        assert standing.evidenced or standing.state is not State.DONE
