"""Days in the forms that papers use, and what only looks like a day."""

from datetime import date

import pytest

from saferboard.core.ingest.past.text.days import long_date, read_date, short_date


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("20.9.19", date(2019, 9, 20)),
        ("11.12.20", date(2020, 12, 11)),
        ("3.3.2021", date(2021, 3, 3)),
        ("14/06/2019", date(2019, 6, 14)),
        ("2-5-98", date(1998, 5, 2)),
        ("2021-03-19", date(2021, 3, 19)),
        ("23 February 2017", date(2017, 2, 23)),
        ("19th March 2021", date(2021, 3, 19)),
        ("19 th MARCH 2021.", date(2021, 3, 19)),
        ("Friday, 1st of Sept. 2023", date(2023, 9, 1)),
        ("Thurs 4 Jan ’18", date(2018, 1, 4)),
        ("31.2.19", None),
        ("31 June 2019", None),
        ("20.9.19 Amber", None),
        ("20.9/19", None),
        ("1.2.3.2020", None),
        ("September 2019", None),
        ("", None),
    ],
)
def test_a_whole_text_is_a_day(text: str, on: date | None) -> None:
    assert read_date(text) == on


def test_a_day_in_words_is_found_in_a_sentence() -> None:
    text = "held on 31 June 2019, no, on Friday, 5th July 2019 and not on 6 July 2019"
    assert long_date(text) == date(2019, 7, 5)
    assert long_date("on 5.7.2019 at ten") is None


def test_a_text_begins_with_a_day_in_figures() -> None:
    assert short_date(" 5.7.19 Write to the school") == (date(2019, 7, 5), "Write to the school")
    assert short_date("45.7.19 Write") is None
    assert short_date("32.7.19 Write") is None
    assert short_date("Write 5.7.19") is None
