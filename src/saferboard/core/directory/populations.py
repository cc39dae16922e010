"""How many people live where: the denominator, always with its year and its source."""

from collections.abc import Iterable
from dataclasses import dataclass

from saferboard.core.directory.areas import Areas


@dataclass(frozen=True, slots=True)
class Population:
    """Persons of one group in one area in the middle of a year."""

    area: str
    year: int
    group: str
    persons: int
    source: str


@dataclass(frozen=True, slots=True)
class Denominator:
    """The people a rate is taken over, and the year they were counted in."""

    persons: int
    year: int
    source: str


class Populations:
    """Populations of leaf areas; a larger area is the sum of its leaves in one and the same year."""

    def __init__(self, populations: Iterable[Population]) -> None:
        self.rows = tuple(populations)
        self._held = {(p.area, p.group, p.year): p for p in self.rows}

    def denominator(self, areas: Areas, code: str, group: str, year: int) -> Denominator | None:
        """The newest estimate no later than ``year`` for all leaves of the area, else the oldest.

        None when no year covers every leaf.
        """
        leaves = [leaf.code for leaf in areas.leaves(code)]
        years = sorted({y for (a, g, y) in self._held if g == group and a in leaves})
        whole = [y for y in years if all((leaf, group, y) in self._held for leaf in leaves)]
        if not whole:
            return None
        chosen = max((y for y in whole if y <= year), default=whole[0])
        parts = [self._held[leaf, group, chosen] for leaf in leaves]
        return Denominator(sum(p.persons for p in parts), chosen, parts[0].source)
