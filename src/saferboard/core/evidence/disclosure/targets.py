"""The counts that must stay open: small ones, given or left when parts are taken from a whole."""

from collections.abc import Iterator

from saferboard.core.evidence.disclosure.categories import Leaf
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
        (grid.leaves[node], grid.spots[area], values, grid.up_to[node])
        for (node, area), values in grid.rows.items()
    ]
    held += list(_rests(grid))
    for leaves, spots, values, up_to in held:
        for end, count in enumerate(windows(values)):
            if count is not None and is_small(count, up_to):
                span = tuple(range(end + 1 - YEAR, end + 1))
                yield Target(leaves, spots, span, *needs(count, up_to))
    for leaves, spots, values, up_to in held:
        for month, count in enumerate(values):
            if count is not None and is_small(count, up_to):
                yield Target(leaves, spots, (month,), *needs(count, up_to))


def _rests(grid: Grid) -> Iterator[tuple[tuple[Leaf, ...], tuple[Spot, ...], Values, int]]:
    """What is left of a whole: over categories in an area, over areas of a node."""
    for node in grid.counted:
        rest, up_to = grid.leaves[node][-1], grid.up_to[node]
        for area in grid.areas:
            spot = grid.spots[area][-1]
            if rest.parts:
                yield (rest,), grid.spots[area], grid.values(rest, Spot(area)), up_to
            if spot.rest:
                yield grid.leaves[node], (spot,), grid.values(Leaf(node), spot), up_to
