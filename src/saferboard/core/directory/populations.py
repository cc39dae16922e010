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
    """Populations of leaf areas; a larger area is the sum of its leaves in one year."""

    def __init__(self, populations: Iterable[Population]) -> None:
        self.rows = tuple(populations)
        self._held: dict[tuple[str, str], dict[int, Population]] = {}
        for row in self.rows:
            self._held.setdefault((row.area, row.group), {})[row.year] = row

    def denominator(self, areas: Areas, code: str, group: str, year: int) -> Denominator | None:
        """The estimate nearest to ``year`` that covers all leaves of the area; of two, the earlier.

        None when no year covers every leaf.
        """
        leaves = [self._held.get((leaf.code, group), {}) for leaf in areas.leaves(code)]
        whole = sorted(set[int]().union(*leaves).intersection(*leaves))
        if not whole:
            return None
        chosen = min(whole, key=lambda y: (abs(y - year), y))
        parts = [held[chosen] for held in leaves]
        return Denominator(sum(p.persons for p in parts), chosen, parts[0].source)
