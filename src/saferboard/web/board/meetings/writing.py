"""What every write to a meeting or its agenda starts with."""

from saferboard.core.faults import refuse
from saferboard.web.board.meetings.models import AgendaItem, Meeting


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


def check_revision(held: Meeting | AgendaItem, revision: int | None) -> None:
    """Refuses a change made from an older state than the one stored."""
    if revision is not None and revision != held.revision:
        raise refuse(
            "somebody else changed this while you were writing",
            where=str(held),
            expected="a change made from how it stands now",
            remedy="compare what you wrote with how it stands now, and save again",
        )
