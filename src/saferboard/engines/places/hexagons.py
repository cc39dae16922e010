"""Points counted in hexagons (H3), which are the same everywhere and need no map.

police.uk moves every location to one of a set of points, so many crimes share one: a hexagon of
0.7 square kilometres (resolution 8) is about as fine as its points can bear.
"""

from collections.abc import Iterable

import h3
import polars as pl
import shapely
from shapely.geometry.base import BaseGeometry

RESOLUTION = 8
NEAR = 1  # how many rings of hexagons round one count as its neighbours


def counted(points: pl.LazyFrame, resolution: int = RESOLUTION) -> dict[str, int]:
    """Events by hexagon. ``points`` has ``longitude`` and ``latitude`` in degrees (WGS84).

    Rows without both are not counted: see ``placeless``.
    """
    located = points.filter(pl.col("longitude").is_not_null() & pl.col("latitude").is_not_null())
    # Each point once: a few thousand of them hold all the events of a year.
    rows = located.group_by("longitude", "latitude").len().sort("longitude", "latitude").collect()
    found: dict[str, int] = {}
    for longitude, latitude, events in rows.iter_rows():
        cell = h3.latlng_to_cell(float(latitude), float(longitude), resolution)
        found[cell] = found.get(cell, 0) + events
    return found


def placeless(points: pl.LazyFrame) -> int:
    """Rows without a location."""
    lacking = points.filter(pl.col("longitude").is_null() | pl.col("latitude").is_null())
    return int(lacking.select(pl.len()).collect().item())


def within(boundary: BaseGeometry, resolution: int = RESOLUTION) -> frozenset[str]:
    """Every hexagon that the boundary (longitude, latitude) touches: those at its edge in part."""
    inside = h3.geo_to_cells(boundary.__geo_interface__, resolution)
    edge = shapely.get_coordinates(boundary.boundary)
    # A place smaller than a hexagon may hold no centre: its own points lead to it.
    near = around([*inside, *(h3.latlng_to_cell(y, x, resolution) for x, y in edge)])
    shapely.prepare(boundary)
    return frozenset(cell for cell in near if boundary.intersects(outline(cell)))


def around(cells: Iterable[str], rings: int = NEAR) -> frozenset[str]:
    """The hexagons and those round them."""
    return frozenset(near for cell in cells for near in h3.grid_disk(cell, rings))


def outline(cell: str) -> shapely.Polygon:
    """The hexagon's own boundary (longitude, latitude)."""
    return shapely.Polygon(
        [(longitude, latitude) for latitude, longitude in h3.cell_to_boundary(cell)]
    )


def neighbours(cells: Iterable[str], rings: int = NEAR) -> dict[str, list[str]]:
    """Of each hexagon those near it that are looked at too, itself left out."""
    held = set(cells)
    return {
        cell: sorted(near for near in h3.grid_disk(cell, rings) if near != cell and near in held)
        for cell in sorted(held)
    }
