"""Pages on which an author sees what the paper check found, before anybody else does."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from saferboard.core.document.stored import from_json
from saferboard.core.evidence.checking.documents import read_document
from saferboard.core.evidence.checking.lines import read_text
from saferboard.core.evidence.checking.report import check as check_source
from saferboard.core.evidence.checking.source import Source
from saferboard.core.faults import Refused
from saferboard.engines.papers import read_paper
from saferboard.web.board.papers.access import of_paper, paper_at, reading, refused
from saferboard.web.board.papers.models import Draft, Kept, Paper, Version
from saferboard.web.checking import presenting, queries
from saferboard.web.checking.forms import Given
from saferboard.web.directory.limits import limited
from saferboard.web.directory.permissions import Permission, needs

PAGES = "Papers"


@needs(Permission.PAPER_CHECK)
@require_http_methods(["GET", "HEAD", "POST"])
@limited("paper-check", 60, seconds=3600)
def check(request: HttpRequest) -> HttpResponse:
    """A paper given as a file or as words; nothing of it is kept."""
    sent = request.method == "POST"
    form = Given(request.POST if sent else None, request.FILES if sent else None)
    crumbs = [{"text": PAGES, "url": reverse("work-papers")}, {"text": "Check a paper’s figures"}]
    if sent and form.is_valid():
        try:
            name, source = _given(form.cleaned_data)
        except Refused as no:
            for fault in no.faults:
                what = fault.what[:1].upper() + fault.what[1:]
                form.add_error("file", f"{what}. To put it right: {fault.remedy}.")
        else:
            return _report(request, name, source, {"crumbs": crumbs, "kept": False})
    return render(request, "checking/check.html", {"form": form, "crumbs": crumbs})


def _given(said: dict[str, Any]) -> tuple[str, Source]:
    file = said["file"]
    if file is None:
        return "What you pasted", read_text(str(said["text"]))
    return str(file.name), read_paper(file.read(), name=str(file.name))


@needs(Permission.PAPER_CHECK)
@require_safe
@of_paper
def draft(request: HttpRequest, paper: Paper) -> HttpResponse:
    """What stands in one's own draft."""
    kept: Draft | None = getattr(paper, "draft", None)
    if kept is None:
        raise Http404
    onward = reverse("work-paper-check", args=(paper.pk,))
    context = {"onward": onward, "crumbs": _crumbs(paper, "Figures of the draft"), "kept": True}
    return _report(request, paper.title, _source(kept), context)


@needs(Permission.PAPER_CHECK)
@require_safe
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """What stands in a version that was submitted."""
    paper = paper_at(pk)
    decision = reading(request, paper, submitted=True)
    if not decision:
        return refused(request, decision)
    row = get_object_or_404(Version, paper=paper, number=number)
    context = {"crumbs": _crumbs(paper, f"Figures of version {number}"), "kept": True}
    return _report(request, f"{paper.title}, version {number}", _source(row), context)


def _source(kept: Kept) -> Source:
    if kept.document is not None:
        return read_document(from_json(kept.document))
    if kept.file is None:
        raise Http404
    return read_paper(kept.file.read(), name=kept.file.name)


def _report(
    request: HttpRequest, name: str, source: Source, context: dict[str, Any]
) -> HttpResponse:
    known = queries.known()
    report = check_source(source, known.facts, known.sayings)
    shown = {
        "name": name,
        "release": known.release,
        "found": len(report.findings),
        "groups": presenting.groups(report),
        "checked": presenting.counts(report.checked),
        "unchecked": presenting.counts(report.unchecked),
    }
    return render(request, "checking/report.html", {**shown, **context})


def _crumbs(paper: Paper, here: str) -> list[dict[str, str]]:
    item = paper.item
    return [
        {"text": item.title, "url": reverse("work-papers-item", args=(item.pk,))},
        {"text": paper.title, "url": reverse("work-paper", args=(paper.pk,))},
        {"text": here},
    ]
