"""Tables of figures: which column names the rows, which periods stand over the others."""

import re
from dataclasses import dataclass

from saferboard.core.evidence.checking.labels import Acronyms, Label
from saferboard.core.evidence.checking.source import Cells, Grid, Place
from saferboard.core.evidence.checking.spans import Span, spans
from saferboard.core.evidence.checking.stated import Stated

_CELL = re.compile(
    r"^[<~c.]*\s*[£]?\s*([+\-\u2212]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(%|per cent)?\s*"
    r"([*\u2020^]*)\s*(?:\(([^)]*)\)|([A-Za-z][^%]*))?$"
)
_PREVIOUS = re.compile(r"\b(?:previous|last year|prior|year end|before|baseline)\b", re.I)
_CURRENT = re.compile(r"\b(?:current|this year|latest|now)\b", re.I)
_PART = re.compile(r"\bQ([1-3])\b|\b(?:tracking|to date|ytd|part[- ]year)\b", re.I)
_RATE = re.compile(r"\brates?\b|\bper\b", re.I)
ARROWS = re.compile(
    r"[\u2190-\u2193\u2196-\u2199\u25b2\u25bc\u2b06\u2b07\u27a1]|\b(?:up|down|level|improv\w+|worse\w*)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds a figure, with the time it is of and what is noted in it."""

    figure: Stated
    per_cent: bool
    span: Span | None
    part: bool  # said to be of part of its column's period
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A named row: its figures by column, its place, and which of them are before and now."""

    label: Label
    name: str
    cells: tuple[Cell | None, ...]
    previous: int | None
    current: int | None
    place: Place
    per_cent: bool
    rate: bool
    rank: tuple[int, int] | None
    compared: bool

    @property
    def pair(self) -> tuple[Cell, Cell] | None:
        """The figure before and the figure now, where both are there."""
        if self.previous is None or self.current is None:
            return None
        was, now = self.cells[self.previous], self.cells[self.current]
        return (was, now) if was and now else None


def cell_of(text: str, header: Span | None) -> Cell | None:
    """A cell's figure; None where it holds none."""
    match = _CELL.match(text.strip())
    if match is None:
        return None
    digits = match[1].replace(",", "").replace("\u2212", "-")
    note = match[4] or match[5] or ""
    noted = next((span for _, _, span in spans(note)), None)
    part = bool(_PART.search(note)) or bool(
        noted and header and noted.length < header.length and noted.run
    )
    figure = Stated(float(digits), len(digits.partition(".")[2]))
    return Cell(figure, bool(match[2]), noted or header, part, text)


def header_of(grid: Grid) -> int | None:
    """The first row that holds words and no figures; None if there is none in the first three."""
    for n, row in enumerate(grid.rows[:3]):
        held = [text for text in row.texts if text]
        if len(held) >= 2 and not any(cell_of(text, None) for text in held):
            return n
    return None


def rows_of(grid: Grid, acronyms: Acronyms) -> tuple[Row, ...]:
    """The named rows of a grid of figures; none if it is no such grid."""
    start = header_of(grid)
    if start is None:
        return ()
    header = grid.rows[start].texts
    times = tuple(next((span for _, _, span in spans(text)), None) for text in header)
    body = grid.rows[start + 1 :]
    held = [n for n in range(len(header)) if _is_figures(body, n)]
    if not held or held[0] == 0:
        return ()
    name = _named(body, held[0])
    previous, current = _before_and_now(header, times, held)
    return tuple(
        _row(row, name, times, held, (previous, current), acronyms)
        for row in body
        if name < len(row.texts) and row.texts[name]
    )


def _is_figures(body: tuple[Cells, ...], n: int) -> bool:
    held = [row.texts[n] for row in body if n < len(row.texts) and row.texts[n]]
    return bool(held) and 2 * sum(cell_of(text, None) is not None for text in held) > len(held)


def _named(body: tuple[Cells, ...], first: int) -> int:
    """The column before the figures with the most words."""
    sizes = [sum(len(row.texts[n]) for row in body if n < len(row.texts)) for n in range(first)]
    full = [sum(bool(row.texts[n]) for row in body if n < len(row.texts)) for n in range(first)]
    return max(range(first), key=lambda n: (full[n], sizes[n]))


def _before_and_now(
    header: tuple[str, ...], times: tuple[Span | None, ...], held: list[int]
) -> tuple[int | None, int | None]:
    now = next((n for n in held if _CURRENT.search(header[n])), None)
    was = next((n for n in held if n != now and _PREVIOUS.search(header[n])), None)
    if now is not None and was is not None:
        return was, now
    dated = [(span.period, n) for n in held if (span := times[n]) and span.period]
    if len(dated) >= 2:
        (_, before), (_, last) = sorted(dated, key=lambda pair: (pair[0].last, pair[1]))[-2:]
        return before, last
    return None, None


def _row(
    row: Cells,
    name: int,
    times: tuple[Span | None, ...],
    held: list[int],
    pair: tuple[int | None, int | None],
    acronyms: Acronyms,
) -> Row:
    text = row.texts[name]
    cells = tuple(
        cell_of(row.texts[n], times[n]) if n in held and n < len(row.texts) else None
        for n in range(len(times))
    )
    per_cent = text.lstrip().startswith("%") or any(cell.per_cent for cell in cells if cell)
    last = max((n for n in pair if n is not None), default=max(held))
    rest = row.texts[last + 1 :]
    return Row(
        label=Label.of(text, acronyms),
        name=text,
        cells=cells,
        previous=pair[0],
        current=pair[1],
        place=row.place,
        per_cent=per_cent or "per cent" in text.lower(),
        rate=bool(_RATE.search(text)),
        rank=next((r for r in map(_rank, rest) if r), None),
        compared=any(ARROWS.search(text) for text in rest),
    )


def _rank(text: str) -> tuple[int, int] | None:
    match = re.fullmatch(r"=?(\d{1,2})\s?/\s?(\d{1,2})", text.strip())
    return (int(match[1]), int(match[2])) if match else None
