"""The lines of a source, cleaned of how they were written down; the source itself is kept.

Pages are apart by a form feed, as a PDF's text has them. Text taken from a PDF by other programs
carries marks: Markdown's headings, bold and links, a few HTML tags, entities.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from saferboard.core.ingest.past.values import Span

PAGE = "\f"
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+")
_TAG = re.compile(r"</?(?:b|i|u|em|strong|sup|sub|span|p|br|a|font|s)\b[^<>]{0,200}>", re.I)
_LINK = re.compile(r"\[([^\[\]]{1,500})\]\(([^()\s]{1,500})\)")
_BOLD = re.compile(r"(\*{1,3}|_{2,3})(?=\S)(.{1,2000}?)(?<=\S)\1")
_SPACE = re.compile(r"[^\S\t\n]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``text`` is cleaned, cells stay apart by tabs; ``level`` is its heading's, or 0.

    ``page`` is counted from 1 where the source has pages, else 0. ``indent`` counts the spaces and
    tabs before the text.
    """

    number: int
    text: str
    raw: str
    page: int = 0
    level: int = 0
    indent: int = 0

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def span(self) -> Span:
        """Just this line."""
        return Span(self.number, self.number, self.page, self.page)

    @property
    def cells(self) -> tuple[str, ...]:
        """Its cells, where it is a row of a table; else one."""
        return tuple(cell.strip() for cell in self.text.split("\t"))


def lines_of(text: str) -> tuple[Line, ...]:
    """Every line of a source, empty ones too, so that line ``n`` is at place ``n - 1``."""
    return tuple(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    paged = PAGE in text
    page = 1 if paged else 0
    ended = text.replace("\r\n", "\n").replace("\r", "\n")
    for number, raw in enumerate(ended.split("\n"), start=1):
        page += raw.count(PAGE)
        yield clean(number, raw.replace(PAGE, ""), page)


def clean(number: int, raw: str, page: int = 0) -> Line:
    """A line without the marks of whatever wrote it down."""
    heading = _HEADING.match(raw)
    text = raw[heading.end() :] if heading else raw
    text = _LINK.sub(r"\1", _TAG.sub("", text))
    for _ in range(2):  # bold within italics
        text = _BOLD.sub(r"\2", text)
    text = _SPACE.sub(" ", html.unescape(text))
    bare = text.strip(" ") if text.strip() else ""
    return Line(
        number,
        bare,
        raw,
        page,
        len(heading[1]) if heading else 0,
        len(raw) - len(raw.lstrip(" \t")),
    )


def span_of(lines: Sequence[Line]) -> Span:
    """From the first line to the last."""
    return Span(lines[0].number, lines[-1].number, lines[0].page, lines[-1].page)
