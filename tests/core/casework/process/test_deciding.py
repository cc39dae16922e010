"""What a process allows: steps, messages, days, and how a case keeps or changes its version."""

from dataclasses import replace
from datetime import date

import pytest

from saferboard.core.casework.process.deciding import allowed, may_tell
from saferboard.core.casework.process.drawing import rights
from saferboard.core.casework.process.due import Reminder, due_on, reminders
from saferboard.core.casework.process.pinning import (
    Migration,
    Pin,
    beginning,
    check_migration,
    moved,
    pinned,
)
from saferboard.core.casework.process.process import Due, Unit
from saferboard.core.casework.process.reading import load
from saferboard.core.directory.permissions import Decision
from saferboard.core.faults import Refused
from tests.core.casework.process.sound import LATER, REVIEW, process

ON = date(2024, 8, 1)
ALL = ("legal advice", "minutes", "rationale")
YES = "you act as Case Review Group, and nothing is lacking"
ELSEWHERE = "the step 'Recommend' does not lead on from where the case is"
NOT_THEIRS = "only the Case Review Group may take this step"
NOT_BOTH = "not both may be told of the step 'Recommend'"
NO_LINE = "the procedure has no line of communication between these two"
ONE = process()


@pytest.mark.parametrize(
    ("state", "step", "hands", "evidence", "on", "answer"),
    [
        ("referred", "recommend", {"crg"}, ALL, ON, Decision(True, YES)),
        (
            "referred",
            "nothing",
            {"crg"},
            ALL,
            ON,
            Decision(False, "there is no such step in this procedure"),
        ),
        (
            "referred",
            "recommend",
            {"crg"},
            ALL,
            date(2024, 5, 31),
            Decision(False, "this version is in force from 1 June 2024"),
        ),
        ("referred", "recommend", {"crg"}, ALL, date(2024, 6, 1), Decision(True, YES)),
        ("decided", "recommend", {"crg"}, ALL, ON, Decision(False, ELSEWHERE)),
        ("referred", "recommend", {"chair", "lead"}, ALL, ON, Decision(False, NOT_THEIRS)),
        ("referred", "recommend", (), ALL, ON, Decision(False, NOT_THEIRS)),
        (
            "referred",
            "recommend",
            {"crg"},
            (),
            ON,
            Decision(False, "this is still needed: legal advice, minutes"),
        ),
        (
            "referred",
            "recommend",
            {"crg"},
            ["minutes"],
            ON,
            Decision(False, "this is still needed: legal advice"),
        ),
        ("nowhere", "recommend", {"crg"}, ALL, ON, Decision(False, ELSEWHERE)),
    ],
)
def test_steps(
    state: str, step: str, hands: set[str], evidence: tuple[str, ...], on: date, answer: Decision
) -> None:
    assert allowed(ONE, state, step, hands, evidence, on) == answer


def test_every_right_of_the_table_is_allowed_and_nothing_else() -> None:
    given = {(right.state, right.step, right.party) for right in rights(ONE)}
    for state in ONE.states:
        for step in ONE.steps:
            for party in ONE.parties:
                asked = (state.key, step.key, party.key)
                answer = allowed(ONE, state.key, step.key, {party.key}, ALL, ON)
                assert answer.allowed == (asked in given)


LINES = {
    frozenset(pair)
    for pair in (
        ("crg", "cst"),
        ("spbo", "cst"),
        ("cst", "lead"),
        ("lead", "chair"),
        ("spbo", "home-office"),
    )
}


def test_messages_go_along_the_five_lines_and_no_others() -> None:
    for one in ONE.parties:
        for other in ONE.parties:
            answer = may_tell(ONE, one.key, other.key)
            assert answer.allowed == (frozenset({one.key, other.key}) in LINES)
    said = may_tell(ONE, "crg", "chair")
    assert said.because == NO_LINE


@pytest.mark.parametrize(
    ("sender", "receiver", "step", "answer"),
    [
        ("crg", "cst", "recommend", Decision(True, "both may know of the step 'Recommend'")),
        ("lead", "chair", "recommend", Decision(True, "both may know of the step 'Recommend'")),
        ("spbo", "cst", "recommend", Decision(False, NOT_BOTH)),
        ("cst", "spbo", "recommend", Decision(False, NOT_BOTH)),
        ("crg", "cst", "nothing", Decision(False, "there is no such step in this procedure")),
        ("crg", "lead", "recommend", Decision(False, NO_LINE)),
    ],
)
def test_messages_about_a_step(sender: str, receiver: str, step: str, answer: Decision) -> None:
    assert may_tell(ONE, sender, receiver, step) == answer


@pytest.mark.parametrize(
    ("due", "last"),
    [
        (Due(1, Unit.MONTHS), date(2024, 2, 29)),  # from 31 January
        (Due(6, Unit.MONTHS), date(2024, 7, 31)),
        (Due(10, Unit.WORKING_DAYS), date(2024, 2, 14)),
        (Due(1, Unit.MONTHS, after="refer"), date(2024, 4, 29)),
        (Due(2, Unit.WORKING_DAYS, after="refer"), date(2024, 4, 3)),  # over Easter
        (Due(2, Unit.WORKING_DAYS, after="decide"), None),
    ],
)
def test_days_on_which_steps_are_due(due: Due, last: date | None) -> None:
    assert due_on(due, date(2024, 1, 31), {"refer": date(2024, 3, 29)}) == last


def test_reminders_most_pressing_first() -> None:
    entered = date(2024, 8, 1)
    decide, refuse, notify = ONE.steps[1:]
    assert reminders(ONE, "recommended", entered, {}, date(2024, 9, 2)) == (
        Reminder(refuse, date(2024, 9, 1), overdue=True),
        Reminder(decide, None, overdue=False),
    )
    assert reminders(ONE, "decided", entered, {}, date(2024, 8, 2)) == (
        Reminder(notify, date(2024, 8, 2), overdue=False),
        Reminder(refuse, date(2024, 9, 1), overdue=False),
    )
    assert reminders(ONE, "refused", entered, {}, ON) == ()


# Versions.

BOTH = load({"1.toml": REVIEW, "2.toml": LATER})
TWO = BOTH[1]
SAME = {state.key: state.key for state in ONE.states}
LOST = "the state 'lost' is mapped, and there is no such state"
MOVE = Migration(Pin("review", 1), Pin("review", 2), SAME, "the law of July")


def test_a_case_begins_under_the_newest_version_in_force_and_keeps_it() -> None:
    assert beginning(BOTH, "review", date(2024, 6, 30)) == Pin("review", 1)
    assert beginning(BOTH, "review", date(2024, 7, 1)) == Pin("review", 2)
    assert pinned(BOTH, Pin("review", 1)) == ONE
    with pytest.raises(Refused, match="no version of the procedure is in force"):
        beginning(BOTH, "review", date(2024, 5, 31))
    with pytest.raises(Refused, match="no version of the procedure is in force"):
        beginning(BOTH, "other", ON)
    with pytest.raises(Refused, match="version 3 of the procedure is not kept"):
        pinned(BOTH, Pin("review", 3))


def test_a_case_moves_where_the_migration_says() -> None:
    onward = replace(MOVE, states={**SAME, "decided": "recommended"})
    assert moved(onward, ONE, TWO, "decided") == (Pin("review", 2), "recommended")
    assert moved(MOVE, ONE, TWO, "referred") == (Pin("review", 2), "referred")
    with pytest.raises(Refused, match="the case stands in no state of its version"):
        moved(MOVE, ONE, TWO, "lost")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"states": {k: k for k in SAME if k != "decided"}}, "the state 'decided' goes nowhere"),
        ({"states": {}}, "the state 'refused' goes nowhere"),
        ({"states": {**SAME, "lost": "referred"}}, LOST),
        ({"states": {**SAME, "decided": "lost"}}, "'lost' is no state of the new version"),
        (
            {"states": {**SAME, "decided": "refused"}},
            "'decided' to 'refused' would end a case or open it again",
        ),
        (
            {"states": {**SAME, "refused": "decided"}},
            "'refused' to 'decided' would end a case or open it again",
        ),
        ({"old": Pin("review", 2)}, "these are not the two versions of one procedure"),
        ({"new": Pin("other", 2)}, "these are not the two versions of one procedure"),
        ({"because": " "}, "no reason is given"),
    ],
)
def test_an_incomplete_migration_is_refused(changes: dict[str, object], said: str) -> None:
    with pytest.raises(Refused) as caught:
        check_migration(replace(MOVE, **changes), ONE, TWO)  # type: ignore[arg-type]
    assert said in [fault.what for fault in caught.value.faults]


def test_a_migration_goes_from_one_version_to_another_of_the_same_procedure() -> None:
    with pytest.raises(Refused, match="not the two versions"):
        check_migration(replace(MOVE, new=Pin("review", 1)), ONE, ONE)
    other = replace(TWO, key="other")
    with pytest.raises(Refused, match="not the two versions"):
        check_migration(replace(MOVE, new=Pin("other", 2)), ONE, other)
