"""Stretches of time as the Board's papers write them."""

import pytest

from saferboard.core.evidence.checking.spans import spans


@pytest.mark.parametrize(
    ("text", "words", "months"),
    [
        ("2016/17", "2016/17", 12),
        ("2016-17", "2016/17", 12),
        ("2016/2017", "2016/17", 12),
        ("1999/00", "1999/00", 12),
        ("April 2023 to May 2024", "April 2023 to May 2024", 14),
        ("April 23 to May 24", "April 2023 to May 2024", 14),
        ("Apr2015-Mar2016", "2015/16", 12),
        ("April \u2013 September 2020", "April to September 2020", 6),
        ("Apr-Mar 17/18", "2017/18", 12),
        ("April to December 2016/17", "April to December 2016", 9),
        ("January to March 2016/17", "2016/17 Q4", 3),
        ("October to March 2019", "October 2018 to March 2019", 6),
        ("October 2018 to March", "October 2018 to March 2019", 6),
        ("July to September", "3 months", 3),
        ("October to March", "6 months", 6),
        ("01/07/2015 - 30/09/2016", "July 2015 to September 2016", 15),
        ("24 April 2022 to 23 April 2023", "12 months", 12),
        ("1 April 2022 to 31 March 2023", "2022/23", 12),
        ("1 April to 30 June 2023", "2023/24 Q1", 3),
        ("Q4 2018/19", "2018/19 Q4", 3),
        ("Quarter 3 of 2018/19", "2018/19 Q3", 3),
        ("2018/19 Q1", "2018/19 Q1", 3),
        ("first 3 quarters of 2016/17", "April to December 2016", 9),
        ("First two quarters of 2016/17", "April to September 2016", 6),
        ("year ending March 2024", "2023/24", 12),
        ("twelve months to 31 March 2024", "2023/24", 12),
        ("December 2018", "December 2018", 1),
    ],
)
def test_what_is_meant(text: str, words: str, months: int) -> None:
    ((start, end, span),) = spans(f"In {text}, it")
    assert (span.words, span.length) == (words, months)
    assert "In " + text == f"In {text}, it"[:end]
    assert start == 3


@pytest.mark.parametrize(
    "text",
    [
        "2013-15",
        "Q2 2013/15",
        "2013/15 Q2",
        "first 4 quarters of 2013/15",
        "April to June 2013/15",
        "March 2019 to April 2018",
        "01/07/2016 - 30/09/2015",
        "31/02/2016 - 30/09/2016",
        "1 June 2016 to 15 June 2016",
        "1 June 2016 to 16 August 2016",
        "19 June 2019",
        "July 2016 fell",
    ],
)
def test_what_is_no_run_of_months(text: str) -> None:
    assert [span for _, _, span in spans(text) if span.length != 1] == []


def test_a_day_takes_its_year_from_the_other() -> None:
    ((_, _, span),) = spans("1 April to 30 September 2020")
    assert span.words == "April to September 2020"
