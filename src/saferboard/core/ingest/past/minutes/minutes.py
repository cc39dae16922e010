"""A whole set of minutes: what meeting, who was there, and one minute after another."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from saferboard.core.ingest.past.minutes.attendance import heading, read_attendance
from saferboard.core.ingest.past.minutes.headings import Heading, find_headings
from saferboard.core.ingest.past.minutes.minute_text import read_minute
from saferboard.core.ingest.past.minutes.names import together
from saferboard.core.ingest.past.minutes.outcomes import is_head
from saferboard.core.ingest.past.text.dates import date_in, dates_in, time_in, times_in
from saferboard.core.ingest.past.text.furniture import bare_number, is_within, without_furniture
from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import Line, span_of
from saferboard.core.ingest.past.text.prose import joined, sentences
from saferboard.core.ingest.past.values import NOWHERE, Minute, Minutes, Person, Span

_OF = re.compile(
    r"\b(?:meeting|minutes)\s(?:of|for)\s(?:the\s)?(?P<body>[A-Z].{3,160}?)"
    r"(?=\s(?:which\swas\s)?held\b|\s(?:at|via|on)\s|[,.:;]|\s[-–—]\s|$)",
    re.S,
)
_WORDS = re.compile(
    r"\b(?:minutes|meeting|notes?\sof|draft|unconfirmed|date|time|venue|location|held|present)\b",
    re.I,
)
_HELD = re.compile(
    r"\bheld\s(?P<how>at|in|via|on|by|as|remotely|virtually|online)\s?(?P<venue>.{0,160}?),?\s?"
    r"(?:\b(?:on|at)\s)?(?=(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|[\dl]\d?(?:st|nd|rd|th)?\s"
    r"(?:of\s)?(?:jan|feb|mar|apr|may|june?\b|july?\b|aug|sep|oct|nov|dec)|$)",
    re.I | re.S,
)
_LABELLED = re.compile(r"^(?:venue|location|place|held\s(?:at|in))\s?[:\t]\s?(?P<venue>.+)$", re.I)
_BODY_LABEL = re.compile(r"^(?:meeting|body|committee|board)\s?[:\t]\s?(?P<body>.+)$", re.I)
_SIGNED = re.compile(
    r"^(?:\(?signed\)?\b.{0,60}|(?:signature\sof\s)?(?:the\s)?chair(?:man|woman|person)?"
    r"(?:\sof\sthe\s(?:board|committee|panel|meeting|partnership))?)[\s:._…]*(?P<on>.{0,60})$",
    re.I,
)
_ENDED = re.compile(
    r"\bmeeting\b.{0,80}?\b(?:ended|closed|concluded|finished|terminated|adjourned)\s(?:at\s)?",
    re.I,
)
_STARTED = re.compile(r"\bmeeting\s(?:was\s)?(?:commenced|started|opened|began)\s(?:at\s)?", re.I)
_IN = re.compile(
    r"\b(?:in|at|via|on)\s(?P<venue>(?:the\s)?(?!\d|noon|[A-Z][a-z]{2,5}day\b)[A-Z].{3,120})$", re.S
)
_APOLOGIES = re.compile(
    r"\bapolog(?:y|ies)\b[^.]{0,80}?\b(?:from|behalf\sof)[\s:]{1,3}(?P<names>.{3,2000})$",
    re.I | re.S,
)
_BUSINESS = re.compile(r"^\d{1,4}[./)]?\S{0,5}\s{1,6}[A-Z]")


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands over the attendance."""

    body: str
    on: date | None
    venue: str
    starts: str


def read_minutes(lines: Sequence[Line], ledger: Ledger) -> Minutes:
    """A set of minutes, from its own heading to the chair's signature."""
    kept = without_furniture(lines, ledger, numbers=True)
    found = find_headings(kept, ledger)
    used = {place for one in found for place in range(one.first, one.end)}
    told = {line.number for at, line in enumerate(lines) if is_within(lines, at)}
    ledger.claim(
        (line for at, line in enumerate(kept) if at not in used and _is_pages(line, told)), "stamp"
    )
    first = found[0].first if found else len(kept)
    opening = [line if not bare_number(line) else replace(line, text="") for line in kept[:first]]
    start = _attendance_at(opening)
    head = _head(opening[:start], ledger)
    attendance = read_attendance(opening[start:], ledger)
    ending = _ending(kept, found)
    items = tuple(_items(kept[: ending.first], found, told, ledger))
    started, ended = _times(head, ending, items)
    full = [line for line in kept[: ending.last] if line]
    return Minutes(
        head.body,
        head.on,
        head.venue,
        attendance.present,
        attendance.officers,
        attendance.others,
        apologies_of(attendance.apologies, items),
        items,
        started,
        ended,
        _signed(ending, head.on, ledger),
        span_of(full) if full else NOWHERE,
    )


def _attendance_at(opening: Sequence[Line]) -> int:
    """Where the first group of the attendance opens."""
    for at, line in enumerate(opening):
        if line and heading(line.text):
            return at
    return len(opening)


def _head(lines: Sequence[Line], ledger: Ledger) -> _Head:
    full = [line for line in lines if line]
    whole = ""
    for line in full:
        whole = joined(whole, line.text.replace("\t", " "), ledger)
    ledger.claim(full, "minutes")
    of, held = _OF.search(whole), _HELD.search(whole)
    body = of["body"].strip(" .,") if of else _named(full)
    venue = held["venue"].strip(" ,.") if held else ""
    if held and held["how"].lower() in ("remotely", "virtually", "online"):
        venue = f"{held['how']} {venue}".strip()
    if not venue:
        after = _IN.search(whole[-200:])
        venue = after["venue"].strip(" .") if after and not date_in(after["venue"]) else ""
    labelled = (found for line in full if (found := _LABELLED.match(line.text)))
    label = next(labelled, None)
    start, _ = times_in(whole)
    return _Head(
        body, date_in(whole), label["venue"].strip() if label else venue, start or time_in(whole)
    )


def _named(lines: Sequence[Line]) -> str:
    """The body where no sentence names it: the first line that is neither date nor label."""
    for line in lines:
        label = _BODY_LABEL.match(line.text)
        if label:
            return label["body"].strip()
    for line in lines:
        if not _WORDS.search(line.text) and not date_in(line.text) and len(line.text) > 3:
            return line.text
    return ""


@dataclass(frozen=True, slots=True)
class _Ending:
    """The lines behind the last minute: from ``first`` up to ``last``."""

    first: int
    last: int
    lines: tuple[Line, ...] = ()


def _ending(lines: Sequence[Line], found: Sequence[Heading]) -> _Ending:
    """The chair's signature with the dates and times around it."""
    start = found[-1].end if found else len(lines)
    at = next((place for place in range(start, len(lines)) if is_signature(lines[place])), None)
    if at is None:
        return _Ending(len(lines), len(lines))
    first, last = at, _behind(lines, at, len(lines))
    while first > start and (not lines[first - 1] or _is_when(lines[first - 1])):
        first -= 1
    if not any(lines[start:first]):  # the date is all that the last minute says
        first = at
    return _Ending(first, last, tuple(line for line in lines[first:last] if line))


def _behind(lines: Sequence[Line], at: int, end: int) -> int:
    """Behind the dates and times that stand under a signature."""
    last = at + 1
    for place in range(at + 1, end):
        line = lines[place]
        if line and not (_is_when(line) or is_signature(line)):
            break
        last = place + 1 if line else last
    return last


def signed_off(lines: Sequence[Line], first: int, end: int) -> int | None:
    """Where minutes end with the chair's signature, among these lines; None if they have none."""
    opened = False
    for at in range(first, end):
        line = lines[at]
        if not line:
            continue
        opened = opened or is_head(line.text) or _BUSINESS.match(line.text) is not None
        if opened and is_signature(line):
            return _behind(lines, at, end)
    return None


def is_signature(line: Line) -> bool:
    """Whether a line is where the chair signs: "CHAIRMAN", "Signed ....", with room for a date."""
    if not line:
        return False
    signed = _SIGNED.match(line.text) if len(line.text) < 120 else None
    return signed is not None and (
        not signed["on"].strip()
        or _is_when(replace(line, text=signed["on"]))
        or line.text[:1] == "("
    )


def _is_when(line: Line) -> bool:
    """Whether a line is a date, a time, or room for one to be written."""
    text = line.text
    if len(text) > 60 or not text:
        return False
    if re.match(r"^(?:date|dated|time)?[\s:._…/]*$", text, re.I):
        return True
    found = bool(dates_in(text)) or bool(time_in(text))
    return found and len(re.findall(r"[A-Za-z]{3,}", text)) <= 4


def _items(
    lines: Sequence[Line], found: Sequence[Heading], told: set[int], ledger: Ledger
) -> Iterator[Minute]:
    for place, one in enumerate(found):
        end = found[place + 1].first if place + 1 < len(found) else len(lines)
        title = [line for line in lines[one.first : one.end] if line]
        body = [line for line in lines[one.end : end] if not _is_pages(line, told)]
        ledger.claim(title, "minute")
        minute = read_minute(one.number, one.title, body, ledger, clean=True)
        span = span_of(title) if minute.span == NOWHERE else _over(title, minute.span)
        if one.why:
            ledger.doubt(_about(one), one.title, one.why, span_of(title))
        yield replace(minute, span=span)


def _is_pages(line: Line, told: set[int]) -> bool:
    """Whether a line is the number of a page, and none that a sentence needs (``told``)."""
    return bare_number(line) > 0 and line.number not in told


def _over(title: Sequence[Line], span: Span) -> Span:
    return Span(title[0].number, span.last, title[0].page, span.last_page)


def _about(one: Heading) -> str:
    return f"minute {one.number}" if one.number else f"minute “{one.title}”"


def _times(head: _Head, ending: _Ending, items: Iterable[Minute]) -> tuple[str, str]:
    """When it began and ended: under the minutes, or in what they say."""
    for line in ending.lines:
        start, end = times_in(line.text)
        if start:
            return start, end
    started, ended = head.starts, ""
    for text in (*(minute.text for minute in items), *(line.text for line in ending.lines)):
        for pattern, begins in ((_STARTED, True), (_ENDED, False)):
            said = pattern.search(text)
            if said:
                at = time_in(text[said.end() : said.end() + 30])
                started, ended = (at or started, ended) if begins else (started, at or ended)
    return started, ended


def _signed(ending: _Ending, on: date | None, ledger: Ledger) -> date | None:
    """The day of the signature; the meeting's own day under the minutes is not one."""
    ledger.claim(ending.lines, "minutes")
    days = [day for line in ending.lines for day in dates_in(line.text)]
    return next((day for day in days if on is None or day > on), None)


def apologies_of(listed: tuple[Person, ...], items: Iterable[Minute]) -> tuple[Person, ...]:
    """Those of the list; without one, those that a minute names."""
    if listed:
        return listed
    for minute in items:
        if "polog" not in minute.title.lower():
            continue
        for sentence in sentences(minute.text):
            said = _APOLOGIES.search(sentence)
            if said:
                named = together(said["names"].replace("\n", " "))
                return tuple(
                    Person(one.name, one.post, one.chair, one.minute, minute.span) for one in named
                )
    return ()
