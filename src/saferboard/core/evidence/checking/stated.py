"""A figure as it is stated, and the interval of true values that a person may have rounded to it.

Interval arithmetic (Moore, *Interval Analysis*, 1966) on the stated precision: a stated result is
right if it follows from some true values that round to what is stated. Half-way cases may go
either way, so intervals are closed.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

ABOUT = 0.05  # how far, as a share of the figure, "about" and its like may lie from it
BEYOND = 0.25  # how far "over" and "under" may
TINY = 1e-9


class Hedge(StrEnum):
    """What stands before a figure and loosens it."""

    NONE = ""
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"


@dataclass(frozen=True, slots=True)
class Range:
    """A closed interval."""

    low: float
    high: float

    def meets(self, other: "Range") -> bool:
        """Whether the two have a value in common."""
        slack = TINY * max(1.0, abs(self.low), abs(self.high))
        return self.low <= other.high + slack and other.low <= self.high + slack

    @property
    def size(self) -> "Range":
        """The interval of the absolute values."""
        low, high = sorted((abs(self.low), abs(self.high)))
        return Range(0.0 if self.low < 0 < self.high else low, high)

    def widened(self, by: float) -> "Range":
        """So much further on both sides."""
        return Range(self.low - by, self.high + by)


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure in words or digits: ``places`` decimals were written, ``signed`` tells of + or -."""

    value: float
    places: int = 0
    hedge: Hedge = Hedge.NONE
    signed: bool = False

    @property
    def unit(self) -> float:
        """One in the last place that was written."""
        return float(10.0**-self.places)

    def range(self, *, exact: bool = False) -> Range:
        """The true values it may stand for; a whole number of things (``exact``) only for itself.

        Thousands that end in two noughts or more may be rounded to them.
        """
        half = self._half(exact)
        size = abs(self.value)
        match self.hedge:
            case Hedge.ABOUT:
                loose = max(half, ABOUT * size, self.unit / 2, self._rounded() / 2)
                return Range(self.value, self.value).widened(loose)
            case Hedge.OVER:
                return Range(self.value - half, self.value + half + BEYOND * size)
            case Hedge.UNDER:
                return Range(self.value - half - BEYOND * size, self.value + half)
        return Range(self.value, self.value).widened(half)

    def _rounded(self) -> int:
        """To how much a round figure may be rounded when it is only about right: tens, or fives."""
        whole = self.value if self.places == 0 and abs(self.value) >= 10 else 1.0
        return next((step for step in (10, 5) if whole % step == 0), 0)

    def _half(self, exact: bool) -> float:
        whole = round(abs(self.value))
        if self.places == 0 and whole >= 1000:
            noughts = len(str(whole)) - len(str(whole).rstrip("0"))
            if noughts >= 2:
                return 0.5 * 10.0**noughts
        return 0.0 if exact and self.places == 0 else self.unit / 2

    @property
    def words(self) -> str:
        """As it was written, with thousands parted."""
        return f"{self.value:,.{self.places}f}"


def truncated(stated: Stated, computed: Range) -> bool:
    """Whether the stated figure is the computed one with its further decimals cut off."""
    sizes, low = computed.size, abs(stated.value)
    return low - TINY <= sizes.low and sizes.high < low + stated.unit - TINY


def relative(previous: Range, current: Range) -> Range | None:
    """The change in per cent of the previous value; None where that may be nought or less."""
    if previous.low <= 0:
        return None
    ends = [100 * (c / p - 1) for c in (current.low, current.high) for p in _ends(previous)]
    return Range(min(ends), max(ends))


def difference(previous: Range, current: Range) -> Range:
    """The change in the figures' own unit."""
    return Range(current.low - previous.high, current.high - previous.low)


def share(part: Range, whole: Range) -> Range | None:
    """The part in per cent of the whole; None where that may be nought."""
    if whole.low <= 0:
        return None
    ends = [100 * p / w for p in _ends(part) for w in _ends(whole)]
    return Range(min(ends), max(ends))


def told(value: float, places: int = 1) -> str:
    """A computed value with so many decimals, halves going up as people round."""
    scale = 10.0**places
    rounded = math.floor(abs(value) * scale + 0.5 + TINY) / scale
    return f"{'-' if value < 0 and rounded else ''}{rounded:,.{places}f}"


def _ends(range_: Range) -> tuple[float, float]:
    return range_.low, range_.high
