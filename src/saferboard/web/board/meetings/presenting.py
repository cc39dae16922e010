"""What the pages about meetings show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from saferboard.core.board.notice import is_enough, latest_day
from saferboard.web.board.meetings import queries
from saferboard.web.board.meetings.models import AgendaItem, Meeting

TAGS = {
    Meeting.State.PLANNED: "govuk-tag--grey",
    Meeting.State.CALLED: "govuk-tag--blue",
    Meeting.State.HELD: "govuk-tag--green",
    Meeting.State.CANCELLED: "govuk-tag--red",
}
KINDS = {"standing": "Standing item", "report": "Report", "presentation": "Presentation"}


@dataclass(frozen=True, slots=True)
class Calendar:
    """Meetings to come, the nearest first, and those of the past by year, the newest first."""

    to_come: list[dict[str, Any]]
    past: list[tuple[int, list[dict[str, Any]]]]


def calendar(meetings: Iterable[Meeting], today: date) -> Calendar:
    """Every meeting where it belongs."""
    to_come, past = [], dict[int, list[dict[str, Any]]]()
    for meeting in meetings:
        row = {"meeting": meeting, "tag": TAGS[Meeting.State(meeting.state)]}
        if meeting.date >= today:
            to_come.append(row)
        else:
            past.setdefault(meeting.date.year, []).insert(0, row)
    return Calendar(to_come, sorted(past.items(), reverse=True))


def meeting_page(
    meeting: Meeting, today: date, *, may_arrange: bool, may_see_private: bool
) -> dict[str, Any]:
    """A meeting, its agenda, what is off it, and by when it must be published."""
    items = queries.agenda(meeting)
    latest = latest_day(meeting.date, meeting.body.notice_days)
    is_open = meeting.state in (Meeting.State.PLANNED, Meeting.State.CALLED)
    return {
        "meeting": meeting,
        "tag": TAGS[Meeting.State(meeting.state)],
        "rows": [_row(item, len(items), may_see_private=may_see_private) for item in items],
        "off": queries.off_agenda(meeting),
        "minutes": sum(item.minutes or 0 for item in items),
        "latest": latest,
        "in_time": is_enough(today, meeting.date, meeting.body.notice_days),
        "is_open": is_open,
        "may_arrange": may_arrange and is_open,
        "may_see_private": may_see_private,
        "previous": queries.previous(meeting),
        "following": queries.following(meeting),
    }


def _row(item: AgendaItem, last: int, *, may_see_private: bool) -> dict[str, Any]:
    return {
        "item": item,
        "kind": KINDS.get(item.kind, "Oral update"),
        "up": item.number - 1,
        "down": item.number + 1 if item.number < last else 0,
        "why_private": item.public_interest if may_see_private else "",
    }
