"""A spreadsheet's cells: what is read, and what is refused by cell."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from saferboard.core.faults import Refused
from saferboard.core.ingest.cells import Cell, Wrong, letters, number_of, text_of
from saferboard.core.ingest.gathering import Faults
from saferboard.core.ingest.sheets import (
    COLUMNS,
    HEADER,
    MOST_ROWS,
    TITLE,
    Book,
    Sheet,
    grid_of,
    grid_of_csv,
)
from tests.core.ingest.sheet_samples import ENTRANTS, REPEATS, at, read, sheet


@pytest.mark.parametrize(
    ("column", "named"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (702, "ZZ"), (703, "AAA")]
)
def test_columns_have_letters(column: int, named: str) -> None:
    assert letters(column) == named


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("  a  b\xa0", "a b"),
        (12, "12"),
        (12.0, "12"),
        (0.1 + 0.2, "0.3"),
        (1e6, "1000000"),
        (120.0, "120"),
        (-0.5, "-0.5"),
        (True, "TRUE"),
        (date(2026, 4, 3), "2026-04-03"),
    ],
)
def test_cells_as_text(value: Any, text: str) -> None:
    assert text_of(Cell(value)) == text


@pytest.mark.parametrize(
    ("value", "percent", "share", "read_as"),
    [
        (0.34, True, True, "34"),
        (0.343, True, True, "34.3"),
        (34, False, True, "34"),
        (1234.5, False, False, "1234.5"),
        ("1,234", False, False, "1234"),
        ("12,345,678.9", False, False, "12345678.9"),
        (" 40 ", False, False, "40"),
        ("-3", False, False, "-3"),
        ("Not known", False, False, "not known"),
        ("suppressed", False, True, "suppressed"),
        (None, False, False, ""),
        (0, False, False, "0"),
    ],
)
def test_numbers_that_are_read(value: Any, percent: bool, share: bool, read_as: str) -> None:
    assert number_of(Cell(value, percent=percent), share=share) == read_as


@pytest.mark.parametrize(
    ("value", "share", "what", "remedy"),
    [
        ("about 40", False, "'about 40' is not a number", "write 40"),
        ("1,234 (provisional)", False, "is not a number", "write 1234"),
        ("34%", True, "'34%' is not a number", "write 34"),
        ("34%", False, "is not a number", "this is no percentage"),
        ("40-45", False, "is not a number", "write it in digits"),
        ("1,23", False, "is not a number", "write it in digits"),
        ("<5", False, "'<5' is not a number", "the word suppressed"),
        ("#DIV/0!", False, "is not a number", "write it in digits"),
        ("n/a", False, "is not a number", "write: not known"),
        ("x" * 50, False, f"'{'x' * 37}…' is not a number", "write it in digits"),
        (True, False, "True is not a number", "write the number"),
        (date(2026, 4, 3), False, "a date or a time (2026-04-03)", "set the cell's format"),
        (datetime(2026, 4, 3, 12), False, "a date or a time", "set the cell's format"),  # noqa: DTZ001
        (time(3), False, "a date or a time", "set the cell's format"),
        (timedelta(3), False, "a date or a time", "set the cell's format"),
    ],
)
def test_numbers_that_are_refused(value: Any, share: bool, what: str, remedy: str) -> None:
    found = number_of(Cell(value), share=share)
    assert isinstance(found, Wrong)
    assert what in found.what
    assert remedy in found.remedy


def test_per_cent_is_refused_where_the_unit_is_another() -> None:
    found = number_of(Cell(0.34, percent=True), share=False)
    assert isinstance(found, Wrong)
    assert "this is not a percentage" in found.what


def test_a_sound_sheet_has_no_faults() -> None:
    lines, faults = read(ENTRANTS, REPEATS)
    assert faults == []
    assert [line.measure for line in lines] == ["entrants", "repeats"]


def one(faults: list[Any]) -> tuple[str, str]:
    (fault,) = faults
    return fault.where, fault.what


@pytest.mark.parametrize(
    ("changes", "where", "what"),
    [
        ({"merged": ("F4:F5",)}, "Returns!F4:F5", "merged"),
        ({"hidden_rows": frozenset({4, 900})}, "Returns!4:4", "the row is hidden"),
        ({"hidden_columns": frozenset({6, 99})}, "Returns!F:F", "the column is hidden"),
        ({"hidden": True}, "Returns!A1", "the sheet 'Returns' is hidden"),
        ({"name": "Sheet1"}, "Sheet1!A1", "the sheet 'Sheet1' is not read"),
    ],
)
def test_what_is_merged_or_hidden_is_told(changes: Any, where: str, what: str) -> None:
    _, faults = read(ENTRANTS, **changes)
    assert (faults[0].where, what in faults[0].what) == (where, True)
    assert len(faults) == (2 if "name" in changes else 1)


def test_a_formula_is_refused_by_its_cell() -> None:
    _, faults = read({**ENTRANTS, "value": Cell(40, formula=True)})
    assert one(faults)[0] == f"Returns!{at('value')}"
    assert "formula" in one(faults)[1]


def test_what_stands_beside_the_table_is_told() -> None:
    held = sheet(ENTRANTS)
    rows = {**held.rows, 4: {**held.rows[4], 15: Cell("see me")}}
    _, faults = read(ENTRANTS, rows=rows)
    assert one(faults) == ("Returns!O4", "there is something beside the table")


def test_every_fault_is_told_at_once() -> None:
    _, faults = read(
        {**ENTRANTS, "value": "about 40"},
        {**REPEATS, "numerator": "11 or so", "area": "E1"},
        merged=("A4:C4",),
    )
    assert [fault.where for fault in faults] == [
        "Returns!A4:C4",
        "Returns!F4",
        "Returns!C5",
        "Returns!G5",
    ]
    assert str(faults[1]).startswith("Returns!F4: 'about 40' is not a number")


@pytest.mark.parametrize("name", ["Read me", "Sheet2"])
def test_other_sheets_may_be_there_if_they_say_nothing(name: str) -> None:
    filled = {1: {1: Cell("x")}} if name == "Read me" else {}
    _, faults = read(book=Book((Sheet(name, filled), sheet(ENTRANTS))))
    assert faults == []


def test_a_hidden_guide_is_a_hidden_sheet() -> None:
    hidden = Sheet("Read me", {1: {1: Cell("x")}}, hidden=True)
    _, faults = read(book=Book((hidden, sheet(ENTRANTS))))
    assert one(faults) == ("Read me!A1", "the hidden sheet 'Read me' is not read")
    assert "Unhide" in faults[0].remedy


@pytest.mark.parametrize(
    ("title", "what"),
    [
        ("Saferboard return template 0", "this is template 0, and template 1 is in use"),
        ("Our own figures", "this is not the template"),
    ],
)
def test_another_template_is_refused(title: str, what: str) -> None:
    held = sheet(ENTRANTS)
    lines, faults = read(ENTRANTS, rows={**held.rows, 1: {1: Cell(title)}})
    assert (lines, one(faults)[0]) == ((), "Returns!A1")
    assert what in one(faults)[1]


def test_headings_that_were_changed_are_told() -> None:
    held = sheet(ENTRANTS)
    header = {**held.rows[HEADER], 6: Cell("figure")}
    lines, faults = read(ENTRANTS, rows={**held.rows, HEADER: header})
    assert lines == ()
    assert {fault.where for fault in faults} == {"Returns!3:3"}
    assert read(ENTRANTS, rows={1: held.rows[1]})[1][0].what == "there is no header"


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(Refused, match="2,001 rows are filled in"):
        grid_of(Book((sheet(*[ENTRANTS] * (MOST_ROWS + 1)),)), "return.xlsx", Faults())


ROW = ",".join(str(ENTRANTS.get(name, "")) for name in COLUMNS)
HEAD = ",".join(COLUMNS)


def csv_faults(text: str) -> tuple[Any, list[Any]]:
    faults = Faults()
    return grid_of_csv(text, "return.csv", faults), faults.found


@pytest.mark.parametrize(
    "text",
    [f"{HEAD}\n{ROW}\n", f"{HEAD},,\n{ROW},,\n,,,\n", f"{TITLE}\nMeasure\n{HEAD}\n{ROW}\n"],
)
def test_a_return_is_taken_as_csv(text: str) -> None:
    grid, faults = csv_faults(text)
    assert faults == []
    ((number, cells),) = grid.rows
    assert (cells["measure"], cells["value"], cells["note"]) == (
        Cell("entrants"),
        Cell("40"),
        Cell(""),
    )
    assert grid.where(number, "value") == f"return.csv, row {number}, column 'value'"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "there is no header"),
        (f'{HEAD}\n"open', "not proper CSV"),
        ("Saferboard return template 7\n", "this is template 7"),
        (f"{TITLE}\n", "there is no header"),
        (HEAD.replace("value", "figure"), "column 'value' is missing"),
        (f"{HEAD}\n{ROW},more\n", "beyond the last column"),
    ],
)
def test_what_is_wrong_with_a_csv_is_told(text: str, what: str) -> None:
    _, faults = csv_faults(text)
    assert what in faults[0].what


def test_too_many_rows_of_csv_are_refused() -> None:
    with pytest.raises(Refused, match="2,001 rows"):
        csv_faults("\n".join([HEAD, *[ROW] * (MOST_ROWS + 1)]))
