"""Where events cluster: hexagons, and whether each one's neighbourhood stands out."""

from dataclasses import dataclass
from enum import StrEnum

from pydantic import TypeAdapter

LEVEL = 0.05


class Heat(StrEnum):
    """What may be said of a hexagon and its neighbours, taken together."""

    HOT = "hot spot"
    COLD = "cold spot"
    NEITHER = "no different from chance"


@dataclass(frozen=True, slots=True)
class Hexagon:
    """``cell`` is its H3 address. ``z`` is Gi*; ``p`` two-sided; ``adjusted`` for all the tests.

    ``told`` says whether the public may be told if it is a hot spot (see ``bands.label_keeps``).
    """

    cell: str
    events: int
    z: float
    p: float
    adjusted: float
    told: bool = True

    def heat(self, level: float = LEVEL) -> Heat:
        """By the adjusted p: among all hexagons called hot or cold, ``level`` are so by chance."""
        return _heat(self.z, self.adjusted, level)

    def plain_heat(self, level: float = LEVEL) -> Heat:
        """By its own p alone: of hexagons where nothing is, ``level`` are called hot or cold."""
        return _heat(self.z, self.p, level)


@dataclass(frozen=True, slots=True)
class Touching:
    """Hot hexagons that are told and touch, their middle, and where it lies in the district."""

    cells: tuple[str, ...]
    latitude: float
    longitude: float
    lies: str


@dataclass(frozen=True, slots=True)
class Seen:
    """Where a measure's events were, each hexagon tested; ``unknown`` says why that is not known.

    ``untested`` says why nothing could be tested, if so: then every z is 0 and every p is 1.
    It holds counts: the public reads what ``building`` makes of it.
    """

    hexagons: tuple[Hexagon, ...] = ()
    touching: tuple[Touching, ...] = ()
    bounded: bool = False
    placeless: int | None = None
    unknown: str = ""
    untested: str = ""


SEEN = TypeAdapter(Seen)
"""Reads and writes it as JSON, for those who may see small counts."""


def _heat(z: float, p: float, level: float) -> Heat:
    if p > level:
        return Heat.NEITHER
    return Heat.HOT if z > 0 else Heat.COLD
