"""A Modern.Gov page as published: its lines, each with its place on the page, and what it says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import groupby

from saferboard.core.ingest.past.moderngov.markup import (
    MOST_DEPTH,
    VOID,
    End,
    Start,
    bomb,
    tokens,
)
from saferboard.core.ingest.past.moderngov.page import Page, is_columns, is_restricted
from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import Line, clean
from saferboard.core.ingest.past.values import Reading


class Role(Enum):
    """Where on the page a line stands."""

    NONE = "none"
    HEADING = "heading"
    NUMBER = "number"
    TITLE = "title"
    LABEL = "label"
    PAPER = "paper"
    TEXT = "text"
    PERSON = "person"
    COLUMN = "column"
    NAVIGATION = "navigation"


_CLASSES = {
    "mgmaintitletxt": Role.HEADING,
    "mgsubtitletxt": Role.HEADING,
    "mgitemnumbercell": Role.NUMBER,
    "mgaititletxt": Role.TITLE,
    "mgsubitemtitletxt": Role.LABEL,
    "mgactionlist": Role.PAPER,
    "mgbulletlist": Role.PAPER,
    "mgwordpara": Role.TEXT,
    "mgsectiontitle": Role.NAVIGATION,
    "mglinks": Role.NAVIGATION,
    "mghide": Role.NAVIGATION,
}
_APART = {"nav": Role.NAVIGATION, "header": Role.NAVIGATION, "footer": Role.NAVIGATION}
_APART |= {"aside": Role.NAVIGATION, "form": Role.NONE, "h1": Role.HEADING}
_UNSEEN = frozenset(
    {"head", "script", "style", "noscript", "template", "textarea", "title", "iframe", "svg"}
)
_TABLES = frozenset({"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"})
_LISTS = frozenset({"ul", "ol", "li", "dl", "dt", "dd"})
_PARTS = frozenset(
    {"html", "body", "main", "nav", "header", "footer", "aside", "section", "article", "form"}
)
_WORDS = frozenset(
    {"p", "div", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "address", "blockquote"}
)
_BLOCKS = _TABLES | _LISTS | _PARTS | _WORDS
_PARAGRAPHS = frozenset({"p", "div", "ul", "ol", "table", "blockquote", "hr", "pre"})
# What an opening tag ends that was left open, and how far out that goes.
_ENDS = {
    "p": ({"p"}, {"td", "th", "li", "div", "table"}),
    "li": ({"li", "p"}, {"ul", "ol", "table", "td"}),
    "td": ({"td", "th", "p"}, {"table", "tr"}),
    "th": ({"td", "th", "p"}, {"table", "tr"}),
    "tr": ({"tr", "td", "th", "p"}, {"table"}),
}
_SPACE = re.compile(r"\s+")
_ITEM_NUMBER = re.compile(r"^\d{1,4}(?:/\d{1,4})?\s?[a-z]?[.)]?$", re.I)
_ATTENDANCE = re.compile(r"attend", re.I)


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the page as one sees it: where it stands, and in which cell of which row."""

    text: str
    role: Role
    row: int = 0
    cell: int = 0
    apart: bool = False  # it begins a paragraph


@dataclass(slots=True)
class _Open:
    """An element that is open."""

    name: str
    role: Role
    row: int
    cell: int
    unseen: bool = False
    points: str = ""
    point: int = 0


@dataclass(slots=True)
class _Lines:
    """The page while its tags go by."""

    shown: list[Shown] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    rows: int = 0
    apart: bool = False
    marked: bool = False  # the words are a point's mark, whose paragraph is still to come

    def top(self) -> _Open:
        return self.stack[-1] if self.stack else _Open("", Role.NONE, 0, 0)

    def flush(self) -> None:
        text = _SPACE.sub(" ", "".join(self.words)).strip()
        self.words.clear()
        self.marked = False
        if text:
            top = self.top()
            self.shown.append(Shown(text, top.role, top.row, top.cell, self.apart))
            self.apart = False

    def start(self, tag: Start) -> None:
        if tag.name in _BLOCKS and not (self.marked and tag.name in ("p", "div")):
            self.flush()
            self.apart |= tag.name in _PARAGRAPHS
        if tag.name == "img" and is_restricted(tag.attributes.get("alt", "")):
            self.words.append(f" {tag.attributes['alt']} ")
        if tag.name in VOID:
            return
        if tag.name in _ENDS:
            self._end_open(*_ENDS[tag.name])
        if len(self.stack) >= MOST_DEPTH:
            raise bomb(
                f"the page has more than {MOST_DEPTH} tags within each other",
                f"a page with at most {MOST_DEPTH}",
            )
        self.stack.append(self._opened(tag))
        if tag.name == "li":
            self._mark()

    def _opened(self, tag: Start) -> _Open:
        top = self.top()
        one = _Open(tag.name, self._role(tag, top), top.row, top.cell, top.unseen)
        one.unseen |= tag.name in _UNSEEN
        if tag.name == "tr":
            self.rows += 1
            one.row, one.cell = self.rows, 0
        elif tag.name in ("td", "th"):
            top.cell += 1
            one.cell = top.cell
        elif tag.name == "ol":
            one.points = tag.attributes.get("type", "1")
        elif tag.name == "ul" and one.role is Role.TEXT:
            one.points = "•"
        return one

    def _role(self, tag: Start, top: _Open) -> Role:
        named = tag.attributes.get("class", "").lower().split()
        found = next((_CLASSES[name] for name in named if name in _CLASSES), None)
        if tag.name == "table":
            said = tag.attributes.get("summary", "") + " ".join(named)
            if top.role is not Role.TEXT and _ATTENDANCE.search(said):
                return Role.PERSON
        if tag.name == "th" and top.role is Role.PERSON:
            return Role.COLUMN
        if found is Role.PAPER and top.role is Role.TEXT:
            found = None
        if found is Role.TITLE and top.role is Role.NUMBER:
            found = None
        if top.role is Role.NAVIGATION:
            return top.role
        return found or _APART.get(tag.name, top.role)

    def _mark(self) -> None:
        """The mark of a point, which a page counts by itself."""
        holder = next((one for one in reversed(self.stack) if one.name in ("ol", "ul")), None)
        if holder is None or holder.role is not Role.TEXT or not holder.points:
            return
        holder.point += 1
        marks = {
            "•": "•",
            "a": f"({chr(ord('a') + (holder.point - 1) % 26)})",
            "A": f"({chr(ord('a') + (holder.point - 1) % 26)})",
            "i": f"({roman(holder.point)})",
            "I": f"({roman(holder.point)})",
        }
        self.words.append(marks.get(holder.points, f"{holder.point}.") + " ")
        self.marked = True

    def _end_open(self, names: set[str], limits: set[str]) -> None:
        for place in range(len(self.stack) - 1, -1, -1):
            name = self.stack[place].name
            if name in limits:
                return
            if name in names:
                self.flush()
                del self.stack[place:]
                if names == {"p"}:
                    return

    def end(self, tag: End) -> None:
        if tag.name in _BLOCKS:
            self.flush()
            self.apart |= tag.name in _PARAGRAPHS
        for place in range(len(self.stack) - 1, -1, -1):
            name = self.stack[place].name
            if name == tag.name:
                self.flush_if_role_ends(place)
                del self.stack[place:]
                return
            if name == "table" and tag.name not in ("body", "html"):
                return  # nothing in a table ends what stands around it

    def flush_if_role_ends(self, place: int) -> None:
        """Words stay with the place they stand in."""
        before = self.stack[place - 1].role if place else Role.NONE
        if self.stack[place].role is not before:
            self.flush()


def roman(number: int) -> str:
    """Small Roman numerals, for points up to thirty-nine; beyond that the number itself."""
    if number >= 40:
        return str(number)
    ones = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return "x" * (number // 10) + ones[number % 10]


def shown(html: str) -> tuple[Shown, ...]:
    """The lines of a page, top to bottom; a row of short cells is one line."""
    page = _Lines()
    for token in tokens(html):
        if isinstance(token, Start):
            page.start(token)
        elif isinstance(token, End):
            page.end(token)
        elif not page.top().unseen:
            page.words.append(token.text)
            page.marked = page.marked and not token.text.strip()
    page.flush()
    return tuple(_paragraphs(list(_rows(page.shown))))


_ROWS = (Role.NONE, Role.TEXT, Role.PERSON, Role.COLUMN)


def _rows(lines: Sequence[Shown]) -> Iterator[Shown]:
    """Rows of tables whose cells hold one line each become one line, cells apart by tabs.

    Rows that lay out the page are none of these.
    """
    layout = {line.row for line in lines if line.role not in _ROWS} | {0}
    for row, group in groupby(lines, key=lambda line: line.row):
        cells = list(group)
        places = [line.cell for line in cells]
        if row in layout or 0 in places or len(set(places)) < len(places):
            yield from cells
            continue
        texts = [""] * max(places)
        for line in cells:
            texts[line.cell - 1] = line.text
        yield replace(cells[0], text="\t".join(texts), apart=False)


def _paragraphs(lines: Sequence[Shown]) -> Iterator[Shown]:
    """Paragraphs of what was said are apart by an empty line, as they are in minutes."""
    before = Role.NONE
    for line in lines:
        if line.apart and before is line.role is Role.TEXT:
            yield Shown("", Role.TEXT)
        yield line
        before = line.role


def is_committee_page(lines: Sequence[Shown]) -> bool:
    """Whether the page has the marks of Modern.Gov, so that its places can be gone by."""
    return any(line.role in (Role.TITLE, Role.PERSON, Role.LABEL, Role.TEXT) for line in lines)


def read_html(lines: Sequence[Shown]) -> Reading:
    """What a page says, by the places of its lines."""
    cleaned = [clean(number, line.text) for number, line in enumerate(lines, start=1)]
    page = Page(Ledger(cleaned))
    number: Line | None = None
    for line, seen in zip(cleaned, lines, strict=True):
        if seen.role is Role.NUMBER or (seen.role is Role.TITLE and _ITEM_NUMBER.match(line.text)):
            number = line
            page.ledger.claim([line], "agenda")
        elif seen.role is Role.TITLE:
            page.item(number.text if number else "", line.text, *([number] if number else []), line)
            number = None
        else:
            _take(page, line, seen.role)
    return page.reading()


def _take(page: Page, line: Line, role: Role) -> None:
    if role in (Role.NAVIGATION, Role.COLUMN):
        page.furniture(line)
    elif role is Role.PERSON:
        _person(page, line)
    elif page.items and role in (Role.TEXT, Role.LABEL):
        page.text(line)
    elif page.items and role is Role.PAPER:
        page.paper(line)
    elif role is Role.HEADING and not page.items:
        page.heading(line)
    else:
        _other(page, line, role)


def _person(page: Page, line: Line) -> None:
    cells = [*line.cells, "", ""]
    if len(line.cells) < 2:
        page.furniture(line)
        return
    state = cells[2] if len(line.cells) > 2 else cells[1]
    page.person(line, cells[0], cells[1] if len(line.cells) > 2 else "", state)


def _other(page: Page, line: Line, role: Role) -> None:
    """What has no place of its own: the meeting's place and contact, lists of links, the rest."""
    if role is Role.PAPER or page.items or is_columns(line):
        page.furniture(line)
    elif page.front:
        page.heading(line)
    else:
        page.furniture(line)
