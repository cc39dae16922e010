"""Answers of Modern.Gov's web service: a committee's meetings, or one meeting with its business.

Names differ in case, dates are dd/mm/yyyy, and what stands in a field is HTML that is escaped
once or twice. A document type is refused, and with it every way of making a little XML large.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from saferboard.core.faults import Refused, refuse
from saferboard.core.ingest.past.moderngov.html import shown
from saferboard.core.ingest.past.moderngov.markup import (
    MOST_ATTRIBUTES,
    MOST_CHARACTERS,
    MOST_DEPTH,
    MOST_TAGS,
    bomb,
    measured,
)
from saferboard.core.ingest.past.moderngov.page import Page
from saferboard.core.ingest.past.text.dates import date_in
from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import Line, clean
from saferboard.core.ingest.past.values import Reading

_NUMBER = re.compile(r"\d")
_WHERE = "the web service's answer"


@dataclass(slots=True)
class Element:
    """A part of an answer; names are in small letters and without a namespace."""

    name: str
    attributes: dict[str, str]
    children: list["Element"] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def all(self, name: str) -> Iterator["Element"]:
        """Every part of that name, however deep."""
        waiting = [self]
        while waiting:
            one = waiting.pop()
            if one.name == name:
                yield one
            waiting.extend(reversed(one.children))

    def said(self, *names: str) -> str:
        """What the first of these fields says, be it a part or an attribute."""
        for name in names:
            for one in self.children:
                text = "".join(one.words).strip()
                if one.name == name and text:
                    return text
            if self.attributes.get(name, "").strip():
                return self.attributes[name].strip()
        return ""

    def plain(self, *names: str) -> str:
        """The same as words on one line."""
        return " ".join(_unescaped(self.said(*names)).split())

    def is_true(self, name: str) -> bool:
        """Whether a field says yes."""
        return self.said(name).lower() in ("true", "1", "yes")


def _unescaped(text: str) -> str:
    """Entities that were escaped once more than they should be."""
    for _ in range(2):
        text = html.unescape(text)
    return text


@dataclass(slots=True)
class _Builder:
    """An answer while it is parsed."""

    stack: list[Element] = field(default_factory=list)
    root: Element | None = None
    count: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if (
            self.count > MOST_TAGS
            or len(self.stack) >= MOST_DEPTH
            or len(attributes) > MOST_ATTRIBUTES
        ):
            raise bomb("the answer is too deep or has too many parts", "an answer about meetings")
        plain = {key.lower(): value for key, value in attributes.items()}
        one = Element(name.rpartition(":")[2].lower(), plain)
        if self.stack:
            self.stack[-1].children.append(one)
        self.root = self.root or one
        self.stack.append(one)

    def end(self, name: str) -> None:
        self.stack.pop()

    def text(self, words: str) -> None:
        self.stack[-1].words.append(words)


def _no_type(*named: object) -> None:
    raise refuse(
        "the XML declares a document type, which can make a small file endless",
        where=_WHERE,
        expected="XML as the web service gives it, without <!DOCTYPE",
        remedy="fetch the answer again from the council's own address",
    )


def parsed(text: str) -> Element:
    """The parts of an answer. Refused if it is no whole XML, or declares a document type."""
    if len(text) > MOST_CHARACTERS:
        raise bomb("the answer is too large", f"at most {MOST_CHARACTERS:,} characters")
    builder = _Builder()
    reader = expat.ParserCreate()
    reader.buffer_text = True
    reader.StartDoctypeDeclHandler = _no_type
    reader.StartElementHandler = builder.start
    reader.EndElementHandler = builder.end
    reader.CharacterDataHandler = builder.text
    try:
        reader.Parse(text.lstrip("\ufeff \t\r\n"), True)
    except (expat.ExpatError, UnicodeEncodeError) as broken:
        raise refuse(
            "the XML is damaged or cut short",
            where=f"{_WHERE}, line {getattr(broken, 'lineno', 1)}",
            expected="XML as the web service gives it, from its first tag to its last",
            remedy="fetch the answer again, or give the meeting's page instead",
        ) from None
    root = builder.root or Element("", {})
    inner = "".join(root.words).strip()
    if root.name == "string" and inner.startswith("<"):
        return parsed(inner)
    return root


def is_answer(root: Element) -> bool:
    """Whether the parts are of meetings."""
    return next(root.all("meeting"), None) is not None or (
        next(root.all("agendaitems"), None) is not None
    )


def meeting_numbers(root: Element) -> tuple[str, ...]:
    """The meetings that an answer names, by the numbers to ask for them."""
    found = (one.said("meetingid", "mid", "id") for one in root.all("meeting"))
    return tuple(dict.fromkeys(number for number in found if number.isdigit()))


@dataclass(slots=True)
class _Written:
    """An answer written out as the lines of a text, each with what is done with it."""

    lines: list[Line] = field(default_factory=list)
    characters: int = 0

    def line(self, text: str) -> Line:
        """The next line; what breaks lines is no part of one."""
        one = clean(len(self.lines) + 1, " ".join(re.split(r"[\r\n\f\v]+", text)))
        self.lines.append(one)
        self.characters += len(text)
        measured(len(self.lines), self.characters)
        return one


def read_xml(root: Element) -> tuple[str, Reading]:
    """The answer as text, and what it says; spans are lines of that text."""
    written = _Written()
    meetings = list(root.all("meeting")) or [root]
    ledger = Ledger(written.lines)
    pages = [_page(one, Page(ledger), written) for one in meetings]
    readings = [page.reading() for page in pages]
    last = readings[-1]
    whole = Reading(
        tuple(meeting for one in readings for meeting in one.meetings),
        tuple(minutes for one in readings for minutes in one.minutes),
        reports=tuple(report for one in readings for report in one.reports),
        doubts=last.doubts,
        rejects=last.rejects,
        coverage=last.coverage,
    )
    return "\n".join(line.raw for line in written.lines), whole


def _page(meeting: Element, page: Page, written: _Written) -> Page:
    body = meeting.plain("committeetitle", "committeename", "meetingtitle", "title")
    day, hour = meeting.plain("meetingdate", "date"), meeting.plain("meetingtime", "time")
    page.heading(written.line(" - ".join(filter(None, (body, f"{day} {hour}".strip())))))
    page.body, page.on, page.starts = body, date_in(day), hour
    venue = meeting.plain("meetingvenue", "venue", "meetinglocation", "location")
    if venue:
        page.heading(written.line(f"Venue: {venue}"))
        page.venue = venue
    _status(meeting, page, written)
    for one in meeting.all("attendee"):
        _attendee(one, page, written)
    for item in meeting.all("agendaitem"):
        _item(item, page, written)
    return page


def _status(meeting: Element, page: Page, written: _Written) -> None:
    """A meeting that was called off is a meeting all the same, and a person should look at it."""
    status = meeting.plain("meetingstatus", "status")
    if status:
        line = written.line(f"Status: {status}")
        page.ledger.claim([line], "meeting")
        if re.search(r"cancel|postpon|abandon|withdrawn|inquorate", status, re.I):
            page.ledger.doubt("the meeting", status, "it may not have taken place", line.span)


def _attendee(one: Element, page: Page, written: _Written) -> None:
    name = one.plain("name", "fullusername", "attendeename", "membername")
    role = one.plain("roledescription", "role", "membertype")
    state = one.plain("attendance", "attendancedescription", "status")
    line = written.line(f"{name}\t{role}\t{state}")
    if name:
        page.person(line, name, role, state)
    else:
        page.ledger.reject([line] if line else [], "an attendee without a name")


def _item(one: Element, page: Page, written: _Written) -> None:
    shown_number = one.plain("fulldisplaynumberformat").rstrip(". ")
    on_agenda = one.plain("agendaitemnumber")
    number = on_agenda if _NUMBER.search(on_agenda) and on_agenda != "0" else shown_number
    minute = one.plain("minutesitemnumber")
    if not _NUMBER.search(minute) or minute == "0":
        minute = shown_number
    title = one.plain("agendaitemtitle", "title")
    if not title:
        return
    head = written.line(f"{shown_number or number}.\t{title}" if shown_number or number else title)
    item = page.item(number, title, head, minute=minute)
    if one.is_true("isrestricted"):
        item.restricted = True
        return  # whatever else the answer holds of it is not taken over
    for text in _texts(one, "agendatext", "description"):
        page.text(written.line(text))
    for paper in one.all("linkeddoc"):
        name = paper.plain("title", "name")
        if name and not paper.is_true("isrestricted"):
            page.paper(written.line(name))
    for label, fields in (
        ("Decision:", ("decisionnonemptyhtmlbody", "decision")),
        ("Minutes:", ("minutesnonemptyhtmlbody", "minutes")),
    ):
        texts = list(_texts(one, *fields))
        if texts:
            page.text(written.line(label))
            for text in texts:
                page.text(written.line(text))


def _texts(one: Element, *names: str) -> Iterator[str]:
    """The lines of a field that holds HTML, however often it was escaped."""
    text = one.said(*names)
    for _ in range(2):
        if "<" not in text:
            text = html.unescape(text)
    for line in shown(f'<div class="mgWordPara">{text}</div>'):
        yield line.text


def refused(root: Element) -> Refused:
    """Why an answer is not read: it is whole, and about something else."""
    committees = next(root.all("committee"), None) is not None
    return refuse(
        "it lists committees, not meetings" if committees else "it is not about meetings",
        where=_WHERE,
        expected="what GetMeetings or GetMeeting answers",
        remedy="give the address of one committee, or of a meeting",
    )
