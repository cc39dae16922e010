"""What a police.uk street-level file must look like, and what loading one has to report.

Layout and file names as published at data.police.uk (street-level crimes, "About the columns").
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from saferboard.core.evidence.periods import Month
from saferboard.core.faults import Fault, Refused
from saferboard.core.ingest.gathering import nearest

HEADER = (
    "Crime ID",
    "Month",
    "Reported by",
    "Falls within",
    "Longitude",
    "Latitude",
    "Location",
    "LSOA code",
    "LSOA name",
    "Crime type",
    "Last outcome category",
    "Context",
)
HEADER_LINE = ",".join(HEADER)
EXPECTED_HEADER = f"the header {HEADER_LINE}"
AS_DOWNLOADED = "download the month again from data.police.uk and load it as it comes"
NO_CRIME_TYPE = "no crime type"

# Crime types of data.police.uk since December 2010, as slugs; the last two were given up.
CATEGORIES = frozenset(
    {
        "anti_social_behaviour",
        "bicycle_theft",
        "burglary",
        "criminal_damage_and_arson",
        "drugs",
        "other_crime",
        "other_theft",
        "possession_of_weapons",
        "public_order",
        "robbery",
        "shoplifting",
        "theft_from_the_person",
        "vehicle_crime",
        "violence_and_sexual_offences",
        "public_disorder_and_weapons",
        "violent_crime",
    }
)
_NAME = re.compile(r"(\d{4}-\d{2})-([a-z][a-z-]*)-street\.csv(?:\.gz)?")
_AGAIN = re.compile(r"\s?\(\d{1,3}\)(?=(?:\.[A-Za-z]{2,4}){1,2}$)")
_OTHER = re.compile(r"\d{4}-\d{2}-[a-z][a-z-]*-(outcomes|stop-and-search)\.csv(?:\.gz)?")
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, order=True)
class ForceMonth:
    """What one file holds: a month of one force (its police.uk name, as ``leicestershire``)."""

    month: Month
    force: str

    def __str__(self) -> str:
        return f"{self.month} {self.force}"


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that could not be stored: its line in the file (the header is line 1), and why."""

    line: int
    reason: str


class Changed(StrEnum):
    """What loading did with a force's month."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Loaded:
    """One force's month after loading. Rows read = ``rows`` stored + ``rejects``.

    ``before`` are the rows held until now; ``unassigned`` have no district; ``repeated`` are rows
    whose Crime ID came earlier in the file (kept); ``elsewhere`` counts rows by district for
    districts that are none of the partnership's areas (kept); ``strange`` counts rows by crime type
    for types that data.police.uk has not used before (kept).
    """

    what: ForceMonth
    source: str
    changed: Changed
    before: int
    rows: int
    rejects: tuple[Reject, ...] = ()
    unassigned: int = 0
    repeated: int = 0
    elsewhere: tuple[tuple[str, int], ...] = ()
    strange: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All that a load did, force-month by force-month, and the files it left alone with why."""

    loaded: tuple[Loaded, ...]
    ignored: tuple[str, ...] = ()

    def count(self, changed: Changed) -> int:
        """How many force-months were added, replaced or left unchanged."""
        return sum(row.changed is changed for row in self.loaded)


def as_published(name: str) -> str:
    """A file's name without the `` (1)`` that a browser puts into that of a second download."""
    return _AGAIN.sub("", name)


def recognise(name: str) -> ForceMonth | None:
    """The month and force in a street-level file's name; None if it is not such a file."""
    match = _NAME.fullmatch(as_published(name).lower())
    if match is None:
        return None
    try:
        return ForceMonth(Month.parse(match[1]), match[2])
    except Refused:
        return None


def why_ignored(name: str) -> str:
    """Why a file that is not street-level is left alone, in words."""
    other = _OTHER.fullmatch(as_published(name).lower())
    return f"{other[1]} file" if other else "not a street-level file of police.uk"


def category(crime_type: str) -> str:
    """``Violence and sexual offences`` becomes ``violence_and_sexual_offences``."""
    return _NOT_IN_SLUG.sub("_", crime_type.lower()).strip("_")


def district(lsoa_name: str) -> str:
    """``Oadby and Wigston 004B`` lies in ``Oadby and Wigston``; empty when there is no name."""
    return lsoa_name.rstrip().rpartition(" ")[0].rstrip()


def header_fault(line: str, where: str) -> Fault | None:
    """What is wrong with a file's first line; None when it is the header of police.uk."""
    found = [name.strip().strip('"') for name in line.rstrip("\r\n").split(",")]
    if line.rstrip("\r\n") == HEADER_LINE or found == list(HEADER):
        return None
    if not line.strip():
        return Fault("the first line is empty", f"{where}, line 1", EXPECTED_HEADER, AS_DOWNLOADED)
    if line.lstrip().startswith("<"):
        return Fault("the file is a web page", where, "a CSV file", AS_DOWNLOADED)
    missing = [name for name in HEADER if name not in found]
    extra = [name for name in found if name not in HEADER]
    if missing and extra:
        what = f"columns missing: {', '.join(missing)}; columns not known: {', '.join(extra)}"
    elif missing:
        what = f"columns missing: {', '.join(missing)}"
    elif extra:
        what = f"columns not known: {', '.join(extra)}"
    else:
        what = "the columns are repeated or in another order"
    renamed = [f"'{near}' to '{m}'" for m in missing if (near := nearest(m, extra))]
    remedy = f"rename {' and '.join(renamed)}, or {AS_DOWNLOADED}" if renamed else AS_DOWNLOADED
    return Fault(what, f"{where}, line 1", EXPECTED_HEADER, remedy)


def row_fault(row: Sequence[str], month: Month, where: str) -> Fault | None:
    """What is wrong with the shape or the month of one row; None if nothing is."""
    if len(row) != len(HEADER):
        return Fault(
            f"the row has {len(row)} field{'' if len(row) == 1 else 's'}",
            where,
            f"{len(HEADER)} fields",
            AS_DOWNLOADED,
        )
    if row[1] != str(month):
        return Fault(
            f"the row is of month '{row[1]}'",
            where,
            f"{month}, the month in the file's name",
            "give the file the name it was downloaded with, or " + AS_DOWNLOADED,
        )
    if row[9] and not category(row[9]):
        return Fault(
            f"the crime type '{row[9]}' is not a word", where, "a crime type", AS_DOWNLOADED
        )
    return None


def twice_fault(what: ForceMonth, sources: Sequence[str]) -> Fault:
    """The same force's month came twice in one load, with different content."""
    return Fault(
        f"{what} comes {len(sources)} times with different content",
        " and ".join(sources),
        "each force's month once",
        "load only the newest download (police.uk revises past months)",
    )


def strange_types(rows: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Categories never used before, with their rows: a measure may need to be told of them."""
    return tuple((name, n) for name, n in sorted(rows.items()) if name not in CATEGORIES)


def future_fault(what: ForceMonth, where: str) -> Fault:
    """The fault of a file of a month that has not come yet."""
    return Fault(
        f"the month {what.month} has not come yet",
        where,
        "a month up to this one",
        "correct the month in the file's name, or " + AS_DOWNLOADED,
    )


def quote_fault(line: int, where: str) -> Fault:
    """The fault of a file whose columns are lost behind a stray quotation mark."""
    return Fault(
        "a quotation mark is not closed, or stands within a field",
        f"{where}, line {line}",
        "quotation marks in pairs round a whole field",
        AS_DOWNLOADED,
    )


def elsewhere(rows: Mapping[str, int], known: frozenset[str]) -> tuple[tuple[str, int], ...]:
    """Districts that are no known area (names casefolded), with their rows, most rows first."""
    strange = [(name, n) for name, n in rows.items() if name and name.casefold() not in known]
    return tuple(sorted(strange, key=lambda pair: (-pair[1], pair[0])))
