"""Counts told in bands, the lowest of which holds none and few together.

A band hides a small count only while nothing else gives it away. The events of a measure in a
district are published as a number, so the bands of its parts must leave each part of the lowest
band free to be anything the band allows: see ``keeps``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

EDGES = (10, 25, 50, 100)


@dataclass(frozen=True, slots=True)
class Band:
    """How many events there are, both edges included; ``upper`` None is without end."""

    lower: int
    upper: int | None

    def __str__(self) -> str:
        if self.upper is None:
            return f"{self.lower} or more"
        return f"{self.lower} to {self.upper}" if self.upper > self.lower else str(self.lower)


def bands(suppress_to: int) -> tuple[Band, ...]:
    """The bands of a measure whose counts of 1 to ``suppress_to`` are not shown in public."""
    edges = [0, suppress_to + 1, *(edge for edge in EDGES if edge > suppress_to + 1)]
    uppers = [edge - 1 for edge in edges[1:]]
    return tuple(Band(low, high) for low, high in zip(edges, [*uppers, None], strict=True))


def band_of(events: int, held: Sequence[Band]) -> Band:
    """The band a count falls in."""
    return next(band for band in reversed(held) if events >= band.lower)


def keeps(counts: Iterable[int], suppress_to: int) -> bool:
    """Whether the bands of these counts, beside their sum, keep every count of the lowest band.

    Kept is a count that could still be any number from 0 to ``suppress_to``: with the others
    somewhere in their own bands, the sum comes out for each of them.
    """
    found = list(counts)
    held = [band_of(count, bands(suppress_to)) for count in found]
    if not any(band.lower == 0 for band in held):
        return True
    total, least = sum(found), sum(band.lower for band in held)
    if total - suppress_to < least:
        return False
    uppers = [band.upper for band in held]
    most = None if None in uppers else sum(upper for upper in uppers if upper is not None)
    return most is None or total <= most - suppress_to


def label_keeps(around: Sequence[Band], least: int, suppress_to: int) -> bool:
    """Whether it may be told if the counts in these bands make up at least ``least``.

    Either answer must leave each count of the lowest band free to be anything from 0 to
    ``suppress_to``, unless the bands give the answer already.
    """
    if all(band.lower > 0 for band in around):
        return True
    low = sum(band.lower for band in around)
    uppers = [band.upper for band in around]
    high = None if None in uppers else sum(upper for upper in uppers if upper is not None)
    if low >= least or (high is not None and high < least):
        return True
    return low + suppress_to < least and (high is None or least <= high - suppress_to)
