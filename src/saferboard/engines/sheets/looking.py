"""Looks through the parts of a workbook before any library reads them: what they would become.

The same parser reads them that reads them afterwards, whatever their encoding and wherever they
stand; so nothing is hidden from it by how a part is written. A part that is no XML ends it there.
"""

from typing import Any
from xml.parsers import expat

DEEPEST = 200
MOST_ELEMENTS = 1_000_000
MOST_RANGED = 150_000
"""So many cells may be merged, lead somewhere or have a note: a library makes each of them."""


class Trap(Exception):
    """A part that would become far larger than it is, or is no plain XML."""


class Looked:
    """What was met in the parts of one workbook. ``cells`` are its rows and cells in use."""

    def __init__(self) -> None:
        self.cells = self.elements = self.ranged = 0

    def part(self) -> "Part":
        """The next part, to be fed piece by piece."""
        return Part(self)


class Part:
    """One part of a workbook."""

    def __init__(self, looked: Looked) -> None:
        self.looked, self.depth, self.is_xml = looked, 0, True
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._declared

    def feed(self, piece: bytes) -> None:
        """More of the part. Raises Trap."""
        if not self.is_xml:
            return
        try:
            self.parser.Parse(piece, False)
        except expat.ExpatError:
            self.is_xml = False

    def _begin(self, name: str, said: dict[str, str]) -> None:
        looked = self.looked
        self.depth += 1
        looked.elements += 1
        if self.depth > DEEPEST or looked.elements > MOST_ELEMENTS:
            raise Trap
        match name.rpartition(":")[2]:
            case "c" | "row":
                looked.cells += 1
            case "mergeCell" | "hyperlink" | "comment":
                looked.ranged += _area(said.get("ref", ""))
                if looked.ranged > MOST_RANGED:
                    raise Trap

    def _end(self, name: str) -> None:
        self.depth -= 1

    def _declared(self, *_: Any) -> None:
        raise Trap


def _area(of: str) -> int:
    """How many cells a range like ``A1:C3`` has; more than any may, if it cannot be read."""
    from openpyxl.utils.cell import range_boundaries

    try:
        left, top, right, bottom = range_boundaries(of)
        return int((right - left + 1) * (bottom - top + 1))
    except (TypeError, ValueError):
        return MOST_RANGED + 1
