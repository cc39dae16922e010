"""What a chart does at its edges: gaps, nothing known, limits that cannot be less or more."""

import numpy as np
import pytest

from saferboard.core.evidence.spc import (
    c_chart,
    laney_p,
    laney_u,
    p_chart,
    suggested,
    u_chart,
    xmr,
    xmr_limits,
)


def test_no_moving_range_goes_over_a_gap() -> None:
    assert xmr([10, 12, None, 100, 101]).moving_range == 1.5
    assert xmr([10, 12, None, 100, 101]).mean == 55.75


@pytest.mark.parametrize("values", [[], [None], [5], [5, None, 7]])
def test_without_neighbours_there_are_no_limits(values: list[float | None]) -> None:
    chart = xmr(values)
    assert np.isnan(chart.upper)
    assert np.isnan(chart.lower)
    assert chart.signals == ()


def test_large_moving_ranges_are_screened_only_when_asked() -> None:
    values = [10, 11, 10, 11, 10, 11, 10, 60, 10, 11, 10, 11]
    plain, screened = xmr(values), xmr(values, screen=True)
    assert plain.moving_range == pytest.approx((9 * 1 + 2 * 50) / 11)
    assert screened.moving_range == 1
    assert [s.points for s in screened.signals if s.side == 1] == [(7,)]
    assert plain.mean == screened.mean
    # Nothing is left to screen where nothing moves.
    assert xmr([3, 3, 3], screen=True).moving_range == 0


def test_no_limit_lies_where_no_value_can() -> None:
    low = xmr_limits([0, 3, 0, 4], least=0)
    assert low.lower[0] == low.near_lower[0] == 0
    assert xmr([0, 3, 0, 4]).lower < 0
    assert c_chart([1, 2]).lower[0] == 0
    share = p_chart([9, 10, 10], [10, 10, 10])
    assert (share.upper == 1).all()
    assert p_chart([9, 10], [10, 10], per=100).upper[0] == 100


def test_what_is_not_known_is_a_gap_in_both_parts() -> None:
    chart = u_chart([5, None, 0, 8, 3], [10, 10, 0, None, 10], per=10)
    assert np.isnan(chart.values).tolist() == [False, True, True, True, False]
    assert chart.centre[0] == 4
    assert np.isnan(u_chart([None], [5]).centre[0])
    assert np.isnan(c_chart([None]).centre[0])
    assert chart.sigma_z is None


def test_laney_keeps_to_chance_where_points_do() -> None:
    z = laney_u([4, 6, 5, 5], [100, 100, 100, 100])
    assert z.sigma_z == pytest.approx((2 + 1 + 0) / 3 / np.sqrt(5) / 1.128)
    assert laney_u([0, 0, 0], [5, 5, 5]).upper.tolist() == [0, 0, 0]
    assert laney_p([5, 5], [5, 5]).lower.tolist() == [1, 1]


def test_laney_screens_when_asked() -> None:
    events = [10, 11, 10, 11, 10, 11, 10, 90, 10, 11, 10, 11]
    whole = [1000] * len(events)
    plain, screened = laney_u(events, whole), laney_u(events, whole, screen=True)
    assert screened.sigma_z is not None
    assert plain.sigma_z is not None
    assert screened.sigma_z < plain.sigma_z / 5
    assert laney_p(events, whole, screen=True).upper[0] < laney_p(events, whole).upper[0]


def test_what_has_no_meaning_is_an_error() -> None:
    with pytest.raises(ValueError, match="negative"):
        c_chart([-1])
    with pytest.raises(ValueError, match="negative"):
        u_chart([1], [-1])
    with pytest.raises(ValueError, match="more than trials"):
        p_chart([2], [1])
    with pytest.raises(ValueError, match="as many parts"):
        u_chart([1, 2], [1])


def test_a_lasting_change_is_suggested_and_a_spell_is_not() -> None:
    noise = [0, 1, -1, 2, -2, 1, 0, -1, 1, 0, 2, -1]
    steps = [v + level for level in (20, 30, 12) for v in noise]
    assert suggested(steps) == (12, 24)
    assert suggested([None, *steps[:24]]) == (13,)
    assert suggested(noise * 3) == ()
    assert suggested([*noise, 9, 9, 9, *noise]) == ()
    assert suggested([1] * 7 + [5] * 6) == ()
    assert suggested([4] * 30) == ()
    assert suggested([None] * 20) == ()
    # A step between two levels that never move has no noise to be measured against.
    assert suggested([1.0] * 10 + [5.0] * 10) == ()
