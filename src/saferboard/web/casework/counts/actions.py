"""Handing counts over to the Board's evidence."""

from django.db import transaction

from saferboard.core.faults import refuse
from saferboard.web.casework.counts.counting import counted
from saferboard.web.casework.lock.entering import Key
from saferboard.web.evidence.counts import take


@transaction.atomic
def hand_over(*, by: Key, token: str) -> int:
    """Hand over the counts of the purpose; how many returns were made of them.

    They are counted again here: nothing that a form sends can become a figure. Evidence keeps small
    ones back, whoever hands them over.
    """
    if not by.co_ordinates:
        raise refuse(
            "your role hands no counts over",
            where="role",
            expected=f"the role that co-ordinates {by.purpose.title}",
            remedy="ask the co-ordinator",
        )
    counts = [one for found in counted(by) for one in found.counts]
    sent = take(by=by.by, counts=counts, key=token)
    by.note(
        "counts handed over",
        "evidence",
        measures=sorted({one.measure for one in counts}),
        returns=[row.pk for row in sent],
    )
    return len(sent)
