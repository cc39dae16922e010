"""Spreadsheets as people send them, written here and read back."""

import io
import time
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from saferboard.core.faults import Refused
from saferboard.core.ingest.cells import Cell
from saferboard.core.ingest.gathering import Faults
from saferboard.core.ingest.returned import read_lines
from saferboard.core.ingest.sheets import COLUMNS, HEADER, TITLE, grid_of
from saferboard.engines.sheets import reading
from saferboard.engines.sheets.reading import read_workbook
from saferboard.engines.sheets.writing import SPARE, Blank, template
from tests.core.ingest.sheet_samples import ASKED
from tests.web.factories import BLABY, COUNTY

BLANKS = (
    Blank("entrants", "First time entrants", COUNTY, "Testshire", "2026/27-Q2", parts=False),
    Blank("repeats", "=Repeats", BLABY, "Blaby", "2025-10..2026-09", parts=True),
)
FIRST, SECOND = HEADER + 1, HEADER + 2
Change = Callable[[Worksheet], None]


def blank() -> bytes:
    return template(BLANKS, guide=("Returns", "Fill in the sheet."))


def filled(change: Change | None = None) -> bytes:
    """The template with two figures, and whatever else somebody did to it."""
    book = openpyxl.load_workbook(io.BytesIO(blank()))
    sheet = book["Returns"]
    sheet[f"F{FIRST}"] = 40
    sheet[f"G{SECOND}"], sheet[f"H{SECOND}"] = 11, 23
    if change:
        change(sheet)
    return saved(book)


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def faults_of(data: bytes) -> list[tuple[str, str]]:
    faults = Faults()
    grid = grid_of(read_workbook(data, "return.xlsx"), "return.xlsx", faults)
    if grid is not None:
        read_lines(grid, ASKED, faults)
    return [(fault.where, fault.what) for fault in faults.found]


def test_the_template_filled_in_is_read() -> None:
    faults = Faults()
    grid = grid_of(read_workbook(filled(), "return.xlsx"), "return.xlsx", faults)
    assert grid is not None
    lines = read_lines(grid, ASKED, faults)
    assert faults.found == []
    assert [(line.measure, line.area, str(line.period)) for line in lines] == [
        ("entrants", COUNTY, "2026/27-Q2"),
        ("repeats", BLABY, "2025-10..2026-09"),
    ]


def test_the_template_is_locked_but_where_figures_go() -> None:
    book = openpyxl.load_workbook(io.BytesIO(blank()))
    assert book.sheetnames == ["Read me", "Returns"]
    sheet = book["Returns"]
    assert sheet.protection.sheet
    assert book["Read me"].protection.sheet
    assert sheet["A1"].value == TITLE
    assert [cell.value for cell in sheet[HEADER]] == list(COLUMNS)
    assert all(cell.protection.locked for row in sheet.iter_rows(1, HEADER) for cell in row)
    assert sheet[f"B{SECOND}"].value == "=Repeats"
    assert sheet[f"B{SECOND}"].data_type == "s"
    free = {cell.coordinate for cell in sheet[FIRST] if not cell.protection.locked}
    assert free == {f"{letter}{FIRST}" for letter in "FIJKLM"}
    free = {cell.coordinate for cell in sheet[SECOND] if not cell.protection.locked}
    assert free == {f"{letter}{SECOND}" for letter in "FGHIJKLM"}
    checked = {str(rule.sqref): rule.type for rule in sheet.data_validations.dataValidation}
    last = SECOND + SPARE
    assert checked[f"G{FIRST}:G{last} H{FIRST}:H{last}"] == "whole"
    assert checked[" ".join(f"{at}{FIRST}:{at}{last}" for at in "IJKL")] == "list"


def test_an_empty_template_sends_nothing() -> None:
    assert faults_of(blank()) == [(f"Returns!F{FIRST}", "no figure is filled in")]


def set_to(value: Any, at: str = f"F{FIRST}", form: str = "General") -> Change:
    def change(sheet: Worksheet) -> None:
        sheet[at] = value
        sheet[at].number_format = form

    return change


@pytest.mark.parametrize(
    ("change", "where", "what"),
    [
        (set_to("about 40"), "Returns!F4", "'about 40' is not a number"),
        (set_to("=20+20"), "Returns!F4", "formula"),
        (set_to("#DIV/0!"), "Returns!F4", "'#DIV/0!' is not a number"),
        (set_to(date(2026, 4, 3), form="d mmm"), "Returns!F4", "holds a date"),
        (set_to(46115, form="d mmm yyyy"), "Returns!F4", "holds a date"),
        (set_to(0.4, form="0%"), "Returns!F4", "shown as per cent"),
        (set_to(True), "Returns!F4", "True is not a number"),
        (set_to("entrnts", "A4"), "Returns!A4", "there is no measure 'entrnts'"),
        (set_to("E06000099", "C4"), "Returns!C4", "no figure is asked for 'E06000099'"),
        (lambda sheet: sheet.merge_cells("F4:F5"), "Returns!F4:F5", "merged"),
        (lambda sheet: setattr(sheet.row_dimensions[4], "hidden", True), "Returns!4:4", "hidden"),
        (
            lambda sheet: setattr(sheet.column_dimensions["F"], "hidden", True),
            "Returns!F:F",
            "hidden",
        ),
        (set_to("Saferboard return template 9", "A1"), "Returns!A1", "template 9"),
        (set_to("figure", "F3"), "Returns!3:3", "'value' is missing"),
        (set_to("x", "Z4"), "Returns!Z4", "beside the table"),
        (lambda sheet: setattr(sheet, "sheet_state", "hidden"), "Returns!A1", "is hidden"),
        (lambda sheet: sheet.parent.create_sheet("More").append([1]), "More!A1", "is not read"),
    ],
)
def test_what_somebody_did_is_told_by_cell(change: Change, where: str, what: str) -> None:
    faults = faults_of(filled(change))
    assert faults[0][0] == where
    assert what in faults[0][1]


def test_a_very_hidden_sheet_is_told() -> None:
    def change(sheet: Worksheet) -> None:
        more = sheet.parent.create_sheet("Secret")
        more.append([1])
        more.sheet_state = "veryHidden"

    assert faults_of(filled(change)) == [
        ("Secret!A1", "the hidden sheet 'Secret' is not read"),
    ]


@pytest.mark.parametrize("form", ["0%", "0.0%", '0.0"x"%', "[Red]0%;-0%"])
def test_a_share_shown_as_per_cent_is_per_cent(form: str) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["F4"] = None
        sheet["G5"] = sheet["H5"] = None
        set_to(0.34, "F5", form)(sheet)

    book = read_workbook(filled(change), "return.xlsx")
    assert book.sheets[1].rows[5][6] == Cell(0.34, percent=True)
    assert faults_of(filled(change)) == []


def test_a_per_cent_sign_in_quotation_marks_is_only_shown() -> None:
    book = read_workbook(filled(set_to(40, "F4", '0"%"')), "return.xlsx")
    assert book.sheets[1].rows[4][6] == Cell(40, percent=False)


def test_spaces_thousands_and_months_are_read() -> None:
    def change(sheet: Worksheet) -> None:
        sheet["F4"] = " 1,234 "
        sheet["A4"] = " entrants "

    assert faults_of(filled(change)) == []


def test_a_hundred_thousand_empty_rows_are_passed_over() -> None:
    def change(sheet: Worksheet) -> None:
        for row in range(100, 100_100):
            sheet.row_dimensions[row].height = 15

    data = filled(change)
    begun = time.monotonic()
    assert faults_of(data) == []
    assert time.monotonic() - begun < 60


def test_cells_without_end_are_refused_before_they_are_read() -> None:
    def change(sheet: Worksheet) -> None:
        for row in range(100, 100 + reading.MOST_CELLS // 4):
            for column in range(1, 6):
                sheet.cell(row, column).number_format = "0"

    with pytest.raises(Refused, match="most of them empty") as refused:
        read_workbook(filled(change), "return.xlsx")
    assert "delete them" in refused.value.faults[0].remedy


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()


def with_part(name: str, data: bytes) -> bytes:
    out = io.BytesIO(filled())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def many_parts() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(reading.MOST_PARTS + 1):
            archive.writestr(str(number), b"")
    return out.getvalue()


def encrypted_part() -> bytes:
    """A package whose entries say that they are encrypted, as some archivers make them."""
    data = bytearray(filled())
    for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = data.find(mark)
        data[place + at] |= 1
    return bytes(data)


def many_sheets() -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(filled()))
    for number in range(reading.MOST_SHEETS):
        book.create_sheet(str(number))
    return saved(book)


OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "not an Excel workbook"),
        (b"measure,area\n", "not an Excel workbook"),
        (b"%PDF-1.7", "not an Excel workbook"),
        (OLE + b"\0" * 100, "Excel 2003 or older"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "opens with a password"),
        (encrypted_part(), "opens with a password"),
        (b"PK\x03\x04 and no more", "damaged"),
        (filled()[:-200], "damaged"),
        (packed(mimetype=b"x", content_xml=b"<x/>"), "OpenDocument"),
        (packed(word__document_xml=b"<x/>"), "not an Excel workbook"),
        (packed(xl__workbook_xml=b"<x/>"), "damaged"),
        (packed(xl__workbook_xml=b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'), "damaged"),
        (with_part("xl/vbaProject.bin", b"x"), "holds macros"),
        (with_part("xl/media/x.bin", b"\0" * (reading.MOST_UNPACKED + 1)), "far larger"),
        (many_parts(), "far larger"),
        (many_sheets(), "far larger"),
    ],
)
def test_what_is_no_plain_workbook_is_refused(data: bytes, what: str) -> None:
    with pytest.raises(Refused, match=what) as refused:
        read_workbook(data, "return.xlsx")
    (fault,) = refused.value.faults
    assert fault.where == "return.xlsx"
    assert fault.remedy


def test_a_declaration_across_two_pieces_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_PIECE", 8)
    with pytest.raises(Refused, match="damaged"):
        read_workbook(packed(xl__workbook_xml=b"<?xml ?>..<!DOCTYPE x><x/>"), "return.xlsx")
