"""The police's incidents: taking a file in, the list, and linking one to a report."""

import hashlib
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from saferboard.core.casework.asb.incident_rows import Rows, rows_of_book, rows_of_csv
from saferboard.core.casework.asb.incidents import COLUMNS
from saferboard.core.faults import Refused, refuse
from saferboard.core.ingest.text import decode
from saferboard.engines.sheets.reading import MOST_BYTES, read_workbook
from saferboard.web.casework.asb import linking, policing
from saferboard.web.casework.asb.declared import settings
from saferboard.web.casework.asb.forms import TakeIn
from saferboard.web.casework.asb.models import IncidentLink, Load, PoliceIncident
from saferboard.web.casework.asb.views import PAGE, refusal, require_form
from saferboard.web.casework.lock.entering import REFERENCE, Key, asked_for, at_the_lock
from saferboard.web.casework.lock.models import Case
from saferboard.web.directory.desk import tell
from saferboard.web.directory.permissions import Permission, needs

FILE = "file"
SHOWN = 200
"""So many rejects and changes are listed on the page; the rest are counted."""


def crumbs(here: str, *between: tuple[str, str]) -> list[dict[str, str]]:
    """Where the page stands."""
    ways = [("Cases", "cases"), ("What is due", "asb-due"), *between]
    return [*({"text": text, "url": reverse(name)} for text, name in ways), {"text": here}]


@needs(Permission.CASE_OPEN)
@require_safe
@at_the_lock
def incidents(request: HttpRequest, key: Key) -> HttpResponse:
    """The police's incidents, the newest first, with what was judged and what is proposed."""
    if not policing.holders(key):
        return refusal(request, "what the police record of incidents is not open to your role")
    chosen = {one.code for one in settings().areas} & {request.GET.get("area", "")}
    found = policing.incidents(key)
    if chosen:
        found = found.filter(area__in=chosen)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = list(page)
    key.note("police incidents listed", "police incidents", incidents=[row.pk for row in rows])
    candidates = linking.candidates(key, rows)
    named = {one.code: one.name for one in settings().areas}
    context = {
        "page": page,
        "rows": [_row(row, candidates[row.pk], named) for row in rows],
        "areas": settings().areas,
        "chosen": next(iter(chosen), ""),
        "may_import": policing.may_import(key),
        "crumbs": crumbs("Police incidents"),
    }
    return render(request, "asb/incidents.html", context)


def _row(
    row: PoliceIncident, candidates: list[linking.Candidate], named: dict[str, str]
) -> dict[str, Any]:
    linked = next((c for c in candidates if c.link is not None and c.link.same), None)
    waiting = [c for c in candidates if c.link is None]
    return {
        "incident": row,
        "area": named.get(row.area, row.area),
        "linked": linked,
        "proposed": len(waiting),
    }


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def take_in(request: HttpRequest, key: Key) -> HttpResponse:
    """Take a file of incidents in, or only see what it would change."""
    if not (may := policing.may_import(key)):
        return refusal(request, may.because)
    form = TakeIn(request.POST or None, request.FILES or None)
    taken = None
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            data = sent["file"].read(MOST_BYTES + 1)
            taken = policing.take_in(
                by=key,
                rows=_rows(data),
                sha=hashlib.sha256(data).hexdigest(),
                write=sent["write"] == "yes",
            )
        except Refused as refused:
            tell(form, refused)
    context = {
        "form": form,
        "taken": taken,
        "shown": SHOWN,
        "columns": COLUMNS,
        "loads": Load.objects.filter(holder__in=policing.holders(key))[:10],
        "crumbs": crumbs("Take incidents in", ("Police incidents", "asb-incidents")),
    }
    return render(request, "asb/take_in.html", context)


def _rows(data: bytes) -> Rows:
    """The rows of what came, by what it is and not by its name."""
    if len(data) > MOST_BYTES:
        raise refuse(
            f"the file has more than {MOST_BYTES // 1024 // 1024} MB",
            where=FILE,
            expected="a smaller file",
            remedy="take it in by parts, such as one for each month",
        )
    if data.startswith(b"PK"):
        return rows_of_book(read_workbook(data, FILE), FILE)
    # Excel's own CSV begins with a mark that says nothing.
    return rows_of_csv(decode(data.removeprefix(b"\xef\xbb\xbf"), FILE), FILE)


@needs(Permission.CASE_OPEN)
@require_safe
@at_the_lock
def incident(request: HttpRequest, key: Key, incident: int) -> HttpResponse:
    """One incident: what may be it, for a person to judge."""
    row = _incident(key, incident)
    also, asked = _by_hand(request, key)
    return render(request, "asb/incident.html", judging(key, row, also, asked))


def judging(key: Key, row: PoliceIncident, also: Case | None, asked: str) -> dict[str, Any]:
    """What the page of an incident says. What is read of cases is recorded."""
    found = linking.candidates(key, [row], also)[row.pk]
    key.note(
        "police incident read",
        f"police incident {row.pk}",
        cases=sorted({one.report.case.reference for one in found}),
    )
    named = {one.code: one.name for one in settings().areas}
    return {
        "row": row,
        "area": named.get(row.area, row.area),
        "candidates": found,
        "linked": any(one.link is not None and one.link.same for one in found),
        "asked": asked,
        "not_found": bool(asked) and also is None,
        "crumbs": crumbs("Incident", ("Police incidents", "asb-incidents")),
    }


def _by_hand(request: HttpRequest, key: Key) -> tuple[Case | None, str]:
    """The case that somebody named to look for the incident in, if they may see it."""
    asked = request.GET.get("case", "").strip().upper()[:20]
    return by_hand(key, asked), asked


def by_hand(key: Key, asked: str) -> Case | None:
    """A case that somebody named by its reference. That it is not theirs is on record."""
    found = key.cases().filter(reference=asked).first() if REFERENCE.fullmatch(asked) else None
    if asked and found is None:
        key.note("case refused", asked_for(asked), rule="no such case, or not theirs")
    return found


def _incident(key: Key, pk: int) -> PoliceIncident:
    row = policing.incidents(key).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


@needs(Permission.CASE_OPEN)
@require_http_methods(["POST"])
@at_the_lock
def judge(request: HttpRequest, key: Key, incident: int) -> HttpResponse:
    """A person says that a report is the incident, or that it is not."""
    row = _incident(key, incident)
    sent = request.POST.get("report", "")
    report = linking.reports(key).filter(pk=_number(sent)).first()
    if report is None:
        raise Http404
    try:
        linking.judge(by=key, incident=row, report=report, same=request.POST.get("same") == "yes")
    except Refused as refused:
        messages.error(request, refused.faults[0].sentence)
    else:
        messages.success(request, "It is written down. You can undo it below.")
    return _back(request, row)


@needs(Permission.CASE_OPEN)
@require_http_methods(["POST"])
@at_the_lock
def undo(request: HttpRequest, key: Key, incident: int) -> HttpResponse:
    """What was judged holds no more."""
    row = _incident(key, incident)
    sent = request.POST.get("link", "")
    link = (
        IncidentLink.objects.filter(pk=_number(sent), incident=row)
        .filter(case__in=key.cases())
        .select_related("case")
        .first()
    )
    if link is None:
        raise Http404
    try:
        linking.undo(by=key, link=link)
    except Refused as refused:
        messages.error(request, refused.faults[0].sentence)
    else:
        messages.success(request, "It is undone.")
    return _back(request, row)


def _number(sent: str) -> int:
    """The number of a row; nought for what can be none."""
    return int(sent) if sent.isdecimal() and len(sent) < 19 else 0


def _back(request: HttpRequest, row: PoliceIncident) -> HttpResponse:
    """Back to the incident, or to the sample in which it is looked up."""
    sent = request.POST.get("unit", "")
    study, _, number = map(_number, sent.partition("-"))
    if study and number:
        return redirect("asb-unit", study, number)
    return redirect("asb-incident", row.pk)
