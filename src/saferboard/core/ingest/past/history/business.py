"""What came to each meeting: the agenda's items, the papers, and what the minutes tell of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from saferboard.core.ingest.past.history.history import History, Quote
from saferboard.core.ingest.past.history.merging import item_place, minute_place
from saferboard.core.ingest.past.values import Span


@dataclass(frozen=True, slots=True)
class Business:
    """One piece of business of a meeting, and where that is said. ``where`` is ``item 4``.

    ``note`` says who presents it, which often tells what "Partner update" is about.
    """

    body: str
    on: date
    where: str
    title: str
    source: str
    span: Span
    note: str = ""

    @property
    def key(self) -> tuple[date, str]:
        """The same for all that tells of one piece under one name."""
        return (self.on, self.where)

    @property
    def quote(self) -> Quote:
        """Where it stands."""
        return Quote(self.source, self.on, self.span, self.title)


def business(history: History) -> tuple[Business, ...]:
    """All business of all meetings, by day. One item may be told of by its paper and minute too."""
    found = (*_agendas(history), *_papers(history), *_minutes(history))
    return tuple(sorted(found, key=lambda b: (b.on, b.body, b.source, b.span, b.where)))


def _agendas(history: History) -> Iterator[Business]:
    for held in history.meetings:
        for item in held.value.value.agenda:
            place = item_place(item)
            source = held.value.source(place)
            title = item.title.rstrip(". ")
            yield Business(held.body, held.on, place, title, source, item.span, item.note)


def _papers(history: History) -> Iterator[Business]:
    for held in history.reports:
        where = f"item {held.value.item}" if held.value.item else f"paper '{held.value.title}'"
        yield Business(held.body, held.on, where, held.value.title, held.source, held.value.span)


def _minutes(history: History) -> Iterator[Business]:
    for held in history.minutes:
        for minute in held.value.value.items:
            place = minute_place(minute)
            source = held.value.source(place)
            yield Business(held.body, held.on, place, minute.title, source, minute.span)
