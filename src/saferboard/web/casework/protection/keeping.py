"""How long cases are kept: which the partnership's rules propose to erase, and what must stay."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from saferboard.core.casework.clocks import local_day
from saferboard.core.casework.retention import (
    FILE,
    Kept,
    Proposed,
    Retention,
    proposed,
    read_retention,
)
from saferboard.core.directory.spells import day
from saferboard.core.faults import Refused, refuse
from saferboard.core.ingest.gathering import Faults
from saferboard.web.audit.actions import record
from saferboard.web.casework.lock.declared import purposes, text_of
from saferboard.web.casework.lock.holdings import NEEDED
from saferboard.web.casework.lock.models import Case, Flag
from saferboard.web.casework.protection.models import About, Hold


def rules() -> tuple[Retention, ...]:
    """The partnership's rules, as they were published; none before they are."""
    try:
        text = text_of(FILE)
    except Refused:
        return ()
    return read_retention(text, purposes(), Faults())


def due(on: date, only: Iterable[str] | None = None) -> tuple[Proposed, ...]:
    """The cases whose time is over on a day, with what still keeps them."""
    cases = Case.objects.filter(closed__isnull=False, erased__isnull=True)
    if only is not None:
        cases = cases.filter(reference__in=only)
    rows = list(cases.only("reference", "purpose", "closed"))
    over = {one.case.key for one in proposed((_kept(row) for row in rows), rules(), on)}
    late = [row for row in rows if row.reference in over]
    holds, flags = _holds(late, on), _flags(late)
    kept = (_kept(row, holds[row.pk], flags.get(row.pk)) for row in late)
    return proposed(kept, rules(), on)


def _kept(case: Case, holds: Iterable[str] = (), until: datetime | None = None) -> Kept:
    assert case.closed is not None  # noqa: S101 only closed cases are asked for
    flagged = local_day(until) if until else None
    return Kept(case.reference, case.purpose, local_day(case.closed), tuple(holds), flagged)


def _holds(cases: Iterable[Case], on: date) -> dict[int, list[str]]:
    """What keeps a case: a hold that is not lifted, a request that is not closed, a room's need."""
    keys, found = [case.pk for case in cases], defaultdict(list)
    for row in Hold.objects.filter(case__in=keys, lifted=None):
        found[row.case_id].append(f"on hold since {day(local_day(row.at))}: {row.because}")
    for about in About.objects.filter(case__in=keys, request__closed=None):
        found[about.case_id].append(f"subject request {about.request_id} is open")
    for needed in NEEDED:
        for case, why in needed(keys, on).items():
            found[case].append(why)
    return found


def _flags(cases: Iterable[Case]) -> dict[int, datetime]:
    """The last moment at which a flag of a case holds."""
    found: dict[int, datetime] = {}
    for case, until in Flag.objects.filter(case__in=[one.pk for one in cases]).values_list(
        "case", "until"
    ):
        if until is not None:
            found[case] = max(until, found.get(case, until))
    return found


@transaction.atomic
def hold(*, by: str, reference: str, because: str, on: datetime) -> Hold:
    """The case must stay. Refused for a case that there is not, and for one that is gone."""
    case = Case.objects.select_for_update().filter(reference=reference).first()
    if case is None or case.erased:
        raise refuse(
            "there is no such case" if case is None else "what this case said is erased",
            where="reference",
            expected="the reference of a case that is kept",
            remedy="correct the reference",
        )
    row = Hold.objects.create(case=case, because=_reason(because), at=on, by=by)
    record(by=by, action="case put on hold", object=f"case {case}", hold=row.pk)
    return row


@transaction.atomic
def lift(*, by: str, hold: Hold, because: str, on: datetime) -> None:
    """The hold ends; the rule decides again."""
    row = Hold.objects.select_for_update().select_related("case").get(pk=hold.pk)
    if row.lifted:
        raise refuse(
            "this hold is lifted already",
            where="because",
            expected="a hold that lasts",
            remedy="look at the list of holds again",
        )
    row.lifted, row.lifted_because, row.lifted_by = on, _reason(because), by
    row.save()
    record(by=by, action="hold lifted", object=f"case {row.case}", hold=row.pk)


def _reason(because: str) -> str:
    if not because.strip():
        raise refuse(
            "no reason is given", where="because", expected="a few words", remedy="say why"
        )
    return because.strip()
