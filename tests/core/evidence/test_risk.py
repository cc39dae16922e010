"""The rule of the risk and harm matrix: band edges, missing partners, scores of another time."""

from dataclasses import replace
from datetime import date

import pytest

from saferboard.core.evidence.measures import Rag
from saferboard.core.evidence.periods import Month
from saferboard.core.evidence.risk import (
    Band,
    Given,
    Risk,
    RiskPlan,
    Scale,
    out_of_scale,
    rated,
    stood,
)

PROBABILITY = Scale("probability", "Probability", "How likely?", 1, 9)
PHYSICAL = Scale("physical", "Physical", "How badly is somebody hurt?", 0, 18)
MORAL = Scale("moral", "Moral", "How does it offend?", 0, 18)
BANDS = (Band("Low", Rag.GREEN, 108), Band("Medium", Rag.AMBER, 216), Band("High", Rag.RED))
PLAN = RiskPlan(
    name="Risk and harm",
    source="made up",
    probability=PROBABILITY,
    harms=(PHYSICAL, MORAL),
    bands=BANDS,
    partners=("police", "fire", "health"),
    risks=(Risk("arson", "Arson", "Fires that are set.", Month(2020, 4), Month(2021, 4)),),
    least_partners=2,
)


def score(day: date, physical: int = 10, moral: int = 2, **changes: object) -> Given:
    """A partner's score of one day."""
    points = (("physical", physical), ("moral", moral))
    made = Given("arson", "police", points, day, "made up", "account 1", PLAN.mark)
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("probability", "harms", "score", "band"),
    [
        (6, (18, 18), 108, "Low"),
        (6, (18, 19), 111, "Medium"),
        (3, (36, 37), 109.5, "Medium"),  # between 108 and 109 the print has no band
        (9, (24, 24), 216, "Medium"),
        (8, (27, 28), 220, "High"),
        (9, (36, 36), 324, "High"),
        (1, (0, 0), 0, "Low"),
    ],
)
def test_edges_belong_to_the_band_below(
    probability: int, harms: tuple[int, ...], score: float, band: str
) -> None:
    found = rated(PLAN, probability, harms)
    assert found.score == score
    assert found.band is not None
    assert found.band.name == band


def test_a_missing_partner_is_left_out_of_the_mean_and_a_zero_is_in_it() -> None:
    missing = rated(PLAN, 5, (30, None, 20))
    zero = rated(PLAN, 5, (30, 0, 20))
    assert (missing.harm, missing.score) == (25, 125)
    assert missing.because == "probability 5 × mean harm 25.0; 2 of 3 partners scored its harm"
    assert zero.harm == pytest.approx(50 / 3)
    assert zero.score == pytest.approx(250 / 3)


def test_too_few_partners_make_no_mean() -> None:
    found = rated(PLAN, 5, (30, None, None))
    assert (found.harm, found.score, found.band) == (None, None, None)
    assert found.because == "1 of 3 partners scored its harm; it takes 2 to be rated"


def test_without_a_probability_there_is_a_mean_and_no_score() -> None:
    found = rated(PLAN, None, (30, 20, 10))
    assert (found.harm, found.score, found.band) == (20, None, None)
    assert "its probability is not known" in found.because


def test_the_newest_score_known_on_the_day_counts() -> None:
    rows = [
        score(date(2020, 5, 1), 1),
        score(date(2020, 7, 1), 3),
        score(date(2020, 6, 1), 2),  # entered late, for an earlier day
        score(date(2020, 7, 1), 4),  # put right on the same day
    ]
    assert stood(PLAN, rows, date(2020, 7, 1)).value == 6
    assert stood(PLAN, rows, date(2020, 6, 30)).value == 4
    assert stood(PLAN, rows, date(2020, 4, 30)) == stood(PLAN, [], date(2021, 1, 1))
    assert stood(PLAN, [], date(2021, 1, 1)).why_not == "not scored"


def test_a_score_lasts_so_many_months_and_no_longer() -> None:
    rows = [score(date(2020, 5, 31))]
    assert stood(PLAN, rows, date(2021, 5, 1)).value == 12
    late = stood(PLAN, rows, date(2021, 6, 1))
    assert (late.value, late.why_not) == (None, "the score is more than 12 months old")
    assert late.given == rows[0]


def test_a_score_on_other_scales_does_not_count() -> None:
    wider = replace(PLAN, harms=(replace(PHYSICAL, most=20), MORAL))
    found = stood(wider, [score(date(2020, 5, 1))], date(2020, 5, 2))
    assert (found.value, found.why_not) == (None, "scored on other scales than today's")


def test_a_risk_is_scored_from_its_first_month_until_it_is_retired() -> None:
    (arson,) = PLAN.risks
    months = (Month(2020, 3), Month(2020, 4), Month(2021, 3), Month(2021, 4))
    assert [arson.is_scored_in(m) for m in months] == [False, True, True, False]
    assert replace(arson, retired=None).is_scored_in(Month(2030, 1))
    assert PLAN.risk("arson") == arson
    assert PLAN.risk("theft") is None


def test_values_must_lie_on_the_scale() -> None:
    sound = {"physical": 0, "moral": 18}
    assert out_of_scale(PLAN.harms, sound) == ()
    assert out_of_scale(PLAN.harms, {"physical": 19, "moral": -1}) == (PHYSICAL, MORAL)
    assert out_of_scale(PLAN.harms, {"physical": 3}) == (MORAL,)


def test_a_value_has_a_word_where_the_scale_has_steps() -> None:
    three = Scale("p", "P", "?", 1, 3, ("rare", "possible", "likely"))
    assert (three.word(1), three.word(3), PHYSICAL.word(3)) == ("1, rare", "3, likely", "3")
