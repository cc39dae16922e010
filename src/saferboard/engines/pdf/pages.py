"""The text of a whole pack that is a PDF, page by page."""

from collections.abc import Iterator

import pypdfium2 as pdfium

from saferboard.engines.pdf.rows import HANGING, lines_of, opened

PAGES = 2_000  # more is no pack but an archive
BETWEEN = "\n\f"


def pages_of(data: bytes, *, name: str) -> str:
    """Every page's lines from the top, cells of a row apart by tabs, pages by a form feed.

    Refused: what is no PDF, is locked, or is very long.
    """
    document = opened(data, name=name, most=PAGES, remedy="give every meeting's pack by itself")
    try:
        seen: list[float] = []
        return BETWEEN.join("\n".join(_lines(page, seen)) for page in document)
    finally:
        document.close()


def _lines(page: pdfium.PdfPage, seen: list[float]) -> Iterator[str]:
    """A paragraph's number or letter stands before it on the line."""
    for line in lines_of(page, seen):
        cells = line.split("\t")
        hangs = len(cells) == 2 and HANGING.fullmatch(cells[0])
        yield " ".join(cells) if hangs else line
