"""Handing counts over to the Board's evidence."""

from django.db import transaction

from saferboard.core.faults import refuse
from saferboard.web.casework.counts.counting import counted, measured
from saferboard.web.casework.lock.entering import Key
from saferboard.web.evidence.counts import take, take_overlaps


@transaction.atomic
def hand_over(*, by: Key, token: str) -> int:
    """Hand over the counts of the purpose, and what was measured of two sources; how many of both.

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
    found = counted(by)
    if unsettled := sum(one.unsettled for one in found):
        raise refuse(
            f"of {unsettled} cases nobody has said whether they are to be counted",
            where="counts",
            expected="an answer for every case of the period",
            remedy="record in each case heard whether it is a repeat, then hand the counts over",
        )
    counts = [count for one in found for count in one.counts]
    sent = take(by=by.by, counts=counts, key=token)
    overlaps = measured(by)
    if overlaps:
        take_overlaps(by=by.by, key=by.purpose.key, overlaps=overlaps)
    by.note(
        "counts handed over",
        "evidence",
        measures=sorted({one.measure for one in counts}),
        returns=[row.pk for row in sent],
        overlaps=len(overlaps),
    )
    return len(sent) + len(overlaps)
