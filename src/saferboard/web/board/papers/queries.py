"""Reading papers."""

from collections.abc import Iterable
from datetime import date

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from saferboard.core.board import papers as core
from saferboard.core.board.notice import latest_day
from saferboard.core.board.pack import Attached, ItemKind
from saferboard.core.board.papers import Deadlines
from saferboard.core.document.stored import from_json
from saferboard.core.document.tree import Document
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.board.meetings.queries import agenda
from saferboard.web.board.papers.models import Call, Paper, Steps, Version
from saferboard.web.directory.models import Post, SeatRole
from saferboard.web.directory.queries import seated

OPEN = (Meeting.State.PLANNED, Meeting.State.CALLED)
NEED_PAPER = (ItemKind.REPORT.value, ItemKind.PRESENTATION.value)

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


def deadlines(meeting: Meeting) -> Deadlines:
    """The days by the body's steps, or by the defaults."""
    kept = Steps.objects.filter(body=meeting.body_id).first()
    steps = core.Steps(kept.asked, kept.draft, kept.final, kept.dispatch) if kept else core.Steps()
    return core.deadlines(meeting.date, meeting.body.notice_days, steps)


def called(call: Call) -> Deadlines:
    """The days that a call named; the latest day to publish is that of the meeting now."""
    latest = latest_day(call.meeting.date, call.meeting.body.notice_days)
    return Deadlines(call.asked, call.draft_due, call.final_due, call.dispatch, latest)


def open_calls(today: date) -> list[Call]:
    """The calls of meetings still to come."""
    found = Call.objects.select_related("meeting__body").filter(meeting__date__gt=today)
    return list(found.filter(meeting__state__in=OPEN).order_by("meeting__date", "pk"))


def unasked(meeting: Meeting) -> list[AgendaItem]:
    """Items that need a paper, and whose presenter has not been asked for it."""
    return [item for item in awaited(meeting) if item.presenter and not item.letters.all()]


def awaited(meeting: Meeting) -> list[AgendaItem]:
    """Items that need a paper and have none submitted, with their letters: three queries."""
    items = _needing(meeting).prefetch_related("letters")
    with_paper = newest(item.pk for item in items)
    return [item for item in items if item.pk not in with_paper]


def _needing(meeting: Meeting) -> QuerySet[AgendaItem]:
    found = meeting.items.filter(state=AgendaItem.State.ON, standing="", kind__in=NEED_PAPER)
    return found.select_related("presenter__organisation", "meeting__body").order_by("number")


def asked_of(post: Post, today: date) -> list[AgendaItem]:
    """The items of meetings to come that this post presents or writes for: two queries."""
    own = Q(presenter=post) | Q(papers__post=post)
    found = AgendaItem.objects.filter(own, state=AgendaItem.State.ON, meeting__date__gte=today)
    found = found.filter(meeting__state__in=OPEN).distinct()
    papers = Prefetch("papers", Paper.objects.select_related("draft").prefetch_related("versions"))
    return list(
        found.select_related("meeting__body", "presenter")
        .prefetch_related(papers)
        .order_by("meeting__date", "number")
    )


def chair_of(meeting: Meeting) -> Post | None:
    """Who has the chair of the body on the day of the meeting."""
    chairs = (s.post for s in seated(meeting.body, meeting.date) if s.role == SeatRole.CHAIR)
    return next(chairs, None)


def chairs_of(meeting: Meeting, on: date) -> list[Post]:
    """Who could take the chair of the meeting's body on a day."""
    roles = (SeatRole.CHAIR, SeatRole.VICE_CHAIR)
    return [one.post for one in seated(meeting.body, on) if one.role in roles]
