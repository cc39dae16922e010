"""What every write to a meeting or its agenda starts with."""

from saferboard.core.faults import refuse
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.directory.versions import Overtaken, stamp


def named(meeting: Meeting) -> str:
    """The meeting in the audit trail."""
    return f"meeting {meeting.body.key} {meeting.date.isoformat()}"


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it is stored now, kept from other writers until the transaction ends."""
    return Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting.pk)


def still_open(meeting: Meeting) -> Meeting:
    """The meeting, locked; refused if its agenda may not be changed any more."""
    held = locked(meeting)
    if held.state in (Meeting.State.HELD, Meeting.State.CANCELLED):
        raise refuse(
            f"the meeting is {held.state}",
            where=str(held),
            expected="the agenda of a meeting still to come",
            remedy="use the agenda of a later meeting",
        )
    return held


def check_seen(held: Meeting | AgendaItem, seen: str | None) -> None:
    """Refuses a change by a writer who saw the row as it stands no more: ``seen`` is its stamp."""
    if seen and seen != stamp(held):
        raise Overtaken(held)
