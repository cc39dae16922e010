"""Intervals of what a stated figure may stand for."""

import pytest

from saferboard.core.evidence.checking.stated import (
    Hedge,
    Range,
    Stated,
    difference,
    relative,
    share,
    told,
    truncated,
)


@pytest.mark.parametrize(
    ("stated", "exact", "low", "high"),
    [
        (Stated(37), False, 36.5, 37.5),
        (Stated(37), True, 37, 37),
        (Stated(7.07, 2), True, 7.065, 7.075),
        (Stated(1400), True, 1350, 1450),  # two noughts: it may be rounded to hundreds
        (Stated(1450), True, 1450, 1450),
        (Stated(900), True, 900, 900),
        (Stated(100, hedge=Hedge.ABOUT), True, 95, 105),
        (Stated(3, hedge=Hedge.ABOUT), True, 2.5, 3.5),
        (Stated(35, hedge=Hedge.ABOUT), False, 32.5, 37.5),
        (Stated(40, hedge=Hedge.ABOUT), False, 35, 45),
        (Stated(100, hedge=Hedge.OVER), True, 100, 125),
        (Stated(100, hedge=Hedge.UNDER), True, 75, 100),
        (Stated(-43, signed=True), False, -43.5, -42.5),
    ],
)
def test_the_values_it_may_stand_for(stated: Stated, exact: bool, low: float, high: float) -> None:
    found = stated.range(exact=exact)
    assert found.low == pytest.approx(low)
    assert found.high == pytest.approx(high)


def test_the_published_worked_figures() -> None:
    # performance papers: 185 to 117, 34% to 43%, 11 of 23
    was, now = Range(185, 185), Range(117, 117)
    assert relative(was, now) == Range(
        pytest.approx(-36.7568, abs=1e-4), pytest.approx(-36.7568, abs=1e-4)
    )
    assert difference(Range(34, 34), Range(43, 43)) == Range(9, 9)
    computed = share(Range(11, 11), Range(23, 23))
    assert computed is not None
    assert truncated(Stated(47), computed)
    assert not truncated(Stated(48), computed)
    assert not truncated(Stated(46), computed)


def test_nothing_is_divided_by_nought() -> None:
    assert relative(Range(0, 1), Range(2, 2)) is None
    assert share(Range(1, 1), Range(0, 0)) is None


def test_ranges() -> None:
    assert Range(-3, 2).size == Range(0, 3)
    assert Range(-3, -2).size == Range(2, 3)
    assert Range(1, 2).meets(Range(2, 3))
    assert not Range(1, 2).meets(Range(2.1, 3))
    assert Range(1, 2).widened(1) == Range(0, 3)


@pytest.mark.parametrize(
    ("value", "places", "words"),
    [(2.25, 1, "2.3"), (-2.25, 1, "-2.3"), (-0.01, 1, "0.0"), (1234.5, 0, "1,235")],
)
def test_halves_go_up(value: float, places: int, words: str) -> None:
    assert told(value, places) == words


def test_as_it_was_written() -> None:
    assert Stated(1234.5, 1).words == "1,234.5"
