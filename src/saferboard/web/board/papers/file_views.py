"""Papers and their files as bytes, for those who may have them."""

from datetime import date
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from saferboard.core.board.papers_template import empty_template
from saferboard.core.document.stored import from_json
from saferboard.core.document.tree import Picture
from saferboard.engines.pictures import kind_of
from saferboard.engines.typesetting.typesetter import document_pdf
from saferboard.engines.word.writer import document_docx
from saferboard.web.board.meetings.models import AgendaItem
from saferboard.web.board.papers import files, presenting
from saferboard.web.board.papers.access import of_item, of_paper, paper_at, reading, refused
from saferboard.web.board.papers.models import Kept, Paper, Version
from saferboard.web.directory.permissions import Permission, needs

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif"}


@needs(Permission.PAPER_SUBMIT)
@require_safe
@of_item
def template(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """The Board's template as a Word file, to be filled in."""
    meeting = item.meeting
    document = empty_template(title=item.title, body=str(meeting.body), date=meeting.day)
    data = document_docx(document, made_on=localdate())
    return _sent(data, DOCX, f"{files.clean_name(item.title)}.docx")


@needs(Permission.PAPER_SUBMIT)
@require_safe
@of_paper
def draft_pdf(request: HttpRequest, paper: Paper) -> HttpResponse:
    """The draft as it will print."""
    draft = getattr(paper, "draft", None)
    if draft is None:
        raise Http404
    return _pdf(paper, draft, localdate())


@needs(Permission.PAPER_READ)
@require_safe
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A version as a page."""
    paper = paper_at(pk)
    decision = reading(request, paper, submitted=True)
    if not decision:
        return refused(request, decision)
    row = _version(paper, number)
    document = from_json(row.document) if row.document is not None else None
    return render(
        request,
        "papers/version.html",
        {
            "paper": paper,
            "version": row,
            "document": document,
            "html": presenting.html(paper, document) if document else "",
            "crumbs": [
                {"text": paper.title, "url": reverse("work-paper", args=(paper.pk,))},
                {"text": f"Version {number}"},
            ],
        },
    )


@needs(Permission.PAPER_READ)
@require_safe
def version_pdf(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A version as it prints, or the PDF as it came."""
    paper = paper_at(pk)
    decision = reading(request, paper, submitted=True)
    if not decision:
        return refused(request, decision)
    row = _version(paper, number)
    return _pdf(paper, row, localdate(row.submitted_at))


@needs(Permission.PAPER_READ)
@require_safe
def version_file(request: HttpRequest, pk: int, number: int) -> Any:
    """The file a version was made of, as it came, to be saved."""
    paper = paper_at(pk)
    # The office's and the author's own: a Word file may say more than the paper does.
    decision = reading(request, paper, submitted=False)
    if not decision:
        return refused(request, decision)
    file = _version(paper, number).file
    if file is None:
        raise Http404
    kind = PDF if file.name.lower().endswith(".pdf") else DOCX
    return FileResponse(
        file.path.open("rb"), as_attachment=True, filename=file.name, content_type=kind
    )


@needs(Permission.PAPER_READ)
@require_safe
def picture(request: HttpRequest, pk: int, sha: str) -> HttpResponse:
    """A picture of a paper: of a version that was submitted, or of the draft."""
    paper = paper_at(pk)
    submitted = any(_holds(version, sha) for version in paper.versions.all())
    decision = reading(request, paper, submitted=submitted)
    if not decision:
        return refused(request, decision)
    draft = getattr(paper, "draft", None)
    if not submitted and not (draft and _holds(draft, sha)):
        raise Http404
    data = files.StoredFile(sha, "picture", 0).read()
    response = HttpResponse(data, content_type=TYPES[kind_of(data)])
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _holds(kept: Kept, sha: str) -> bool:
    blocks = from_json(kept.document).blocks if kept.document is not None else ()
    return any(isinstance(block, Picture) and block.sha == sha for block in blocks)


def _version(paper: Paper, number: int) -> Version:
    return get_object_or_404(Version, paper=paper, number=number)


def _pdf(paper: Paper, kept: Kept, made_on: date) -> HttpResponse:
    name = f"{files.clean_name(paper.title)}.pdf"
    if kept.document is not None:
        document = from_json(kept.document)
        return _sent(document_pdf(document, made_on=made_on, kept=files.picture), PDF, name)
    if kept.file is None:
        raise Http404
    # What somebody else made is saved, not opened: it may hold scripts that the pack leaves out.
    return _sent(kept.file.read(), PDF, kept.file.name)


def _sent(data: bytes, kind: str, name: str) -> HttpResponse:
    disposition = content_disposition_header(True, name)
    return HttpResponse(
        data,
        content_type=kind,
        headers={"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"},
    )
