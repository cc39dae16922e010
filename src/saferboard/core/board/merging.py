"""Two clerks' edits of one text put together, word by word; no word that either wrote is lost.

A three-way merge (diff3: Khanna, Kunal and Pierce, "A Formal Investigation of Diff3", 2007) over
words and the white space between them. Where both changed the same words both are kept, in marks
that a reader cannot miss, for the clerks to choose.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from merge3 import Merge3

EITHER, OR, CLOSE = "[[EITHER:", "OR:", "]]"
TAKEN_OUT = "(words taken out)"
# Fewer unchanged words than this between changes of both sides hold no sentence together.
_HOLDS = 2
_TOKEN = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True)
class Merged:
    """The text of both, and how many places await a choice."""

    text: str
    undecided: int


class Piece(StrEnum):
    """What became of some words from one text to the next."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that were kept, added or removed."""

    piece: Piece
    text: str


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What the base, the one and the other have between two stretches that all three share."""

    base: str
    first: str
    second: str

    def __add__(self, other: "_Stretch") -> "_Stretch":
        return _Stretch(
            self.base + other.base, self.first + other.first, self.second + other.second
        )

    @property
    def changed_by(self) -> int:
        """1: by the one; 2: by the other; 3: by both, each in their own way; 0: by neither."""
        if self.first == self.second:
            return 0
        return (self.first != self.base) + 2 * (self.second != self.base)

    @property
    def merged(self) -> str:
        """The words of whoever changed them; in marks, those of both."""
        if self.changed_by == 3:
            return _both(self.first, self.second)
        return self.first if self.first != self.base else self.second


def merge(base: str, first: str, second: str) -> Merged:
    """``first`` and ``second``, both written over ``base``, as one text.

    ``first`` is what was saved before; ``second`` comes to it.
    """
    stretches = list(_joined(_stretches(_tokens(base), _tokens(first), _tokens(second))))
    text = "".join(stretch.merged for stretch in stretches)
    return Merged(text, undecided(text))


def undecided(text: str) -> int:
    """How many places of the text await a choice between two clerks' words."""
    return max(text.count(EITHER), text.count(CLOSE))


def differences(old: str, new: str) -> tuple[Difference, ...]:
    """From one text to the next, word by word."""
    before, after = _tokens(old), _tokens(new)
    found: list[Difference] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Difference(Piece.KEPT, "".join(before[a:b])))
            continue
        for piece, text in ((Piece.REMOVED, before[a:b]), (Piece.ADDED, after[c:d])):
            if text:
                found.append(Difference(piece, "".join(text)))
    return tuple(found)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _stretches(base: list[str], first: list[str], second: list[str]) -> Iterator[_Stretch]:
    """The texts cut where all three agree: by turns what differs and what is shared."""
    z = a = b = 0
    for z_at, z_end, a_at, a_end, b_at, b_end in Merge3(base, first, second).find_sync_regions():
        yield _Stretch("".join(base[z:z_at]), "".join(first[a:a_at]), "".join(second[b:b_at]))
        same = "".join(base[z_at:z_end])
        yield _Stretch(same, same, same)
        z, a, b = z_end, a_end, b_end


def _joined(stretches: Iterator[_Stretch]) -> Iterator[_Stretch]:
    """Changes of both sides with hardly a word between them made one, so that each stays whole."""
    held = next(stretches)
    # What differs and what is shared come by turns; the last that is shared is empty.
    for shared, following in zip(stretches, stretches, strict=False):
        changed = held.changed_by and following.changed_by
        if changed and held.changed_by | following.changed_by == 3 and _is_short(shared):
            held = held + shared + following
        else:
            yield from (held, shared)
            held = following
    yield held


def _is_short(shared: _Stretch) -> bool:
    return len(shared.base.split()) < _HOLDS


def _both(first: str, second: str) -> str:
    """Both texts in marks, with the white space of either end outside them."""
    before = (
        first[: len(first) - len(first.lstrip())] or second[: len(second) - len(second.lstrip())]
    )
    after = first[len(first.rstrip()) :] or second[len(second.rstrip()) :]
    one, other = (text.strip() or TAKEN_OUT for text in (first, second))
    return f"{before}{EITHER} {one} {OR} {other} {CLOSE}{after}"
