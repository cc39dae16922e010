"""Maps as SVG, drawn by ourselves: no tiles from elsewhere, nothing asked of another service.

A map is one picture with a title and a description; each shape carries its words as a title, and
its class by shade and by an outline, so that colour is not the only sign. The table beside the map
(the caller's) says the same in full.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians
from xml.etree import ElementTree

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from saferboard.engines.charts.look import FONTS, INK

Points = NDArray[np.float64]
WIDTH = 640
ROOM = 12
FINE = 0.4  # pixels: what is finer than this cannot be seen
TILE, GAP = 96, 6
LABEL = {"font-size": "14", "font-family": FONTS}
KEY, SWATCH = 24, 18  # a line of the legend, and the square in it


@dataclass(frozen=True, slots=True)
class Shade:
    """A class of the map: its words in the legend, its fill, a heavier edge where it stands out."""

    words: str
    fill: str
    edge: str = "#ffffff"
    heavy: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """Something drawn: where (longitude, latitude), its class, and what is said of it.

    ``label`` is written on it.
    """

    outline: BaseGeometry
    shade: Shade
    words: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """A place in a tile map: its name, its row and column from the top left, class and words.

    ``note`` is written under its name.
    """

    name: str
    row: int
    column: int
    shade: Shade
    words: str
    note: str = ""


def drawn(
    shapes: Sequence[Shape],
    *,
    title: str,
    summary: str,
    over: Iterable[BaseGeometry] = (),
    legend: Sequence[Shade] = (),
) -> str:
    """The shapes as they lie, north upwards; ``over`` are outlines drawn on top without a fill."""
    edges = list(over)
    frame = shapely.GeometryCollection([*(shape.outline for shape in shapes), *edges]).bounds
    west, south, east, north = frame
    # A degree of longitude is shorter than one of latitude: true in the middle of the map.
    squeeze = cos(radians((south + north) / 2))
    scale = (WIDTH - 2 * ROOM) / (max(east - west, 1e-9) * squeeze)
    height = (north - south) * scale + 2 * ROOM

    def placed(outline: BaseGeometry) -> BaseGeometry:
        return shapely.transform(outline, moved).simplify(FINE)

    def moved(points: Points) -> Points:
        x = (points[:, 0] - west) * squeeze * scale + ROOM
        y = (north - points[:, 1]) * scale + ROOM
        return np.column_stack([x, y])

    root = _picture(height, title, summary, legend)
    for shape in shapes:
        part = _element(root, "path", d=_path(placed(shape.outline)), **_look(shape.shade))
        _element(part, "title").text = shape.words
    for edge in edges:
        _element(root, "path", d=_path(placed(edge)), fill="none", stroke=INK)
    for shape in shapes:
        if shape.label:
            at = placed(shape.outline).representative_point()
            lines = _wrapped(shape.label)
            _lines(root, lines, at.x, at.y, _ink(shape.shade.fill))
    return ElementTree.tostring(root, encoding="unicode")


def tiled(tiles: Sequence[Tile], *, title: str, summary: str, legend: Sequence[Shade] = ()) -> str:
    """The places as squares of one size, where their boundaries are not held."""
    rows, columns = max(t.row for t in tiles) + 1, max(t.column for t in tiles) + 1
    step = TILE + GAP
    width = columns * step + 2 * ROOM
    root = _picture(rows * step + 2 * ROOM, title, summary, legend, width=width)
    for tile in tiles:
        x, y = ROOM + tile.column * step, ROOM + tile.row * step
        size = {"width": str(TILE), "height": str(TILE), "rx": "4"}
        part = _element(root, "rect", x=str(x), y=str(y), **size, **_look(tile.shade))
        _element(part, "title").text = tile.words
        lines = [*_wrapped(tile.name), *filter(None, [tile.note])]
        _lines(root, lines, x + TILE / 2, y + TILE / 2, _ink(tile.shade.fill))
    return ElementTree.tostring(root, encoding="unicode")


def _picture(
    height: float, title: str, summary: str, legend: Sequence[Shade], width: float = WIDTH
) -> ElementTree.Element:
    """An empty picture with its words, and the legend under where its shapes will lie."""
    whole = height + KEY * len(legend)
    root = ElementTree.Element(
        "svg",
        {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {width:g} {whole:.0f}",
         "role": "img"},
    )  # fmt: skip
    _element(root, "title").text = title
    _element(root, "desc").text = summary
    for number, shade in enumerate(legend):
        y = height + KEY * number
        group = _element(root, "g")  # apart from the shapes, which alone are direct children
        size = {"width": str(SWATCH), "height": str(SWATCH)}
        _element(group, "rect", x=str(ROOM), y=f"{y:g}", **size, **_look(shade))
        at = {"x": str(ROOM + SWATCH + 8), "y": f"{y + SWATCH - 4:g}"}
        _element(group, "text", **at, **LABEL, fill=INK).text = shade.words
    return root


def _lines(parent: ElementTree.Element, lines: Sequence[str], x: float, y: float, ink: str) -> None:
    """Lines of text with their middle at a point."""
    top = y - 8 * (len(lines) - 1) + 5
    for number, line in enumerate(lines):
        at = {"x": f"{x:g}", "y": f"{top + 16 * number:g}", "text-anchor": "middle"}
        _element(parent, "text", **at, **LABEL, fill=ink).text = line


def _element(parent: ElementTree.Element, name: str, **attributes: str) -> ElementTree.Element:
    return ElementTree.SubElement(parent, name, attributes)


def _look(shade: Shade) -> dict[str, str]:
    width = "2.5" if shade.heavy else "0.8"
    return {"fill": shade.fill, "stroke": shade.edge, "stroke-width": width}


def _path(outline: BaseGeometry) -> str:
    rings = []
    for part in shapely.get_parts(outline):
        for ring in (part.exterior, *part.interiors):
            points = [f"{x:.1f} {y:.1f}" for x, y in ring.coords[:-1]]
            rings.append("M" + "L".join(points) + "Z")
    return "".join(rings)


def _wrapped(name: str) -> list[str]:
    """A name in lines of about twelve letters, broken between words."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + len(word) > 11:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _ink(fill: str) -> str:
    """Black on what is light, white on what is dark (by the luminance of WCAG 2.2)."""
    parts = [int(fill[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#0b0c0c" if luminance > 0.179 else "#ffffff"
