"""Profiles against slow readings of the same definitions: bands attacked, chances counted out."""

from collections import Counter
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saferboard.core.evidence.profile.bands import Band, band_of, bands, keeps, label_keeps
from saferboard.core.evidence.profile.chance import dealt

TOP = 40  # beyond the highest lower edge used, so that a band without end is as good as endless


def attacked(counts: list[int], suppress_to: int) -> bool:
    """Whether somebody who knows bands and sum can rule out any value of a small count.

    Every count that the bands allow is tried, beside the sum.
    """
    held = [band_of(count, bands(suppress_to)) for count in counts]
    total = sum(counts)
    ranges = [range(b.lower, (b.upper if b.upper is not None else b.lower + TOP) + 1) for b in held]
    possible: list[set[int]] = [set() for _ in counts]
    for tried in product(*ranges[:-1]):
        last = total - sum(tried)
        if last in ranges[-1]:
            for found, value in zip(possible, (*tried, last), strict=True):
                found.add(value)
    return any(
        band.lower == 0 and not set(range(suppress_to + 1)) <= values
        for band, values in zip(held, possible, strict=True)
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 14), min_size=1, max_size=4), st.integers(1, 5))
def test_bands_are_shown_only_where_an_attacker_learns_nothing(
    counts: list[int], suppress_to: int
) -> None:
    assert keeps(counts, suppress_to) is not attacked(counts, suppress_to)


@pytest.mark.parametrize("counts", [[100, 3], [104, 0]])
def test_a_band_without_end_is_attacked_too(counts: list[int]) -> None:
    assert keeps(counts, 4) is not attacked(counts, 4)


def narrowed(held: list[Band], least: int, suppress_to: int) -> bool:
    """Whether an answer that is possible rules out any value of a count of the lowest band."""
    ranges = [range(b.lower, (b.upper if b.upper is not None else b.lower + TOP) + 1) for b in held]
    every = list(product(*ranges))
    for worlds in ([w for w in every if sum(w) >= least], [w for w in every if sum(w) < least]):
        for n, band in enumerate(held):
            values = {world[n] for world in worlds}
            if worlds and band.lower == 0 and not set(range(suppress_to + 1)) <= values:
                return True
    return False


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 14), min_size=1, max_size=3), st.integers(1, 40), st.integers(1, 4))
def test_a_label_is_told_only_where_an_attacker_learns_nothing(
    counts: list[int], least: int, suppress_to: int
) -> None:
    held = [band_of(count, bands(suppress_to)) for count in counts]
    assert label_keeps(held, least, suppress_to) is not narrowed(held, least, suppress_to)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=9), st.data())
def test_chances_are_those_of_every_choice_counted_out(
    counts: list[int], data: st.DataObject
) -> None:
    size = data.draw(st.integers(1, len(counts)))
    sums = Counter(sum(chosen) for chosen in combinations(counts, size))
    ways = sums.total()
    found = dealt(counts, size)
    for total in sums:
        at_least = sum(n for s, n in sums.items() if s >= total) / ways
        at_most = sum(n for s, n in sums.items() if s <= total) / ways
        assert found.at_least[total] == pytest.approx(at_least, rel=1e-12)
        assert found.at_most[total] == pytest.approx(at_most, rel=1e-12)
        assert found.least(2 * at_least * (1 + 1e-9)) <= total
        assert found.two_sided(total) == pytest.approx(min(1, 2 * min(at_least, at_most)))


def test_no_sum_is_so_unlikely_where_there_are_few() -> None:
    assert dealt([1, 2, 3], 2).least(0.01) == 6
    assert dealt([1, 2, 3], 2).least(0.7) == 5
