"""Which statements of the minutes ask for something, and by which meeting it should come.

What only notes, approves or thanks asks for nothing. What a statement asks for is told to come to
the Board (a report, an update, an item) or is something to do elsewhere.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from saferboard.core.board.plan import MONTHS, months_between
from saferboard.core.ingest.past.history.statements import Statement, Told

_DONE = (
    r"submitted|circulated|provided|brought|presented|sent|shared|forwarded|distributed|produced|"
    r"prepared|established|set up|written to|arranged|placed on|added to|included on|investigated|"
    r"undertaken|carried out|convened|drafted|developed|contacted|tabled|given|reported|raised|"
    r"made to|obtained|sought|organised|scheduled|considered (?:at|by)|taken to|updated"
)
_ASK = re.compile(
    r"\bbe (?:\w+ ){0,2}(?:requested|asked|invited|instructed|tasked|urged) to\b"
    r"|\bbe invited\b"
    rf"|\bbe (?:\w+ )?(?:{_DONE})\b"
    r"|\breceives? (?:a|an|the|further|regular)\b.{0,60}\b(?:report|update|presentation)s?\b"
    r"|\bcome to (?:the|a)\b|\breports? back\b|\b(?:come|bring|brought) back\b"
    r"|\bthere be (?:a|an)\b.{0,40}\b(?:report|update|presentation)\b"
    r"|\b(?:requests?|asks?|invites?|instructs?) (?:that|for|the|officers)\b",
    re.I,
)
_SOMEBODY_TO = re.compile(
    r"^(?:That )?[A-Z][\w'\u2019-]{1,30}(?: [A-Z][\w'\u2019-]{1,30}){0,3} (?:to|will|would) [a-z]"
)
_TO_BE = re.compile(rf"\bto be (?:\w+ )?(?:{_DONE})\b", re.I)
_NOTE = re.compile(
    r"\b(?:be|are|is|was|were) (?:\w+ )?(?:noted|approved|endorsed|welcomed|supported|adopted|"
    r"received|confirmed|ratified|thanked|appointed|elected|commended)\b|\bnotes\b|^noted\b",
    re.I,
)
_WHAT = (
    r"reports?|presentations?|updates?|papers?|briefings?|summar(?:y|ies)|items?|feedback|inputs?|"
    r"results?|findings|present|report back|bring|brought|come back|considered|attend|explanation"
)
_COMES = re.compile(rf"\b(?:{_WHAT})\b", re.I)
_MONTH = "|".join(MONTHS)
_MEETING = re.compile(
    rf"\bmeetings?\b|\bback to the (?:Board|Committee|Partnership)\b|\b(?:the|a) (?:future|next) "
    rf"(?:Board|Committee)\b|\b(?:{_MONTH})(?: \d{{4}})? Board\b|\breports? back\b"
    r"|\bto the (?:Board|Committee) (?:in|within|by|prior|before)\b",
    re.I,
)
_NEXT = re.compile(r"\bnext (?:\w+ )?(?:meeting|board|committee)\b", re.I)
_IN_MONTH = re.compile(
    rf"\b(?P<a>{_MONTH})(?: (?P<ay>\d{{4}}))? (?:meeting|Board)\b"
    rf"|\bmeeting (?:of the \w+ )?(?:in|to be held in|scheduled for) (?P<b>{_MONTH})"
    rf"(?: (?P<by>\d{{4}}))?\b"
    rf"|\bto the (?:Board|Committee) in (?P<c>{_MONTH})(?: (?P<cy>\d{{4}}))?\b"
)
_COUNTED = "one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {word: n for n, word in enumerate(_COUNTED.split(), start=1)}
_AFTER = re.compile(rf"\b(?:in|within|after) (?P<n>\d{{1,2}}|{'|'.join(_NUMBERS)}) months?\b", re.I)
_BY = re.compile(
    rf"\b(?:prior to|before|by|until) (?:the )?(?:end of )?(?P<d>\d{{1,2}})?(?:st|nd|rd|th)? ?"
    rf"(?P<m>{_MONTH}) (?P<y>\d{{4}})\b"
)
_LATER = re.compile(r"\b(?:future|later|subsequent|forthcoming) (?:\w+ )?meetings?\b", re.I)
_EARLY = timedelta(days=21)  # a meeting so much before the months are over is the one meant


class When(StrEnum):
    """How a statement says when something is to come."""

    NEXT = "the next meeting"
    BY = "a month or day"
    LATER = "a future meeting"
    UNSAID = "no time is told"


@dataclass(frozen=True, slots=True)
class Request:
    """What a statement asks for. ``comes``: to a meeting, and from which day on it is due."""

    statement: Statement
    comes: bool
    when: When
    due: date


def asks(statement: Statement) -> bool:
    """Whether a statement asks for something; an undertaking always does."""
    if statement.told is Told.UNDERTAKING:
        return True
    text = statement.text
    if statement.told is Told.SENTENCE:
        return False
    if _SOMEBODY_TO.search(text) or _ASK.search(_TO_BE.sub("", text)):
        return True
    return bool(_TO_BE.search(text)) and not _NOTE.search(text)


def only_notes(text: str) -> bool:
    """Whether words only take note of something, or approve it."""
    return bool(_NOTE.search(text)) and not _ASK.search(_TO_BE.sub("", text))


def requests(statements: Iterable[Statement]) -> tuple[Request, ...]:
    """Every statement that asks, with what it asks for."""
    return tuple(read(statement) for statement in statements if asks(statement))


def read(statement: Statement) -> Request:
    """What one statement asks for, and when."""
    text = statement.text
    comes = bool(_COMES.search(text)) and bool(_MEETING.search(text) or _IN_MONTH.search(text))
    when, due = _when(text, statement.on)
    return Request(statement, comes, when, due)


def _when(text: str, on: date) -> tuple[When, date]:
    day_after = on + timedelta(days=1)
    month = _IN_MONTH.search(text)
    if month is not None:
        name = month["a"] or month["b"] or month["c"]
        year = month["ay"] or month["by"] or month["cy"]
        return When.BY, _first_of(MONTHS.index(name) + 1, int(year) if year else None, on)
    if _NEXT.search(text):
        return When.NEXT, day_after
    after = _AFTER.search(text)
    if after is not None:
        count = _NUMBERS.get(after["n"].lower()) or int(after["n"])
        return When.BY, max(_plus(on, count) - _EARLY, day_after)
    by = _BY.search(text)
    if by is not None:
        told = _day(int(by["y"]), MONTHS.index(by["m"]) + 1, int(by["d"] or 1))
        return When.BY, max(told, day_after)
    return (When.LATER if _LATER.search(text) else When.UNSAID), day_after


def _first_of(month: int, year: int | None, on: date) -> date:
    """The first day of the month that is told, or of the next one of that name."""
    first = date(year or on.year, month, 1)
    if year is None and months_between(on, first) <= 0:
        first = date(on.year + 1, month, 1)
    return max(first, on + timedelta(days=1))


def _plus(on: date, months: int) -> date:
    index = on.year * 12 + on.month - 1 + months
    return _day(index // 12, index % 12 + 1, on.day)


def _day(year: int, month: int, day: int) -> date:
    """The day, or the last of a month that has fewer."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=max(day, 1) - 1), following - timedelta(1))
