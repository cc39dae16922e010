"""A source of the past as a file of any kind that holds one, and what is read of it."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from saferboard import __version__
from saferboard.core.evidence.checking.markup import plain_lines
from saferboard.core.faults import refuse
from saferboard.core.ingest.past.moderngov.reading import text_and_reading
from saferboard.core.ingest.past.packs import read_pack
from saferboard.core.ingest.past.values import Reading
from saferboard.engines.pdf.pages import pages_of

READER = __version__
LARGEST = 50 * 1024 * 1024
LONGEST = 20_000_000
PDF, WEB, XML = ".pdf", (".html", ".htm"), ".xml"
TEXT = (".txt", ".text", ".md", ".markdown")


class Kind(StrEnum):
    """Who made the source: whoever put a pack together, or a committee system."""

    PACK = "pack"
    MODERNGOV = "moderngov"


ENDINGS = {
    Kind.PACK: (PDF, *WEB, *TEXT),
    Kind.MODERNGOV: (*WEB, XML, *TEXT),
}


@dataclass(frozen=True, slots=True)
class Read:
    """A source's text, in which its lines are counted, and what was read of it."""

    name: str
    kind: Kind
    text: str
    reading: Reading


def read_source(data: bytes, *, name: str, kind: Kind) -> Read:
    """Read a file by the ending of its name. Refused: another ending, too large, no text in it."""
    return read_text(text_of(data, name=name, kind=kind), name=name, kind=kind)


def read_text(text: str, *, name: str, kind: Kind) -> Read:
    """What the readers make of a text: a pack's, or a page of a committee system as it came."""
    if kind is Kind.PACK:
        return Read(name, kind, text, read_pack(text))
    return Read(name, kind, *text_and_reading(_checked(text, name)))


def text_of(data: bytes, *, name: str, kind: Kind) -> str:
    """The text of a file: that of a PDF page by page, that of a pack's web page line by line."""
    ending = PurePath(name).suffix.lower()
    if ending not in ENDINGS[kind]:
        raise refuse(
            f"a file ending in '{ending}' is not read",
            where=name,
            expected=f"a file that ends in {', '.join(ENDINGS[kind])}",
            remedy="save it as one of these",
        )
    if len(data) > LARGEST:
        raise refuse(
            f"it has {len(data) // 1024 // 1024} MB",
            where=name,
            expected=f"at most {LARGEST // 1024 // 1024} MB",
            remedy="give each meeting by itself, or make its pictures smaller",
        )
    text = pages_of(data, name=name) if ending == PDF else _decoded(data, name)
    if kind is Kind.PACK and ending in WEB:
        text = plain_lines(text)
    return _checked(text.replace("\0", ""), name)


def _checked(text: str, name: str) -> str:
    if not text.strip():
        raise refuse(
            "there is no text in it",
            where=name,
            expected="text: a scanned page is a picture of one",
            remedy="have its text recognised (OCR), and give the file that comes of it",
        )
    if len(text) > LONGEST:
        raise refuse(
            f"it has {len(text):,} characters",
            where=name,
            expected=f"at most {LONGEST:,} characters",
            remedy="give each meeting by itself",
        )
    return text


def _decoded(data: bytes, name: str) -> str:
    """Text saved as UTF-8, as UTF-16 with its mark, or as Windows saves text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data:
        raise refuse(
            "it is damaged or is not text: it holds NUL bytes",
            where=name,
            expected="text saved as UTF-8",
            remedy="save it again, choosing UTF-8, or give the PDF",
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
