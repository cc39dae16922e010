"""Writing papers."""

from django.db import transaction

from saferboard.core.document.stored import to_json
from saferboard.core.document.tree import Document
from saferboard.web.audit.actions import record
from saferboard.web.board.meetings.models import AgendaItem
from saferboard.web.board.papers.models import Paper, Version


@transaction.atomic
def submit_document(*, by: str, item: AgendaItem, document: Document) -> Version:
    """A paper that the service made, as a new version of the one of that title for the item."""
    stored = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    paper, _ = Paper.objects.get_or_create(
        item=stored,
        title=document.title[:200],
        post=None,
        defaults={"place": stored.papers.count(), "made_by": by},
    )
    return add_version(by=by, paper=paper, document=to_json(document))


@transaction.atomic
def add_version(*, by: str, paper: Paper, late: bool = False, **kept: object) -> Version:
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
        title=paper.title,
        version=version.number,
        late=late,
        file=version.sha,
    )
    return version
