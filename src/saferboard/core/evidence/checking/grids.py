"""Tables held against themselves: totals, percentages of two columns, periods of unequal length."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from saferboard.core.evidence.checking.findings import Checked, Finding, Kind
from saferboard.core.evidence.checking.rows import Cell, Row, cell_of, header_of
from saferboard.core.evidence.checking.source import Cells, Grid
from saferboard.core.evidence.checking.stated import Range, relative, share, told, truncated

_TOTAL = re.compile(r"^(?:grand |overall )?totals?\b|^all\b", re.I)
_NOT_ADDED = re.compile(
    r"%|per cent|\brates?\b|\bper\b|average|mean|score|rank|year|date|ratio", re.I
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of figures: its heading and, row by row, what it holds."""

    name: str
    index: int
    cells: tuple[Cell | None, ...]

    @property
    def counts(self) -> bool:
        """Whether it holds whole numbers of things, which can be added up."""
        held = [cell for cell in self.cells if cell]
        return all(not c.per_cent and c.figure.places == 0 for c in held) and not _NOT_ADDED.search(
            self.name
        )

    @property
    def per_cent(self) -> bool:
        """Whether it holds percentages."""
        return any(c.per_cent for c in self.cells if c) or bool(
            re.search(r"%|per cent|percentage", self.name, re.I)
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """A grid of figures without its header."""

    rows: tuple[Cells, ...]
    columns: tuple[Column, ...]


def sheet_of(grid: Grid) -> Sheet | None:
    """The columns of figures of a grid; None if it has no header or no figures."""
    start = header_of(grid)
    if start is None:
        return None
    rows = grid.rows[start + 1 :]
    columns = []
    for n, name in enumerate(grid.rows[start].texts):
        cells = tuple(cell_of(row.texts[n], None) if n < len(row.texts) else None for row in rows)
        texts = [row.texts[n] for row in rows if n < len(row.texts) and row.texts[n]]
        if n and len(texts) >= 2 and len(texts) == sum(cell is not None for cell in cells):
            columns.append(Column(name, n, cells))
    return Sheet(rows, tuple(columns)) if columns else None


def check_sheet(sheet: Sheet) -> Iterator[Checked | Finding]:
    """What was worked out again in a table, and what does not stand."""
    yield from _totals(sheet)
    yield from _percentages(sheet)


def added_up(sheet: Sheet) -> int:
    """How many columns of a table cannot be added up here."""
    return sum(not column.counts and not column.per_cent for column in sheet.columns)


def _totals(sheet: Sheet) -> Iterator[Checked | Finding]:
    last = _total_row(sheet)
    if last is None:
        return
    for column in sheet.columns:
        cells = column.cells[: last + 1]
        if not column.counts or not all(cells) or last < 2:
            continue
        *parts, total = (cell.figure for cell in cells if cell)
        added = sum(part.value for part in parts)
        yield Checked.TOTALS
        if added != total.value:
            shown = f"{' + '.join(p.words for p in parts)} = {told(added, 0)}"
            why = f"the column “{column.name}” does not make its total"
            yield _finding(Kind.TOTAL, sheet.rows[last], total.words, shown, why)


def _total_row(sheet: Sheet) -> int | None:
    """The row called a total; or the last, if most columns show it to be the sum of the others."""
    for n, row in enumerate(sheet.rows):
        name = next((text for text in row.texts if text), "")
        if _TOTAL.match(name) and n == len(sheet.rows) - 1:
            return n
    return None


def _percentages(sheet: Sheet) -> Iterator[Checked | Finding]:
    """A column of percentages that two columns of counts give, in all rows but the odd one."""
    for column in sheet.columns:
        if not column.per_cent:
            continue
        for formula in _formulas(sheet, column):
            judged = [(n, c) for n, c in enumerate(formula) if c is not None and column.cells[n]]
            good = [n for n, computed in judged if _fits(column.cells[n], computed)]
            near = [n for n, computed in judged if _cut(column.cells[n], computed)]
            if len(judged) >= 2 and 2 * len([*good, *near]) > len(judged):
                yield from (Checked.SHARES for _ in judged)
                yield from _odd(sheet, column, [j for j in judged if j[0] not in good])
                break


def _formulas(sheet: Sheet, column: Column) -> Iterator[list[Range | None]]:
    before = [c for c in sheet.columns if c.counts and not c.per_cent and c.index < column.index]
    for one in before:
        for other in before:
            if one is not other:
                yield [_ratio(a, b) for a, b in zip(one.cells, other.cells, strict=True)]
    for one, other in pairwise(before):
        yield [_moved(a, b) for a, b in zip(one.cells, other.cells, strict=True)]


def _ratio(part: Cell | None, whole: Cell | None) -> Range | None:
    if not part or not whole or part.figure.value > whole.figure.value:
        return None
    return share(part.figure.range(exact=True), whole.figure.range(exact=True))


def _moved(was: Cell | None, now: Cell | None) -> Range | None:
    if not was or not now:
        return None
    return relative(was.figure.range(exact=True), now.figure.range(exact=True))


def _fits(cell: Cell | None, computed: Range) -> bool:
    return cell is not None and cell.figure.range().meets(computed)


def _cut(cell: Cell | None, computed: Range) -> bool:
    return cell is not None and not _fits(cell, computed) and truncated(cell.figure, computed)


def _odd(sheet: Sheet, column: Column, odd: list[tuple[int, Range]]) -> Iterator[Finding]:
    for n, computed in odd:
        cell = column.cells[n]
        places = cell.figure.places if cell else 0
        if _cut(cell, computed):
            kind, why = Kind.TRUNCATED, "its further decimals were cut off"
        else:
            kind = Kind.SHARE
            why = f"other rows of “{column.name}” follow from their counts; this one does not"
        shown = f"{told((computed.low + computed.high) / 2, places + 1)}%"
        yield _finding(kind, sheet.rows[n], sheet.rows[n].texts[column.index], shown, why)


def unequal(row: Row) -> Finding | None:
    """Two figures of a row compared although they cover unequal lengths of time."""
    if row.pair is None or not row.compared:
        return None
    was, now = row.pair
    lengths = [cell.span.length if cell.span else None for cell in (was, now)]
    same = lengths[0] == lengths[1] or None in lengths
    if same and was.part == now.part:
        return None
    why = "they cover unequal lengths of time, so their difference is no change"
    shown = f"{_time(was)} beside {_time(now)}"
    stated = f"{was.text} and {now.text}"
    return Finding(Kind.UNEQUAL, row.place, row.label.name, stated, shown, why)


def _time(cell: Cell) -> str:
    if cell.span is None:
        return "a part of a year"
    return f"part of {cell.span.words}" if cell.part and cell.span.length == 12 else cell.span.words


def _finding(kind: Kind, row: Cells, stated: str, shown: str, why: str) -> Finding:
    excerpt = " | ".join(text for text in row.texts if text)
    return Finding(kind, row.place, excerpt[:200], stated, shown, why)
