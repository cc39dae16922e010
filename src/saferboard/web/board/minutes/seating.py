"""Who was there: rows filled in from the seats of the body, then ticked; and what they declared."""

from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from saferboard.core.board.attendance import Done, Group, Interest, Presence, group_of
from saferboard.core.directory.seats import MEMBERS, SeatRole
from saferboard.core.faults import refuse
from saferboard.web.audit.actions import record
from saferboard.web.board.meetings import queries as meetings
from saferboard.web.board.minutes import locking
from saferboard.web.board.minutes.models import Attendee, Declaration, Minute, Minutes
from saferboard.web.directory import queries as directory
from saferboard.web.directory.models import Person, Post


def seat(minutes: Minutes) -> None:
    """A row for everybody who has a seat, or may come for a member, or presents; nobody ticked.

    Interests declared for every meeting are carried to this one.
    """
    meeting = minutes.meeting
    table = directory.seated(meeting.body, meeting.date)
    rows: list[Attendee] = []
    for one in table:
        row = _row(minutes, one.post, one.person, group_of(one.role))
        row.in_chair = one.role is SeatRole.CHAIR
        rows.append(row)
    at_table = {one.post.pk for one in table}
    instead = [(one, one.substitute) for one in table if one.role in MEMBERS and one.substitute]
    speakers = _speakers(minutes, at_table | {post.pk for _, post in instead})
    people = directory.holders([*(post for _, post in instead), *speakers], meeting.date)
    by_post = {row.post_id: row for row in rows}
    for one, post in instead:
        if post.pk not in at_table:
            row = _row(minutes, post, people.get(post.pk), Group.MEMBERS)
            row.instead_of = by_post[one.post.pk]
            rows.append(row)
    rows += [_row(minutes, post, people.get(post.pk), Group.OTHERS) for post in speakers]
    for place, row in enumerate(rows):
        row.place = place
        row.save()
    _carry_declarations(minutes, rows)


def tie_presenters(minutes: Minutes) -> None:
    """Who has no seat and presents one item alone came for that minute."""
    items: dict[int, list[Minute]] = {}
    for minute in minutes.minutes.select_related("item"):
        if minute.item and minute.item.presenter_id:
            items.setdefault(minute.item.presenter_id, []).append(minute)
    others = minutes.attendees.filter(group=Group.OTHERS, post__seats__isnull=True)
    for row in others:
        presented = items.get(row.post_id or 0, [])
        if len(presented) == 1:
            row.minute = presented[0]
            row.save(update_fields=["minute"])


@transaction.atomic
def mark(*, by: str, attendee: Attendee, presence: str, was: str) -> Attendee:
    """Tick one row, instead of the presence that was seen."""
    held = _stored(attendee)
    wanted = _presence(presence)
    if held.presence not in (was, wanted):
        raise locking.changed_meanwhile(held.name, now=held.presence, yours=wanted)
    if held.presence != wanted:
        held.presence = wanted
        held.save(update_fields=["presence"])
        _record(by, "attendance marked", held, presence=wanted)
    return held


@transaction.atomic
def take_chair(*, by: str, attendee: Attendee) -> None:
    """This one is in the chair, and nobody else."""
    held = _stored(attendee)
    others = Attendee.objects.filter(minutes=held.minutes_id, in_chair=True).exclude(pk=held.pk)
    changed = others.update(in_chair=False)
    if changed or not held.in_chair:
        Attendee.objects.filter(pk=held.pk).update(in_chair=True)
        _record(by, "chair marked", held)


@transaction.atomic
def add_attendee(*, by: str, minutes: Minutes, **given: Any) -> Attendee:
    """Somebody more: ``name``, ``title``, ``organisation``, ``group``, ``presence``, and
    ``instead_of`` (a member's row) or ``minute`` (the one they came for).
    """
    held = locking.writable(minutes)
    row = Attendee(minutes=held, place=held.attendees.count())
    _fill(row, given)
    row.save()
    _record(by, "attendee added", row)
    return row


@transaction.atomic
def change_attendee(*, by: str, attendee: Attendee, **given: Any) -> Attendee:
    """Other words or another place for somebody; takes what ``add_attendee`` takes."""
    held = _stored(attendee)
    _fill(held, given)
    held.save()
    _record(by, "attendee changed", held)
    return held


@transaction.atomic
def remove_attendee(*, by: str, attendee: Attendee) -> None:
    """Take a row out. Refused while an interest or a substitute rests on it."""
    held = _stored(attendee)
    try:
        _record(by, "attendee removed", held)
        held.delete()
    except ProtectedError:
        raise refuse(
            "an interest was declared, or a substitute came, under this row",
            where="attendance",
            expected="a row on which nothing else rests",
            remedy="remove those first, or mark the row as not there",
        ) from None


@transaction.atomic
def declare(
    *,
    by: str,
    attendee: Attendee,
    interest: str,
    kind: str,
    done: str,
    minute: Minute | None = None,
) -> Declaration:
    """An interest that somebody present declared, and what they did."""
    held = _stored(attendee)
    if minute is not None and minute.minutes_id != held.minutes_id:
        raise refuse(
            "the minute is of another meeting",
            where="business",
            expected="a minute of this meeting",
            remedy="choose one",
        )
    made = Declaration.objects.create(
        minutes=held.minutes,
        attendee=held,
        minute=minute,
        interest=locking.words(interest, where="interest", most=300).strip(),
        kind=Interest(kind).value,
        done=Done(done).value,
    )
    _record(by, "interest declared", held, done=made.done)
    return made


@transaction.atomic
def remove_declaration(*, by: str, declaration: Declaration) -> None:
    """Take it out: it was not declared at this meeting."""
    held = _stored(declaration.attendee)
    Declaration.objects.filter(pk=declaration.pk).delete()
    _record(by, "declared interest removed", held)


def _row(minutes: Minutes, post: Post, person: Person | None, group: Group) -> Attendee:
    return Attendee(
        minutes=minutes,
        post=post,
        person=person,
        name=person.name if person else "",
        title=post.title,
        organisation=post.organisation.name,
        group=group.value,
    )


def _speakers(minutes: Minutes, known: set[int]) -> list[Post]:
    """Posts that present an item and have no seat, each once."""
    items = meetings.agenda(minutes.meeting)
    found = {item.presenter.pk: item.presenter for item in items if item.presenter}
    return [post for pk, post in found.items() if pk not in known]


def _carry_declarations(minutes: Minutes, rows: list[Attendee]) -> None:
    by_person = {row.person_id: row for row in rows if row.person_id}
    known = directory.standing_declarations(by_person, minutes.meeting.date)
    Declaration.objects.bulk_create(
        Declaration(
            minutes=minutes,
            attendee=by_person[one.person_id],
            interest=one.interest,
            kind=Interest.NOT_REGISTERABLE.value,
            done=Done.TOOK_PART.value,
            standing=True,
        )
        for one in known
    )


def _fill(row: Attendee, given: dict[str, Any]) -> None:
    row.name = locking.words(given["name"], where="name", most=120).strip()
    for field in ("title", "organisation"):
        text = locking.words(given.get(field, ""), where=field, most=200, needed=False)
        setattr(row, field, text.strip())
    row.group = Group(given.get("group", Group.OTHERS)).value
    row.presence = _presence(given.get("presence", Presence.PRESENT))
    row.instead_of, row.minute = given.get("instead_of"), given.get("minute")
    for other in (row.instead_of, row.minute):
        if other is not None and (other.minutes_id != row.minutes_id or other == row):
            raise refuse(
                "the row or minute named is of another meeting, or the same row",
                where="attendance",
                expected="a member or a minute of this meeting",
                remedy="choose another",
            )


def _presence(value: str) -> str:
    if value not in {one.value for one in Presence}:
        raise refuse(
            "no such attendance",
            where="attendance",
            expected=", ".join(one.value for one in Presence),
            remedy="choose one of them",
        )
    return Presence(value).value


def _stored(attendee: Attendee) -> Attendee:
    minutes = locking.writable(attendee.minutes)
    stored = Attendee.objects.select_for_update(of=("self",)).filter(pk=attendee.pk).first()
    if stored is None:
        raise refuse(
            "the row was removed meanwhile",
            where="attendance",
            expected="a row that is there",
            remedy="open the page again",
        )
    stored.minutes = minutes
    return stored


def _record(by: str, action: str, row: Attendee, **detail: object) -> None:
    """The trail names posts and rows, no people."""
    post = row.post.key if row.post else ""
    record(
        by=by,
        action=action,
        object=locking.named(row.minutes),
        attendee=row.pk,
        post=post,
        **detail,
    )
