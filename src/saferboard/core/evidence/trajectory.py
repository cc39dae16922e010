"""Where a measure should stand on the way to its target, as its declaration says."""

from dataclasses import dataclass
from enum import StrEnum

from saferboard.core.evidence.periods import Month


class Shape(StrEnum):
    """How the way to the target runs."""

    LINE = "line"  # a level: straight from one dated point to the next
    CUMULATIVE = "cumulative"  # a sum within the financial year: each point is a year's total


@dataclass(frozen=True, slots=True)
class Milestone:
    """The value to be reached by the end of a month. The first of a line is where it starts."""

    on: Month
    value: float


@dataclass(frozen=True, slots=True)
class Trajectory:
    """The dated points, and how far from the way between them still counts as on it.

    ``tolerance`` is in per cent of what is expected. ``profile`` are the twelve months' shares of
    a cumulative year, from April, in any unit; without it each month has the same.
    """

    shape: Shape
    points: tuple[Milestone, ...]
    why: str
    tolerance: float = 5.0
    profile: tuple[float, ...] = ()
