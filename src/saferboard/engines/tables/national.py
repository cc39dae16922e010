"""The newest Table C2 that is held, with the people of each partnership in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from saferboard.core.directory.populations import Denominator
from saferboard.core.ingest.csp import CspTable, parse_csp_table
from saferboard.core.ingest.csp_populations import FILE, TABLE, read_csp_populations
from saferboard.core.ingest.gathering import Faults
from saferboard.engines.tables.returns import CSP, PARTNERSHIP
from saferboard.engines.tables.store import Entry, Holdings


@dataclass(frozen=True, slots=True)
class National:
    """One table, where it came from, and people by code of partnership."""

    table: CspTable
    source: str
    sha256: str
    people: Mapping[str, Denominator]
    people_sha256: str


def national(held: Holdings) -> National | None:
    """The table of the latest year; of one year, what was loaded by itself over the folder's.

    None where no table is held.
    """
    folder = held.entry(PARTNERSHIP, TABLE)
    entries = [*held.of(CSP), *([folder] if folder else [])]
    if not entries:
        return None
    tables = [(_table(_text(held, entry)), entry) for entry in entries]
    table, entry = max(tables, key=lambda found: _ending(found[0]))
    people = held.entry(PARTNERSHIP, FILE)
    return National(
        table,
        entry.sources[0].name,
        entry.sha256,
        _people(_text(held, people)) if people else {},
        people.sha256 if people else "",
    )


def _text(held: Holdings, entry: Entry) -> str:
    return held.path(entry).read_text("utf-8")


@lru_cache(maxsize=4)
def _table(text: str) -> CspTable:
    return parse_csp_table(text, TABLE)


@lru_cache(maxsize=2)
def _people(text: str) -> Mapping[str, Denominator]:
    faults = Faults()
    found = read_csp_populations(text, FILE, faults)
    faults.refuse()
    return found


def _ending(table: CspTable) -> datetime:
    return datetime.strptime(table.year_ending, "%B %Y")  # noqa: DTZ007 a month of a year
