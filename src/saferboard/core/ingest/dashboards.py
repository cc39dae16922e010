"""printed.csv: the dashboards that the Board published, row by row, errors and all."""

import re
from enum import StrEnum

from saferboard.core.evidence.assessment import Position
from saferboard.core.evidence.measures import Rag
from saferboard.core.evidence.observations import Printed
from saferboard.core.ingest.gathering import Faults, Names
from saferboard.core.ingest.rows import Row, read_rows

FILE = "printed.csv"
COLUMNS = (
    "meeting",
    "quarter",
    "measure",
    "previous",
    "current",
    "arrow",
    "rag",
    "rank",
    "county",
    "note",
)
MAY_BE_EMPTY = ("rank", "county", "note")
RANK = re.compile(r"=?([1-9]\d*)/([1-9]\d*)")


class Arrow(StrEnum):
    """The arrows of a dashboard: by performance, so that down is worse."""

    UP = "up"
    LEVEL = "level"
    DOWN = "down"


def read_dashboards(
    text: str | None, where: str, measures: Names, faults: Faults
) -> tuple[Printed, ...]:
    """The sound rows, faults being noted."""
    found: list[Printed] = []
    first: dict[tuple[object, ...], int] = {}
    for row in read_rows(text, where, COLUMNS, faults, may_be_empty=MAY_BE_EMPTY) or []:
        printed = _printed(row, measures)
        if printed is None:
            continue
        key = (printed.meeting, printed.quarter, printed.measure)
        if key in first:
            row.fault(
                "measure",
                f"'{printed.measure}' stands in row {first[key]} of this dashboard too",
                expected="each measure once in a dashboard",
                remedy="take one row out",
            )
        first.setdefault(key, row.number)
        found.append(printed)
    return tuple(found)


def _printed(row: Row, measures: Names) -> Printed | None:
    meeting, quarter = row.day("meeting"), row.period("quarter")
    previous, current = row.decimal("previous"), row.decimal("current")
    arrow, rag = row.one_of("arrow", Arrow), row.one_of("rag", Rag)
    measure, rank, county = (row.text(column) for column in ("measure", "rank", "county"))
    if measure:
        measures.check(measure, row.where("measure"), row.faults)
    if quarter is not None and not quarter.is_quarter:
        row.fault(
            "quarter",
            f"{quarter.words} is not a quarter",
            expected="a quarter of a financial year, as 2016/17-Q4",
            remedy="write the quarter that the dashboard reports",
        )
    words = [position.value for position in Position]
    place = RANK.fullmatch(rank)
    sound = place is not None and int(place[1]) <= int(place[2])
    if rank and not sound and rank not in words:
        row.fault(
            "rank",
            f"'{rank}' is not a rank",
            expected="a place among so many, as 4/9, or one of: " + ", ".join(words),
            remedy="write the rank as printed, or leave the cell empty",
        )
    row.one_of("county", Position)
    if (
        meeting is None
        or quarter is None
        or previous is None
        or current is None
        or arrow is None
        or rag is None
    ):
        return None
    note = row.text("note")
    return Printed(meeting, quarter, measure, previous, current, arrow, rag, rank, county, note)
