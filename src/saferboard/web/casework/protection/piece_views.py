"""Pages of an answer's pieces, one by one, and the log of what is kept back."""

import csv
from io import StringIO
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from saferboard.core.casework.subject_access import Reason
from saferboard.core.faults import Refused
from saferboard.web.casework.protection import answering, forms, listed
from saferboard.web.casework.protection.duty import ACCESS, on_duty, read
from saferboard.web.casework.protection.models import Redacted, SubjectRequest
from saferboard.web.casework.protection.request_views import crumbs, page_of, require_form
from saferboard.web.casework.protection.views import attached
from saferboard.web.directory.desk import by

DECIDE = "decide-%s"
"""Ids of the second form of a page: both have a field of one name."""


@never_cache
@require_form
@on_duty
def piece(request: HttpRequest, pk: int, piece: str) -> HttpResponse:
    """One piece as it is held, what is kept back of it, and a form to keep back more."""
    row = get_object_or_404(SubjectRequest, pk=pk)
    form = forms.KeepBack(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            times = answering.keep_back(
                by=by(request), request=row, piece=piece, words=said["words"],
                reason=Reason(said["reason"]), because=said["because"], on=now(),
            )  # fmt: skip
        except Refused as refused:
            _refused(form, refused)
        else:
            messages.success(request, f"Kept back in {times} place{'' if times == 1 else 's'}.")
            return redirect("cases-piece", row.pk, piece)
    return _page(request, row, piece, form, forms.Judge(auto_id=DECIDE))


@never_cache
@require_POST
@on_duty
def judge(request: HttpRequest, pk: int, piece: str) -> HttpResponse:
    """A piece is given or left out; then the next that waits."""
    row = get_object_or_404(SubjectRequest, pk=pk)
    form = forms.Judge(request.POST, auto_id=DECIDE)
    if form.is_valid():
        said = form.cleaned_data
        try:
            answering.judge(
                by=by(request), request=row, piece=piece, given=said["given"] == "yes",
                because=said["because"], on=now(),
            )  # fmt: skip
        except Refused as refused:
            _refused(form, refused)
        else:
            messages.success(request, "It is written down.")
            return redirect(_next(row))
    return _page(request, row, piece, forms.KeepBack(), form)


def _next(row: SubjectRequest) -> str:
    """The next piece that waits, or the request when all are looked at."""
    waiting = (one for one in answering.answer(row).parts if one.judged is None)
    found = next(waiting, None)
    return reverse("cases-piece", args=[row.pk, found.piece.key]) if found else page_of(row)


def _page(
    request: HttpRequest, row: SubjectRequest, key: str, keep: Any, judging: Any
) -> HttpResponse:
    found = answering.answer(row)
    part = found.part(key)
    if part is None:
        raise Http404
    case = part.piece.case.reference
    read(by=by(request), object=f"case {case}", what=key, why=ACCESS, request=str(row))
    place = found.parts.index(part)
    context = {
        "row": row,
        "part": part,
        "stretches": _stretches(part),
        "keep": keep,
        "judging": judging,
        "form": keep if keep.errors else judging,
        "place": place + 1,
        "number": len(found.parts),
        "before": found.parts[place - 1].piece.key if place else "",
        "after": found.parts[place + 1].piece.key if place + 1 < len(found.parts) else "",
        "crumbs": [*crumbs(), {"text": f"Request {row.pk}", "url": page_of(row)},
                   {"text": part.piece.title}],
    }  # fmt: skip
    return render(request, "protection/piece.html", context)


def _stretches(part: answering.Part) -> list[tuple[str, Redacted | None]]:
    """The text in stretches, each with the redaction that keeps it back."""
    found: list[tuple[str, Redacted | None]] = []
    text, at = part.piece.text, 0
    for one in sorted(part.redacted, key=lambda each: each.start):
        found += [(text[at : one.start], None), (text[one.start : one.end], one)]
        at = one.end
    return [*found, (text[at:], None)]


def _refused(form: Any, refused: Refused) -> None:
    for fault in refused.faults:
        what = fault.what[:1].upper() + fault.what[1:]
        form.add_error(fault.where if fault.where in form.fields else None, f"{what}.")


@never_cache
@require_POST
@on_duty
def give_back(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """A stretch is given after all."""
    found = get_object_or_404(Redacted.objects.select_related("request"), pk=row, request=pk)
    try:
        answering.give_back(by=by(request), request=found.request, redacted=found, on=now())
    except Refused as refused:
        for fault in refused.faults:
            messages.error(request, f"Not done: {fault.what}.")
    else:
        messages.success(request, "It is given after all.")
    return redirect("cases-piece", pk, found.piece)


@never_cache
@require_safe
@on_duty
def log(request: HttpRequest, pk: int) -> HttpResponse:
    """What is kept back: where, for which reason, why, by whom and when. Never the words."""
    row = get_object_or_404(SubjectRequest, pk=pk)
    read(by=by(request), object=str(row), what="log of redactions", why=ACCESS)
    there = [*crumbs(), {"text": f"Request {row.pk}", "url": page_of(row)}, {"text": "Log"}]
    context = {"row": row, "rows": listed.redactions(_logged(row)), "crumbs": there}
    return render(request, "protection/log.html", context)


def _logged(row: SubjectRequest) -> Any:
    return row.redacteds.select_related("case").order_by("case__reference", "piece", "start", "pk")


COLUMNS = (
    "case", "piece", "title", "from", "to", "reason", "because", "by", "at", "undone", "undone by",
)  # fmt: skip


@never_cache
@require_safe
@on_duty
def log_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as CSV."""
    row = get_object_or_404(SubjectRequest, pk=pk)
    read(by=by(request), object=str(row), what="log of redactions as CSV", why=ACCESS)
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for one in _logged(row):
        at = one.at.isoformat(timespec="seconds")
        undone = one.undone.isoformat(timespec="seconds") if one.undone else ""
        writer.writerow(
            (one.case.reference, one.piece, one.title, one.start, one.end, one.reason,
             _harmless(one.because), one.by, at, undone, one.undone_by)
        )  # fmt: skip
    name = f"redactions-{row.pk}.csv"
    return attached(text.getvalue().encode(), "text/csv; charset=utf-8", name)


def _harmless(cell: str) -> str:
    """A spreadsheet must not take it for a formula."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
