"""A length of time that a paper states beside the months it names."""

import pytest

from saferboard.core.evidence.checking.findings import Kind
from saferboard.core.evidence.checking.lines import read_text
from saferboard.core.evidence.checking.report import check


def lengths(text: str) -> list[tuple[str, str]]:
    found = check(read_text(text)).findings
    assert {f.kind for f in found} <= {Kind.LENGTH}
    return [(f.stated, f.computed.rpartition(" is ")[2]) for f in found]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("In the rolling 12 months April 23 to May 24 there were 656 referrals.", "12 months"),
        ("Referrals, April 2023 to May 2024 (rolling 12 months).", "12 months"),
        ("Between April 2023 and May 2024, a 12 month period, 656 came.", "12 month"),
        ("In the 12 months between April 2023 and May 2024 there were 656.", "12 months"),
        ("April 23 to May 24 is twelve months of data.", "twelve months"),
        ("12-month rolling data: Apr-23 to May-24.", "12-month"),
        ("In the year April 2023 to May 2024 there were 656 referrals.", "the year"),
        ("Data for the last year (April 23 – May 24) shows 656.", "last year"),
        ("The annual figure for April 2023 to May 2024 was 656.", "annual figure"),
        ("The rolling year from Apr 23 to May 24 saw 656 referrals.", "rolling year"),
        ("Figures cover April 2023 to May 2024 (a full year).", "full year"),
        ("Over the twelve months (1 April 2023 to 31 May 2024) there were 656.", "twelve months"),
    ],
)
def test_fourteen_months_called_a_year_are_told(text: str, stated: str) -> None:
    assert lengths(text) == [(stated, "14 months")]


def test_a_whole_year_of_nine_months_is_told() -> None:
    assert lengths("A full year, April to December 2023, is shown.") == [("full year", "9 months")]


def test_a_period_of_years_is_told_in_months() -> None:
    said = "For the two year period April 2018-March 2021 the rate was 23.4."
    assert lengths(said) == [("two year", "36 months")]


@pytest.mark.parametrize(
    "text",
    [
        "For the two year period April 2018-March 2020 the rate was 23.4.",
        "The rolling year from April 2023 to March 2024 saw 656 referrals.",
        "In the rolling 12 months April 23 to March 24 there were 656 referrals.",
        # A part of a year may be compared with the same part of another.
        "Compared to last year (April to June 2019), 34 fewer came.",
        "In the financial year to date, April to December 2016/17, 40 came.",
        # As people speak, twelve months lie between two Aprils.
        "In the 12 months between April 2023 and April 2024 there were 656.",
        "It fell over the year; April 2023 to May 2024 is shown too.",
        "The full year is April 2023.",
        "It grew for two years, April 2018 to March 2019 being the lowest.",
    ],
)
def test_lengths_that_stand_or_are_not_stated(text: str) -> None:
    assert lengths(text) == []
