"""What pages carry that is no part of the text: their numbers, stamps, and blank backs."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from saferboard.core.ingest.past.text.dates import date_in, digits
from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import Line

BLANK = re.compile(
    r"^[(\[]?\s?this\s+page\s+(?:is|has\s+been)\s+(?:intentionally\s+)?(?:left\s+)?blank", re.I
)
_VERSO = re.compile(r"^nothing\sis\sprinted\shere,\sso\sthat\b", re.I)
# Also over a paper's title, with a colon, and in words with why it is kept from the public.
STAMP = re.compile(
    r"^agenda\s+item\s+(?:no\.?\s*)?(?P<number>[0-9lIO]{1,3})[a-z]?"
    r"(?::\s?not\s+for\s+publication(?:\s?\([\w\s,]{1,40}\))?)?\s?[.:]?$",
    re.I,
)
_PAGE = re.compile(
    r"^(?:[-–—]\s?)?(?:page\s+)?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?(?:\s?[-–—])?$", re.I
)
BARE = re.compile(r"^\d{1,4}$")
_LONGEST = 60
_BLANKS, _STAMPS = frozenset("([tTnN"), frozenset("aA")
_LONGEST_BLANK = 90
_LONGEST_HEAD = 240
_RUNNING = 4  # pages one after another with the same line at their foot or head


def is_stamp(line: Line) -> bool:
    """Whether a line is a page's number, an item's stamp, or says that the page is blank."""
    return is_mark(line) or (len(line.text) <= _LONGEST and _PAGE.match(line.text) is not None)


def is_mark(line: Line) -> bool:
    """Whether a line is an item's stamp, or says that the page is blank."""
    return stamped_item(line) > 0 or is_blank(line)


def is_blank(line: Line) -> bool:
    """Whether a line says that nothing else stands on its page."""
    text = line.text
    if text[:1] not in _BLANKS or len(text) > _LONGEST_BLANK:
        return False
    if len(text) <= _LONGEST and BLANK.match(text):
        return True
    return _VERSO.match(text) is not None


def stamped_item(line: Line) -> int:
    """The item that a stamp names ("Agenda Item 9"); 0 if the line is none.

    It may stand at the end of a running head, behind the body's name and the day.
    """
    text = line.text
    head, tab, stamp = text.rpartition("\t")
    if tab and (len(text) > _LONGEST_HEAD or date_in(head) is None):
        return 0
    match = STAMP.match(stamp) if stamp[:1] in _STAMPS else None
    return (digits(match["number"]) or 0) if match else 0


def bare_number(line: Line) -> int:
    """The number that is all of a line; 0 if it is not."""
    return int(line.text) if BARE.match(line.text) else 0


def without_furniture(
    lines: Sequence[Line], ledger: Ledger, numbers: bool = False
) -> tuple[Line, ...]:
    """The lines that are text; the rest is claimed as what it is. Empty lines stay.

    With ``numbers``, so do lines that are a number and no more: it may be a heading's. Where the
    source has pages, a number at a page's foot is the page's own, and one that a sentence needs
    is text.
    """
    running = _running(lines)
    kept: list[Line] = []
    stamps: list[Line] = []
    for at, line in enumerate(lines):
        stamp = line and (line.number in running or is_stamp(line))
        if stamp and bare_number(line):
            stamp = (not numbers or _at_foot(lines, at, last=False)) and not is_within(lines, at)
        (stamps if stamp else kept).append(line)
    ledger.claim(stamps, "stamp")
    return tuple(kept)


def _at_foot(lines: Sequence[Line], at: int, *, last: bool) -> bool:
    """Whether nothing stands below on the same page; ``last``: so it is where nothing follows."""
    page = lines[at].page
    below = next((line for line in lines[at + 1 :] if line), None)
    return page > 0 and (last if below is None else below.page != page)


def is_within(lines: Sequence[Line], at: int) -> bool:
    """Whether a number alone on a line is the end of the sentence above it, and no page's."""
    above = lines[at - 1] if at and bare_number(lines[at]) else None
    if not above or above.page != lines[at].page or _at_foot(lines, at, last=True):
        return False
    return lines[at].page > 0 and above.text[-1].isalpha() and not is_stamp(above)


def _running(lines: Sequence[Line]) -> set[int]:
    """Lines that head or foot several pages on end; their own page's number may stand in them."""
    if not lines or not lines[-1].page or lines[0].last_page:
        return set()
    pages = [
        [line for line in page if line and not is_stamp(line)]
        for _, page in groupby(lines, key=lambda line: line.page)
    ]
    found: set[int] = set()
    for place in (0, -1):
        edge = [
            page[place] if page and not (place == 0 and _begins(page)) else None for page in pages
        ]
        words = [re.sub(r"\d+", "0", line.text) if line else "" for line in edge]
        common = {word for word, count in Counter(words).items() if word and count >= _RUNNING}
        at = 0
        for word, run in groupby(words):
            count = len(list(run))
            if word in common and count >= _RUNNING:
                found |= {line.number for line in edge[at : at + count] if line}
            at += count
    return found


def _begins(page: Sequence[Line]) -> bool:
    """Whether a paper begins on a page: its body's name, and a date under it."""
    return len(page) > 1 and len(page[1].text) < 60 and date_in(page[1].text) is not None
