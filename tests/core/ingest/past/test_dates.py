"""Dates and times as minutes print them."""

from datetime import date

import pytest

from saferboard.core.ingest.past.text.dates import date_in, dates_in, digits, time_in, times_in


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Friday, 2 June 2017 at 10.00 am", date(2017, 6, 2)),
        ("14TH JUNE 2019", date(2019, 6, 14)),
        ("1st of Sept. 2019", date(2019, 9, 1)),
        ("l4 June 2O19", date(2019, 6, 14)),
        ("June 5th, 2018", date(2018, 6, 5)),
        ("20.9.19", date(2019, 9, 20)),
        ("20/09/2019", date(2019, 9, 20)),
        ("2020-01-05", date(2020, 1, 5)),
        ("31 June 2019", None),
        ("the first of the month", None),
        ("2019/20 and 10.30", None),
    ],
)
def test_a_date(text: str, on: date | None) -> None:
    assert date_in(text) == on


def test_dates_stand_in_their_order() -> None:
    text = "on 20.9.19; 6 December 2019 and 2020-03-20"
    assert dates_in(text) == (date(2019, 9, 20), date(2019, 12, 6), date(2020, 3, 20))


def test_digits_may_be_letters() -> None:
    assert digits("l2O") == 120
    assert digits("ten") is None


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("at 10.00 am", "10.00 am"),
        ("at 10:00am.", "10:00am"),
        ("closed at 2.15 p.m.", "2.15 p.m."),
        ("at 2pm", "2pm"),
        ("£10.00 more", ""),
        ("no time", ""),
    ],
)
def test_a_time(text: str, time: str) -> None:
    assert time_in(text) == time


def test_from_and_to() -> None:
    assert times_in("10.00 am - 12.15 pm") == ("10.00 am", "12.15 pm")
    assert times_in("10.00 am") == ("", "")
