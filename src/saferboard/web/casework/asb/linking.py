"""Linking incidents to reports: what is proposed, what a person judged, and undoing it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q, QuerySet

from saferboard.core.casework.asb import kinds
from saferboard.core.casework.asb.kinds import Kind
from saferboard.core.casework.asb.linking import Proposal, plain_reference, proposals, propose
from saferboard.core.casework.cases import FieldClass
from saferboard.core.faults import Refused, refuse
from saferboard.web.casework.asb import policing
from saferboard.web.casework.asb.declared import settings
from saferboard.web.casework.asb.models import IncidentLink, PoliceIncident, Report
from saferboard.web.casework.asb.queries import open_rows
from saferboard.web.casework.lock.entering import Key
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.running.actions import may_write


def value(row: Report) -> kinds.Report:
    """A row as core knows it."""
    return kinds.Report(
        str(row.pk), Kind(row.kind), row.earliest, row.latest, row.lsoa, row.street, row.quoted
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A report that may be the incident, why, and what was judged of the two, if anything."""

    report: Report
    proposal: Proposal | None
    link: IncidentLink | None


def reports(key: Key) -> QuerySet[Report]:
    """The reports of cases that somebody may see, with their case; classes are asked afterwards."""
    found = Report.objects.filter(case__in=key.cases())
    return found.select_related("case", "case__holder", "entry")


def live(key: Key, rows: Collection[PoliceIncident]) -> list[IncidentLink]:
    """What holds of some incidents, as far as the reader may know: links and refusals."""
    found = IncidentLink.objects.filter(
        incident__in=rows, undone=None, case__in=key.cases()
    ).select_related("case", "case__holder", "report", "report__entry")
    return open_rows(key, found)


def candidates(
    key: Key, rows: Collection[PoliceIncident], also: Case | None = None
) -> dict[int, list[Candidate]]:
    """For each incident what may be it: what was judged first, then what is proposed.

    ``also`` is a case that somebody found by hand: all its reports are shown. As many queries,
    however many incidents.
    """
    if not rows:
        return {}
    hours = settings().front.hours
    near = open_rows(key, reports(key).filter(_near(rows, hours) | Q(case=also)))
    by_key = {str(row.pk): row for row in near}
    proposed: dict[tuple[str, str], Proposal] = {
        (one.incident, one.report): one
        for one in proposals(map(policing.value, rows), map(value, near), hours)
    }
    judged = {(link.incident_id, link.report_id): link for link in live(key, rows)}
    found: dict[int, list[Candidate]] = {}
    for row in rows:
        mine = [link for (incident, _), link in judged.items() if incident == row.pk]
        listed = {link.report_id: Candidate(
            link.report, propose(policing.value(row), value(link.report), hours), link
        ) for link in mine}  # fmt: skip
        for (incident, report), one in proposed.items():
            if incident == row.reference:
                held = by_key[report]
                listed.setdefault(held.pk, Candidate(held, one, None))
        for held in near:
            if also is not None and held.case_id == also.pk:
                listed.setdefault(held.pk, Candidate(held, None, None))
        found[row.pk] = list(listed.values())
    return found


def _near(rows: Iterable[PoliceIncident], hours: int) -> Q:
    """Reports that can be proposed for one of the incidents: by their time, or by a reference."""
    found = list(rows)
    reach = timedelta(hours=hours)
    first, last = min(one.at for one in found) - reach, max(one.at for one in found) + reach
    quoted = (Q(quoted__contains=f" {plain_reference(one.reference)} ") for one in found)
    return Q(earliest__lte=last, latest__gte=first) | reduce(or_, quoted)


@transaction.atomic
def judge(*, by: Key, incident: PoliceIncident, report: Report, same: bool) -> IncidentLink:
    """A person says that an incident and a report are the same, or that they are not.

    An incident is the same as one report at most of the cases that they may see: a link in a case
    that they may not see is not told of, not by a refusal either. A report may be told of by
    several incidents. Of two who judge one incident at once the second waits.
    """
    opened = by.open(report.case.reference)
    may_write(opened, FieldClass.ACCOUNT)
    row = policing.incidents(by).select_for_update(of=("self",)).get(pk=incident.pk)
    held = IncidentLink.objects.filter(incident=row, undone=None, case__in=by.cases())
    if held.filter(report=report).exists():
        raise _refused("this was judged already", "undo that first, if it is wrong")
    if same and held.filter(same=True).exists():
        raise _refused(
            "the incident is linked to another report", "undo that link first, if it is wrong"
        )
    found = propose(policing.value(row), value(report), settings().front.hours)
    link = IncidentLink.objects.create(
        case=report.case, field=FieldClass.ACCOUNT, incident=row, report=report, same=same,
        reasons=list(found.reasons) if found else ["found by hand"], at=by.on, by=by.by,
    )  # fmt: skip
    by.note("asb link judged", f"case {report.case}", incident=row.pk, report=report.pk, same=same)
    return link


@transaction.atomic
def undo(*, by: Key, link: IncidentLink) -> IncidentLink:
    """What was judged holds no more, and stays on record."""
    opened = by.open(link.case.reference)
    may_write(opened, FieldClass.ACCOUNT)
    row = IncidentLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if row.undone is not None:
        raise _refused("this was undone already", "look at the incident again")
    row.undone, row.undone_by = by.on, by.by
    row.save(update_fields=["undone", "undone_by"])
    by.note("asb link undone", f"case {link.case}", incident=row.incident_id, report=row.report_id)
    return row


def _refused(what: str, remedy: str) -> Refused:
    return refuse(
        what, where="report", expected="an incident and a report that nobody judged", remedy=remedy
    )
