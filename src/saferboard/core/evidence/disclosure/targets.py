"""The counts that must stay open: small ones, given or left when parts are taken from a whole."""

from collections.abc import Iterator
from dataclasses import dataclass

from saferboard.core.evidence.disclosure.categories import Leaf, Taken
from saferboard.core.evidence.disclosure.grid import YEAR, Grid, Row, Spot, Values, windows
from saferboard.core.evidence.disclosure.moving import Target


def is_small(count: int | None, up_to: int) -> bool:
    """From 1 to the largest small count. Zero is not small: it is about nobody."""
    return count is not None and 1 <= count <= up_to


def needs(count: int, up_to: int) -> tuple[int, int]:
    """How much lower and higher a small count must be able to be: anything from 1 to ``up_to``.

    Where only 1 is small that would be 1 itself: there it must be able to be 0.
    """
    return (count - 1, up_to - count) if up_to > 1 else (count, 0)


def primaries(grid: Grid) -> Iterator[tuple[Row, tuple[int, ...], tuple[int, ...]]]:
    """The months, and the ends of twelve months, of every row that are small."""
    for row, values in grid.rows.items():
        up_to = grid.up_to[row[0]]
        months = tuple(t for t, v in enumerate(values) if is_small(v, up_to))
        ends = tuple(t for t, v in enumerate(windows(values)) if is_small(v, up_to))
        if months or ends:
            yield row, months, ends


def targets(grid: Grid) -> Iterator[Target]:
    """Every small count, twelve months before single ones: they leave the least choice."""
    held = [
        _Row(node, area, grid.leaves[node], grid.spots[area], values)
        for (node, area), values in grid.rows.items()
    ]
    held += list(_rests(grid))
    for row in held:
        up_to = grid.up_to[row.node]
        for end, count in enumerate(windows(row.values)):
            if count is not None and is_small(count, up_to):
                yield row.target(tuple(range(end + 1 - YEAR, end + 1)), needs(count, up_to))
    for row in held:
        up_to = grid.up_to[row.node]
        for month, count in enumerate(row.values):
            if count is not None and is_small(count, up_to):
                yield row.target((month,), needs(count, up_to))


@dataclass(frozen=True, slots=True)
class _Row:
    """Counts by month of a node in an area, or (``rest``) of what its parts leave of it."""

    node: Taken
    area: str
    leaves: tuple[Leaf, ...]
    spots: tuple[Spot, ...]
    values: Values
    rest: bool = False

    def target(self, months: tuple[int, ...], open_by: tuple[int, int]) -> Target:
        down, up = open_by
        return Target(self.leaves, self.spots, months, down, up, self.node, self.area, self.rest)


def _rests(grid: Grid) -> Iterator[_Row]:
    """What is left of a whole: over categories in an area, over areas of a node."""
    for node in grid.counted:
        rest = grid.leaves[node][-1]
        for area in grid.areas:
            spot = grid.spots[area][-1]
            if rest.parts:
                left = grid.values(rest, Spot(area))
                yield _Row(node, area, (rest,), grid.spots[area], left, rest=True)
            if spot.rest:
                left = grid.values(Leaf(node), spot)
                yield _Row(node, area, grid.leaves[node], (spot,), left, rest=True)
