"""From where events were to what may be read of it: every hexagon tested, hot ones put together."""

from collections.abc import Iterable

import h3
from shapely.geometry.base import BaseGeometry

from saferboard.core.evidence.profile.hexagons import Heat, Hexagon, Seen, Touching
from saferboard.engines.places.held import Whereabouts
from saferboard.engines.places.hexagons import around, within
from saferboard.engines.places.hot_spots import hot_spots, told

NO_PLACES = (
    "neither the source rows of these twelve months nor counts by hexagon are held. Loading the "
    "monthly files of police.uk would tell"
)
RETURNED = "its figures are returned as a whole and hold no places"
Point = tuple[float, float]


ROUND = 2
"""How many rings of hexagons round those with most events are looked at without a boundary."""


def seen(found: Whereabouts | None, boundary: BaseGeometry | None, suppress_to: int) -> Seen:
    """What ``found`` comes to; with the district's boundary every hexagon in it is looked at.

    Without it those round hexagons with more than ``suppress_to`` events are. A hexagon elsewhere
    with fewer is left out: its mere place on the map would tell that something happened there.
    """
    if found is None:
        return Seen(unknown=NO_PLACES)
    if not found.events:
        return Seen(bounded=boundary is not None, placeless=found.placeless)
    many = [cell for cell, events in found.events.items() if events > suppress_to]
    if boundary is None:
        looked_at = around(many, ROUND)
    else:
        size = h3.get_resolution(next(iter(found.events)))
        looked_at = within(boundary, size).union(many)
    events = {cell: found.events.get(cell, 0) for cell in sorted(looked_at)}
    untested = ""
    try:
        hexagons = told(hot_spots(events), suppress_to)
    except ValueError as error:
        untested = str(error)
        hexagons = tuple(Hexagon(cell, events[cell], 0.0, 1.0, 1.0) for cell in sorted(events))
    hot = [hexagon.cell for hexagon in hexagons if hexagon.told and hexagon.heat() is Heat.HOT]
    return Seen(
        hexagons,
        tuple(_touching(group, events) for group in groups(hot)),
        boundary is not None,
        found.placeless,
        untested=untested,
    )


def groups(cells: Iterable[str]) -> list[tuple[str, ...]]:
    """The hexagons put together that touch one another, the largest group first."""
    left = set(cells)
    found = []
    for start in sorted(left):
        group: list[str] = []
        waiting = [start] if start in left else []
        left.discard(start)
        while waiting:
            cell = waiting.pop()
            group.append(cell)
            near = sorted(left.intersection(h3.grid_disk(cell, 1)))
            left.difference_update(near)
            waiting += near
        if group:
            found.append(tuple(sorted(group)))
    return sorted(found, key=lambda group: (-len(group), group))


def _touching(group: tuple[str, ...], looked_at: Iterable[str]) -> Touching:
    latitude, longitude = _middle([h3.cell_to_latlng(cell) for cell in group])
    every = [h3.cell_to_latlng(cell) for cell in looked_at]
    return Touching(group, latitude, longitude, lies((latitude, longitude), every))


def _middle(points: list[Point]) -> Point:
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def lies(point: Point, every: list[Point]) -> str:
    """On which side of all the points one lies, by thirds of their height and their width."""
    side = ""
    for at, words in ((0, ("south", "", "north")), (1, ("west", "", "east"))):
        low, high = min(p[at] for p in every), max(p[at] for p in every)
        third = int(3 * (point[at] - low) / (high - low)) if high > low else 1
        word = words[min(third, 2)]
        side += f"-{word}" if side and word else word
    return f"In the {side or 'middle'}"
