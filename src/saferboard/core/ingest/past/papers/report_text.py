"""The text of a report: numbered paragraphs with their points, each under its heading."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from saferboard.core.ingest.past.papers.report_lines import Kind, Mark, is_bold
from saferboard.core.ingest.past.text.flow import ended, joined
from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import Line, span_of
from saferboard.core.ingest.past.values import Paragraph, Recommendation

FOOTNOTE = "Footnote"
_RECOMMENDED = re.compile(r"(?:[0-9.]{1,5} ?)?recommend(?:ation|ed action)(?:s|\(s\))?\b", re.I)
_ASKED = re.compile(
    r"(?:it is (?:therefore )?recommended"
    r"|.{0,60}\b(?:board|committee|panel|members|partnership|group) (?:is|are) (?:therefore )?"
    r"(?:asked|recommended|requested|invited))\b",
    re.I,
)
_LEAD = re.compile(r"(?::|;|\b(?:to|that)\b[:;]?)$|^that the \w{1,30}:?$", re.I)
_LISTS = re.compile(r"appendices|annexe?s\b|background (?:paper|document)s?\b", re.I)
_LEAPS = 3  # numbers that may be lost between two paragraphs
_NARROW = 60


@dataclass
class Point:
    """A part of a paragraph: its opening text, a point of its list, or a paragraph without number.

    ``mark`` is as printed, empty for text.
    """

    mark: str
    text: str
    style: str = ""
    letter: str = ""
    apart: bool = False
    lines: list[Line] = field(default_factory=list)

    @property
    def whole(self) -> str:
        """Mark and text."""
        return f"{self.mark} {self.text}" if self.mark else self.text


@dataclass
class Passage:
    """A paragraph as it is read."""

    number: str
    heading: str
    points: list[Point] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        """All of it."""
        return [line for point in self.points for line in point.lines]

    def paragraph(self) -> Paragraph:
        """Points stand on lines of their own, paragraphs without number after an empty line."""
        text = self.points[0].whole
        for point in self.points[1:]:
            text += ("\n\n" if point.apart and not point.mark else "\n") + point.whole
        return Paragraph(self.number, text, self.heading, span_of(self.lines))


class Text:
    """Marks of lines to paragraphs, one after another."""

    def __init__(self, ledger: Ledger, heading: str = "") -> None:
        self.ledger = ledger
        self.heading = heading
        self.passages: list[Passage] = []
        self.notes: list[Passage] = []
        self._open: Passage | None = None
        self._in_note = False
        self._last: tuple[int, ...] = ()

    def take(self, mark: Mark) -> None:
        """One more line; those that say nothing are left to be rejected."""
        if mark.kind is Kind.NOTHING:
            return
        if mark.kind is Kind.HEADING and self._is_listed(mark):
            self._start("", mark)
        elif mark.kind is Kind.HEADING:
            self.head(mark)
        elif mark.kind is Kind.FOOTNOTE:
            self.notes.append(Passage("", FOOTNOTE))
            self._in_note = True
            self._add(self.notes[-1], mark)
        elif mark.kind is Kind.NUMBERED and self._follows(mark):
            self._number(mark)
        else:
            self._more(mark)

    def head(self, mark: Mark) -> None:
        """A heading: what follows stands under it."""
        self.heading = mark.text
        self._open, self._in_note = None, False
        if mark.number:
            self._last = mark.numbers

    def _is_listed(self, mark: Mark) -> bool:
        """Whether a short line is no heading, but names what stands under the one above."""
        marked = mark.line.level or is_bold(mark.line)
        return not marked and _LISTS.match(self.heading) is not None

    def close(self) -> None:
        """What comes now belongs to no paragraph and no heading above."""
        self.heading = ""
        self._open, self._in_note = None, False

    def _follows(self, mark: Mark) -> bool:
        """Whether a number goes on with those before; a list within a paragraph has its own."""
        numbers, last = mark.numbers, self._last
        if len(numbers) > 1:
            return not last or 0 <= numbers[0] - last[0] <= 1
        if not last or 0 < numbers[0] - last[0] <= _LEAPS:
            return True
        return numbers[0] == 1 and mark.apart and self._open is None

    def _number(self, mark: Mark) -> None:
        missing = mark.numbers[0] - self._last[0] - 1 if self._last else 0
        if missing > 0 and len(mark.numbers) == 1:
            why = f"no paragraph stands between {self._last[0]} and {mark.number}"
            self.ledger.doubt(f"paragraph {mark.number}", mark.line.text, why, mark.line.span)
        self._last = mark.numbers
        self._start(mark.number, mark)

    def _start(self, number: str, mark: Mark) -> None:
        self._open, self._in_note = Passage(number, self.heading), False
        self.passages.append(self._open)
        self._add(self._open, mark)

    def _more(self, mark: Mark) -> None:
        """A point, or text that goes on or stands apart."""
        if self._in_note and (mark.kind is not Kind.TEXT or not mark.apart):
            self._add(self.notes[-1], mark)
            return
        self._in_note = False
        above = self._open
        if above is None or (mark.apart and not above.number and self._is_own(mark, above)):
            self._start("", mark)
        else:
            self._add(above, mark)

    def _is_own(self, mark: Mark, above: Passage) -> bool:
        """Whether text under a paragraph without number is a paragraph too, and not the rest."""
        return mark.kind is Kind.TEXT and not _runs_on(above.points[-1], mark)

    def _add(self, passage: Passage, mark: Mark) -> None:
        last = passage.points[-1] if passage.points else None
        if mark.kind is Kind.TEXT and last and _runs_on(last, mark):
            if not mark.apart and _is_list(last, mark):
                last.text += "\n" + mark.text
            else:
                last.text = joined(last.text, mark.text, self.ledger)
            last.lines.append(mark.line)
            return
        printed = "" if mark.kind is not Kind.POINT else _printed(mark)
        numbered = mark.kind is Kind.NUMBERED and last is not None
        text = mark.line.text if numbered else mark.text
        passage.points.append(
            Point(printed, text, mark.style, mark.number, mark.apart, [mark.line])
        )


def _printed(mark: Mark) -> str:
    """The mark of a point; a bullet before a letter is none."""
    return mark.line.text[: len(mark.line.text) - len(mark.text)].split()[-1]


def _runs_on(last: Point, mark: Mark) -> bool:
    """Whether text goes on with what stands above, behind a page's end too."""
    if not mark.apart:
        return True
    return mark.text[0].islower() or not (last.mark or ended(last.text))


def _is_list(last: Point, mark: Mark) -> bool:
    """Whether short lines under one another are a list: running text would fill its lines."""
    above = last.lines[-1].text
    return len(above) < _NARROW and not mark.text[0].islower() and not above.endswith(("-", ","))


def recommendations(passages: Sequence[Passage]) -> tuple[Recommendation, ...]:
    """What a report asks for: under a heading that says so, or in a paragraph that does."""
    under = [passage for passage in passages if _RECOMMENDED.match(passage.heading)]
    found = under or [one for one in passages if _ASKED.match(one.points[0].text)]
    return tuple(one for passage in found for one in _asked(passage))


def is_recommended(heading: str) -> bool:
    """Whether a heading stands over recommendations."""
    return _RECOMMENDED.match(heading) is not None


def _asked(passage: Passage) -> list[Recommendation]:
    """Each point of the outer list; without one, the whole paragraph."""
    first, *others = passage.points
    listed = [point for point in passage.points if point.mark]
    if not listed or not (first.mark or _LEAD.search(first.text)):
        return [Recommendation("", passage.paragraph().text, span_of(passage.lines))]
    outer = listed[0]
    asked: list[list[Point]] = []
    for point in others if not first.mark else passage.points:
        if not asked or _is_outer(point, outer, asked[-1][0]):
            asked.append([point])
        else:
            asked[-1].append(point)
    return [_one(points) for points in asked]


def _is_outer(point: Point, outer: Point, last: Point) -> bool:
    if not point.mark or point.style != outer.style:
        return False
    inner = point.letter == "i" and outer.letter != "i" and last.letter != "h"
    return not inner and (outer.style != "bullet" or point.lines[0].indent <= outer.lines[0].indent)


def _one(points: Sequence[Point]) -> Recommendation:
    first, *inner = points
    text = "\n".join([first.text, *(point.whole for point in inner)])
    lines = [line for point in points for line in point.lines]
    return Recommendation(first.letter, text, span_of(lines))
