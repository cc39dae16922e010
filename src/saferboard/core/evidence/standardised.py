"""Directly standardised rates: what a place's rate would be with a standard population's ages.

The rate and its variance are as in APHO Technical Briefing 3 (2008); the limits are Dobson's
(Dobson, Kuulasmaa, Eberle and Scherer, "Confidence intervals for weighted sums of Poisson
parameters", Statistics in Medicine 10, 1991) on Byar's limits of the events, as in Public Health
England, "Technical Guide: Confidence Intervals" (2018). Below ten events no rate is given (Morris,
Tan, Fryers and Bestwick, Population Health Metrics 16, 2018).
"""

from collections.abc import Sequence
from math import sqrt

from saferboard.core.evidence.figures import Missing
from saferboard.core.evidence.rates import EXACT_BELOW, Estimate, event_limits

LEAST_EVENTS = EXACT_BELOW


def dsr(
    events: Sequence[int],
    populations: Sequence[int],
    standard: Sequence[float],
    per: float = 100_000,
    level: float = 0.95,
) -> Estimate | Missing:
    """The rate per ``per`` people of the standard population, with limits at ``level``.

    The three run through the same age bands. Missing below ten events in all. ValueError where
    they are not of one length, a count is negative, or nobody stands in a band.
    """
    bands = len(standard)
    if not bands or len(events) != bands or len(populations) != bands:
        raise ValueError("events, populations and standard must have the same age bands")
    if min(events) < 0 or min(standard) < 0:
        raise ValueError("neither events nor a standard population can be negative")
    if min(populations) <= 0 or sum(standard) <= 0:
        raise ValueError("every age band needs a population above zero, and so does the standard")
    seen = sum(events)
    if seen < LEAST_EVENTS:
        return Missing(f"fewer than {LEAST_EVENTS} events cannot be standardised")
    whole = sum(standard)
    weights = [share / whole / people for share, people in zip(standard, populations, strict=True)]
    value = sum(weight * count for weight, count in zip(weights, events, strict=True))
    variance = sum(weight**2 * count for weight, count in zip(weights, events, strict=True))
    lower, upper = event_limits(seen, level)
    step = sqrt(variance / seen)
    return Estimate(
        per * value, per * (value + step * (lower - seen)), per * (value + step * (upper - seen))
    )
