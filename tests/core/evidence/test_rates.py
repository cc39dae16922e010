"""Rates and proportions against published worked figures and a slow obvious oracle."""

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, chi2

from saferboard.core.evidence.rates import event_limits, proportion, rate


@pytest.mark.parametrize(
    ("events", "lower", "upper"),
    [(65, 50.1632, 82.8491), (5, 1.6235, 11.6683), (0, 0.0, 3.6889)],
)
def test_published_limits_of_a_count(events: int, lower: float, upper: float) -> None:
    found = event_limits(events)
    assert found == (pytest.approx(lower, abs=6e-4), pytest.approx(upper, abs=6e-4))


def test_a_rate_scales_value_and_limits_alike() -> None:
    found = rate(65, 100_000, per=1000)
    assert found.value == pytest.approx(0.65)
    assert found.lower == pytest.approx(0.501632, abs=1e-6)
    assert found.upper == pytest.approx(0.828491, abs=1e-6)


def test_wider_level_gives_wider_limits() -> None:
    narrow, wide = rate(65, 1000), rate(65, 1000, level=0.998)
    assert wide.lower < narrow.lower < narrow.value < narrow.upper < wide.upper


@pytest.mark.parametrize(
    ("successes", "trials", "value", "lower", "upper"),
    [
        (65, 100, 0.65, 0.55254, 0.73636),
        (225, 656, 0.34299, 0.30767, 0.38013),
        (260, 672, 0.38690, 0.351, 0.424),
        (11, 23, 0.47826, 0.292, 0.670),
        (496, 1351, 0.36714, 0.342, 0.393),
    ],
)
def test_published_proportions(
    successes: int, trials: int, value: float, lower: float, upper: float
) -> None:
    found = proportion(successes, trials)
    assert found.value == pytest.approx(value, abs=5e-6)
    assert found.lower == pytest.approx(lower, abs=6e-4)
    assert found.upper == pytest.approx(upper, abs=6e-4)


def test_what_has_no_meaning_is_an_error() -> None:
    with pytest.raises(ValueError, match="negative"):
        event_limits(-1)
    with pytest.raises(ValueError, match="between 0 and 1"):
        event_limits(1, level=1)
    with pytest.raises(ValueError, match="population"):
        rate(1, 0)
    with pytest.raises(ValueError, match="between 0 and trials"):
        proportion(2, 1)
    with pytest.raises(ValueError, match="missing"):
        proportion(0, 0)
    with pytest.raises(ValueError, match="between 0 and 1"):
        proportion(1, 2, level=0)


def poisson_at_most(events: int, mean: float) -> float:
    """The chance of so many events or fewer, summed term by term."""
    term, total = exp(-mean), 0.0
    for k in range(events + 1):
        total += term
        term *= mean / (k + 1)
    return total


@given(st.integers(0, 9), st.sampled_from([0.9, 0.95, 0.998]))
def test_exact_limits_leave_the_declared_tails(events: int, level: float) -> None:
    """The exact limits are where the summed Poisson tails are each half of what is left out."""
    lower, upper = event_limits(events, level)
    tail = (1 - level) / 2
    assert poisson_at_most(events, upper) == pytest.approx(tail, rel=1e-6)
    if events:
        assert 1 - poisson_at_most(events - 1, lower) == pytest.approx(tail, rel=1e-6)


@given(st.integers(10, 100_000))
def test_byar_stays_close_to_the_exact_limits(events: int) -> None:
    """Breslow and Day state that Byar is accurate even for small counts."""
    lower, upper = event_limits(events)
    assert lower == pytest.approx(chi2.ppf(0.025, 2 * events) / 2, rel=2e-3)
    assert upper == pytest.approx(chi2.ppf(0.975, 2 * events + 2) / 2, rel=2e-3)


@given(
    st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.sampled_from([0.9, 0.95, 0.998]),
)
def test_wilson_agrees_with_another_implementation(parts: tuple[int, int], level: float) -> None:
    found = proportion(*parts, level=level)
    other = binomtest(*parts).proportion_ci(level, method="wilson")
    assert (found.lower, found.upper) == (
        pytest.approx(other.low, abs=1e-12),
        pytest.approx(other.high, abs=1e-12),
    )


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_limits_solve_the_score_equation(parts: tuple[int, int]) -> None:
    """At either limit p the observed share lies z standard errors away: |x/n - p| = z sd(p)."""
    successes, trials = parts
    found = proportion(successes, trials)
    z = 1.959963984540054
    for limit in (found.lower, found.upper):
        if 1e-9 < limit < 1 - 1e-9:
            error = (limit * (1 - limit) / trials) ** 0.5
            assert abs(found.value - limit) == pytest.approx(z * error, rel=1e-6)


@given(st.integers(1, 5000), st.integers(1, 400_000), st.integers(2, 9), st.sampled_from([1, 1000]))
def test_two_areas_of_one_rate_have_the_same_number(
    events: int, people: int, times: int, per: int
) -> None:
    """189 of 57,000 and 819 of 247,000 are one rate: ranked, they share a place."""
    assert rate(189, 57_000).value == rate(819, 247_000).value
    assert rate(events, people, per).value == rate(times * events, times * people, per).value
