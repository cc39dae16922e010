"""Minutes of the past, taken in from a source; and given up again with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from django.db import transaction
from django.db.models import ProtectedError

from saferboard.core.board.attendance import Done, Group, Interest, Presence
from saferboard.core.faults import refuse
from saferboard.web.audit.actions import record
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.board.meetings.taking_in import shortened
from saferboard.web.board.minutes import drafting, locking
from saferboard.web.board.minutes.models import Attendee, Declaration, Minute, Minutes, Outcome
from saferboard.web.directory.models import Person, Post


@dataclass(frozen=True, slots=True)
class Came:
    """Somebody of the attendance, in the words of the day. ``minute`` is a number; 0: all of it."""

    name: str
    title: str = ""
    organisation: str = ""
    group: Group = Group.MEMBERS
    presence: Presence = Presence.PRESENT
    in_chair: bool = False
    minute: int = 0
    person: Person | None = None
    post: Post | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """What a minute ended in."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Interested:
    """An interest declared: by whom, by their place among those who came.

    Old minutes seldom name the business that it concerned, as its own row would.
    """

    place: int
    interest: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A minute as the source has it."""

    number: int
    title: str
    text: str
    outcomes: tuple[Ended, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """The rows that were made, in the order of what was given. ``outcomes`` are by minute."""

    minutes: Minutes
    attendees: tuple[Attendee, ...]
    rows: tuple[Minute, ...]
    outcomes: tuple[tuple[Outcome, ...], ...]
    declarations: tuple[Declaration, ...]


@transaction.atomic
def take_in_minutes(
    *,
    by: str,
    meeting: Meeting,
    source: str,
    minutes: Sequence[Taken],
    came: Sequence[Came] = (),
    interests: Sequence[Interested] = (),
    started: time | None = None,
    ended: time | None = None,
) -> Written:
    """Circulated minutes as the source has them, with the numbers printed there, which must rise.

    Refused where the meeting has minutes already. The body's drafts are numbered on from them.
    """
    if Minutes.objects.filter(meeting=meeting).exists():
        raise refuse(
            "the meeting has minutes already",
            where=str(meeting),
            expected="a meeting without minutes",
            remedy="look at the source again: what differs is shown there",
        )
    numbers = [minute.number for minute in minutes]
    if sorted(set(numbers)) != numbers:
        raise refuse(
            "the numbers of the minutes do not rise",
            where=f"{source}, {meeting}",
            expected="each minute with a higher number than the one before",
            remedy="correct the numbers in the source page's lines",
        )
    first = numbers[0] if numbers else 1
    held = Minutes.objects.create(
        meeting=meeting,
        state=Minutes.State.CIRCULATED,
        first_number=first,
        started=started,
        ended=ended,
        taken_from=source,
    )
    rows = [_minute(held, one, one.number - first) for one in minutes]
    outcomes = tuple(_outcomes(row, one) for row, one in zip(rows, minutes, strict=True))
    by_number = dict(zip(numbers, rows, strict=True))
    seated = [_attendee(held, place, one, by_number) for place, one in enumerate(came)]
    declared = [_declaration(held, one, seated) for one in interests]
    drafting.renumber(meeting.body)
    record(
        by=by,
        action="minutes taken in",
        object=locking.named(held),
        source=source,
        minutes=len(rows),
        outcomes=sum(map(len, outcomes)),
    )
    return Written(held, tuple(seated), tuple(rows), outcomes, tuple(declared))


@transaction.atomic
def tie_items(*, minutes: Minutes, items: Mapping[int, AgendaItem]) -> None:
    """Tie minutes of the past (by key) to the items that they are of."""
    for pk, item in items.items():
        found = Minute.objects.filter(pk=pk, minutes=minutes, item=None)
        found.exclude(minutes__taken_from="").update(item=item)


@transaction.atomic
def untie_items(*, items: Sequence[AgendaItem]) -> None:
    """Minutes of the past let go of items that are taken back."""
    Minute.objects.filter(item__in=items).exclude(minutes__taken_from="").update(item=None)


@transaction.atomic
def confirm_taken_in(
    *, by: str, minutes: Minutes, at_meeting: Meeting, signed_as: str, source: str
) -> None:
    """A later source says that a later meeting confirmed them, as they stand."""
    held = locking.locked(minutes)
    if not held.taken_from or held.state != Minutes.State.CIRCULATED:
        raise refuse(
            f"these minutes are {held.state}" if held.taken_from else "they were minuted here",
            where=str(held),
            expected="circulated minutes of the past",
            remedy="minutes that were taken here are confirmed by their chair",
        )
    held.state, held.confirmed_at = Minutes.State.CONFIRMED, at_meeting
    held.signed_as, held.signed_on = shortened(signed_as, 200), at_meeting.date
    held.save(update_fields=["state", "confirmed_at", "signed_as", "signed_on"])
    record(
        by=by,
        action="minutes confirmed, as a source says",
        object=locking.named(held),
        at_meeting=at_meeting.date.isoformat(),
        source=source,
    )


@transaction.atomic
def open_again(*, by: str, minutes: Minutes, because: str) -> None:
    """Circulated again: the source that told of their confirmation was taken back."""
    held = locking.locked(minutes)
    if held.taken_from and held.state == Minutes.State.CONFIRMED:
        held.state, held.confirmed_at = Minutes.State.CIRCULATED, None
        held.signed_as, held.signed_on = "", None
        held.save(update_fields=["state", "confirmed_at", "signed_as", "signed_on"])
        record(by=by, action="confirmation taken back", object=locking.named(held), because=because)


@transaction.atomic
def give_up_minutes(*, by: str, minutes: Minutes, because: str) -> None:
    """Take out minutes whose source was taken back. Refused where something rests on them."""
    held = locking.locked(minutes)
    told = locking.named(held)
    if not held.taken_from:
        raise refuse(
            "these minutes were taken here",
            where=str(held),
            expected="minutes of the past",
            remedy="nothing: what was minuted here stays",
        )
    try:
        with transaction.atomic():
            held.declarations.all().delete()
            held.attendees.all().delete()
            Outcome.objects.filter(minute__minutes=held).delete()
            held.minutes.all().delete()
            held.delete()
    except ProtectedError as error:
        rests = sorted({str(one._meta.verbose_name) for one in error.protected_objects})
        raise refuse(
            f"something else rests on them by now: {', '.join(rests)}",
            where=str(minutes),
            expected="minutes that nothing was made of",
            remedy="they stay: note what is wrong at the next meeting instead",
        ) from None
    record(by=by, action="minutes taken back", object=told, because=because)


def _minute(held: Minutes, one: Taken, taken: int) -> Minute:
    return Minute.objects.create(
        minutes=held,
        taken=taken,
        title=shortened(one.title, 200),
        text=locking.words(one.text, where=one.title, needed=False),
    )


def _outcomes(row: Minute, one: Taken) -> tuple[Outcome, ...]:
    return tuple(
        Outcome.objects.create(minute=row, kind=ended.kind, place=place, text=ended.text)
        for place, ended in enumerate(one.outcomes)
    )


def _attendee(held: Minutes, place: int, one: Came, minutes: dict[int, Minute]) -> Attendee:
    return Attendee.objects.create(
        minutes=held,
        place=place,
        person=one.person,
        post=one.post,
        name=shortened(one.name, 120),
        title=shortened(one.title, 200),
        organisation=shortened(one.organisation, 200),
        group=one.group.value,
        presence=one.presence.value,
        in_chair=one.in_chair,
        minute=minutes.get(one.minute),
    )


def _declaration(held: Minutes, one: Interested, came: Sequence[Attendee]) -> Declaration:
    """Minutes of the past seldom say of which kind it was, or what was done: the mildest of each.

    The words of the minute tell the rest.
    """
    return Declaration.objects.create(
        minutes=held,
        attendee=came[one.place],
        interest=shortened(one.interest, 300),
        kind=Interest.NOT_REGISTERABLE.value,
        done=Done.TOOK_PART.value,
    )
