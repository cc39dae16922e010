"""Ratings added up: not rated is not zero, and what is not known is a third thing."""

from dataclasses import replace
from datetime import date

import pytest

from saferboard.core.evidence.assessing import assess_observed
from saferboard.core.evidence.figures import Missing, Number
from saferboard.core.evidence.measures import Kind
from saferboard.core.evidence.observations import Flag
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.rating_words import ratings_table, told
from saferboard.core.evidence.ratings import (
    NOT_RATED,
    Composite,
    Framework,
    Inspection,
    Rating,
    Standard,
    Unrated,
    composite,
    observed,
    score,
    words,
)
from tests.core.evidence.samples import REPEATS

HMIP = Framework(
    key="hmip",
    name="Inspection of a service",
    source="HM Inspectorate",
    ratings=(
        Rating("Outstanding", 3),
        Rating("Good", 2),
        Rating("Requires improvement", 1),
        Rating("Inadequate", 0),
    ),
    standards=tuple(Standard(f"1.{n}", f"Standard {n}") for n in range(1, 11)),
)
OVER = replace(HMIP, unrated=Unrated.OVER_RATED)
# Ten standards that make the 13 points the inspectorate printed of one service.
THIRTEEN = ("Good",) * 5 + ("Requires improvement",) * 3 + ("Inadequate",) * 2


def inspection(labels: tuple[str, ...] = THIRTEEN, published: str = "2019-01") -> Inspection:
    given = tuple((f"1.{n}", label) for n, label in enumerate(labels, start=1))
    return Inspection(
        framework="hmip",
        area="E10000001",
        inspected="The service",
        published=Month.parse(published),
        known=date(2019, 6, 14),
        pack="2019-06-14",
        labels=given,
    )


def test_points_are_added_up() -> None:
    assert score(HMIP, inspection()) == Number(13)
    assert words(HMIP, inspection()) == "13 of at most 30 points"
    best = inspection(("Outstanding",) * 10)
    assert composite(HMIP, best) == Composite(30, 30, 10, 10)


def test_inadequate_is_zero_and_is_rated() -> None:
    worst = inspection(("Inadequate",) * 10)
    assert score(HMIP, worst) == Number(0)


def test_not_rated_is_not_zero() -> None:
    partly = inspection((*THIRTEEN[1:], NOT_RATED))
    found = score(HMIP, partly)
    assert isinstance(found, Missing)
    assert "Standard 10 was not rated" in found.reason
    assert score(OVER, partly) == Number(11)
    assert words(OVER, partly) == (
        "11 of at most 27 points, over the 9 of 10 standards that were rated"
    )


def test_nothing_rated_is_missing_whatever_is_declared() -> None:
    assert isinstance(score(OVER, inspection((NOT_RATED,) * 10)), Missing)


def test_what_is_not_known_is_not_summed() -> None:
    found = score(OVER, inspection(THIRTEEN[:9]))
    assert found == Missing("the rating of Standard 10 is not known to us")


def test_a_label_never_declared_has_no_points() -> None:
    with pytest.raises(KeyError):
        composite(HMIP, inspection(("Splendid",)))


def test_composites_become_observations() -> None:
    other = replace(inspection(), framework="ofsted")
    rows = (inspection(), other, inspection((*THIRTEEN[1:], NOT_RATED), "2020-01"))
    whole, partly = observed({"hmip": OVER}, rows, "hmip", "probation")
    assert (whole.measure, whole.period, whole.figure) == (
        "probation",
        Period.parse("2019-01"),
        Number(13),
    )
    assert whole.note == "The service: 13 of at most 30 points."
    assert whole.flags == frozenset()
    assert partly.flags == {Flag.DEFINITION_CHANGED}  # nine standards beside ten
    noted = replace(inspection(THIRTEEN[:3]), note="Shown by colour only.")
    (unknown,) = observed({"hmip": HMIP}, [noted], "hmip", "probation")
    assert unknown.note == "Shown by colour only."
    assert isinstance(unknown.figure, Missing)


def test_an_inspection_is_compared_with_the_one_before_it_however_long_ago() -> None:
    measure = replace(REPEATS, kind=Kind.SCORE, trigger=None, lag=12)
    rows = observed(
        {"hmip": HMIP},
        [inspection(published=month) for month in ("2014-03", "2015-05", "2019-01")],
        "hmip",
        "repeats",
    )
    a = assess_observed(measure, "E10000001", rows, Period.parse("2018/19-Q4"), date(2019, 7, 1))
    assert a.period == Period.parse("2019-01")
    assert a.previous_period == Period.parse("2015-05")
    first = assess_observed(measure, "E10000001", rows[:1], Period.parse("2013/14-Q4"), date.max)
    assert isinstance(first.previous, Missing)


@pytest.mark.parametrize(
    ("last", "by", "known"),
    [
        ("2019-01", "2019-06-14", True),
        ("2018-12", "2019-06-14", False),
        ("2019-03", "2019-06-13", False),
    ],
)
def test_when_an_inspection_was_known(last: str, by: str, known: bool) -> None:
    assert inspection().was_known(Month.parse(last), date.fromisoformat(by)) is known


def test_an_inspection_as_a_table() -> None:
    noted = replace(inspection(("Good", NOT_RATED)), note="Read from the paper.")
    table = ratings_table(HMIP, noted)
    assert table.rows[:3] == (
        ("1.1 Standard 1", "Good", "2"),
        ("1.2 Standard 2", "Not rated", "–"),
        ("1.3 Standard 3", "Not known", "–"),
    )
    assert table.rows[-1] == ("Together", "1 of 10 rated", "2")
    assert table.note == "Read from the paper."
    assert told(HMIP, noted) == (
        "The service, published in January 2019: the ratings of 2 of 10 standards are known to us."
    )
    assert told(HMIP, inspection()).endswith("13 of at most 30 points.")
