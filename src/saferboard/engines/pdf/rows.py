"""The lines of a PDF's pages from top to bottom; what stands far apart on one is put in cells.

The text of a page is taken in one piece, as that is quick; where its lines and cells stand is asked
line by line.
"""

from array import array
from collections.abc import Iterator
from ctypes import byref, c_double
from dataclasses import dataclass, replace
from itertools import pairwise
from re import compile as pattern

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from saferboard.core.faults import refuse

APART = 1.2  # heights of a line between two words that are not of one cell
WRAPPED = 0.5  # heights between two lines of one cell; between rows there is more
ALIGNED = 4.0  # points by which the lines of a cell may begin apart
CELLS = 3  # fewer make no table
HYPHENS = "\ufffe\x02"  # what PDFium writes for a hyphen that it takes for a broken word's
_PIECE = pattern(rf"[^\r\n{HYPHENS}]+[{HYPHENS}]?")
_WORD = pattern(r"\S+")


@dataclass(frozen=True, slots=True)
class Run:
    """Words drawn together: where they stand on the page (upwards) and what they say."""

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


def lines_of(page: pdfium.PdfPage) -> Iterator[str]:
    """The lines of a page from the top; an empty one where more space than usual is left."""
    above: list[Run] = []
    for row in map(_cells, _rows(page)):
        gap = min((run.bottom for run in above), default=0.0) - max(run.top for run in row)
        height = row[0].top - row[0].bottom
        if above and gap < WRAPPED * height and _goes_on(above, row):
            above = _joined(above, row)
            continue
        if above:
            yield "\t".join(run.text for run in above)
            if gap > height:
                yield ""
        above = row
    yield "\t".join(run.text for run in above)


def _goes_on(above: list[Run], row: list[Run]) -> bool:
    """Whether a line goes on with the wrapped cells of the row above it."""
    if len(above) < CELLS or len(row) >= len(above):
        return False
    return all(any(_apart(run, cell) < ALIGNED for cell in above) for run in row)


def _apart(run: Run, cell: Run) -> float:
    """How far two lines of a cell are apart, set to the left or to the right."""
    return min(abs(run.left - cell.left), abs(run.right - cell.right))


def _joined(above: list[Run], row: list[Run]) -> list[Run]:
    under = {min(range(len(above)), key=lambda n: _apart(run, above[n])): run for run in row}
    return [
        replace(cell, bottom=under[n].bottom, text=f"{cell.text} {under[n].text}")
        if n in under
        else cell
        for n, cell in enumerate(above)
    ]


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
            cells[-1] = replace(last, right=run.right, text=f"{last.text}{space}{run.text}")
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

    def runs(self) -> Iterator[Run]:
        """Every piece with words, cut where there is a gap in it."""
        for piece in _PIECE.finditer(self._text):
            parts = self._rectangles(piece.start(), piece.end())
            if not parts:
                continue
            whole = replace(_around(parts), text=piece[0])
            gaps = list(_gaps(parts))
            for run in self._cut(piece.start(), piece[0], gaps) if gaps else (whole,):
                if said := _written(run.text):
                    yield replace(run, text=said)

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
        return replace(box, text=text[first:last])

    def _rectangles(self, first: int, last: int) -> list[Run]:
        """Where the text from ``first`` up to ``last`` is drawn, object by object."""
        first, last = self._place(first), self._place(last - 1)
        left, top, right, bottom = sides = self._sides
        given = [byref(side) for side in sides]
        found = []
        for n in range(raw.FPDFText_CountRects(self._page, first, last - first + 1)):
            raw.FPDFText_GetRect(self._page, n, *given)
            found.append(Run(left.value, bottom.value, right.value, top.value, ""))
        return found

    def _left(self, at: int) -> float:
        left, right, bottom, top = self._sides
        raw.FPDFText_GetCharBox(
            self._page, self._place(at), byref(left), byref(right), byref(bottom), byref(top)
        )
        return left.value

    def _place(self, at: int) -> int:
        return at if self._alike else raw.FPDFText_GetCharIndexFromTextIndex(self._page, at)


def _gaps(parts: list[Run]) -> Iterator[float]:
    """Where each cell but the first begins, by the height of the one before it."""
    first = parts[0]
    for last, part in pairwise(parts):
        if part.left - last.right > APART * (first.top - first.bottom):
            yield part.left
            first = part


def _around(parts: list[Run]) -> Run:
    """Parts of one line: as high as its first."""
    first = parts[0]
    right = max(part.right for part in parts)
    return Run(first.left, first.bottom, right, first.top, "")


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
