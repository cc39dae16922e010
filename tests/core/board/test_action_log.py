"""Where an action stands after its entries, who may do what, and when an owner is reminded."""

from datetime import date, timedelta

import pytest

from saferboard.core.board.action_log import (
    Colour,
    Entry,
    Reminder,
    check,
    may,
    need,
    reminder,
    replay,
    status,
)
from saferboard.core.board.action_steps import (
    OPEN,
    RULES,
    UPDATES,
    Hand,
    Need,
    State,
    Step,
    offered,
)
from saferboard.core.faults import Refused

ASKED = date(2020, 12, 11)
DUE = date(2021, 3, 12)
AFTER = date(2021, 3, 13)
ASK = Entry(Step.ASK, ASKED, "Circulate the link", owners=("clerk",), due=DUE)


def then(step: Step, on: date = date(2021, 1, 4), **parts: object) -> Entry:
    return Entry(step, on, **({"text": "said"} | parts))  # type: ignore[arg-type]


REPORTED = then(Step.REPORT, evidence="the minutes")


@pytest.mark.parametrize(
    ("entries", "on", "shown"),
    [
        ((), DUE, "Amber: in hand"),
        ((), AFTER, "Red: overdue"),
        ((then(Step.PROGRESS),), AFTER, "Red: overdue"),
        ((then(Step.STUCK),), DUE, "Red: stuck"),
        ((then(Step.STUCK), then(Step.PROGRESS)), DUE, "Amber: in hand"),
        ((then(Step.COMMENT),), DUE, "Amber: in hand"),
        ((REPORTED,), AFTER, "Amber: reported done"),
        ((REPORTED, then(Step.ACCEPT)), AFTER, "Green: done"),
        ((REPORTED, then(Step.RETURN)), AFTER, "Red: overdue"),
        ((REPORTED, then(Step.ACCEPT), then(Step.RESUME)), DUE, "Amber: in hand"),
        ((then(Step.WITHDRAW),), AFTER, "Withdrawn"),
        ((then(Step.MERGE, other=7),), AFTER, "Merged into no. 7"),
        ((then(Step.DEFER, due=date(2021, 6, 18)),), AFTER, "Deferred to 18 June 2021"),
        (
            (then(Step.DEFER, due=date(2021, 6, 18), until="the meeting of 18 June 2021"),),
            AFTER,
            "Deferred to the meeting of 18 June 2021",
        ),
        ((then(Step.DEFER, due=date(2021, 6, 18)),), date(2021, 6, 19), "Red: overdue"),
        ((then(Step.REDATE, due=date(2021, 6, 18)),), AFTER, "Amber: in hand"),
    ],
)
def test_the_status_follows_from_the_entries_and_the_day(
    entries: tuple[Entry, ...], on: date, shown: str
) -> None:
    assert str(status(replay((ASK, *entries)), on)) == shown


def test_a_status_says_why() -> None:
    standing = replay((ASK,))
    assert status(standing, AFTER).because == "it was due by 12 March 2021"
    assert status(standing, DUE).because == "it is due by 12 March 2021"
    undated = replay((Entry(Step.ASK, ASKED, "x", owners=("clerk",)),))
    assert status(undated, date(2030, 1, 1)).because == "no due day was set"
    late = replay((ASK, then(Step.DEFER, due=date(2021, 6, 18))))
    assert "deferred to 18 June 2021" in status(late, date(2021, 7, 1)).because


def test_no_entries_are_no_action() -> None:
    with pytest.raises(ValueError, match="asked for it"):
        replay(())


def test_passing_on_leaves_the_owner_until_the_other_takes_it() -> None:
    passed = (ASK, then(Step.HAND_ON, owners=("police",)))
    assert (replay(passed).owners, replay(passed).passed_to) == (("clerk",), ("police",))
    taken = replay((*passed, then(Step.TAKE)))
    assert (taken.owners, taken.passed_to) == (("police",), ())
    declined = replay((*passed, then(Step.DECLINE)))
    assert (declined.owners, declined.passed_to) == (("clerk",), ())


def test_evidence_counts_until_the_action_is_sent_back_or_taken_up_again() -> None:
    assert replay((ASK, REPORTED)).evidenced
    assert not replay((ASK, REPORTED, then(Step.RETURN))).evidenced
    assert not replay((ASK, REPORTED, then(Step.ACCEPT), then(Step.RESUME))).evidenced


def test_an_entry_of_an_earlier_day_does_not_move_it_back() -> None:
    late = replay((ASK, then(Step.COMMENT, AFTER), then(Step.COMMENT, DUE)))
    assert late.moved == AFTER


def test_hands_are_what_the_post_is_to_the_action() -> None:
    standing = replay((ASK, then(Step.HAND_ON, owners=("police",))))
    assert standing.hands("clerk", office=False) == {Hand.OWNER}
    assert standing.hands("clerk", office=True) == {Hand.OWNER, Hand.OFFICE}
    assert standing.hands("police", office=False) == {Hand.TAKER}
    assert standing.hands("fire", office=False) == frozenset()


def standing_in(state: State) -> tuple[Entry, ...]:
    """Entries that bring an action into a state."""
    way = {
        State.IN_HAND: (),
        State.STUCK: (then(Step.STUCK),),
        State.REPORTED: (REPORTED,),
        State.DEFERRED: (then(Step.DEFER, due=DUE),),
        State.DONE: (REPORTED, then(Step.ACCEPT)),
        State.WITHDRAWN: (then(Step.WITHDRAW),),
        State.MERGED: (then(Step.MERGE, other=7),),
    }
    return (ASK, *way[state])


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("hand", Hand)
def test_who_may_what_from_where_is_the_table(step: Step, state: State, hand: Hand) -> None:
    standing = replay(standing_in(state))
    assert standing.state is state
    rule = RULES[step]
    right = hand in rule.who and state in rule.since and not rule.only_when_passed
    assert bool(may(standing, step, {hand})) is right


def test_only_the_office_makes_an_action_green_withdrawn_deferred_or_merged() -> None:
    kept = {State.DONE, State.WITHDRAWN, State.DEFERRED, State.MERGED}
    assert {rule.step for rule in RULES.values() if rule.to in kept} == {
        Step.ACCEPT,
        Step.WITHDRAW,
        Step.DEFER,
        Step.MERGE,
    }
    assert all(RULES[s].who == {Hand.OFFICE} for s in (Step.ACCEPT, Step.WITHDRAW, Step.MERGE))
    assert Need.EVIDENCE in RULES[Step.ACCEPT].needs


def test_a_refusal_says_why() -> None:
    standing = replay(standing_in(State.DONE))
    assert may(standing, Step.ACCEPT, {Hand.OWNER}).because == "only the office may do this"
    assert "the action is done" in may(standing, Step.ACCEPT, {Hand.OFFICE}).because
    untouched = replay((ASK,))
    assert "not being passed" in may(untouched, Step.TAKE, {Hand.OFFICE}).because
    passed = replay((ASK, then(Step.HAND_ON, owners=("police",))))
    assert may(passed, Step.TAKE, {Hand.TAKER}).because == "you act as whoever it is passed to"


@pytest.mark.parametrize("step", [step for step in Step if RULES[step].needs])
def test_an_entry_without_what_its_step_needs_is_refused(step: Step) -> None:
    standing = replay((ASK,))
    with pytest.raises(Refused) as refused:
        check(standing, Entry(step, DUE))
    assert {fault.expected for fault in refused.value.faults} == {
        str(need) for need in RULES[step].needs
    }


def test_evidence_may_have_been_given_before() -> None:
    standing = replay((ASK, Entry(Step.EVIDENCE, DUE, evidence="a link")))
    check(standing, Entry(Step.ACCEPT, DUE))
    with pytest.raises(Refused, match="othing shows it"):
        check(replay((ASK,)), Entry(Step.ACCEPT, DUE))


def test_a_due_day_that_has_passed_is_refused() -> None:
    with pytest.raises(Refused, match="has passed already"):
        check(replay((ASK,)), then(Step.DEFER, AFTER, due=DUE))


def test_an_owner_is_named_only_by_passing_on() -> None:
    with pytest.raises(Refused, match="names no owner"):
        check(replay((ASK,)), then(Step.COMMENT, owners=("police",)))


def test_a_line_of_an_older_log_may_name_another_owner() -> None:
    assert replay((ASK, then(Step.COMMENT, owners=("police",)))).owners == ("police",)


def test_passing_on_to_the_owner_is_refused() -> None:
    with pytest.raises(Refused, match="theirs already"):
        check(replay((ASK,)), then(Step.HAND_ON, owners=("clerk",)))


def test_forms_offer_what_may_be_done() -> None:
    owner = offered(State.IN_HAND, passed=False, hands={Hand.OWNER}, steps=UPDATES)
    assert [rule.step for rule in owner] == list(UPDATES)
    assert offered(State.DONE, passed=False, hands={Hand.TAKER}) == ()
    taker = offered(State.IN_HAND, passed=True, hands={Hand.TAKER})
    assert [rule.step for rule in taker] == [Step.TAKE, Step.DECLINE]
    office = {rule.step for rule in offered(State.STUCK, passed=False, hands={Hand.OFFICE})}
    assert Step.ABSORB not in office
    assert Step.TAKE not in office


def test_help_says_who_and_what_it_takes() -> None:
    assert RULES[Step.DEFER].help == "By the office. Needs a few words and a day or a meeting."
    assert RULES[Step.TAKE].help == (
        "By whoever it is passed to or the office. Only while it is being passed on."
    )


def test_what_needs_somebody_most_comes_first() -> None:
    undated = Entry(Step.ASK, ASKED, "x", owners=("clerk",))
    lives = {
        "overdue": (ASK,),
        "stuck": (undated, then(Step.STUCK)),
        "due": (Entry(Step.ASK, ASKED, "x", owners=("clerk",), due=date(2021, 9, 1)),),
        "undated": (undated,),
        "deferred": (ASK, then(Step.DEFER, due=date(2021, 6, 18))),
        "done": (ASK, REPORTED, then(Step.ACCEPT)),
    }
    by_need = sorted(lives, key=lambda name: need(replay(lives[name]), AFTER))
    assert by_need == list(lives)
    assert {state for state in State if state not in OPEN} == {
        State.DONE,
        State.WITHDRAWN,
        State.MERGED,
    }


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("today", "last", "kind"),
    [
        (DUE - 8 * DAY, None, None),
        (DUE - 7 * DAY, None, Reminder.BEFORE),
        (DUE - 3 * DAY, DUE - 7 * DAY, None),
        (DUE - 3 * DAY, DUE - 40 * DAY, Reminder.BEFORE),
        (DUE, DUE - 7 * DAY, Reminder.TODAY),
        (DUE, DUE, None),
        (DUE, None, Reminder.TODAY),
        (DUE + DAY, None, Reminder.OVERDUE),
        (DUE + DAY, DUE, Reminder.OVERDUE),
        (DUE + 2 * DAY, DUE + DAY, None),
        (DUE + 8 * DAY, DUE + DAY, Reminder.OVERDUE),
    ],
)
def test_owners_are_reminded_before_on_and_weekly_after(
    today: date, last: date | None, kind: Reminder | None
) -> None:
    assert reminder(replay((ASK,)), today, last) is kind


def test_nobody_is_reminded_of_what_waits_for_the_office_or_has_no_due_day() -> None:
    assert reminder(replay((ASK, REPORTED)), AFTER, None) is None
    assert reminder(replay((ASK, then(Step.WITHDRAW))), AFTER, None) is None
    undated = Entry(Step.ASK, ASKED, "x", owners=("clerk",))
    assert reminder(replay((undated,)), AFTER, None) is None


def test_red_is_the_colour_of_overdue() -> None:
    assert status(replay((ASK,)), AFTER).colour is Colour.RED
