"""The Home Office's Table C2: recorded crime by Community Safety Partnership.

Published with "Crime in England and Wales: Police Force Area data tables" (ONS / Home Office).
Seven lines precede the header; header cells hold line breaks, numbers thousands commas and spaces.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from io import StringIO

from saferboard.core.evidence.figures import Figure, Missing, Number
from saferboard.core.ingest.gathering import Faults
from saferboard.core.ingest.rows import check_header

PREAMBLE = 7
PLACES = (
    "Police Force Area code",
    "Police Force Area name",
    "Community Safety Partnership code",
    "Community Safety Partnership name",
    "Local Authority code",
    "Local Authority name",
)
OFFENCES = (
    "Total recorded crime (excluding fraud)",
    "Violence against the person",
    "Homicide",
    "Death or serious injury caused by illegal driving",
    "Violence with injury",
    "Violence without injury",
    "Stalking and harassment",
    "Sexual offences",
    "Robbery",
    "Theft offences",
    "Burglary",
    "Residential burglary",
    "Non-residential burglary",
    "Vehicle offences",
    "Theft from the person",
    "Bicycle theft",
    "Shoplifting",
    "All other theft offences",
    "Criminal damage and arson",
    "Drug offences",
    "Possession of weapons offences",
    "Public order offences",
    "Miscellaneous crimes against society",
)
COLUMNS = PLACES + OFFENCES
COMBINED = "Combined Local Authorities"
UNAVAILABLE = ("[x]", "")
CODE = re.compile(r"[EW][0-9]{8}")
CODE_OR_NONE = re.compile(r"([EW][0-9]{8})?")
AUTHORITY = re.compile(rf"([EW][0-9]{{8}}|{COMBINED})?")
NOTE = re.compile(r"\s*\[note \d+\]")
FIGURE = re.compile(r"[0-9]{1,3}(,[0-9]{3})*|[0-9]{1,12}")
ENDING = re.compile(r"year ending (\w+ \d{4})")
AGAIN = "download Table C2 again and save its sheet as CSV, changing nothing"


class RowKind(StrEnum):
    """What a row of the table counts."""

    FORCE = "force"
    PARTNERSHIP = "partnership"
    UNASSIGNED = "unassigned"
    OTHER = "other"  # a part of the force that is no partnership, as an airport


@dataclass(frozen=True, slots=True)
class CspRow:
    """One row: where, and a figure for each offence. ``line`` is the row of the spreadsheet.

    ``authority`` is empty where several local authorities share the partnership: the table says
    "Combined Local Authorities" and does not name them.
    """

    line: int
    kind: RowKind
    force: str
    force_name: str
    code: str
    name: str
    authority: str
    authority_name: str
    figures: dict[str, Figure]


@dataclass(frozen=True, slots=True)
class CspTable:
    """The whole table. ``notes`` tell what is odd in the source and how it was taken."""

    year_ending: str
    rows: tuple[CspRow, ...]
    notes: tuple[str, ...]


def parse_csp_table(text: str, where: str) -> CspTable:
    """The table from the text of its CSV file. Refused with every fault.

    The parts of a force need not add up to its total (City of London has no total, a force may
    have an unavailable part): each difference becomes a note, never a fault.
    """
    faults = Faults()
    records = _records(text, where, faults)
    faults.refuse()
    ending = ENDING.search(" ".join(records[0]))
    if ending is None:
        faults.add(
            "the first line names no year",
            where=f"{where}, row 1",
            expected="the title of Table C2, with 'year ending' and a month",
            remedy=AGAIN,
        )
    header = [" ".join(cell.split()) for cell in records[PREAMBLE]]
    check_header(header, f"{where}, row {PREAMBLE + 1}", COLUMNS, faults)
    faults.refuse()
    rows = [
        _row(line, [cell.strip() for cell in cells], where, faults)
        for line, cells in enumerate(records[PREAMBLE + 1 :], start=PREAMBLE + 2)
        if any(cell.strip() for cell in cells)
    ]
    sound = [row for row in rows if row is not None]
    _check_once(sound, where, faults)
    faults.refuse()
    settled, notes = _settled(sound)
    year = ending[1] if ending is not None else ""
    return CspTable(year, settled, (*notes, *_differences(settled)))


def _records(text: str, where: str, faults: Faults) -> list[list[str]]:
    try:
        records = list(csv.reader(StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        what = f"the file is not proper CSV: {error}"
    else:
        if len(records) > PREAMBLE:
            return records
        what = f"the file has only {len(records)} rows"
    faults.add(
        what,
        where=where,
        expected=f"Table C2 as CSV: {PREAMBLE} lines, a header, a row for each partnership",
        remedy=AGAIN,
    )
    return []


def _row(line: int, cells: list[str], where: str, faults: Faults) -> CspRow | None:
    place = f"{where}, row {line}"
    if len(cells) != len(COLUMNS):
        faults.add(
            f"the row has {len(cells)} cells",
            where=place,
            expected=f"{len(COLUMNS)} cells",
            remedy=AGAIN,
        )
        return None
    force, force_name, code, name, authority, authority_name = cells[: len(PLACES)]
    for column, cell, shape in (
        ("Police Force Area code", force, CODE),
        ("Community Safety Partnership code", code, CODE_OR_NONE),
        ("Local Authority code", authority, AUTHORITY),
    ):
        if shape.fullmatch(cell) is None:
            faults.add(
                f"'{cell}' is not a code",
                where=f"{place}, column '{column}'",
                expected="a letter and eight digits, as E23000021",
                remedy=AGAIN,
            )
    figures = {
        offence: _figure(cell, f"{place}, column '{offence}'", faults)
        for offence, cell in zip(OFFENCES, cells[len(PLACES) :], strict=True)
    }
    return CspRow(
        line,
        _kind(code, name),
        force,
        NOTE.sub("", force_name).strip(),
        code,
        name,
        authority if authority != COMBINED else "",
        authority_name if code else "",
        figures,
    )


def _kind(code: str, name: str) -> RowKind:
    if code:
        return RowKind.PARTNERSHIP
    if not name:
        return RowKind.FORCE
    unassigned = name.casefold().startswith("unassigned ")
    return RowKind.UNASSIGNED if unassigned else RowKind.OTHER


def _figure(cell: str, place: str, faults: Faults) -> Figure:
    if cell in UNAVAILABLE:
        return Missing("the Home Office gives no figure")
    if FIGURE.fullmatch(cell) is None:
        faults.add(
            f"'{cell}' is not a count",
            where=place,
            expected="a whole number with thousands commas, or [x]",
            remedy=AGAIN,
        )
        return Missing("not a count")
    return Number(float(cell.replace(",", "")))


def _check_once(rows: Iterable[CspRow], where: str, faults: Faults) -> None:
    first: dict[tuple[str, str, str], int] = {}
    for row in rows:
        key = (row.force_name, row.code, row.name)
        if key in first:
            faults.add(
                f"{row.name or row.force_name} stands in row {first[key]} too",
                where=f"{where}, row {row.line}",
                expected="each partnership and each force once",
                remedy=AGAIN,
            )
        first.setdefault(key, row.line)


def _settled(rows: Iterable[CspRow]) -> tuple[tuple[CspRow, ...], list[str]]:
    """Rows that carry another force's code are put right by their force's name, with a note."""
    rows = tuple(rows)
    codes = {row.force_name: row.force for row in rows if row.kind is RowKind.FORCE}
    settled, notes = [], []
    for row in rows:
        code = codes.get(row.force_name, row.force)
        if code != row.force:
            notes.append(
                f"row {row.line}: {row.name} carries the code {row.force}, but {row.force_name} "
                f"is {code}; taken by its name"
            )
        settled.append(replace(row, force=code))
    return tuple(settled), notes


def _differences(rows: Iterable[CspRow]) -> Iterator[str]:
    """Where a force's parts do not add up to its total, or cannot be added."""
    forces: dict[str, list[CspRow]] = {}
    for row in rows:
        forces.setdefault(row.force_name, []).append(row)
    for name, held in forces.items():
        total = next((row for row in held if row.kind is RowKind.FORCE), None)
        if total is None:
            yield f"{name}: the table gives no total of the force"
            continue
        parts = [row for row in held if row.kind is not RowKind.FORCE]
        for row in parts:
            missing = [o for o in OFFENCES if isinstance(row.figures[o], Missing)]
            if missing:
                yield f"{name}: {row.name} has no figure for {len(missing)} of its offences"
        for offence in OFFENCES:
            whole = total.figures[offence]
            added = sum(f.value for row in parts if isinstance(f := row.figures[offence], Number))
            if isinstance(whole, Number) and whole.value != added:
                yield (
                    f"{name}: {offence} is {whole.value:,.0f} for the force, "
                    f"{added:,.0f} for its parts together"
                )
