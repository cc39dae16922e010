"""What every control chart has: a centre and limits, three standard deviations either side of it.

Moving ranges turn into a standard deviation by d2 = 1.128, the mean range of two normal values
(Montgomery, "Introduction to Statistical Quality Control", 7th ed., appendix VI). Moving ranges
above 3.267 times their mean (D4 for two values) come from something out of the ordinary; they may
be left out of the limits once (Nelson, Journal of Quality Technology 14(3), 1982, 172-173).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

D2, D4 = 1.128, 3.267
SIGMAS, NEAR = 3, 2 / 3
Points = NDArray[np.float64]
Values = Sequence[float | None] | Points


@dataclass(frozen=True, slots=True, eq=False)
class Limits:
    """A chart's points with its centre and limits, one of each for every point.

    A point that is not known is NaN; so are limits that cannot be worked out. ``sigma_z`` is by how
    much the points vary more than chance alone (Laney); None for a chart that does not ask.
    """

    values: Points
    centre: Points
    lower: Points
    upper: Points
    near_lower: Points
    near_upper: Points
    sigma_z: float | None = None


def known(values: Values) -> Points:
    """The points as numbers, what is not known as NaN."""
    return np.asarray(values, dtype=np.float64)


def spread(
    values: Points,
    centre: float,
    deviation: Points,
    *,
    most: float = np.inf,
    scale: float = 1.0,
    sigma_z: float | None = None,
) -> Limits:
    """Limits three deviations off the centre, none below 0 or above ``most``, all times ``scale``.

    Near limits lie at two thirds of the way.
    """
    wide = SIGMAS * deviation
    near = NEAR * wide
    with np.errstate(invalid="ignore"):
        return Limits(
            values=values * scale,
            centre=np.full_like(values, centre * scale),
            lower=np.maximum(centre - wide, 0.0) * scale,
            upper=np.minimum(centre + wide, most) * scale,
            near_lower=np.maximum(centre - near, 0.0) * scale,
            near_upper=np.minimum(centre + near, most) * scale,
            sigma_z=sigma_z,
        )


def mean_moving_range(values: Points, *, screen: bool) -> float:
    """The mean difference of neighbours; NaN where no two neighbours are known.

    ``screen`` leaves ranges of 3.267 times their mean and more out, once.
    """
    ranges = np.abs(values[1:] - values[:-1])
    ranges = ranges[ranges == ranges]
    if not ranges.size:
        return float("nan")
    mean: float = float(ranges.sum()) / ranges.size
    if screen and mean:
        ranges = ranges[ranges < D4 * mean]
        mean = float(ranges.sum()) / ranges.size
    return mean


def tolerance(values: Points, centre: Points | float) -> float:
    """Differences no larger than this are rounding: such a point lies on the line.

    Rates are quotients, so a point that is on the mean by its definition may miss it in the last
    digit.
    """
    held = values[values == values]
    middle = np.abs(np.asarray(centre))
    largest: float = max(
        float(np.abs(held).max(initial=0.0)),
        float(middle[middle == middle].max(initial=0.0)),
    )
    return 1e-9 * largest
