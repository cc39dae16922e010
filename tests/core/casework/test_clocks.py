"""Clocks: corresponding dates, periods that begin with a day, working days, days of a zone."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from saferboard.core.casework.clocks import (
    day_begins,
    holds,
    instant,
    local_day,
    months_after,
    months_beginning,
    working_days_after,
)


@pytest.mark.parametrize(
    ("day", "months", "after", "beginning"),
    [
        (date(2024, 1, 10), 1, date(2024, 2, 10), date(2024, 2, 9)),
        (date(2024, 1, 31), 1, date(2024, 2, 29), date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28), date(2023, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28), date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29), date(2028, 2, 28)),
        (date(2024, 3, 1), 1, date(2024, 4, 1), date(2024, 3, 31)),
        (date(2023, 12, 15), 1, date(2024, 1, 15), date(2024, 1, 14)),
        (date(2024, 9, 30), 4, date(2025, 1, 30), date(2025, 1, 29)),  # Dodds v Walker's dates
    ],
)
def test_months(day: date, months: int, after: date, beginning: date) -> None:
    assert months_after(day, months) == after
    assert months_beginning(day, months) == beginning


@pytest.mark.parametrize(
    ("day", "days", "due"),
    [
        (date(2024, 3, 27), 0, date(2024, 3, 27)),
        (date(2024, 3, 27), 2, date(2024, 4, 2)),  # Good Friday and Easter Monday
        (date(2023, 5, 5), 1, date(2023, 5, 9)),  # the coronation
        (date(2024, 12, 24), 3, date(2024, 12, 31)),
    ],
)
def test_working_days(day: date, days: int, due: date) -> None:
    assert working_days_after(day, days) == due


def test_a_day_begins_where_the_partnership_is() -> None:
    assert day_begins(date(2024, 6, 1)) == datetime(2024, 5, 31, 23, tzinfo=UTC)
    assert day_begins(date(2024, 1, 1)) == datetime(2024, 1, 1, tzinfo=UTC)
    assert local_day(datetime(2024, 5, 31, 23, tzinfo=UTC)) == date(2024, 6, 1)
    assert local_day(datetime(2024, 5, 31, 23, tzinfo=UTC), ZoneInfo("UTC")) == date(2024, 5, 31)


def test_a_moment_must_say_its_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        instant(datetime(2024, 1, 1))  # noqa: DTZ001 - that is what is wrong with it


def test_the_first_moment_counts_and_the_end_does_not() -> None:
    one, two = datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 1, 2, tzinfo=UTC)
    assert holds(one, two, one)
    assert not holds(one, two, two)
    assert holds(one, None, two)
    assert not holds(two, None, one)
