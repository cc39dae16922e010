"""Papers begun, written, uploaded and described, until they are submitted."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from django.db import transaction

from saferboard.core.board.papers_check import check
from saferboard.core.board.papers_template import KEYS, recognised
from saferboard.core.board.papers_template import paper as written
from saferboard.core.document.findings import Finding
from saferboard.core.document.stored import from_json, to_json
from saferboard.core.document.tree import Contact, Document, Picture
from saferboard.core.faults import refuse
from saferboard.engines.pdf.attached import look_over
from saferboard.engines.typesetting.typesetter import NotTypeset, document_pdf
from saferboard.engines.word.reader import read_docx
from saferboard.web.audit.actions import record
from saferboard.web.board.meetings.models import AgendaItem
from saferboard.web.board.meetings.writing import still_open
from saferboard.web.board.papers import files
from saferboard.web.board.papers.models import Draft, Paper
from saferboard.web.directory.models import Post
from saferboard.web.directory.versions import Overtaken

EMPTY: dict[str, Any] = {
    "document": None,
    "answers": None,
    "sha": "",
    "name": "",
    "size": 0,
    "pages": 0,
    "tagged": False,
}


@transaction.atomic
def begin(*, by: str, item: AgendaItem, post: Post | None, title: str = "") -> Paper:
    """A paper for an item, not yet written; a supplement if the agenda was issued already."""
    held = still_open(item.meeting)
    if item.state != AgendaItem.State.ON:
        raise refuse(
            f"the item is {item.state}",
            where=str(item),
            expected="an item that is on the agenda",
            remedy="ask the office which item the paper belongs to",
        )
    paper = Paper.objects.create(
        item=item,
        title=title.strip()[:200] or item.title,
        place=item.papers.count(),
        post=post,
        supplement=held.state == held.State.CALLED,
        made_by=by,
    )
    told = paper.told(paper.title)
    record(by=by, action="paper begun", object=f"paper {paper.pk}", item=item.pk, title=told)
    return paper


@transaction.atomic
def save_answers(
    *, by: str, paper: Paper, answers: Mapping[str, str], title: str, revision: int | None = None
) -> Draft:
    """What is written into the template so far. Overtaken: somebody else saved meanwhile."""
    draft = _seen(paper, by, revision)
    kept = {key: answers.get(key, "").replace("\r\n", "\n") for key in KEYS}
    document = document_of(paper, kept, title)
    _rename(paper, title)
    return _save(draft, by, {**EMPTY, "answers": kept, "document": to_json(document)}, ())


def upload_word(
    *, by: str, paper: Paper, data: bytes, name: str, revision: int | None = None
) -> Draft:
    """A Word file made into a document. Refused: what is no plain Word file, tracked changes.

    Overtaken: somebody saved the draft meanwhile.

    It is read before anything is stored, so that nobody waits for it.
    """
    shown = files.clean_name(name)
    read = read_docx(data, name=shown)
    about = _about(paper)
    document = Document(
        read.title or paper.title,
        about["body"],
        about["date"],
        recognised(read.blocks),
        author=about["author"],
    )
    for picture in read.pictures.values():
        files.keep(picture, "picture")
    _must_be_settable(document, shown)
    file = files.keep(data, name)
    with transaction.atomic():
        _rename(paper, document.title)
        kept = {"document": to_json(document), **_named(file)}
        return _save(_seen(paper, by, revision), by, {**EMPTY, **kept}, read.findings)


def upload_pdf(
    *, by: str, paper: Paper, data: bytes, name: str, revision: int | None = None
) -> Draft:
    """A PDF kept as it came. Refused: encrypted, damaged, no PDF. Overtaken as above."""
    facts = look_over(data, name=files.clean_name(name))
    file = files.keep(data, name)
    kept = {**_named(file), "pages": facts.pages, "tagged": facts.tagged}
    with transaction.atomic():
        notes = () if facts.tagged else (UNTAGGED,)
        return _save(_seen(paper, by, revision), by, {**EMPTY, **kept}, notes)


def _named(file: files.StoredFile) -> dict[str, Any]:
    return {"sha": file.sha, "name": file.name, "size": file.size}


UNTAGGED = Finding(
    "The PDF has no tags, so a screen reader cannot tell its headings and order",
    "upload the Word document it was made of instead, or save it again with tags "
    "(Word: Save As PDF, Options, Document structure tags for accessibility)",
)


@transaction.atomic
def describe(*, by: str, paper: Paper, words: Mapping[int, str], revision: int) -> Draft:
    """Words for the pictures of a draft, by the place of each among the blocks, from 0."""
    draft = _seen(paper, by, revision)
    if draft.document is None:
        raise refuse(
            "there is no document with pictures",
            where=str(paper),
            expected="a draft made of a Word file",
            remedy="upload the Word file again",
        )
    document = from_json(draft.document)
    blocks = tuple(
        replace(block, alt=words[n].strip()[:1000])
        if isinstance(block, Picture) and n in words
        else block
        for n, block in enumerate(document.blocks)
    )
    draft.document = to_json(replace(document, blocks=blocks))
    draft.revision += 1
    draft.saved_by = by
    draft.save()
    return draft


def findings_of(draft: Draft) -> tuple[Finding, ...]:
    """What reading the file found, and what the paper check finds in the document now."""
    told = tuple(Finding(**note) for note in draft.notes)
    return told + (check(from_json(draft.document)) if draft.document is not None else ())


def title_of(draft: Draft) -> str:
    """The title that a draft gives its paper."""
    said = from_json(draft.document).title if draft.document is not None else ""
    return said.strip()[:200] or draft.paper.title


def document_of(paper: Paper, answers: Mapping[str, str], title: str) -> Document:
    """The paper that these answers make."""
    return written(answers, title=title.strip() or paper.title, **_about(paper))


def _about(paper: Paper) -> dict[str, str]:
    meeting = paper.item.meeting
    return {
        "body": str(meeting.body),
        "date": meeting.day,
        "author": str(paper.post) if paper.post else "",
    }


def _rename(paper: Paper, title: str) -> None:
    """Once a version stands, a draft's title is its own until it is submitted."""
    if title.strip() and title.strip() != paper.title and not paper.versions.exists():
        paper.title = title.strip()[:200]
        paper.save(update_fields=["title"])


def locked(paper: Paper) -> Paper:
    return Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)


def _draft(paper: Paper, by: str) -> Draft:
    """The draft of a paper, locked; made if there is none."""
    still_open(paper.item.meeting)
    locked(paper)
    draft, _ = Draft.objects.select_for_update().get_or_create(
        paper=paper, defaults={"saved_by": by}
    )
    return draft


def _seen(paper: Paper, by: str, revision: int | None) -> Draft:
    """The draft, locked, as it was when it was last looked at. Overtaken if it was saved since."""
    draft = _draft(paper, by)
    if revision is not None and draft.revision != revision:
        raise Overtaken(draft)
    return draft


def _save(draft: Draft, by: str, kept: Mapping[str, Any], findings: tuple[Finding, ...]) -> Draft:
    for field, value in kept.items():
        setattr(draft, field, value)
    draft.notes = [asdict(finding) for finding in findings]
    draft.revision += 1
    draft.saved_by = by
    draft.save()
    record(
        by=by,
        action="draft saved",
        object=f"paper {draft.paper_id}",
        revision=draft.revision,
        file=draft.sha,
    )
    return draft


def _must_be_settable(document: Document, name: str) -> None:
    """Refuses what the typesetter cannot set, as a picture that is broken within."""
    blocks = tuple(
        replace(block, alt=block.alt or "A picture") if isinstance(block, Picture) else block
        for block in document.blocks
    )
    if not any(isinstance(block, Picture) for block in blocks):
        return
    try:
        document_pdf(replace(document, blocks=blocks), made_on=date(2000, 1, 1), kept=files.picture)
    except NotTypeset:
        raise refuse(
            "a picture in it cannot be shown",
            where=name,
            expected="pictures in PNG, JPEG or GIF that open in any program",
            remedy="paste the pictures into Word again as PNG, and save it again",
        ) from None


def contact_of(post: Post | None) -> dict[str, str]:
    """The officer to contact, as the form starts with."""
    if post is None:
        return {}
    contact = Contact(post.title, str(post.organisation), post.telephone, post.email)
    return {
        "contact_post": contact.post,
        "contact_organisation": contact.organisation,
        "contact_telephone": contact.telephone,
        "contact_email": contact.email,
    }
