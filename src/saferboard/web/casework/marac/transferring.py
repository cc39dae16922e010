"""Cases that go to another MARAC. Those that come are referred (``referring``) with their days."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from saferboard.core.casework.marac.transfers import Part, Sent, Standing, goes, standing
from saferboard.core.faults import refuse
from saferboard.web.casework.lock.entering import Opened
from saferboard.web.casework.marac import steps
from saferboard.web.casework.marac.declared import settings
from saferboard.web.casework.marac.models import Transfer
from saferboard.web.casework.marac.referring import co_ordinator


@transaction.atomic
def send(*, by: Opened, marac: str, on: date, parts: Iterable[Part], agreed: bool) -> Transfer:
    """Say that a case was sent, and what of it. Refused for a part that does not go.

    The case stays where it stands: it is the other MARAC's when that has said that it holds it.
    """
    co_ordinator(by)
    sent = list(parts)
    for part in sent:
        decision = goes(part, agency_agrees=agreed)
        if not decision:
            raise refuse(
                decision.because,
                where=f"part: {part}",
                expected="what goes to another MARAC",
                remedy="leave it out, or ask the agency",
            )
    if Transfer.objects.filter(case=by.case, received__isnull=True).exists():
        raise refuse(
            "the case was sent, and no receipt has come",
            where="transfer",
            expected="one transfer at a time",
            remedy="record the receipt, or telephone the other MARAC",
        )
    row = Transfer.objects.create(
        case=by.case, marac=marac.strip(), on=on, parts=[str(one) for one in sent], by=by.key.by
    )
    by.key.note("marac transfer sent", f"case {by.case}", parts=row.parts)
    return row


@transaction.atomic
def receive(*, by: Opened, on: date) -> None:
    """The other MARAC said in writing that it holds the case: it is theirs from that day."""
    co_ordinator(by)
    row = Transfer.objects.select_for_update().filter(case=by.case, received__isnull=True).first()
    if row is None or on < row.on:
        raise refuse(
            "there is no transfer that waits for a receipt of that day",
            where="receipt",
            expected="a day from that of the sending on",
            remedy="record the sending first, or correct the day",
        )
    steps.take(by=by, step="transfer", evidence=["receipt of the other MARAC"])
    Transfer.objects.filter(pk=row.pk).update(received=on)
    by.key.note("marac transfer received", f"case {by.case}")


def where(row: Transfer, on: date) -> Standing:
    """Where a transfer stands on a day."""
    return standing(Sent(row.marac, row.on, row.received), on, settings().receipt_days)
