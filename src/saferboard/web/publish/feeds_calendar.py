"""Days of meetings as iCalendar (RFC 5545), for anybody's own calendar."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from saferboard.web.publish.models import Publication

LONDON = ZoneInfo("Europe/London")
STATUS = {"planned": "TENTATIVE", "cancelled": "CANCELLED"}
REFRESH = timedelta(hours=12)

Page = Callable[[str, date], str]
"""The address of a meeting's page, by the key of its body and its day."""


def calendar(
    calendars: Iterable[Publication], name: str, host: str, page: Page, day: date | None = None
) -> bytes:
    """The published days of bodies, or one of them. What was cancelled stays, and says so."""
    made = Calendar()
    made.add("prodid", "-//Saferboard//Meetings//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    days = []
    for row in calendars:
        for meeting in row.content["meetings"]:
            on = date.fromisoformat(meeting["date"])
            if day in (None, on):
                made.add_component(_event(row, meeting, on, host, page))
                days.append(on)
    if days:  # summer time, of these years only
        made.add_missing_timezones(date(min(days).year, 1, 1), date(max(days).year + 1, 1, 1))
    return made.to_ical()


def _event(row: Publication, meeting: Mapping[str, Any], on: date, host: str, page: Page) -> Event:
    """No end is announced, so none is given."""
    url = page(row.body, on)
    called_off = meeting["state"] == "cancelled"
    event = Event()
    event.add("uid", f"{row.body}-{meeting['date']}@{host}")
    event.add("dtstamp", row.at)
    event.add("last-modified", row.at)
    event.add("sequence", row.number)
    event.add("dtstart", _start(on, meeting["starts"]))
    event.add("summary", ("Cancelled: " if called_off else "") + row.content["name"])
    event.add("status", STATUS.get(meeting["state"], "CONFIRMED"))
    event.add("url", url)
    if meeting["place"]:
        event.add("location", meeting["place"])
    why = f"{meeting['because']}\n" if meeting["because"] else ""
    event.add("description", f"{why}Agenda, papers and minutes: {url}")
    return event


def _start(on: date, starts: str) -> date | datetime:
    return datetime.combine(on, time.fromisoformat(starts), LONDON) if starts else on
