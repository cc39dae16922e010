"""The problem profile of a district, as values: who lives there, what happens, where, what to do.

It is made from a release as the public reads it, so it can say nothing that the release holds
back. Hexagons are told in bands only, the lowest of which holds none and few together: neither a
count nor a statistic that would give one away leaves this module.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import TypeAdapter

from saferboard.core.evidence.assessment import Assessment
from saferboard.core.evidence.comparison import Compared
from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.profile.hexagons import Heat
from saferboard.core.evidence.release import Place


@dataclass(frozen=True, slots=True)
class Group:
    """People of one group (all, 10 to 17) in a year; ``share`` is per cent of the wider area's."""

    name: str
    persons: int
    year: int
    source: str
    share: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """One measure: what the release says of it here, and beside the wider area."""

    measure: Measure
    assessment: Assessment
    beside: Compared | None


@dataclass(frozen=True, slots=True)
class Band:
    """How many events a hexagon holds, both edges included; ``upper`` None is without end."""

    lower: int
    upper: int | None

    def __str__(self) -> str:
        if self.upper is None:
            return f"{self.lower} or more"
        return f"{self.lower} to {self.upper}" if self.upper > self.lower else str(self.lower)


@dataclass(frozen=True, slots=True)
class Spot:
    """A hexagon as it may be shown: its band, and whether it stands out."""

    cell: str
    band: Band
    heat: Heat


@dataclass(frozen=True, slots=True)
class Spread:
    """Where one measure's events were. ``unknown`` says why nothing is told of it.

    ``bounded`` tells whether every hexagon of the district was looked at; without its boundary
    those round the events were. ``placeless`` events had no location (None: not told).
    """

    measure: str
    spots: tuple[Spot, ...] = ()
    bounded: bool = False
    placeless: int | None = None
    unknown: str = ""
    untested: str = ""

    def hot(self) -> tuple[Spot, ...]:
        """The hexagons that are hot spots after the correction for many tests."""
        return tuple(spot for spot in self.spots if spot.heat is Heat.HOT)


class Footing(StrEnum):
    """Why a measure is a priority."""

    CHOSEN = "chosen by the partnership"
    SUGGESTED = "suggested by the figures"


@dataclass(frozen=True, slots=True)
class Priority:
    """A measure the district works on, why, and who said so (a post) when."""

    measure: str
    footing: Footing
    because: str
    by: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything said of one district for one quarter, made once and then only read."""

    place: Place
    wider: Place | None
    quarter: Period
    release: str
    made_on: date
    board: str
    attribution: str
    groups: tuple[Group, ...]
    lines: tuple[Line, ...]
    spreads: tuple[Spread, ...]
    priorities: tuple[Priority, ...]
    commentary: str = ""

    def line(self, measure: str) -> Line | None:
        """What is said of a measure."""
        return next((line for line in self.lines if line.measure.key == measure), None)


PROFILE = TypeAdapter(Profile)
"""Reads and writes a profile as JSON."""

EDGES = (10, 25, 50, 100)


def bands(suppress_to: int) -> tuple[Band, ...]:
    """The bands of a measure whose counts of 1 to ``suppress_to`` are not shown in public."""
    edges = [0, suppress_to + 1, *(edge for edge in EDGES if edge > suppress_to + 1)]
    uppers = [edge - 1 for edge in edges[1:]]
    return tuple(Band(low, high) for low, high in zip(edges, [*uppers, None], strict=True))


def band_of(events: int, held: tuple[Band, ...]) -> Band:
    """The band a count falls in."""
    return next(band for band in reversed(held) if events >= band.lower)
