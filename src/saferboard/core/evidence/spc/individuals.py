"""The XmR chart: individual values, limits from their moving ranges.

Mean +/- 3/1.128 (2.66) times the mean moving range (Wheeler, "Understanding Variation", 2nd ed.,
2000; Montgomery, 7th ed., section 6.4; NHS England, "Making Data Count"). It asks for no
distribution, and so fits rates and large counts, which vary more than chance alone.
"""

from dataclasses import dataclass

import numpy as np

from saferboard.core.evidence.spc.limits import (
    D2,
    NEAR,
    SIGMAS,
    Limits,
    Points,
    Values,
    known,
    mean_moving_range,
)
from saferboard.core.evidence.spc.rules import Signal, making_data_count


@dataclass(frozen=True, slots=True, eq=False)
class Individuals:
    """An XmR chart. Mean and limits are NaN where too few points are known."""

    mean: float
    lower: float
    upper: float
    near_lower: float
    near_upper: float
    moving_range: float
    signals: tuple[Signal, ...]
    limits: Limits


def xmr(values: Values, screen: bool = False) -> Individuals:
    """The chart of one stretch, judged by the rules of Making Data Count.

    ``screen`` leaves moving ranges of 3.267 times their mean and more out of the limits.
    """
    points = known(values)
    drawn, mean, moving = _drawn(points, screen)
    wide = SIGMAS * moving / D2
    return Individuals(
        mean=mean,
        lower=mean - wide,
        upper=mean + wide,
        near_lower=mean - NEAR * wide,
        near_upper=mean + NEAR * wide,
        moving_range=moving,
        signals=making_data_count(drawn),
        limits=drawn,
    )


def xmr_limits(values: Values, screen: bool = False, least: float = -np.inf) -> Limits:
    """The chart's lines alone, none of them below ``least``, for what cannot be less."""
    return _drawn(known(values), screen, least)[0]


def _drawn(points: Points, screen: bool, least: float = -np.inf) -> tuple[Limits, float, float]:
    held = points[points == points]
    mean = float(held.sum()) / held.size if held.size else float("nan")
    moving = mean_moving_range(points, screen=screen)
    wide = SIGMAS * moving / D2
    lines = Limits(
        values=points,
        centre=np.full_like(points, mean),
        lower=np.maximum(np.full_like(points, mean - wide), least),
        upper=np.full_like(points, mean + wide),
        near_lower=np.maximum(np.full_like(points, mean - NEAR * wide), least),
        near_upper=np.full_like(points, mean + NEAR * wide),
    )
    return lines, mean, moving
