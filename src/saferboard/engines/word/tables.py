"""A table out of pandoc's: merged cells laid flat, header row found."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from saferboard.core.document.tree import Column, Table
from saferboard.engines.word.inlines import Node

_NUMBER = re.compile(r"^[£$€]?[-+−–]?[£$€]?[\d,. ]*\d%?$")
_NO_FIGURE = frozenset({"", "-", "–", "—", "n/a", "N/A"})
FLATTENED = "Merged cells of the original are repeated in every row or column they covered."


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell, and the pictures in it."""

    text: str
    images: list[Node]


@dataclass(slots=True)
class ReadTable:
    """A table; or, of a mere box round text, what stands in it."""

    table: Table | None = None
    loose: list[list[Node]] = field(default_factory=list)
    findings: list[tuple[str, str]] = field(default_factory=list)
    images: list[Node] = field(default_factory=list)


def read_table(content: Any, cell: Callable[[list[Node]], Cell], caption: str) -> ReadTable:
    """Pandoc's table as ours; ``cell`` reads what stands in a cell."""
    head = content[3][1]
    body = [row for part in content[4] for row in (*part[2], *part[3])] + content[5][1]
    cells = [piece for row in (*head, *body) for piece in row[1]]
    if len(cells) <= 1 or len(content[2]) == 1:
        return ReadTable(loose=[piece[4] for piece in cells])
    read = ReadTable()
    grid, merged = _grid([*head, *body], len(content[2]), cell, read)
    grid = [row for row in grid if any(row)]
    if len(grid) < 2:
        return ReadTable(loose=[piece[4] for piece in cells])
    names, rows = _named(grid, len(head), read)
    if merged:
        read.findings.append(
            (
                "The table had merged cells, which cannot be read aloud in order",
                "look that it still says what it should: their words now stand in every cell",
            )
        )
    columns = tuple(
        Column(name, numeric=n > 0 and _is_numeric([row[n] for row in rows]))
        for n, name in enumerate(names)
    )
    read.table = Table(caption, columns, tuple(map(tuple, rows)), note=FLATTENED if merged else "")
    return read


def _grid(
    rows: Sequence[Any], width: int, cell: Callable[[list[Node]], Cell], read: ReadTable
) -> tuple[list[list[str]], bool]:
    """Every row as wide as the table; the words of a merged cell stand wherever it reached."""
    grid = [["" for _ in range(width)] for _ in rows]
    taken = [[False for _ in range(width)] for _ in rows]
    merged = False
    for r, row in enumerate(rows):
        c = 0
        for piece in row[1]:
            while c < width and taken[r][c]:
                c += 1
            said = cell(piece[4])
            read.images += said.images
            down, across = piece[2], piece[3]
            merged = merged or down > 1 or across > 1
            for y in range(r, min(r + down, len(rows))):
                for x in range(c, min(c + across, width)):
                    grid[y][x], taken[y][x] = said.text, True
            c += across
    return grid, merged


def _named(grid: list[list[str]], heads: int, read: ReadTable) -> tuple[list[str], list[list[str]]]:
    """The names of the columns, and the rows under them."""
    if heads == 0 or heads >= len(grid):
        read.findings.append(
            (
                "The table has no header row",
                "mark the first row as a header in Word (Table Design, Header Row); it is taken "
                "as one here",
            )
        )
        heads = 1
    names = [
        " ".join(dict.fromkeys(row[n] for row in grid[:heads] if row[n]))
        for n in range(len(grid[0]))
    ]
    return names, grid[heads:]


def _is_numeric(texts: Sequence[str]) -> bool:
    figures = [text for text in texts if text not in _NO_FIGURE]
    return bool(figures) and all(_NUMBER.match(text) for text in figures)
