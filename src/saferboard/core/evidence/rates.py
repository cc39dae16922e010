"""Rates and proportions with their confidence limits.

Rates: exact Poisson (chi-squared) below ten events and Byar's approximation from ten, as in
Public Health England, "Technical Guide: Confidence Intervals" (2018) and APHO Technical Briefing 3
(2008); Byar from Breslow and Day, "Statistical Methods in Cancer Research" II (1987), p. 69.
Proportions: Wilson (1927), the score interval without continuity correction.
"""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from scipy.special import gammaincinv

EXACT_BELOW = 10


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value and its limits, all in the same unit."""

    value: float
    lower: float
    upper: float


def event_limits(events: int, level: float = 0.95) -> tuple[float, float]:
    """Lower and upper limit, in events, of a Poisson count. Zero events have lower limit 0."""
    if events < 0:
        raise ValueError(f"events cannot be negative: {events}")
    z, tail = _deviate(level), (1 - level) / 2
    if events < EXACT_BELOW:
        # Half the p-quantile of chi-squared on 2k degrees of freedom is gammaincinv(k, p).
        lower = float(gammaincinv(events, tail)) if events else 0.0
        return lower, float(gammaincinv(events + 1, 1 - tail))
    above = events + 1
    return (
        events * (1 - 1 / (9 * events) - z / (3 * sqrt(events))) ** 3,
        above * (1 - 1 / (9 * above) + z / (3 * sqrt(above))) ** 3,
    )


def rate(events: int, population: int, per: float = 1000, level: float = 0.95) -> Estimate:
    """Events per ``per`` people, with limits at ``level``. ValueError without a population."""
    if population <= 0:
        raise ValueError(f"a rate needs a population above zero: {population}")
    lower, upper = event_limits(events, level)
    scale = per / population
    # Rounded once: two areas of the same rate then have the same number, and tie when ranked.
    return Estimate(events * per / population, lower * scale, upper * scale)


def proportion(successes: int, trials: int, level: float = 0.95) -> Estimate:
    """Successes as a share (0 to 1) of trials, with Wilson limits. ValueError for 0 of 0."""
    if not 0 <= successes <= trials:
        raise ValueError(f"successes must lie between 0 and trials: {successes} of {trials}")
    if trials == 0:
        raise ValueError("0 of 0 is missing, not a proportion")
    return wilson(successes / trials, trials, level)


def wilson(share: float, base: float, level: float = 0.95) -> Estimate:
    """A share (0 to 1) of a base with Wilson limits. The base of a weighted share is effective."""
    z = _deviate(level)
    shrink = 1 + z * z / base
    centre = (share + z * z / (2 * base)) / shrink
    half = z * sqrt(share * (1 - share) / base + z * z / (4 * base * base)) / shrink
    return Estimate(share, max(0.0, centre - half), min(1.0, centre + half))


def _deviate(level: float) -> float:
    """How many standard deviations leave half of what ``level`` leaves out on each side."""
    if not 0 < level < 1:
        raise ValueError(f"a confidence level lies between 0 and 1: {level}")
    return NormalDist().inv_cdf((1 + level) / 2)
