"""The past as everybody reads it: nothing but public copies of what was activated."""

from datetime import date
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from saferboard.core.ingest.past.text.lines import lines_of
from saferboard.web.directory.permissions import Permission, may, needs
from saferboard.web.ingest import queries
from saferboard.web.ingest.linking import links_of
from saferboard.web.ingest.models import Part, Source
from saferboard.web.ingest.public_pages import sections, titled
from saferboard.web.publish.caching import kept
from saferboard.web.publish.snapshots import TYPES, File
from saferboard.web.publish.views import sent


def _page(request: HttpRequest, template: str, trail: list[Any], **context: Any) -> HttpResponse:
    first = {"text": "The past", "url": reverse("history")}
    crumbs = [first, *({"text": text, "url": url} for text, url in trail)]
    return render(request, f"ingest/{template}.html", context | {"crumbs": crumbs})


@needs(Permission.BOARD_READ)
@require_safe
@kept("body")
def years(request: HttpRequest) -> HttpResponse:
    """Every meeting of the past that can be read, year by year."""
    every = queries.days()
    bodies = sorted({(key, name) for _, key, name, _ in every}, key=lambda pair: pair[1])
    chosen = request.GET.get("body", "")
    shown = [row for row in every if not chosen or row[1] == chosen]
    listed = [(year, [row for row in shown if row[0].year == year]) for year in _years(shown)]
    context = {"years": listed, "bodies": bodies, "chosen": chosen}
    return render(request, "ingest/years.html", context)


def _years(rows: list[Any]) -> list[int]:
    return sorted({row[0].year for row in rows}, reverse=True)


@needs(Permission.BOARD_READ)
@require_safe
@kept()
def meeting(request: HttpRequest, body: str, day: date) -> HttpResponse:
    """One meeting: agenda, attendance, minutes, action log, reports, dashboards."""
    parts = queries.shown(body, day)
    if not parts:
        return _gone(request, body, day)
    of = parts[0].body
    # What is likely and not certain is for those who can settle it.
    doubts = bool(may(request, Permission.HISTORY_IMPORT))
    return _page(
        request,
        "history",
        [(titled(day), "")],
        name=of.name,
        body=of.key,
        day=day,
        sections=sections(parts, links_of(of), doubts=doubts),
    )


def _gone(request: HttpRequest, body: str, day: date) -> HttpResponse:
    """404, or 410 with the reason where it was here and was taken back."""
    last = Part.objects.filter(body__key=body, on=day).order_by("-pk").first()
    if last is None:
        raise Http404
    context = {"part": last, "taken_back": last.activation.taken_back}
    return render(request, "ingest/gone.html", context, status=410)


def _open_source(pk: int) -> Source:
    """A source whose original everybody may open, while its activation stands."""
    found = Source.objects.filter(
        pk=pk,
        readings__activations__is_open=True,
        readings__activations__taken_back__isnull=True,
    ).first()
    if found is None:
        raise Http404
    return found


@needs(Permission.BOARD_READ)
@require_safe
def original(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The original as it was published: a PDF in the browser, anything else as a download."""
    source = _open_source(pk)
    if source.is_pdf:
        held = File(sha256=source.sha, size=source.size, type=TYPES[".pdf"])
        return sent(request, held, source.name)
    # Whatever else it is, it is saved and never shown: a page of others could act in our name.
    data = source.original.path.open("rb")
    return FileResponse(
        data, as_attachment=True, filename=source.name, content_type="application/octet-stream"
    )


@needs(Permission.BOARD_READ)
@require_safe
@kept()
def text(request: HttpRequest, pk: int) -> HttpResponse:
    """The text of an original, line by line, so that a line can be linked to."""
    source = _open_source(pk)
    lines = [line for line in lines_of(source.text) if line.raw.strip()]
    return _page(request, "text", [(source.name, "")], source=source, lines=lines)
