"""A meeting as Modern.Gov shows it, put together line by line whatever the lines came from.

What is said under an item is read by the grammar of minutes; here it is only kept apart: the
title, what the agenda says, papers, "Minutes:" and "Decision:".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from saferboard.core.ingest.past.minutes.attendance import heading as opens_group
from saferboard.core.ingest.past.minutes.attendance import read_attendance
from saferboard.core.ingest.past.minutes.minute_text import read_minute
from saferboard.core.ingest.past.minutes.minutes import apologies_of
from saferboard.core.ingest.past.minutes.outcomes import is_head
from saferboard.core.ingest.past.pack.taking import kind_of, presenter_of
from saferboard.core.ingest.past.text.dates import date_in, time_in
from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import Line, span_of
from saferboard.core.ingest.past.text.titles import is_standing
from saferboard.core.ingest.past.values import (
    NOWHERE,
    AgendaItem,
    Meeting,
    Minute,
    Minutes,
    Outcome,
    Person,
    Reading,
    Report,
    Span,
)

_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?\s"
_LABEL = re.compile(
    r"^(?:(?P<minutes>(?:draft\s)?minutes?)|(?P<decision>(?:draft\s)?decisions?)"
    r"|(?P<papers>(?:additional|supporting|background)\s(?:documents?|papers?)))"
    r"\s?:\s*(?P<rest>.*)$",
    re.I | re.S,
)
_SIZE = re.compile(
    r"[\s,(–-]{0,3}\b(?:(?:pdf|word|excel|powerpoint|document|file)\sicon\s)?"
    r"(?:PDF|DOCX?|XLSX?|PPTX?|RTF|HTML?)\b[\s,]{0,2}\d[\d.,]{0,8}\s?(?:bytes|[KMG]?B)\)?$",
    re.I,
)
_RESTRICTED = re.compile(
    r"restricted\senclosure|reasons\swhy\s.{0,60}\srestricted|\bis\srestricted\b"
    r"|\b(?:exempt|confidential)\s(?:item|report|information|appendix|business)\b",
    re.I,
)
_KIND = re.compile(
    r"^(?:(?:draft\s)?(?:agenda|minutes|decisions?|attendance|meeting\sattendance|issue|agenda\sitem"
    r"|issue\sdetails|meeting\sdetails|printed\sminutes)(?:,\s|\sand\s|\s&\s|\s)?){1,4}$",
    re.I,
)
_WHEN = re.compile(
    rf"(?:,?\s[-–—]\s|,\s|\son\s|\s|^)(?={_WEEKDAY}\b|{_DAY}[A-Z]|\d{{1,2}}/\d{{1,2}}/\d{{4}})",
    re.I,
)
_ITEM = re.compile(r"\(item\s(?:no\.?\s?)?(?P<number>[\w/.]{1,8}?)\.?\)\s*$", re.I)
_OF = re.compile(
    r"^(?:(?:agenda|minutes|decisions)\s(?:and\s\w+\s)?(?:for|of)|meeting\s?(?:of|:))\s", re.I
)
_VENUE = re.compile(
    r"^(?:venue|location)\s?:\s*(?P<venue>.{0,300}?)[.\s]*(?:view\sdirections\.?)?$", re.I
)
_CONTACT = re.compile(r"^(?:contacts?|email|e-mail|tel(?:ephone)?|items\sto\snote)\s?:", re.I)
_COLUMNS = re.compile(r"^(?:no\.?|items?(?:\sno\.?)?|title|number|minutes?|decisions?)$", re.I)
_NUMBER = re.compile(r"\d{1,4}")


@dataclass(slots=True)
class Item:
    """An item while it is read. ``number`` and ``minute`` are as printed."""

    number: str
    title: str
    minute: str = ""
    restricted: bool = False
    linked: bool = False  # the title is a link to its paper
    head: list[Line] = field(default_factory=list)
    note: list[Line] = field(default_factory=list)
    papers: list[Line] = field(default_factory=list)
    minutes: list[Line] = field(default_factory=list)
    decision: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """A page while it is read, line by line."""

    ledger: Ledger
    body: str = ""
    on: date | None = None
    venue: str = ""
    starts: str = ""
    front: list[Line] = field(default_factory=list)
    people: list[tuple[Line, str, str, str]] = field(default_factory=list)
    attending: list[Line] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    _into: list[Line] = field(default_factory=list)

    def heading(self, line: Line) -> None:
        """A line over the items: what body, when, where; what the page is; or who was there."""
        if self.attending or (self.front and opens_group(line.text)):
            self.attending.append(line)
        elif not self._headed(line):
            self.ledger.reject([line], "stands over the items and says nothing that is known")

    def _headed(self, line: Line) -> bool:
        text = line.text
        venue = _VENUE.match(text)
        if venue:
            self.venue = self.venue or venue["venue"].strip(" .,")
        elif date_in(text) and len(text) < 300:
            self._when(line)
        elif not (is_kind(text) or is_contact(text)):
            if self.body or len(text) > 160:
                return False
            self.body = text
        self._front(line)
        return True

    def _when(self, line: Line) -> None:
        item = _ITEM.search(line.text)
        text = line.text[: item.start()].strip() if item else line.text
        cut = _WHEN.search(text)
        named = _OF.sub("", text[: cut.start()].strip(" ,-–—")) if cut else ""
        if self.on is None:
            self.on = date_in(text)
            self.starts = time_in(text[cut.end() :] if cut else text)
            if item and self.body:  # the page of one item: its title stands over the meeting
                self.item(item["number"], self.body, *self.front[-1:])
                self.body = ""
            self.body = named or self.body

    def _front(self, line: Line) -> None:
        self.front.append(line)
        self.ledger.claim([line], "meeting")

    def furniture(self, line: Line) -> None:
        """What every page of the site carries."""
        self.ledger.claim([line], "navigation")

    def person(self, line: Line, name: str, role: str, state: str) -> None:
        """A row of the attendance."""
        self.people.append((line, name, role, state))
        self.ledger.claim([line], "attendance")

    def item(self, number: str, title: str, *lines: Line, minute: str = "") -> Item:
        """An item begins."""
        named = without_size(title)
        closed = _RESTRICTED.search(title) is not None
        begun = Item(number, named, minute, closed, linked=named != title.strip())
        begun.head.extend(lines)
        self.ledger.claim(lines, "agenda")
        self.items.append(begun)
        self._into = begun.note
        return begun

    @property
    def tells(self) -> bool:
        """Whether what was said or decided stands under the last label."""
        item = self.items[-1]
        return self._into is item.minutes or self._into is item.decision

    def paper(self, line: Line) -> None:
        """A paper of the item."""
        item = self.items[-1]
        if _RESTRICTED.search(line.text):
            item.restricted = True
        elif without_size(line.text):
            item.papers.append(line)
        elif line:
            item.linked = True
        self.ledger.claim([line], "agenda")

    def text(self, line: Line) -> None:
        """A line of an item: a label, or what stands under the last one."""
        item = self.items[-1]
        label = _LABEL.match(line.text) if len(line.text) < 60 or ":" in line.text[:40] else None
        if label is None:
            if self._into is item.papers:
                self.paper(line)
            elif self._into is item.note and _RESTRICTED.search(line.text):
                item.restricted = True
                self.ledger.claim([line], "agenda")
            else:
                self._into.append(line)
            return
        self.ledger.claim([line], "agenda")
        names = {"minutes": item.minutes, "decision": item.decision, "papers": item.papers}
        self._into = next(into for name, into in names.items() if label[name])
        if label["rest"]:
            self._into.append(replace(line, text=label["rest"].strip()))

    def reading(self) -> Reading:
        """All that the page says."""
        meeting = self._meeting()
        minutes = self._minutes()
        return Reading(
            (meeting,) if meeting.agenda or not self.people else (),
            (minutes,) if minutes.items or self.people or self.attending else (),
            reports=tuple(report for item in self.items for report in self._reports(item)),
            doubts=self.ledger.doubts(),
            rejects=self.ledger.rejects(),
            coverage=self.ledger.coverage(),
        )

    def _span(self) -> Span:
        lines = [*self.front, *(line for line, *_ in self.people)]
        lines += self.attending
        for item in self.items:
            lines += [*item.head, *item.note, *item.papers, *item.minutes, *item.decision]
        return _over(lines)

    def _meeting(self) -> Meeting:
        agenda = tuple(self._agenda_item(item) for item in self.items)
        return Meeting(self.body, self.on, self.venue, self.starts, agenda, span=self._span())

    def _agenda_item(self, item: Item) -> AgendaItem:
        notes = [line.text for line in item.note if line]
        note = "\n".join(notes)
        self.ledger.claim(item.note, "agenda")
        number = self._number(item)
        closed = item.restricted and not (item.minutes or item.decision)
        span = _over([*item.head, *item.note, *item.papers])
        if item.restricted and not closed:
            self.ledger.doubt(
                f"agenda item {item.number}",
                item.title,
                "a paper of it is restricted, and what was said of it is published",
                span,
            )
        return AgendaItem(
            number,
            item.title,
            kind_of(item.title, note),
            presenter_of(notes),
            note=note,
            restricted=closed,
            span=span,
        )

    def _number(self, item: Item) -> int | None:
        number = _last_number(item.number)
        if number is not None and not re.fullmatch(r"[\W\d]*", item.number):
            self.ledger.doubt(
                f"agenda item {item.number}",
                item.title,
                "its number has a letter, which is left out",
                _over(item.head),
            )
        return number

    def _reports(self, item: Item) -> Iterator[Report]:
        number = _last_number(item.number) or 0
        if item.linked and not is_standing(item.title):
            yield Report(item.title, self.body, self.on, number, span=_over(item.head))
        for line in item.papers:
            title = without_size(line.text)
            yield Report(title, self.body, self.on, number, span=line.span)

    def _minutes(self) -> Minutes:
        items = tuple(self._minute(item) for item in self.items if item.minutes or item.decision)
        named = read_attendance(self.attending, self.ledger)
        groups = {name: list(people) for name, people in named._asdict().items()}
        for line, name, role, state in self.people:
            group, why = group_of(role, state)
            if why:
                self.ledger.doubt(f"attendance of {name}", line.text, why, line.span)
            else:
                groups[group].append(Person(name, role, is_chair(role), span=line.span))
        return Minutes(
            self.body,
            self.on,
            self.venue,
            tuple(groups["present"]),
            tuple(groups["officers"]),
            tuple(groups["others"]),
            apologies_of(tuple(groups["apologies"]), items),
            items,
            started=self.starts,
            span=self._span(),
        )

    def _minute(self, item: Item) -> Minute:
        number = _last_number(item.minute or item.number)
        minute = read_minute(number, item.title, item.minutes, self.ledger)
        span = _over([*item.head, *item.minutes, *item.decision])
        decided = self._decided(number, item)
        outcomes = minute.outcomes
        known = {_plain(outcome.text) for outcome in outcomes}
        new = tuple(one for one in decided if _plain(one.text) not in known)
        if outcomes and new:
            self.ledger.doubt(
                f"minute {number}" if number else f"minute “{item.title}”",
                new[0].text,
                "the decision that is published beside the minutes says more than they do",
                new[0].span,
            )
        return replace(minute, outcomes=outcomes + new, span=span)

    def _decided(self, number: int | None, item: Item) -> tuple[Outcome, ...]:
        """What stands under "Decision:", read as under the word in minutes themselves."""
        full = [line for line in item.decision if line]
        if not full:
            return ()
        lines = item.decision
        if not is_head(full[0].text):
            lines = [replace(full[0], text="Decision:", raw="Decision:"), *lines]
        read = read_minute(number, item.title, lines, self.ledger)
        return read.outcomes


def _over(lines: Sequence[Line]) -> Span:
    placed = sorted(filter(None, lines), key=lambda line: line.number)
    return span_of(placed) if placed else NOWHERE


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower().removeprefix("that ")


def _last_number(text: str) -> int | None:
    """The number itself: of "45." and of "12/45", where a year or a series stands before it."""
    numbers = _NUMBER.findall(text)
    return int(numbers[-1]) if numbers else None


def without_size(text: str) -> str:
    """A paper's name without its kind and size."""
    return _SIZE.sub("", text.strip()).strip()


def has_size(text: str) -> bool:
    """Whether a line ends with the kind and size of a file."""
    return len(text) < 400 and _SIZE.search(text.strip()) is not None


def is_label(text: str) -> bool:
    """Whether a line is one of the words over what was said and decided."""
    return len(text) < 60 and _LABEL.match(text) is not None


def is_kind(text: str) -> bool:
    """Whether a line says what kind of page it is."""
    return len(text) < 80 and _KIND.match(text) is not None


def is_contact(text: str) -> bool:
    """Whether a line says whom to write to."""
    return _CONTACT.match(text) is not None


def is_restricted(text: str) -> bool:
    """Whether a line says that something is kept from the public."""
    return _RESTRICTED.search(text) is not None


def is_columns(line: Line) -> bool:
    """Whether a line heads the columns of the items."""
    return "\t" in line.text and all(_COLUMNS.match(cell) for cell in line.cells if cell)


def is_place(text: str) -> bool:
    """Whether a line says where the meeting is."""
    return _VENUE.match(text) is not None


def is_chair(role: str) -> bool:
    """Whether a role is that of the chair, and not of the deputy."""
    return re.search(r"(?<!vice[ -])(?<!deputy )\bchair", role, re.I) is not None


def group_of(role: str, state: str) -> tuple[str, str]:
    """The group of the attendance for a row, or none; and what is doubtful about it."""
    said = state.strip().lower()
    if said.startswith("apolog"):
        return "apologies", ""
    if said.startswith(("present", "attended", "virtual", "remote", "substitut")):
        return ("officers" if re.search(r"\bofficer\b", role, re.I) else "present"), ""
    if said.startswith("in attendance"):
        return ("officers" if re.search(r"\bofficer\b", role, re.I) else "others"), ""
    if said.startswith(("absent", "not present", "did not")):
        return "", "was absent, and no apologies are recorded"
    return "", f"it is not known whether they came: {state.strip() or 'nothing is said'}"
