"""Hide what keeps every small count open: another world must fit all that is published.

For each small count the search looks for two such worlds, one where the count is as low and one
where it is as high as declared. A world differs from the true one by a move: some events go from a
leaf, an area and a month to others, in a pattern whose sums over all that stays published are
zero. This is the hypercube method (Repsilber, "Preservation of confidentiality in aggregated data",
1994; Giessing and Repsilber, "Tools and strategies to protect multiple tables with the GHQUAR cell
suppression engine", 2002), with time as one more dimension and room at the corners asked for both
ways. What a move changes is hidden, so it stands as a proof: no attack on the published figures,
however clever, can tell the true world from the moved one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product

from saferboard.core.evidence.disclosure.categories import Leaf
from saferboard.core.evidence.disclosure.grid import YEAR, Grid, Spot
from saferboard.core.evidence.disclosure.hiding import Hidden, Touch

NEAR = 11
FEW = 5
Cell = tuple[Leaf, Spot, int]
Partners = tuple[Leaf | None, Spot | None]


@dataclass(frozen=True, slots=True)
class Target:
    """A count that must stay open: the sum over these leaves, areas and months.

    It must be possible that it is ``down`` lower and that it is ``up`` higher than it is.
    """

    leaves: tuple[Leaf, ...]
    spots: tuple[Spot, ...]
    months: tuple[int, ...]
    down: int
    up: int


@dataclass(frozen=True, slots=True)
class Move:
    """``amount`` events fewer (or more) in a cell, and the same the other way at its partners."""

    cell: Cell
    amount: int
    fewer: bool


@dataclass
class Search:
    """Looks for moves, and hides what those that it finds change."""

    grid: Grid
    hidden: Hidden
    _liked: dict[tuple[Leaf, Spot], list[Partners]] = field(default_factory=dict, repr=False)
    _others: dict[tuple[Leaf, Spot], tuple[list[Leaf], list[Spot]]] = field(
        default_factory=dict, repr=False
    )

    def protect(self, target: Target) -> bool:
        """Keep a count open both ways; False where what was published before stands against it."""
        return self._lower(target) & self._higher(target)

    def _lower(self, target: Target) -> bool:
        left, spent = target.down, dict[Cell, int]()
        for cell in sorted(self._cells(target), key=self._events, reverse=True):
            amount = min(left, self._events(cell))
            if amount and self._move(Move(cell, amount, fewer=True), target, spent):
                left -= amount
        return left == 0

    def _higher(self, target: Target) -> bool:
        if not target.up:
            return True
        cells = sorted(self._cells(target), key=self._events, reverse=True)
        return any(self._move(Move(cell, target.up, fewer=False), target, {}) for cell in cells)

    def _cells(self, target: Target) -> Iterator[Cell]:
        """The cells of a target that are known at all."""
        for leaf, spot in product(target.leaves, target.spots):
            values = self.grid.values(leaf, spot)
            yield from ((leaf, spot, t) for t in target.months if values[t] is not None)

    def _events(self, cell: Cell) -> int:
        leaf, spot, month = cell
        return self.grid.values(leaf, spot)[month] or 0

    def _move(self, move: Move, target: Target, spent: dict[Cell, int]) -> bool:
        """Find where the events may go or come from, at the least loss, and hide what changes."""
        leaf, spot, month = move.cell
        near, far = _times(month, target.months, self.grid.length)
        liked = self._liked.setdefault((leaf, spot), [])
        mine = [p for p in liked if p[0] not in target.leaves and p[1] not in target.spots]
        found = (
            self._cheapest(move, near, mine, spent)
            or self._cheapest(move, near, self._partners(move, near, target), spent)
            or self._cheapest(move, far, self._partners(move, far, target), spent)
        )
        if found is None:
            return False
        partners, time, touch = found
        if partners in liked:
            liked.remove(partners)
        liked.insert(0, partners)
        del liked[FEW:]
        self.hidden.hide(touch)
        if move.fewer:
            for cell in _losing(move, partners, time):
                spent[cell] = spent.get(cell, 0) + move.amount
        return True

    def _cheapest(
        self,
        move: Move,
        times: Iterable[int | None],
        partners: Iterable[Partners],
        spent: dict[Cell, int],
    ) -> tuple[Partners, int | None, Touch] | None:
        best: tuple[Partners, int | None, Touch] | None = None
        least = float("inf")
        held = list(partners)
        for time in times:
            for pair in held:
                if not self._has_room(move, pair, time, spent):
                    continue
                touch = self._touch(move, pair, time)
                cost = self.hidden.cost(touch)
                if cost is not None and cost < least:
                    best, least = (pair, time, touch), cost
                    if not cost:
                        return best
        return best

    def _touch(self, move: Move, partners: Partners, time: int | None) -> Touch:
        leaf, spot, month = move.cell
        rows = self.hidden.rows_apart(leaf, partners[0], spot, partners[1])
        if time is None:
            ends = range(month, min(month + YEAR, self.grid.length))
            return Touch(rows, (month,), tuple(ends))
        first, last = sorted((month, time))
        # The twelve months to these hold one of the two and not the other.
        apart = [
            *range(first, min(last, first + YEAR)),
            *range(max(last, first + YEAR), last + YEAR),
        ]
        return Touch(rows, (first, last), tuple(end for end in apart if end < self.grid.length))

    def _has_room(
        self, move: Move, partners: Partners, time: int | None, spent: dict[Cell, int]
    ) -> bool:
        """Whether no count would fall below zero, and every one that changes exists."""
        losing = _losing(move, partners, time)
        return all(
            self.grid.values(leaf, spot)[at] is not None
            for leaf, spot, at in _corners(move, partners, time)
        ) and all(self._events(cell) - spent.get(cell, 0) >= move.amount for cell in losing)

    def _partners(self, move: Move, times: Iterable[int | None], target: Target) -> list[Partners]:
        """Leaves and areas to pair with, and none: a few that have room, the smallest first."""
        leaf, spot, _ = move.cell
        leaves, spots = self._beside(leaf, spot)
        held = list(times)

        def fits(partners: Partners) -> bool:
            return any(self._has_room(move, partners, time, {}) for time in held)

        some_leaves = [x for x in leaves if x not in target.leaves and fits((x, None))][:FEW]
        some_spots = [x for x in spots if x not in target.spots and fits((None, x))][:FEW]
        return list(product((*some_leaves, None), (*some_spots, None)))

    def _beside(self, leaf: Leaf, spot: Spot) -> tuple[list[Leaf], list[Spot]]:
        """What shares a whole with a leaf, or with an area: those with most small counts first."""
        key = (leaf, spot)
        if key not in self._others:
            wholes = [n for n in self.grid.counted if leaf.counts_in(n)]
            leaves = {
                other
                for node in wholes
                for other in self.grid.leaves[node]
                if other != leaf and not other.parts
            }
            around = [a for a in self.grid.areas if self.grid.lies_in(spot, a)]
            spots = {
                other
                for area in around
                for other in self.grid.spots[area]
                if other != spot and not other.rest
            }
            parent = self.grid.within.get(spot.area)
            self._others[key] = (
                sorted(leaves, key=lambda x: (self._size(x, spot), repr(x))),
                sorted(
                    spots,
                    key=lambda x: (
                        self.grid.within.get(x.area) != parent,
                        self._size(leaf, x),
                        x.area,
                    ),
                ),
            )
        return self._others[key]

    def _size(self, leaf: Leaf, spot: Spot) -> int:
        return sum(v or 0 for v in self.grid.values(leaf, spot))


def _times(
    month: int, within: tuple[int, ...], length: int
) -> tuple[list[int | None], list[int | None]]:
    """Months to pair with: of the same quarter; then of others, nearest first, and none.

    The axis ends with a quarter. A pair in one quarter leaves every twelve months to a quarter's
    end as they are, now and in later releases.
    """
    quarter = (length - 1 - month) // 3
    around = range(max(0, month - NEAR), min(length, month + NEAR + 1))
    others = [t for t in around if t not in within]
    same = [t for t in others if (length - 1 - t) // 3 == quarter]
    apart = sorted((t for t in others if t not in same), key=lambda t: (abs(t - month), t))
    return [*same], [None, *apart]


def _corners(move: Move, partners: Partners, time: int | None) -> list[Cell]:
    leaf, spot, month = move.cell
    leaves = (leaf,) if partners[0] is None else (leaf, partners[0])
    spots = (spot,) if partners[1] is None else (spot, partners[1])
    times = (month,) if time is None else (month, time)
    return list(product(leaves, spots, times))


def _losing(move: Move, partners: Partners, time: int | None) -> list[Cell]:
    """The corners that lose events: with the cell's sign, or against it."""
    leaf, spot, month = move.cell
    return [
        (x, y, t)
        for x, y, t in _corners(move, partners, time)
        if ((x != leaf) + (y != spot) + (t != month)) % 2 == (0 if move.fewer else 1)
    ]
