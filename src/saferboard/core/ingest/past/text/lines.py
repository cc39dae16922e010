"""The lines of a source, cleaned of how they were written down; the source itself is kept.

Pages are apart by a form feed, as a PDF's text has them. Text taken from a PDF by other programs
carries marks: Markdown's headings, bold and links, a few HTML tags, entities. Letters that
only look Latin are made so.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from saferboard.core.ingest.past.values import Span

PAGE = "\f"
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+")
_BREAK = re.compile(r"<br\s{0,3}/?>", re.I)
_TAG = re.compile(r"</?(?:b|i|u|em|strong|sup|sub|span|p|br|a|font|s)\b[^<>]{0,200}>", re.I)
_PICTURE = re.compile(r"!\[[^\[\]]{0,200}\]\([^()\s]{0,500}\)")
_LINK = re.compile(r"\[([^\[\]]{1,500})\]\(([^()\s]{1,500})\)")
_BOLD = re.compile(r"(\*{1,3}|_{2,3})(?=\S)(.{1,2000}?)(?<=\S)\1")
_ESCAPED = re.compile(r"\\([*_#\-.+\[\]()&])")
_SPACE = re.compile(r"[^\S\t\n]+")
_RULE = re.compile(r"^[ \-_=*]{3,}$")
_FOREIGN = re.compile(r"[\u00ad\u0370-\u04ff\u200b-\u200f\u2060\ufb00-\ufb06\uf0a7\uf0b7\ufeff]")
_MOST_MARKS = 300  # a line with more of them was not written in Markdown
_LATIN = re.compile(r"[A-Za-z]")

_LOOKS = str.maketrans(
    "АВЕЅКМНІЈОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABESKMHIJOPCTYXaesijopcyxABEZHIKMNOPTYXo",
)
_ALWAYS = str.maketrans(
    dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", "")
    | {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\uf0b7": "•", "\uf0a7": "•"}
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``text`` is cleaned, cells stay apart by tabs; ``level`` is its heading's, or 0.

    ``page`` is counted from 1 where the source has pages, else 0. ``last_page`` is another where
    it is only known to stand on one of several. ``indent`` counts the spaces and tabs before the
    text.
    """

    number: int
    text: str
    raw: str
    page: int = 0
    level: int = 0
    indent: int = 0
    last_page: int = 0

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def span(self) -> Span:
        """Just this line."""
        return Span(self.number, self.number, self.page, self.last_page or self.page)

    @property
    def cells(self) -> tuple[str, ...]:
        """Its cells, where it is a row of a table; else one."""
        return tuple(cell.strip() for cell in self.text.split("\t"))

    def on(self, first: int, last: int) -> "Line":
        """The same line, known to stand on one of these pages."""
        return Line(self.number, self.text, self.raw, first, self.level, self.indent, last)


def lines_of(text: str) -> tuple[Line, ...]:
    """Every line of a source, empty ones too, so that line ``n`` is at place ``n - 1``."""
    return tuple(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    paged = PAGE in text
    page = 1 if paged else 0
    ended = text.replace("\r\n", "\n").replace("\r", "\n")
    for number, raw in enumerate(ended.split("\n"), start=1):
        if paged and PAGE in raw:
            page += raw.count(PAGE)
            raw = raw.replace(PAGE, "")
        yield clean(number, raw, page) if raw else Line(number, "", "", page)


def clean(number: int, raw: str, page: int = 0) -> Line:
    """A line without the marks of whatever wrote it down."""
    heading = _HEADING.match(raw)
    text = _unmarked(raw[heading.end() :] if heading else raw)
    if not text.isascii() and _FOREIGN.search(text):
        text = _latin(text)
    text = _SPACE.sub(" ", text)
    bare = text.strip(" ") if text.strip() and not _RULE.match(text) else ""
    return Line(
        number,
        bare,
        raw,
        page,
        len(heading[1]) if heading else 0,
        len(raw) - len(raw.lstrip(" \t")),
    )


def _unmarked(text: str) -> str:
    """Without tags, links, bold and italics; most lines have none, and are asked for it cheaply."""
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub(" ", text))
    if "](" in text:
        text = _LINK.sub(r"\1", _PICTURE.sub("", text))
    if 0 < text.count("*") + text.count("__") < _MOST_MARKS:
        for _ in range(2):  # bold within italics
            text = _BOLD.sub(r"\2", text)
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", text)
    return html.unescape(text) if "&" in text else text


def _latin(text: str) -> str:
    """Letters that look like Latin ones, in a line that is Latin otherwise."""
    ends = text.rstrip().endswith("\u00ad")
    text = text.translate(_ALWAYS)
    if ends:  # a soft hyphen at the end is one that was printed
        text = text.rstrip() + "-"
    return text.translate(_LOOKS) if _LATIN.search(text) else text


def span_of(lines: Sequence[Line]) -> Span:
    """From the first line to the last."""
    last = lines[-1]
    return Span(lines[0].number, last.number, lines[0].page, last.last_page or last.page)
