"""Running text put together again from the lines it was broken into."""

import re
from collections.abc import Iterable

from saferboard.core.ingest.past.furniture import is_mark
from saferboard.core.ingest.past.lines import Line

_CUT = re.compile(r"([A-Za-z]+)-$")
# Before these a hyphen is part of the word; after any other it was put in to break the line.
_PREFIXES = frozenset(
    [
        *("anti", "co", "cross", "e", "ex", "inter", "long", "mid", "multi", "non", "off", "on"),
        *(
            "one",
            "out",
            "post",
            "pre",
            "re",
            "self",
            "semi",
            "short",
            "sub",
            "two",
            "under",
            "well",
        ),
    ]
)
_PAGE = re.compile(
    r"this page is (?:intentionally|deliberately) (?:left )?blank\.?"
    r"|(?:page )?[0-9]{1,3}(?: of [0-9]{1,3})?|[-–—] ?[0-9]{1,3} ?[-–—]"
    r"|official(?: ?- ?sensitive)?|not protectively marked",
    re.I,
)
_LONGEST = 60
_SENTENCE = re.compile(r"[.!?:;…][\"'”’)\]]{0,2}$")


def furniture(line: Line) -> bool:
    """Whether a line belongs to the page and not to its text: a number, a stamp, a blank page."""
    return is_mark(line) or (len(line.text) <= _LONGEST and _PAGE.fullmatch(line.text) is not None)


def ended(text: str) -> bool:
    """Whether a sentence, or a part of a list, ends here."""
    return _SENTENCE.search(text[-3:]) is not None


def joined(first: str, second: str) -> str:
    """Two lines of one text: with a space between, or as one word where it was cut by a hyphen."""
    if not (first and second):
        return first or second
    cut = _CUT.search(first[-40:])
    if not cut:
        return f"{first} {second}"
    if second[0].islower() and cut[1].lower() not in _PREFIXES:
        return first[:-1] + second
    return first + second


def flowed(texts: Iterable[str]) -> str:
    """All lines of one text."""
    whole = ""
    for text in texts:
        whole = joined(whole, text)
    return whole
