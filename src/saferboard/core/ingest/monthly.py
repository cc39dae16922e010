"""monthly.csv: events by month, district and category, for a partnership without source rows."""

import re

from saferboard.core.directory.areas import LEAVES, Areas
from saferboard.core.evidence.periods import Month
from saferboard.core.ingest.gathering import Faults, nearest
from saferboard.core.ingest.rows import read_rows
from saferboard.core.partnership import MonthlyCount

FILE = "monthly.csv"
COLUMNS = ("month", "force", "district", "category", "events")
MAY_BE_EMPTY = ("district",)
SLUG = re.compile(r"[a-z][a-z0-9_]*")
# Source rows snap to points over the border, so other districts are in order; a name so like one
# of ours is a slip of the pen.
SLIP = 0.9


def read_monthly(
    text: str | None, where: str, areas: Areas, faults: Faults
) -> tuple[MonthlyCount, ...]:
    """The sound counts, faults being noted. ``district`` is empty for events not placed."""
    leaves = [name for area in areas if area.kind in LEAVES for name in area.names]
    known = {"", *(name.casefold() for name in leaves)}
    found: list[MonthlyCount] = []
    first: dict[tuple[Month | None, str, str, str], int] = {}
    for row in read_rows(text, where, COLUMNS, faults, may_be_empty=MAY_BE_EMPTY) or []:
        month, events = row.month("month"), row.whole("events")
        force, district, category = (row.text(c) for c in ("force", "district", "category"))
        near = None if district.casefold() in known else nearest(district, leaves, SLIP)
        if near is not None:
            row.fault(
                "district",
                f"'{district}' is no area, but very like '{near}'",
                expected="the name of a district as in areas.csv, or of one elsewhere",
                remedy=f"write '{near}', or add '{district}' to its aliases",
            )
        if category and SLUG.fullmatch(category) is None:
            row.fault(
                "category",
                f"'{category}' is not a category",
                expected="small letters and underscores",
                remedy="write it like anti_social_behaviour",
            )
        key = (month, force, district, category)
        if key in first:
            row.fault(
                "events",
                f"the same month, force, district and category stand in row {first[key]}",
                expected="one count for each",
                remedy="take one row out, or add the two together",
            )
        first.setdefault(key, row.number)
        if month is not None and events is not None:
            found.append(MonthlyCount(month, force, district, category, events))
    return tuple(found)
