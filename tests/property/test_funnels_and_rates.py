"""Funnels, standardised rates and ranks against slow readings of their definitions."""

from math import exp, sqrt

from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.evidence.figures import Missing
from saferboard.core.evidence.funnel import INNER, OUTER, count_limits, proportion_limits
from saferboard.core.evidence.measures import Better
from saferboard.core.evidence.peers import FIFTHS, PeerSet, in_force, overlapping, position
from saferboard.core.evidence.periods import Month
from saferboard.core.evidence.rates import Estimate, event_limits, proportion
from saferboard.core.evidence.standardised import dsr


def poisson(count: int, mean: float) -> float:
    """The chance of so many events or fewer, added up term by term."""
    term = total = exp(-mean)
    for n in range(1, count + 1):
        term *= mean / n
        total += term
    return total


@given(st.floats(0.5, 200), st.sampled_from([INNER, OUTER]))
def test_a_count_outside_the_lines_is_one_whose_tail_is_small(
    expected: float, level: float
) -> None:
    """By the definition: too low (high) is a count that so few (many) or fewer (more) happen at."""
    low, high = count_limits(expected, level)
    tail = (1 - level) / 2
    for count in range(int(expected + 12 * sqrt(expected)) + 12):
        so_few = poisson(count, expected)
        so_many = 1 - (poisson(count - 1, expected) if count else 0)
        if abs(so_few - tail) > 1e-9:
            assert (count < low) == (so_few < tail)
        if abs(so_many - tail) > 1e-9:
            assert (count > high) == (so_many < tail)


@given(st.integers(1, 400), st.data(), st.floats(0.02, 0.98))
def test_a_share_on_a_line_has_wilson_limits_that_touch_the_average(
    trials: int, data: st.DataObject, centre: float
) -> None:
    low, high = proportion_limits(centre, trials)
    part = data.draw(st.integers(0, trials))
    own = proportion(part, trials)
    share = part / trials
    if min(abs(share - low), abs(share - high)) > 1e-9:
        assert (low <= share <= high) == (own.lower <= centre <= own.upper)


BAND = st.tuples(st.integers(0, 300), st.integers(1, 90_000), st.integers(1, 9_000))


@given(st.lists(BAND, min_size=1, max_size=19))
def test_standardised_rates_by_their_formula(bands: list[tuple[int, int, int]]) -> None:
    events, people, standard = (list(part) for part in zip(*bands, strict=True))
    found = dsr(events, people, standard)
    seen = sum(events)
    if seen < 10:
        assert isinstance(found, Missing)
        return
    assert isinstance(found, Estimate)
    whole = sum(standard)
    value = sum(w * e / n for e, n, w in bands) / whole
    variance = sum(w * w * e / (n * n) for e, n, w in bands) / whole**2
    low, high = event_limits(seen)
    for got, wanted in (
        (found.value, value),
        (found.lower, value + sqrt(variance / seen) * (low - seen)),
        (found.upper, value + sqrt(variance / seen) * (high - seen)),
    ):
        assert abs(got - 100_000 * wanted) <= 1e-6 * abs(100_000 * wanted) + 1e-9


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 9).map(float), min_size=2, max_size=12))
def test_positions_by_counting_who_is_ahead(values: dict[str, float]) -> None:
    words = ["Top", "Above average", "Average", "Below average", "Bottom"]
    for area, value in values.items():
        ahead = sum(other < value for other in values.values())
        level = sum(other == value for other in values.values())
        share = (ahead + level / 2) / len(values)
        wanted = words[sum(share > edge for edge in FIFTHS)]
        assert position(values, area, Better.LOWER) == wanted


MONTHS = st.integers(0, 60).map(lambda n: Month(2015, 1).plus(n))


@given(st.lists(st.tuples(MONTHS, MONTHS), max_size=5), MONTHS)
def test_at_most_one_of_lists_that_do_not_overlap_is_in_force(
    spans: list[tuple[Month, Month]], month: Month
) -> None:
    lists = [
        PeerSet("k", f"{n}", ("a", "b"), "s", min(span), max(span)) for n, span in enumerate(spans)
    ]
    held = [one for one in lists if one.holds_in(month)]
    if not overlapping(lists):
        assert len(held) <= 1
    assert in_force(lists, "k", month) == (held[0] if held else None)
    assert in_force(lists, "other", month) is None
