"""What waits for somebody: papers, actions, minutes, decisions. Nothing else."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from saferboard.web.board.decisions.lives import Life
from saferboard.web.board.decisions.queries import actions_of
from saferboard.web.board.decisions.register import Decided, unanswered_in
from saferboard.web.board.meetings.models import AgendaItem, Meeting, Standing
from saferboard.web.board.minutes.models import Minutes
from saferboard.web.board.papers.models import Paper, Version
from saferboard.web.board.papers.queries import NEED_PAPER, OPEN
from saferboard.web.directory.models import Post


@dataclass(frozen=True, slots=True)
class Due:
    """A paper somebody still has to send. ``by`` is the day asked for; none before the call."""

    item: AgendaItem
    by: date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class Awaited:
    """How many papers a meeting waits for, and until when."""

    meeting: Meeting
    by: date
    overdue: bool
    papers: int


def papers_due(post: Post, on: date) -> list[Due]:
    """Items of meetings to come that this post presents and that lack their paper: one query."""
    found = []
    for item in _lacking(on).filter(presenter=post).select_related("meeting__call"):
        call = getattr(item.meeting, "call", None)
        by = call.final_due if call else None
        found.append(Due(item, by, bool(by and by < on)))
    return found


def awaited(on: date) -> list[Awaited]:
    """How many papers each meeting waits for whose presenters were asked, the soonest first."""
    found: dict[int, Awaited] = {}
    for item in _lacking(on).filter(meeting__call__isnull=False).select_related("meeting__call"):
        by = item.meeting.call.final_due
        seen = found.get(item.meeting_id, Awaited(item.meeting, by, by < on, 0))
        found[item.meeting_id] = replace(seen, papers=seen.papers + 1)
    return list(found.values())


def _lacking(on: date) -> QuerySet[AgendaItem]:
    sent = Version.objects.filter(paper__item=OuterRef("pk"), paper__withdrawn=False)
    return (
        AgendaItem.objects.filter(
            ~Exists(sent),
            meeting__date__gte=on,
            meeting__state__in=OPEN,
            state=AgendaItem.State.ON,
            standing=Standing.NONE,
            kind__in=NEED_PAPER,
        )
        .select_related("meeting__body")
        .order_by("meeting__date", "number")
    )


def drafts(post: Post) -> list[Paper]:
    """Papers this post has begun and not sent."""
    found = Paper.objects.filter(post=post, withdrawn=False, draft__isnull=False)
    return list(found.select_related("item__meeting__body").order_by("item__meeting__date", "pk"))


def actions(post: Post, on: date) -> list[Life]:
    """The open actions of this post, what needs it most first."""
    return actions_of([post.key], on)


def open_minutes() -> list[Minutes]:
    """Minutes that wait to be confirmed, the oldest first; those of the past wait for nobody."""
    found = Minutes.objects.exclude(state=Minutes.State.CONFIRMED)
    found = found.filter(Q(taken_from="") | Q(state=Minutes.State.DRAFT))
    return list(found.select_related("meeting__body").order_by("meeting__date"))


def unanswered() -> list[Decided]:
    """What no meeting's office has picked up yet."""
    return unanswered_in(Minutes.objects.order_by("meeting__date"))


def coming(on: date) -> list[Meeting]:
    """The next meeting of each body, the soonest first: one query."""
    found: dict[int, Meeting] = {}
    rows = Meeting.objects.filter(date__gte=on).exclude(state=Meeting.State.CANCELLED)
    for meeting in rows.select_related("body").order_by("date"):
        found.setdefault(meeting.body_id, meeting)
    return list(found.values())
