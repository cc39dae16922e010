"""Writes the template that a partner fills in: an Excel workbook without macros."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from saferboard.core.ingest.cells import letters
from saferboard.core.ingest.sheets import COLUMNS, GUIDE, HEADER, SHEET, TICKS, TITLE

HEADINGS = {
    "measure": "Measure (key)",
    "measure_name": "Measure",
    "area": "Area (code)",
    "area_name": "Area",
    "period": "Period",
    "value": "Figure",
    "numerator": "Numerator",
    "denominator": "Denominator",
    "part_year": "Part of the year only?",
    "estimated": "Estimated?",
    "provisional": "Provisional?",
    "definition_changed": "Counted in another way than before?",
    "note": "Note",
}
WIDTHS = {"measure_name": 40, "area_name": 26, "period": 20, "note": 50}
WIDTH = 16
FIRST_FREE = COLUMNS.index("value") + 1
# Below the rows that are asked for some are left for figures that are sent again.
SPARE = 20


@dataclass(frozen=True, slots=True)
class Blank:
    """A row to be filled in. ``parts`` says whether numerator and denominator may be given."""

    measure: str
    measure_name: str
    area: str
    area_name: str
    period: str
    parts: bool


def template(rows: Sequence[Blank], *, guide: Sequence[str]) -> bytes:
    """The workbook: a sheet of sentences, and one with a row for each figure that is asked for."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    read_me = book.active
    read_me.title = GUIDE
    read_me.column_dimensions["A"].width = 110
    for number, sentence in enumerate(guide, start=1):
        cell = read_me.cell(number, 1, sentence)
        cell.font = Font(bold=number == 1, size=14 if number == 1 else 11)
    read_me.protection.sheet = True
    sheet = book.create_sheet(SHEET)
    _head(sheet)
    for number, row in enumerate(rows, start=HEADER + 1):
        _row(sheet, number, row)
    for number in range(HEADER + 1 + len(rows), HEADER + 1 + len(rows) + SPARE):
        _spare(sheet, number)
    _validate(sheet, rows, HEADER + len(rows) + SPARE)
    sheet.freeze_panes = sheet.cell(HEADER + 1, FIRST_FREE)
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    book.active = 1
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _head(sheet: Any) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    sheet.cell(1, 1, TITLE).font = Font(bold=True, size=14)
    for at, name in enumerate(COLUMNS, start=1):
        told = sheet.cell(HEADER - 1, at, HEADINGS[name])
        told.font = Font(bold=True, color="FFFFFF")
        told.fill = PatternFill("solid", fgColor="1D3557")
        told.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(HEADER, at, name).font = Font(size=9, color="505A5F")
        sheet.column_dimensions[letters(at)].width = WIDTHS.get(name, WIDTH)


def _row(sheet: Any, number: int, row: Blank) -> None:
    from openpyxl.styles import PatternFill, Protection

    held = (row.measure, row.measure_name, row.area, row.area_name, row.period)
    for at, text in enumerate(held, start=1):
        cell = sheet.cell(number, at, text)
        cell.data_type = "s"  # a name that begins with = is no formula
        cell.number_format = "@"
    for at in range(FIRST_FREE, len(COLUMNS) + 1):
        cell = sheet.cell(number, at)
        if COLUMNS[at - 1] in ("numerator", "denominator") and not row.parts:
            cell.fill = PatternFill("solid", fgColor="D9DCDE")
        else:
            cell.protection = Protection(locked=False)


def _spare(sheet: Any, number: int) -> None:
    from openpyxl.styles import Protection

    for at in range(1, len(COLUMNS) + 1):
        cell = sheet.cell(number, at)
        cell.protection = Protection(locked=False)
        if at < FIRST_FREE:
            cell.number_format = "@"


def _validate(sheet: Any, rows: Sequence[Blank], last: int) -> None:
    """What a spreadsheet itself refuses while it is filled in; all is looked at again here."""
    from openpyxl.worksheet.datavalidation import DataValidation

    yes = DataValidation(
        type="list",
        formula1='"yes"',
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="Yes, or nothing",
        error="Choose yes, or leave the cell empty. Words belong in the note.",
    )
    whole = DataValidation(
        type="whole",
        operator="greaterThanOrEqual",
        formula1="0",
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="A whole number",
        error="Write a whole number in digits, without words or signs.",
    )
    hint = DataValidation(
        allow_blank=True,
        showInputMessage=True,
        promptTitle="Figure",
        prompt="A number in digits. If it is not known write: not known. If it is too small to be "
        "shown write: suppressed. Rows left empty are not sent.",
    )
    for validation in (yes, whole, hint):
        sheet.add_data_validation(validation)
    first = HEADER + 1
    for name in TICKS:
        at = letters(COLUMNS.index(name) + 1)
        yes.add(f"{at}{first}:{at}{last}")
    for name in ("numerator", "denominator"):
        at = letters(COLUMNS.index(name) + 1)
        whole.add(f"{at}{first}:{at}{last}")
    at = letters(COLUMNS.index("value") + 1)
    hint.add(f"{at}{first}:{at}{last}")
