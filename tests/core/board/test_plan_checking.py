"""Each way in which a plan can break its rules is told, with what would mend it."""

from datetime import date

import pytest

from saferboard.core.board.plan import Last, Often, Plan, Planned, PlannedMeeting, Rule
from saferboard.core.board.plan_checking import Breach, BreachKind, check

JUNE, SEPTEMBER, DECEMBER, MARCH = DAYS = (
    date(2016, 6, 10),
    date(2016, 9, 9),
    date(2016, 12, 9),
    date(2017, 3, 10),
)


def rule(often: Often = Often.TIMES, **changes: object) -> Rule:
    return Rule("asb", "ASB", often, **changes)  # type: ignore[arg-type]


def plan(*on: date, days: tuple[date, ...] = DAYS, room: int = 120) -> Plan:
    return Plan(
        tuple(PlannedMeeting(day, room) for day in days),
        tuple(Planned("asb", "ASB", day) for day in on),
    )


def only(found: Plan, *rules: Rule, last: Last | None = None) -> Breach:
    (breach,) = check(found, rules, last)
    return breach


@pytest.mark.parametrize(
    ("found", "broken", "kind", "what", "remedy"),
    [
        (
            plan(JUNE, SEPTEMBER),
            rule(Often.EVERY),
            BreachKind.TOO_FEW,
            "ASB comes to every meeting but is not planned in December 2016 and March 2017",
            "add it in December 2016 and March 2017",
        ),
        (
            plan(),
            rule(),
            BreachKind.TOO_FEW,
            "ASB is planned nowhere, but its rule asks for once",
            "add it in June 2016, where the most time is left",
        ),
        (
            plan(JUNE),
            rule(times=3),
            BreachKind.TOO_FEW,
            "ASB is planned only once, in June 2016, but its rule asks for 3 times",
            "add it in September 2016, where the most time is left",
        ),
        (
            plan(*DAYS),
            rule(times=5),
            BreachKind.TOO_FEW,
            "ASB is planned only 4 times, in June 2016, September 2016, December 2016 and "
            "March 2017, but its rule asks for 5 times",
            "arrange another meeting, or change the rule",
        ),
        (
            plan(),
            rule(Often.SLOT),
            BreachKind.SLOT_MISSING,
            "ASB is planned nowhere, but its rule asks for a slot once a year",
            "add it in June 2016, where the most time is left",
        ),
        (
            plan(JUNE, SEPTEMBER, MARCH),
            rule(),
            BreachKind.TOO_MANY,
            "ASB is planned 3 times, in June 2016, September 2016 and March 2017, "
            "but its rule asks for it once",
            "take it off 2 of these meetings, or change the rule",
        ),
        (
            plan(),
            rule(Often.MONTHS, months=(3,)),
            BreachKind.TOO_FEW,
            "ASB must come in March but is not planned then",
            "add it in March 2017",
        ),
        (
            plan(),
            rule(Often.MONTHS, months=(10,)),
            BreachKind.TOO_FEW,
            "ASB must come in October but is not planned then, and no meeting is held in October",
            "arrange a meeting in October, or change the rule",
        ),
        (
            plan(JUNE, MARCH),
            rule(Often.MONTHS, months=(3,)),
            BreachKind.WRONG_MONTH,
            "ASB is planned in June 2016, but its rule says March",
            "move it to a meeting in its month, or take it off",
        ),
        (
            plan(JUNE, SEPTEMBER),
            rule(times=2, gap=6),
            BreachKind.TOO_CLOSE,
            "ASB is planned in September 2016, 3 months after June 2016, "
            "but its rule asks for 6 months at least",
            "move one of the two, or change the rule",
        ),
        (
            plan(JUNE, JUNE),
            rule(times=2),
            BreachKind.TOO_CLOSE,
            "ASB is planned twice at the same meeting, in June 2016",
            "take one of the two off, or move it",
        ),
        (
            plan(JUNE, MARCH),
            rule(until=SEPTEMBER),
            BreachKind.NOT_IN_FORCE,
            "ASB is planned in March 2017, when its rule is not in force",
            "take it off, or change the dates of the rule",
        ),
    ],
)
def test_a_breach(found: Plan, broken: Rule, kind: BreachKind, what: str, remedy: str) -> None:
    breach = only(found, broken)
    assert (breach.kind, breach.what, breach.remedy) == (kind, what, remedy)
    assert breach.topic == "asb"


def test_twice_in_its_month_is_too_many() -> None:
    days = (JUNE, date(2016, 6, 24))
    breach = only(plan(*days, days=days), rule(Often.MONTHS, months=(6,)))
    assert (breach.kind, breach.on) == (BreachKind.TOO_MANY, days)


def test_the_last_time_of_the_year_before_counts_for_the_gap() -> None:
    breach = only(plan(JUNE), rule(gap=9), last={"asb": date(2016, 5, 20)})
    assert (breach.kind, breach.on) == (BreachKind.TOO_CLOSE, (JUNE,))
    assert "1 month after May 2016" in breach.what


def test_what_came_already_and_was_asked_for_once_is_one_too_many() -> None:
    breach = only(plan(JUNE), rule(Often.ONCE), last={"asb": date(2016, 3, 11)})
    assert breach.what.endswith("asks for it no more")


def test_an_item_is_judged_by_the_rule_in_force_on_its_day() -> None:
    old, new = rule(until=date(2016, 8, 1)), rule(times=2, since=date(2016, 8, 2))
    assert check(plan(JUNE, SEPTEMBER, MARCH), [old, new]) == ()


def test_a_topic_without_a_rule_is_an_extra_item() -> None:
    assert check(plan(JUNE, JUNE), []) == ()


def test_an_overloaded_meeting_is_told_with_the_move_that_would_relieve_it() -> None:
    items = (Planned("a", "A", JUNE, 60, pinned=True), Planned("b", "B", JUNE, 40))
    meetings = (PlannedMeeting(JUNE, 90), PlannedMeeting(SEPTEMBER, 90))
    breach = only(Plan(meetings, items))
    assert (breach.kind, breach.topic, breach.on) == (BreachKind.CLASH, "", (JUNE,))
    assert breach.what == "June 2016 holds 100 minutes of business and has 90"
    assert breach.remedy == "move B to September 2016, which has 90 left"


@pytest.mark.parametrize(
    "meetings",
    [
        (PlannedMeeting(JUNE, 90),),
        (PlannedMeeting(JUNE, 90), PlannedMeeting(SEPTEMBER, 30)),
        (PlannedMeeting(JUNE, 40), PlannedMeeting(SEPTEMBER, 90)),
    ],
)
def test_where_no_one_move_is_enough_it_says_so(
    meetings: tuple[PlannedMeeting, ...],
) -> None:
    items = (Planned("a", "A", JUNE, 50), Planned("b", "B", JUNE, 50))
    breach = only(Plan(meetings, items))
    assert breach.remedy == "take an item off, give items less time, or make the meeting longer"
