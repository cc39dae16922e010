"""What the pages of the plan show, worked out: templates ask nothing."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.urls import reverse

from saferboard.core.board.plan import Plan, Planned, year_name, year_of
from saferboard.core.board.plan_checking import Breach
from saferboard.core.board.plan_record import Fate, Row
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.board.plan import queries
from saferboard.web.board.plan.models import Entry, Version
from saferboard.web.directory.models import Body
from saferboard.web.directory.versions import stamp

Crumbs = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A body and the years of its plans; this year and the next can always be planned."""

    body: Body
    years: tuple[tuple[int, str, bool], ...]


def shelf(body: Body, today: date) -> Shelf:
    """The years of a body, each with whether it has begun to be planned."""
    now = year_of(today)
    there = set(queries.years(body))
    wanted = sorted(there | {now, now + 1}, reverse=True)
    return Shelf(body, tuple((year, year_name(year), year in there) for year in wanted))


def crumbs(body: Body, *trail: str) -> Crumbs:
    """The way to a page: ``crumbs(body, "2016/17", url, "Changes")``."""
    found = [{"text": "Forward plans", "url": reverse("plans")}]
    *above, last = trail
    for text, url in zip(above[::2], above[1::2], strict=True):
        found.append({"text": f"{body}, {text}", "url": url})
    return [*found, {"text": last if above else f"{body}, {last}"}]


@dataclass(frozen=True, slots=True)
class Chip:
    """An entry in its cell; ``seen`` lets it be dropped elsewhere without overwriting anybody.

    ``because`` is told of what was put there by hand; why a rule put it there stands on its page.
    """

    entry: Entry
    seen: str
    notes: str
    because: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands at one meeting."""

    meeting: Meeting
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A topic and its cells."""

    topic: queries.Topic
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A meeting over its column."""

    meeting: Meeting
    load: int
    room: int
    breaches: tuple[Breach, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The whole table."""

    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    kept: int


def grid(found: queries.Year) -> Grid:
    """Meetings across that are not cancelled, topics down."""
    room = {meeting.on: meeting.minutes for meeting in found.value.meetings}
    open_to_it = [m for m in found.meetings if m.date in room]
    whole = [breach for breach in found.breaches if not breach.topic]
    heads = [
        Head(
            meeting,
            found.value.load(meeting.date),
            room[meeting.date],
            tuple(breach for breach in whole if meeting.date in breach.on),
        )
        for meeting in open_to_it
    ]
    lines = [
        Line(
            topic,
            tuple(
                Cell(meeting, tuple(_chip(entry) for entry in topic.at(meeting.date)))
                for meeting in open_to_it
            ),
        )
        for topic in queries.topics(found)
    ]
    return Grid(tuple(heads), tuple(lines), sum(1 for line in lines if not line.topic.breaches))


def _chip(entry: Entry) -> Chip:
    notes = [f"{entry.minutes} min"] if entry.minutes else []
    if entry.pinned:
        notes.append("pinned")
    if entry.item is not None:
        notes.append(_agenda(entry.item))
    because = entry.because if entry.pinned else ""
    return Chip(entry, stamp(entry), ", ".join(notes), because[:1].upper() + because[1:])


def _agenda(item: AgendaItem) -> str:
    if item.state == AgendaItem.State.ON:
        return f"item {item.number}"
    return f"{item.get_state_display().lower()} on the agenda"


def standing(entry: Entry) -> str:
    """Where an entry stands and why, in a sentence or two."""
    said = f"It is planned for {entry.meeting.day}"
    said += f": {entry.because}." if entry.because else "."
    if entry.item is not None and entry.item.state == AgendaItem.State.ON:
        said += f" It is {_agenda(entry.item)} on that meeting’s agenda, and follows there."
    return said


def next_step(found: queries.Year) -> str:
    """The step that this year waits for."""
    if not found.value.meetings:
        return "meetings"
    if not found.entries:
        return "fill"
    if found.agreed is None:
        return "agree"
    return "agendas"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A meeting as filling would leave it."""

    meeting: Meeting
    items: tuple[tuple[Planned, bool], ...]
    gone: tuple[Entry, ...]


def proposed(found: queries.Year, made: Plan) -> list[Proposal]:
    """Meeting by meeting: what would stand there, whether it is new, and what would go."""
    by_day = {m.date: m for m in found.meetings if m.state != Meeting.State.CANCELLED}
    result = []
    for day, meeting in by_day.items():
        now = [entry for entry in found.entries if entry.meeting.date == day]
        topics = {entry.topic for entry in now}
        items = made.at(day)
        staying = {item.topic for item in items}
        result.append(
            Proposal(
                meeting,
                tuple((item, item.topic not in topics) for item in items),
                tuple(entry for entry in now if entry.topic not in staying),
            )
        )
    return result


def as_it_stood(version: Version) -> list[tuple[date, list[dict[str, Any]]]]:
    """The items of a version, meeting by meeting."""
    items = sorted(version.items, key=lambda item: item["on"])
    return [
        (date.fromisoformat(day), list(group))
        for day, group in groupby(items, key=lambda item: item["on"])
    ]


@dataclass(frozen=True, slots=True)
class YearRecord:
    """A year's promises, those that need an answer first."""

    name: str
    broken: tuple[Row, ...]
    kept: tuple[Row, ...]
    to_come: tuple[Row, ...]
    extra: tuple[Row, ...]

    @property
    def unexplained(self) -> int:
        """How many were moved or broken with no reason recorded."""
        return sum(1 for row in self.broken if row.is_unexplained)


def record(body: Body, today: date) -> list[YearRecord]:
    """The years with an agreed plan, the newest first."""
    years = []
    for year, group in groupby(queries.record(body, today), key=lambda row: row.year):
        by_fate: dict[Fate, list[Row]] = {fate: [] for fate in Fate}
        for row in group:
            by_fate[row.fate].append(row)
        years.append(
            YearRecord(
                year_name(year),
                broken=(*by_fate[Fate.NEVER], *by_fate[Fate.MOVED]),
                kept=tuple(by_fate[Fate.CAME]),
                to_come=tuple(by_fate[Fate.TO_COME]),
                extra=tuple(by_fate[Fate.EXTRA]),
            )
        )
    return years[::-1]
