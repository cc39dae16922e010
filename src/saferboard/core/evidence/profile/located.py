"""Counts by hexagon that a partnership brings with it, and where its places stand as tiles."""

from dataclasses import dataclass

from saferboard.core.evidence.periods import Month


@dataclass(frozen=True, slots=True)
class Located:
    """Events of one measure in one hexagon over the twelve months to ``last``.

    ``district`` is a name; ``cell`` an H3 address.
    """

    last: Month
    district: str
    measure: str
    cell: str
    events: int


@dataclass(frozen=True, slots=True)
class TileAt:
    """Where an area stands in a tile map: row and column from the top left, counted from 0."""

    area: str
    row: int
    column: int
