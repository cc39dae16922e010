"""Where a trajectory stands, against somebody who walks it month by month."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.evidence.measures import Better
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.progress import Standing, expected, standing
from saferboard.core.evidence.trajectory import Milestone, Shape, Trajectory

FIRST = Month(2020, 3)
values = st.integers(-500, 500)


@given(
    st.lists(st.tuples(st.integers(1, 20), values), min_size=1, max_size=5),
    values,
    st.integers(0, 100),
)
def test_a_line_is_walked_month_by_month(
    steps: list[tuple[int, int]], start: int, later: int
) -> None:
    points = [Milestone(FIRST, start)]
    walked: dict[Month, float] = {FIRST: start}
    for months, value in steps:
        last = points[-1]
        for n in range(1, months + 1):
            walked[last.on.plus(n)] = last.value + (value - last.value) * n / months
        points.append(Milestone(last.on.plus(months), value))
    month = FIRST.plus(later)
    found = expected(Trajectory(Shape.LINE, tuple(points), "w"), Period.of_month(month))
    if month not in walked:
        assert found is None
    else:
        assert found is not None
        assert found.value == pytest.approx(walked[month])


@given(st.lists(st.integers(0, 9), min_size=12, max_size=12).filter(any), st.integers(1, 12))
def test_a_year_fills_up_by_its_profile(profile: list[int], months: int) -> None:
    way = Trajectory(
        Shape.CUMULATIVE, (Milestone(Month(2022, 3), 1200),), "w", profile=tuple(profile)
    )
    period = Period(Month(2021, 4), Month(2021, 4).plus(months - 1))
    found = expected(way, period)
    assert found is not None
    slow = 0.0
    for n in range(months):
        slow += 1200 * profile[n] / sum(profile)
    assert found.value == pytest.approx(slow)


@given(st.integers(-50, 50), st.integers(1, 50), st.integers(0, 20), st.sampled_from(Better))
def test_standing_by_whole_numbers(gap: int, wanted: int, tolerance: int, better: Better) -> None:
    found = standing(wanted + gap, wanted, tolerance, better)
    if 100 * abs(gap) <= tolerance * wanted:
        assert found is Standing.ON
    else:
        good = gap > 0 if better is Better.HIGHER else gap < 0
        assert found is (Standing.AHEAD if good else Standing.BEHIND)
