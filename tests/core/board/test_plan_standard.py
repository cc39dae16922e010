"""The standard plan of March 2016: its rules find its one breach, and make it again otherwise."""

from datetime import date
from pathlib import Path

import pytest

from saferboard.core.board.plan import Plan, Planned, PlannedMeeting
from saferboard.core.board.plan_checking import BreachKind, check
from saferboard.core.board.plan_generating import generate
from saferboard.core.board.plan_record import (
    UNSAID,
    Fate,
    Promise,
    Tabled,
    planned_against_tabled,
)
from saferboard.core.ingest.gathering import Faults, Names
from saferboard.core.ingest.plan import PLAN, Known, read_plan

FOLDER = Path(__file__).parents[3] / "partnerships" / "leicestershire"
ANY = Names("", "", None)
DECLARED = read_plan((FOLDER / PLAN).read_text("utf-8"), PLAN, Known(ANY, ANY, ANY), Faults())
JUNE, SEPTEMBER, DECEMBER, MARCH = MEETINGS = (
    date(2016, 6, 10),
    date(2016, 9, 9),
    date(2016, 12, 9),
    date(2017, 3, 10),
)
AGREED = {
    JUNE: {
        "election",
        "performance",
        "strategic-partnership-board",
        "domestic-abuse",
        "substance-misuse",
        "vulnerability",
        "partner-police",
    },
    SEPTEMBER: {
        "performance",
        "strategic-partnership-board",
        "adult-offending",
        "youth-offending",
        "partner-commissioner",
        "police-and-crime-plan",
        "partner-fire",
    },
    DECEMBER: {
        "performance",
        "strategic-partnership-board",
        "domestic-abuse",
        "prevent-hate",
        "supporting-families",
        "vulnerability",
        "partner-health-board",
        "partner-county-council",
    },
    MARCH: {
        "performance",
        "strategic-partnership-board",
        "asb",
        "prevent-hate",
        "sexual-violence",
        "partner-safeguarding",
        "partner-probation",
    },
}
# The communications plan was asked for in December 2020: not yet a rule.
RULES = tuple(entry.rule for entry in DECLARED.rules)
BY_TOPIC = {rule.topic: rule for rule in RULES}
MET = tuple(PlannedMeeting(day) for day in MEETINGS)
STANDARD = Plan(
    MET,
    tuple(
        Planned(topic, BY_TOPIC[topic].titled(day), day)
        for day, topics in AGREED.items()
        for topic in sorted(topics)
    ),
)


def test_the_rules_find_that_prevent_and_hate_is_planned_twice_and_nothing_else() -> None:
    (breach,) = check(STANDARD, RULES)
    assert (breach.kind, breach.topic) == (BreachKind.TOO_MANY, "prevent-hate")
    assert breach.on == (DECEMBER, MARCH)
    assert breach.what == (
        "Prevent and hate is planned twice, in December 2016 and March 2017, "
        "but its rule asks for it once"
    )
    assert breach.remedy == "take it off one of these meetings, or change the rule"


@pytest.mark.parametrize("day", MEETINGS)
def test_the_rules_make_the_agreed_meeting_again(day: date) -> None:
    made = {item.topic for item in generate(RULES, MET).at(day)}
    assert made | {"prevent-hate"} == AGREED[day] | {"prevent-hate"}


def test_prevent_and_hate_comes_once_in_a_month_agreed_for_it() -> None:
    plan = generate(RULES, MET)
    (once,) = (item for item in plan.items if item.topic == "prevent-hate")
    assert once.on == MARCH  # where less is planned than in December
    assert check(plan, RULES) == ()


def test_without_the_agreed_months_the_rules_are_kept_too_and_the_load_is_level() -> None:
    from dataclasses import replace

    free = [replace(rule, prefers=()) for rule in RULES]
    plan = generate(free, MET)
    assert check(plan, free) == ()
    loads = [plan.load(day) for day in MEETINGS]
    assert max(loads) - min(loads) <= 10


def test_every_item_says_why_it_stands_where_it_stands() -> None:
    why = {(item.topic, item.on): item.because for item in generate(RULES, MET).items}
    assert why["performance", JUNE] == "it comes to every meeting"
    assert why["election", JUNE] == "June is when it must come"
    assert why["domestic-abuse", JUNE] == (
        "twice a year, and also in December 2016, June is a month agreed for it"
    )
    assert all(why.values())


def test_march_2021_lacks_three_topics_and_no_reason_is_recorded() -> None:
    met = date(2021, 3, 19)
    promises = [
        Promise(topic, BY_TOPIC[topic].name, date(2021, 3, 12)) for topic in sorted(AGREED[MARCH])
    ]
    tabled = [
        Tabled("communications-plan", "Community Safety Communications", met),
        Tabled("prevent-hate", "Prevent", met),
        Tabled("", "County lines", met),
        Tabled("partner-probation", "Probation", met),
        Tabled("strategic-partnership-board", "Strategic Partnership Board", met),
        Tabled("", "Community safety survey", met),
        Tabled("performance", "Performance, quarter 3 of 2020/21", met),
        Tabled("", "Prison", met),
    ]
    rows = planned_against_tabled(promises, tabled, today=date(2021, 4, 1))
    assert {row.topic: row.because for row in rows if row.fate is Fate.NEVER} == {
        "asb": UNSAID,
        "sexual-violence": UNSAID,
        "partner-safeguarding": UNSAID,
    }
    assert {row.topic for row in rows if row.fate is Fate.CAME} == {
        "performance",
        "strategic-partnership-board",
        "prevent-hate",
        "partner-probation",
    }
    assert {row.title for row in rows if row.fate is Fate.EXTRA} == {
        "Community Safety Communications",
        "County lines",
        "Community safety survey",
        "Prison",
    }
    lost = next(row for row in rows if row.topic == "asb")
    assert lost.words == "promised in March 2021, never came: no reason recorded"
