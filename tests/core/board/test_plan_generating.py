"""How a year is filled: pins, months, spacing, room, load."""

from datetime import date

from saferboard.core.board.plan import Often, Planned, PlannedMeeting, Rule
from saferboard.core.board.plan_checking import check
from saferboard.core.board.plan_generating import generate

JUNE, SEPTEMBER, DECEMBER, MARCH = DAYS = (
    date(2016, 6, 10),
    date(2016, 9, 9),
    date(2016, 12, 9),
    date(2017, 3, 10),
)
MET = tuple(PlannedMeeting(day) for day in DAYS)


def rule(topic: str = "asb", often: Often = Often.TIMES, **changes: object) -> Rule:
    return Rule(topic, topic.capitalize(), often, **changes)  # type: ignore[arg-type]


def where(plan_of: str, *rules: Rule, **changes: object) -> list[date]:
    plan = generate(rules, MET, **changes)  # type: ignore[arg-type]
    return [item.on for item in plan.items if item.topic == plan_of]


def test_a_year_without_meetings_holds_nothing() -> None:
    assert generate([rule(), rule("b", Often.ONCE), rule("c", Often.EVERY)], ()).items == ()


def test_twice_a_year_is_half_a_year_apart_where_least_is_planned() -> None:
    full = Planned("other", "Other", JUNE, 60)
    assert where("asb", rule(times=2), pinned=[full]) == [SEPTEMBER, MARCH]


def test_what_is_pinned_stays_and_counts() -> None:
    pinned = Planned("asb", "ASB, in depth", SEPTEMBER, 30, because="asked for by the chair")
    plan = generate([rule(times=2)], MET, [pinned])
    assert [(item.on, item.pinned) for item in plan.items] == [(SEPTEMBER, True), (MARCH, False)]
    assert plan.items[0].title == "ASB, in depth"
    everywhere = [Planned("asb", "ASB", day) for day in DAYS[:3]]
    assert where("asb", rule(), pinned=everywhere) == list(DAYS[:3])


def test_what_comes_to_every_meeting_is_not_doubled_by_a_pin() -> None:
    assert where("p", rule("p", Often.EVERY), pinned=[Planned("p", "P", JUNE)]) == list(DAYS)


def test_a_month_has_it_once_at_the_first_meeting_in_it() -> None:
    twice = (*MET, PlannedMeeting(date(2016, 6, 24)))
    made = generate([rule(often=Often.MONTHS, months=(6, 10))], twice)
    assert [item.on for item in made.items] == [JUNE]
    pinned = Planned("asb", "ASB", date(2016, 6, 24))
    made = generate([rule(often=Often.MONTHS, months=(6,))], twice, [pinned])
    assert [item.on for item in made.items] == [date(2016, 6, 24)]


def test_a_preferred_month_that_is_full_gives_way_and_says_so() -> None:
    small = tuple(PlannedMeeting(day, 30) for day in DAYS)
    plan = generate([rule(prefers=(6,))], small, [Planned("other", "Other", JUNE, 25)])
    (placed,) = (item for item in plan.items if item.topic == "asb")
    assert placed.on == SEPTEMBER
    assert placed.because == "once a year, it did not fit in June, agreed for it"


def test_a_gap_is_kept_from_the_last_time_in_the_year_before() -> None:
    yearly = rule(gap=9, prefers=(6,))
    last = {"asb": date(2016, 3, 11)}
    assert where("asb", yearly, last=last) == [MARCH]
    assert where("asb", rule(), last=last) == [MARCH]
    assert where("asb", yearly) == [JUNE]


def test_more_times_than_meetings_fills_them_all() -> None:
    assert where("asb", rule(times=6)) == list(DAYS)


def test_what_was_asked_for_once_comes_first_thing_where_there_is_room() -> None:
    asked = rule(often=Often.ONCE, since=date(2016, 7, 1))
    assert where("asb", asked) == [SEPTEMBER]
    plan = generate([asked], MET, [Planned("other", "Other", SEPTEMBER, 120)])
    once = next(item for item in plan.items if item.topic == "asb")
    assert once.on == DECEMBER
    assert once.because == "the first meeting with room for it after it was asked for"
    assert where("asb", asked, last={"asb": date(2016, 3, 11)}) == []
    assert where("asb", asked, pinned=[Planned("asb", "ASB", MARCH)]) == [MARCH]


def test_items_stand_in_the_order_of_their_rules() -> None:
    rules = [rule("z", Often.EVERY), rule("a", Often.EVERY)]
    plan = generate(rules, MET[:1], [Planned("b", "B", JUNE)])
    assert [item.topic for item in plan.items] == ["z", "a", "b"]


def test_three_a_year_name_their_other_times() -> None:
    plan = generate([rule(times=3)], MET)
    assert plan.items[0].because == (
        "3 times a year, with September 2016 and December 2016, "
        "0 minutes were planned here before it"
    )
    assert check(plan, [rule(times=3)]) == ()
