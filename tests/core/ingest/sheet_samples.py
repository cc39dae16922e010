"""Sheets as values: the template filled in, for tests that spoil one cell at a time."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from saferboard.core.evidence.measures import Kind, Measure
from saferboard.core.evidence.periods import Month
from saferboard.core.evidence.returning import Every, Over
from saferboard.core.evidence.returns import Line
from saferboard.core.faults import Fault
from saferboard.core.ingest.cells import Cell
from saferboard.core.ingest.gathering import Faults
from saferboard.core.ingest.returned import Asked, read_lines
from saferboard.core.ingest.sheets import COLUMNS, HEADER, SHEET, TITLE, Book, Sheet, grid_of
from tests.web.factories import BLABY, COUNTY, measure

TODAY = date(2026, 11, 2)


def returned(key: str, kind: Kind, **changes: object) -> Measure:
    """A measure that the youth service sends for two areas each quarter."""
    return measure(
        key,
        key.capitalize(),
        kind=kind,
        returned_by="youth-head",
        returned_since=Month(2026, 4),
        returned_areas=(COUNTY, BLABY),
        **changes,
    )


MEASURES = {
    "entrants": returned("entrants", Kind.COUNT, per=1),
    "repeats": returned("repeats", Kind.PROPORTION, per=1, returned_over=Over.ROLLING_TWELVE),
    "again": returned("again", Kind.AVERAGE, per=1),
    "monthly": returned("monthly", Kind.COUNT, per=1, returned_every=Every.MONTH),
}
ASKED = Asked(MEASURES, {"hate"}, TODAY, "Head of Youth Offending")
ENTRANTS = {"measure": "entrants", "area": COUNTY, "period": "2026/27-Q2", "value": 40}
REPEATS = {
    "measure": "repeats",
    "area": BLABY,
    "period": "2025-10..2026-09",
    "numerator": 11,
    "denominator": 23,
}


def at(column: str, row: int = HEADER + 1) -> str:
    """The name of a cell, as ``F4``."""
    return f"{chr(ord('A') + COLUMNS.index(column))}{row}"


def row_of(values: Mapping[str, Any]) -> dict[int, Cell]:
    cells = {}
    for name, value in values.items():
        cells[COLUMNS.index(name) + 1] = value if isinstance(value, Cell) else Cell(value)
    return cells


def sheet(*rows: Mapping[str, Any], **changes: Any) -> Sheet:
    held = {
        1: {1: Cell(TITLE)},
        HEADER: {number: Cell(name) for number, name in enumerate(COLUMNS, start=1)},
    }
    held |= {number: row_of(values) for number, values in enumerate(rows, start=HEADER + 1)}
    return replace(Sheet(SHEET, held), **changes)


def read(
    *rows: Mapping[str, Any], book: Book | None = None, asked: Asked = ASKED, **changes: Any
) -> tuple[tuple[Line, ...], list[Fault]]:
    """The lines read from the rows, and every fault."""
    faults = Faults()
    grid = grid_of(book or Book((sheet(*rows, **changes),)), "return.xlsx", faults)
    lines = read_lines(grid, asked, faults) if grid else ()
    return lines, faults.found
