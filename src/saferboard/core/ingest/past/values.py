"""What is read from a board's past: each value with the lines of the source that it stands on.

A source is a text: the pages of a PDF or of a saved web page, one after another. Lines are counted
from 1. Nothing here is settled: what a person must look at is a ``Doubt``, what no rule reads is a
``Reject``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from saferboard.core.board.pack import ItemKind


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Lines of the source, first and last, and the pages they stand on (0: not known)."""

    first: int
    last: int
    page: int = 0
    last_page: int = 0

    def __contains__(self, line: int) -> bool:
        return self.first <= line <= self.last

    @property
    def pages(self) -> str:
        """``page 3``, ``pages 3 to 8``; empty where no page is known."""
        if not self.page:
            return ""
        if self.last_page <= self.page:
            return f"page {self.page}"
        return f"pages {self.page} to {self.last_page}"

    def lines(self) -> Iterator[int]:
        """Every line of it."""
        return iter(range(self.first, self.last + 1))


NOWHERE = Span(0, 0)


class Verb(StrEnum):
    """The word over an outcome."""

    RESOLVED = "RESOLVED"
    AGREED = "AGREED"
    NOTED = "NOTED"


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item of business as the agenda names it. ``pages`` are those the agenda prints.

    ``note`` is what stands under the title: who presents it, and how.
    """

    number: int | None
    title: str
    kind: ItemKind
    presenter: str = ""
    pages: tuple[int, int] | None = None
    note: str = ""
    restricted: bool = False
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that an agenda calls. ``starts`` is as printed, ``future`` the dates it gives."""

    body: str
    on: date | None
    venue: str = ""
    starts: str = ""
    agenda: tuple[AgendaItem, ...] = ()
    future: tuple[date, ...] = ()
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the attendance: ``post`` is what stands beside the name, organisation or post.

    ``minute`` is the one for which they came ("minute 53 refers"); 0 for the whole meeting.
    """

    name: str
    post: str = ""
    chair: bool = False
    minute: int = 0
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a minute ended in. ``letter`` is without brackets; empty for one alone."""

    verb: Verb
    letter: str
    text: str
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Undertaking:
    """A promise in the narrative: ``text`` is the whole sentence, ``who`` as the sentence says."""

    who: str
    text: str
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Declared:
    """An interest declared at the meeting."""

    who: str
    interest: str
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Earlier minutes were confirmed: those of ``on``, subject to ``amendment`` if there is one.

    ``replacement`` are the exact words that the amendment gives.
    """

    on: date | None
    amendment: str = ""
    replacement: tuple[str, ...] = ()
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Minute:
    """One minute. ``item`` is the mark on its papers ("marked Agenda Item 4"); 0 if none is told.

    ``text`` is the narrative: paragraphs apart by an empty line, points by their own marks.
    """

    number: int | None
    title: str
    text: str = ""
    outcomes: tuple[Outcome, ...] = ()
    undertakings: tuple[Undertaking, ...] = ()
    item: int = 0
    declared: tuple[Declared, ...] = ()
    confirmed: Confirmed | None = None
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Minutes:
    """The record of one meeting."""

    body: str
    on: date | None
    venue: str = ""
    present: tuple[Person, ...] = ()
    officers: tuple[Person, ...] = ()
    others: tuple[Person, ...] = ()
    apologies: tuple[Person, ...] = ()
    items: tuple[Minute, ...] = ()
    started: str = ""
    ended: str = ""
    signed: date | None = None
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One dated row of an action. An empty field is one that the row leaves empty."""

    on: date | None
    action: str = ""
    officer: str = ""
    comments: str = ""
    status: str = ""
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class LogAction:
    """An action of a log with all its rows. ``status`` is the last that a row of it gives."""

    number: int | None
    entries: tuple[LogEntry, ...]
    status: str = ""

    @property
    def span(self) -> Span:
        """From its first row to its last."""
        return between(self.entries[0].span, self.entries[-1].span) if self.entries else NOWHERE


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a report: its ``number`` as printed ("7", "10.1"; empty if it has none)."""

    number: str
    text: str
    heading: str = ""
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What a report asks the Board to do."""

    letter: str
    text: str
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Contact:
    """An officer to contact."""

    name: str
    post: str = ""
    organisation: str = ""
    telephone: str = ""
    email: str = ""
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands: the first row names the columns where ``headed``."""

    rows: tuple[tuple[str, ...], ...]
    headed: bool = True
    caption: str = ""
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class DashboardRow:
    """A row of a performance dashboard, cell by cell as printed; ``outcome`` carried down."""

    outcome: str
    overall: str
    indicator: str
    previous: str
    current: str
    direction: str
    progress: str
    neighbours: str = ""
    county: str = ""
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Dashboard:
    """A performance dashboard; ``notes`` are the lines under it, by their marks."""

    title: str
    previous: str
    current: str
    rows: tuple[DashboardRow, ...]
    notes: tuple[str, ...] = ()
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Report:
    """A paper of the pack. ``item`` is the number on the agenda that it answers; 0: not known."""

    title: str
    body: str = ""
    on: date | None = None
    item: int = 0
    paragraphs: tuple[Paragraph, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    officers: tuple[Contact, ...] = ()
    tables: tuple[Table, ...] = ()
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that was read and that a person should look at: what it is, and why it is doubted.

    ``about`` names the value in a few words, as "minute 24"; ``text`` is the line or what was read.
    """

    about: str
    text: str
    why: str
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Reject:
    """A line that no rule reads, and why not."""

    line: int
    text: str
    reason: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """Lines that are not empty: all of them, those that a value holds, and the rejects."""

    lines: int
    read: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one source says, and all of it that could not be read."""

    meetings: tuple[Meeting, ...] = ()
    minutes: tuple[Minutes, ...] = ()
    action_log: tuple[LogAction, ...] = ()
    reports: tuple[Report, ...] = ()
    dashboards: tuple[Dashboard, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    rejects: tuple[Reject, ...] = ()
    coverage: Coverage = field(default=Coverage(0, 0, 0))


def between(first: Span, last: Span) -> Span:
    """From the beginning of one span to the end of another."""
    return Span(first.first, last.last, first.page, last.last_page)
