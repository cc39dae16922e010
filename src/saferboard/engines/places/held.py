"""What an instance holds of places: where events were, and the boundaries loaded beside it."""

import json
from dataclasses import dataclass

import polars as pl
from shapely.geometry.base import BaseGeometry

from saferboard.core.directory.areas import Area
from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.periods import Month, Window
from saferboard.core.ingest import police
from saferboard.core.partnership import Partnership
from saferboard.engines.places.boundaries import read_boundaries
from saferboard.engines.places.hexagons import counted, placeless
from saferboard.engines.tables.police import ROWS
from saferboard.engines.tables.returns import BOUNDARIES
from saferboard.engines.tables.store import Holdings


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Events by hexagon of one measure in one area over twelve months.

    ``placeless`` could not be placed; None where the partnership's file does not tell.
    """

    events: dict[str, int]
    placeless: int | None


def whereabouts(
    held: Holdings, partnership: Partnership, area: Area, measure: Measure, last: Month
) -> Whereabouts | None:
    """From source rows where all twelve months are held, else from the partnership's own file.

    None where neither tells: the location is not known, which is not the same as no events.
    """
    months = Window.ROLLING_TWELVE.ending(last).months
    frames = [held.frame(ROWS, str(month)) for month in months]
    rows = [frame for frame in frames if frame is not None]
    if len(rows) == len(months):
        return _from_rows(pl.concat(rows), area, measure)
    brought = [
        row
        for row in partnership.hexagons
        if row.last == last and row.district in area.names and row.measure == measure.key
    ]
    if not brought:
        return None
    events: dict[str, int] = {}
    for row in brought:
        events[row.cell] = events.get(row.cell, 0) + row.events
    return Whereabouts(events, None)


def _from_rows(rows: pl.LazyFrame, area: Area, measure: Measure) -> Whereabouts:
    names = [name.casefold() for name in area.names]
    here = rows.filter(pl.col("district").cast(pl.String).str.to_lowercase().is_in(names))
    kinds = here.select(pl.col("crime_type").cast(pl.String).unique()).collect().to_series()
    taken = [kind for kind in kinds if measure.takes(police.category(kind))]
    found = here.filter(pl.col("crime_type").cast(pl.String).is_in(taken)).select(
        pl.col("longitude", "latitude").cast(pl.String).replace("", None).cast(pl.Float64)
    )
    return Whereabouts(counted(found), placeless(found))


def boundaries(held: Holdings, partnership: Partnership) -> dict[str, BaseGeometry]:
    """The boundaries loaded, by area code; empty where none are."""
    codes = [area.code for area in partnership.areas]
    found: dict[str, BaseGeometry] = {}
    for name, text in held.texts(BOUNDARIES).items():
        found |= read_boundaries(text, name, codes)
    return found


def credits(held: Holdings) -> str:
    """Whom the boundaries loaded ask to be named: the ``attribution`` of each file."""
    said = (json.loads(text).get("attribution", "") for text in held.texts(BOUNDARIES).values())
    return " ".join(dict.fromkeys(text for text in said if isinstance(text, str) and text))
