"""Reading decisions and actions: the register, the log, and what nobody picked up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from saferboard.core.board import action_log as log
from saferboard.core.board.action_log_document import Line
from saferboard.core.board.action_log_document import log_document as _document
from saferboard.core.board.decisions import Lost, lost
from saferboard.core.document.tree import Document
from saferboard.web.board.decisions import lives
from saferboard.web.board.decisions.lives import Life
from saferboard.web.board.decisions.models import Action, GapSigned, Listing
from saferboard.web.board.decisions.register import Decided, decided, unanswered_in
from saferboard.web.board.meetings import queries as meetings
from saferboard.web.board.meetings.models import Meeting
from saferboard.web.board.minutes.models import Minutes, Outcome
from saferboard.web.directory.models import Body


def log_document(body: Body, on: date, *, public: bool) -> Document:
    """The action log of a body for a day, as far as was known by then.

    The working copy names who holds each post; the public one leaves out what came from business
    taken in private.
    """
    found = lives.lives(Action.objects.filter(body=body), on, until=on)
    shown = [_line(life, public=public) for life in found if not (public and life.restricted)]
    before = Meeting.objects.filter(body=body, date__lt=on).exclude(state=Meeting.State.CANCELLED)
    last = before.order_by("-date").first()
    return _document(body.name, on, shown, last.date if last else None)


def _line(life: Life, *, public: bool) -> Line:
    told = [
        value
        for row, value in zip(life.entries, life.told, strict=True)
        if not (public and lives.is_restricted(row))
    ]
    owners = tuple(str(owner.post if public else owner) for owner in life.owners)
    action = life.action
    return Line(action.number, action.text, owners, tuple(told), life.standing, life.status)


def actions_of(posts: Iterable[str], on: date, *, still_open: bool = True) -> list[Life]:
    """The actions that posts (keys) own or are asked to take on, what needs them most first."""
    keys = set(posts)
    named = Action.objects.filter(entries__owners__post__key__in=keys).distinct()
    found = [
        life
        for life in lives.lives(named, on)
        if keys & {*life.standing.owners, *life.standing.passed_to}
        and (life.standing.is_open or not still_open)
    ]
    return sorted(found, key=lambda life: log.need(life.standing, on))


def register(body: Body | None = None) -> list[Decided]:
    """Every decision, the newest meeting first, in the order of its minutes."""
    minutes = Minutes.objects.order_by("-meeting__date", "meeting__body__name")
    return decided(minutes.filter(meeting__body=body) if body else minutes)


def unanswered(meeting: Meeting) -> list[Outcome]:
    """What this meeting decided and nobody has answered yet."""
    return [row.outcome for row in unanswered_in(Minutes.objects.filter(meeting=meeting))]


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between a meeting and its pack.

    ``outcomes`` were neither answered nor signed off for this pack; ``unwritten`` is the meeting
    before, where it has no minutes and nobody signed for that. ``lost`` stood in an earlier log and
    would not stand in the next one, though nothing closed it; that is told, and stops nothing.
    """

    outcomes: tuple[Decided, ...]
    signed: tuple[GapSigned, ...]
    unwritten: Meeting | None
    lost: tuple[Lost, ...]

    @property
    def is_closed(self) -> bool:
        """Whether nothing keeps the pack from being published."""
        return not self.outcomes and self.unwritten is None


def gap_of(body: Body, before_meeting: Meeting) -> Gap:
    """What earlier meetings of the body asked for and nobody picked up, the oldest first."""
    signed = tuple(
        GapSigned.objects.filter(meeting=before_meeting).select_related("outcome__minute__item")
    )
    let_go = {row.outcome_id for row in signed}
    earlier = Minutes.objects.filter(meeting__body=body, meeting__date__lt=before_meeting.date)
    rows = unanswered_in(earlier.order_by("meeting__date"))
    last = meetings.previous(before_meeting)
    unwritten = last if last and _is_unwritten(last) else None
    return Gap(
        tuple(row for row in rows if row.outcome.pk not in let_go),
        signed,
        None if None in let_go else unwritten,
        _lost(body),
    )


def _is_unwritten(meeting: Meeting) -> bool:
    """Whether it should have minutes here and has none; one of the past need not."""
    return not meeting.taken_from and not Minutes.objects.filter(meeting=meeting).exists()


def _lost(body: Body) -> tuple[Lost, ...]:
    """Every action that is held here stands in the next log, or was closed."""
    earlier = {int(n): text for listing in logs(body) for n, text in listing.shown.items()}
    held = Action.objects.filter(body=body).values_list("number", flat=True)
    return lost(earlier, held, closed=())


def logs(body: Body) -> list[Listing]:
    """What the body's logs showed, the earliest first."""
    return list(Listing.objects.filter(body=body).order_by("on", "pk"))


def lost_between(earlier: Listing, later: Listing | None, on: date) -> tuple[Lost, ...]:
    """The actions of one log that stand on a later one no more, though nothing closed them.

    Without a later log the one that would be made on this day is looked at.
    """
    found = lives.lives(Action.objects.filter(body=earlier.body_id), on, until=on)
    closed = [life.action.number for life in found if not life.standing.is_open]
    listed = later.shown if later else [life.action.number for life in found]
    return lost(
        {int(number): text for number, text in earlier.shown.items()},
        [int(number) for number in listed],
        closed,
    )
