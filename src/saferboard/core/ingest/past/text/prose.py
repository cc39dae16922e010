"""Lines made into paragraphs and points, and paragraphs into sentences.

A source may give a paragraph one long line or many short ones; an empty line may stand between
paragraphs or not; a page may end in the middle of a sentence.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import Line

BULLET = "-"
_MARK = re.compile(
    r"""^(?:[-–—•*·▪●○]\s+)?(?P<mark>
        \((?:[A-Za-z]{1,2}|[ivxIVX]{1,5}|\d{1,2})\)   # (a) (iv) (1)
      | (?:[A-Za-z]|[ivx]{1,5}|\d{1,2})\)             # a) iv) 1)
      | (?:[a-z]|[ivx]{1,5}|\d{1,2})\.(?=\s)          # a. iv. 1.
    )\s*""",
    re.X,
)
_BULLET = re.compile(r"^(?:[-–—•*·▪●○]\s+|[•·▪●○]|o\s+(?=[A-Z]))")
_STOP = re.compile(r"[.:;?!][\"”’')\]]*$")
OPEN_END = re.compile(
    r"(?:[,(&/–—-]|\b(?:and|or|of|the|a|an|to|in|on|at|by|for|with|from|that|which|as|into|its|their"
    r"|be|been|is|are|was|were|had|has|have|would|not))$",
    re.I,
)
_LOWER = re.compile(r"^[\"“‘'(]?[a-z]")
_HYPHENED = re.compile(r"([A-Za-z]+(?:-[A-Za-z]+)*)-$")
_END_OF = 80  # how a text ends is seen there: a paragraph of many lines is not read anew for each
_FIRST_WORD = re.compile(r"^(?:[a-z]+|[A-Z][a-z]*)")
_PREFIXES = (
    "multi co self non re anti sub pre post inter cross well long short high low mid ex part full"
    " half first second third on off"
)
_KEPT = frozenset(_PREFIXES.split())
_LEAST = 50  # letters of a line that may be full
_WIDEST = 140  # a longer line was not broken to fit a page
_NARROW, _SHORT = 0.8, 0.7  # of the longest line: one that is full, and one that is not
_COUNTED = re.compile(r"^(?P<mark>ii?|[ab12])(?P<close>[.)])\s")
_NEXT = {"i": "ii", "a": "b", "1": "2"}
_BEFORE = {after: mark for mark, after in _NEXT.items()}
_END = re.compile(r"[.?!][\"”’')\]]{0,2}\s+(?=[\"“‘'(\[]?[A-Z0-9£])")
_SHORTENED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Cllr|Cllrs|Clr|Rev|Prof|Sgt|Supt|Insp|Cpt|Capt|Col|St|No|no|nos|Nos|para"
    r"|paras|p|pp|e\.g|i\.e|etc|approx|Ltd|Hon|Rt|Sir|vs|cf|Ch|Det|Const|Asst|Dep)|\b[A-Z])\.$"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a point: ``mark`` is as printed ("(a)", "iv.", a bullet as "-"), or empty."""

    mark: str
    text: str
    lines: tuple[Line, ...]
    indent: int = 0

    @property
    def name(self) -> str:
        """The mark's letter or number: "a" of "(a)"; empty for a bullet or none."""
        return self.mark.strip("().").lower() if self.mark != BULLET else ""


def marked(text: str) -> tuple[str, str]:
    """The mark that a line begins with, and the rest of it."""
    found = _MARK.match(text)
    if found and found.end() <= len(text):
        return found["mark"], text[found.end() :]
    bullet = _BULLET.match(text)
    return (BULLET, text[bullet.end() :]) if bullet else ("", text)


def blocks(
    lines: Sequence[Line], ledger: Ledger, alone: Callable[[str], bool] = lambda text: False
) -> tuple[Block, ...]:
    """The paragraphs and points of some lines; a line that is ``alone`` joins none before."""
    return tuple(_blocks(lines, ledger, alone))


def _blocks(lines: Sequence[Line], ledger: Ledger, alone: Callable[[str], bool]) -> Iterator[Block]:
    room = _room(lines)
    held: list[Line] = []
    mark, text, apart = "", "", False
    for line in lines:
        if not line:
            apart = True
            continue
        within = not apart and (
            text.count("(") > text.count(")")  # "61)" may end brackets
            or _is_counted(text, line.text)
        )
        point, rest = ("", line.text) if within else marked(line.text)
        joins = bool(held) and not point and not alone(line.text) and "\t" not in line.text
        if joins and (_runs_on if apart else _wraps)(text, held[-1], line, room):
            text = joined(text, rest, ledger)
            held.append(line)
        else:
            if held:
                yield Block(mark, text, tuple(held), held[0].indent)
            mark, text, held = point, rest, [line]
        apart = False
    if held:
        yield Block(mark, text, tuple(held), held[0].indent)


def _runs_on(text: str, last: Line, line: Line, room: float) -> bool:
    """Whether a paragraph goes on behind an empty line, as it does where a page ended in it."""
    end = text[-_END_OF:]
    if line.level or last.level or _STOP.search(end) or len(text) < 40:
        return False
    return bool(_LOWER.match(line.text) or OPEN_END.search(end))


def _wraps(text: str, last: Line, line: Line, room: float) -> bool:
    """Whether a line goes on in the next: not if it ends, and the next word would have fitted."""
    if line.level or last.level or not text or "\t" in last.text:
        return False
    fitted = len(last.text) + 1 + len(line.text.split(" ", 1)[0]) <= room
    if text.endswith(":"):
        return not fitted and len(last.text) > _LEAST and _LOWER.match(line.text) is not None
    return _LOWER.match(line.text) is not None or not _STOP.search(text[-_END_OF:]) or not fitted


def _room(lines: Sequence[Line]) -> float:
    """How long a line must be to be full.

    Printed lines differ in how many letters they hold. Where empty lines stand between paragraphs,
    as far as one can see, a line need not be as long as the longest to have been broken.
    """
    width = max((len(line.text) for line in lines), default=0)
    if width > _WIDEST:
        return width
    for above, line in pairwise(lines):
        if not (above and line) or line.level or above.level or "\t" in above.text:
            continue
        short = len(above.text) < _SHORT * width and _STOP.search(above.text[-_END_OF:])
        if short and not marked(line.text)[0] and not above.text.endswith(":"):
            return width
    return _NARROW * width


def _is_counted(text: str, more: str) -> bool:
    """Whether a line begins with one of the marks that its sentence counts within itself.

    "that 1. staffing was" | "2. the van", or "asked whether" | "i) it was and ii) it was not".
    """
    if not text or _STOP.search(text[-_END_OF:]):
        return False
    found = _COUNTED.match(more)
    if not found:
        return False
    mark, close = found["mark"], found["close"]
    if mark in _NEXT:
        return f" {_NEXT[mark]}{close} " in more
    return f" {_BEFORE[mark]}{close} " in f" {text}"


def joined(text: str, more: str, ledger: Ledger) -> str:
    """Two lines made one; a hyphen at the end goes if the word is written without elsewhere."""
    cut, word = _HYPHENED.search(text[-_END_OF:]), _FIRST_WORD.match(more)
    if not cut or not word:
        return f"{text} {more}" if text else more
    first, second = cut[1].lower(), word[0].lower()
    if second != word[0]:  # "North-" | "West"
        return text + more
    known = ledger.uses(f"{first}-{second}") or first in _KEPT
    keeps = not ledger.uses(first + second) and (known or not ledger.hyphenates)
    return text + more if keeps else text[:-1] + more


def is_shortened(text: str) -> bool:
    """Whether a text ends in a full stop that shortens a word, as in "Mrs." or "A."."""
    return _SHORTENED.search(text[-12:]) is not None


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph."""
    found, start = [], 0
    for end in _END.finditer(text):
        before = text[start : end.start() + 1]
        if is_shortened(before):
            continue
        found.append(text[start : end.end()].strip())
        start = end.end()
    found.append(text[start:].strip())
    return tuple(sentence for sentence in found if sentence)
