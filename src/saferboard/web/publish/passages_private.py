"""What was taken in private, for those who may read it: beside what is published, never in it.

No publication holds any of this. The papers are those that were sealed with the pack; minutes and
actions are read from the Board's own tables, where those who may read them see them too.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from saferboard.core.board.minutes import as_amended
from saferboard.core.board.minutes_text import paragraphs
from saferboard.engines.pdf.words import page_texts
from saferboard.web.board.decisions import lives
from saferboard.web.board.decisions.lives import Life
from saferboard.web.board.decisions.models import Action, Entry
from saferboard.web.board.minutes import queries as minutes
from saferboard.web.board.minutes.models import Minutes
from saferboard.web.board.papers.files import StoredFile
from saferboard.web.publish import queries
from saferboard.web.publish.copies import words_of
from saferboard.web.publish.models import Kind, Publication
from saferboard.web.publish.passages import decision, of, whole
from saferboard.web.search import models as search
from saferboard.web.search.actions import lines
from saferboard.web.search.models import Passage


def private_passages(row: Publication) -> Iterator[Passage]:
    """What belongs to the same meeting or log and was taken in private."""
    match row.kind:
        case Kind.PACK:
            yield from _papers(row)
        case Kind.MINUTES:
            yield from _minutes(row)
        case Kind.RECORD:
            yield from _actions(row)


def _papers(row: Publication) -> Iterator[Passage]:
    """The sealed papers, page by page as they were numbered."""
    sealed = queries.sealed_with(row)
    if sealed is None:
        return
    data = whole(row, "private-papers.pdf", StoredFile(sealed.sha, "", sealed.size).read)
    for page, text in enumerate(page_texts(data) if data else (), start=sealed.first_page):
        yield of(
            row,
            kind=search.Kind.PAPER,
            title="Private papers",
            text=text,
            mark=f"page {page} of the private papers",
            address=reverse("desk-private", args=[row.body, row.date]),
        )


def _minutes(row: Publication) -> Iterator[Passage]:
    """Minutes of private business, as soon as they are circulated."""
    found = Minutes.objects.select_related("meeting__body", "confirmed_at")
    written = found.filter(meeting=row.meeting_id).exclude(state=Minutes.State.DRAFT).first()
    if written is None:
        return
    said = {one.number: one for one in minutes.record_of(written).minutes}
    here = reverse("minutes-read", args=[row.meeting_id])
    for minute in minutes.sections(written):
        if minute.left_out or not minute.is_restricted:
            continue
        about = {"title": minute.title, "mark": f"minute {minute.number}", "address": here}
        text = as_amended(minute.text, said[minute.number].amendments)
        for paragraph in paragraphs(text):
            yield of(row, kind=search.Kind.MINUTE, text=paragraph, **about)
        for letter, one in minute.lettered():
            told = {"kind": one.kind, "letter": letter, "id": one.pk}
            yield of(row, text=words_of(minute, one), **about | decision(told, minute.number))


def _actions(row: Publication) -> Iterator[Passage]:
    """Actions that came of private business, and private entries of those that did not."""
    actions = Action.objects.filter(body__key=row.body).order_by("number")
    for life in lives.lives(actions, date.fromisoformat(row.content["on"])):
        about = _about(life)
        if life.restricted:
            yield of(row, **about | _standing(life))
        for entry in life.entries:
            if life.restricted or lives.is_restricted(entry):
                yield from _entry(row, entry, about)


def _about(life: Life) -> dict[str, Any]:
    return {
        "title": life.action.outcome.minute.title if life.action.outcome else life.action.source,
        "mark": f"action {life.action.number}",
        "address": reverse("action", args=[life.action.body.key, life.action.number]),
        "owners": lines(str(owner.post) for owner in life.owners),
        "organisations": lines(owner.post.organisation.name for owner in life.owners),
    }


def _standing(life: Life) -> dict[str, Any]:
    return {
        "kind": search.Kind.ACTION,
        "text": life.action.text,
        "date": life.standing.asked,
        "state": life.status.word,
        "key": _key(life.action),
        "came_of": f"decision/{life.action.outcome_id}" if life.action.outcome_id else "",
    }


def _entry(row: Publication, entry: Entry, about: dict[str, Any]) -> Iterator[Passage]:
    text = " ".join(part for part in (entry.text, entry.evidence) if part)
    if text:
        kind = search.Kind.EVIDENCE if entry.evidence else search.Kind.ENTRY
        came_of = _key(entry.action)
        yield of(row, **about | {"kind": kind, "text": text, "date": entry.on, "came_of": came_of})


def _key(action: Action) -> str:
    return f"action/{action.body.key}/{action.number}"
