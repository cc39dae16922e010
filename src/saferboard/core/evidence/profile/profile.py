"""The problem profile of a district, as values: who lives there, what happens, where, what to do.

It is made from a release as the public reads it, so it can say nothing that the release holds
back. Where and at what hour events were is told in bands only, the lowest of which holds none and
few together: neither a count nor a statistic that would give one away is part of it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import TypeAdapter

from saferboard.core.evidence.assessment import Assessment
from saferboard.core.evidence.comparison import Compared, Verdict
from saferboard.core.evidence.figures import Figure
from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.profile.bands import Band
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
class Spot:
    """A hexagon as it may be shown: its band, and whether it is a hot spot."""

    cell: str
    band: Band
    hot: bool


@dataclass(frozen=True, slots=True)
class Cluster:
    """Hot hexagons that touch: how many, where their middle is, and on which side of the place."""

    hexagons: int
    latitude: float
    longitude: float
    lies: str
    highest: Band


@dataclass(frozen=True, slots=True)
class Spread:
    """Where one measure's events were over twelve months. ``unknown`` says why nothing is told.

    ``bounded`` tells whether every hexagon of the district was looked at; without its boundary
    those round the events were. ``placeless`` events had no location (None: not told). ``plain``
    hexagons would be hot spots without the correction for many tests. Of ``withheld`` hexagons it
    is not told whether they are hot spots. ``untested`` says why none was tested.
    """

    measure: str
    spots: tuple[Spot, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    bounded: bool = False
    placeless: Band | None = None
    plain: Band | None = None
    withheld: int = 0
    unknown: str = ""
    untested: str = ""

    @property
    def hot(self) -> int:
        """How many hexagons are hot spots."""
        return sum(1 for spot in self.spots if spot.hot)


@dataclass(frozen=True, slots=True)
class Week:
    """When one measure's events were: Monday to Sunday, each in eight parts of three hours.

    ``unknown`` says why nothing is told.
    """

    measure: str
    days: tuple[tuple[Band, ...], ...] = ()
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class Stood:
    """One district beside the wider area."""

    area: str
    name: str
    figure: Figure
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Standing:
    """Every district of the release beside the wider area, in one measure."""

    measure: str
    rows: tuple[Stood, ...]


class Footing(StrEnum):
    """Why a measure is a priority."""

    CHOSEN = "chosen by the partnership"
    SUGGESTED = "suggested by the figures"


@dataclass(frozen=True, slots=True)
class Priority:
    """A measure the district works on, why, and who said so (a post) when.

    ``since`` is the first quarter of those that followed one another in which it was one.
    """

    measure: str
    footing: Footing
    because: str
    by: str = ""
    on: date | None = None
    since: Period | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything said of one district for one quarter, made once and then only read.

    ``ended`` are measures that were priorities in the profile of the quarter before.
    """

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
    weeks: tuple[Week, ...]
    standings: tuple[Standing, ...]
    priorities: tuple[Priority, ...]
    ended: tuple[str, ...] = ()
    commentary: str = ""

    def line(self, measure: str) -> Line | None:
        """What is said of a measure."""
        return next((line for line in self.lines if line.measure.key == measure), None)

    def spread(self, measure: str) -> Spread | None:
        """Where a measure's events were."""
        return next((spread for spread in self.spreads if spread.measure == measure), None)

    def week(self, measure: str) -> Week | None:
        """When a measure's events were."""
        return next((week for week in self.weeks if week.measure == measure), None)

    def standing(self, measure: str) -> Standing | None:
        """How the districts stand in a measure."""
        return next((found for found in self.standings if found.measure == measure), None)


PROFILE = TypeAdapter(Profile)
"""Reads and writes a profile as JSON."""
