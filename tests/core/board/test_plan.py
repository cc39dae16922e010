"""How often a rule asks for its topic, and what it says of itself."""

from datetime import date, time

import pytest

from saferboard.core.board.plan import (
    Often,
    Plan,
    Planned,
    PlannedMeeting,
    Rule,
    due,
    due_months,
    first_day,
    in_words,
    last_quarter,
    year_name,
    year_of,
)
from saferboard.core.board.plan_dates import Cycle, Proposed, meeting_days, nth_weekday
from saferboard.core.board.plan_resolution import Reading, read_resolution

DAYS = (date(2016, 6, 10), date(2016, 9, 9), date(2016, 12, 9), date(2017, 3, 10))


def rule(often: Often = Often.TIMES, **changes: object) -> Rule:
    return Rule("asb", "Anti-social behaviour", often, **changes)  # type: ignore[arg-type]


def test_a_year_begins_in_april() -> None:
    assert [year_of(date(2017, 3, 31)), year_of(date(2017, 4, 1))] == [2016, 2017]
    assert first_day(2016) == date(2016, 4, 1)
    assert [year_name(2016), year_name(1999)] == ["2016/17", "1999/00"]


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2016, 6, 10), "2015/16"),
        (date(2016, 7, 1), "quarter 1 of 2016/17"),
        (date(2016, 12, 9), "quarter 2 of 2016/17"),
        (date(2017, 3, 10), "quarter 3 of 2016/17"),
    ],
)
def test_a_title_may_name_the_quarter_that_ended_last(day: date, quarter: str) -> None:
    performance = Rule("performance", "Performance update, {quarter}", Often.EVERY)
    assert last_quarter(day) == quarter
    assert performance.titled(day) == f"Performance update, {quarter}"
    assert performance.name == "Performance update"


@pytest.mark.parametrize(
    ("made", "badge"),
    [
        (rule(Often.EVERY), "Every meeting"),
        (rule(), "Once a year"),
        (rule(times=2), "Twice a year"),
        (rule(times=3), "3 times a year"),
        (rule(Often.MONTHS, months=(3,)), "Every March"),
        (rule(Often.MONTHS, months=(6, 9, 12)), "Every June, September and December"),
        (rule(Often.SLOT), "Partner, once a year"),
        (rule(Often.ONCE), "Asked for once"),
    ],
)
def test_a_badge_says_how_often(made: Rule, badge: str) -> None:
    assert made.badge == badge


def test_a_rule_is_in_force_from_its_first_day_to_its_last() -> None:
    made = rule(since=DAYS[1], until=DAYS[2])
    assert [made.holds(day) for day in DAYS] == [False, True, True, False]
    assert rule().holds(DAYS[0])


@pytest.mark.parametrize(
    ("made", "times"),
    [
        (rule(Often.EVERY), 4),
        (rule(Often.EVERY, since=DAYS[2]), 2),
        (rule(times=2), 2),
        (rule(times=6), 6),
        (rule(times=2, since=DAYS[2]), 1),
        (rule(times=1, since=DAYS[3]), 1),
        (rule(times=6, since=DAYS[1]), 3),
        (rule(since=date(2018, 1, 1)), 0),
        (rule(Often.SLOT), 1),
        (rule(Often.MONTHS, months=(3, 6)), 2),
        (rule(Often.MONTHS, months=(3, 6), since=DAYS[1]), 1),
        (rule(Often.ONCE), 1),
    ],
)
def test_a_rule_in_force_for_a_part_of_the_year_asks_for_its_share(made: Rule, times: int) -> None:
    assert due(made, DAYS, {}) == times


def test_what_was_asked_for_once_is_asked_until_it_came() -> None:
    assert due(rule(Often.ONCE), DAYS, {"asb": date(2016, 3, 11)}) == 0


def test_a_month_in_which_nobody_meets_is_due_if_the_rule_holds_in_its_middle() -> None:
    october = rule(Often.MONTHS, months=(1, 10), since=date(2016, 10, 16))
    assert due_months(october, DAYS) == (1,)
    assert due_months(rule(Often.MONTHS, months=(3, 4)), DAYS) == (4, 3)
    assert due_months(october, ()) == ()
    assert due(october, (), {}) == 0


def test_the_load_of_a_meeting_counts_items_without_minutes_as_ten() -> None:
    items = (Planned("a", "A", DAYS[0], 25), Planned("b", "B", DAYS[0]), Planned("c", "C", DAYS[1]))
    plan = Plan(tuple(PlannedMeeting(day) for day in DAYS), items)
    assert [plan.load(day) for day in DAYS] == [35, 10, 0, 0]
    assert plan.at(DAYS[1]) == items[2:]


def test_days_in_words() -> None:
    assert in_words(DAYS[:1]) == "June 2016"
    assert in_words(DAYS[:3]) == "June 2016, September 2016 and December 2016"


QUARTERLY = Cycle(2, 4, (3, 6, 9, 12), time(10))


def test_the_meetings_of_a_year_fall_on_the_second_fridays() -> None:
    assert QUARTERLY.words == "second Friday of June, September, December and March"
    assert meeting_days(QUARTERLY, 2016) == tuple(Proposed(day) for day in DAYS)


def test_a_bank_holiday_gives_way_to_the_next_week() -> None:
    first_mondays = Cycle(1, 0, (5, 8), time(10))
    assert meeting_days(first_mondays, 2016) == (
        Proposed(date(2016, 5, 9), instead_of=date(2016, 5, 2)),
        Proposed(date(2016, 8, 1)),
    )
    last_mondays = Cycle(-1, 0, (5,), time(10))
    assert last_mondays.words == "last Monday of May"
    assert meeting_days(last_mondays, 2021) == (
        Proposed(date(2021, 6, 7), instead_of=date(2021, 5, 31)),
    )


@pytest.mark.parametrize(
    ("nth", "day"), [(1, date(2021, 1, 1)), (4, date(2021, 1, 22)), (-1, date(2021, 1, 29))]
)
def test_the_nth_weekday_of_a_month(nth: int, day: date) -> None:
    assert nth_weekday(2021, 1, nth, 4) == day


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("be considered at the March meeting on an annual basis", Reading(Often.MONTHS, 1, (3,))),
        ("a report every year", Reading(Often.TIMES, 1)),
        ("an update twice a year", Reading(Often.TIMES, 2)),
        ("six-monthly, in June and December", Reading(Often.MONTHS, 1, (6, 12))),
        ("a report to each future meeting", Reading(Often.EVERY)),
        ("a report be brought to the June meeting", Reading(Often.ONCE)),
        ("it may be told", Reading(Often.ONCE)),
    ],
)
def test_a_resolution_is_read_for_how_often(text: str, reading: Reading) -> None:
    assert read_resolution(text) == reading
