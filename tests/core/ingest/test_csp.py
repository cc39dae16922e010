"""The Home Office's Table C2: its odd shape is read, what it does not add up to is told."""

import csv
from collections.abc import Callable
from io import StringIO

import pytest

from saferboard.core.evidence.figures import Missing, Number
from saferboard.core.faults import Fault, Refused
from saferboard.core.ingest.csp import (
    OFFENCES,
    PLACES,
    CspTable,
    RowKind,
    parse_csp_table,
)

TOTAL = OFFENCES[0]
Cells = list[list[str]]


def row(*places: str, total: str, rest: str = "0 ") -> list[str]:
    """A row of the table: six places, the total, and the other offences all alike."""
    return [*places, total, *[rest] * (len(OFFENCES) - 1)]


def cells() -> Cells:
    """A small table as published: preamble, header with line breaks, two forces."""
    title = "Table C2: crimes by Community Safety Partnership, year ending June 2025 [note 1]"
    return [
        [title],
        *[["Some text"]] * 6,
        [
            *(name.replace("Area ", "Area\n").replace("Safety ", "Safety\n") for name in PLACES),
            "Total recorded crime\n (excluding fraud)",
            *OFFENCES[1:],
        ],
        row("E23000039", "Dorset ", "", "", "", "", total="3,500 "),
        row("E23000039", "Dorset", "E22000063", "Poole", "E06000058", "Poole ", total="1,000 "),
        row(
            "E23000039",
            "Dorset",
            "E22000367",
            "West",
            "Combined Local Authorities",
            "",
            total="2400",
        ),
        row("E23000039", "Dorset", "", "Unassigned Dorset ", "", "Unassigned Dorset", total="60 "),
        row("E23000039", "Dorset", "", "Poole Harbour", "", "", total="40 "),
        row("W15000002", "Gwent [note 4]", "", "", "", "", total="10 "),
        row("W15000002", "Gwent", "W14000001", "Newport", "W06000022", "Newport", total="10"),
        [""] * 29,
    ]


def text(table: Cells) -> str:
    out = StringIO()
    csv.writer(out).writerows(table)
    return out.getvalue()


def spoilt(line: int, column: int, cell: str) -> CspTable:
    """The table with one cell changed; ``line`` counts as a spreadsheet does."""
    table = cells()
    table[line - 1][column] = cell
    return parse_csp_table(text(table), "c2.csv")


def faults_of(change: Callable[[Cells], object]) -> tuple[Fault, ...]:
    table = cells()
    change(table)
    with pytest.raises(Refused) as caught:
        parse_csp_table(text(table), "c2.csv")
    return caught.value.faults


def test_the_table() -> None:
    table = parse_csp_table(text(cells()), "c2.csv")
    assert table.year_ending == "June 2025"
    assert table.notes == ()
    dorset = [r for r in table.rows if r.force == "E23000039"]
    assert [(r.line, r.kind, r.force_name, r.name) for r in dorset] == [
        (9, RowKind.FORCE, "Dorset", ""),
        (10, RowKind.PARTNERSHIP, "Dorset", "Poole"),
        (11, RowKind.PARTNERSHIP, "Dorset", "West"),
        (12, RowKind.UNASSIGNED, "Dorset", "Unassigned Dorset"),
        (13, RowKind.OTHER, "Dorset", "Poole Harbour"),
    ]
    assert [r.authority for r in dorset] == ["", "E06000058", "", "", ""]
    assert [r.authority_name for r in dorset] == ["", "Poole", "", "", ""]
    assert [r.figures[TOTAL] for r in dorset] == [
        Number(3500),
        Number(1000),
        Number(2400),
        Number(60),
        Number(40),
    ]
    assert tuple(dorset[0].figures) == OFFENCES
    assert [r.force_name for r in table.rows if r.force == "W15000002"] == ["Gwent", "Gwent"]


def test_unavailable_is_missing_and_not_zero() -> None:
    found = spoilt(12, 6, "[x]")
    assert isinstance(found.rows[3].figures[TOTAL], Missing)
    assert found.notes == (
        "Dorset: Unassigned Dorset has no figure for 1 of its offences",
        f"Dorset: {TOTAL} is 3,500 for the force, 3,440 for its parts together",
    )


def test_parts_that_do_not_add_up_are_told() -> None:
    assert spoilt(9, 6, "3,501 ").notes == (
        f"Dorset: {TOTAL} is 3,501 for the force, 3,500 for its parts together",
    )


def test_an_unavailable_total_cannot_be_compared() -> None:
    assert spoilt(9, 6, "[x]").notes == ()


def test_another_force_s_code_is_put_right_by_name() -> None:
    found = spoilt(12, 0, "W15000002")
    assert [r.force for r in found.rows[:5]] == ["E23000039"] * 5
    assert found.notes == (
        "row 12: Unassigned Dorset carries the code W15000002, but Dorset is E23000039; "
        "taken by its name",
    )


def test_a_force_without_total() -> None:
    table = cells()
    del table[13]
    found = parse_csp_table(text(table), "c2.csv")
    assert found.notes == ("Gwent: the table gives no total of the force",)
    assert [r.force for r in found.rows[-1:]] == ["W15000002"]


def drop_column(table: Cells) -> None:
    for line in table[7:]:
        del line[8]


def exchange_columns(table: Cells) -> None:
    for line in table[7:]:
        line[7], line[8] = line[8], line[7]


def rename(table: Cells) -> None:
    table[7][16] = "Domestic burglary"


REFUSED: list[tuple[Callable[[Cells], object], str, str]] = [
    (drop_column, "c2.csv, row 8", "column 'Homicide' is missing"),
    (exchange_columns, "c2.csv, row 8", "the columns stand in another order"),
    (rename, "c2.csv, row 8", "'Burglary' is missing; there is a column 'Domestic burglary'"),
    (lambda t: t.pop(0), "c2.csv, row 1", "names no year"),
    (lambda t: t[8].append(""), "c2.csv, row 9", "the row has 30 cells"),
    (
        lambda t: t[8].__setitem__(6, "many"),
        "c2.csv, row 9, column 'Total",
        "'many' is not",
    ),
    (
        lambda t: t[8].__setitem__(7, "-1"),
        "c2.csv, row 9, column 'Violence ag",
        "'-1' is not",
    ),
    (lambda t: t[8].__setitem__(7, "1,0"), "c2.csv, row 9, column 'Viol", "'1,0' is not a count"),
    (lambda t: t[8].__setitem__(0, "Dorset"), "c2.csv, row 9, column 'Police", "is not a code"),
    (lambda t: t[9].__setitem__(2, "22063"), "c2.csv, row 10, column 'Comm", "is not a code"),
    (lambda t: t[9].__setitem__(4, "Various"), "c2.csv, row 10, column 'Local", "is not a code"),
    (lambda t: t.append(t[9]), "c2.csv, row 17", "Poole stands in row 10 too"),
    (lambda t: t.append(t[8]), "c2.csv, row 17", "Dorset stands in row 9 too"),
    (lambda t: t.__delitem__(slice(3, None)), "c2.csv", "the file has only 3 rows"),
    (lambda t: t.clear(), "c2.csv", "the file has only 0 rows"),
]


@pytest.mark.parametrize(("change", "where", "what"), REFUSED)
def test_refused(change: Callable[[Cells], object], where: str, what: str) -> None:
    found = faults_of(change)
    assert any(f.where.startswith(where) and what in f.what for f in found), found


def test_every_fault_is_told_at_once() -> None:
    def change(table: Cells) -> None:
        table[8][6], table[9][7], table[10].pop()
        table[8][6] = table[9][7] = "?"

    assert len(faults_of(change)) == 3


def test_an_open_quotation_mark() -> None:
    with pytest.raises(Refused, match="not proper CSV"):
        parse_csp_table('"Table C2', "c2.csv")
