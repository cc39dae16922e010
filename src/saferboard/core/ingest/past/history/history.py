"""A decade of readings put together: what each says, when and of which body.

A source's cover says which meeting it is for; its action log, papers and dashboards are as of that
meeting, its minutes are those of an earlier one and say so themselves.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Generic, TypeVar

from saferboard.core.ingest.past.history.merging import (
    Difference,
    Merged,
    merged_log,
    merged_meeting,
    merged_minutes,
)
from saferboard.core.ingest.past.history.organisations import Renames
from saferboard.core.ingest.past.history.people import Appearance
from saferboard.core.ingest.past.values import (
    Dashboard,
    Doubt,
    LogAction,
    Meeting,
    Minutes,
    Reading,
    Report,
    Span,
)

T = TypeVar("T")
Key = tuple[date, str]
Log = tuple[LogAction, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """What one source says. ``on`` and ``body`` are told by a person where it does not say."""

    name: str
    reading: Reading
    on: date | None = None
    body: str = ""

    @property
    def day(self) -> date | None:
        """The meeting that it is for."""
        days = [meeting.on for meeting in self.reading.meetings if meeting.on]
        days = days or [report.on for report in self.reading.reports if report.on]
        return self.on or max(days, default=None)

    @property
    def board(self) -> str:
        """The body that it is of."""
        told = [meeting.body for meeting in self.reading.meetings]
        told += [minutes.body for minutes in self.reading.minutes]
        return self.body or next((body for body in told if body), "")


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """A value as of a meeting of a body, and the source that gives it."""

    body: str
    on: date
    source: str
    value: T


@dataclass(frozen=True, slots=True)
class Quote:
    """Where something stands: the source, the meeting, the lines, and the words."""

    source: str
    on: date
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class History:
    """All of it in order of the meetings. ``body`` is the key that its renames lead to."""

    meetings: tuple[Dated[Merged[Meeting]], ...] = ()
    minutes: tuple[Dated[Merged[Minutes]], ...] = ()
    logs: tuple[Dated[Merged[Log]], ...] = ()
    reports: tuple[Dated[Report], ...] = ()
    dashboards: tuple[Dated[Dashboard], ...] = ()
    doubts: tuple[tuple[str, Doubt], ...] = ()
    names: tuple[tuple[str, str], ...] = ()

    @property
    def bodies(self) -> tuple[str, ...]:
        """The key of every body."""
        found: set[str] = set()
        found.update(held.body for held in self.meetings)
        found.update(held.body for held in self.minutes)
        found.update(held.body for held in self.logs)
        found.update(held.body for held in self.reports)
        found.update(held.body for held in self.dashboards)
        return tuple(sorted(found))

    def called(self, body: str) -> str:
        """The newest name of a body."""
        return dict(self.names).get(body, body)

    def of(self, body: str) -> "History":
        """What is of one body."""
        return replace(
            self,
            meetings=_of(self.meetings, body),
            minutes=_of(self.minutes, body),
            logs=_of(self.logs, body),
            reports=_of(self.reports, body),
            dashboards=_of(self.dashboards, body),
        )

    @property
    def differences(self) -> tuple[tuple[date, Difference], ...]:
        """Where two sources of one meeting say different things."""
        called = [(m.on, each) for m in self.meetings for each in m.value.differences]
        recorded = [(m.on, each) for m in self.minutes for each in m.value.differences]
        logged = [(m.on, each) for m in self.logs for each in m.value.differences]
        return (*called, *recorded, *logged)

    def appearances(self) -> Iterator[Appearance]:
        """Every name of the attendance and of the officers to contact."""
        for held in self.minutes:
            minutes = held.value.value
            groups = (minutes.present, minutes.officers, minutes.others, minutes.apologies)
            for person in (person for group in groups for person in group):
                source = held.value.source(f"attendance, {person.name}")
                yield Appearance(person.name, person.post, held.on, source, person.span)
        for paper in self.reports:
            for contact in paper.value.officers:
                post = ", ".join(part for part in (contact.post, contact.organisation) if part)
                yield Appearance(contact.name, post, paper.on, paper.source, contact.span, False)


def _of(values: Sequence[Dated[T]], body: str) -> tuple[Dated[T], ...]:
    return tuple(value for value in values if value.body == body)


def gather(sources: Iterable[Source], renames: Renames | None = None) -> History:
    """What all sources say; the same meeting from two of them made one."""
    gathering = _Gathering(renames or Renames())
    for source in sorted(sources, key=lambda source: (source.day or date.min, source.name)):
        gathering.add(source)
    return gathering.history()


@dataclass(slots=True)
class _Gathering:
    """What has been put together so far, by day and body."""

    renames: Renames
    names: dict[str, str] = field(default_factory=dict)
    meetings: dict[Key, Dated[Merged[Meeting]]] = field(default_factory=dict)
    minutes: dict[Key, Dated[Merged[Minutes]]] = field(default_factory=dict)
    logs: dict[Key, Dated[Merged[Log]]] = field(default_factory=dict)
    reports: list[Dated[Report]] = field(default_factory=list)
    dashboards: list[Dated[Dashboard]] = field(default_factory=list)
    doubts: list[tuple[str, Doubt]] = field(default_factory=list)

    def add(self, source: Source) -> None:
        """All that one source says."""
        for call in source.reading.meetings:
            on = call.on or source.on
            self._join(self.meetings, source, call.body, on, call, merged_meeting, call.span)
        for one in source.reading.minutes:
            self._join(self.minutes, source, one.body, one.on, one, merged_minutes, one.span)
        log = tuple(action for action in source.reading.action_log if action.entries)
        if log:
            self._join(self.logs, source, "", source.day, log, merged_log, log[0].span)
        for report in source.reading.reports:
            self._paper(self.reports, source, report.body, report, report.span)
        for dashboard in source.reading.dashboards:
            self._paper(self.dashboards, source, "", dashboard, dashboard.span)

    def _join(
        self,
        held: dict[Key, Dated[Merged[T]]],
        source: Source,
        body: str,
        on: date | None,
        value: T,
        join: Callable[[Merged[T], Merged[T]], Merged[T]],
        span: Span,
    ) -> None:
        if on is None:
            self._undated(source, value, span)
            return
        key, merged = (on, self._body(body, source)), Merged(value, (source.name,))
        if key in held:
            merged = join(held[key].value, merged)
        held[key] = Dated(key[1], on, merged.sources[0], merged)

    def _paper(self, held: list[Dated[T]], source: Source, body: str, value: T, span: Span) -> None:
        if source.day is None:
            self._undated(source, value, span)
        else:
            held.append(Dated(self._body(body, source), source.day, source.name, value))

    def _undated(self, source: Source, value: object, span: Span) -> None:
        what = "action log" if isinstance(value, tuple) else type(value).__name__.lower()
        why = "no date of a meeting is told, so it has no place in the order"
        self.doubts.append((source.name, Doubt(what, "", why, span)))

    def _body(self, name: str, source: Source) -> str:
        told = name or source.board
        key = self.renames.key(told)
        self.names[key] = self.renames.current(told)
        return key

    def history(self) -> History:
        """Everything in order of the meetings."""
        return History(
            tuple(self.meetings[key] for key in sorted(self.meetings)),
            tuple(self.minutes[key] for key in sorted(self.minutes)),
            tuple(self.logs[key] for key in sorted(self.logs)),
            tuple(self.reports),
            tuple(self.dashboards),
            tuple(self.doubts),
            tuple(sorted(self.names.items())),
        )
