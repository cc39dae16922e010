"""What the pages of past meetings tell of one another: what made a row of the action log, what came
of a decision or a promise, which minute was amended later.

Only places that are public are told, and only they are counted (see ``opened``). What is likely and
not certain has a doubt.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from saferboard.core.ingest.past.account.linking import (
    ActionLink,
    link_actions,
    link_amendments,
    link_papers,
)
from saferboard.core.ingest.past.account.mentions import LEAST, mentions
from saferboard.core.ingest.past.account.opened import LOG, Opened, numbered
from saferboard.core.ingest.past.history.business import Business
from saferboard.core.ingest.past.history.record import Record
from saferboard.core.ingest.past.history.requests import only_notes
from saferboard.core.ingest.past.history.statements import Statement, Told
from saferboard.core.ingest.past.history.words import folded
from saferboard.core.ingest.past.values import Minute

MOST = 5  # mentions that are shown of one decision
JOINED = "the row joins several requests"
LATE = "it came more than a year after it was due"
_LONG = timedelta(days=366)  # what comes so late may have come of something else
_NEXT = re.compile(r"\b(?:next|future) (?:\w+ ){0,2}meetings?\b", re.I)
RowKey = tuple[date, str, str, str, str]
SaidKey = tuple[date, str, str, str]


@dataclass(frozen=True, slots=True)
class Link:
    """A place on the page of a meeting: its anchor, what stands there, and how it goes on."""

    on: date
    anchor: str
    where: str
    text: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Came:
    """What came of something said: rows of the log, the business that answered it, mentions.

    ``more`` mentions are not shown.
    """

    rows: tuple[Link, ...] = ()
    answers: tuple[Link, ...] = ()
    mentions: tuple[Link, ...] = ()
    more: int = 0

    @property
    def certain(self) -> "Came":
        """Without what is doubted."""
        return replace(self, rows=certain(self.rows), answers=certain(self.answers))

    def __bool__(self) -> bool:
        return bool(self.rows or self.answers or self.mentions)


def certain(links: Iterable[Link]) -> tuple[Link, ...]:
    """Those that nobody has to look at."""
    return tuple(link for link in links if not link.doubt)


@dataclass(frozen=True, slots=True)
class Links:
    """All of one body: what made each row, what came of what was said, amendments by minute.

    A minute of 0 is the attendance.
    """

    made: Mapping[RowKey, tuple[Link, ...]] = field(default_factory=dict)
    came: Mapping[SaidKey, Came] = field(default_factory=dict)
    amended: Mapping[tuple[date, int], tuple[Link, ...]] = field(default_factory=dict)


def row_key(log: date, on: str, action: str, officer: str, comments: str) -> RowKey:
    """A row of the log of a meeting; ``on`` is its own day as in 2014-03-07, empty if none."""
    return (log, on, action, officer, comments)


def said_key(on: date, number: int | None, title: str, told: Told, text: str) -> SaidKey:
    """Something said in a minute; sentences of its narrative are all one."""
    words = "" if told is Told.SENTENCE else folded(text)
    return (on, folded(numbered("minute", number, title)), told.value, words)


def links(record: Record, opened: Opened) -> Links:
    """Everything that pages tell of one another."""
    return _Linking(record, opened).links()


class _Linking:
    def __init__(self, record: Record, opened: Opened) -> None:
        self.record, self.opened = record, opened
        self.made: dict[RowKey, tuple[Link, ...]] = {}
        self.rows: dict[SaidKey, dict[tuple[str, ...], Link]] = {}
        self.answers: dict[SaidKey, tuple[Link, ...]] = {}
        self.places = {(one.on, one.place): one for one in reversed(record.statements)}

    def links(self) -> Links:
        for link in link_actions(self.record):
            self._row(link)
        self._answers()
        came = {}
        for statement in self.record.statements:
            found = self._came(statement)
            if found:
                came[_said(statement)] = found
        return Links(self.made, came, self._amended())

    def _row(self, link: ActionLink) -> None:
        """A row and what made it, seen from both sides."""
        entry, number = link.entry, link.action.number
        where = "an action of the log" if number is None else f"action {number}"
        anchor = self.opened.anchor(link.log, LOG if number is None else where)
        if not anchor or link.statement is None:
            return
        here = Link(link.log, anchor, where, entry.action or entry.comments)
        made = [(link.statement, link.doubt), *((one, JOINED) for one in link.also)]
        told = []
        for statement, doubt in made:
            place = self._statement(statement)
            if place is not None:
                told.append(replace(place, doubt=doubt))
                # In the logs of later meetings it is the same row still.
                row = (str(entry.on), entry.action, entry.officer)
                rows = self.rows.setdefault(_said(statement), {})
                rows.setdefault(row, replace(here, doubt=doubt))
        on = entry.on.isoformat() if entry.on else ""
        key = row_key(link.log, on, entry.action, entry.officer, entry.comments)
        self.made[key] = tuple(told)

    def _statement(self, one: Statement) -> Link | None:
        """Where something was said, if that is public."""
        anchor = self.opened.anchor(one.on, numbered("minute", one.minute, one.title), one.title)
        where = one.place.removesuffix(", outcome")
        return Link(one.on, anchor, where, one.title) if anchor else None

    def _business(self, one: Business) -> Link | None:
        anchor = self.opened.anchor(one.on, one.where, one.title)
        return Link(one.on, anchor, one.where.partition(" '")[0], one.title) if anchor else None

    def _answers(self) -> None:
        for link in link_papers(self.record):
            place = self._business(link.answer.business)
            if place is not None:
                late = place.on - link.request.due > _LONG
                answer = replace(place, doubt=link.doubt or (LATE if late else ""))
                self.answers[_said(link.request.statement)] = (answer,)

    def _came(self, statement: Statement) -> Came:
        if self._statement(statement) is None:
            return Came()
        said = _said(statement)
        rows = tuple(self.rows.get(said, {}).values())
        if statement.told is Told.SENTENCE:
            return Came(rows)
        answers = self.answers.get(said, ())
        later = self._mentions(statement, answers)
        return Came(rows, answers, later[:MOST], max(len(later) - MOST, 0))

    def _mentions(self, statement: Statement, answers: Iterable[Link]) -> tuple[Link, ...]:
        """Later places that speak of it; each piece of business once, and no answer again."""
        # Whoever promises is named at every meeting.
        rest = statement.text.replace(statement.who, " ") if statement.who else statement.text
        asked = replace(statement, text=rest)
        # What comes at every meeting is spoken of at every meeting; so is what says little.
        slight = (
            len(self.record.terms(rest)) < LEAST
            or only_notes(statement.text)
            or bool(_NEXT.search(statement.title))
        )
        taken = {(one.on, folded(one.text)) for one in answers}
        found = []
        for one in mentions(self.record, asked):
            if slight and not one.named:
                continue
            on, spoken = one.quote.on, self.places.get((one.quote.on, one.where))
            place = self._statement(spoken) if spoken else None
            if spoken is None:
                anchor = self.opened.anchor(on, one.where, one.quote.text)
                where = one.where.partition(" '")[0]
                place = Link(on, anchor, where, one.quote.text) if anchor else None
            if place is not None and (on, folded(place.text)) not in taken:
                taken.add((on, folded(place.text)))
                found.append(place)
        return tuple(found)

    def _amended(self) -> dict[tuple[date, int], tuple[Link, ...]]:
        made_in = self._confirming()
        found: dict[tuple[date, int], tuple[Link, ...]] = {}
        for one in link_amendments(self.record):
            minute = made_in[one.made.on, one.made.text]
            where = numbered("minute", minute.number, minute.title)
            anchor = self.opened.anchor(one.made.on, where, minute.title)
            if anchor and one.minute is not None:
                link = Link(one.made.on, anchor, where, one.amendment, one.doubt)
                at = (one.amends, one.minute)
                found[at] = (*found.get(at, ()), link)
        return found

    def _confirming(self) -> dict[tuple[date, str], Minute]:
        """The minute in which each amendment was made."""
        return {
            (held.on, minute.confirmed.amendment): minute
            for held in self.record.history.minutes
            for minute in held.value.value.items
            if minute.confirmed is not None and minute.confirmed.amendment
        }


def _said(one: Statement) -> SaidKey:
    return said_key(one.on, one.minute, one.title, one.told, one.text)
