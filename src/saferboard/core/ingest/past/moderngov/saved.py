"""A Modern.Gov page that was saved as text: with numbers and labels, without, or as rows.

Over the items stands what the site carries on each page, then the page's kind, the body, day and
place. Where items have numbers, the numbers go up by one; where they have none, the grammar of
minutes finds their titles.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from saferboard.core.ingest.past.minutes.headings import LOST
from saferboard.core.ingest.past.minutes.minutes import read_minutes
from saferboard.core.ingest.past.moderngov.cells import is_item, labelled, parted, tabbed
from saferboard.core.ingest.past.moderngov.numbers import Start, counted, start_of, whole_cell
from saferboard.core.ingest.past.moderngov.page import (
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
from saferboard.core.ingest.past.moderngov.site import (
    foot_at,
    is_closed,
    is_foots,
    is_printed,
    is_site,
    without_breaks,
)
from saferboard.core.ingest.past.text.dates import date_in
from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import Line, lines_of
from saferboard.core.ingest.past.text.titles import is_sentence
from saferboard.core.ingest.past.values import Doubt, Reading

_ITEMS = re.compile(r"^(?:items?|no\.?\s?items?|business|agenda\sitems?)\s?:?$", re.I)
_ATTENDEES = re.compile(r"^(?:attendees?|name|member)\t+(?:role\t+)?(?:attendance|status)$", re.I)


def is_saved_page(text: str) -> bool:
    """Whether a text is a saved page of a meeting: over its items it says what, when, and where."""
    lines = [line for line in tabbed(lines_of(text)) if line]
    front = lines[: _front_end(lines)][:200]
    kind = any(is_kind(line.text) for line in front)
    when = any(date_in(line.text) and len(line.text) < 300 for line in front)
    marked = any(
        is_place(line.text) or is_contact(line.text) or is_site(line.text) for line in front
    )
    return when and (kind or marked)


def read_saved(text: str) -> Reading:
    """What a saved page says."""
    source = lines_of(text)
    page = Page(Ledger(source))
    printed = [line for line in source if is_printed(line)]
    for line in printed:
        page.furniture(line)
    left_out = {line.number for line in printed}
    lines = tabbed([replace(one, text="") if one.number in left_out else one for one in source])
    page.ledger.claim((line for line in source if not lines[line.number - 1]), "table")
    full = [line for line in lines if line]
    end = _front_end(full)
    _front(page, full[:end])
    rest = lines[full[end].number - 1 :] if end < len(full) else ()
    foot = foot_at(rest, _is_business)
    _foot(page, rest[foot:])
    return _business(page, without_breaks(rest[:foot], left_out))


def _business(page: Page, lines: Sequence[Line]) -> Reading:
    """What stands between the heading and the foot: the attendance alone, or the items."""
    if lines and _ATTENDEES.match(lines[0].text):
        return _attended(page, lines)
    starts = _starts(lines)
    if not starts:
        return _unnumbered(page, lines)
    _items(page, lines, starts)
    return page.reading()


def _is_business(line: Line) -> bool:
    """Whether a line is surely of an item: its label, or its number and title."""
    return is_label(line.text) or is_item(line) or start_of(line, ()) is not None


def _foot(page: Page, lines: Sequence[Line]) -> None:
    """What the site carries under the items; a sentence there may be the meeting's."""
    for line in filter(None, lines):
        if is_foots(line.text):
            page.furniture(line)
        else:
            page.ledger.reject([line], "stands under the page's foot")


def _front_end(lines: Sequence[Line]) -> int:
    """Where the items begin: under the word, or with the first number, or behind the last label."""
    known = 0
    for at, line in enumerate(lines):
        if _ITEMS.match(line.text) or is_columns(line):
            return at
        if _ATTENDEES.match(line.text) or (known and start_of(line, lines[at + 1 : at + 2])):
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


def _starts(lines: Sequence[Line]) -> dict[int, Start]:
    """The items: by the numbers of their lines, or because each is a row of a drawn table."""
    found = counted(lines)
    if len(found) == 1 and not _is_sure([line for line in lines if line], found):
        found = {}
    rows = [line for line in lines if is_item(line)]
    if not any("|" in line.raw for line in rows) or (len(rows) == 1 and not found):
        return found
    return {line.number: whole_cell(line) for line in rows} | found


def _is_sure(lines: Sequence[Line], found: dict[int, Start]) -> bool:
    """Whether the only number found is an item's: it comes first, over labels or papers."""
    first = next((at for at, line in enumerate(lines) if line.number in found), 0)
    return all(_ITEMS.match(line.text) or is_columns(line) for line in lines[:first])


def _items(page: Page, lines: Sequence[Line], starts: dict[int, Start]) -> None:
    title: Start | None = None  # a number that stands alone waits for its title
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


def _row(page: Page, line: Line, one: Start) -> None:
    """A row: the title, and what was said of it in further cells or behind a label."""
    whole, *cells = [cell.strip() for cell in one.title.split("\t") if cell.strip()]
    title, *parts = parted(whole)
    begun = page.item(one.number, title, line)
    for part in parts:
        _line(page, replace(line, text=part))
    for cell in cells:
        said = bool(begun.minutes or begun.decision) or labelled(cell)
        if not said and (has_size(cell) or is_restricted(cell)):
            page.paper(replace(line, text=cell))
        else:
            if not (said or is_label(cell)):
                page.text(replace(line, text="Minutes:"))
            page.text(replace(line, text=cell))


def _line(page: Page, line: Line) -> None:
    item = page.items[-1]
    spoken = page.tells or bool(item.minutes or item.decision)
    says = any(map(labelled, line.cells))
    if has_size(line.text) or (is_restricted(line.text) and not (spoken or says)):
        page.paper(line)
    elif says and not spoken:
        for cell in filter(None, line.cells):
            page.text(replace(line, text=cell))
    else:
        page.text(line)


def _unnumbered(page: Page, lines: Sequence[Line]) -> Reading:
    """Titles without numbers: the grammar of minutes tells them from what is said."""
    closed = [line for line in lines if is_closed(line.text)]
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
