"""Which line belongs to what: nothing of a source is dropped without a reason."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from saferboard.core.ingest.past.text.lines import Line
from saferboard.core.ingest.past.values import Coverage, Doubt, Reject, Span

UNREAD = "no rule reads it"
_CUT = re.compile(r"([A-Za-z]+)-$")
_LONG, _MANY = 60, 50  # letters of a line that may be full; lines that tell how a source is set
_SELDOM = 0.02
_END = 40  # a word is no longer
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


class Ledger:
    """The lines of a source while it is read: each is claimed by what holds it, or rejected.

    What is not claimed in the end is a reject. Furniture, as a page's stamp, is claimed as such.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._held: dict[int, str] = {}
        self._reasons: dict[int, str] = {}
        self._doubts: list[Doubt] = []
        self._hyphenates: bool | None = None
        self._words: frozenset[str] | None = None

    def claim(self, lines: Iterable[Line], by: str) -> None:
        """These lines belong to a value, named in a word: "agenda", "minute", "stamp"."""
        for line in lines:
            self._held.setdefault(line.number, by)

    def reject(self, lines: Iterable[Line], reason: str) -> None:
        """These lines were looked at and could not be read."""
        for line in lines:
            self._held.pop(line.number, None)
            self._reasons[line.number] = reason

    def doubt(self, about: str, text: str, why: str, span: Span) -> None:
        """Something that was read should be looked at by a person."""
        self._doubts.append(Doubt(about, text, why, span))

    def holder(self, line: Line) -> str:
        """What holds a line; empty while nothing does."""
        return self._held.get(line.number, "")

    def uses(self, word: str) -> bool:
        """Whether the source has this word elsewhere, in small letters and with its hyphens."""
        if self._words is None:
            text = "\n".join(line.text for line in self._lines).lower()
            self._words = frozenset(_WORD.findall(text))
        return word in self._words

    @property
    def hyphenates(self) -> bool:
        """Whether words are broken by hyphens at the ends of lines.

        They are if one of them is whole elsewhere, and not if next to none of many lines ends so.
        """
        if self._hyphenates is None:
            broken = list(self._broken())
            long = sum(len(line.text) > _LONG for line in self._lines)
            often = long < _MANY or len(broken) > _SELDOM * long
            self._hyphenates = often or any(map(self.uses, broken))
        return self._hyphenates

    def _broken(self) -> Iterator[str]:
        """What hyphens at the ends of lines may have broken, in one word."""
        full = [line.text for line in self._lines if line]
        for above, below in pairwise(full):
            cut = _CUT.search(above[-_END:]) if above[-1] == "-" else None
            more = _WORD.match(below) if cut else None
            if cut and more:
                yield cut[1].lower() + more[0]

    def doubts(self) -> tuple[Doubt, ...]:
        """In the order of the source."""
        return tuple(sorted(self._doubts, key=lambda doubt: doubt.span))

    def rejects(self) -> tuple[Reject, ...]:
        """Every line with words that nothing holds."""
        return tuple(
            Reject(line.number, line.raw.strip(), self._reasons.get(line.number, UNREAD), line.page)
            for line in self._lines
            if line and line.number not in self._held
        )

    def coverage(self) -> Coverage:
        """Lines with words: read and rejected together are all of them."""
        full = sum(map(bool, self._lines))
        rejected = len(self.rejects())
        return Coverage(full, full - rejected, rejected)
