"""A load tried out: everything is read, checked and counted, and nothing is kept."""

import hashlib

from saferboard.engines.tables.store import Change, Holdings, Store


class Rehearsal(Store):
    """The store of an instance whose changes end as if they had never been made."""

    def _commit(self, change: Change) -> None:
        """Nothing is kept."""


def state_of(held: Holdings) -> str:
    """A short name for all that is held: another one as soon as anything changed."""
    said = [(entry.dataset, entry.key, entry.sha256) for entry in held.entries]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]
