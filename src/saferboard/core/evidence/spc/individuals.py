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


def xmr(values: Values, screen: bool = False, least: float | None = None) -> Individuals:
    """The chart of one stretch, judged by the rules of Making Data Count.

    ``screen`` leaves moving ranges of 3.267 times their mean and more out of the limits. No limit
    is drawn below ``least``, for what cannot be less.
    """
    points = known(values)
    held = points[points == points]
    mean = float(held.sum()) / held.size if held.size else float("nan")
    moving = mean_moving_range(points, screen=screen)
    wide = SIGMAS * moving / D2
    floor = -np.inf if least is None else least
    lower, upper = max(mean - wide, floor), mean + wide
    near_lower, near_upper = max(mean - NEAR * wide, floor), mean + NEAR * wide
    if wide != wide:
        lower = near_lower = float("nan")
    drawn = Limits(
        values=points,
        centre=np.full_like(points, mean),
        lower=np.full_like(points, lower),
        upper=np.full_like(points, upper),
        near_lower=np.full_like(points, near_lower),
        near_upper=np.full_like(points, near_upper),
    )
    return Individuals(
        mean, lower, upper, near_lower, near_upper, moving, making_data_count(drawn), drawn
    )
