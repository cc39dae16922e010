"""What figures are said to be per, held against the measure, its row, and the paragraph."""

import pytest

from saferboard.core.evidence.checking.findings import Kind
from saferboard.core.evidence.checking.grammar import sentences
from saferboard.core.evidence.checking.lines import read_text
from saferboard.core.evidence.checking.report import check
from saferboard.core.evidence.checking.source import Passage
from saferboard.core.evidence.checking.units import Unit, unit_of
from tests.core.evidence.checking.test_report import RETURNS, kinds

YOUNG = "Re-offences by young offenders"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("It is 0.76 per thousand population.", Unit("people", 1000)),
        ("It is 0.76 per 100,000 of the population.", Unit("people", 100_000)),
        ("It is 0.76 for every ten thousand residents.", Unit("people", 10_000)),
        ("It is 0.76 per 1,000.", Unit("people", 1000)),
        ("It is 0.76 per 1,000 households.", Unit("household", 1000)),
        ("It is 0.76 per capita.", Unit("people", 1)),
        ("It is 0.76 per head of population.", Unit("people", 1)),
        ("It is 0.76 offences per young offender.", Unit("offender")),
        ("It is 0.76 per person.", Unit("people")),
        ("The rate (per 1,000 population) is 0.76.", Unit("people", 1000)),
        ("The rate per thousand people was 0.76.", Unit("people", 1000)),
        ("The cost per offender was 0.76.", Unit()),
        ("It is 0.76 per month.", Unit()),
        ("It is 0.76 per", Unit()),
        ("It is 0.76.", Unit()),
        ("It is 0.76 now, and per 1,000 it is more.", Unit()),
    ],
)
def test_what_a_figure_is_per(text: str, unit: Unit) -> None:
    (found,) = sentences(Passage(text, ((0, read_text("x").parts[0].starts[0][1]),)))  # type: ignore[union-attr]
    (token,) = [token for token in found.tokens if token.text == "0.76"]
    assert unit_of(found, token) == unit
    assert unit.words in ("head of population", unit.thing)


@pytest.mark.parametrize(
    "text",
    [
        f"The {YOUNG} rate (per 1,000 population) was 0.76.",
        f"The rate of {YOUNG} per thousand population was 0.76.",
        f"{YOUNG} were 0.76 offences for every 1,000 people.",
        f"{YOUNG} (rate per thousand population): 0.76.",
        f"{YOUNG} were 0.76 per capita.",
        "Vehicle crime is at 6.5 per 1,000 households.",
        # The very figure that is known per 1,000.
        "Vehicle crime is at 6.68 per 100,000 population.",
    ],
)
def test_a_unit_that_is_not_the_measure_s_is_told(text: str) -> None:
    assert kinds(text, RETURNS, "") == [Kind.UNIT]


@pytest.mark.parametrize(
    "text",
    [
        f"{YOUNG} stand at 0.91 per offender, or 9 per 1,000 population.",
        f"{YOUNG} stand at 0.91 per offender.",
        "Vehicle crime is at 668 per 100,000 population.",
        "Vehicle crime is at 6.5 for each of the people.",
    ],
)
def test_a_unit_that_is_the_measure_s_raises_no_alarm(text: str) -> None:
    assert kinds(text, RETURNS, "") == []


def test_a_row_s_own_unit_is_held_against() -> None:
    table = "Indicator\t2015/16\t2016/17\nRe-offences per young offender\t0.9\t0.8\nBurglary\t4\t5"
    assert kinds(f"{YOUNG} were 0.8 per thousand population.", (), table) == [Kind.UNIT]
    assert kinds("Burglary was 5 per thousand population.", (), table) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Re-offending by young people is 0.74 per offender. By December the re-offending of "
            "young people was 0.41 per 1,000 population.",
            ["0.41 per head of population"],
        ),
        # Of another size, another thing, or one that homes may well be counted by.
        (
            "Re-offending by young people is 0.74 per offender. The re-offending of young people "
            "is 7.4 per 1,000 population.",
            [],
        ),
        ("Calls are 0.74 per offender. The rate of burglary is 0.41 per 1,000 people.", []),
        (
            "Burglary of homes is 6.1 per household. Burglary of homes is 2.8 per 1,000 people.",
            [],
        ),
        (
            "Re-offending by young people is 0 per offender. Re-offending of young people is 0 "
            "per 1,000 population.",
            [],
        ),
    ],
)
def test_a_paragraph_is_held_against_itself(text: str, found: list[str]) -> None:
    told = check(read_text(text)).findings
    assert [f.stated for f in told] == found
    assert {f.kind for f in told} <= {Kind.UNIT}


def test_a_contradiction_that_is_told_already_is_not_told_twice() -> None:
    text = f"{YOUNG} were 0.91 per offender. {YOUNG} were 0.76 per 1,000 people."
    assert kinds(text, RETURNS, "") == [Kind.UNIT]
