"""The lines of a PDF's pages from top to bottom; what stands far apart on one is put in cells.

The text of a page is taken in one piece, as that is quick; where its lines and cells stand is asked
line by line.
"""

from array import array
from collections.abc import Iterator
from ctypes import byref, c_double
from itertools import pairwise
from re import compile as pattern
from statistics import median
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from saferboard.core.faults import refuse

APART = 0.8  # heights of a line between two words that are not of one cell
WRAPPED = 0.8  # heights between two lines of one cell; between rows there is more
ALIGNED = 4.0  # points by which the lines of a cell, or the cells of a column, may begin apart
CELLS = 3  # fewer make no table
FAR = 3.0  # heights between two rows of one table at most
FULL = 20  # lines of a page that shows what space is usual
MORE = 0.25  # heights over what is usual between lines: a new paragraph
ABOVE, BELOW = 0.62, 0.18  # of a font's height, what letters take above and below the line
HYPHENS = "\ufffe\x02"  # what PDFium writes for a hyphen that it takes for a broken word's
HANGING = pattern(r"\d{1,3}\.|\(?[a-z]{1,4}\)|[•·–-]")  # before a paragraph: makes no row
_BROKEN = pattern(r"\w-$")  # a word that goes on behind its hyphen
_PIECE = pattern(rf"[^\r\n{HYPHENS}]+[{HYPHENS}]?")
_WORD = pattern(r"\S+")


class Run(NamedTuple):
    """Words drawn together: where they stand on the page (upwards) and what they say.

    A tuple, as there are tens of thousands in a pack.
    """

    left: float
    bottom: float
    right: float
    top: float
    text: str


def opened(data: bytes, *, name: str, most: int, remedy: str) -> pdfium.PdfDocument:
    """A PDF to be read. Refused: what is no PDF, is locked, or has more than ``most`` pages."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        raise refuse(
            "it cannot be read",
            where=name,
            expected="a PDF that opens without a password",
            remedy="save it again as PDF without a password, or give the Word document",
        ) from None
    if (pages := len(document)) > most:
        document.close()
        raise refuse(
            f"it has {pages:,} pages",
            where=name,
            expected=f"at most {most:,} pages",
            remedy=remedy,
        )
    return document


def lines_of(page: pdfium.PdfPage, seen: list[float] | None = None) -> Iterator[str]:
    """The lines of a page from the top; an empty one where more space than usual is left.

    What is usual on the document's pages before is kept in ``seen``, in heights of a line: a page
    of few lines, each a paragraph of its own, does not show it.
    """
    rows = list(_tabulated(_whole([_cells(row) for row in _rows(page)])))
    gaps = [_gap(above, below) for above, below in pairwise(rows)]
    usual = _usual(rows, gaps, [] if seen is None else seen)
    for n, row in enumerate(rows):
        if n and gaps[n - 1] > usual + MORE * _height(row):
            yield ""
        yield "\t".join(run.text for run in row)


def _usual(rows: list[list[Run]], gaps: list[float], seen: list[float]) -> float:
    """The space between two lines of one paragraph."""
    if not gaps:
        return 0.0
    usual, height = sorted(gaps)[len(gaps) // 10], median(map(_height, rows))
    if len(rows) < FULL:
        return min(usual, sorted(seen)[len(seen) // 4] * height) if seen else usual
    if height > 0:
        seen.append(usual / height)
    return usual


def _gap(above: list[Run], below: list[Run]) -> float:
    return min(run.bottom for run in above) - max(run.top for run in below)


def _height(row: list[Run]) -> float:
    return row[0].top - row[0].bottom


def _whole(rows: list[list[Run]]) -> list[list[Run]]:
    """Rows of tables with all the lines of their cells, whichever cell has the most."""
    found: list[list[Run]] = []
    for row in rows:
        above = found[-1] if found else []
        if above and _gap(above, row) < WRAPPED * _height(row):
            if _goes_on(above, row):
                found[-1] = _joined(above, row)
                continue
            under = _columns(above, row) if len(row) >= CELLS and len(above) < len(row) else None
            if under and under[0] > 0:  # a heading of two lines beside those of one
                found[-1] = _joined(row, above, before=True)
                continue
        found.append(row)
    return found


def _goes_on(above: list[Run], row: list[Run]) -> bool:
    """Whether a line goes on with cells of the row above it."""
    if len(above) < CELLS:
        named = len(above) == 2 and not HANGING.fullmatch(above[0].text)
        return named and len(row) == 1 and abs(row[0].left - above[1].left) < ALIGNED
    return len(row) < len(above) and _columns(row, above) is not None


def _columns(row: list[Run], table: list[Run]) -> list[int] | None:
    """In which columns of another row these cells stand; None if they do not fit."""
    found: list[int] = []
    for run in row:
        apart = [_apart(run, cell) for cell in table]
        nearest = min(range(len(table)), key=apart.__getitem__)
        over = nearest + 1 < len(table) and run.right > table[nearest + 1].left
        before = nearest > 0 and run.left < table[nearest - 1].left
        if apart[nearest] >= ALIGNED or over or before or (found and nearest <= found[-1]):
            return None
        found.append(nearest)
    return found


def _apart(run: Run, cell: Run) -> float:
    """How far two cells are from standing one below the other: to the left, right or middle."""
    left, right = run.left - cell.left, run.right - cell.right
    return min(abs(left), abs(right), abs(left + right) / 2)


def _joined(row: list[Run], more: list[Run], *, before: bool = False) -> list[Run]:
    """A row with further lines of some of its cells."""
    cells = list(row)
    for run, n in zip(more, _columns(more, row) or (), strict=True):
        cell = cells[n]
        first, last = (run.text, cell.text) if before else (cell.text, run.text)
        cells[n] = Run(
            min(cell.left, run.left),
            min(cell.bottom, run.bottom),
            max(cell.right, run.right),
            max(cell.top, run.top),
            f"{first}{last}" if _BROKEN.search(first) else f"{first} {last}",
        )
    return cells


def _tabulated(rows: list[list[Run]]) -> Iterator[list[Run]]:
    """Rows with a place for every column of their table, though nothing stands in it."""
    table: list[Run] = []
    above: list[Run] = []
    for row in rows:
        if table and _gap(above, row) > FAR * _height(row):
            table = []
        above = row
        columns = _columns(row, table) if len(row) < len(table) else None
        if columns and columns != [0]:
            whole = [cell._replace(bottom=row[0].bottom, top=row[0].top, text="") for cell in table]
            for n, run in zip(columns, row, strict=True):
                whole[n] = run
            row = whole
        elif len(row) >= CELLS:
            table = row
        yield row


def _rows(page: pdfium.PdfPage) -> list[list[Run]]:
    """Runs that stand on one line, from left to right."""
    rows: list[list[Run]] = []
    for run in sorted(_runs(page), key=lambda run: (-(run.top + run.bottom), run.left)):
        middle = (run.top + run.bottom) / 2
        if rows and rows[-1][0].bottom < middle < rows[-1][0].top:
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda run: run.left) for row in rows]


def _cells(row: list[Run]) -> list[Run]:
    """The cells of a line: runs that stand close together are one."""
    cells = row[:1]
    for run in row[1:]:
        last = cells[-1]
        gap, wide = run.left - last.right, APART * (last.top - last.bottom)
        if gap > wide:
            cells.append(run)
        else:
            space = " " if gap > 0.1 * wide else ""
            cells[-1] = last._replace(right=run.right, text=f"{last.text}{space}{run.text}")
    return cells


def _runs(page: pdfium.PdfPage) -> Iterator[Run]:
    words = page.get_textpage()
    try:
        yield from _Reader(words).runs()
    finally:
        words.close()


class _Reader:
    """The text of one page by its pieces: what PDFium takes for a line, or a part of one."""

    def __init__(self, words: pdfium.PdfTextPage) -> None:
        self._page = words.raw
        self._text = _by_units(words.get_text_range())
        # Characters that say nothing are counted and not written; then places must be looked up.
        self._alike = len(self._text) == words.count_chars()
        self._sides = [c_double() for _ in range(4)]
        self._box = raw.FS_RECTF()

    def runs(self) -> Iterator[Run]:
        """Every piece with words, cut where there is a gap in it."""
        for piece in _PIECE.finditer(self._text):
            parts = self._rectangles(piece.start(), piece.end())
            if not parts:
                continue
            whole = _around(parts)._replace(text=piece[0])
            gaps = list(_gaps(parts))
            for run in self._cut(piece.start(), piece[0], gaps) if gaps else (whole,):
                if said := _written(run.text):
                    yield run._replace(text=said)

    def _cut(self, start: int, text: str, gaps: list[float]) -> Iterator[Run]:
        """A piece in parts, each of which begins with the first word behind a gap."""
        begins = 0
        for word in _WORD.finditer(text):
            if gaps and self._left(start + word.start()) > gaps[0] - 1:
                if word.start() > begins:
                    yield self._part(start, begins, word.start(), text)
                begins = word.start()
                gaps.pop(0)
        yield self._part(start, begins, len(text), text)

    def _part(self, start: int, first: int, last: int, text: str) -> Run:
        box = _around(self._rectangles(start + first, start + last))
        return box._replace(text=text[first:last])

    def _rectangles(self, first: int, last: int) -> list[Run]:
        """Where the text from ``first`` up to ``last`` is drawn, object by object.

        All are as high as the font of the first, whatever letters they have.
        """
        first, last = self._place(first), self._place(last - 1)
        left, right = self._sides[0], self._sides[2]
        given = [byref(side) for side in self._sides]
        found = []
        for n in range(raw.FPDFText_CountRects(self._page, first, last - first + 1)):
            raw.FPDFText_GetRect(self._page, n, *given)
            found.append((left.value, right.value))
        if not found:
            return []
        low, high = self._height(first)
        return [Run(left, low, right, high, "") for left, right in found]

    def _height(self, at: int) -> tuple[float, float]:
        box = self._box
        x, y = self._sides[:2]
        raw.FPDFText_GetLooseCharBox(self._page, at, byref(box))
        raw.FPDFText_GetCharOrigin(self._page, at, byref(x), byref(y))
        height = box.top - box.bottom
        return y.value - BELOW * height, y.value + ABOVE * height

    def _left(self, at: int) -> float:
        left, right, bottom, top = self._sides
        raw.FPDFText_GetCharBox(
            self._page, self._place(at), byref(left), byref(right), byref(bottom), byref(top)
        )
        return left.value

    def _place(self, at: int) -> int:
        return at if self._alike else raw.FPDFText_GetCharIndexFromTextIndex(self._page, at)


def _gaps(parts: list[Run]) -> Iterator[float]:
    """Where each cell but the first begins."""
    for last, part in pairwise(parts):
        if part.left - last.right > APART * _height(parts):
            yield part.left


def _around(parts: list[Run]) -> Run:
    first = parts[0]
    return Run(first.left, first.bottom, max(part.right for part in parts), first.top, "")


def _by_units(text: str) -> str:
    """A character of two units in UTF-16 as two: PDFium counts units."""
    if text.isascii() or max(text) <= "\uffff":
        return text
    return "".join(map(chr, array("H", text.encode("utf-16-le"))))


def _written(text: str) -> str:
    """Without more than one space between words, and with hyphens as one sees them."""
    for mark in HYPHENS:
        text = text.replace(mark, "-")
    if not text.isascii():
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return " ".join(text.split())
