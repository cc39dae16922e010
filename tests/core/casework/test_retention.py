"""Retention: rules are read whole, and only what is over is proposed."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.casework.purposes import FILE as PURPOSES
from saferboard.core.casework.purposes import read_purposes
from saferboard.core.casework.retention import (
    FILE,
    Kept,
    Retention,
    erasable_from,
    last_day,
    proposed,
    read_retention,
)
from saferboard.core.ingest.gathering import Faults

FOLDER = Path(__file__).parents[3] / "partnerships" / "leicestershire"
RULE = '[[rules]]\npurpose = "asb"\nmonths = 72\nbasis = "six years"\n'
ASB = Retention("asb", 72, "six years")


def test_every_bundled_purpose_has_a_rule() -> None:
    faults = Faults()
    purposes = read_purposes((FOLDER / PURPOSES).read_text("utf-8"), faults)
    keys = [purpose.key for purpose in purposes]
    rules = read_retention((FOLDER / FILE).read_text("utf-8"), keys, faults)
    assert faults.found == []
    assert {rule.purpose for rule in rules} == set(keys)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (RULE + RULE, "there are 2 rules for the purpose 'asb'"),
        (RULE.replace("asb", "abs"), "there is no purpose 'abs'"),
        (RULE.replace("72", "0"), "0 months is no time"),
        ("rules = 1", "there is no [[rules]]"),
    ],
)
def test_a_fault_is_told(text: str, said: str) -> None:
    faults = Faults()
    read_retention(text, ["asb"], faults)
    assert said in [fault.what for fault in faults.found]


def test_a_file_that_is_no_toml_gives_nothing() -> None:
    faults = Faults()
    assert read_retention("rules = ", ["asb"], faults) == ()
    assert len(faults.found) == 1


def test_a_case_is_proposed_from_the_day_after_its_last() -> None:
    case = Kept("ASB-1", "asb", date(2020, 2, 29))
    assert last_day(date(2020, 2, 29), ASB) == date(2026, 2, 28)
    assert proposed([case], [ASB], date(2026, 2, 28)) == ()
    (found,) = proposed([case], [ASB], erasable_from(date(2020, 2, 29), ASB))
    assert found.may_go
    assert found.because == "closed on 29 February 2020, kept for 72 months: six years"


def test_what_is_open_and_what_has_no_rule_is_never_proposed() -> None:
    far = date(2099, 1, 1)
    assert proposed([Kept("A", "asb", None)], [ASB], far) == ()
    assert proposed([Kept("M", "marac", date(2001, 1, 1))], [ASB], far) == ()


def test_a_hold_or_what_still_runs_keeps_a_case() -> None:
    case = Kept("A", "asb", date(2010, 1, 1), ("a claim",), date(2026, 6, 1))
    (found,) = proposed([case], [ASB], date(2026, 6, 1))
    assert not found.may_go
    assert found.kept_by == ("a claim", "something of it runs until 1 June 2026")
    (later,) = proposed([case], [ASB], date(2026, 6, 2))
    assert later.kept_by == ("a claim",)


@given(
    st.lists(st.dates(date(2000, 1, 1), date(2030, 1, 1)), max_size=8),
    st.integers(1, 120),
    st.dates(date(2000, 1, 1), date(2045, 1, 1)),
)
def test_exactly_those_whose_time_is_over(closed: list[date], months: int, on: date) -> None:
    """Held to a walk through the days, one at a time."""
    rule = Retention("asb", months, "ours")
    found = proposed([Kept(str(n), "asb", day) for n, day in enumerate(closed)], [rule], on)
    over = {str(n) for n, day in enumerate(closed) if _walked(day, months) < on}
    assert {one.case.key for one in found} == over
    assert [one.last for one in found] == sorted(one.last for one in found)


def _walked(day: date, months: int) -> date:
    """The same day of the month, so many months on, or the last that the month has."""
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    one = date(year, month, 1)
    while one.day < day.day and (one + timedelta(days=1)).month == month:
        one += timedelta(days=1)
    return one
