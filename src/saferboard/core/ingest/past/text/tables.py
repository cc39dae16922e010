"""Tables of papers: rows of cells apart by tabs, or by Markdown's bars.

A row may be cut: a cell that holds a line break goes on in the next line, and a page may end within
a row or between two; the header is then repeated.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from saferboard.core.ingest.past.text.flow import ended, furniture, joined
from saferboard.core.ingest.past.text.lines import Line, span_of
from saferboard.core.ingest.past.values import Span, Table

_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r":?[-–—]{1,200}:?")
_FIGURE = re.compile(r"[£<>~-]?[0-9][0-9.,/ ]{0,20}[%*]{0,3}|[-–—]")
_CAPTION = re.compile(r"(?:table|figure|appendix|annex|schedule)\b", re.I)
_BELOW = re.compile(r"(?:\(?[a-z0-9]{1,4}(?:\.[0-9]{1,3}){0,2}[.)]|[-–•*▪]|\\?\*+)\s?\S")
_HEADER_CELL = 60
_CAPTION_LENGTH = 150


@dataclass(frozen=True, slots=True)
class Row:
    """A row with all the lines it was cut into. ``apart``: a page may have ended before it."""

    cells: tuple[str, ...]
    lines: tuple[Line, ...]
    apart: bool = False

    @property
    def span(self) -> Span:
        """Its lines."""
        return span_of(self.lines)


@dataclass(frozen=True, slots=True)
class Block:
    """A table with every line that belongs to it; ``marks`` are rules and pages between rows."""

    rows: tuple[Row, ...]
    marks: tuple[Line, ...] = ()
    headed: bool = False
    caption: str = ""

    @property
    def lines(self) -> tuple[Line, ...]:
        """Of its rows, in the order of the source."""
        return tuple(line for row in self.rows for line in row.lines)


def cells_of(line: Line) -> tuple[str, ...] | None:
    """The cells of a line that is a row of a table, or part of one."""
    text = line.text
    if "\t" in text:
        return line.cells
    if text.startswith("|") and text.endswith("|") and len(text) > 1:
        cut = _BAR.split(text[1:-1])
        return tuple(cell.strip().replace("\\|", "|") for cell in cut)
    return None


def is_rule(cells: Sequence[str]) -> bool:
    """Whether these are only strokes under a header, or at a table's end."""
    full = [cell for cell in cells if cell]
    return bool(full) and all(map(_RULE.fullmatch, full)) and any(len(cell) > 1 for cell in full)


def width_of(lines: Iterable[Line]) -> int:
    """How many cells the fullest row has."""
    return max((len(cells_of(line) or ()) for line in lines), default=0)


Begins = Callable[[tuple[str, ...]], bool]


def rows_of(lines: Iterable[Line], width: int, begins: Begins) -> tuple[list[Row], list[Line]]:
    """Whole rows, and the lines between them that are no row: rules, and the furniture of pages.

    What is cut is put together as long as it fits into ``width`` cells; ``begins`` says that a line
    is the beginning of a row whatever stands above.
    """
    rows: list[Row] = []
    marks: list[Line] = []
    apart = False
    page = 0
    for line in lines:
        apart = apart or not line or line.page != page
        page = line.page
        if not line:
            continue
        cells = cells_of(line) or (line.text,)
        if furniture(line) or is_rule(cells):
            marks.append(line)
            apart = apart or furniture(line)
            continue
        if rows and _goes_on(rows[-1].cells, cells, apart, width) and not begins(cells):
            rows[-1] = _lengthened(rows[-1], cells, line)
        else:
            rows.append(Row(cells, (line,), apart))
        apart = False
    return rows, marks


def _goes_on(above: Sequence[str], cells: Sequence[str], apart: bool, width: int) -> bool:
    """Whether cells may complete the row above: its last cell goes on in the first of them."""
    if len(above) == 1:
        return False
    if len(cells) == 1:
        return not apart
    whole = len(above) + len(cells) - 1
    return whole == width if apart else whole <= width


def _lengthened(row: Row, cells: Sequence[str], line: Line) -> Row:
    cut = joined(row.cells[-1], cells[0])
    return Row((*row.cells[:-1], cut, *cells[1:]), (*row.lines, line), row.apart)


def merged(above: Row, below: Row) -> Row:
    """A row that a page cut in two, cell by cell."""
    size = max(len(above.cells), len(below.cells))
    pairs = zip(padded(above.cells, size), padded(below.cells, size), strict=True)
    cells = tuple(joined(first, second) for first, second in pairs)
    return Row(cells, (*above.lines, *below.lines), above.apart)


def padded(cells: Sequence[str], width: int) -> tuple[str, ...]:
    """With empty cells at the end, up to a width."""
    return (*cells, *[""] * (width - len(cells)))


def tables_of(lines: Sequence[Line]) -> tuple[Table, ...]:
    """Every table among these lines."""
    return tuple(map(table_of, blocks_of(lines)))


def table_of(block: Block) -> Table:
    """A block as a value: every row as wide as the widest."""
    width = max(len(row.cells) for row in block.rows)
    rows = tuple(padded(row.cells, width) for row in block.rows)
    return Table(rows, block.headed, block.caption, span_of(block.lines))


def blocks_of(lines: Sequence[Line]) -> tuple[Block, ...]:
    """Every table among these lines, with the lines it is made of."""
    return tuple(
        _block(lines[first:last], _caption(lines, first)) for first, last in _stretches(lines)
    )


def _stretches(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """From the first line of each table to the one behind its last."""
    place = 0
    while place < len(lines):
        if cells_of(lines[place]) is None:
            place += 1
            continue
        last = _end(lines, place)
        yield place, last
        place = last


def _end(lines: Sequence[Line], first: int) -> int:
    width = len(cells_of(lines[first]) or ())
    end, apart = first + 1, False
    for place in range(first + 1, len(lines)):
        line = lines[place]
        cells = cells_of(line)
        if not line or furniture(line):
            apart = True
        elif cells is None:
            if apart or line.level or _BELOW.match(line.text):
                break
            end = place + 1
        elif apart and len(cells) != width and cells[0] and not is_rule(cells):
            break  # another table
        else:
            width, end, apart = max(width, len(cells)), place + 1, False
    return end


def _block(lines: Sequence[Line], caption: str) -> Block:
    rows, marks = rows_of(lines, width_of(lines), _begins)
    if not rows:  # strokes alone
        rows, marks = [Row(cells_of(lines[0]) or (), (lines[0],))], marks[1:]
    whole = [rows[0]]
    repeated = False
    for row in rows[1:]:
        if row.cells == rows[0].cells:
            repeated = True
            whole[-1] = Row(whole[-1].cells, (*whole[-1].lines, *row.lines), whole[-1].apart)
        elif _cut_by_page(row):
            whole[-1] = merged(whole[-1], row)
        else:
            whole.append(row)
    return Block(tuple(whole), tuple(marks), repeated or _headed(whole, marks), caption)


def _begins(cells: Sequence[str]) -> bool:
    """Without more to go by, a cell goes on in small letters."""
    return len(cells) > 1 and not cells[0][:1].islower()


def _cut_by_page(row: Row) -> bool:
    full = [cell for cell in row.cells if cell]
    return not row.cells[0] and all(cell[0].islower() for cell in full)


def _headed(rows: Sequence[Row], marks: Sequence[Line]) -> bool:
    """Whether the first row names the columns: it is short, full and without figures."""
    top = rows[0]
    if len(rows) == 1:
        return False
    if marks and marks[0].number == top.lines[-1].number + 1 and not furniture(marks[0]):
        return True
    named = [cell for cell in top.cells if cell]
    return 2 * len(named) >= len(top.cells) and not any(
        len(cell) > _HEADER_CELL or cell.endswith(".") or _FIGURE.fullmatch(cell) for cell in named
    )


def _caption(lines: Sequence[Line], first: int) -> str:
    """The heading over a table, or a line that begins "Table 2"."""
    for place in range(first - 1, -1, -1):
        line = lines[place]
        if not line:
            continue
        bold = line.raw.strip().startswith("**") and line.raw.strip().endswith("**")
        named = line.level or bold or _CAPTION.match(line.text)
        short = len(line.text) <= _CAPTION_LENGTH and not ended(line.text.rstrip(":"))
        return line.text if named and short and cells_of(line) is None else ""
    return ""
