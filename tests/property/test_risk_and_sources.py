"""Risk bands and distinct incidents beside the slow, obvious way to find them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.evidence.risk import rated
from saferboard.core.evidence.two_sources import distinct
from tests.core.evidence.test_risk import PLAN


@given(
    st.integers(1, 9),
    st.lists(st.one_of(st.none(), st.integers(0, 36)), min_size=2, max_size=12),
)
def test_the_band_is_that_of_exact_fractions(probability: int, harms: list[int | None]) -> None:
    held = [Fraction(harm) for harm in harms if harm is not None]
    found = rated(PLAN, probability, harms)
    if len(held) < 2:
        assert found.band is None
        return
    exact = probability * sum(held, Fraction(0)) / len(held)
    name = "Low" if exact <= 108 else "Medium" if exact <= 216 else "High"
    assert found.band is not None
    assert found.band.name == name
    assert found.score == float(exact)


@given(st.sets(st.integers(0, 40)), st.sets(st.integers(0, 40)))
def test_sets_counted_one_by_one_agree(first: set[int], second: set[int]) -> None:
    """The slow, obvious way: the incidents themselves, each once."""
    share = len(first & second) / len(second) if second else 0.0
    found = distinct(len(first), len(second), (share, share * 0.5, min(1.0, share * 1.5)))
    # A share taken of a whole may come out larger than it by a rounding of the last digit.
    if share * len(second) > len(first):
        assert found is None
        return
    assert found is not None
    assert found.value == pytest.approx(len(first | second))
    assert max(len(first), len(second)) <= found.lower <= found.value <= found.upper
    assert found.upper <= len(first) + len(second)
