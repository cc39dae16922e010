"""A load tried out: everything is read, checked and counted, and nothing is kept."""

import hashlib

import polars as pl

from saferboard.core.ingest.police import ForceMonth
from saferboard.engines.tables import cube
from saferboard.engines.tables.store import Change, Holdings, Store


class Rehearsal(Store):
    """The store of an instance whose changes end as if they had never been made."""

    def _commit(self, change: Change) -> None:
        """Nothing is kept."""


def state_of(held: Holdings) -> str:
    """A short name for all that is held: another one as soon as anything changed."""
    said = [(entry.dataset, entry.key, entry.sha256) for entry in held.entries]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def events_by_month(held: Holdings) -> dict[ForceMonth, int]:
    """Events that are counted for each force's month, from source rows or from monthly counts."""
    frame = held.frame(cube.DATASET, cube.KEY)
    if frame is None:
        return {}
    rows = frame.group_by("month", "force").agg(pl.sum("events")).collect()
    return {
        ForceMonth(cube.month_of(month), force): events for month, force, events in rows.iter_rows()
    }
