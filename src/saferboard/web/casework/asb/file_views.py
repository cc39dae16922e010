"""Evidence files of a case: added, accepted, given out."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from saferboard.core.casework.asb.files import kind_of
from saferboard.core.casework.cases import FieldClass
from saferboard.core.faults import Refused
from saferboard.web.casework.asb import filing, queries
from saferboard.web.casework.asb.case_views import shown
from saferboard.web.casework.asb.forms import Accept, AddFile
from saferboard.web.casework.asb.models import EvidenceFile
from saferboard.web.casework.asb.views import refusal, require_form
from saferboard.web.casework.lock.entering import Key, Opened, at_the_lock
from saferboard.web.directory.desk import tell
from saferboard.web.directory.permissions import Permission, needs


@needs(Permission.CASE_OPEN)
@require_form
def files(request: HttpRequest, reference: str) -> HttpResponse:
    """The files of a case; add one. What came is looked at before the case is locked."""
    came: Any = request.FILES.get("file") if request.method == "POST" else None
    return _files(request, reference=reference, looked=filing.look(came) if came else None)


@at_the_lock
def _files(
    request: HttpRequest, key: Key, *, reference: str, looked: filing.Looked | None
) -> HttpResponse:
    opened = key.open(reference)
    form = AddFile(request.POST or None, request.FILES or None, opened=opened)
    if request.method == "POST" and form.is_valid() and looked is not None:
        sent = form.cleaned_data
        try:
            kept = filing.keep(
                by=opened,
                file=sent["file"],
                looked=looked,
                field=FieldClass(sent["field"]),
                words=sent["words"],
            )
        except Refused as refused:
            kept = refused
        if isinstance(kept, EvidenceFile):
            messages.success(request, "The file is kept.")
            return redirect("asb-files", reference)
        tell(form, kept)
    rows = [
        {
            "file": row,
            "open": filing.may_open(row),
            "accept": filing.may_accept(opened, row),
        }
        for row in queries.of_case(opened, EvidenceFile).select_related("agency")
    ]
    return render(request, "asb/files.html", shown(opened, "Evidence files", form=form, files=rows))


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def accept(request: HttpRequest, key: Key, reference: str, file: int) -> HttpResponse:
    """Open an unscanned file to those who may read its class."""
    opened = key.open(reference)
    row = _file(opened, file)
    if request.method != "POST" and not (may := filing.may_accept(opened, row)):
        return refusal(request, may.because)
    form = Accept(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            filing.accept(by=opened, file=row, because=form.cleaned_data["because"])
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "The file can be opened.")
            return redirect("asb-files", reference)
    title = "Open a file that was not scanned"
    context = shown(opened, title, form=form, title=title, button="Accept the risk", warning=True)
    return render(request, "asb/form.html", context)


@needs(Permission.CASE_OPEN)
@require_safe
@at_the_lock
def file(request: HttpRequest, key: Key, reference: str, file: int) -> HttpResponse:
    """The file, to be saved and never shown by the browser; that it was read is on record.

    Its name is ours: that with which it came may be somebody's.
    """
    opened = key.open(reference)
    row = _file(opened, file)
    try:
        data = filing.give(by=opened, file=row)
    except Refused as refused:
        return refusal(request, refused.faults[0].what)
    kind = kind_of(row.kind)
    ending = kind.endings[0] if kind else "bin"
    answer = HttpResponse(data, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{opened.case}-{row.pk}.{ending}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _file(opened: Opened, file: int) -> EvidenceFile:
    row = queries.of_case(opened, EvidenceFile).filter(pk=file).first()
    if row is None:
        raise Http404
    return row
