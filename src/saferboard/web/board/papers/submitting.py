"""Papers submitted, withdrawn, agreed as urgent. What was submitted is never changed."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from saferboard.core.board.papers import is_late
from saferboard.core.document.stored import to_json
from saferboard.core.document.tree import Document
from saferboard.core.faults import Fault, Refused, refuse
from saferboard.web.audit.actions import record
from saferboard.web.board.meetings.models import AgendaItem
from saferboard.web.board.meetings.writing import still_open
from saferboard.web.board.papers import queries
from saferboard.web.board.papers.drafting import findings_of, locked, title_of
from saferboard.web.board.papers.models import Draft, Kept, Paper, Version
from saferboard.web.directory.models import Post
from saferboard.web.directory.versions import Overtaken

MADE_LATE = "It was made after the latest day to publish."


@transaction.atomic
def submit(
    *, by: str, paper: Paper, revision: int, urgent: str = "", today: date | None = None
) -> Version:
    """The draft as the next version of the paper, which then stands.

    Refused while something found in it must be answered; and after the latest day to publish
    without a reason for urgency.
    """
    day = today or localdate()
    item = AgendaItem.objects.select_related("meeting__body").get(pk=paper.item_id)
    still_open(item.meeting)
    stored = locked(paper)
    draft = Draft.objects.select_for_update().filter(paper=stored).first()
    if draft is None or draft.revision != revision:
        raise Overtaken(draft) if draft else _nothing(paper)
    faults = [
        Fault(found.what, "paper", "a paper ready for the Board", found.remedy)
        for found in findings_of(draft)
        if found.must
    ]
    late = is_late(day, queries.deadlines(item.meeting).latest)
    if late and not (urgent.strip() or stored.urgent):
        faults.append(
            Fault(
                "the paper comes after the latest day to publish",
                "urgent",
                "why it cannot wait for the next meeting (Local Government Act 1972, "
                "section 100B(4)(b))",
                "say why, or ask the office to defer the item",
            )
        )
    if faults:
        raise Refused(*faults)
    if late and urgent.strip():
        stored.urgent = urgent.strip()
    stored.withdrawn, stored.because, stored.title = False, "", title_of(draft)
    stored.save()
    kept = {field.name: getattr(draft, field.name) for field in Kept._meta.get_fields()}
    version = add_version(by=by, paper=stored, late=late, **kept)
    draft.delete()
    return version


@transaction.atomic
def withdraw(*, by: str, paper: Paper, because: str) -> Paper:
    """It goes to nobody; what was submitted is kept and can be read, with why it was withdrawn."""
    still_open(paper.item.meeting)
    stored = locked(paper)
    if not because.strip():
        raise refuse(
            "no reason is given",
            where="because",
            expected="why the paper is withdrawn",
            remedy="say why in a sentence",
        )
    stored.withdrawn, stored.because = True, because.strip()
    stored.save()
    told = stored.told(stored.because)
    record(by=by, action="paper withdrawn", object=f"paper {stored.pk}", because=told)
    return stored


@transaction.atomic
def agree_late(*, by: str, paper: Paper, chair: Post, on: date) -> Paper:
    """The chair agreed that a late paper is taken as urgent.

    Refused: a post that did not chair the body on that day, where it had a chair.
    """
    stored = locked(paper)
    chairs = queries.chairs_of(stored.item.meeting, on)
    if chairs and chair not in chairs:
        raise refuse(
            f"{chair} did not chair {stored.item.meeting.body} on that day",
            where="chair",
            expected=" or ".join(str(post) for post in chairs),
            remedy="choose who was in the chair, or correct the day",
        )
    if not stored.urgent:
        raise refuse(
            "no reason for urgency is given",
            where=str(stored),
            expected="a late paper that says why it cannot wait",
            remedy="ask its author why it cannot wait",
        )
    stored.agreed_by, stored.agreed_on = chair, on
    stored.save()
    record(
        by=by,
        action="late paper agreed",
        object=f"paper {stored.pk}",
        chair=chair.key,
        on=on.isoformat(),
    )
    return stored


@transaction.atomic
def submit_document(
    *, by: str, item: AgendaItem, document: Document, today: date | None = None
) -> Version:
    """A paper that the service made, as a new version of the one of that title for the item.

    It is late as any other is, and then waits for the chair to agree.
    """
    items = AgendaItem.objects.select_for_update(of=("self",)).select_related("meeting__body")
    stored = items.get(pk=item.pk)
    paper, _ = Paper.objects.get_or_create(
        item=stored,
        title=document.title[:200],
        post=None,
        defaults={"place": stored.papers.count(), "made_by": by},
    )
    late = is_late(today or localdate(), queries.deadlines(stored.meeting).latest)
    if late and not paper.urgent:
        paper.urgent = MADE_LATE
        paper.save(update_fields=["urgent"])
    return add_version(by=by, paper=paper, late=late, document=to_json(document))


@transaction.atomic
def add_version(*, by: str, paper: Paper, late: bool = False, **kept: Any) -> Version:
    """The next version of a paper; those before it stay."""
    version = Version(
        paper=paper,
        number=paper.versions.count() + 1,
        late=late,
        submitted_by=by,
        **kept,
    )
    version.save()
    record(
        by=by,
        action="paper submitted",
        object=f"paper {paper.pk}",
        title=paper.told(paper.title),
        version=version.number,
        late=late,
        file=version.sha,
    )
    return version


def _nothing(paper: Paper) -> Refused:
    return refuse(
        "there is nothing to submit",
        where=str(paper),
        expected="a draft",
        remedy="write the paper or upload it first",
    )
