"""Reading papers."""

from collections.abc import Iterable

from django.db.models import OuterRef, QuerySet, Subquery

from saferboard.core.board.pack import Attached
from saferboard.core.document.stored import from_json
from saferboard.core.document.tree import Document
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.board.meetings.queries import agenda
from saferboard.web.board.papers.models import Paper, Version

ForPack = list[tuple[AgendaItem, tuple[Document | Attached, ...]]]


def for_pack(meeting: Meeting, *, private: bool) -> ForPack:
    """Every item that is on, with its papers as they stand; restricted ones only in private.

    A restricted item stays on the public agenda, without its papers. Two queries.
    """
    items = agenda(meeting)
    by_item = newest(item.pk for item in items if private or not item.restricted)
    return [(item, tuple(content(v) for v in by_item.get(item.pk, ()))) for item in items]


def newest(items: Iterable[int]) -> dict[int, list[Version]]:
    """The standing version of each paper that is not withdrawn, by item, in order: one query."""
    found: dict[int, list[Version]] = {}
    for version in standing().filter(paper__item__in=list(items), paper__withdrawn=False):
        found.setdefault(version.paper.item_id, []).append(version)
    return found


def standing() -> QuerySet[Version]:
    """The newest version of every paper."""
    last = Version.objects.filter(paper=OuterRef("paper")).order_by("-number").values("pk")[:1]
    return (
        Version.objects.filter(pk=Subquery(last))
        .select_related("paper__post__organisation", "paper__item__meeting")
        .order_by("paper__item", "paper__place", "paper")
    )


def content(version: Version) -> Document | Attached:
    """What a version says: a document, or the PDF as it came."""
    if version.document is not None:
        return from_json(version.document)
    file = version.file
    if file is None:
        raise LookupError(f"version {version.pk} holds neither a document nor a file")
    post = version.paper.post
    supplier = str(post.organisation) if post else ""
    return Attached(version.paper.title, supplier, file.read())


def papers_of(item: AgendaItem) -> QuerySet[Paper]:
    """Every paper of an item, in order."""
    return item.papers.select_related("post__organisation", "draft").prefetch_related("versions")
