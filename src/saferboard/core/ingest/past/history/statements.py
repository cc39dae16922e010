"""The minutes of all meetings as single statements, each with where it stands: an outcome, an
undertaking, a sentence of the narrative."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

from saferboard.core.board.plan import MONTHS
from saferboard.core.ingest.past.history.history import Dated, Quote
from saferboard.core.ingest.past.history.merging import Merged, minute_place, outcome_place
from saferboard.core.ingest.past.history.words import folded, sentences
from saferboard.core.ingest.past.values import Minute, Minutes, Span

_ABOUT_THE_PAPER = re.compile(
    r"\b(?:is|are) filed with (?:these|the) minutes\b|^A copy of (?:the|each) "
    r"|^The Board (?:considered|received) (?:a|the|an) .{0,60}\b(?:report|presentation|paper)\b",
    re.I,
)

_MONTH = "|".join(MONTHS)
_REFERS = re.compile(
    rf"\bminutes?\s+(?:no\.?\s*)?(?P<n>\d{{1,4}})(?:\s*\(?(?P<l>[a-z])\))?"
    rf".{{0,40}}?\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?P<m>{_MONTH}),? (?P<y>\d{{4}})\b"
)


class Told(StrEnum):
    """How a statement stands in the minutes."""

    OUTCOME = "outcome"
    UNDERTAKING = "undertaking"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that the minutes say. ``place`` is ``minute 24(b)``; ``title`` the minute's."""

    body: str
    on: date
    place: str
    title: str
    told: Told
    text: str
    source: str
    span: Span
    minute: int | None = None
    who: str = ""
    before: str = ""  # the sentence before an undertaking, which may say what "this" is

    @property
    def quote(self) -> Quote:
        """Where it stands, word for word."""
        return Quote(self.source, self.on, self.span, self.text)


def statements(minutes: Iterable[Dated[Merged[Minutes]]]) -> tuple[Statement, ...]:
    """Everything that all minutes say, meeting by meeting."""
    return tuple(
        statement
        for held in minutes
        for minute in held.value.value.items
        for statement in _of_minute(held, minute)
    )


def _of_minute(held: Dated[Merged[Minutes]], minute: Minute) -> Iterator[Statement]:
    place = minute_place(minute)

    def stated(at: str, told: Told, text: str, span: Span, who: str = "") -> Statement:
        source = held.value.source(at, place)
        return Statement(
            held.body, held.on, at, minute.title, told, text, source, span, minute.number, who
        )

    for outcome in minute.outcomes:
        at = outcome_place(minute, outcome)
        yield stated(at, Told.OUTCOME, outcome.text, outcome.span)
    said = tuple(sentences(minute.text))
    for promise in minute.undertakings:
        at = f"{place}, undertaking '{promise.text}'"
        found = stated(at, Told.UNDERTAKING, promise.text, promise.span, promise.who)
        yield replace(found, place=place, before=_before(said, promise.text))
    promised = [folded(promise.text) for promise in minute.undertakings]
    for sentence in said:
        same = folded(sentence)
        # A sentence that is an undertaking stands above as that; what files a paper says nothing.
        twice = any(same in one or one in same for one in promised if one)
        if not twice and not _ABOUT_THE_PAPER.search(sentence):
            source, span = held.value.place(f"{place}, text", place, minute.span)
            yield replace(stated(place, Told.SENTENCE, sentence, span), source=source)


def _before(said: Sequence[str], promise: str) -> str:
    """The sentence before the one that promises."""
    key = folded(promise)
    for before, sentence in pairwise(said):
        if folded(sentence) in key or key in folded(sentence):
            return before
    return ""


def references(statements: Sequence[Statement]) -> dict[tuple[date, int], list[int]]:
    """Which statements name the minute of which day."""
    found: dict[tuple[date, int], list[int]] = {}
    for n, statement in enumerate(statements):
        for match in _REFERS.finditer(statement.text):
            on = _day(int(match["y"]), MONTHS.index(match["m"]) + 1, int(match["d"]))
            if on is not None and on < statement.on:
                found.setdefault((on, int(match["n"])), []).append(n)
    return found


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
