"""Months, quarters, years and windows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.evidence.periods import Month, Period, Window
from saferboard.core.faults import Refused

MONTHS = st.builds(Month, st.integers(1990, 2100), st.integers(1, 12))


@pytest.mark.parametrize(
    ("text", "first", "last", "words", "length"),
    [
        ("2021/22", "2021-04", "2022-03", "2021/22", 12),
        ("2021/22-Q4", "2022-01", "2022-03", "2021/22 Q4", 3),
        ("2021/22 Q1", "2021-04", "2021-06", "2021/22 Q1", 3),
        ("2016-04..2016-12", "2016-04", "2016-12", "April to December 2016", 9),
        ("2015-04..2016-06", "2015-04", "2016-06", "April 2015 to June 2016", 15),
        ("2019-12", "2019-12", "2019-12", "December 2019", 1),
        ("1999/00", "1999-04", "2000-03", "1999/00", 12),
    ],
)
def test_periods_are_read_and_written(
    text: str, first: str, last: str, words: str, length: int
) -> None:
    period = Period.parse(text)
    assert (str(period.first), str(period.last)) == (first, last)
    assert (period.words, len(period)) == (words, length)
    assert Period.parse(str(period)) == period


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2021/23",
        "2021/22-Q5",
        "2021-13",
        "2021-00",
        "21-01",
        "2016-12..2016-04",
        "Q1",
        "0000/01",
        "9999/00",
        "2021-04..",
    ],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="is not a period"):
        Period.parse(text)


@pytest.mark.parametrize("text", ["2021-13", "2021-1", "Jan-20", "0000-01"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="is not a month"):
        Month.parse(text)


def test_impossible_values_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="no such month"):
        Month(2021, 13)
    with pytest.raises(ValueError, match="cannot end"):
        Period(Month(2021, 2), Month(2021, 1))


def test_windows_end_where_they_are_told() -> None:
    march, may = Month(2022, 3), Month(2021, 5)
    assert Window.ROLLING_TWELVE.ending(march) == Period.parse("2021/22")
    assert Window.ROLLING_TWELVE.before(march) == Period.parse("2020/21")
    assert Window.YEAR_TO_DATE.ending(march) == Period.parse("2021/22")
    assert Window.YEAR_TO_DATE.ending(may) == Period.parse("2021-04..2021-05")
    assert Window.YEAR_TO_DATE.before(may) == Period.parse("2020-04..2020-05")


@given(MONTHS, st.integers(-400, 400))
def test_moving_months_can_be_undone(month: Month, by: int) -> None:
    assert month.plus(by).plus(-by) == month
    assert month.plus(by).since(month) == by


@given(MONTHS, st.integers(0, 30))
def test_a_period_knows_its_months(first: Month, more: int) -> None:
    period = Period(first, first.plus(more))
    assert period.months == tuple(sorted(set(period.months)))
    assert len(period.months) == len(period) == more + 1
    assert Period.parse(str(period)) == period


def test_a_month_stands_alone() -> None:
    assert Period.of_month(Month(2021, 1)).months == (Month(2021, 1),)
    assert Period.parse("2021-01").financial_year == "2020/21"
