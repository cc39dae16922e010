"""The run rules as an analyst would try them: by hand, with ties, points on the mean and gaps."""

import numpy as np
import pytest

from saferboard.core.evidence.spc import Limits, Rule, anhoej, anhoej_signals, making_data_count
from saferboard.core.evidence.spc.limits import Values, known

Said = list[tuple[Rule, tuple[int, ...], int]]


def limits(values: Values, centre: float = 0, wide: float = 9) -> Limits:
    points = known(values)

    def line(value: float) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
        return np.full(points.size, value)

    near = wide * 2 / 3
    return Limits(
        points,
        line(centre),
        line(centre - wide),
        line(centre + wide),
        line(centre - near),
        line(centre + near),
    )


def said(values: Values, **lines: float) -> Said:
    return [(s.rule, s.points, s.side) for s in making_data_count(limits(values, **lines))]


def test_nothing_is_said_of_nothing() -> None:
    assert making_data_count(limits([])) == anhoej_signals(limits([])) == ()
    assert said([1]) == said([None]) == []


def test_a_point_outside_a_limit_and_not_one_on_it() -> None:
    assert said([0, 9, -9, 9.1, 0, -9.5]) == [
        (Rule.OUTSIDE, (3,), 1),
        (Rule.OUTSIDE, (5,), -1),
        (Rule.NEAR, (1, 3), 1),
    ]


def test_seven_on_one_side_and_not_six() -> None:
    assert said([-1, 1, 2, 1, 2, 1, 2, -1]) == []
    assert said([-1, 1, 2, 1, 2, 1, 2, 1, -1]) == [(Rule.RUN, tuple(range(1, 8)), 1)]
    assert said([-1, -2] * 4) == [(Rule.RUN, tuple(range(8)), -1)]


def test_a_point_on_the_mean_breaks_a_run() -> None:
    assert said([1, 2, 1, 2, 0, 1, 2, 1]) == []
    # A mean of rates misses such a point in the last digit only.
    assert said([1, 2, 1, 0.1 + 0.2, 1, 2, 1, 2], centre=0.3) == []


def test_seven_rising_or_falling_and_a_tie_breaks_it() -> None:
    assert said([-3, -2, -1, 0, 1, 2]) == []
    assert said([5, -3, -2, -1, 0, 1, 2, 3]) == [(Rule.TREND, tuple(range(1, 8)), 1)]
    assert said([3, 2, 1, 0, -1, -2, -3]) == [(Rule.TREND, tuple(range(7)), -1)]
    assert said([-3, -2, -1, -1, 0, 1, 2, 3]) == []


def test_two_of_three_past_a_near_limit_on_one_side() -> None:
    assert said([0, 7, 0, 7, 0]) == [(Rule.NEAR, (1, 3), 1)]
    assert said([0, 7, 0, 0, 7]) == []
    assert said([0, 7, 0, -7, 0]) == []
    assert said([0, 6, 6, 0]) == []
    assert said([7, 7]) == []
    assert said([-7, -7, 0, 0, 0, -7, 0, -8]) == [
        (Rule.NEAR, (0, 1), -1),
        (Rule.NEAR, (5, 7), -1),
    ]
    assert said([7, 8, 0, 7, 0, 0, 0]) == [(Rule.NEAR, (0, 1, 3), 1)]


def test_a_gap_breaks_every_pattern() -> None:
    assert said([1, 2, 1, None, 2, 1, 2, 1]) == []
    assert said([-3, -2, -1, None, 0, 1, 2, 3]) == []
    assert said([7, None, 7, 0, 0]) == []
    assert said([None, 7, 7, 0]) == [(Rule.NEAR, (1, 2), 1)]


def test_runs_about_a_centre_pass_over_what_is_on_it() -> None:
    runs = anhoej([1, 0, 2, None, 3, -1, 0, -1, 4], 0)
    assert (runs.useful, runs.longest_run, runs.longest, runs.crossings) == (6, 3, (0, 2, 4), 2)
    # As few as six say nothing.
    assert not runs.is_long
    assert not runs.is_seldom
    assert anhoej([0, None, 0], 0).longest_run == 0


def test_a_long_run_and_few_crossings_are_signals() -> None:
    long = [1] * 9 + [-1, 1] * 8
    assert [(s.rule, s.points, s.side) for s in anhoej_signals(limits(long))] == [
        (Rule.LONGEST_RUN, tuple(range(9)), 1)
    ]
    seldom = [-1, -1, -1, -1, -1, 1, 1, 1, 1, 1] * 2 + [None, 12]
    assert [(s.rule, s.points, s.side) for s in anhoej_signals(limits(seldom))] == [
        (Rule.OUTSIDE, (21,), 1),
        (Rule.FEW_CROSSINGS, (*range(20), 21), 0),
    ]
    low = [-1] * 9 + [1, -1] * 8
    assert [(s.rule, s.side) for s in anhoej_signals(limits(low))] == [(Rule.LONGEST_RUN, -1)]


def test_a_centre_may_differ_from_point_to_point() -> None:
    assert anhoej([1, 2, 3], np.array([0.0, 3.0, 2.0])).crossings == 2


@pytest.mark.parametrize("value", [0.0, 0.1, 7.3, 1e9 / 3])
def test_a_series_that_never_moves_says_nothing(value: float) -> None:
    still = known([value] * 15)
    assert said(still, centre=float(still.mean()), wide=0) == []
