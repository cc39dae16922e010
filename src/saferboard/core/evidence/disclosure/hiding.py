"""What is hidden so far, and what it would cost to hide more."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log1p

from saferboard.core.evidence.disclosure.categories import Leaf, Taken
from saferboard.core.evidence.disclosure.grid import YEAR, Grid, Row, Spot
from saferboard.core.evidence.disclosure.known import Known

FIGURE_COSTS = 40.0
WHOLE_COSTS = 4.0


@dataclass(frozen=True, slots=True)
class Touch:
    """What a move changes: these months, and the twelve months to these, of these rows."""

    rows: tuple[Row, ...]
    months: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass
class Hidden:
    """The months, and the ends of twelve months, that each row does not show."""

    grid: Grid
    known: Known
    months: dict[Row, set[int]] = field(default_factory=dict)
    ends: dict[Row, set[int]] = field(default_factory=dict)
    _weights: dict[Row, float] = field(default_factory=dict, repr=False)
    _told: dict[Row, tuple[frozenset[int], frozenset[int]]] = field(
        default_factory=dict, repr=False
    )
    _nodes_apart: dict[tuple[Leaf, Leaf | None], tuple[Taken, ...]] = field(
        default_factory=dict, repr=False
    )
    _areas_apart: dict[tuple[Spot, Spot | None], tuple[str, ...]] = field(
        default_factory=dict, repr=False
    )

    def __post_init__(self) -> None:
        told: dict[Row, tuple[set[int], set[int]]] = {}
        for which, positions in enumerate((self.known.months, self.known.ends)):
            for node, area, month in positions:
                told.setdefault((node, area), (set(), set()))[which].add(self.grid.index(month))
        self._told = {row: (frozenset(m), frozenset(e)) for row, (m, e) in told.items()}

    @property
    def figures(self) -> tuple[int, int]:
        """The last months of the figure and of the one before it."""
        return self.grid.length - 1, self.grid.length - 1 - YEAR

    def told(self, row: Row) -> tuple[frozenset[int], frozenset[int]]:
        """The months and ends of a row that earlier releases gave."""
        return self._told.get(row, (frozenset(), frozenset()))

    def hide(self, touch: Touch) -> None:
        """Show nothing of what a move changes."""
        for row in touch.rows:
            self.months.setdefault(row, set()).update(touch.months)
            self.ends.setdefault(row, set()).update(touch.ends)

    def cost(self, touch: Touch) -> float | None:
        """What the reader loses by hiding it; None where it was given already."""
        total = 0.0
        for row in touch.rows:
            months_told, ends_told = self.told(row)
            if not months_told.isdisjoint(touch.months) or not ends_told.isdisjoint(touch.ends):
                return None
            if row not in self.grid.rows:
                continue
            months, ends = self.months.get(row, ()), self.ends.get(row, ())
            fresh = [end for end in touch.ends if end not in ends]
            lost = float(sum(month not in months for month in touch.months) + len(fresh))
            lost += FIGURE_COSTS * sum(end in self.figures for end in fresh)
            total += lost * self._weight(row)
        return total

    def rows_apart(
        self, leaf: Leaf, other: Leaf | None, spot: Spot, beyond: Spot | None
    ) -> tuple[Row, ...]:
        """The rows that change when events go from one leaf and area to others.

        A row that counts both sides does not; one that may count either side may.
        """
        return tuple(
            (node, area)
            for node in self._nodes_between(leaf, other)
            for area in self._areas_between(spot, beyond)
        )

    def _nodes_between(self, leaf: Leaf, other: Leaf | None) -> tuple[Taken, ...]:
        key = (leaf, other)
        if key not in self._nodes_apart:
            self._nodes_apart[key] = tuple(
                node
                for node in self.grid.nodes
                if _apart(leaf.counts_in(node), other.counts_in(node) if other else False)
            )
        return self._nodes_apart[key]

    def _areas_between(self, spot: Spot, beyond: Spot | None) -> tuple[str, ...]:
        key = (spot, beyond)
        if key not in self._areas_apart:
            everywhere: Iterable[str] = dict.fromkeys((*self.grid.areas, *sorted(self.known.areas)))
            self._areas_apart[key] = tuple(
                area
                for area in everywhere
                if self.grid.lies_in(spot, area)
                != (beyond is not None and self.grid.lies_in(beyond, area))
            )
        return self._areas_apart[key]

    def _weight(self, row: Row) -> float:
        """Larger counts are dearer, and wholes dearer still: a reader misses them more."""
        if row not in self._weights:
            node, area = row
            size = log1p(sum(v or 0 for v in self.grid.rows[row]))
            wholes = bool(self.grid.children[area]) + (len(self.grid.leaves[node]) > 1)
            self._weights[row] = (1 + size) * WHOLE_COSTS**wholes
        return self._weights[row]


def _apart(one: bool | None, other: bool | None) -> bool:
    return one is None or other is None or one != other
