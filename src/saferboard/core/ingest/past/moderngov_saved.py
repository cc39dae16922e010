"""A Modern.Gov page that was saved as text: with numbers and labels, without, or as rows.

Over the items stands what the site carries on each page, then the page's kind, the body, day and
place. Where items have numbers, the numbers go up by one; where they have none, the grammar of
minutes finds their titles.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from saferboard.core.ingest.past.dates import date_in
from saferboard.core.ingest.past.headings import LOST
from saferboard.core.ingest.past.ledger import Ledger
from saferboard.core.ingest.past.lines import Line, lines_of
from saferboard.core.ingest.past.minutes import read_minutes
from saferboard.core.ingest.past.moderngov_page import (
    Page,
    has_size,
    is_columns,
    is_contact,
    is_kind,
    is_label,
    is_place,
    is_restricted,
    without_size,
)
from saferboard.core.ingest.past.moderngov_site import foot_at, is_printed, is_site
from saferboard.core.ingest.past.tables import cells_of, is_rule
from saferboard.core.ingest.past.titles import is_sentence, is_title
from saferboard.core.ingest.past.values import Doubt, Reading

_FARTHEST = 3  # a number or two may be lost
_ITEMS = re.compile(r"^(?:items?|no\.?\s?items?|business|agenda\sitems?)\s?:?$", re.I)
_TAB = re.compile(r"^(?P<number>\d{1,4}(?:/\d{1,4})?)\s?(?P<letter>[a-z])?[.)]?\t+(?P<title>\S.*)$")
_DOT = re.compile(
    r"^(?P<number>\d{1,4}(?:/\d{1,4})?)\s?(?P<letter>[a-z])?[.)]\s{1,6}(?P<title>\S.*)$"
)
_ALONE = re.compile(r"^(?P<number>\d{1,4}(?:/\d{1,4})?)\s?(?P<letter>[a-z])?[.)]?$")
_INNER = re.compile(
    r"\s(?P<label>(?P<said>(?:Draft\s)?(?:Minutes?|Decisions?))"
    r"|(?:Additional|Supporting|Background)\s(?:[Dd]ocuments?|[Pp]apers?))\s?:(?=\s)"
)
_CELL = re.compile(r"^(?P<title>[A-Z“\"‘'(].{0,300}?)\s(?:Draft\s)?(?:Minutes?|Decisions?)\s?:\s", re.S)
_LONGEST_FOOT = 200
_BEHIND = re.compile(r"(?<=\d\s[KMG]B)\s(?=\S)|\s(?=Restricted\senclosure\b)")
_ATTENDEES = re.compile(r"^(?:attendees?|name|member)\t+(?:role\t+)?(?:attendance|status)$", re.I)


@dataclass(frozen=True, slots=True)
class _Start:
    """A line on which an item begins."""

    number: str
    value: int
    title: str
    shape: re.Pattern[str]


def is_saved_page(text: str) -> bool:
    """Whether a text is a saved page of a meeting: over its items it says what, when, and where."""
    lines = [line for line in _rows(lines_of(text)) if line]
    front = lines[: _front_end(lines)][:200]
    kind = any(is_kind(line.text) for line in front)
    when = any(date_in(line.text) and len(line.text) < 300 for line in front)
    marked = any(
        is_place(line.text) or is_contact(line.text) or is_site(line.text) for line in front
    )
    labelled = sum(is_label(line.text) for line in lines) > 1
    return when and (kind or marked or labelled) and (kind or marked)


def read_saved(text: str) -> Reading:
    """What a saved page says."""
    source = lines_of(text)
    page = Page(Ledger(source))
    printed = [line for line in source if is_printed(line)]
    for line in printed:
        page.furniture(line)
    left_out = {line.number for line in printed}
    lines = _rows([replace(one, text="") if one.number in left_out else one for one in source])
    page.ledger.claim((line for line in source if not lines[line.number - 1]), "table")
    full = [line for line in lines if line]
    end = _front_end(full)
    _front(page, full[:end])
    rest = lines[full[end].number - 1 :] if end < len(full) else ()
    foot = foot_at(rest, _is_business)
    _foot(page, rest[foot:])
    rest = rest[:foot]
    if rest and _ATTENDEES.match(rest[0].text):
        return _attended(page, rest)
    starts = _starts(rest)
    if starts:
        _items(page, rest, starts)
        return page.reading()
    return _unnumbered(page, rest)


def _is_business(line: Line) -> bool:
    """Whether a line is surely of an item: its label, or its number and title."""
    return is_label(line.text) or _INNER.search(line.text) is not None or bool(_start(line, ()))


def _foot(page: Page, lines: Sequence[Line]) -> None:
    """What the site carries under the items is short; what is not may be somebody's."""
    for line in filter(None, lines):
        if len(line.text) < _LONGEST_FOOT:
            page.furniture(line)
        else:
            page.ledger.reject([line], "stands under the page's foot")


def _rows(source: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the cells of Markdown's tables apart by tabs; its strokes are empty."""
    drawn = any(_is_drawn(_cells(line, drawn=True)) for line in source)
    return tuple(_tabbed(line, _cells(line, drawn=drawn)) for line in source)


def _cells(line: Line, *, drawn: bool) -> tuple[str, ...]:
    """The cells of a row; where a table is ``drawn``, bars may stand between or behind only."""
    text = line.text
    if drawn and "|" in text and "\t" not in text:
        text = f"|{text.removeprefix('|').removesuffix('|')}|"
    return cells_of(replace(line, text=text)) or ()


def _is_drawn(cells: Sequence[str]) -> bool:
    """Whether a row is the strokes under the columns."""
    return len(cells) > 1 and is_rule([cell for cell in cells if cell])


def _tabbed(line: Line, cells: Sequence[str]) -> Line:
    if not cells or "\t" in line.text:
        return line
    return replace(line, text="" if is_rule(cells) else "\t".join(cells))


def _front_end(lines: Sequence[Line]) -> int:
    """Where the items begin: under the word, or with the first number, or behind the last label."""
    known = 0
    for at, line in enumerate(lines):
        if _ITEMS.match(line.text) or is_columns(line):
            return at
        if _ATTENDEES.match(line.text) or (known and _start(line, lines[at + 1 : at + 2])):
            return at
        if _is_front(line):
            known = at + 1
        elif known and at - known > 12:
            break
    return known


def _is_front(line: Line) -> bool:
    text = line.text
    short = len(text) < 200 and "\t" not in text
    return (
        is_kind(text)
        or is_place(text)
        or is_contact(text)
        or (short and date_in(text) is not None and text[-1:] != ".")
        or is_site(text)
    )


def _front(page: Page, lines: Sequence[Line]) -> None:
    """The lines over the items: before the page's kind and day the site speaks, then the page."""
    kinds = [at for at, line in enumerate(lines) if is_kind(line.text)]
    days = [at for at, line in enumerate(lines) if date_in(line.text)]
    first = kinds[0] if kinds else max(days[0] - 1, 0) if days else len(lines)
    for at, line in enumerate(lines):
        if at < first or is_site(line.text):
            page.furniture(line)
        else:
            page.heading(line)


def _start(line: Line, following: Sequence[Line]) -> _Start | None:
    """The item that a line may begin."""
    for shape in (_TAB, _DOT, _ALONE):
        found = shape.match(line.text)
        if found is None:
            continue
        title = found["title"] if shape is not _ALONE else ""
        if shape is _ALONE and not (following and _may_be_title(following[0].text)):
            return None
        number = f"{found['number']}{found['letter'] or ''}"
        return _Start(number, int(found["number"].rpartition("/")[2]), title, shape)
    return None


def _may_be_title(text: str) -> bool:
    return text[:1].isupper() and len(text) < 250 and not is_label(text)


def _starts(lines: Sequence[Line]) -> dict[int, _Start]:
    """The items: by the numbers of their lines, or because each is a row of a drawn table."""
    found = _counted(lines)
    rows = {line.number: _Start("", 0, line.text, _CELL) for line in lines if _is_row(line)}
    return rows | found if found or len(rows) > 1 else {}


def _is_row(line: Line) -> bool:
    """Whether a line is an item's only cell: a title, and behind a label what was said."""
    inner = _CELL.match(line.text) if "|" in line.raw and "\t" not in line.text else None
    return inner is not None and is_title(_BEHIND.split(inner["title"], maxsplit=1)[0])


def _counted(lines: Sequence[Line]) -> dict[int, _Start]:
    """The items by the numbers of their lines: all written alike, each the next."""
    found: dict[int, _Start] = {}
    last: _Start | None = None
    full = [line for line in lines if line]
    for at, line in enumerate(full):
        one = _start(line, full[at + 1 : at + 2])
        if one is None or (last and one.shape is not last.shape):
            continue
        step = one.value - last.value if last else 1
        lettered = step == 0 and last is not None and one.number > last.number
        if 0 < step <= _FARTHEST or lettered:
            found[line.number] = one
            last = one
    return found if len(found) > 1 or (last and _is_sure(full, found)) else {}


def _is_sure(lines: Sequence[Line], found: dict[int, _Start]) -> bool:
    """Whether the only number found is an item's: it comes first, over labels or papers."""
    first = next((at for at, line in enumerate(lines) if line.number in found), 0)
    return all(_ITEMS.match(line.text) or is_columns(line) for line in lines[:first])


def _items(page: Page, lines: Sequence[Line], starts: dict[int, _Start]) -> None:
    title: _Start | None = None  # a number that stands alone waits for its title
    heads: list[Line] = []
    taken = 0
    for at, line in enumerate(lines):
        one = starts.get(line.number)
        if at < taken:
            continue
        if one and one.title:
            _row(page, line, one)
        elif one:
            title, heads = one, [line]
        elif title and line:
            taken = _title_end(lines, at)
            words = " ".join(part.text for part in lines[at:taken])
            page.item(title.number, words, *heads, *lines[at:taken])
            title = None
        elif page.items:
            _line(page, line)
        elif line and not (_ITEMS.match(line.text) or is_columns(line)):
            page.heading(line)
        elif line:
            page.furniture(line)


def _title_end(lines: Sequence[Line], at: int) -> int:
    """Behind a title: where empty lines keep the parts of an item apart, it may be broken."""
    if lines[at - 1]:
        return at + 1
    end = at + 1
    while end < min(at + 3, len(lines)) and _is_more(lines[end - 1].text, lines[end].text):
        end += 1
    apart = end == len(lines) or not lines[end] or is_label(lines[end].text)
    return end if apart else at + 1


def _is_more(title: str, text: str) -> bool:
    """Whether a line may be the rest of a title."""
    whole = has_size(title) or title.endswith(".")
    return not (whole or not text or is_label(text) or is_restricted(text) or is_sentence(text))


def _row(page: Page, line: Line, one: _Start) -> None:
    """A row: the title, and what was said of it in further cells or behind a label."""
    whole, *cells = [cell.strip() for cell in one.title.split("\t") if cell.strip()]
    title, *parts = _parted(whole)
    begun = page.item(one.number, title, line)
    for part in parts:
        _line(page, replace(line, text=part))
    for cell in cells:
        said = bool(begun.minutes or begun.decision) or _labelled(cell)
        if not said and (has_size(cell) or is_restricted(cell)):
            page.paper(replace(line, text=cell))
        else:
            if not (said or is_label(cell)):
                page.text(replace(line, text="Minutes:"))
            page.text(replace(line, text=cell))


def _parted(cell: str) -> list[str]:
    """The title in a cell, what stands behind its paper, and each label with what is under it.

    What was said of the item comes last: words within it that look like a label are its own.
    """
    parts, start = [], 0
    for label in _INNER.finditer(cell):
        parts += _BEHIND.split(cell[start : label.start()].strip())
        start = label.start() + 1
        if label["said"]:
            return [*parts, cell[start:].strip()]
        parts.append(cell[start : label.end()])
        start = label.end() + 1
    return [*parts, *filter(None, _BEHIND.split(cell[start:].strip()))]


def _labelled(cell: str) -> bool:
    return re.match(r"(?:draft\s)?(?:minutes?|decisions?)\s?:", cell, re.I) is not None


def _line(page: Page, line: Line) -> None:
    item = page.items[-1]
    spoken = bool(item.minutes or item.decision)
    if has_size(line.text) or (is_restricted(line.text) and not spoken):
        page.paper(line)
    elif not spoken and any(_labelled(cell) for cell in line.cells):
        for cell in filter(None, line.cells):
            page.text(replace(line, text=cell))
    else:
        page.text(line)


def _unnumbered(page: Page, lines: Sequence[Line]) -> Reading:
    """Titles without numbers: the grammar of minutes tells them from what is said."""
    closed = [line for line in lines if is_restricted(line.text) and len(line.text) < 200]
    shut = {line.number for line in closed}
    for line in closed:
        page.furniture(line)
    read = read_minutes([_bared(page, line, shut) for line in lines], page.ledger)
    items = [minute for minute in read.items if minute.text or minute.outcomes]
    for minute in read.items:
        head = [line for line in lines if line.number == minute.span.first]
        item = page.item(str(minute.number or ""), minute.title, *head)
        at = minute.span.last
        silent = minute not in items
        item.restricted = silent and bool(shut & set(range(at + 1, at + 4)))
    reading = page.reading()
    whole = replace(
        read,
        body=page.body or read.body,
        on=page.on or read.on,
        venue=page.venue or read.venue,
        started=read.started or page.starts,
        items=tuple(items),
    )
    said = items or read.present or read.apologies
    return replace(reading, minutes=(whole,) if said else (), doubts=tuple(_fewer(reading.doubts)))


def _bared(page: Page, line: Line, shut: Set[int]) -> Line:
    """A line as the grammar of minutes expects it: without the site's labels and sizes."""
    if line.number in shut or not line:
        return replace(line, text="")
    if _ITEMS.match(line.text) or is_columns(line) or is_label(line.text):
        page.furniture(line)
        return replace(line, text="")
    return replace(line, text=without_size(line.text)) if has_size(line.text) else line


def _fewer(doubts: Sequence[Doubt]) -> Iterator[Doubt]:
    """That every number is lost is one doubt."""
    told = False
    for doubt in doubts:
        if doubt.why != LOST:
            yield doubt
        elif not told:
            told = True
            why = "the page was saved without its items' numbers: their titles are told by the text"
            yield replace(doubt, about="the items", why=why)


def _attended(page: Page, lines: Sequence[Line]) -> Reading:
    """A page of attendance: a name, a role and a state in each row."""
    three = len(lines[0].cells) > 2
    page.furniture(lines[0])
    for line in lines[1:]:
        cells = line.cells
        if len(cells) > 1 and cells[0]:
            role = cells[1] if three else ""
            page.person(line, cells[0], role, cells[2 if three and len(cells) > 2 else -1])
    return page.reading()
