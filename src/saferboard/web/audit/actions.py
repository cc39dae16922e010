"""Writing to the audit trail."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from saferboard.core.audit.coded import must_be_coded
from saferboard.web.audit.models import Event


def record(*, by: str, action: str, object: str, **detail: Any) -> Event:
    """Add one event, in the transaction of what it tells of: both are stored or neither.

    ``by`` is a post or an account's key. Raises RuntimeError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an event is recorded in the transaction of what it tells of")
    return Event.objects.create(by=by, action=action, object=object, detail=detail)


def record_coded(
    *, by: str, action: str, object: str, agency: str, purpose: str, rule: str = "", **detail: Any
) -> Event:
    """Add an event of what is kept under lock: for which agency and purpose, and by which rule.

    References, keys and codes only. ValueError if a detail holds free text: what is told of a
    person never comes into the trail, which is kept longer and read by others.
    """
    told = {"agency": agency, "purpose": purpose, **({"rule": rule} if rule else {}), **detail}
    must_be_coded({"object": object, **told})
    return record(by=by, action=action, object=object, **told)


def record_read(
    *, by: str, object: str, agency: str, purpose: str, rule: str, fields: Iterable[str]
) -> Event:
    """Add that somebody read what is kept under lock: which classes of field were opened."""
    return record_coded(
        by=by,
        action="read",
        object=object,
        agency=agency,
        purpose=purpose,
        rule=rule,
        fields=sorted(fields),
    )
