"""Running text put together again from the lines it was broken into."""

import re
from collections.abc import Iterable

from saferboard.core.ingest.past.text.furniture import is_mark
from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import Line

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
_WORD = re.compile(r"[a-z]+")
_LONGEST = 60
_SENTENCE = re.compile(r"[.!?:;…][\"'”’)\]]{0,2}$")


def furniture(line: Line) -> bool:
    """Whether a line belongs to the page and not to its text: a number, a stamp, a blank page."""
    return is_mark(line) or (len(line.text) <= _LONGEST and _PAGE.fullmatch(line.text) is not None)


def ended(text: str) -> bool:
    """Whether a sentence, or a part of a list, ends here."""
    return _SENTENCE.search(text[-3:]) is not None


def joined(first: str, second: str, ledger: Ledger | None = None) -> str:
    """Two lines of one text: with a space between, or as one word where it was cut by a hyphen.

    The ``ledger`` knows the words of the source, and whether it breaks any.
    """
    if not (first and second):
        return first or second
    cut = _CUT.search(first[-40:])
    if not cut:
        return f"{first} {second}"
    if second[0].islower() and cut[1].lower() not in _PREFIXES and _is_broken(cut, second, ledger):
        return first[:-1] + second
    return first + second


def _is_broken(cut: re.Match[str], second: str, ledger: Ledger | None) -> bool:
    """Whether the hyphen is none of the word's own, as far as the source tells."""
    word = _WORD.match(second)
    if ledger is None or word is None:
        return True
    head, tail = cut[1].lower(), word[0]
    if ledger.uses(head + tail):
        return True
    return ledger.hyphenates and not ledger.uses(f"{head}-{tail}")


def flowed(texts: Iterable[str], ledger: Ledger | None = None) -> str:
    """All lines of one text."""
    whole = ""
    for text in texts:
        whole = joined(whole, text, ledger)
    return whole
