"""Plain, true and grammatical words for whatever a figure does."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.evidence.assessing import UNJUDGED
from saferboard.core.evidence.assessment import Assessment, State
from saferboard.core.evidence.change import change, direction
from saferboard.core.evidence.figures import Figure, Missing, Number, Suppressed
from saferboard.core.evidence.measures import Better, Kind, Measure
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.words import (
    change_words,
    comparable,
    direction_words,
    figure_words,
    limits_words,
    may_be_chance,
    polarity_words,
    rounded,
    sentence,
    with_unit,
)
from tests.core.evidence.samples import BURGLARY, REPEATS


def assessed(
    now: Figure, before: Figure, measure: Measure = BURGLARY, *states: State
) -> Assessment:
    moved = change(now, before, measure.kind)
    return Assessment(
        measure.key,
        "E10000001",
        Period.parse("2021/22"),
        now,
        Period.parse("2020/21"),
        before,
        moved,
        direction(moved, Better.LOWER, measure.dead_band),
        UNJUDGED,
        states=states,
    )


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (2.675, 2, "2.68"),
        (0.5, 0, "1"),
        (47.5, 0, "48"),
        (1234567.0, 0, "1,234,567"),
        (-0.001, 2, "0.00"),
        (73.9, 1, "73.9"),
        (-1.25, 1, "-1.3"),
    ],
)
def test_rounding_is_half_up_as_a_reader_would(value: float, places: int, text: str) -> None:
    assert rounded(value, places) == text


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_a_number_with_enough_places_is_not_changed(value: int, places: int) -> None:
    assert float(rounded(value / 10**places, places).replace(",", "")) == value / 10**places


def test_cells() -> None:
    assert figure_words(Number(7.29), BURGLARY) == "7.29"
    assert figure_words(Number(43.0), REPEATS) == "43%"
    assert figure_words(Suppressed("small"), BURGLARY) == "Suppressed"
    assert figure_words(Missing("late"), BURGLARY) == "Not known"
    assert with_unit(Number(7.29), BURGLARY) == "7.29 per 1,000 people"
    assert with_unit(Number(43), REPEATS) == "43%"
    assert with_unit(Number(3), replace(BURGLARY, kind=Kind.COUNT, places=0)) == "3"
    assert limits_words(Number(3, 2.5, 3.5), BURGLARY) == "2.50 to 3.50"
    assert limits_words(Number(3), BURGLARY) == "None: the parts are not known"
    assert limits_words(Number(3, 2), BURGLARY) == limits_words(Number(3), BURGLARY)
    assert limits_words(Missing(""), BURGLARY) == "–"
    assert limits_words(Suppressed(""), BURGLARY) == "Suppressed"
    assert polarity_words(Better.LOWER) == "Lower is better"
    assert polarity_words(None) == "Neither way is declared better"


@pytest.mark.parametrize(
    ("now", "before", "measure", "words"),
    [
        (7.29, 7.07, BURGLARY, "3.1% higher"),
        (117, 185, BURGLARY, "36.8% lower"),
        (43, 34, REPEATS, "9.0 points higher (26.5% in relative terms)"),
        (33, 34, REPEATS, "1.0 point lower (2.9% in relative terms)"),
        (3, 0, REPEATS, "3.0 points higher"),
        (3, 0, BURGLARY, "3.00 higher"),
        (5.4, 5.4, BURGLARY, "The same"),
    ],
)
def test_changes(now: float, before: float, measure: Measure, words: str) -> None:
    assert change_words(assessed(Number(now), Number(before), measure), measure) == words


def test_no_change_is_known_without_two_numbers() -> None:
    assert change_words(assessed(Missing("late"), Number(1)), BURGLARY) == "Not known"


@pytest.mark.parametrize(
    ("now", "before", "states", "expected"),
    [
        (
            Number(7.29),
            Number(7.07),
            (),
            "Burglary stood at 7.29 per 1,000 people in 2021/22, 3.1% higher than in 2020/21 "
            "(7.07), which counts as level (a change of up to 7.5% does).",
        ),
        (
            Number(3.91),
            Number(3.53),
            (),
            "Burglary stood at 3.91 per 1,000 people in 2021/22, 10.8% higher than in 2020/21 "
            "(3.53), which counts as a deterioration.",
        ),
        (
            Number(6.74),
            Number(7.63),
            (State.PART_YEAR,),
            "Burglary stood at 6.74 per 1,000 people in 2021/22, 11.7% lower than in 2020/21 "
            "(7.63), which counts as an improvement. Part of a year only.",
        ),
        (
            Number(5.4),
            Number(5.4),
            (),
            "Burglary stood at 5.40 per 1,000 people in 2021/22, the same as in 2020/21 (5.40).",
        ),
        (Missing("the return is late"), Number(1), (), "Burglary: the return is late."),
        (
            Suppressed("it is small"),
            Number(1),
            (),
            "Burglary: the figure is suppressed, because it is small.",
        ),
        (
            Number(1),
            Missing("new"),
            (),
            "Burglary stood at 1.00 per 1,000 people in 2021/22. There is no earlier figure to "
            "compare it with.",
        ),
    ],
)
def test_sentences(now: Figure, before: Figure, states: tuple[State, ...], expected: str) -> None:
    assert sentence(assessed(now, before, BURGLARY, *states), BURGLARY) == expected


def test_a_sentence_without_a_polarity_or_a_period() -> None:
    unread = replace(
        assessed(Number(2), Number(1)),
        direction=direction(None, None, 7.5),
        period=None,
    )
    assert sentence(unread, BURGLARY) == (
        "Burglary stood at 2.00 per 1,000 people in an unnamed period, 100.0% higher than in "
        "2020/21 (1.00)."
    )


def test_of_figures_that_are_not_alike_it_says_why_the_change_cannot_be_judged() -> None:
    rows = [
        (Number(2), (State.UNEQUAL_PERIODS,), "because the two periods are not of equal length."),
        (
            Number(0.5),
            (State.UNEQUAL_PERIODS, State.DEFINITION_CHANGED),
            "because the two periods are not of equal length and the definition changed.",
        ),
        (Number(1.05), (State.DEFINITION_CHANGED,), "because the definition changed."),
    ]
    for now, states, words in rows:
        a = assessed(now, Number(1), BURGLARY, *states)
        assert f"which cannot be judged, {words}" in sentence(a, BURGLARY)
        assert not comparable(a)
        assert direction_words(a).endswith(", if comparable")
    close = assessed(Number(12, 8, 16), Number(10, 7, 13), BURGLARY, State.DEFINITION_CHANGED)
    assert not may_be_chance(close)


def test_overlapping_limits_may_be_chance() -> None:
    apart = assessed(Number(20, 18, 22), Number(10, 9, 11))
    close = assessed(Number(12, 8, 16), Number(10, 7, 13))
    level = assessed(Number(10.1, 8, 16), Number(10, 7, 13))
    assert not may_be_chance(apart)
    assert may_be_chance(close)
    assert not may_be_chance(level)
    assert not may_be_chance(assessed(Number(12), Number(10, 7, 13)))
    assert "may be chance" in sentence(close, BURGLARY)


def test_kinds_other_than_rates() -> None:
    count = replace(BURGLARY, kind=Kind.COUNT, unit="referrals", places=0, name="Referrals")
    assert sentence(assessed(Number(1611), Number(2003), count), count).startswith(
        "Referrals stood at 1,611 in 2021/22, 19.6% lower than in 2020/21 (2,003)"
    )


def test_a_direction_is_said_with_its_doubt() -> None:
    assert direction_words(assessed(Number(2), Number(1))) == "Worsening"
    unknown = assessed(Number(2), Missing("new"), BURGLARY, State.UNEQUAL_PERIODS)
    assert direction_words(unknown) == "Not known"


def test_an_earlier_figure_that_is_suppressed_is_said_to_be() -> None:
    from tests.web.factories import release

    made = release()
    one = made.measures[0]
    a = made.of(one.key)
    assert a is not None
    said = sentence(replace(a, previous=Suppressed("it is small")), one)
    assert said.endswith("The earlier figure is suppressed, because it is small.")
