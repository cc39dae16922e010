"""Where a series seems to have changed its level for good: suggestions, never limits.

Binary segmentation (Scott and Knott, Biometrics 30, 1974, 507-512): a stretch is cut where the
means on both sides differ most in units of their standard error, as long as that is further than
chance gives in one series of a hundred at any of its months (Bonferroni), and so are its parts.
The standard deviation comes from the moving ranges, as the limits do, so that the shift itself
does not widen it.
"""

from statistics import NormalDist

import numpy as np

from saferboard.core.evidence.spc.limits import D2, Points, Values, known, mean_moving_range

SIDE = 7
"""Points needed on either side: fewer may be a spell, not a level."""

FALSE = 0.01


def suggested(values: Values) -> tuple[int, ...]:
    """The points, counted from 0, from which on the level seems another."""
    points = known(values)
    where = np.flatnonzero(points == points)
    held = points[where]
    if held.size < 2 * SIDE:
        return ()
    deviation = mean_moving_range(points, screen=True) / D2
    if not deviation > 0:
        return ()
    return tuple(int(where[at]) for at in _cuts(held, 0, deviation))


def _cuts(held: Points, offset: int, deviation: float) -> list[int]:
    size = held.size
    if size < 2 * SIDE:
        return []
    sums = held.cumsum()[SIDE - 1 : size - SIDE]
    before = np.arange(SIDE, size - SIDE + 1)
    apart = np.abs(sums / before - (held.sum() - sums) / (size - before))
    scores = apart / (deviation * np.sqrt(1 / before + 1 / (size - before)))
    at = int(scores.argmax())
    if scores[at] <= NormalDist().inv_cdf(1 - FALSE / (2 * scores.size)):
        return []
    cut = int(before[at])
    left = _cuts(held[:cut], offset, deviation)
    return [*left, offset + cut, *_cuts(held[cut:], offset + cut, deviation)]
