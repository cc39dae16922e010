"""Months of the year side by side, only where whole years enough are known."""

from calendar import monthrange
from dataclasses import replace

import pytest

from saferboard.core.evidence.assessment import Reading
from saferboard.core.evidence.periods import Month
from saferboard.core.evidence.profile.seasons import season

LAST = Month(2022, 3)


def known(months: int) -> list[Reading]:
    """One event a day in every month, two in July."""
    found = []
    for back in reversed(range(months)):
        month = LAST.plus(-back)
        days = monthrange(month.year, month.month)[1]
        found.append(Reading(month, days * (2 if month.month == 7 else 1), None))
    return found


def test_fewer_than_three_whole_years_tell_no_season() -> None:
    found = season(known(35))
    assert (found.known, found.years, found.months) == (35, 0, ())
    assert season([]).known == 0


def test_a_month_stands_beside_its_own_year_by_events_a_day() -> None:
    found = season(known(40))
    assert (found.known, found.years, len(found.months)) == (40, 3, 12)
    year = 365 / (365 + 31)  # events a day of the whole year, the other way up
    july, june = found.months[6], found.months[5]
    assert (july.month, july.mean) == (7, pytest.approx(200 * year, rel=1e-3))
    assert june.mean == pytest.approx(100 * year, rel=1e-3)
    assert june.low <= june.mean <= june.high


def test_a_month_that_is_hidden_ends_the_years_before_it() -> None:
    readings = known(48)
    readings[9] = replace(readings[9], events=None, suppressed=True)
    assert season(readings).years == 3
    readings[20] = replace(readings[20], events=None, suppressed=True)
    found = season(readings)
    assert (found.known, found.months) == (27, ())


def test_a_year_without_events_has_no_season() -> None:
    empty = [replace(reading, events=0) for reading in known(36)]
    found = season(empty)
    assert (found.known, found.months) == (36, ())
