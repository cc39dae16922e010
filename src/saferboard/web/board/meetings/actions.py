"""Arranging meetings. What is on their agendas is in ``items``."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from saferboard.core.faults import Fault, Refused, refuse
from saferboard.web.audit.actions import record
from saferboard.web.board.meetings.items import (
    add_item,
    change_item,
    defer_item,
    move_item,
    standard_items,
    withdraw_item,
)
from saferboard.web.board.meetings.models import Meeting
from saferboard.web.board.meetings.writing import check_seen, locked, named
from saferboard.web.directory.models import Body

__all__ = [
    "add_item",
    "arrange",
    "cancel",
    "change",
    "change_item",
    "defer_item",
    "mark_called",
    "mark_held",
    "move_item",
    "standard_items",
    "withdraw_item",
]


@transaction.atomic
def arrange(
    *, by: str, body: Body, date: date, starts: time, place: str = "", link: str = ""
) -> Meeting:
    """A meeting of a body on a day. Refused: a body that meets that day already."""
    meeting = Meeting(body=body, date=date, starts=starts, place=place, link=link)
    _check(meeting)
    meeting.save()
    record(by=by, action="meeting arranged", object=named(meeting), **_told(meeting))
    return meeting


@transaction.atomic
def change(
    *,
    by: str,
    meeting: Meeting,
    date: date,
    starts: time,
    place: str = "",
    link: str = "",
    seen: str | None = None,
) -> Meeting:
    """When and where it is held; ``seen`` is the stamp of what the writer saw."""
    held = locked(meeting)
    check_seen(held, seen)
    before = _told(held)
    held.date, held.starts, held.place, held.link = date, starts, place, link
    _check(held)
    held.save()
    record(by=by, action="meeting changed", object=named(held), before=before, **_told(held))
    return held


@transaction.atomic
def cancel(*, by: str, meeting: Meeting, because: str) -> Meeting:
    """It will not be held; it stays, with why."""
    held = locked(meeting)
    if held.state == Meeting.State.HELD:
        raise refuse(
            "the meeting has been held",
            where=str(held),
            expected="a meeting still to come",
            remedy="nothing need be done",
        )
    if not because.strip():
        raise refuse(
            "no reason is given",
            where="reason",
            expected="why the meeting will not be held",
            remedy="say why in a sentence",
        )
    held.state, held.because = Meeting.State.CANCELLED, because.strip()
    held.save()
    record(by=by, action="meeting cancelled", object=named(held), because=held.because)
    return held


@transaction.atomic
def mark_called(*, by: str, meeting: Meeting) -> Meeting:
    """Its agenda has been issued."""
    return _marked(by, meeting, Meeting.State.CALLED)


@transaction.atomic
def mark_held(*, by: str, meeting: Meeting) -> Meeting:
    """It has taken place; its agenda changes no more."""
    return _marked(by, meeting, Meeting.State.HELD)


def _marked(by: str, meeting: Meeting, state: Meeting.State) -> Meeting:
    held = locked(meeting)
    if held.state == Meeting.State.CANCELLED:
        raise refuse(
            "the meeting is cancelled",
            where=str(held),
            expected="a meeting that is going to be held",
            remedy="arrange another",
        )
    order = (Meeting.State.PLANNED, Meeting.State.CALLED, Meeting.State.HELD)
    if order.index(Meeting.State(held.state)) < order.index(state):
        held.state = state
        held.save(update_fields=["state"])
        record(by=by, action=f"meeting {state.value}", object=named(held))
    return held


def _told(meeting: Meeting) -> Mapping[str, Any]:
    """What the audit trail keeps of a meeting; its link is for those invited alone."""
    return {
        "date": meeting.date.isoformat(),
        "starts": f"{meeting.starts:%H:%M}",
        "place": meeting.place,
    }


def _check(meeting: Meeting) -> None:
    """Refuses all that is wrong at once."""
    try:
        meeting.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        raise Refused(
            *(
                Fault(" ".join(said), field, "as the form asks", "correct it, and try again")
                for field, said in error.message_dict.items()
            )
        ) from None
    same = Meeting.objects.filter(body=meeting.body, date=meeting.date).exclude(pk=meeting.pk)
    if same.exists():
        raise refuse(
            f"{meeting.body} meets on {meeting.day} already",
            where="date",
            expected="a day on which the body does not meet yet",
            remedy="choose another day, or change the meeting that there is",
        )
