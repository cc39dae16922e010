"""What a line of a report is: a heading, a numbered paragraph, a point, or more of the text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from saferboard.core.ingest.past.text.flow import ended
from saferboard.core.ingest.past.text.lines import Line

_NUMBERED = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,3}){0,3})([.)]?)\s+(?=\S)")
_POINT = re.compile(
    # Some programs put a bullet before a letter too.
    r"(?:[-–—•*▪]\s+)?(?:(?P<open>\(?)(?P<letter>[a-z]|[ivx]{1,5})(?P<close>[.)])\s+"
    r"|\((?P<figure>[0-9]{1,2})\)\s+)(?=\S)|(?P<bullet>[-–—•*▪◦●○➢✓·])\s+(?=\S)",
    re.I,
)
_FOOTNOTE = re.compile(r"\s{0,3}<sup>[0-9]{1,3}</sup>|\s{0,3}\[\^[0-9]{1,3}\]:")
_NOTE_NUMBER = re.compile(r"^\[?\^?[0-9]{1,3}(?:\]:)? ?")
_WORD = re.compile(r"[A-Za-z]{2}")
_LONGEST = 110
_WORDS = 16


class Kind(Enum):
    """What a line begins."""

    HEADING = auto()
    NUMBERED = auto()
    POINT = auto()
    FOOTNOTE = auto()
    TEXT = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Mark:
    """A line with its mark apart. ``style`` tells marks of one list from those within it."""

    kind: Kind
    line: Line
    text: str
    number: str = ""
    style: str = ""
    apart: bool = False

    @property
    def numbers(self) -> tuple[int, ...]:
        """10.1 as (10, 1)."""
        return tuple(map(int, self.number.split("."))) if self.number else ()


def is_bold(line: Line) -> bool:
    """Whether all of a line is marked as bold."""
    raw = line.raw.strip()
    return len(raw) > 4 and any(
        raw.startswith(mark) and raw.endswith(end) and raw.count(mark) == 1 + (mark == end)
        for mark, end in (("**", "**"), ("<b>", "</b>"), ("__", "__"), ("***", "***"))
    )


def read_mark(line: Line, *, apart: bool, alone: bool, following: str) -> Mark:
    """What a line is. ``alone``: an empty line stands before and after; ``following`` is the next
    line with words, which tells the heading "1. Purpose" by its paragraph 1.1."""
    text = line.text
    if not _WORD.search(text) and not any(char.isalnum() for char in text):
        return Mark(Kind.NOTHING, line, text, apart=apart)
    if _FOOTNOTE.match(line.raw):
        return Mark(Kind.FOOTNOTE, line, _NOTE_NUMBER.sub("", text), apart=apart)
    numbered = _NUMBERED.match(text)
    if numbered and (numbered[2] or "." in numbered[1]):
        rest = text[numbered.end() :]
        heads = line.level or is_bold(line) or following.startswith(f"{numbered[1]}.1")
        if heads and _short(rest):
            return Mark(Kind.HEADING, line, text, numbered[1], apart=apart)
        return Mark(Kind.NUMBERED, line, rest, numbered[1], apart=apart)
    if line.level:
        return Mark(Kind.HEADING, line, text, apart=apart)
    point = _POINT.match(text)
    if point:
        letter = point["letter"] or point["figure"] or ""
        style = "bullet" if point["bullet"] else "figure"
        if point["letter"]:
            style = f"{point['open']}{point['close']}"
        return Mark(Kind.POINT, line, text[point.end() :], letter.lower(), style, apart)
    if (alone and _is_heading(text)) or (is_bold(line) and _short(text)):
        return Mark(Kind.HEADING, line, text, apart=apart)
    return Mark(Kind.TEXT, line, text, apart=apart)


def _short(text: str) -> bool:
    return len(text) <= _LONGEST and not text.endswith((".", ";", ","))


def _is_heading(text: str) -> bool:
    """A short line that no sentence ends in, and that a capital begins."""
    first = next(char for char in text if char.isalnum())
    return (
        first.isupper()
        and len(text) <= _LONGEST
        and len(text.split(" ", _WORDS)) <= _WORDS
        and (text.endswith(":") or not ended(text))
        and "@" not in text
    )


def read_marks(lines: Sequence[Line]) -> list[Mark]:
    """Every line with words; where the page changes, lines are apart as by an empty one."""
    full = [line for line in lines if line]
    marks: list[Mark] = []
    for place, line in enumerate(full):
        before = full[place - 1] if place else None
        after = full[place + 1] if place + 1 < len(full) else None
        apart = before is None or _gap(before, line)
        alone = apart and (after is None or _gap(line, after))
        following = after.text if after else ""
        marks.append(read_mark(line, apart=apart, alone=alone, following=following))
    return marks


def _gap(first: Line, second: Line) -> bool:
    return second.number > first.number + 1 or second.page != first.page
