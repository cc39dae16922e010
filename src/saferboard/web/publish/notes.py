"""Reading a paper with one's own notes beside it, on any device. Nobody else is shown them."""

import json
import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saferboard.core.document.html import image, to_html
from saferboard.core.document.tree import Chart, Document, Drawn
from saferboard.web.board.papers import queries as papers
from saferboard.web.board.papers.access import reading, refused
from saferboard.web.board.papers.models import Version
from saferboard.web.directory.models import User
from saferboard.web.directory.permissions import Permission, may, needs
from saferboard.web.evidence.pictures import picture
from saferboard.web.publish import noting
from saferboard.web.publish.forms import NoteForm
from saferboard.web.publish.models import Note

_NUMBERED = re.compile(r'<p class="numbered" id="paragraph-(\d+)">')


def own(request: HttpRequest) -> User:
    """Whoever is signed in."""
    user = request.user
    if not isinstance(user, User):
        raise Http404
    return user


def _version(paper: int) -> Version:
    found = papers.standing().filter(paper__pk=paper, paper__withdrawn=False).first()
    if found is None:
        raise Http404
    return found


@needs(Permission.NOTE_KEEP)
@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Papers to read, and one's own notes on them."""
    private = bool(may(request, Permission.PRIVATE_READ))
    notes = list(
        Note.objects.filter(account=own(request)).select_related("paper__item__meeting__body")
    )
    counted: dict[int, int] = {}
    for note in notes:
        counted[note.paper_id] = counted.get(note.paper_id, 0) + 1
    found = papers.standing().filter(paper__withdrawn=False)
    if not private:
        found = found.filter(paper__item__restricted=False)
    rows = found.select_related("paper__item__meeting__body").order_by(
        "-paper__item__meeting__date", "paper__item__number", "paper__place"
    )
    listed = [(version.paper, counted.get(version.paper_id, 0)) for version in rows[:200]]
    crumbs = [{"text": "Papers and my notes"}]
    context = {"crumbs": crumbs, "papers": listed, "total": len(notes)}
    return render(request, "publish/notes.html", context)


@needs(Permission.NOTE_KEEP)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """A paper, one's notes at their places, and a form for another."""
    version = _version(pk)
    allowed = reading(request, version.paper, submitted=True)
    if not allowed:
        return refused(request, allowed)
    is_document = version.document is not None
    form = NoteForm(request.POST or None, is_document=is_document, initial=_place(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        noting.keep_note(
            account=own(request),
            version=version,
            text=said["text"],
            paragraph=said.get("paragraph"),
            page=said.get("page"),
        )
        messages.success(request, "Your note is kept.")
        return redirect("notes-paper", pk)
    shown = _shown(request, version)
    return render(request, "publish/notes_paper.html", {"form": form, **shown})


def _place(request: HttpRequest) -> dict[str, Any]:
    return {"paragraph": request.GET.get("paragraph"), "page": request.GET.get("page")}


def _shown(request: HttpRequest, version: Version) -> dict[str, Any]:
    said = papers.content(version)
    notes = list(Note.objects.filter(account=own(request), paper=version.paper))
    crumbs = [
        {"text": "Papers and my notes", "url": reverse("notes")},
        {"text": version.paper.title},
    ]
    html = _html(said, version) if isinstance(said, Document) else ""
    html, loose = _with_notes(html, notes, version)
    return {
        "crumbs": crumbs,
        "version": version,
        "item": version.paper.item,
        "notes": loose,
        "html": SafeString(html),
    }


def _with_notes(html: str, notes: list[Note], version: Version) -> tuple[str, list[Note]]:
    """Every numbered paragraph with its notes before it; and the notes that found no paragraph."""
    placed: set[int] = set()

    def before(found: re.Match[str]) -> str:
        number = int(found[1])
        here = [note for note in notes if note.paragraph == number]
        placed.update(note.pk for note in here)
        context = {"number": number, "notes": here, "version": version}
        return render_to_string("publish/notes_at.html", context) + found[0]

    shown = _NUMBERED.sub(before, html)
    return shown, [note for note in notes if note.pk not in placed]


def _html(document: Document, version: Version) -> str:
    """Every text in it is escaped by the renderer."""

    def shown(drawn: Drawn) -> str:
        if isinstance(drawn, Chart):
            return picture(drawn)
        address = reverse("work-paper-picture", args=[version.paper_id, drawn.sha])
        return image(drawn, address)

    return to_html(document, shown)


@needs(Permission.NOTE_KEEP)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """One note, to be changed or removed."""
    found = _own_note(request, pk)
    is_document = found.page is None
    form = NoteForm(request.POST or None, instance=found, is_document=is_document)
    for name in ("paragraph", "page"):
        form.fields.pop(name, None)
    stands = ""
    if request.method == "POST" and form.is_valid():
        try:
            noting.change_note(
                account=own(request),
                note=found,
                text=form.cleaned_data["text"],
                revision=form.cleaned_data["revision"] or 0,
            )
        except noting.Overtaken as overtaken:
            fault = overtaken.faults[0]
            form.add_error("text", fault.sentence)
            stands = overtaken.note.text
            form.data = {**dict(form.data.items()), "revision": overtaken.note.revision}
        else:
            messages.success(request, "Your note is changed.")
            return redirect("notes-paper", found.paper_id)
    above = {"text": found.paper.title, "url": reverse("notes-paper", args=[found.paper_id])}
    crumbs = [{"text": "Papers and my notes", "url": reverse("notes")}, above, {"text": "My note"}]
    context = {"form": form, "note": found, "stands": stands, "crumbs": crumbs}
    return render(request, "publish/note.html", context)


@needs(Permission.NOTE_KEEP)
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Away with a note."""
    found = _own_note(request, pk)
    noting.remove_note(account=own(request), note=found)
    messages.success(request, "Your note is removed.")
    return redirect("notes-paper", found.paper_id)


def _own_note(request: HttpRequest, pk: int) -> Note:
    """Somebody else's note is no such note."""
    found = Note.objects.select_related("paper").filter(account=own(request), pk=pk).first()
    if found is None:
        raise Http404
    return found


@needs(Permission.NOTE_KEEP)
@never_cache
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """All of one's own notes as JSON."""
    rows = Note.objects.filter(account=own(request)).select_related("paper__item__meeting__body")
    said = [
        {
            "meeting": str(row.paper.item.meeting),
            "item": row.paper.item.number,
            "paper": row.paper.title,
            "version": row.version,
            "place": row.place,
            "note": row.text,
            "changed": row.changed_at.isoformat(),
        }
        for row in rows
    ]
    data = json.dumps(said, ensure_ascii=False, indent=1)
    response = HttpResponse(data, content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="my-notes.json"'
    return response
