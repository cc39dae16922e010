"""Writing to the audit trail."""

from typing import Any

from django.db import transaction

from saferboard.web.audit.models import Event


def record(*, by: str, action: str, object: str, **detail: Any) -> Event:
    """Add one event, in the transaction of what it tells of: both are stored or neither.

    ``by`` is a post or an account's key. Raises RuntimeError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an event is recorded in the transaction of what it tells of")
    return Event.objects.create(by=by, action=action, object=object, detail=detail)
