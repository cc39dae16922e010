"""The agenda of a pack: what body meets, when and where, and its items of business."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from saferboard.core.board.pack import ItemKind
from saferboard.core.ingest.past.pack.covers import UNPLACED, read_cover
from saferboard.core.ingest.past.pack.taking import kind_of, presenter_of
from saferboard.core.ingest.past.text.dates import date_in, dates_in, digits
from saferboard.core.ingest.past.text.furniture import without_furniture
from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import Line, span_of
from saferboard.core.ingest.past.text.prose import joined
from saferboard.core.ingest.past.text.titles import is_sentence, is_standing, is_unfinished
from saferboard.core.ingest.past.values import AgendaItem, Meeting

_D = r"[0-9lIOoSB|]"
_ITEM = re.compile(
    rf"^(?:[-–•*]\s)?(?:item\s)?(?P<number>{_D}{{1,2}})(?P<letter>[a-z])?(?P<dot>\s?[.):]|(?=\s|$))"
    r"\s{0,6}(?P<title>.*)$",
    re.I,
)
_PAGES = re.compile(
    rf"[(\[]?\s?\b(?:pages?|pp?\.)\s?(?:no\.?\s?)?(?P<first>{_D}{{1,4}})"
    rf"(?:\s?(?:-|–|—|to|and)\s?(?P<last>{_D}{{1,4}}))?\s?[)\]]?\.?",
    re.I,
)
_PAGE_CELL = re.compile(
    r"^(?P<first>\d{1,4})(?:\s?(?:[-–—]|to)\s?(?P<last>\d{1,4}))?"
    r"(?:\s\((?P<how>presentation|oral update)\))?$"
)
AGENDA = re.compile(
    r"^(?:a\s?g\s?e\s?n\s?d\s?a|order\sof\sbusiness|items?\sof\sbusiness)\s?:?$", re.I
)
_NOTE = re.compile(
    r"^(?:[-–•]\s)?\(?(?:an?\s|the\s|this\s|to\s)?(?:oral|verbal|presentation|report|update|paper|discussion)s?"
    r"\b.{0,80}?\b(?:will|is|are|to|by|from|of|attached|given|provided|presented)\b"
    r"|\b(?:will|to)\s(?:be\s(?:given|presented|provided|delivered|introduced|led|tabled|circulated)"
    r"|give|present|provide|deliver|introduce|lead)\b|^\(?(?:presented|report(?:ed)?|led)\sby\b"
    r"|^(?:presenter|lead(?:\sofficer)?|officer|report\sauthor)\s?:",
    re.I,
)
_RESTRICTED = re.compile(
    r"\b(?:exempt|not\sfor\spublication|restricted|confidential)\b|\bparagraph\s\d.{0,40}schedule\s12a",
    re.I,
)
_FUTURE = re.compile(
    r"\b(?:future|next|forthcoming)\s(?:meetings?|dates?)\b|\bdates?\sof\b.{0,30}\bmeeting", re.I
)
_COLUMNS = re.compile(
    r"^(?:items?|business|no\.?|pages?(?:\snos?\.?)?|(?:report|presented)\s(?:by|of)|marked|title"
    r"|presenter|lead(?:\sofficer)?|time)$",
    re.I,
)
# What an agenda prints where an item has no pages.
_INSTEAD = re.compile(
    r"^(?:no\spapers?|(?:papers?\s|report\s)?to\sfollow|not\sfor\spublication|presentation"
    r"|(?:oral|verbal)(?:\s(?:update|report|item))?)$",
    re.I,
)
# Business of every meeting; with pages of its own it is a report like any other.
_ABOUT = re.compile(r"^item\s(?P<number>\d{1,2})\s(?:is|has|was|will)\s", re.I)
_ABSENT = re.compile(r"^not\staken\sat\sthis\smeeting$", re.I)
NOT_TAKEN = "tells of business that is not taken at this meeting"
_FARTHEST = 10  # the farthest that an item's number may be from the one before it


@dataclass(slots=True)
class _Item:
    """An item while it is read."""

    number: int | None
    title: str
    lines: list[Line]
    notes: list[str] = field(default_factory=list)
    presenter: str = ""
    pages: tuple[int, int] | None = None
    titled: bool = False  # the title is whole: what follows is a note
    told: bool = False  # a cell of its own says how it is taken, or that it has no paper
    lost: bool = False


def read_agenda(lines: Sequence[Line], ledger: Ledger) -> Meeting | None:
    """The meeting that a cover and an agenda call; None if they name neither body nor business."""
    kept = without_furniture(lines, ledger)
    start = next((at for at, line in enumerate(kept) if line and AGENDA.match(line.text)), None)
    first = _first_item(kept, 0 if start is None else start)
    above = [line for line in kept[:first] if line]
    named = {line.number for line in above if _is_named(line)}
    ledger.claim((line for line in above if line.number in named), "agenda")
    top = [line for line in above if line.number not in named]
    body, on, venue, starts = read_cover(top, ledger)
    items = list(_items(kept[first:], ledger))
    if not items and not (body and on):
        return None
    told = any(item.told for item in items)
    agenda = tuple(_made(item, told, ledger) for item in items)
    _doubt_kinds(items, agenda, ledger)
    future = tuple(day for item in items for day in _future(item) if day != on)
    full = [line for line in kept if line]
    return Meeting(body, on, venue, starts, agenda, future, span_of(full))


def _is_named(line: Line) -> bool:
    """Whether a line only names the agenda, or the columns of its table."""
    if AGENDA.match(line.text):
        return True
    cells = [cell for cell in line.cells if cell]
    return all(map(_COLUMNS.match, cells))


def begins_item(line: Line) -> bool:
    """Whether a line has the number of an item or a minute before it."""
    found = _item(line)
    return found is not None and bool(found[0])


def pages_in(text: str) -> tuple[int, int] | None:
    """The pages of "(Pages 3 - 8)"."""
    found = _PAGES.search(text) if "age" in text.lower() or "pp" in text.lower() else None
    return _range(found["first"], found["last"]) if found else None


def _first_item(lines: Sequence[Line], start: int) -> int:
    """Where item 1 stands, or the first item whose successor follows it."""
    numbers: list[tuple[int, int]] = []
    for at in range(start, len(lines)):
        found = _item(lines[at])
        if found and found[0] is not None:
            numbers.append((at, found[0]))
    for (at, number), (_, following) in pairwise(numbers):
        if 0 < following - number <= 2 and number < 10:
            return _earlier(lines, at, number, start)
    return numbers[0][0] if len(numbers) == 1 and numbers[0][1] == 1 else _unnumbered(lines, start)


def _earlier(lines: Sequence[Line], at: int, number: int, start: int) -> int:
    """The place of a first item that has lost its number, before the second."""
    for place in range(at - 1, start, -1):
        text = lines[place].text
        if number == 1 or not text or not is_standing(text):
            break
        at, number = place, number - 1
    return at


def _unnumbered(lines: Sequence[Line], start: int) -> int:
    """Where business begins if no item has a number: under the word "Agenda"."""
    if start or (lines and AGENDA.match(lines[0].text)):
        return next((at for at in range(start + 1, len(lines)) if lines[at]), len(lines))
    return len(lines)


def _item(line: Line) -> tuple[int | None, str] | None:
    """The number and the rest of a line that begins an item."""
    if not line or line.text[0] not in "-–•*iI0123456789lOoSB|":
        return None
    found = _ITEM.match(line.text)
    if not found or not any(sign.isdigit() for sign in found["number"]):
        return None
    title = found["title"].strip()
    if not found["dot"] and not (title[:1].isupper() or not title):
        return None
    if date_in(line.text.lstrip("-–•* ")) and not found["dot"]:
        return None
    return digits(found["number"]), title


def _items(lines: Sequence[Line], ledger: Ledger) -> Iterator[_Item]:
    numbered = any((found := _item(line)) and found[0] for line in lines)
    held: _Item | None = None
    about: _Item | None = None
    seen: dict[int | None, _Item] = {}
    apart = absent = False
    for at, line in enumerate(lines):
        if not line:
            apart = True
            continue
        absent = absent or _ABSENT.match(line.text) is not None
        if absent:
            ledger.reject([line], NOT_TAKEN)
            continue
        remark = _ABOUT.match(line.text)
        about = seen.get(int(remark["number"])) if remark else None if apart else about
        begun = None if about else _begun(lines, at, held, apart, numbered)
        if about:
            _remark(about, line, remark is not None, ledger)
        elif begun:
            if held:
                yield held
            held = seen[begun.number] = begun
        elif held:
            _more(held, line, apart, ledger)
        else:
            ledger.reject([line], UNPLACED)
            continue
        ledger.claim([line], "agenda")
        apart = False
    if held:
        yield held


def _begun(
    lines: Sequence[Line], at: int, held: _Item | None, apart: bool, numbered: bool
) -> _Item | None:
    """The item that a line begins; None if it is more of the one before."""
    line, before = lines[at], (held.number or 0) if held else 0
    found = None if held and is_unfinished(held.title) and not held.pages else _item(line)
    if found and found[0] and 0 < found[0] - before <= _FARTHEST:
        title, cells = _celled(found[1])
        item = _Item(found[0], "", [line], titled=False)
        _fill(item, title, cells)
        return item
    text = line.cells[0] if line.cells[0] else line.text.strip()
    plain = not _NOTE.search(text) and not is_sentence(text) and text[:1].isupper()
    if not numbered and plain and (held is None or not is_unfinished(held.title)):
        cells = [cell for cell in line.cells if cell]
        item = _Item(None, "", [line])
        _fill(item, cells[0], cells[1:])
        return item
    following, apart_by = _following(lines, at)
    if numbered and held is None and plain and following > apart_by:
        return _counted(line, following - apart_by)  # the first items have lost their numbers
    if numbered and held and plain and before and following == before + 2:
        paged = _PAGES.search(text) is not None
        alone = is_standing(text) or paged or apart
        if alone and (held.pages or not paged) and not dates_in(text):
            return _counted(line, before + 1)
    return None


def _counted(line: Line, number: int) -> _Item:
    """An item whose number is lost, and counted from its neighbours."""
    title, cells = _celled(line.text)
    item = _Item(number, "", [line], lost=True)
    _fill(item, title, cells)
    return item


def _following(lines: Sequence[Line], at: int) -> tuple[int, int]:
    """The number of the next item behind a line, and how many lines with words on it stands."""
    full = [line for line in lines[at + 1 : at + 12] if line]
    for count, line in enumerate(full, start=1):
        found = _item(line)
        if found and found[0]:
            return found[0], count
    return 0, 0


def _celled(text: str) -> tuple[str, list[str]]:
    first, *cells = [cell.strip() for cell in text.split("\t")]
    full = [cell for cell in cells if cell]
    return (first, full) if first or not full else (full[0], full[1:])


def _fill(item: _Item, text: str, cells: Sequence[str] = ()) -> None:
    """Put a line's words into the title; pages and what stands in other cells have their places."""
    pages = _PAGES.search(text)
    if pages and not _is_cut(text, pages):
        item.pages = _range(pages["first"], pages["last"])
        rest = text[pages.end() :].strip()
        text = text[: pages.start()].strip()
        item.titled = True
        if rest:
            item.notes.append(rest)
    item.title = f"{item.title} {text}".strip()
    for cell in cells:
        alone, said = _PAGE_CELL.match(cell), _PAGES.search(cell)
        if alone or said:
            found = alone or said
            item.pages = item.pages or (_range(found["first"], found["last"]) if found else None)
            how = alone["how"] if alone else ""
            item.notes.extend([how.capitalize()] if how else [])
            item.told = item.told or bool(how)
        elif not item.title:
            item.title = cell
        else:
            item.notes.append(cell)
            item.told = item.told or _INSTEAD.match(cell) is not None
            item.presenter = item.presenter or ("" if _says_how(cell) else cell)


def _says_how(cell: str) -> bool:
    """Whether a cell tells how an item is taken, and not who presents it."""
    return _INSTEAD.match(cell) is not None or _NOTE.search(cell) is not None


def _is_cut(text: str, pages: re.Match[str]) -> bool:
    """Whether the line ends within the brackets around the pages."""
    return pages.end() == len(text) and pages[0][0] == "(" and ")" not in pages[0]


def _range(first: str, last: str | None) -> tuple[int, int] | None:
    start = digits(first)
    end = digits(last) if last else start
    return (start, max(start, end)) if start and end else None


def _more(item: _Item, line: Line, apart: bool, ledger: Ledger) -> None:
    """A line under an item: more of its title or its pages, or a note."""
    text = line.text.strip(" *_\t")
    item.lines.append(line)
    opened = item.title.count("(") > item.title.count(")")
    note = _NOTE.search(text) is not None or text[:2] in ("- ", "• ", "– ")
    paged = _PAGES.search(text)
    if opened and not item.pages:
        whole = joined(item.title, text, ledger)
        item.title = ""
        _fill(item, *_celled(whole))
    elif paged and not item.pages and paged.start() == 0:
        _fill(item, text)
    elif (
        not item.titled
        and not note
        and not (apart and not is_unfinished(item.title))
        and not is_sentence(text)
        and not item.notes
        and item.title[-1:] not in (".",)
        and not dates_in(text)
    ):
        whole = joined(item.title, text, ledger)
        item.title = ""
        _fill(item, *_celled(whole))
    elif item.notes and not apart and (text[:1].islower() or is_unfinished(item.notes[-1])):
        item.notes[-1] = joined(item.notes[-1], text, ledger)
    else:
        item.notes.append(text.lstrip("-–• "))


def _remark(item: _Item, line: Line, first: bool, ledger: Ledger) -> None:
    """A sentence under the agenda about an item by its number, over one line or several."""
    if first:
        item.notes.append(line.text)
    else:
        item.notes[-1] = joined(item.notes[-1], line.text, ledger)


def _made(item: _Item, told: bool, ledger: Ledger) -> AgendaItem:
    """The item. Where the agenda has a column for how one is taken (``told``), no title says it."""
    note = "\n".join(item.notes)
    title = item.title.strip(" -–\t")
    span = span_of(item.lines)
    if item.lost:
        ledger.doubt(f"item {item.number}", title, "its number is lost: it is counted", span)
    presenter = item.presenter or presenter_of(item.notes)
    restricted = _RESTRICTED.search(f"{title} {note}") is not None
    return AgendaItem(
        item.number,
        title,
        kind_of(title, note, paged=item.pages is not None, told=told),
        presenter,
        item.pages,
        note,
        restricted,
        span,
    )


def _doubt_kinds(items: Sequence[_Item], made: Sequence[AgendaItem], ledger: Ledger) -> None:
    """Where items have pages, one without pages or a word on how it is taken is a question."""
    if not any(item.pages for item in items):
        return
    for item in made:
        if item.kind is ItemKind.REPORT and not item.pages and not item.note:
            about = f"item {item.number}"
            ledger.doubt(
                about, item.title, "neither pages nor a word on how it is taken", item.span
            )


def _future(item: _Item) -> Iterator[date]:
    whole = "\n".join([item.title, *item.notes])
    if _FUTURE.search(whole):
        yield from dates_in(whole)
