"""A source and what was read of it, side by side: for each line the values that stand on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from saferboard.core.ingest.past.text.lines import lines_of
from saferboard.core.ingest.past.values import (
    Dashboard,
    Doubt,
    LogAction,
    Meeting,
    Minute,
    Minutes,
    Reading,
    Report,
    Span,
)

CALLED = {
    "present": "Present",
    "officers": "Officer",
    "others": "In attendance",
    "apologies": "Apologies",
}


@dataclass(frozen=True, slots=True)
class Held:
    """A value in words: what it is ("Agenda item 4"), and what was read."""

    what: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the source. ``held`` are the values that begin on it, ``within`` those around it.

    ``reject`` is why nothing reads it.
    """

    number: int
    page: int
    text: str
    held: tuple[Held, ...] = ()
    within: tuple[str, ...] = ()
    reject: str = ""
    doubts: tuple[Doubt, ...] = ()


def beside(text: str, reading: Reading) -> tuple[Row, ...]:
    """Every line of the source, in order."""
    begins: dict[int, list[Held]] = {}
    around: dict[int, list[str]] = {}
    for one in held(reading):
        begins.setdefault(one.span.first, []).append(one)
        for line in one.span.lines():
            if line != one.span.first:
                around.setdefault(line, []).append(one.what)
    rejects = {one.line: one.reason for one in reading.rejects}
    doubts: dict[int, list[Doubt]] = {}
    for doubt in reading.doubts:
        doubts.setdefault(doubt.span.first, []).append(doubt)
    return tuple(
        Row(
            line.number,
            line.page,
            line.raw.rstrip(),
            tuple(begins.get(line.number, ())),
            tuple(dict.fromkeys(around.get(line.number, ()))),
            rejects.get(line.number, ""),
            tuple(doubts.get(line.number, ())),
        )
        for line in lines_of(text)
    )


def held(reading: Reading) -> tuple[Held, ...]:
    """Every value that stands on lines of its own, in the order of the source."""
    return tuple(sorted(_all(reading), key=lambda one: (one.span.first, -one.span.last)))


def _all(reading: Reading) -> Iterator[Held]:
    for meeting in reading.meetings:
        yield from _meeting(meeting)
    for minutes in reading.minutes:
        yield from _minutes(minutes)
    for action in reading.action_log:
        yield from _action(action)
    for report in reading.reports:
        yield from _report(report)
    for dashboard in reading.dashboards:
        yield from _dashboard(dashboard)


def _day(on: date | None) -> str:
    return f"{on.day} {on:%B %Y}" if on else "day not known"


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


def _meeting(one: Meeting) -> Iterator[Held]:
    yield Held("Meeting", _joined(one.body, _day(one.on), one.starts, one.venue), one.span)
    for item in one.agenda:
        pages = f"pages {item.pages[0]} to {item.pages[1]}" if item.pages else ""
        private = "taken in private" if item.restricted else ""
        yield Held(
            f"Agenda item {_number(item.number)}",
            _joined(item.title, item.kind.value, item.presenter, pages, private),
            item.span,
        )


def _number(number: int | None) -> str:
    return "without a number" if number is None else str(number)


def _minutes(one: Minutes) -> Iterator[Held]:
    yield Held("Minutes", _joined(one.body, _day(one.on), one.venue), one.span)
    for group, called in CALLED.items():
        for person in getattr(one, group):
            chair = "in the chair" if person.chair else ""
            refers = f"minute {person.minute} refers" if person.minute else ""
            yield Held(called, _joined(person.name, person.post, chair, refers), person.span)
    for minute in one.items:
        yield from _minute(minute)


def _minute(one: Minute) -> Iterator[Held]:
    item = f"agenda item {one.item}" if one.item else ""
    yield Held(f"Minute {_number(one.number)}", _joined(one.title, item), one.span)
    for outcome in one.outcomes:
        letter = f" ({outcome.letter})" if outcome.letter else ""
        yield Held(f"{outcome.verb.value}{letter}", outcome.text, outcome.span)
    for promise in one.undertakings:
        yield Held("Undertaking", _joined(promise.who, promise.text), promise.span)
    for declared in one.declared:
        yield Held("Interest declared", _joined(declared.who, declared.interest), declared.span)
    if one.confirmed is not None:
        told = f"minutes of {_day(one.confirmed.on)}"
        yield Held("Confirmed", _joined(told, one.confirmed.amendment), one.confirmed.span)


def _action(one: LogAction) -> Iterator[Held]:
    for entry in one.entries:
        told = (entry.action, entry.officer, entry.comments, entry.status)
        yield Held(f"Action {_number(one.number)}", _joined(_day(entry.on), *told), entry.span)


def _report(one: Report) -> Iterator[Held]:
    item = f"agenda item {one.item}" if one.item else ""
    yield Held("Report", _joined(one.title, item), one.span)
    for paragraph in one.paragraphs:
        name = f"Paragraph {paragraph.number}".strip()
        yield Held(name, paragraph.text, paragraph.span)
    for asked in one.recommendations:
        yield Held("Recommendation", _joined(asked.letter, asked.text), asked.span)
    for officer in one.officers:
        told = _joined(officer.name, officer.post, officer.organisation)
        yield Held("Officer to contact", told, officer.span)
    for table in one.tables:
        first = ", ".join(table.rows[0]) if table.rows else ""
        yield Held("Table", _joined(table.caption, first), table.span)


def _dashboard(one: Dashboard) -> Iterator[Held]:
    yield Held("Dashboard", one.title, one.span)
    for row in one.rows:
        figures = f"{row.previous} to {row.current}"
        told = _joined(row.indicator, figures, row.direction, row.progress)
        yield Held("Measure", told, row.span)
