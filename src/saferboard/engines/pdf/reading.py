"""The words of a PDF, line by line: what stands far apart on one line is put in cells."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2 as pdfium

from saferboard.core.evidence.checking.lines import read_lines
from saferboard.core.evidence.checking.source import Line, Source
from saferboard.core.faults import refuse

PAGES = 500  # more is no paper but a library
APART = 1.2  # heights of a line between two words that are not of one cell
WRAPPED = 0.5  # heights between two lines of one cell; between rows there is more
ALIGNED = 4.0  # points by which the lines of a cell may begin apart
CELLS = 3  # fewer make no table


@dataclass(frozen=True, slots=True)
class Run:
    """Words drawn together: where they stand on the page (upwards) and what they say."""

    left: float
    bottom: float
    right: float
    top: float
    text: str


def read_pdf(data: bytes, *, name: str) -> Source:
    """The passages and tables of a PDF. Refused: what is no PDF, is locked, or is very long."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        raise refuse(
            "it cannot be read",
            where=name,
            expected="a PDF that opens without a password",
            remedy="save it again as PDF without a password, or give the Word document",
        ) from None
    try:
        if len(document) > PAGES:
            raise refuse(
                f"it has {len(document)} pages",
                where=name,
                expected=f"at most {PAGES} pages",
                remedy="give the paper by itself, not the whole pack",
            )
        pages = [list(_lines(page)) for page in document]
    finally:
        document.close()
    lines = [
        Line(text, None, number)
        for number, page in enumerate(pages, start=1)
        for text in (*page, "")
    ]
    return read_lines(lines, unread=sum(not any(map(str.strip, page)) for page in pages))


def _lines(page: pdfium.PdfPage) -> Iterator[str]:
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


def _runs(page: pdfium.PdfPage) -> Iterator[Run]:
    words = page.get_textpage()
    try:
        for n in range(words.count_rects()):
            left, bottom, right, top = words.get_rect(n)
            text = " ".join(words.get_text_bounded(left, bottom, right, top).split())
            if text:
                yield Run(left, bottom, right, top, text)
    finally:
        words.close()


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
