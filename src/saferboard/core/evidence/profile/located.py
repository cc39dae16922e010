"""Counts by hexagon and by hour that a partnership brings, and where its places stand as tiles."""

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


@dataclass(frozen=True, slots=True)
class HourCount:
    """Events of one measure at one hour of one day of the week, over the twelve months to ``last``.

    ``weekday`` is 1 for Monday to 7 for Sunday; ``hour`` 0 for those from midnight to one.
    """

    last: Month
    district: str
    measure: str
    weekday: int
    hour: int
    events: int
