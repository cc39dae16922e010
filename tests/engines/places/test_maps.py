"""Maps: every shape where it lies, with its words, and nothing but itself."""

from xml.etree import ElementTree

import pytest
import shapely

from saferboard.engines.places.maps import TILE, WIDTH, Shade, Shape, Tile, drawn, tiled

SVG = "{http://www.w3.org/2000/svg}"
MANY = Shade("More than most", "#1d3557", heavy=True)
FEW = Shade("Fewer", "#d9e4ee")


def points(path: str) -> list[tuple[float, float]]:
    inner = path.removeprefix("M").removesuffix("Z").replace("Z", "").replace("M", "L")
    return [(float(x), float(y)) for x, y in (p.split() for p in inner.split("L"))]


def test_north_is_up_and_distances_are_true_in_the_middle() -> None:
    west = Shape(shapely.box(-1.2, 52.5, -1.1, 52.6), FEW, "West: 3")
    east = Shape(shapely.box(-1.1, 52.6, -1.0, 52.7), MANY, "East & <co>: 40")
    root = ElementTree.fromstring(drawn([west, east], title="Two", summary="East has most."))
    first, second = root.findall(f"{SVG}path")
    left, right = points(first.attrib["d"]), points(second.attrib["d"])
    assert max(x for x, _ in left) <= min(x for x, _ in right) + 0.2
    assert min(y for _, y in left) >= max(y for _, y in right) - 0.2
    wide = max(x for x, _ in left) - min(x for x, _ in left)
    tall = max(y for _, y in left) - min(y for _, y in left)
    assert wide / tall == pytest.approx(0.607, abs=0.005)  # the cosine of 52.6 degrees
    assert all(0 <= x <= WIDTH for x, _ in left + right)
    assert second.findtext(f"{SVG}title") == "East & <co>: 40"
    assert root.findtext(f"{SVG}title") == "Two"
    assert root.findtext(f"{SVG}desc") == "East has most."
    assert second.attrib["stroke-width"] > first.attrib["stroke-width"]


def test_holes_and_islands_are_kept_and_outlines_lie_on_top() -> None:
    ring = shapely.box(0, 0, 4, 4).difference(shapely.box(1, 1, 2, 2))
    both = shapely.MultiPolygon([ring, shapely.box(5, 5, 6, 6)])
    edge = shapely.box(0, 0, 6, 6)
    root = ElementTree.fromstring(
        drawn([Shape(both, FEW, "Ring")], title="t", summary="s", over=[edge])
    )
    shape, over = root.findall(f"{SVG}path")
    assert shape.attrib["d"].count("M") == 3
    assert over.attrib["fill"] == "none"


def test_a_tile_map_has_a_square_for_each_place_with_its_name() -> None:
    tiles = [
        Tile("Melton", 0, 1, FEW, "Melton: 4.1"),
        Tile("North West Leicestershire", 1, 0, MANY, "North West Leicestershire: 9.9"),
    ]
    root = ElementTree.fromstring(tiled(tiles, title="Tiles", summary="s"))
    squares = root.findall(f"{SVG}rect")
    said = [square.findtext(f"{SVG}title") for square in squares]
    assert said == ["Melton: 4.1", "North West Leicestershire: 9.9"]
    assert float(squares[0].attrib["x"]) - float(squares[1].attrib["x"]) > TILE
    labels = root.findall(f"{SVG}text")
    assert [label.text for label in labels] == ["Melton", "North West", "Leicestershire"]
    assert labels[0].attrib["fill"] == "#0b0c0c"  # dark on light
    assert labels[1].attrib["fill"] == "#ffffff"  # light on dark
