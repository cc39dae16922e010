"""A form or a file becomes the lines of a return, with every fault."""

from collections.abc import Mapping, Sequence

from saferboard.core.evidence.figures import Missing, Number, Suppressed
from saferboard.core.evidence.measures import Kind, Measure
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.returns import Line
from saferboard.core.faults import Refused
from saferboard.core.ingest.cells import Cell
from saferboard.core.ingest.gathering import Faults
from saferboard.core.ingest.returned import FLAGS, Asked, read_lines
from saferboard.core.ingest.sheets import PARTS, TICKS, Grid, grid_of, grid_of_csv
from saferboard.core.ingest.text import decode
from saferboard.core.partnership import Partnership
from saferboard.engines.sheets.reading import read_workbook
from saferboard.engines.sheets.writing import Blank
from saferboard.web.evidence.returns.queries import Due

MARK = b"\xef\xbb\xbf"  # what Excel puts before a CSV that it saves as UTF-8
GUIDE = (
    "Returns to the Board",
    "Fill in the white cells of the sheet 'Returns', one row for each measure, area and period. "
    "Save the file as an Excel workbook (.xlsx) or as CSV and upload it.",
    "A count is written as its figure. A percentage or an average is written as its numerator and "
    "denominator where you know them, else as its figure; 34 per cent is 34.",
    "Where a figure is not known write: not known. Where it is too small to be shown write: "
    "suppressed. Zero is written 0. Rows left empty are not sent.",
    "Say yes under 'part of the year only', 'estimated', 'provisional' or 'counted in another way' "
    "where it applies, and why in the note. Notes are published: never name anybody in one.",
    "Do not merge cells, hide rows or columns, use formulas or add sheets: each would be sent "
    "back with the name of its cell.",
    "To send a figure again, write its measure, area and period in an empty row below.",
)


def lines_of_file(data: bytes, name: str, asked: Asked) -> tuple[Line, ...]:
    """The lines of a spreadsheet or a CSV file. Refused with every fault, each with its cell."""
    faults = Faults()
    if name.lower().endswith((".csv", ".txt")):
        grid = grid_of_csv(decode(data.removeprefix(MARK), name), name, faults)
    else:
        grid = grid_of(read_workbook(data, name), name, faults)
    found = read_lines(grid, asked, faults) if grid else ()
    faults.refuse()
    return found


def lines_of_form(
    data: Mapping[str, str], due: Due, areas: Sequence[str], asked: Asked
) -> tuple[Line, ...]:
    """The lines of a form of one measure and term. Refused; each fault names its field."""
    rows = []
    for number, area in enumerate(areas):
        said = {name: data.get(f"{name}-{area}", "").strip() for name in (*PARTS, *TICKS, "note")}
        said |= {"measure": due.measure.key, "area": area, "period": str(due.period)}
        rows.append((number, {name: Cell(text) for name, text in said.items()}))
    faults = Faults()
    grid = Grid(tuple(rows), lambda row, column: f"{column}-{areas[row]}")
    found = read_lines(grid, asked, faults)
    faults.refuse()
    return found


def written(line: Line) -> dict[str, str]:
    """A line as the fields of a form, as it was written."""
    said: dict[str, str] = {"note": line.note}
    said |= {name: "yes" for name, flag in FLAGS.items() if flag in line.flags}
    match line.figure:
        case Number(value=value, numerator=None):
            said["value"] = format(value, ".15g")
        case Number(numerator=numerator, denominator=denominator):
            said |= {"numerator": str(numerator), "denominator": str(denominator)}
        case Missing():
            said["value"] = "not known"
        case Suppressed():
            said["value"] = "suppressed"
    return said


def parts_of(measure: Measure) -> tuple[str, str] | None:
    """What the two parts of a figure are called; none where it has none."""
    if measure.kind in (Kind.PROPORTION, Kind.AVERAGE):
        return ("Numerator", "Denominator")
    return ("Events", "People") if measure.kind is Kind.RATE else None


def blanks(found: Partnership, dues: Sequence[Due]) -> list[Blank]:
    """The template's rows: every figure that is still asked for."""
    names = {area.code: area.name for area in found.areas}
    return [
        Blank(
            due.measure.key,
            due.measure.name,
            area,
            names[area],
            str(due.period),
            parts_of(due.measure) is not None,
        )
        for due in dues
        for area in due.lacking
    ]


def due_of(dues: Sequence[Due], key: str, term: Period) -> Due | None:
    """One measure and term out of those of a post."""
    return next((due for due in dues if (due.measure.key, due.term) == (key, term)), None)


def told(refusal: Refused) -> list[dict[str, str]]:
    """The faults of a file as a table: where, what, what was expected, what to do."""
    return [
        {
            "where": fault.where,
            "what": fault.what,
            "expected": fault.expected,
            "remedy": fault.remedy,
        }
        for fault in refusal.faults
    ]
