"""The rows of a file of incidents, CSV or workbook, by line and column; cells as plain text."""

import csv
from collections.abc import Sequence
from datetime import date, datetime, time
from io import StringIO
from itertools import islice

from saferboard.core.casework.asb.incidents import COLUMNS
from saferboard.core.faults import refuse
from saferboard.core.ingest.cells import Cell, text_of
from saferboard.core.ingest.gathering import Faults
from saferboard.core.ingest.rows import check_header
from saferboard.core.ingest.sheets import Book

MOST_ROWS = 60_000
MOST_COLUMNS = 100
Rows = list[tuple[int, dict[str, str]]]


def rows_of_csv(text: str, name: str) -> Rows:
    """Every row below the header that is not empty. Refused if the file is not this table.

    A row of too few cells is one with empty cells: it is told of as such, and not left out.
    """
    read = enumerate(csv.reader(StringIO(text, newline=""), strict=True), start=1)
    filled = ((number, cells) for number, cells in read if any(cell.strip() for cell in cells))
    try:
        records = list(islice(filled, MOST_ROWS + 2))  # with the header, and one too many
    except csv.Error as error:
        raise refuse(
            f"the file is not proper CSV: {error}",
            where=name,
            expected="commas between cells, and every quotation mark closed",
            remedy="save it again as CSV (comma delimited)",
        ) from None
    _check(records[0][1] if records else [], f"{name}, row 1", len(records), name)
    order = [_named(cell) for cell in records[0][1]]
    return [(number, _filled(order, cells)) for number, cells in records[1:]]


def rows_of_book(book: Book, name: str) -> Rows:
    """The same of a workbook's only sheet with anything in it."""
    filled = [sheet for sheet in book.sheets if not sheet.is_empty]
    if len(filled) != 1 or filled[0].hidden:
        raise refuse(
            f"{len(filled)} sheets hold something"
            if len(filled) != 1
            else "the sheet with the rows is hidden",
            where=name,
            expected="one sheet that everybody can see, with the table",
            remedy="delete the other sheets, or save the right one as CSV",
        )
    sheet = filled[0]
    first, *rest = sorted(sheet.rows)
    last = max(sheet.rows[first])
    header = [text_of(sheet.rows[first].get(at, Cell(None))) for at in range(1, last + 1)]
    _check(header, f"{sheet.name}!{first}:{first}", len(rest) + 1, name)
    order = [_named(cell) for cell in header]
    return [
        (
            number,
            _filled(order, [_said(sheet.rows[number].get(at)) for at in range(1, last + 1)]),
        )
        for number in rest
    ]


def _named(cell: str) -> str:
    return " ".join(cell.casefold().replace("_", " ").split())


def _check(header: Sequence[str], where: str, rows: int, name: str) -> None:
    """The columns may stand in any order; each of them once, and no other."""
    if len(header) > MOST_COLUMNS:
        raise refuse(
            f"{len(header):,} columns have a heading",
            where=where,
            expected="the columns " + ", ".join(COLUMNS),
            remedy="take the other columns out",
        )
    given = [_named(cell) for cell in header]
    faults = Faults()
    if sorted(given) != sorted(COLUMNS):
        check_header(given, where, COLUMNS, faults)
    faults.refuse()
    if rows - 1 > MOST_ROWS:
        raise refuse(
            f"more than {MOST_ROWS:,} rows are filled in",
            where=name,
            expected=f"at most {MOST_ROWS:,}",
            remedy="load it in parts, such as one for each month",
        )


def _filled(order: list[str], cells: Sequence[str]) -> dict[str, str]:
    return dict(zip(order, (*cells, *[""] * len(order)), strict=False))


def _said(cell: Cell | None) -> str:
    """A day and a time as the reader of rows has them, whichever way the workbook keeps them."""
    value = None if cell is None else cell.value
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return text_of(cell or Cell(None))
