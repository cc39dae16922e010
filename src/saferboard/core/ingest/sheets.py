"""A partner's spreadsheet: where its table is, and what about it is refused, by cell."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import StringIO

from saferboard.core.faults import Fault, Refused
from saferboard.core.ingest.cells import Cell, letters, text_of
from saferboard.core.ingest.gathering import Faults
from saferboard.core.ingest.rows import check_header

# The template's own number: it is raised when its columns change.
VERSION = 1
MARK = "Saferboard return template"
TITLE = f"{MARK} {VERSION}"
SHEET, GUIDE = "Returns", "Read me"
HEADER = 3  # the row of the headings; figures begin below it
PARTS = ("value", "numerator", "denominator")
TICKS = ("part_year", "estimated", "provisional", "definition_changed")
COLUMNS = (
    "measure",
    "measure_name",
    "area",
    "area_name",
    "period",
    *PARTS,
    *TICKS,
    "note",
)
MOST_ROWS = 2000


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's filled cells by row and column, counted from 1, and what is hidden or merged."""

    name: str
    rows: Mapping[int, Mapping[int, Cell]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not self.rows


@dataclass(frozen=True, slots=True)
class Book:
    """A spreadsheet's sheets in order."""

    sheets: tuple[Sheet, ...] = ()


Where = Callable[[int, str], str]
"""Names the place of a row and a column, as ``Returns!F7``."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a return below its headings, their cells by column, and how to name a place."""

    rows: tuple[tuple[int, Mapping[str, Cell]], ...]
    where: Where


def in_sheet(row: int, column: str) -> str:
    """``Returns!F7``; the whole row where the column is none of the template's."""
    letter = letters(COLUMNS.index(column) + 1) if column in COLUMNS else ""
    return f"{SHEET}!{letter}{row}"


def grid_of(book: Book, name: str, faults: Faults) -> Grid | None:
    """The table of a spreadsheet made from the template; None, with faults, if there is none."""
    sheet = _sheet(book, name, faults)
    if sheet is None:
        return None
    _check_shape(sheet, faults)
    title = text_of(sheet.rows.get(1, {}).get(1, Cell(None)))
    names = _texts(sheet.rows.get(HEADER, {}))
    if not _is_template(title, f"{SHEET}!A1", faults):
        return None
    if not check_header(names, f"{SHEET}!{HEADER}:{HEADER}", COLUMNS, faults):
        return None
    rows = {number: cells for number, cells in sheet.rows.items() if number > HEADER}
    _check_cells(rows, faults)
    if len(rows) > MOST_ROWS:
        raise Refused(_too_many(len(rows), name))
    blank = Cell(None)
    return Grid(
        tuple(
            (number, {name: cells.get(at, blank) for at, name in enumerate(COLUMNS, start=1)})
            for number, cells in sorted(rows.items())
        ),
        in_sheet,
    )


def grid_of_csv(text: str, name: str, faults: Faults) -> Grid | None:
    """The table of a return saved as CSV, with the template's title or without it."""
    try:
        records = list(csv.reader(StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        faults.add(
            f"the file is not proper CSV: {error}",
            where=name,
            expected="commas between cells, and every quotation mark closed",
            remedy="save it again as CSV (comma delimited)",
        )
        return None
    first = 0
    if records and records[0] and records[0][0].startswith(MARK):
        if not _is_template(records[0][0], f"{name}, row 1", faults):
            return None
        first = HEADER - 1
    header = [cell.strip() for cell in records[first]] if len(records) > first else []
    while header and not header[-1]:
        header.pop()
    if not check_header(header, f"{name}, row {first + 1}", COLUMNS, faults):
        return None
    rows = []
    for number, cells in enumerate(records[first + 1 :], start=first + 2):
        if not any(cell.strip() for cell in cells):
            continue
        if any(cell.strip() for cell in cells[len(COLUMNS) :]):
            faults.add(
                "there is something beyond the last column",
                where=f"{name}, row {number}",
                expected=f"{len(COLUMNS)} cells",
                remedy="put quotation marks round a text that holds a comma, or take it out",
            )
        padded = [*cells, *[""] * len(COLUMNS)]
        rows.append((number, {c: Cell(padded[at]) for at, c in enumerate(COLUMNS)}))
    if len(rows) > MOST_ROWS:
        raise Refused(_too_many(len(rows), name))
    return Grid(tuple(rows), lambda row, column: f"{name}, row {row}, column '{column}'")


def _sheet(book: Book, name: str, faults: Faults) -> Sheet | None:
    """The sheet with the figures. Others may be there only if nothing stands in them."""
    found = None
    for sheet in book.sheets:
        known = sheet.name.strip().casefold()
        if known == SHEET.casefold():
            found = sheet
        elif not sheet.is_empty and (sheet.hidden or known != GUIDE.casefold()):
            faults.add(
                f"the {'hidden ' if sheet.hidden else ''}sheet '{sheet.name}' is not read",
                where=f"{sheet.name}!A1",
                expected=f"figures on the sheet '{SHEET}' and on no other",
                remedy=f"delete the sheet, or move its figures to '{SHEET}'"
                + ("; it is hidden: right-click a sheet's name, Unhide" if sheet.hidden else ""),
            )
    if found is None:
        faults.add(
            f"there is no sheet '{SHEET}'",
            where=name,
            expected="the template, filled in",
            remedy="download the template and put the figures there",
        )
    elif found.hidden:
        faults.add(
            f"the sheet '{SHEET}' is hidden",
            where=f"{SHEET}!A1",
            expected="a sheet that everybody who opens the file can see",
            remedy="right-click a sheet's name, Unhide, look at it, and save the file",
        )
    return found


def _check_shape(sheet: Sheet, faults: Faults) -> None:
    """Nothing merged, and nothing that was filled in may be hidden."""
    for area in sheet.merged:
        faults.add(
            "the cells are merged, so it is not clear which row a figure belongs to",
            where=f"{SHEET}!{area}",
            expected="every cell by itself",
            remedy="select them, Unmerge Cells, and fill in each row",
        )
    for row in sorted(sheet.hidden_rows & sheet.rows.keys()):
        faults.add(
            "the row is hidden",
            where=f"{SHEET}!{row}:{row}",
            expected="rows that everybody who opens the file can see",
            remedy="unhide the row, or delete it if it is not part of the return",
        )
    used = {column for cells in sheet.rows.values() for column in cells}
    for column in sorted(sheet.hidden_columns & used):
        faults.add(
            "the column is hidden",
            where=f"{SHEET}!{letters(column)}:{letters(column)}",
            expected="columns that everybody who opens the file can see",
            remedy="unhide the column and look at what stands in it",
        )


def _check_cells(rows: Mapping[int, Mapping[int, Cell]], faults: Faults) -> None:
    for row, cells in sorted(rows.items()):
        for column, cell in sorted(cells.items()):
            where = f"{SHEET}!{letters(column)}{row}"
            if column > len(COLUMNS):
                faults.add(
                    "there is something beside the table",
                    where=where,
                    expected=f"nothing to the right of column {letters(len(COLUMNS))}",
                    remedy="take it out, or put it in the note",
                )
            elif cell.formula:
                faults.add(
                    "the cell holds a formula, whose result may be another one tomorrow",
                    where=where,
                    expected="what you send, as a plain value",
                    remedy="copy the cell, then Paste Special, Values",
                )


def _is_template(title: str, where: str, faults: Faults) -> bool:
    if title == TITLE:
        return True
    other = title.startswith(MARK)
    faults.add(
        f"this is template{title.removeprefix(MARK)}, and template {VERSION} is in use"
        if other
        else "this is not the template for returns",
        where=where,
        expected=f"'{TITLE}' in the first cell",
        remedy="download the template anew and put the figures there",
    )
    return False


def _texts(cells: Mapping[int, Cell]) -> list[str]:
    last = max(cells, default=0)
    return [text_of(cells.get(at, Cell(None))) for at in range(1, last + 1)]


def _too_many(rows: int, name: str) -> Fault:
    return Fault(
        f"{rows:,} rows are filled in",
        name,
        f"at most {MOST_ROWS:,}",
        "send one row for each measure, area and period; take out what is not yours to send",
    )
