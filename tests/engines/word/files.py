"""Word files of every kind, made here."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

W = nsdecls("w")


def word(write: Callable[[Document], object] = lambda document: None) -> bytes:
    """A Word file that ``write`` fills."""
    document = docx.Document()
    write(document)
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def repacked(data: bytes, parts: dict[str, bytes | Callable[[bytes], bytes]]) -> bytes:
    """The file with parts put in or changed."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            how = parts.get(name)
            held = old.read(name)
            new.writestr(name, how(held) if callable(how) else how if how is not None else held)
        for name in set(parts) - set(old.namelist()):
            how = parts[name]
            assert isinstance(how, bytes)
            new.writestr(name, how)
    return made.getvalue()


def run(paragraph: object, xml: str) -> None:
    """Put raw XML at the end of a paragraph."""
    paragraph._p.append(parse_xml(xml))  # type: ignore[attr-defined]


def png(width: int = 60, height: int = 30) -> bytes:
    """A plain picture."""
    rows = b"".join(b"\0" + b"\x30\x60\xa0" * width for _ in range(height))

    def chunk(kind: bytes, held: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + held))
        return struct.pack(">I", len(held)) + kind + held + check

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts
