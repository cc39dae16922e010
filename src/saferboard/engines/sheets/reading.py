"""Reads a partner's spreadsheet without trusting it: python-calamine for what cells hold,
openpyxl for what they are (formulas, formats, merged and hidden ones).
"""

import re
import warnings
import zlib
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from saferboard.core.faults import Refused, refuse
from saferboard.core.ingest.cells import Cell, Value
from saferboard.core.ingest.sheets import Book, Sheet
from saferboard.engines.sheets.looking import Looked, Trap

EXPECTED = "the template, filled in, as an Excel workbook (.xlsx) or as CSV"
AGAIN = "open it in Excel or LibreOffice, save it as an Excel workbook (.xlsx), and send that"
MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 64 * 1024 * 1024
MOST_PARTS = 1000
# A sheet of so many cells takes seconds to look through; the template has some thousands.
MOST_CELLS = 150_000
MOST_SHEETS = 50
# From the first cell to the last of each sheet: a column that is filled to row 60,000, and more.
MOST_AREA = 4_000_000
MOST_COLUMNS = 16_384
_PIECE = 1 << 20
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DECLARES = (b"<!DOCTYPE", b"<!ENTITY")
_PERCENT = re.compile(r'"[^"]*"|\\.')


def read_workbook(data: bytes, name: str) -> Book:
    """The sheets of an .xlsx file. Refused if it is something else, damaged, or a trap."""
    _must_be_xlsx(data, name)
    _must_be_tame(data, name)
    try:
        return _read(data, name)
    except Refused:
        raise
    except Exception:
        # Whatever both libraries raise at a damaged part, the file is at fault and not the server.
        raise _damaged(name) from None


def _must_be_xlsx(data: bytes, name: str) -> None:
    if data.startswith(b"PK"):
        return
    if data.startswith(_OLE) and _ENCRYPTED in data:
        what, remedy = "it opens with a password", "take the password off, save it, and send that"
    elif data.startswith(_OLE):
        what, remedy = "it is in the format of Excel 2003 or older (.xls)", AGAIN
    else:
        what, remedy = "it is not an Excel workbook, whatever its name says", AGAIN
    raise refuse(what, where=name, expected=EXPECTED, remedy=remedy)


def _must_be_tame(data: bytes, name: str) -> None:
    """Every part is unpacked here once and counted, whatever the file says of its size."""
    room, looked, parts = MOST_UNPACKED, Looked(), set()
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_PARTS:
                raise _bomb(name)
            for entry in entries:
                if entry.flag_bits & 1:
                    raise refuse(
                        "it opens with a password",
                        where=name,
                        expected=EXPECTED,
                        remedy="take the password off, save it, and send that",
                    )
                parts.add(entry.filename)
                rest, part = b"", looked.part()
                with archive.open(entry) as stream:
                    while piece := stream.read(_PIECE):
                        room -= len(piece)
                        if room < 0:
                            raise _bomb(name)
                        if any(mark in rest + piece for mark in _DECLARES):
                            raise _damaged(name)
                        part.feed(piece)
                        rest = piece[-16:]
    except Trap:
        raise _bomb(name) from None
    except (BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError):
        raise _damaged(name) from None
    _must_be_plain(parts, name)
    if looked.cells > MOST_CELLS:
        raise _too_wide(
            f"its sheets have {looked.cells:,} rows and cells in use, most of them empty",
            name,
            MOST_CELLS,
        )


def _too_wide(what: str, name: str, most: int) -> Refused:
    return refuse(
        what,
        where=name,
        expected=f"at most {most:,}",
        remedy="select the rows below your last one, delete them, and save the file; or put "
        "the figures into a fresh template",
    )


def _must_be_plain(parts: set[str], name: str) -> None:
    if "mimetype" in parts and "content.xml" in parts:
        raise refuse(
            "it is an OpenDocument spreadsheet (.ods)", where=name, expected=EXPECTED, remedy=AGAIN
        )
    if "xl/workbook.xml" not in parts:
        raise refuse(
            "it is not an Excel workbook, whatever its name says",
            where=name,
            expected=EXPECTED,
            remedy=AGAIN,
        )
    if any(part.endswith("vbaProject.bin") for part in parts):
        raise refuse(
            "it holds macros",
            where=name,
            expected="a workbook without macros (.xlsx)",
            remedy="save it as an Excel workbook (.xlsx), and send that",
        )


def _bomb(name: str) -> Refused:
    return refuse(
        "it becomes far larger when it is unpacked than any return",
        where=name,
        expected=f"at most {MOST_UNPACKED // 1024 // 1024} MB and {MOST_PARTS} parts",
        remedy="put the figures into a fresh template",
    )


def _damaged(name: str) -> Refused:
    return refuse("the file is damaged", where=name, expected=EXPECTED, remedy=AGAIN)


def _read(data: bytes, name: str) -> Book:
    import openpyxl
    from python_calamine import CalamineWorkbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that nobody reads here
        forms = openpyxl.load_workbook(BytesIO(data), keep_links=False)
    if len(forms.sheetnames) > MOST_SHEETS:
        raise _bomb(name)
    # The other library makes every cell up to the last one, and takes the service with it.
    area = sum(form.max_row * form.max_column for form in forms.worksheets)
    if area > MOST_AREA:
        raise _too_wide(f"its cells lie {area:,} places apart, nearly all empty", name, MOST_AREA)
    values = CalamineWorkbook.from_filelike(BytesIO(data))
    return Book(
        tuple(
            _sheet(form, values.get_sheet_by_name(form.title).to_python(skip_empty_area=False))
            for form in forms.worksheets
        )
    )


def _sheet(form: Any, values: list[list[Any]]) -> Sheet:
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in form._cells.items():
        held = _cell(cell, _value(values, row, column))
        if held is not None:
            rows.setdefault(row, {})[column] = held
    return Sheet(
        name=form.title,
        rows=rows,
        hidden=form.sheet_state != "visible",
        hidden_rows=frozenset(at for at, row in form.row_dimensions.items() if row.hidden),
        hidden_columns=frozenset(_hidden_columns(form)),
        merged=tuple(sorted(str(area) for area in form.merged_cells.ranges)),
    )


def _cell(cell: Any, value: Value) -> Cell | None:
    kind = getattr(cell, "data_type", "n")
    if kind == "f":
        return Cell(value, formula=True)
    if kind == "e":  # calamine leaves out what a spreadsheet could not work out
        value = str(cell.value)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    return Cell(value, percent="%" in _PERCENT.sub("", str(cell.number_format)))


def _value(values: list[list[Any]], row: int, column: int) -> Value:
    if row > len(values) or column > len(values[row - 1]):
        return None
    found: Value = values[row - 1][column - 1]
    return found


def _hidden_columns(form: Any) -> set[int]:
    """One entry of openpyxl stands for a run of columns."""
    found: set[int] = set()
    for one in form.column_dimensions.values():
        if one.hidden and one.min and one.max:
            found.update(range(one.min, min(one.max, MOST_COLUMNS) + 1))
    return found
