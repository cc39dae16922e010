"""Funnel limits against published tables, and where a place lies in them."""

from dataclasses import replace

import pytest

from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.funnel import (
    INNER,
    OUTER,
    Standing,
    count_limits,
    funnel,
    limits_for,
    proportion_limits,
    rate_limits,
    ratio_limits,
    standing,
)
from saferboard.core.evidence.measures import Kind
from saferboard.core.evidence.rates import rate
from tests.core.evidence.samples import BURGLARY, REPEATS

# Public Health England, funnel plot tool for ratios: so many observed events lie on the lower line
# where the first number is expected, on the upper where the second is (95%, then 99.8%).
RATIOS = [
    (3, 8.767273828, 0.618671905, 13.06224507, 0.190533306),
    (5, 11.6683331, 1.623486324, 16.45474478, 0.739371928),
    (10, 18.39035799, 4.795387629, 24.13397235, 2.960519925),
    (100, 121.6268111, 81.36400699, 134.9243187, 71.92139974),
    (495, 540.5897776, 452.3482779, 567.6815921, 429.0857897),
]
# The same, for proportions: at a size, the four lines in per cent around 80.642448 per cent.
CENTRE = 80.642448
PROPORTIONS = [
    (4, 41.923356, 100, 19.594903, 100),
    (18, 62.390093, 98.894803, 51.864359, 100),
    (102, 72.974925, 88.309971, 68.553233, 92.731663),
    (9998, 79.867989, 81.416907, 79.421375, 81.863521),
]


@pytest.mark.parametrize(("seen", "low95", "high95", "low998", "high998"), RATIOS)
def test_ratios_as_published(
    seen: int, low95: float, high95: float, low998: float, high998: float
) -> None:
    for level, low, high in ((INNER, low95, high95), (OUTER, low998, high998)):
        assert count_limits(low, level)[0] == pytest.approx(seen, rel=1e-6)
        assert count_limits(high, level)[1] == pytest.approx(seen, rel=1e-6, abs=1e-6)
        assert ratio_limits(low, level)[0] == pytest.approx(seen / low, rel=1e-6)


@pytest.mark.parametrize(("size", "low95", "high95", "low998", "high998"), PROPORTIONS)
def test_proportions_as_published(
    size: int, low95: float, high95: float, low998: float, high998: float
) -> None:
    for level, low, high in ((INNER, low95, high95), (OUTER, low998, high998)):
        found = proportion_limits(CENTRE / 100, size, level)
        assert [100 * edge for edge in found] == pytest.approx([low, high], rel=1e-6)
        assert limits_for(REPEATS, CENTRE, size, level) == pytest.approx((low, high), rel=1e-6)


def test_rates_as_published() -> None:
    """Public Health England, funnel plot tool for rates: three years around 116.1720835.

    It prints the people of one year at which so many events lie on the lower or upper 95% line.
    """
    low, _ = rate_limits(116.1720835, 3 * 18_587.54012, 100_000)
    assert low == pytest.approx(87.87248461, rel=1e-6)
    _, high = rate_limits(116.1720835, 3 * 369_759.5622, 100_000)
    assert high == pytest.approx(122.6021934, rel=1e-6)


def test_what_cannot_have_limits() -> None:
    for wrong in ((1.2, 10), (0.5, 0)):
        with pytest.raises(ValueError, match="a share from 0 to 1"):
            proportion_limits(*wrong)
    with pytest.raises(ValueError, match="cannot be negative"):
        count_limits(-1)
    with pytest.raises(ValueError, match="something expected"):
        ratio_limits(0)
    for wrong in ((-1.0, 10), (1.0, 0)):
        with pytest.raises(ValueError, match="a rate of 0 or more"):
            rate_limits(*wrong, per=1000)


def test_nothing_expected_and_little_expected() -> None:
    assert count_limits(0) == (0, 0)
    low, high = count_limits(2)
    assert low == 0, "where two are expected, none is not low"
    assert high > 2


def test_the_five_standings() -> None:
    people = 10_000
    (low, high), (far_low, far_high) = (
        limits_for(BURGLARY, 5.0, people, level) for level in (INNER, OUTER)
    )
    told = [
        standing(BURGLARY, value, 5.0, people)
        for value in (far_low - 0.01, low - 0.01, low, high, high + 0.01, far_high + 0.01)
    ]
    assert told == [
        Standing.FAR_BELOW,
        Standing.BELOW,
        Standing.WITHIN,
        Standing.WITHIN,
        Standing.ABOVE,
        Standing.FAR_ABOVE,
    ]


def figure(events: int, people: int) -> Number:
    found = rate(events, people)
    return Number(found.value, found.lower, found.upper, events, people)


def test_a_funnel_of_places() -> None:
    places = [("a", figure(30, 10_000)), ("b", figure(90, 20_000)), ("c", figure(300, 30_000))]
    found = funnel(BURGLARY, places)
    assert found is not None
    assert found.centre == pytest.approx(1000 * 420 / 60_000)
    assert [dot.code for dot in found.dots] == ["a", "b", "c"]
    assert [dot.standing for dot in found.dots] == [
        Standing.FAR_BELOW,
        Standing.FAR_BELOW,
        Standing.FAR_ABOVE,
    ]
    widths = [curve.inner[1] - curve.inner[0] for curve in found.curves]
    assert widths == sorted(widths, reverse=True), "the larger a place, the nearer the lines"
    assert all(c.outer[0] <= c.inner[0] and c.inner[1] <= c.outer[1] for c in found.curves)


def test_no_funnel_of_few_of_unknown_parts_or_of_counts() -> None:
    places = [(code, figure(30, 10_000)) for code in "abc"]
    assert funnel(BURGLARY, places) is not None
    assert funnel(BURGLARY, places[:2]) is None
    assert funnel(BURGLARY, [*places[:2], ("c", Number(3.0))]) is None
    assert funnel(replace(BURGLARY, kind=Kind.COUNT), places) is None


def test_a_funnel_of_proportions_is_in_per_cent() -> None:
    shares = [
        (c, Number(100 * n / 50, numerator=n, denominator=50))
        for c, n in zip("abc", (10, 20, 30), strict=True)
    ]
    found = funnel(REPEATS, shares)
    assert found is not None
    assert found.centre == pytest.approx(40)
    assert found.curves[0].inner[1] <= 100
