"""What measures.toml says of returns, spoilt one thing at a time."""

import pytest

from saferboard.core.evidence.periods import Month
from saferboard.core.evidence.returning import Every, Over
from saferboard.core.ingest.partnership import read_partnership
from tests.core.ingest.folder import SOUND, faults_of

OLD = 'source = "MARAC"\n'
ASKED = """returned_by = "coordinator"
returned_every = "quarter"
returned_over = "rolling-twelve"
returned_since = "2026-04"
returned_areas = ["E10000001", "E06000001"]
due_days = 45
returned_jump = 10
"""


def asked(old: str = "", new: str = "", *, measure: str = OLD) -> dict[str, str]:
    assert old in ASKED
    text = ASKED.replace(old, new) if old else ASKED
    return {**SOUND, "measures.toml": SOUND["measures.toml"].replace(measure, measure + text)}


def test_a_measure_says_who_returns_it() -> None:
    found = read_partnership(asked()).measure("repeats")
    assert found is not None
    assert found.duty is not None
    assert (found.duty.by, found.duty.every, found.duty.over, found.duty.since) == (
        "coordinator",
        Every.QUARTER,
        Over.ROLLING_TWELVE,
        Month(2026, 4),
    )
    assert (found.duty.due_days, found.duty.jump) == (45, 10)
    entrants = read_partnership(asked()).measure("entrants")
    assert entrants is not None
    assert entrants.duty is None


@pytest.mark.parametrize(
    ("old", "new", "what", "where"),
    [
        ('"coordinator"', '"coordnator"', "there is no post 'coordnator'", "returned_by"),
        ('returned_by = "coordinator"\n', "", "but not by whom", "returned_by"),
        ('returned_since = "2026-04"\n', "", "from when", "returned_since"),
        ('"E06000001"', '"E06000009"', "there is no area 'E06000009'", "returned_areas"),
        ('"E06000001"', '"E10000001"', "one stands twice", "returned_areas"),
        ('["E10000001", "E06000001"]', "[]", "there is no area", "returned_areas"),
        ("due_days = 45", "due_days = 0", "0 is no number of days", "due_days"),
        ("due_days = 45", "due_days = 367", "367 is no number of days", "due_days"),
        ("returned_jump = 10", "returned_jump = 0", "0 is too small", "returned_jump"),
        ('"2026-04"', '"April"', "not a month", "returned_since"),
        ('"quarter"', '"fortnight"', "not one of the words", "returned_every"),
    ],
)
def test_what_is_wrong_is_told(old: str, new: str, what: str, where: str) -> None:
    (fault,) = faults_of(asked(old, new))
    assert what in fault.what
    assert fault.where.endswith(f", {where}")
    assert "measures.toml" in fault.where


def test_a_year_to_date_is_not_sent_once_a_year() -> None:
    both = asked(
        '"quarter"\nreturned_over = "rolling-twelve"', '"year"\nreturned_over = "year-to-date"'
    )
    (fault,) = faults_of(both)
    assert "a year to date ends with its year" in fault.what


def test_what_is_counted_is_not_returned() -> None:
    (fault,) = faults_of(asked(measure='source = "police.uk"\n'))
    assert "is not returned by anybody" in fault.what
