"""HTML as tags and texts, read as the standard reads it and in time that grows with its length.

The standard library's reader goes back over damaged tags, so that 60 kB of "<a <a <a" take it a
minute. This one never goes back: a tag that does not end takes the rest of the page with it.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from saferboard.core.faults import Refused, refuse

MOST_CHARACTERS = 4_000_000
MOST_WORDS = 1_000_000  # characters that are words, when all else is taken away
MOST_LINES = 10_000
MOST_TAGS = 200_000
MOST_ATTRIBUTES = 100
MOST_DEPTH = 250
_START = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})")
_ATTRIBUTE = re.compile(
    r"[\s/]*+(?:([^\s=>/\"'][^\s=>/]*+|[\"'=])\s*+(?:=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"']*+)))?+)"
)
_GAP = re.compile(r"[\s/]*+")
_RAW = {
    name: re.compile(rf"</{name}\b", re.I)
    for name in ("script", "style", "textarea", "title", "iframe", "noscript", "template")
}
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)


@dataclass(frozen=True, slots=True)
class Text:
    """Words between tags, entities resolved."""

    text: str


@dataclass(frozen=True, slots=True)
class Start:
    """A tag that opens, its names in small letters."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class End:
    """A tag that closes."""

    name: str


Token = Text | Start | End


def bomb(what: str, expected: str) -> Refused:
    """The refusal of a page that is made to overwhelm its reader, or is hopelessly damaged."""
    return refuse(
        what,
        where="the page",
        expected=expected,
        remedy="save the page anew, as text or as a web page, and give that file",
    )


def measured(lines: int, characters: int) -> None:
    """Refuses a text too long for any meeting: a paragraph is read anew with each of its lines."""
    if lines > MOST_LINES or characters > MOST_WORDS:
        raise bomb(
            f"the page says more than {MOST_LINES:,} lines or {MOST_WORDS:,} characters",
            "the page of one meeting",
        )


def tokens(text: str) -> Iterator[Token]:
    """Tags and texts in their order; comments and scripts are passed over."""
    if len(text) > MOST_CHARACTERS:
        raise bomb(
            f"the page has more than {MOST_CHARACTERS:,} characters",
            f"a meeting's page of at most {MOST_CHARACTERS:,} characters",
        )
    at, tags = 0, 0
    while at < len(text):
        opened = text.find("<", at)
        if opened < 0:
            opened = len(text)
        if opened > at:
            yield Text(html.unescape(text[at:opened]))
        if opened == len(text):
            return
        start = _START.match(text, opened)
        at, token = _tag(text, start) if start else _no_tag(text, opened)
        tags += 1
        if token:
            yield token
        if tags > MOST_TAGS:
            raise bomb(f"the page has more than {MOST_TAGS:,} tags", f"at most {MOST_TAGS:,} tags")
        if isinstance(token, Start) and token.name in _RAW:
            ended = _RAW[token.name].search(text, at)
            at = ended.start() if ended else len(text)


def _no_tag(text: str, at: int) -> tuple[int, Token | None]:
    """A comment or a declaration, which says nothing; or a bare sign that is a word's."""
    if text.startswith("<!--", at):
        return _behind(text, "-->", at + 2), None  # "<!-->" is one as well
    if text.startswith(("<!", "<?", "</"), at):
        return _behind(text, ">", at), None
    return at + 1, Text("<")


def _behind(text: str, mark: str, at: int) -> int:
    found = text.find(mark, at)
    return found + len(mark) if found >= 0 else len(text)


def _tag(text: str, start: re.Match[str]) -> tuple[int, Token]:
    closing, name = bool(start[1]), start[2].lower()
    attributes: dict[str, str] = {}
    at, count = start.end(), 0
    while found := _ATTRIBUTE.match(text, at):
        value = next((part for part in found.groups()[1:] if part is not None), "")
        attributes.setdefault(found[1].lower(), html.unescape(value))
        at, count = found.end(), count + 1
        if count > MOST_ATTRIBUTES:
            raise bomb(
                f"a tag of the page has more than {MOST_ATTRIBUTES} attributes",
                f"tags with at most {MOST_ATTRIBUTES} attributes",
            )
    gap = _GAP.match(text, at)
    at = (gap.end() if gap else at) + 1
    return min(at, len(text)), End(name) if closing else Start(name, attributes)
