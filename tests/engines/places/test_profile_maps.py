"""The maps of a profile: bands and hot spots by shade and edge, districts as shapes or as tiles."""

from dataclasses import replace
from xml.etree import ElementTree

import shapely

from saferboard.core.evidence.profile.located import TileAt
from saferboard.engines.places.profile_maps import HOT_EDGE, OWN_EDGE, maps_of
from tests.core.evidence.profile.profile_samples import profile
from tests.web.evidence.profile_samples import TILES, seen
from tests.web.factories import BLABY, MELTON

SVG = "{http://www.w3.org/2000/svg}"
WEST, EAST = shapely.box(-1.2, 52.6, -1.0, 52.8), shapely.box(-1.0, 52.6, -0.8, 52.8)
HEXAGONS, DISTRICTS = "hexagons-burglary", "districts-burglary"


def drawn(
    name: str, boundaries: dict[str, shapely.Polygon], tiles: tuple[TileAt, ...] = ()
) -> ElementTree.Element:
    return ElementTree.fromstring(maps_of(profile(seen=seen()), boundaries, tiles)[name])


def legend(root: ElementTree.Element) -> list[str | None]:
    return [group.findtext(f"{SVG}text") for group in root.findall(f"{SVG}g")]


def test_each_hexagon_says_its_band_and_hot_ones_have_the_heavy_edge_on_top() -> None:
    root = drawn(HEXAGONS, {MELTON: WEST})
    *paths, boundary = root.findall(f"{SVG}path")
    assert len(paths) == 19
    assert boundary.attrib["fill"] == "none"
    said = [path.findtext(f"{SVG}title") for path in paths]
    assert said[-2:] == ["100 or more events, hot spot", "25 to 49 events, hot spot"]
    assert [path.attrib["stroke"] for path in paths].count(HOT_EDGE) == 2
    assert {path.attrib["stroke"] for path in paths[-2:]} == {HOT_EDGE}
    fills = {path.attrib["fill"] for path in paths}
    assert len(fills) == 4
    assert legend(root) == [
        "0 to 4 events", "5 to 9 events", "25 to 49 events", "100 or more events",
        "Heavy edge: hot spot",
    ]  # fmt: skip
    assert root.findtext(f"{SVG}title") == "Burglary in Melton by hexagon, 2021/22 Q4"
    assert "2 are hot spots" in (root.findtext(f"{SVG}desc") or "")


def test_without_a_boundary_and_hot_spots_neither_is_drawn() -> None:
    calm = replace(seen(), hexagons=tuple(replace(h, adjusted=0.9) for h in seen().hexagons))
    found = maps_of(profile(seen=replace(calm, touching=())), {}, ())
    root = ElementTree.fromstring(found[HEXAGONS])
    assert len(root.findall(f"{SVG}path")) == 19
    assert "Heavy edge: hot spot" not in legend(root)
    assert DISTRICTS not in found


def test_districts_are_drawn_where_every_boundary_is_loaded() -> None:
    root = drawn(DISTRICTS, {MELTON: WEST, BLABY: EAST}, TILES)
    paths = root.findall(f"{SVG}path")
    assert [path.findtext(f"{SVG}title") for path in paths] == [
        "Blaby: 1.96, statistically better",
        "Melton: 6.00, statistically worse",
    ]
    assert paths[1].attrib["stroke"] == OWN_EDGE
    assert [label.text for label in root.findall(f"{SVG}text")] == ["Blaby", "Melton"]
    assert legend(root) == ["Statistically worse", "Statistically better", "Heavy edge: Melton"]


def test_districts_are_tiles_where_a_boundary_is_lacking() -> None:
    root = drawn(DISTRICTS, {MELTON: WEST}, TILES)
    assert not root.findall(f"{SVG}path")
    assert len(root.findall(f"{SVG}rect")) == 2
    assert [label.text for label in root.findall(f"{SVG}text")] == [
        "Blaby", "1.96", "Melton", "6.00",
    ]  # fmt: skip


def test_districts_without_boundaries_and_tiles_are_not_drawn() -> None:
    assert DISTRICTS not in maps_of(profile(seen=seen()), {MELTON: WEST}, TILES[:1])


def test_a_profile_without_places_has_no_map_of_them() -> None:
    hidden = replace(profile(seen=seen()), spreads=(), lines=())
    assert maps_of(hidden, {}, TILES) == {}
