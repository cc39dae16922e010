"""Meetings of the past, taken in from a source; and given up again with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from django.db import transaction
from django.db.models import ProtectedError

from saferboard.core.board.pack import ItemKind
from saferboard.core.faults import refuse
from saferboard.web.audit.actions import record
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.board.meetings.writing import named
from saferboard.web.directory.models import Body, Post

TITLE, PURPOSE, PLACE = 200, 300, 200


@dataclass(frozen=True, slots=True)
class Item:
    """An item as the agenda of the day had it. ``said`` is what stood under its title."""

    number: int
    title: str
    kind: ItemKind
    presenter: Post | None = None
    said: str = ""
    restricted: bool = False


@transaction.atomic
def take_in_meeting(
    *, by: str, body: Body, date: date, starts: time, place: str, source: str
) -> Meeting:
    """A meeting that was held. Refused where the body meets that day already."""
    if Meeting.objects.filter(body=body, date=date).exists():
        raise refuse(
            f"{body} has a meeting on {date.day} {date:%B %Y} already",
            where=source,
            expected="a meeting that is not held here yet",
            remedy="look at the source again: what differs is shown there",
        )
    meeting = Meeting.objects.create(
        body=body,
        date=date,
        starts=starts,
        place=shortened(place, PLACE),
        state=Meeting.State.HELD,
        taken_from=source,
    )
    record(by=by, action="meeting taken in", object=named(meeting), source=source)
    return meeting


@transaction.atomic
def take_in_agenda(
    *, by: str, meeting: Meeting, items: Sequence[Item], source: str
) -> list[AgendaItem]:
    """The agenda of a meeting of the past that has none; one row for each item, in their order."""
    if not meeting.taken_from or meeting.items.exists():
        raise refuse(
            "the meeting has an agenda already",
            where=str(meeting),
            expected="a meeting of the past without an agenda",
            remedy="look at the source again: what differs is shown there",
        )
    rows = [
        AgendaItem.objects.create(
            meeting=meeting,
            number=item.number,
            title=shortened(item.title, TITLE),
            kind=item.kind.value,
            presenter=item.presenter,
            purpose=shortened(item.said, PURPOSE),
            restricted=item.restricted,
            source=shortened(source, PURPOSE),
        )
        for item in items
    ]
    record(by=by, action="agenda taken in", object=named(meeting), source=source, items=len(rows))
    return rows


@transaction.atomic
def give_up_agenda(*, by: str, items: Sequence[AgendaItem], because: str) -> None:
    """Take out the items of a source that was taken back. Refused where something rests on them."""
    for item in items:
        _delete(item, str(item))
    if items:
        record(by=by, action="agenda taken back", object=named(items[0].meeting), because=because)


@transaction.atomic
def pass_on(*, by: str, meeting: Meeting, source: str, because: str) -> None:
    """The meeting stays although its source was taken back: another one tells of it too."""
    Meeting.objects.filter(pk=meeting.pk).exclude(taken_from="").update(taken_from=source)
    record(by=by, action="meeting kept", object=named(meeting), source=source, because=because)


@transaction.atomic
def give_up_meeting(*, by: str, meeting: Meeting, because: str) -> None:
    """Take out a meeting whose source was taken back. Refused where something rests on it."""
    told = named(meeting)
    _delete(meeting, str(meeting))
    record(by=by, action="meeting taken back", object=told, because=because)


def shortened(text: str, most: int) -> str:
    """A text that fits; the source has all of it."""
    told = " ".join(text.split())
    return told if len(told) <= most else told[: most - 1].rstrip() + "…"


def _delete(row: Meeting | AgendaItem, where: str) -> None:
    try:
        row.delete()
    except ProtectedError as error:
        rests = sorted({str(one._meta.verbose_name) for one in error.protected_objects})
        raise refuse(
            f"something else rests on it by now: {', '.join(rests)}",
            where=where,
            expected="what only its own source made",
            remedy="take that back first",
        ) from None
