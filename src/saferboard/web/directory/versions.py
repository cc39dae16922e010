"""Two people at one form: what the second one sends never covers what the first one saved."""

import hashlib
from typing import TypeVar

from django.db.models import Model

from saferboard.core.faults import Fault, Refused

M = TypeVar("M", bound=Model)


def stamp(row: Model) -> str:
    """A short fingerprint of everything the row says; the form carries it there and back."""
    said = [
        (field.attname, str(getattr(row, field.attname))) for field in row._meta.concrete_fields
    ]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


class Overtaken(Refused):
    """Somebody else changed the row since the form was opened. ``row`` is as it stands now."""

    def __init__(self, row: Model) -> None:
        super().__init__(
            Fault(
                "somebody else changed this while you were writing",
                where="form",
                expected="nothing changed since you opened the page",
                remedy="compare what you wrote with how it stands now; save again to keep yours",
            )
        )
        self.row = row


def locked(row: M, seen: str) -> M:
    """The row as it stands, kept from others until the transaction ends.

    ``seen`` is the stamp of what the writer saw. Overtaken: it stands otherwise by now.
    """
    current = type(row)._default_manager.select_for_update().get(pk=row.pk)
    if stamp(current) != seen:
        raise Overtaken(current)
    return current
