"""Street-level files in the layout of police.uk, sound as made, for tests to spoil."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from saferboard.core.ingest.police import HEADER_LINE
from saferboard.engines.tables.store import Store

Row = tuple[str, str]  # LSOA name, crime type


def line(month: str, row: Row, its_id: str = "", context: str = "") -> str:
    """One row of a file."""
    lsoa, crime = row
    code = "E01000001" if lsoa else ""
    police = "Mereshire Police"
    place = "-1.1,52.6,On or near Mill Lane" if lsoa else ",,No Location"
    return f"{its_id},{month},{police},{police},{place},{code},{lsoa},{crime},,{context}"


def crime_id(month: str, number: int) -> str:
    """Sixty-four hexadecimal digits, the same for the same row."""
    return hashlib.sha256(f"{month} {number}".encode()).hexdigest()


def text(month: str, rows: Iterable[Row] = (("Northmere 001A", "Burglary"),)) -> str:
    """A whole file, every row with a Crime ID of its own (they hardly compress)."""
    lines = [line(month, row, crime_id(month, n)) for n, row in enumerate(rows)]
    return "\n".join([HEADER_LINE, *lines]) + "\n"


def put(folder: Path, month: str, content: str | bytes, force: str = "mereshire") -> Path:
    """A file under the name that police.uk gives it, in a folder of the month."""
    path = folder / month / f"{month}-{force}-street.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def contents(store: Store) -> dict[tuple[str, str], str]:
    """What a store holds: the digest of every entry, each checked to be readable."""
    held = store.read()
    for entry in held.entries:
        if entry.file.endswith(".parquet"):
            frame = held.frame(entry.dataset, entry.key)
            assert frame is not None
            assert frame.collect().height == entry.rows
        else:
            assert held.path(entry).read_bytes() is not None
    return {(e.dataset, e.key): e.sha256 for e in held.entries}


def cube_of(store: Store) -> dict[tuple[str, str, str, str], int]:
    """Events by month, force, district and category."""
    frame = store.read().frame("cube", "all")
    if frame is None:
        return {}
    return {
        (f"{month:%Y-%m}", force, district, category): events
        for month, force, district, category, events in frame.collect().iter_rows()
    }
