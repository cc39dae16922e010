"""What chance gives when counts are dealt out over places anew, each as likely as any other.

Gi* asks whether the sum over a hexagon and its neighbours is more than that of as many hexagons
taken at random. Its authors give the normal distribution as an approximation, and warn of it where
neighbours are few and values skewed (Ord and Getis, Geographical Analysis 27, 1995): in a rural
district most hexagons hold nothing, and two burglaries side by side would pass for a hot spot.
Here the distribution is worked out exactly, with no normal curve and nothing drawn at random.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Chances = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Dealt:
    """Chances of the sum of so many counts taken at random without putting any back.

    ``at_least[s]`` and ``at_most[s]`` are those of a sum of ``s`` or more, of ``s`` or fewer.
    """

    at_least: Chances
    at_most: Chances

    def two_sided(self, total: int) -> float:
        """Twice the smaller tail: how often chance gives a sum as far out as this."""
        return float(min(1.0, 2 * min(self.at_least[total], self.at_most[total])))

    def least(self, p: float) -> int:
        """The smallest sum whose chance is ``p`` or less, it being on the upper side.

        One more than the greatest sum there can be where none is so unlikely.
        """
        unlikely = np.flatnonzero(2 * self.at_least <= p)
        return int(unlikely[0]) if unlikely.size else len(self.at_least)


def dealt(counts: Sequence[int], size: int) -> Dealt:
    """The sum of ``size`` of the counts, every choice of them being equally likely.

    Coefficients of the product of (1 + y x^count): that of y^size x^s tells in how many ways
    ``size`` counts make ``s``. Only numbers above zero are added, so no digit is lost.
    """
    most = sum(sorted(counts)[-size:])
    ways = np.zeros((size + 1, most + 1))
    ways[0, 0] = 1.0
    for count in counts:
        ways[1:, count:] += ways[:-1, : most + 1 - count].copy()
    chance = ways[size] / ways[size].sum()
    return Dealt(np.cumsum(chance[::-1])[::-1], np.cumsum(chance))
