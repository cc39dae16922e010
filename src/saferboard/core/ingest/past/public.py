"""What of a reading everybody may read, as plain values: frozen when a source is activated.

Of an item that was taken in private only the place is told: no title, no words, no paper. Contacts
of officers are left out, as they are of everything that the Board publishes.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from saferboard.core.ingest.past.beside import CALLED
from saferboard.core.ingest.past.values import (
    AgendaItem,
    Dashboard,
    LogAction,
    Meeting,
    Minute,
    Minutes,
    Person,
    Reading,
    Report,
    Span,
)

HEADINGS = {
    "present": "Present",
    "officers": "Officers",
    "others": "In attendance",
    "apologies": "Apologies",
}


@dataclass(frozen=True, slots=True)
class Private:
    """What was taken in private at a meeting: numbers of its items, and titles, folded."""

    numbers: frozenset[int] = frozenset()
    titles: frozenset[str] = frozenset()

    @staticmethod
    def of(items: Iterable[tuple[int | None, str]]) -> "Private":
        """Of the number and the title of each item taken in private."""
        every = list(items)
        return Private(
            frozenset(number for number, _ in every if number is not None),
            frozenset(folded(title) for _, title in every),
        )

    def __or__(self, other: "Private") -> "Private":
        return Private(self.numbers | other.numbers, self.titles | other.titles)

    def __bool__(self) -> bool:
        return bool(self.numbers or self.titles)

    def holds(self, number: int | None, title: str) -> bool:
        """Whether business was taken in private, by the number of its item or by its title."""
        return number in self.numbers or folded(title) in self.titles


def folded(title: str) -> str:
    """A title as it is compared."""
    return " ".join(title.casefold().replace(".", " ").split())


def private_of(reading: Reading) -> Private:
    """What a reading's own agendas say was taken in private."""
    items = (item for meeting in reading.meetings for item in meeting.agenda if item.restricted)
    return Private.of((item.number, item.title) for item in items)


_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}")


def without_addresses(value: Any) -> Any:
    """The same without e-mail addresses: whoever was named in a paper is not reached years later.

    Contacts of officers are no part of a public copy; this is for those in running text.
    """
    if isinstance(value, str):
        return _ADDRESS.sub("(e-mail address left out)", value)
    if isinstance(value, list):
        return [without_addresses(one) for one in value]
    if isinstance(value, dict):
        return {key: without_addresses(one) for key, one in value.items()}
    return value


def _at(span: Span) -> dict[str, int]:
    return {"line": span.first, "page": span.page, "last_page": span.last_page}


def agenda(one: Meeting) -> dict[str, Any]:
    """The agenda of a meeting."""
    return {
        "venue": one.venue,
        "starts": one.starts,
        "items": [_item(item) for item in one.agenda],
        **_at(one.span),
    }


def _item(item: AgendaItem) -> dict[str, Any]:
    told: dict[str, Any] = {"title": "", "kind": "", "presenter": "", "note": "", "pages": []}
    if not item.restricted:
        told = {
            "title": item.title,
            "kind": item.kind.value,
            "presenter": item.presenter,
            "note": item.note,
            "pages": list(item.pages or ()),
        }
    return {"number": item.number, "private": item.restricted, **told, **_at(item.span)}


def minutes(one: Minutes, private: Private) -> dict[str, Any]:
    """The minutes of a meeting, less what was taken in private."""
    return {
        "venue": one.venue,
        "started": one.started,
        "ended": one.ended,
        "groups": [
            {"heading": HEADINGS[group], "people": [_person(row) for row in getattr(one, group)]}
            for group in CALLED
            if getattr(one, group)
        ],
        "items": [_minute(row, private) for row in one.items],
        **_at(one.span),
    }


def _person(one: Person) -> dict[str, Any]:
    return {"name": one.name, "post": one.post, "chair": one.chair, "minute": one.minute}


def _minute(one: Minute, private: Private) -> dict[str, Any]:
    if private.holds(one.item or None, one.title):
        return {"number": one.number, "private": True, **_at(one.span)}
    return {
        "number": one.number,
        "private": False,
        "title": one.title,
        "item": one.item,
        "text": one.text,
        "outcomes": [
            {"verb": row.verb.value, "letter": row.letter, "text": row.text, **_at(row.span)}
            for row in one.outcomes
        ],
        "undertakings": [
            {"who": row.who, "text": row.text, **_at(row.span)} for row in one.undertakings
        ],
        "declared": [{"who": row.who, "interest": row.interest} for row in one.declared],
        **_at(one.span),
    }


def log(actions: Iterable[LogAction]) -> dict[str, Any]:
    """An action log, row by row."""
    return {"actions": [_action(one) for one in actions]}


def _action(one: LogAction) -> dict[str, Any]:
    return {
        "number": one.number,
        "status": one.status,
        "entries": [
            {
                "on": row.on.isoformat() if row.on else "",
                "action": row.action,
                "officer": row.officer,
                "comments": row.comments,
                "status": row.status,
            }
            for row in one.entries
        ],
        **_at(one.span),
    }


def reports(every: Iterable[Report], private: Private) -> dict[str, Any]:
    """Reports with their paragraphs; those of business taken in private are not named."""
    shown = (one for one in every if not private.holds(one.item or None, one.title))
    return {"reports": [_report(one) for one in shown]}


def _report(one: Report) -> dict[str, Any]:
    return {
        "title": one.title,
        "item": one.item,
        "paragraphs": [
            {"number": row.number, "heading": row.heading, "text": row.text, **_at(row.span)}
            for row in one.paragraphs
        ],
        "recommendations": [
            {"letter": row.letter, "text": row.text} for row in one.recommendations
        ],
        "tables": [
            {"caption": row.caption, "headed": row.headed, "rows": [list(r) for r in row.rows]}
            for row in one.tables
        ],
        **_at(one.span),
    }


COLUMNS = ("Outcome", "Overall", "Indicator", "Previous", "Current", "Direction", "Progress")
FURTHER = (("neighbours", "Neighbours"), ("county", "County"))


def dashboards(every: Iterable[Dashboard]) -> dict[str, Any]:
    """Dashboards as tables, cell by cell as printed."""
    return {"dashboards": [_dashboard(one) for one in every]}


def _dashboard(one: Dashboard) -> dict[str, Any]:
    further = [(name, word) for name, word in FURTHER if any(getattr(r, name) for r in one.rows)]
    columns = list(COLUMNS)
    columns[3], columns[4] = one.previous or columns[3], one.current or columns[4]
    return {
        "title": one.title,
        "columns": [*columns, *(word for _, word in further)],
        "rows": [
            [
                *(row.outcome, row.overall, row.indicator, row.previous, row.current),
                *(row.direction, row.progress),
                *(getattr(row, name) for name, _ in further),
            ]
            for row in one.rows
        ],
        "notes": list(one.notes),
        **_at(one.span),
    }
