"""What comes into a case from outside the lock: from the public, or from another area."""

from datetime import datetime

from saferboard.core.casework.cases import FieldClass
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.running.models import NOTE, Entry


def enter_received(
    *, case: Case, field: FieldClass, words: str, on: datetime, by: str, piece: str = NOTE
) -> Entry:
    """Words of a new case as they came. Within the transaction, and the duty, that received it.

    The agency that holds the case stands for whoever sent them.
    """
    return Entry.objects.create(
        case=case, field=field, piece=piece, words=words.strip(), at=on, by=by, agency=case.holder
    )
