"""Sources of the past: the list with its upload, and one source beside what was read of it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from saferboard.core.faults import Fault, Refused
from saferboard.core.ingest.past.plain import to_plain
from saferboard.engines.past import Kind, read_source
from saferboard.web.directory.desk import by
from saferboard.web.directory.permissions import Permission, needs
from saferboard.web.ingest import actions, presenting, queries
from saferboard.web.ingest.forms import Upload
from saferboard.web.ingest.models import Source

require_form = require_http_methods(["GET", "HEAD", "POST"])


def source_or_404(pk: int) -> Source:
    """The source."""
    return get_object_or_404(Source, pk=pk)


def page(
    request: HttpRequest, template: str, source: Source | None = None, **context: Any
) -> HttpResponse:
    """A page of this room, with the way here."""
    status = context.pop("status", 200)
    trail = [{"text": "The past", "url": reverse("history-sources")}]
    if source is not None:
        own = reverse("history-source", args=(source.pk,))
        trail.append({"text": source.name, "url": own if "step" in context else ""})
    if step := context.get("step"):
        trail.append({"text": step, "url": ""})
    context |= {"source": source, "crumbs": trail if source else []}
    return render(request, f"ingest/{template}.html", context, status=status)


@needs(Permission.HISTORY_IMPORT)
@require_form
def sources(request: HttpRequest) -> HttpResponse:
    """Every source with its state; files are taken in here."""
    form = Upload(*((request.POST, request.FILES) if request.method == "POST" else ()))
    faults: list[Fault] = []
    if request.method == "POST" and form.is_valid():
        kind = Kind(form.cleaned_data["kind"])
        loaded, faults = _load(request, kind, form.cleaned_data["chosen"])
        for one in loaded:
            told = "was read" if one.is_new else "is held already"
            messages.success(request, f"{one.source.name} {told}.")
        if not faults:
            pk = loaded[0].source.pk
            alone = len(loaded) == 1
            return redirect("history-source", pk) if alone else redirect("history-sources")
    rows = [presenting.listed(row) for row in queries.listed()]
    return page(request, "sources", form=form, faults=faults, rows=rows)


def _load(
    request: HttpRequest, kind: Kind, files: Sequence[UploadedFile]
) -> tuple[list[actions.Loaded], list[Fault]]:
    """Each file is read and kept by itself: one that cannot be read stops no other."""
    loaded: list[actions.Loaded] = []
    faults: list[Fault] = []
    for file in files:
        try:
            data = file.read()
            read = read_source(data, name=file.name or "file", kind=kind)
            loaded.append(actions.load(by=by(request), read=read, data=data))
        except Refused as refused:
            faults += refused.faults
    return loaded, faults


@needs(Permission.HISTORY_IMPORT)
@require_safe
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """A source and what was read of it, side by side; what waits; what came of it."""
    held = source_or_404(pk)
    reading = queries.newest(held)
    if reading is None:
        raise LookupError(f"{held} has no reading")
    activation = queries.standing(held)
    return page(
        request,
        "source",
        held,
        reading=reading,
        counts=presenting.counts(reading),
        rows=presenting.beside(held, reading, only=request.GET.get("show", "")),
        show=request.GET.get("show", ""),
        waiting=queries.waiting(reading),
        unread=queries.unread(reading),
        activation=activation,
        taken_back=queries.taken_back(held),
    )


@needs(Permission.HISTORY_IMPORT)
@require_safe
def original(request: HttpRequest, pk: int) -> FileResponse:
    """The file as it came."""
    held = source_or_404(pk).original
    return FileResponse(held.path.open("rb"), as_attachment=True, filename=held.name)


@needs(Permission.HISTORY_IMPORT)
@require_safe
def plain(request: HttpRequest, pk: int) -> JsonResponse:
    """What was read, as other programs read it."""
    reading = queries.newest(source_or_404(pk))
    return JsonResponse(to_plain(reading.value) if reading else {})
