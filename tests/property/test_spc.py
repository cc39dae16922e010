"""Rules of significant change against a naive reading of their definitions, and against chance."""

from fractions import Fraction
from itertools import groupby, pairwise
from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from saferboard.core.evidence.spc import (
    Limits,
    Rule,
    anhoej,
    laney_p,
    laney_u,
    making_data_count,
    p_chart,
    suggested,
    u_chart,
    xmr,
)

# Small numbers, so that ties, points on the mean and gaps are frequent.
values = st.lists(st.none() | st.integers(-6, 6), max_size=40)
Series = list[int | None]


def flagged(series: Series, rule: Rule) -> set[int]:
    """The points that a rule of Making Data Count marks, the mean being 0, limits at 5, 10/3."""
    near = Fraction(10, 3)
    size = len(series)
    found = set()
    for start in range(size):
        for length in (1, 3, 7):
            window = series[start : start + length]
            if len(window) < length or None in window:
                continue
            part = [v for v in window if v is not None]
            for side in (1, -1):
                turned = [side * v for v in part]
                if length == 1 and rule is Rule.OUTSIDE and turned[0] > 5:
                    found.add(start)
                if length == 3 and rule is Rule.NEAR and sum(v > near for v in turned) >= 2:
                    found |= {start + n for n, v in enumerate(turned) if v > near}
                if length == 7 and rule is Rule.RUN and all(v > 0 for v in turned):
                    found |= set(range(start, start + 7))
                if length == 7 and rule is Rule.TREND and all(a < b for a, b in pairwise(turned)):
                    found |= set(range(start, start + 7))
    return found


@settings(deadline=None, max_examples=150)
@given(series=values)
def test_the_rules_mark_what_their_definition_says(series: Series) -> None:
    points = np.asarray(series, dtype=float)
    line = np.full_like(points, 1.0)
    limits = Limits(points, 0 * line, -5 * line, 5 * line, -10 / 3 * line, 10 / 3 * line)
    found = making_data_count(limits)
    for rule in (Rule.OUTSIDE, Rule.RUN, Rule.TREND, Rule.NEAR):
        marked = {point for s in found if s.rule is rule for point in s.points}
        assert marked == flagged(series, rule), rule
    for signal in found:
        assert list(signal.points) == sorted(set(signal.points))
        assert signal.side in (1, -1)


@settings(deadline=None, max_examples=100)
@given(series=values, screen=st.booleans())
def test_individuals_are_mean_and_moving_range(series: Series, screen: bool) -> None:
    chart = xmr(series, screen)
    held = [v for v in series if v is not None]
    ranges = [abs(b - a) for a, b in pairwise(series) if a is not None and b is not None]
    if not held:
        assert np.isnan(chart.mean)
        return
    mean = Fraction(sum(held), len(held))
    assert chart.mean == pytest.approx(float(mean))
    if not ranges:
        assert np.isnan(chart.upper)
        return
    moving = Fraction(sum(ranges), len(ranges))
    if screen and moving:
        kept = [r for r in ranges if r < Fraction("3.267") * moving]
        moving = Fraction(sum(kept), len(kept))
    wide = 3 * moving / Fraction("1.128")
    assert chart.upper == pytest.approx(float(mean + wide))
    assert chart.lower == pytest.approx(float(mean - wide))
    assert chart.near_upper == pytest.approx(float(mean + wide * 2 / 3))
    assert chart.near_lower == pytest.approx(float(mean - wide * 2 / 3))


@settings(deadline=None, max_examples=100)
@given(series=values)
def test_runs_are_counted_as_their_authors_say(series: Series) -> None:
    runs = anhoej(series, 0)
    signs = [v > 0 for v in series if v]
    lengths = [len(list(group)) for _, group in groupby(signs)]
    assert runs.useful == len(signs)
    assert runs.longest_run == max(lengths, default=0) == len(runs.longest)
    assert runs.crossings == max(len(lengths) - 1, 0)
    if signs:
        assert runs.crossings_min == binom.ppf(0.05, len(signs) - 1, 0.5)


pairs = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=3, max_size=20)


@settings(deadline=None, max_examples=100)
@given(pairs=pairs)
def test_shares_and_rates_point_by_point(pairs: list[tuple[int, int]]) -> None:
    parts, wholes = [min(p) for p in pairs], [max(p) for p in pairs]
    known = [(x, n) for x, n in zip(parts, wholes, strict=True) if n]
    if not known:
        assert np.isnan(p_chart(parts, wholes).centre).all()
        return
    centre = sum(x for x, _ in known) / sum(n for _, n in known)
    plain, rates = p_chart(parts, wholes), u_chart(parts, wholes, per=10)
    for at, (x, n) in enumerate(zip(parts, wholes, strict=True)):
        if not n:
            assert np.isnan(plain.values[at])
            continue
        wide = 3 * sqrt(centre * (1 - centre) / n)
        assert plain.values[at] == pytest.approx(x / n)
        assert plain.lower[at] == pytest.approx(max(0, centre - wide), abs=1e-12)
        assert plain.upper[at] == pytest.approx(min(1, centre + wide))
        wide = 3 * sqrt(centre / n)
        assert rates.upper[at] == pytest.approx(10 * (centre + wide))
        assert rates.lower[at] == pytest.approx(10 * max(0, centre - wide), abs=1e-12)
    _prime(parts, wholes, centre)


def _prime(parts: list[int], wholes: list[int], centre: float) -> None:
    """Laney's limits: those of chance, as many times as wide as the standardised points vary."""
    for chart, chance in (
        (laney_p(parts, wholes), centre * (1 - centre)),
        (laney_u(parts, wholes), centre),
    ):
        if chance <= 0:
            continue
        z = [
            (x / n - centre) / sqrt(chance / n) if n else None
            for x, n in zip(parts, wholes, strict=True)
        ]
        ranges = [abs(b - a) for a, b in pairwise(z) if a is not None and b is not None]
        if not ranges:
            assert np.isnan(chart.sigma_z or 0.0)
            continue
        sigma = sum(ranges) / len(ranges) / 1.128
        assert chart.sigma_z == pytest.approx(sigma)
        at = next(i for i, n in enumerate(wholes) if n)
        lower = max(0, centre - 3 * sigma * sqrt(chance / wholes[at]))
        assert chart.lower[at] == pytest.approx(lower, abs=1e-9)


SERIES, LENGTH = 1500, 60


def _noise(
    seed: int, length: int = LENGTH, series: int = SERIES
) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    return np.random.default_rng(seed).normal(size=(series, length))


def _alarms(noise: "np.ndarray[tuple[int, int], np.dtype[np.float64]]") -> dict[Rule, float]:
    """The share of points that each rule marks where limits are known and nothing happens."""
    marked = dict.fromkeys(Rule, 0)
    line = np.ones(noise.shape[1])
    for row in noise:
        for signal in making_data_count(
            Limits(row, 0 * line, -3 * line, 3 * line, -2 * line, 2 * line)
        ):
            marked[signal.rule] += len(signal.points)
    return {rule: count / noise.size for rule, count in marked.items()}


def test_on_noise_each_rule_alarms_as_often_as_it_promises() -> None:
    """A point outside 3 sigma: 0.27% of points. In a run of 7: (7 + 1) / 2**7 of points, less at
    the ends of a series. Rising or falling 7 times: 2 in 5040 windows. Two of three past 2 sigma:
    about 0.3% of windows."""
    found = _alarms(_noise(1))
    points = SERIES * LENGTH
    assert found[Rule.OUTSIDE] == pytest.approx(0.0027, abs=4 * sqrt(0.0027 / points))
    # Of a series of n points: sum over windows; the ends hold fewer runs.
    assert found[Rule.RUN] == pytest.approx(_in_a_run(LENGTH), abs=0.006)
    windows = 2 / 5040 * (LENGTH - 6) / LENGTH
    assert found[Rule.TREND] == pytest.approx(7 * windows, rel=0.4)
    q = 0.02275
    assert found[Rule.NEAR] == pytest.approx(_near(q), rel=0.25)


def _in_a_run(length: int) -> float:
    """The share of points in a run of seven or more, worked out over every place of a series."""
    total = 0.0
    for at in range(length):
        for left in range(at + 1):
            for right in range(length - at):
                if left + right + 1 < 7:
                    continue
                ends = (left < at) + (right < length - at - 1)
                total += 0.5 ** (left + right + ends)
    return total / length


def _near(q: float) -> float:
    """The chance that a point lies past the near limit with one of its four neighbours, a side."""
    lonely = (1 - q) ** 4
    return 2 * q * (1 - lonely)


def test_limits_worked_out_from_the_noise_itself_alarm_little_more() -> None:
    outside = sum(
        1
        for row in _noise(2, series=500)
        for s in xmr(row.tolist()).signals
        if s.rule is Rule.OUTSIDE
    )
    # Moving ranges of 60 points tell the deviation to within a tenth.
    assert 0.002 < outside / (500 * LENGTH) < 0.0045


def test_anhoejs_rules_alarm_seldom_on_noise_and_see_a_shift() -> None:
    """The authors give about 5 to 10 alarms in a hundred series of 24 points without a shift."""
    quiet = [anhoej(row, 0) for row in _noise(3, length=24, series=800)]
    false = sum(runs.is_long or runs.is_seldom for runs in quiet) / len(quiet)
    assert 0.03 < false < 0.10
    moved = [anhoej(row, 0) for row in _noise(4, length=24, series=300) + 1.5]
    assert sum(runs.is_long or runs.is_seldom for runs in moved) / len(moved) > 0.95


def test_planted_changes_are_recovered() -> None:
    noise = _noise(5, length=48, series=200)
    noise[:, 30] += 6
    noise[:, 36:] += 3
    spikes = runs = 0
    for row in noise:
        found = xmr(row, screen=True).signals
        spikes += any(s.rule is Rule.OUTSIDE and s.points == (30,) for s in found)
        runs += any(s.rule is Rule.RUN and s.side == 1 and s.points[-1] >= 40 for s in found)
    assert spikes / len(noise) > 0.9
    assert runs / len(noise) > 0.8


def test_over_dispersed_counts_alarm_on_a_plain_chart_and_not_on_laneys() -> None:
    rng = np.random.default_rng(6)
    whole = np.full(60, 250_000.0)
    plain = laney = 0
    for _ in range(60):
        share = np.clip(rng.normal(0.95, 0.005, 60), 0, 1)
        part = rng.binomial(250_000, share).astype(float)
        for chart, count in ((p_chart, "plain"), (laney_p, "laney")):
            limits = chart(part, whole)
            beyond = int(((limits.values > limits.upper) | (limits.values < limits.lower)).sum())
            if count == "plain":
                plain += beyond
            else:
                laney += beyond
    assert plain / 3600 > 0.5
    assert laney / 3600 < 0.01


def test_suggestions_are_rare_on_noise_and_near_the_planted_month() -> None:
    quiet = _noise(7, length=60, series=600)
    assert sum(bool(suggested(row)) for row in quiet) / len(quiet) < 0.03
    moved = _noise(8, length=60, series=200)
    moved[:, 33:] += 2.5
    near = sum(any(abs(at - 33) <= 2 for at in suggested(row)) for row in moved)
    assert near / len(moved) > 0.9
