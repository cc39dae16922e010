"""A paper as a file of any kind that people send, read for the paper check."""

from pathlib import PurePath

from saferboard.core.document.tree import Document
from saferboard.core.evidence.checking.documents import read_document
from saferboard.core.evidence.checking.lines import read_text
from saferboard.core.evidence.checking.markup import read_html
from saferboard.core.evidence.checking.source import Source
from saferboard.core.faults import refuse
from saferboard.engines.pdf.reading import read_pdf
from saferboard.engines.word.reader import read_docx

LARGEST = 20_000_000
LONGEST = 1_000_000
WORD, PDF, WEB = ".docx", ".pdf", (".html", ".htm")
TEXT = (".txt", ".text", ".md", ".markdown")
ENDINGS = (WORD, PDF, *WEB, *TEXT)


def read_paper(data: bytes, *, name: str) -> Source:
    """The passages and tables of a file, by the ending of its name. Refused: any other ending."""
    ending = PurePath(name).suffix.lower()
    if ending not in ENDINGS:
        raise refuse(
            f"a file ending in '{ending}' is not read",
            where=name,
            expected="a Word document (.docx), PDF, web page (.html), Markdown or text (.md, .txt)",
            remedy="save it as one of these",
        )
    if len(data) > LARGEST:
        raise refuse(
            f"it has {len(data):,} bytes",
            where=name,
            expected=f"at most {LARGEST:,} bytes",
            remedy="leave out large pictures, or give the paper in parts",
        )
    if ending == PDF:
        return read_pdf(data, name=name)
    if ending == WORD:
        read = read_docx(data, name=name)
        return read_document(Document(read.title, "", "", read.blocks))
    text = _text(data, name)
    check_length(text, name=name)
    return read_html(text) if ending in WEB else read_text(text)


def check_length(text: str, *, name: str) -> None:
    """Refuses a text too long to be a paper."""
    if len(text) > LONGEST:
        raise refuse(
            f"it has {len(text):,} characters",
            where=name,
            expected=f"at most {LONGEST:,} characters, as much as a long book",
            remedy="give the paper in parts",
        )


def _text(data: bytes, name: str) -> str:
    """The text of a file, saved as UTF-8 or as Windows saves text."""
    if b"\0" in data:
        raise refuse(
            "it is damaged or is not text: it holds NUL bytes",
            where=name,
            expected="text saved as UTF-8",
            remedy="save it again, choosing UTF-8, or give the Word document or PDF",
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
