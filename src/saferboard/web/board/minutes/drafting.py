"""Making minutes from an agenda, and the order and numbers of what is in them."""

from django.db import transaction

from saferboard.core.board.minutes_text import Around, Business, suggestion
from saferboard.core.board.numbering import moved, renumbered
from saferboard.core.board.pack import ItemKind
from saferboard.core.faults import refuse
from saferboard.web.audit.actions import record
from saferboard.web.board.meetings import queries as meetings
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.board.minutes import locking, queries, seating
from saferboard.web.board.minutes.models import Minute, Minutes, Revision, SeriesRestart
from saferboard.web.directory.models import Body


@transaction.atomic
def draft(*, by: str, meeting: Meeting) -> Minutes:
    """Draft minutes with a minute for each item of the agenda, in its order, and who may be there.

    Their texts are suggestions. Refused: a cancelled meeting, or one that has minutes.
    """
    Body.objects.select_for_update().get(pk=meeting.body_id)  # one numbers its minutes at a time
    if meeting.state == Meeting.State.CANCELLED or queries.minutes_of(meeting):
        cancelled = meeting.state == Meeting.State.CANCELLED
        raise refuse(
            "the meeting was cancelled" if cancelled else "the meeting has minutes already",
            where=str(meeting),
            expected="a meeting that was held, or will be, and has no minutes",
            remedy="choose another meeting" if cancelled else "open its minutes",
        )
    minutes = Minutes.objects.create(
        meeting=meeting, first_number=1, started=meeting.starts, future=_future(meeting)
    )
    seating.seat(minutes)
    around = _around(meeting, interests=minutes.declarations.exists())
    for place, item in enumerate(meetings.agenda(meeting)):
        _write(by, minutes, item, place, around)
    seating.tie_presenters(minutes)
    renumber(meeting.body)
    minutes.refresh_from_db()
    record(
        by=by,
        action="minutes drafted",
        object=locking.named(minutes),
        first_number=minutes.first_number,
        minutes=minutes.minutes.count(),
    )
    return minutes


@transaction.atomic
def add_minute(
    *, by: str, minutes: Minutes, title: str = "", item: AgendaItem | None = None
) -> Minute:
    """A minute more, taken last: of an item put on the agenda since, or of other business."""
    held = locking.writable(minutes)
    if item is not None:
        if item.meeting_id != held.meeting_id or held.minutes.filter(item=item).exists():
            raise refuse(
                "the item is of another meeting, or has its minute",
                where=str(item),
                expected="an item of this meeting that has no minute",
                remedy="open the minutes again and see what they lack",
            )
        minute = _write(by, held, item, _count(held), _around(held.meeting, interests=True))
    else:
        clean = locking.words(title, where="title", most=200).strip()
        minute = Minute.objects.create(minutes=held, title=clean, taken=_count(held))
    _reorder(held, [*(pk for pk in _order(held) if pk != minute.pk), minute.pk])
    record(by=by, action="minute added", object=locking.named(held), title=minute.title)
    return minute


@transaction.atomic
def move_minute(*, by: str, minute: Minute, places: int) -> None:
    """Taken earlier (below 0) or later by so many places. Numbers follow the order taken."""
    held = locking.writable(minute.minutes)
    order = _order(held)
    if minute.pk not in order:
        raise refuse(
            "the minute is left out",
            where=minute.title,
            expected="a minute in the order of business",
            remedy="take it up again first",
        )
    _reorder(held, moved(order, minute.pk, places))
    record(
        by=by,
        action="order of business varied",
        object=locking.named(held),
        minute=minute.pk,
        places=places,
    )


@transaction.atomic
def leave_out(*, by: str, minute: Minute) -> None:
    """Its business was not taken. What was written is kept; one with outcomes stays in."""
    held = locking.writable(minute.minutes)
    if minute.outcomes.exists() or minute.declarations.exists() or minute.attended_for.exists():
        raise refuse(
            "it has outcomes, an interest was declared in it, or somebody came for it",
            where=minute.title,
            expected="a minute on which nothing else rests",
            remedy="remove those first, or keep the minute",
        )
    _set_left_out(by, held, minute, left_out=True)


@transaction.atomic
def take_up(*, by: str, minute: Minute) -> None:
    """Its business was taken after all: last, until it is moved."""
    _set_left_out(by, locking.writable(minute.minutes), minute, left_out=False)


@transaction.atomic
def restart_series(*, by: str, meeting: Meeting, first: int, because: str) -> SeriesRestart:
    """Number the body's minutes anew from this meeting. Refused once its minutes are circulated."""
    Body.objects.select_for_update().get(pk=meeting.body_id)
    minutes = queries.minutes_of(meeting)
    if minutes is not None:
        locking.writable(minutes)
    reason = locking.words(because, where="reason", most=300).strip()
    if first < 1:
        raise refuse(
            "a number below 1", where="first number", expected="1 or more", remedy="give another"
        )
    restart, _ = SeriesRestart.objects.update_or_create(
        meeting=meeting, defaults={"body": meeting.body, "first": first, "because": reason}
    )
    renumber(meeting.body)
    record(
        by=by,
        action="numbers of minutes restarted",
        object=f"body {meeting.body.key}",
        meeting=meeting.date.isoformat(),
        first=first,
        because=reason,
    )
    return restart


def _write(by: str, minutes: Minutes, item: AgendaItem, place: int, around: Around) -> Minute:
    """The minute of an item, with a first text as its first revision."""
    business = Business(
        item.standing,
        ItemKind(item.kind),
        f"Agenda Item {item.number}",
        str(item.presenter) if item.presenter else "",
    )
    text = suggestion(business, around)
    minute = Minute.objects.create(
        minutes=minutes, item=item, taken=place, title=item.title, text=text, revision=1
    )
    Revision.objects.create(minute=minute, number=1, text=text, base=0, by=by)
    return minute


def _around(meeting: Meeting, *, interests: bool) -> Around:
    before = meetings.previous(meeting)
    after = meetings.following(meeting)
    return Around(
        previous=before.day if before else "",
        following=queries.in_words(after) if after else "",
        interests=interests,
    )


def _future(meeting: Meeting) -> str:
    return "\n".join(queries.in_words(one) for one in meetings.later(meeting))


def _order(minutes: Minutes) -> list[int]:
    """The minutes that are in, in the order taken."""
    return list(minutes.minutes.filter(left_out=False).values_list("pk", flat=True))


def _count(minutes: Minutes) -> int:
    return minutes.minutes.count()


def _set_left_out(by: str, minutes: Minutes, minute: Minute, *, left_out: bool) -> None:
    Minute.objects.filter(pk=minute.pk).update(left_out=left_out)
    rest = [pk for pk in _order(minutes) if pk != minute.pk]
    _reorder(minutes, rest if left_out else [*rest, minute.pk])
    action = "minute left out" if left_out else "minute taken up"
    record(by=by, action=action, object=locking.named(minutes), title=minute.title)


def _reorder(minutes: Minutes, order: list[int]) -> None:
    """Places from 0 without a gap, those left out last; later drafts are numbered on."""
    out = minutes.minutes.filter(left_out=True).values_list("pk", flat=True)
    places = {pk: place for place, pk in enumerate([*order, *out])}
    rows = list(minutes.minutes.all())
    for row in rows:
        row.taken = places[row.pk]
    Minute.objects.bulk_update(rows, ["taken"])
    renumber(minutes.meeting.body)


def renumber(body: Body) -> None:
    """First numbers of every draft of the body; those of minutes that were sent out stay."""
    series = queries.series(body)
    firsts = renumbered(numbered for _, numbered in series)
    for (row, _), first in zip(series, firsts, strict=True):
        if row.first_number != first:
            Minutes.objects.filter(pk=row.pk).update(first_number=first)
