"""Who was at a meeting: members, officers, others, and who sent apologies.

A heading opens each group, in whatever order. A person is a name and what stands beside it: in the
next cell, behind a dash or a comma, in brackets, or nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from saferboard.core.ingest.past.minutes.names import (
    Named,
    is_name,
    is_several,
    named,
    run_together,
    together,
)
from saferboard.core.ingest.past.text.furniture import without_furniture
from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import Line, span_of
from saferboard.core.ingest.past.text.prose import is_shortened, joined
from saferboard.core.ingest.past.text.tables import cells_of, is_rule
from saferboard.core.ingest.past.values import Person


class Attendance(NamedTuple):
    """The four groups of a meeting's attendance."""

    present: tuple[Person, ...] = ()
    officers: tuple[Person, ...] = ()
    others: tuple[Person, ...] = ()
    apologies: tuple[Person, ...] = ()


class Group(Enum):
    """A group of the attendance, by its place among the four."""

    PRESENT = 0
    OFFICERS = 1
    OTHERS = 2
    APOLOGIES = 3


_WORDS = {
    Group.APOLOGIES: r"(?:apologies|apology|absent|absence)(?:\s(?:for|of)\sabsence)?"
    r"(?:\s(?:were|was|had\sbeen|have\sbeen))?(?:\salso)?(?:\s(?:received|given|submitted|noted))?"
    r"(?:\s(?:from|on\sbehalf\sof))?",
    Group.OTHERS: r"(?:also\s(?:in\sattendance|present|attending)|in\sattendance|others?"
    r"(?:\s(?:attendees|in\sattendance|attending|present|persons?|representatives))?|observers?"
    r"|guests?|visitors?|by\sinvitation|invitees|invited(?:\sguests|\sattendees)?|presenters?"
    r"|advis[eo]rs?(?:\sin\sattendance|\spresent)?)",
    Group.OFFICERS: r"(?:(?:council\s|supporting\s|lead\s)?officers?(?:\s(?:present|in\sattendance"
    r"|attending|also\spresent|support))?|(?:also\s)?in\sattendance\s?[-–(]\s?officers\)?|staff"
    r"(?:\spresent)?|secretariat|support(?:ing)?\sstaff)",
    Group.PRESENT: r"(?:(?:those|members?|board\smembers|committee\smembers|voting\smembers"
    r"|representatives|persons?)\s)?(?:present|attendance|attendees|attending|membership\spresent)"
    r"|(?:board|committee|panel|voting)?\s?members(?:\s(?:present|in\sattendance|attending))?",
}
_HEADINGS = {
    group: re.compile(
        rf"^(?:{words})(?:\s?\([\w\s]{{1,40}}\))?\s?(?:[:.–—-]|$)\s*(?P<rest>.*)$", re.I
    )
    for group, words in _WORDS.items()
}
_RECEIVED = re.compile(
    r"^(?:an?\s)?apolog(?:y|ies)\b.{0,80}?\b(?:from|behalf\sof)[\s:]+(?P<rest>.*)$", re.I
)
_LONGEST = 3000
_CAPITALS, _SMALL = str.maketrans("01", "OI"), str.maketrans("01", "ol")
_NONE = re.compile(r"^(?:none|nil|n/?a|there\swere\sno(?:ne)?\b.*|no\sapologies\b.*)\.?$", re.I)
_GROUPED = re.compile(r"^(?P<body>[A-Z][^\t]{2,80}):$")
_COLUMNS = re.compile(r"^(?:name|member|representative|attendee)s?$", re.I)


def heading(text: str) -> tuple[Group, str] | None:
    """The group that a line opens, and what else stands on it; None for any other line."""
    plain = text.strip("\t ")
    if not plain or len(plain) > _LONGEST:
        return None
    received = _RECEIVED.match(plain)
    if received:
        return Group.APOLOGIES, received["rest"]
    start = plain.split("\t", 1)
    words = start[0].translate(_CAPITALS if start[0].isupper() else _SMALL)
    for group in Group.APOLOGIES, Group.OTHERS, Group.OFFICERS, Group.PRESENT:
        found = _HEADINGS[group].match(words.strip())
        if found:
            rest = " ".join([found["rest"], *start[1:]]) if len(start) > 1 else found["rest"]
            return group, rest.strip()
    return None


@dataclass(slots=True)
class _Entry:
    """A person while they are read: more of the post may stand on the next line."""

    found: Named
    lines: list[Line] = field(default_factory=list)

    def person(self) -> Person:
        one = self.found
        return Person(one.name, one.post, one.chair, one.minute, span_of(self.lines))


def read_attendance(lines: Sequence[Line], ledger: Ledger) -> Attendance:
    """The people under each heading. What stands before the first heading is of those present."""
    groups: dict[Group, list[_Entry]] = {group: [] for group in Group}
    group, body, apart = Group.PRESENT, "", False
    kept = without_furniture(lines, ledger)
    listed = -1
    for at, line in enumerate(kept):
        if at <= listed:
            continue
        if not line:
            apart, body = True, body if apart else ""
            continue
        opened = heading(line.text)
        if opened:
            group, rest, body = opened[0], opened[1], ""
            whole, listed = _listed(kept, at, rest, ledger) if rest else (rest, at)
            ledger.claim(kept[at : listed + 1], "attendance")
            _list(groups[group], whole, kept[at : listed + 1])
        elif (grouped := _GROUPED.match(line.text)) and not is_name(grouped["body"]):
            body = grouped["body"]
            ledger.claim([line], "attendance")
        elif _NONE.match(line.text) or _is_frame(line):
            ledger.claim([line], "attendance")
        elif not _read(groups[group], line, apart, body, ledger):
            ledger.reject([line], "stands in the attendance and names nobody")
        apart = False
    return Attendance(*(tuple(entry.person() for entry in groups[one]) for one in Group))


def _is_frame(line: Line) -> bool:
    """Whether a row only names the columns, or rules them off."""
    row = cells_of(line) or (line.text,)
    return _COLUMNS.match(row[0]) is not None or is_rule(row)


def _listed(lines: Sequence[Line], at: int, rest: str, ledger: Ledger) -> tuple[str, int]:
    """A list of people that a heading begins, over its lines; and the place of the last."""
    last = at
    while last + 1 < len(lines) and (is_shortened(rest) or not rest.endswith(".")):
        line = lines[last + 1]
        if not line or "\t" in line.text or heading(line.text):
            break
        rest, last = joined(rest, line.text, ledger), last + 1
    return rest, last


def _list(entries: list[_Entry], rest: str, lines: Sequence[Line]) -> None:
    """People named on the line of the heading itself."""
    if rest and not _NONE.match(rest):
        full = [line for line in lines if line]
        entries.extend(_Entry(one, full) for one in together(rest))


def _read(entries: list[_Entry], line: Line, apart: bool, body: str, ledger: Ledger) -> bool:
    """Put a line where it belongs: a person, or more of the last one's post."""
    cells = _cells(line)
    last = entries[-1] if entries else None
    if last and not apart and _continues(last, cells, line):
        more = " ".join(cell for cell in cells if cell)
        last.found = last.found.with_more(more)
        last.lines.append(line)
    else:
        found = list(_people(cells, line, ledger))
        if not found:
            return False
        entries.extend(
            _Entry(one if one.post or not body else one.with_more(body), [line]) for one in found
        )
    ledger.claim([line], "attendance")
    return True


def _cells(line: Line) -> list[str]:
    """Name and post: apart by a tab, or by a wide space as columns of a printed page are."""
    row = cells_of(line)
    if row:
        return list(row)
    parts = re.split(r"\s{3,}", line.raw.strip())
    return parts if len(parts) == 2 and "*" not in line.raw else [line.text]


def _continues(last: _Entry, cells: Sequence[str], line: Line) -> bool:
    """Whether a line is more of the post before it, broken over lines."""
    if len(cells) > 1:
        return not cells[0]
    text = cells[0]
    if not last.found.post or is_name(text):
        return text.startswith("(") and not last.found.post
    return named(text).post == "" or last.found.post.endswith((",", "-", "–", "&", " and", " of"))


def _people(cells: Sequence[str], line: Line, ledger: Ledger) -> Iterator[Named]:
    full = [cell for cell in cells if cell]
    if len(full) > 1:
        one = named(full[0]).with_more(full[1])
        for cell in full[2:]:
            one = one.with_cell(cell)
        yield one
        return
    text = full[0] if full else ""
    if len(text) > 300:
        return
    if (
        ";" in text
        or is_several(text)
        or (text.count(",") > 1 and all(map(is_name, text.split(","))))
    ):
        yield from together(text)
        return
    one = named(text)
    if one.post or is_name(one.name):
        yield one
        return
    split = run_together(text)
    if split:
        ledger.doubt("attendance", text, "name and post are not apart", line.span)
        yield split
    elif len(text.split()) <= 6 and text[:1].isupper() and not text.endswith((".", ":")):
        ledger.doubt("attendance", text, "may not be a name", line.span)
        yield one
