"""Lines made into paragraphs and points, and paragraphs into sentences.

A source may give a paragraph one long line or many short ones; an empty line may stand between
paragraphs or not; a page may end in the middle of a sentence.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

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
_FIRST_WORD = re.compile(r"^[a-z]+")
_PREFIXES = (
    "multi co self non re anti sub pre post inter cross well long short high low mid ex part full"
    " half first second third on off"
)
_KEPT = frozenset(_PREFIXES.split())
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
    width = max((len(line.text) for line in lines), default=0)
    held: list[Line] = []
    mark, text, apart = "", "", False
    for line in lines:
        if not line:
            apart = True
            continue
        within = not apart and text.count("(") > text.count(")")  # "61)" may end brackets
        point, rest = ("", line.text) if within else marked(line.text)
        joins = bool(held) and not point and not alone(line.text) and "\t" not in line.text
        if joins and (_runs_on if apart else _wraps)(text, held[-1], line, width):
            text = joined(text, rest, ledger)
            held.append(line)
        else:
            if held:
                yield Block(mark, text, tuple(held), held[0].indent)
            mark, text, held = point, rest, [line]
        apart = False
    if held:
        yield Block(mark, text, tuple(held), held[0].indent)


def _runs_on(text: str, last: Line, line: Line, width: int) -> bool:
    """Whether a paragraph goes on behind an empty line, as it does where a page ended in it."""
    end = text[-_END_OF:]
    if line.level or last.level or _STOP.search(end) or len(text) < 40:
        return False
    return bool(_LOWER.match(line.text) or OPEN_END.search(end))


def _wraps(text: str, last: Line, line: Line, width: int) -> bool:
    """Whether a line goes on in the next: not if it ends, and the next word would have fitted."""
    if line.level or last.level or not text or "\t" in last.text or text.endswith(":"):
        return False
    if _LOWER.match(line.text) or not _STOP.search(text[-_END_OF:]):
        return True
    word = line.text.split(" ", 1)[0]
    return len(last.text) + 1 + len(word) > width


def joined(text: str, more: str, ledger: Ledger) -> str:
    """Two lines made one; a hyphen at the end goes if the word is written without elsewhere."""
    cut, word = _HYPHENED.search(text[-_END_OF:]), _FIRST_WORD.match(more)
    if not cut or not word:
        return f"{text} {more}" if text else more
    first, second = cut[1].lower(), word[0]
    keeps = not ledger.uses(first + second) and (ledger.uses(f"{first}-{second}") or first in _KEPT)
    return text + more if keeps else text[:-1] + more


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph."""
    found, start = [], 0
    for end in _END.finditer(text):
        before = text[start : end.start() + 1]
        if _SHORTENED.search(before[-12:]):
            continue
        found.append(text[start : end.end()].strip())
        start = end.end()
    found.append(text[start:].strip())
    return tuple(sentence for sentence in found if sentence)
