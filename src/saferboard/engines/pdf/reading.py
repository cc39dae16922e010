"""The passages and tables of a paper that is a PDF."""

from saferboard.core.evidence.checking.lines import read_lines
from saferboard.core.evidence.checking.source import Line, Source
from saferboard.engines.pdf.rows import lines_of, opened

PAGES = 500  # more is no paper but a library


def read_pdf(data: bytes, *, name: str) -> Source:
    """The passages and tables of a PDF. Refused: what is no PDF, is locked, or is very long."""
    remedy = "give the paper by itself, not the whole pack"
    document = opened(data, name=name, most=PAGES, remedy=remedy)
    try:
        pages = [list(lines_of(page)) for page in document]
    finally:
        document.close()
    lines = [
        Line(text, None, number)
        for number, page in enumerate(pages, start=1)
        for text in (*page, "")
    ]
    return read_lines(lines, unread=sum(not any(map(str.strip, page)) for page in pages))
