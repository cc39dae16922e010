"""The top of a report: whose meeting it is for, when that is, and what the report is called."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from saferboard.core.ingest.past.text.days import long_date, read_date
from saferboard.core.ingest.past.text.flow import flowed
from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import Line

SECTION = re.compile(
    r"(?:[0-9.]{1,4} )?(?:introduction|background|purpose|(?:executive )?summary|overview|context"
    r"|recommendations?|key (?:points|issues|messages)|current position|aims?|details?|reasons?"
    r"|notable developments)\b",
    re.I,
)
_BODY = re.compile(r"\b(?:board|committee|partnership|panel|forum|cabinet|group|council)s?\b", re.I)
_LABELLED = re.compile(
    r"(?P<label>(?:report |paper )?(?:to|title|subject|of|by|for)|board|meeting|committee|date"
    r"(?: of meeting)?|meeting date|(?:report )?author|from|lead officer|presented by)"
    r" ?(?::|\t) ?\t?(?P<rest>.{2,300})",
    re.I,
)
_AUTHOR = re.compile(r"(?:joint )?report (?:of|by) (?:the )?.", re.I)
_DATED = re.compile(r"(?P<body>.{5,150}?) ?[:,–—-] ?(?P<on>[^:]{8,40})")
_MOST = 14  # blocks of lines before the first paragraph
_TITLES = frozenset({"title", "report title", "paper title", "subject", "report subject"})
_BODIES = frozenset({"to", "report to", "board", "meeting", "committee", "report for"})


@dataclass
class Head:
    """What the top says, and its lines. ``headings`` are those over the first paragraph."""

    title: str = ""
    body: str = ""
    on: date | None = None
    day: int = 0  # the line that says just the day
    lines: list[Line] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)


def read_head(groups: Sequence[Sequence[Line]], ledger: Ledger) -> Head:
    """From the groups of lines, apart by empty ones, that stand before the first paragraph."""
    head = Head()
    rest: list[list[Line]] = []
    for group in groups[:_MOST]:
        head.lines += group
        kept = [line for line in group if not _told(head, line, first=not rest)]
        if kept:
            rest.append(kept)
    if head.day and not head.body:
        _split_body(head, rest)
    elif not head.on and not head.body and len(rest) > 1 and _is_body(rest[0]):
        head.body = flowed(line.text for line in rest.pop(0))
    _name(head, rest, ledger)
    return head


def _told(head: Head, line: Line, *, first: bool) -> bool:
    """Whether a line says the day, the body or the title outright."""
    text = line.text
    on = read_date(text) if len(text) <= 40 else None
    if on is None and len(text) <= 40 and text[0].isdigit():
        on = long_date(text)  # with the hour behind it
    if on:
        head.on, head.day = head.on or on, head.day or line.number
        return True
    labelled = _LABELLED.fullmatch(text)
    if labelled:
        return _label(head, labelled["label"].lower(), labelled["rest"].strip())
    dated = _DATED.fullmatch(text) if first and not head.body else None
    found = read_date(dated["on"]) if dated else None
    if dated and found and _BODY.search(dated["body"]):
        head.body, head.on = dated["body"].strip(), found
        return True
    return _AUTHOR.match(text) is not None and text.upper() == text


def _label(head: Head, label: str, rest: str) -> bool:
    if label in _TITLES:
        head.title = head.title or rest
    elif label in _BODIES:
        head.body = head.body or rest
    elif "date" in label:
        head.on = head.on or read_date(rest) or long_date(rest)
    return True


def _split_body(head: Head, rest: list[list[Line]]) -> None:
    """What stands before the day is the body."""
    before: list[Line] = []
    while rest and rest[0][-1].number < head.day:
        before += rest.pop(0)
    if rest:  # the day may stand within a group
        before += [line for line in rest[0] if line.number < head.day]
        rest[0] = [line for line in rest[0] if line.number > head.day]
    head.body = flowed(line.text for line in before)


def _is_body(group: Sequence[Line]) -> bool:
    text = flowed(line.text for line in group)
    return text.upper() == text and _BODY.search(text) is not None


def _name(head: Head, rest: Sequence[Sequence[Line]], ledger: Ledger) -> None:
    """The title, over one or several groups, and the headings under it."""
    texts = [flowed((line.text for line in group), ledger).strip("*_") for group in rest]
    place = 0
    if not head.title and texts and not SECTION.match(texts[0]):
        place = 1
        while place < len(texts) and _belongs(texts[place - 1], texts[place], texts[0]):
            place += 1
        head.title = flowed(texts[:place], ledger)
    head.headings = texts[place:]


def _belongs(above: str, text: str, first: str) -> bool:
    """Whether a group goes on with the title: it is open, or all of both is in capitals."""
    if above.endswith((":", "-", "–", "&", ",")):
        return True
    capitals = first.upper() == first and text.upper() == text
    return capitals and not SECTION.match(text)
