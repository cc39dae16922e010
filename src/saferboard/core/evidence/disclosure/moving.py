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

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import inf
from typing import Any

import numpy as np

from saferboard.core.evidence.disclosure.categories import Leaf, Taken
from saferboard.core.evidence.disclosure.grid import YEAR, Grid, Spot
from saferboard.core.evidence.disclosure.hiding import Hidden, Touch

NEAR = 11
FEW = 3
# A leaf, an area that is not divided and a month, all by number: millions are looked at.
Cell = tuple[int, int, int]
Partners = tuple[int | None, int | None]
Found = tuple[float, Partners, int | None, Touch]
Counts = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Target:
    """A count that must stay open: the sum over these leaves, areas and months.

    It must be possible that it is ``down`` lower and that it is ``up`` higher than it is. ``node``
    and ``area`` are what it is told by; a ``rest`` is what parts of that leave.
    """

    leaves: tuple[Leaf, ...]
    spots: tuple[Spot, ...]
    months: tuple[int, ...]
    down: int
    up: int
    node: Taken | None = None
    area: str = ""
    rest: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """``amount`` events fewer (or more) in a cell, and the same the other way at its partners.

    The partners lie outside the count that is to change: not in its leaves, areas or months.
    """

    cell: Cell
    amount: int
    fewer: bool
    leaves: frozenset[int]
    spots: frozenset[int]
    months: tuple[int, ...]


@dataclass
class Plan:
    """Moves that do what one is wanted for, what they lose, and the events they have used up."""

    cost: float
    steps: list[tuple[Move, Found]]
    spent: dict[Cell, int]


class Search:
    """Looks for moves, and hides what those that it finds change."""

    def __init__(self, grid: Grid, hidden: Hidden) -> None:
        self.hidden, self.length = hidden, grid.length
        self.leaves = tuple(dict.fromkeys(x for held in grid.leaves.values() for x in held))
        self.spots = tuple(dict.fromkeys(x for held in grid.spots.values() for x in held))
        self.leaf_number = {leaf: n for n, leaf in enumerate(self.leaves)}
        self.spot_number = {spot: n for n, spot in enumerate(self.spots)}
        self.values = [[grid.values(leaf, spot) for spot in self.spots] for leaf in self.leaves]
        self.counts = np.array(
            [[[-1 if v is None else v for v in held] for held in row] for row in self.values]
        ).reshape(len(self.leaves), len(self.spots), self.length)
        self.sizes = [[sum(v or 0 for v in held) for held in row] for row in self.values]
        self.grid = grid
        self._beside_leaf = [self._leaves_beside(leaf) for leaf in self.leaves]
        self._beside_spot = [self._spots_beside(spot) for spot in self.spots]
        self._liked: dict[tuple[int, int], list[Partners]] = {}
        self._orders: dict[tuple[int, int], tuple[Counts, Counts]] = {}
        self._rows: dict[tuple[int, int | None, int, int | None], tuple[int, ...]] = {}

    def protect(self, target: Target) -> bool:
        """Keep a count open both ways; False where what was published before stands against it."""
        leaves = frozenset(self.leaf_number[leaf] for leaf in target.leaves)
        spots = frozenset(self.spot_number[spot] for spot in target.spots)
        cells = sorted(
            self._cells(leaves, spots, target.months), key=lambda cell: (-self._events(cell), cell)
        )

        def move(cell: Cell, amount: int, *, fewer: bool) -> Move:
            return Move(cell, amount, fewer, leaves, spots, target.months)

        left, spent = target.down, dict[Cell, int]()
        for cell in cells:
            amount = min(left, self._events(cell))
            if amount and self._make(move(cell, amount, fewer=True), spent):
                left -= amount
        rises = not target.up or self._make_one(move(c, target.up, fewer=False) for c in cells)
        return left == 0 and rises

    def _cells(
        self, leaves: Iterable[int], spots: Iterable[int], months: tuple[int, ...]
    ) -> Iterator[Cell]:
        """Those that are known at all."""
        for leaf, spot in product(leaves, spots):
            values = self.values[leaf][spot]
            yield from ((leaf, spot, t) for t in months if values[t] is not None)

    def _events(self, cell: Cell) -> int:
        return self.values[cell[0]][cell[1]][cell[2]] or 0

    def _make(self, move: Move, spent: dict[Cell, int]) -> bool:
        """Find where the events go at the least loss, and hide what that changes."""
        plan = self._plan(move, spent)
        if plan is None:
            return False
        self._take(plan)
        spent.clear()
        spent.update(plan.spent)
        return True

    def _make_one(self, moves: Iterable[Move]) -> bool:
        """Make that one of the moves that loses least."""
        best: Plan | None = None
        for move in moves:
            plan = self._plan(move, {})
            if plan is not None and (best is None or plan.cost < best.cost):
                best = plan
            if best is not None and not best.cost:
                break
        if best is None:
            return False
        self._take(best)
        return True

    def _plan(self, move: Move, spent: dict[Cell, int]) -> Plan | None:
        """A move at once, or one event after another where that saves a figure."""
        at_once = self._steps([move], spent)
        if move.amount == 1 or (at_once is not None and not self._costs_figure(at_once)):
            return at_once
        single = self._steps([replace(move, amount=1)] * move.amount, spent)
        plans = [plan for plan in (at_once, single) if plan is not None]
        return min(plans, key=lambda plan: plan.cost, default=None)

    def _costs_figure(self, plan: Plan) -> bool:
        """Whether it hides more than months and twelve months in between."""
        return any(not self.hidden.figures.isdisjoint(found[3].ends) for _, found in plan.steps)

    def _steps(self, moves: list[Move], spent: dict[Cell, int]) -> Plan | None:
        plan = Plan(0.0, [], dict(spent))
        for move in moves:
            found = self._best(move, plan.spent)
            if found is None:
                return None
            plan.cost += found[0]
            plan.steps.append((move, found))
            for cell in _losing(move, found[1], found[2]):
                plan.spent[cell] = plan.spent.get(cell, 0) + move.amount
        return plan

    def _take(self, plan: Plan) -> None:
        for move, (_, partners, _, touch) in plan.steps:
            self.hidden.hide(touch)
            liked = self._liked.setdefault(move.cell[:2], [])
            if partners in liked:
                liked.remove(partners)
            liked.insert(0, partners)
            del liked[FEW:]

    def _best(self, move: Move, spent: dict[Cell, int]) -> Found | None:
        """Within the quarter if that can be, with partners that served before if they can again."""
        near, far = _times(move.cell[2], move.months, self.length)
        liked = [
            (leaf, spot)
            for leaf, spot in self._liked.get(move.cell[:2], ())
            if leaf not in move.leaves and spot not in move.spots
        ]
        return (
            self._cheapest(move, near, liked, spent)
            or self._cheapest(move, near, self._partners(move, near), spent)
            or self._cheapest(move, far, self._partners(move, far), spent)
        )

    def _cheapest(
        self,
        move: Move,
        times: Iterable[int | None],
        partners: list[Partners],
        spent: dict[Cell, int],
    ) -> Found | None:
        best: Found | None = None
        for time in times:
            for pair in partners:
                if not self._has_room(move, pair, time, spent):
                    continue
                touch = self._touch(move, pair, time)
                cost = self.hidden.cost(touch, best[0] if best else inf)
                if cost is not None:
                    best = cost, pair, time, touch
                    if not cost:
                        return best
        return best

    def _touch(self, move: Move, partners: Partners, time: int | None) -> Touch:
        leaf, spot, month = move.cell
        key = (leaf, partners[0], spot, partners[1])
        if key not in self._rows:
            other = None if partners[0] is None else self.leaves[partners[0]]
            beyond = None if partners[1] is None else self.spots[partners[1]]
            self._rows[key] = self.hidden.rows_apart(
                self.leaves[leaf], other, self.spots[spot], beyond
            )
        if time is None:
            ends = range(month, min(month + YEAR, self.length))
            return Touch(self._rows[key], frozenset({month}), frozenset(ends))
        first, last = (month, time) if month < time else (time, month)
        # The twelve months to these hold one of the two and not the other; NEAR is under a year.
        apart = (*range(first, last), *range(first + YEAR, min(last + YEAR, self.length)))
        return Touch(self._rows[key], frozenset({first, last}), frozenset(apart))

    def _has_room(
        self, move: Move, partners: Partners, time: int | None, spent: dict[Cell, int]
    ) -> bool:
        """Whether every count that changes is known, and none would fall below zero."""
        leaf, spot, month = move.cell
        sign, amount = move.fewer, move.amount
        for x in (leaf,) if partners[0] is None else (leaf, partners[0]):
            for y in (spot,) if partners[1] is None else (spot, partners[1]):
                values = self.values[x][y]
                for t in (month,) if time is None else (month, time):
                    events = values[t]
                    if events is None:
                        return False
                    loses = sign ^ (x != leaf) ^ (y != spot) ^ (t != month)
                    if loses and events - spent.get((x, y, t), 0) < amount:
                        return False
        return True

    def _partners(self, move: Move, times: list[int | None]) -> list[Partners]:
        """Leaves and areas to pair with, and none: a few that have room, the smallest first."""
        leaf, spot, _ = move.cell
        leaves, spots = self._ordered(leaf, spot)
        some_leaves = _few(
            leaves, self._fitting(move, self.counts[leaves, spot], times), move.leaves
        )
        some_spots = _few(spots, self._fitting(move, self.counts[leaf, spots], times), move.spots)
        return list(product((*some_leaves, None), (*some_spots, None)))

    def _fitting(self, move: Move, theirs: Counts, times: list[int | None]) -> Counts:
        """Which of these rows of counts could be the only partner, at one of the times."""
        leaf, spot, month = move.cell
        own, amount = self.counts[leaf, spot], move.amount
        at = [t for t in times if t is not None]
        if move.fewer:
            room = (theirs[:, at] >= amount) & (theirs[:, [month]] >= 0) & (own[at] >= 0)
            alone = theirs[:, month] >= 0
        else:
            room = (theirs[:, [month]] >= amount) & (theirs[:, at] >= 0) & (own[at] >= amount)
            alone = theirs[:, month] >= amount
        fits: Counts = room.any(axis=1) | alone if None in times else room.any(axis=1)
        return fits

    def _ordered(self, leaf: int, spot: int) -> tuple[Counts, Counts]:
        """What shares a whole with a leaf, and with an area: the nearest and smallest first."""
        key = (leaf, spot)
        if key not in self._orders:
            leaves = sorted(self._beside_leaf[leaf], key=lambda n: self.sizes[n][spot])
            spots = sorted(
                self._beside_spot[spot], key=lambda held: (held[0], self.sizes[leaf][held[1]])
            )
            self._orders[key] = (
                np.array(leaves, dtype=int),
                np.array([n for _, n in spots], dtype=int),
            )
        return self._orders[key]

    def _leaves_beside(self, leaf: Leaf) -> list[int]:
        """What shares a whole with a leaf. A rest is no partner: it may be known from elsewhere."""
        found = {
            other
            for node in self.grid.counted
            if leaf.counts_in(node)
            for other in self.grid.leaves[node]
            if other != leaf and not other.parts
        }
        return sorted(self.leaf_number[other] for other in found)

    def _spots_beside(self, spot: Spot) -> list[tuple[bool, int]]:
        """Areas that share a whole with one: whether further than the next whole, and which."""
        found = {
            other
            for area in self.grid.areas
            if self.grid.lies_in(spot, area)
            for other in self.grid.spots[area]
            if other != spot and not other.rest
        }
        parent = self.grid.within.get(spot.area)
        return sorted(
            (self.grid.within.get(other.area) != parent, self.spot_number[other]) for other in found
        )


def _few(numbers: Counts, fit: Counts, without: frozenset[int]) -> Sequence[int | None]:
    return [int(n) for n in numbers[fit] if n not in without][:FEW]


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


def _losing(move: Move, partners: Partners, time: int | None) -> Iterator[Cell]:
    """The corners that lose events: with the cell's sign, or against it."""
    leaf, spot, month = move.cell
    for x in (leaf,) if partners[0] is None else (leaf, partners[0]):
        for y in (spot,) if partners[1] is None else (spot, partners[1]):
            for t in (month,) if time is None else (month, time):
                if move.fewer ^ (x != leaf) ^ (y != spot) ^ (t != month):
                    yield x, y, t
