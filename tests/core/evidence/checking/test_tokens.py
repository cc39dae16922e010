"""Which numbers of a sentence are figures, and which are none."""

import pytest

from saferboard.core.evidence.checking.stated import Hedge
from saferboard.core.evidence.checking.tokens import Token, tokens


def kinds(text: str) -> str:
    return "".join(token.kind for token in tokens(text))


@pytest.mark.parametrize(
    ("text", "kind", "value", "places"),
    [
        ("1,234 offences", "n", 1234, 0),
        ("7.07 per person", "n", 7.07, 2),
        ("twenty-three cases", "n", 23, 0),
        ("Fifteen cases", "n", 15, 0),
        ("2.5 million people", "n", 2_500_000, 0),
        ("12%", "p", 12, 0),
        ("12.5 per cent", "p", 12.5, 1),
        ("nine per cent", "p", 9, 0),
        ("-43%", "p", -43, 0),
        ("(+3.1%)", "p", 3.1, 1),
        ("9 percentage points", "t", 9, 0),
        ("9% points", "t", 9, 0),
        ("2.1pp", "t", 2.1, 1),
        ("two percentage points", "t", 2, 0),
        ("0.20 points", "t", 0.2, 2),
        ("ranked 4/9", "r", 4, 0),
        ("ranked 4th of 9", "r", 4, 0),
        ("14 months", "d", 14, 0),
        ("a twelve-month period", "d", 12, 0),
    ],
)
def test_figures(text: str, kind: str, value: float, places: int) -> None:
    (token,) = tokens(text)
    assert (token.kind, token.figure.value, token.figure.places) == (kind, value, places)


@pytest.mark.parametrize(
    "text",
    [
        "Tel: 0116 305 0030",
        "07970 299615",
        "see https://example.org/2020/45 and someone23@example.org",
        "on 14 June 2019",
        "on 14TH JUNE 2019",
        "on 22nd May",
        "on May 22",
        "by 16/04/19",
        "2019-06-14",
        "at 10.00 am and 5pm, or 17:30",
        "24/7 support",
        "1-2-1 and one-to-one",
        "paragraph 7-11, pages 3 and 4, Appendix 2, section 29",
        "Level 1 and Band 6",
        "aged 10 - 17",
        "over 18s and 13-18 years",
        "3 years ago, five weeks and 4 quarters",
        "2013-15",
        "between 5 - 10%",
        "in 2019",
        "the 3rd time",
        "Quarter 3",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert set(kinds(text)) <= {"x"}


def test_money_is_told_apart() -> None:
    assert kinds("£300,000, £2.5m and 50k") == "mmm"


def test_what_touches_letters_is_a_name() -> None:
    assert kinds("s29 and Covid19 and #4 and A12") == ""


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("around 40", Hedge.ABOUT),
        ("approx. 40", Hedge.ABOUT),
        ("over 40", Hedge.OVER),
        ("more than 40", Hedge.OVER),
        ("nearly 40", Hedge.UNDER),
        ("up to 40", Hedge.UNDER),
        ("exactly 40", Hedge.NONE),
    ],
)
def test_what_loosens_a_figure(text: str, hedge: Hedge) -> None:
    (token,) = tokens(text)
    assert token.figure.hedge is hedge


def test_thousands_in_words_are_rounded() -> None:
    (token,) = tokens("3 thousand")
    assert token.figure.range().low == pytest.approx(2500)


def test_only_figures_have_values() -> None:
    with pytest.raises(LookupError, match="is no figure"):
        _ = Token("x", 0, 4, "2019").figure
