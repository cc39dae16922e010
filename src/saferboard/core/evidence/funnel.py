"""Funnels: how far a place of a given size may lie from the average by chance alone.

Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24
(2005), and Public Health England, "Technical Guide: Funnel Plots" (2017). Lines stand at 95% and
99.8% (z at 0.975 and 0.999). A proportion's are p0 +/- z sqrt(p0 q0 / n), which is where its Wilson
limits would touch the average. A rate's or ratio's are the counts whose exact (chi-squared) limits
would touch the number expected.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import NormalDist

from scipy.special import chdtriv

from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.measures import Kind, Measure

INNER, OUTER = 0.95, 0.998
# Fewer make no picture of a spread.
LEAST = 3
CURVE = 60

Limits = tuple[float, float]


class Standing(StrEnum):
    """Where a place lies in the funnel."""

    FAR_ABOVE = "above the 99.8% limits"
    ABOVE = "above the 95% limits"
    WITHIN = "within the 95% limits"
    BELOW = "below the 95% limits"
    FAR_BELOW = "below the 99.8% limits"


def proportion_limits(centre: float, trials: float, level: float = INNER) -> Limits:
    """Lower and upper share of so many trials around an average share, kept within 0 and 1."""
    if not 0 <= centre <= 1 or trials <= 0:
        raise ValueError(f"a share from 0 to 1 of trials above zero: {centre} of {trials}")
    half = NormalDist().inv_cdf((1 + level) / 2) * sqrt(centre * (1 - centre) / trials)
    return max(0.0, centre - half), min(1.0, centre + half)


def count_limits(expected: float, level: float = INNER) -> Limits:
    """Lower and upper count where so many are expected; no count is low where 0 would not be.

    They are not whole numbers: the lower is the count whose upper exact limit is ``expected``, the
    upper the one whose lower exact limit it is.
    """
    if expected < 0:
        raise ValueError(f"what is expected cannot be negative: {expected}")
    if not expected:
        return 0.0, 0.0
    tail = (1 - level) / 2
    # P(chi-squared on v degrees of freedom <= 2E) = p, solved for v: v is 2x, or 2x + 2.
    lower = float(chdtriv(1 - tail, 2 * expected)) / 2 - 1
    upper = float(chdtriv(tail, 2 * expected)) / 2
    return (max(0.0, min(lower, upper)), max(lower, upper))


def ratio_limits(expected: float, level: float = INNER) -> Limits:
    """The same as a ratio of observed to expected. ValueError where nothing is expected."""
    if expected <= 0:
        raise ValueError(f"a ratio needs something expected: {expected}")
    lower, upper = count_limits(expected, level)
    return lower / expected, upper / expected


def rate_limits(centre: float, population: float, per: float, level: float = INNER) -> Limits:
    """Lower and upper rate of so many people around an average rate, both per ``per`` people."""
    if centre < 0 or population <= 0:
        raise ValueError(f"a rate of 0 or more over people above zero: {centre}, {population}")
    lower, upper = count_limits(centre * population / per, level)
    return lower * per / population, upper * per / population


def limits_for(measure: Measure, centre: float, size: float, level: float = INNER) -> Limits:
    """The funnel's lines for a measure at one size, in the measure's unit."""
    if measure.kind is Kind.PROPORTION:
        lower, upper = proportion_limits(centre / 100, size, level)
        return 100 * lower, 100 * upper
    return rate_limits(centre, size, measure.per, level)


def standing(measure: Measure, value: float, centre: float, size: float) -> Standing:
    """Where a value lies; on a line it is still within it."""
    low, high = limits_for(measure, centre, size, INNER)
    if low <= value <= high:
        return Standing.WITHIN
    far_low, far_high = limits_for(measure, centre, size, OUTER)
    if value > high:
        return Standing.FAR_ABOVE if value > far_high else Standing.ABOVE
    return Standing.FAR_BELOW if value < far_low else Standing.BELOW


@dataclass(frozen=True, slots=True)
class Dot:
    """A place in a funnel: its code, how big it is, its value and where that lies."""

    code: str
    size: float
    value: float
    standing: Standing


@dataclass(frozen=True, slots=True)
class Curve:
    """The lines at one size."""

    size: float
    inner: Limits
    outer: Limits


@dataclass(frozen=True, slots=True)
class Funnel:
    """The average of all that are drawn, the places, and the lines from the smallest on."""

    centre: float
    dots: tuple[Dot, ...]
    curves: tuple[Curve, ...]


def funnel(measure: Measure, figures: Sequence[tuple[str, Number]]) -> Funnel | None:
    """The funnel of places whose two parts are known; None with fewer than three, or of a count.

    Its middle is all events over all people (or trials) of the places drawn.
    """
    parts = [
        (code, figure, figure.numerator, figure.denominator)
        for code, figure in figures
        if figure.numerator is not None and figure.denominator
    ]
    if len(parts) < LEAST or measure.kind not in (Kind.RATE, Kind.PROPORTION, Kind.AVERAGE):
        return None
    per = 100 if measure.kind is Kind.PROPORTION else measure.per
    sizes = [size for _, _, _, size in parts]
    centre = per * sum(events for _, _, events, _ in parts) / sum(sizes)
    dots = tuple(
        Dot(code, size, figure.value, standing(measure, figure.value, centre, size))
        for code, figure, _, size in parts
    )
    first, last = 0.8 * min(sizes), 1.05 * max(sizes)
    step = (last / first) ** (1 / (CURVE - 1))
    curves = tuple(
        Curve(
            size,
            limits_for(measure, centre, size, INNER),
            limits_for(measure, centre, size, OUTER),
        )
        for size in (first * step**n for n in range(CURVE))
    )
    return Funnel(centre, dots, curves)
