"""The text of a whole pack that is a PDF, page by page."""

import re
from collections.abc import Iterator

import pypdfium2 as pdfium

from saferboard.engines.pdf.rows import lines_of, opened

PAGES = 2_000  # more is no pack but an archive
BETWEEN = "\n\f"
# A paragraph's number or letter hangs before it; that makes no row of a table.
_HANGING = re.compile(r"(\d{1,3}\.|\(?[a-z]{1,4}\)|[•·–-])\t([^\t]+)")


def pages_of(data: bytes, *, name: str) -> str:
    """Every page's lines from the top, cells of a row apart by tabs, pages by a form feed.

    Refused: what is no PDF, is locked, or is very long.
    """
    document = opened(data, name=name, most=PAGES, remedy="give every meeting's pack by itself")
    try:
        return BETWEEN.join("\n".join(_lines(page)) for page in document)
    finally:
        document.close()


def _lines(page: pdfium.PdfPage) -> Iterator[str]:
    for line in lines_of(page):
        hanging = _HANGING.fullmatch(line)
        yield f"{hanging[1]} {hanging[2]}" if hanging else line
