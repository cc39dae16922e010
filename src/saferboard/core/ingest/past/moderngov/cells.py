"""Cells of a saved page: rows of a table that was drawn with bars, and what one cell holds.

A program that saves a page may put a whole item into one cell: title, paper, label, and all that
was said.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from saferboard.core.ingest.past.text.lines import Line
from saferboard.core.ingest.past.text.tables import cells_of, is_rule
from saferboard.core.ingest.past.text.titles import is_title, is_unfinished

_INNER = re.compile(
    r"\s(?P<label>(?P<said>(?:Draft\s)?(?:Minutes?|Decisions?))"
    r"|(?:Additional|Supporting|Background)\s(?:[Dd]ocuments?|[Pp]apers?))\s?:(?=\s)"
)
_MOST = 8  # an item has no more labels
_BEHIND = re.compile(r"(?<=\d\s[KMG]B)\s(?=\S)|\s(?=Restricted\senclosure\b)")


def tabbed(source: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the cells of Markdown's tables apart by tabs; its strokes are empty."""
    drawn = any(_is_drawn(_cells(line, drawn=True)) for line in source)
    return tuple(_row(line, _cells(line, drawn=drawn)) for line in source)


def _cells(line: Line, *, drawn: bool) -> tuple[str, ...]:
    """The cells of a row; where a table is ``drawn``, bars may stand between or behind only."""
    text = line.text
    if drawn and "|" in text and "\t" not in text:
        text = f"|{text.removeprefix('|').removesuffix('|')}|"
    return cells_of(replace(line, text=text)) or ()


def _is_drawn(cells: Sequence[str]) -> bool:
    """Whether a row is the strokes under the columns."""
    return len(cells) > 1 and is_rule([cell for cell in cells if cell])


def _row(line: Line, cells: Sequence[str]) -> Line:
    if not cells or "\t" in line.text:
        return line
    return replace(line, text="" if is_rule(cells) else "\t".join(cells))


def is_item(line: Line) -> bool:
    """Whether a line is an item's only cell: a title, and behind a label what was said."""
    if not line or "\t" in line.text:
        return False
    title, *parts = parted(line.text)
    return any(map(labelled, parts)) and is_title(title)


def parted(cell: str) -> list[str]:
    """The title in a cell, what stands behind its paper, and each label with what is under it.

    What was said of the item comes last: words within it that look like a label are its own.
    """
    parts, start = [], 0
    for label in islice(_INNER.finditer(cell), _MOST):
        before = cell[start : label.start()].strip()
        if label["said"] and (is_unfinished(before) or not _tells(cell, label.end())):
            continue  # "Approval of Minutes: 3 March"
        parts += _BEHIND.split(before)
        start = label.start() + 1
        if label["said"]:
            break
        parts.append(cell[start : label.end()])
        start = label.end() + 1
    rest = cell[start:].strip()
    parts += [rest] if labelled(rest) else _BEHIND.split(rest)
    return [part for part in parts if part]


def _tells(text: str, start: int) -> bool:
    """Whether a text says something behind a place, and not a date or a name alone."""
    return len(text) - start > 60 or text[-1] in ".?!;"


def labelled(cell: str) -> bool:
    """Whether a cell begins with the label of what was said or decided."""
    return re.match(r"(?:draft\s)?(?:minutes?|decisions?)\s?:", cell, re.I) is not None
