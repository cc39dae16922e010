"""Parts of a whole that a sentence says are all of it: the last is the remaining one, or a word
as "made up of" leads to them.

Parts stand in a row, each after a comma or "and". A number that stands otherwise says that the
sentence means something else, and then nothing is claimed.
"""

import re
from collections.abc import Iterator

from saferboard.core.evidence.checking.grammar import MOVE, Sentence, compiled, picked
from saferboard.core.evidence.checking.stated import Hedge, Stated
from saferboard.core.evidence.checking.tokens import Token

Whole = tuple[tuple[Token, ...], Token]
"""The parts, and what they are said to make."""

NEAR = 0.2  # how far, as a share, parts may miss a whole that they are led to as "made up of"
FEWEST = 10  # of a smaller whole each may be made up so: "4 teams made up of 3 officers and ..."

_WHOLE = (
    compiled(r"\b(?:of|from) (?:the |these |those |all |a total of )?{n}"),
    compiled(r"{n}{w}{0,40}?,? of (?:which|whom)\b"),
)
_MADE = compiled(
    r"{n}{w}{0,60}?\b(?:made up of|compris(?:e|es|ed|ing)(?: of)?|consist(?:s|ed|ing)? of|"
    r"split (?:into|between)|(?:divided|broken down) into|broken down as follows|as follows)\b"
)
_TOTAL = compiled(
    r"(?:, (?:an? |making an? |giving an? |in )?|\((?:an? )?)total(?:ling)?(?: of)? {m}"
    r"|, {m} in (?:all|total)\b"
)
_PARTED = re.compile(r"(?:,|;|\band|\bwhile|\bwhilst)\s+(?:a further |another )?$", re.I)
_FIRST = re.compile(r"^[^,;.()]{0,60}?(?:,|:)?\s+(?:there were )?$|\b(?:which|whom),?\s+$", re.I)
_REST = re.compile(r"(?:,|;|\band|\bwhile|\bwhilst)\s+(?:the )?(?:remaining|other)\s+$", re.I)
_INSIDE = re.compile(r"\b(?:including|includes|of which|of whom|of these|of those)\b", re.I)
_MOVED = re.compile(MOVE, re.I)
_BEGUN = re.compile(r"(?:^|[,:;])\s*$")


def wholes(found: Sentence) -> Iterator[Whole]:
    """Every whole of a sentence whose parts are all told."""
    yield from _with_rest(found)
    yield from _hundred(found)
    for match in _MADE.finditer(found.marked):
        (whole,) = picked(found, match)
        parts = _row(found, whole, "n")
        if len(parts) >= 2 and _is_near(parts, whole):
            yield parts, whole
    for match in _TOTAL.finditer(found.marked):
        (total,) = picked(found, match)
        parts = _sums_before(found, total)
        if len(parts) >= 2:
            yield parts, total


def _with_rest(found: Sentence) -> Iterator[Whole]:
    """``of the 240 cases, 118 were closed, 76 warned and the remaining 46 referred``."""
    every = (list(pattern.finditer(found.marked)) for pattern in _WHOLE)
    for match in next((matches for matches in every if matches), []):
        (whole,) = picked(found, match)
        parts = _row(found, whole, "n", rest=True)
        if len(parts) >= 2 and _fits(parts, whole):
            yield parts, whole


def _hundred(found: Sentence) -> Iterator[Whole]:
    """``40% were burglaries, 35% robberies and the remaining 25% thefts``."""
    first = next((token for token in found.tokens if token.kind == "p"), None)
    if first is None or _MOVED.search(found.text):
        return
    begun = _BEGUN.search(found.text[: first.start])
    parts = (first, *_row(found, first, "p", rest=True))
    if begun and len(parts) >= 3:
        at = parts[-1].start
        yield parts, Token("p", at, at, "100%", Stated(100.0))


def _row(found: Sentence, after: Token, kind: str, *, rest: bool = False) -> tuple[Token, ...]:
    """The figures in a row after another; none if a figure among them is no part.

    With ``rest`` the row ends with the remaining ones; else it goes to the end of the sentence.
    """
    parts: list[Token] = []
    at = after.end
    for token in found.tokens:
        if token.start < after.end or token.kind in "xydu":
            continue
        between = found.text[at : token.start]
        if token.kind in "pt" and kind == "n" and between.endswith("("):
            continue  # what per cent a part is
        if token.kind != kind or not _is_part(token):
            return ()
        last = bool(_REST.search(between))
        first = not parts and kind == "n" and _FIRST.search(between)
        if not (last or first or _PARTED.search(between)) or (parts and _INSIDE.search(between)):
            return ()
        parts.append(token)
        at = token.end
        if last:
            return tuple(parts) if rest else ()
    return () if rest or _INSIDE.search(found.text[at:]) else tuple(parts)


def _is_part(token: Token) -> bool:
    return not token.figure.hedge and not token.figure.signed


def _fits(parts: tuple[Token, ...], whole: Token) -> bool:
    """Whether none is more than the whole: else the words were misread."""
    return _is_part(whole) and all(p.figure.value <= whole.figure.value for p in parts)


def _is_near(parts: tuple[Token, ...], whole: Token) -> bool:
    size = whole.figure.value
    off = abs(sum(part.figure.value for part in parts) - size)
    return _fits(parts, whole) and size >= FEWEST and off <= NEAR * size


def _sums_before(found: Sentence, total: Token) -> tuple[Token, ...]:
    """The sums of money in a row before their total."""
    parts: list[Token] = []
    at = 0
    before = [token for token in found.tokens if token.start < total.start]
    for token in (token for token in before if token.kind not in "xydu"):
        loose = token.stated is None or token.stated.hedge in (Hedge.OVER, Hedge.UNDER)
        if token.kind != "m" or loose:
            return ()
        if parts and not _PARTED.search(found.text[at : token.start]):
            return ()
        parts.append(token)
        at = token.end
    return tuple(parts) if total.stated is not None else ()
