"""What is hidden so far, and what it would cost to hide more."""

from dataclasses import dataclass, field
from itertools import product
from math import inf, log1p

from saferboard.core.evidence.disclosure.categories import Leaf, Taken
from saferboard.core.evidence.disclosure.grid import YEAR, Grid, Row, Spot
from saferboard.core.evidence.disclosure.known import Known

FIGURE_COSTS = 40
WHOLE_COSTS = 4.0


@dataclass(frozen=True, slots=True)
class Touch:
    """What a move changes: these months, and the twelve months to these, of these rows."""

    rows: tuple[int, ...]
    months: frozenset[int]
    ends: frozenset[int]


@dataclass
class Ledger:
    """One row: what earlier releases gave of it, what is hidden of it, and how much it is missed.

    A row that this release does not give costs nothing.
    """

    weight: float
    months_told: set[int] = field(default_factory=set)
    ends_told: set[int] = field(default_factory=set)
    months: set[int] = field(default_factory=set)
    ends: set[int] = field(default_factory=set)


class Hidden:
    """The months, and the ends of twelve months, that each row does not show.

    Rows are numbered: every node, of this release or an earlier one, in every area.
    """

    def __init__(self, grid: Grid, known: Known) -> None:
        self.grid = grid
        self.areas = tuple(dict.fromkeys((*grid.areas, *sorted(known.areas))))
        rows = list(product(grid.nodes, self.areas))
        self.number = {row: n for n, row in enumerate(rows)}
        self.ledgers = [Ledger(_weight(grid, row)) for row in rows]
        self._nodes: dict[tuple[Leaf, Leaf | None], tuple[int, ...]] = {}
        self._offsets: dict[tuple[Spot, Spot | None], tuple[int, ...]] = {}
        # The last months of the figure and of the one before it.
        self.figures = frozenset({grid.length - 1, grid.length - 1 - YEAR})
        for node, area, month in known.months:
            self.ledgers[self.number[node, area]].months_told.add(grid.index(month))
        for node, area, month in known.ends:
            self.ledgers[self.number[node, area]].ends_told.add(grid.index(month))

    def of(self, row: Row) -> Ledger:
        """The ledger of a row."""
        return self.ledgers[self.number[row]]

    def hide(self, touch: Touch) -> None:
        """Show nothing of what a move changes."""
        for row in touch.rows:
            self.ledgers[row].months.update(touch.months)
            self.ledgers[row].ends.update(touch.ends)

    def cost(self, touch: Touch, less_than: float = inf) -> float | None:
        """What the reader loses by hiding it; None where it was given already, or is too much."""
        total = 0.0
        for row in touch.rows:
            held = self.ledgers[row]
            if held.months_told and not held.months_told.isdisjoint(touch.months):
                return None
            if held.ends_told and not held.ends_told.isdisjoint(touch.ends):
                return None
            fresh = touch.ends - held.ends
            lost = len(fresh) + len(touch.months - held.months)
            if fresh and not self.figures.isdisjoint(fresh):
                lost += FIGURE_COSTS
            total += lost * held.weight
            if total >= less_than:
                return None
        return total

    def rows_apart(
        self, leaf: Leaf, other: Leaf | None, spot: Spot, beyond: Spot | None
    ) -> tuple[int, ...]:
        """The rows that change when events go from one leaf and area to others.

        A row that counts both sides does not; one that may count either side may.
        """
        nodes, areas = self._nodes_apart(leaf, other), self._areas_apart(spot, beyond)
        return tuple(first + offset for first in nodes for offset in areas)

    def _nodes_apart(self, leaf: Leaf, other: Leaf | None) -> tuple[int, ...]:
        """Where the rows of each such node begin."""
        key = (leaf, other)
        if key not in self._nodes:
            self._nodes[key] = tuple(
                n * len(self.areas)
                for n, node in enumerate(self.grid.nodes)
                if _between(node, leaf, other)
            )
        return self._nodes[key]

    def _areas_apart(self, spot: Spot, beyond: Spot | None) -> tuple[int, ...]:
        key = (spot, beyond)
        if key not in self._offsets:
            lies_in = self.grid.lies_in
            self._offsets[key] = tuple(
                n
                for n, area in enumerate(self.areas)
                if lies_in(spot, area) != (beyond is not None and lies_in(beyond, area))
            )
        return self._offsets[key]


def _between(node: Taken, leaf: Leaf, other: Leaf | None) -> bool:
    here = leaf.counts_in(node)
    there = other.counts_in(node) if other is not None else False
    return here is None or there is None or here != there


def _weight(grid: Grid, row: Row) -> float:
    """Larger counts are dearer, and wholes dearer still: a reader misses them more."""
    if row not in grid.rows:
        return 0.0
    node, area = row
    size = log1p(sum(v or 0 for v in grid.rows[row]))
    wholes = bool(grid.children[area]) + (len(grid.leaves[node]) > 1)
    return (1 + size) * WHOLE_COSTS**wholes
