"""Incidents of the police: every row is one or a reject, and loading again says what changed."""

from datetime import UTC, date, datetime, time

import pytest

from saferboard.core.casework.asb.incident_rows import MOST_ROWS, rows_of_book, rows_of_csv
from saferboard.core.casework.asb.incidents import COLUMNS, Change, compare, read_incidents
from saferboard.core.casework.asb.kinds import Kind
from saferboard.core.faults import Refused
from saferboard.core.ingest.cells import Cell
from saferboard.core.ingest.sheets import Book, Sheet
from tests.core.casework.asb.asb_world import at, incident

NOW = datetime(2024, 7, 1, tzinfo=UTC)
HEADER = ",".join(COLUMNS)
ROW = "lp-1,2024-06-03,21:40,N,E07000129,E01025600,Example Street,ASB nuisance"


def row(**said: str) -> dict[str, str]:
    cells = dict(zip(COLUMNS, ROW.split(","), strict=True))
    return {**cells, **{name.replace("_", " "): value for name, value in said.items()}}


def test_a_row_becomes_an_incident() -> None:
    read = read_incidents([(2, row())], NOW)
    assert (read.rows, read.rejects, read.repeated) == (1, (), ())
    (one,) = read.incidents
    assert (one.reference, one.kind, one.area) == ("LP-1", Kind.NUISANCE, "E07000129")
    assert one.at == datetime(2024, 6, 3, 20, 40, tzinfo=UTC)
    assert (one.lsoa, one.street, one.closing) == ("E01025600", "Example Street", "ASB nuisance")


@pytest.mark.parametrize(
    ("said", "at_utc"),
    [
        ({"date": "3/6/2024", "time": "09:05"}, datetime(2024, 6, 3, 8, 5, tzinfo=UTC)),
        ({"date": "2024-02-29", "time": "9:05:59"}, datetime(2024, 2, 29, 9, 5, tzinfo=UTC)),
        ({"date": "2023-10-29", "time": "01:30"}, datetime(2023, 10, 29, 0, 30, tzinfo=UTC)),
    ],
)
def test_days_and_times_are_those_of_the_clock_here(said: dict, at_utc: datetime) -> None:
    assert read_incidents([(2, row(**said))], NOW).incidents[0].at == at_utc


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("p", Kind.PERSONAL),
        ("Environmental", Kind.ENVIRONMENTAL),
        ("ASB - Nuisance", Kind.NUISANCE),
    ],
)
def test_the_kind_may_be_written_in_several_ways(said: str, kind: Kind) -> None:
    assert read_incidents([(2, row(pen=said))], NOW).incidents[0].kind == kind


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"reference": " "}, "the reference is empty"),
        ({"reference": "9" * 41}, "the reference is longer than 40 characters"),
        ({"pen": "X"}, "the PEN code is none of personal, environmental, nuisance"),
        ({"area": "Blaby"}, "the area is not a code like E07000129"),
        ({"area": "E07000130"}, "the area is none of the partnership's"),
        ({"lsoa": "E07000129"}, "the LSOA is not a code like E01025600"),
        ({"date": "2023-02-29"}, "there is no such date or time"),
        ({"time": "24:00"}, "there is no such date or time"),
        ({"time": "late"}, "the time is not like 21:40"),
        ({"date": "last June"}, "the date is not like 2024-06-03 or 03/06/2024"),
        (
            {"date": "2024-03-31", "time": "01:30"},
            "the clocks went forward over this time: it never was",
        ),
        ({"date": "2024-07-02"}, "the date lies in the future"),
    ],
)
def test_what_is_no_incident_is_rejected_with_line_and_reason(said: dict, reason: str) -> None:
    read = read_incidents([(7, row(**said))], NOW, frozenset({"E07000129"}))
    assert [(one.line, one.reason) for one in read.rejects] == [(7, reason)]
    assert (read.rows, read.incidents) == (1, ())


def test_rows_that_may_be_empty_are_incidents() -> None:
    read = read_incidents([(2, row(lsoa="", street="", closing_class=""))], NOW)
    assert len(read.incidents) == 1


def test_the_same_row_twice_counts_once_and_one_that_differs_counts_never() -> None:
    rows = [
        (2, row()),
        (3, row()),
        (4, row(reference="LP-2")),
        (5, row(reference="lp-2", pen="P")),
        (6, row(reference="LP-2")),
        (7, row(reference="LP-2", pen="E")),
    ]
    read = read_incidents(rows, NOW)
    assert [one.reference for one in read.incidents] == ["LP-1"]
    assert read.repeated == (3,)
    assert [one.line for one in read.rejects] == [4, 5, 6, 7]
    assert read.rows == len(read.incidents) + len(read.rejects) + len(read.repeated)


def test_loading_again_says_what_is_new_what_differs_and_what_is_missing() -> None:
    held = {
        "A": incident("A"),
        "B": incident("B", at=at(4), closing="open"),
        "C": incident("C", at=at(5)),
        "LATER": incident("LATER", at=at(20)),
    }
    again = incident("B", at=at(4), closing="closed", street="")
    changes = compare(held, [incident("A"), again, incident("D", at=at(6))])
    assert [one.reference for one in changes.added] == ["D"]
    assert changes.changed == (Change(held["B"], again),)
    assert changes.changed[0].fields == ("street", "closing")
    assert (changes.unchanged, changes.absent) == (1, ("C",))


def test_an_empty_file_changes_nothing() -> None:
    changes = compare({"A": incident("A")}, [])
    assert (changes.added, changes.changed, changes.unchanged, changes.absent) == ((), (), 0, ())


def test_the_rows_of_csv() -> None:
    text = "Closing class,reference,DATE,time,pen,area,lsoa,street\n\nx,1,2024-06-03,1:00,N,A\n"
    rows = rows_of_csv(text, "file.csv")
    assert rows == [(3, {
        "closing class": "x", "reference": "1", "date": "2024-06-03", "time": "1:00", "pen": "N",
        "area": "A", "lsoa": "", "street": "",
    })]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "there is no header"),
        ("reference,date\n", "column 'time' is missing"),
        (f"{HEADER},officer\n", "column 'officer' is not known"),
        (f'{HEADER}\n"open', "the file is not proper CSV: unexpected end of data"),
        (f"{HEADER}\n" + "a\n" * (MOST_ROWS + 1), "more than 60,000 rows are filled in"),
        (",".join(f"heading {n}" for n in range(101)), "101 columns have a heading"),
    ],
)
def test_what_is_not_the_table_is_refused(text: str, what: str) -> None:
    with pytest.raises(Refused) as refused:
        rows_of_csv(text, "file.csv")
    assert refused.value.faults[0].what == what


def sheet(name: str = "Incidents", hidden: bool = False, **cells: Cell) -> Sheet:
    values = [Cell(value) for value in (
        "LP-1", datetime.fromisoformat("2024-06-03"), time(21, 40), "N", "E07000129", None,
        "Example Street", "x",
    )]  # fmt: skip
    header = {at: Cell(column) for at, column in enumerate(COLUMNS, start=1)}
    filled = {at: cell for at, cell in enumerate(values, start=1) if cell.value is not None}
    return Sheet(
        name, {1: header, 4: {**filled, **{int(k[1:]): v for k, v in cells.items()}}}, hidden
    )


def test_the_rows_of_a_workbook() -> None:
    rows = rows_of_book(Book((Sheet("Empty", {}), sheet())), "file.xlsx")
    assert rows == [(4, row(reference="LP-1", lsoa="", closing_class="x"))]


def test_days_in_a_workbook_are_days_however_they_are_kept() -> None:
    for value, said in (
        (date(2024, 6, 3), "2024-06-03"),
        (datetime.fromisoformat("2024-06-03 01:02"), "2024-06-03 01:02"),
        ("03/06/2024", "03/06/2024"),
    ):
        rows = rows_of_book(Book((sheet(c2=Cell(value)),)), "file.xlsx")
        assert rows[0][1]["date"] == said


@pytest.mark.parametrize(
    ("sheets", "what"),
    [
        ((), "0 sheets hold something"),
        ((sheet(), sheet("More")), "2 sheets hold something"),
        ((sheet(hidden=True),), "the sheet with the rows is hidden"),
    ],
)
def test_a_workbook_has_one_sheet_that_all_can_see(sheets: tuple[Sheet, ...], what: str) -> None:
    with pytest.raises(Refused) as refused:
        rows_of_book(Book(sheets), "file.xlsx")
    assert refused.value.faults[0].what == what
