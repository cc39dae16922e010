"""A Word file looked into before it is read: what it is, and nothing in it that acts or is a trap.

What is handed on is packed anew from parts that were unpacked here and counted.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from saferboard.core.faults import Refused, refuse

MOST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 3000
_PIECE = 1 << 20
_MAIN = "word/document.xml"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_EXTERNAL = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>")
_HARMLESS = (b"/hyperlink", b"/attachedTemplate")
_DECLARES = (b"<!DOCTYPE", b"<!ENTITY")
_DROPPED = ("word/embeddings/", "word/activeX/", "customXml/", "docProps/thumbnail")


@dataclass(frozen=True, slots=True)
class Trap:
    """A part that no paper needs: how it is known, what it is, what to do."""

    mark: bytes
    what: str
    remedy: str


_TRAPS = (
    Trap(
        b"<w:object",
        "it holds an object of another program",
        "paste the object as a picture, or give its figures as a table, and save it again",
    ),
    Trap(
        b"<w:control",
        "it holds a control that acts by itself",
        "take the control out, and save it again",
    ),
    Trap(
        b"drawingml/2006/chart",
        "it holds a chart that only Word can draw",
        "copy the chart and paste it as a picture, give its figures as a table, and save it again",
    ),
    Trap(
        b"drawingml/2006/diagram",
        "it holds a SmartArt drawing that only Word can draw",
        "copy the drawing and paste it as a picture, or write it as a list, and save it again",
    ),
    Trap(
        b"<w:altChunk",
        "it holds another file that Word would open within it",
        "open it in Word and save it again as a Word document",
    ),
    Trap(
        b"<w:subDoc",
        "it is made of several files",
        "put the parts into one document, and save it again",
    ),
)


@dataclass(frozen=True, slots=True)
class Package:
    """A Word file, safe to read: as bytes, and the files of its pictures by name."""

    data: bytes
    media: dict[str, bytes]


def look_into(data: bytes, *, name: str) -> Package:
    """The package, packed anew without what is not read. Refused if it is not a plain .docx."""
    _must_be_zip(data, name)
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = dict(_parts(archive, name))
    except (BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError):
        raise refuse(
            "the file is damaged",
            where=name,
            expected="a Word document that opens in Word",
            remedy="open it in Word, look that all is there, and save it again",
        ) from None
    _must_be_word(parts, name)
    _must_be_tame(parts, name)
    media = {part: held for part, held in parts.items() if part.startswith("word/media/")}
    return Package(_packed(parts), media)


def _must_be_zip(data: bytes, name: str) -> None:
    if data.startswith(b"PK"):
        return
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise refuse(
                "it is encrypted, or it opens with a password",
                where=name,
                expected="a Word document without a password",
                remedy="take the password off in Word (File, Info, Protect Document), and save it",
            )
        raise refuse(
            "it is in the format of Word 2003 or older",
            where=name,
            expected="a Word document (.docx)",
            remedy="open it in Word and save it as a Word document (.docx)",
        )
    if data.lstrip()[:5] == b"%PDF-":
        raise refuse(
            "it is a PDF that is named as a Word document",
            where=name,
            expected="a Word document (.docx)",
            remedy="name it .pdf and upload it again, or upload the Word document it was made of",
        )
    raise _not_word(name)


def _not_word(name: str) -> Refused:
    return refuse(
        "it is not a Word document, whatever its name says",
        where=name,
        expected="a Word document (.docx)",
        remedy="open it in the program that made it, and save it as a Word document (.docx)",
    )


def _parts(archive: ZipFile, name: str) -> Iterator[tuple[str, bytes]]:
    """Every part, unpacked up to a limit whatever the file says of its size."""
    entries = archive.infolist()
    if len(entries) > MOST_PARTS:
        raise _bomb(name)
    room = MOST_UNPACKED
    for entry in entries:
        if entry.flag_bits & 1:
            raise refuse(
                "parts of it are encrypted",
                where=name,
                expected="a Word document without a password",
                remedy="take the password off, and save it again",
            )
        held = BytesIO()
        with archive.open(entry) as part:
            while piece := part.read(_PIECE):
                room -= len(piece)
                if room < 0:
                    raise _bomb(name)
                held.write(piece)
        yield entry.filename.replace("\\", "/"), held.getvalue()


def _bomb(name: str) -> Refused:
    return refuse(
        f"unpacked it is larger than {MOST_UNPACKED // 1024 // 1024} MB",
        where=name,
        expected="a paper of ordinary size",
        remedy="make its pictures smaller (Word: Compress Pictures), or split it",
    )


def _must_be_word(parts: dict[str, bytes], name: str) -> None:
    if _MAIN not in parts or "[Content_Types].xml" not in parts:
        raise _not_word(name)
    if "macroEnabled" in parts["[Content_Types].xml"].decode(errors="replace") or any(
        part.lower().endswith(("vbaproject.bin", "vbadata.xml")) for part in parts
    ):
        raise refuse(
            "it holds macros",
            where=name,
            expected="a Word document without macros",
            remedy="save it in Word as a Word document (.docx), which leaves the macros out",
        )


def _must_be_tame(parts: dict[str, bytes], name: str) -> None:
    for part, held in parts.items():
        if not part.endswith((".xml", ".rels")):
            continue
        if any(mark in held.replace(b"\0", b"") for mark in _DECLARES):
            raise refuse(
                "a part of it declares entities, as no Word document does",
                where=f"{name}: {part}",
                expected="a document that Word saved",
                remedy="open it in Word and save it again",
            )
        if part.endswith(".rels"):
            _must_lead_nowhere(held, name)
    said = b"".join(held for part, held in parts.items() if re.fullmatch(r"word/[^/]+\.xml", part))
    for trap in _TRAPS:
        if trap.mark in said:
            raise refuse(
                trap.what, where=name, expected="text, tables, pictures", remedy=trap.remedy
            )


def _must_lead_nowhere(relations: bytes, name: str) -> None:
    for relation in _EXTERNAL.findall(relations):
        if not any(kind in relation for kind in _HARMLESS):
            raise refuse(
                "a part of it, as a picture, is kept outside the file",
                where=name,
                expected="a document that holds all its parts",
                remedy="in Word put the picture in instead of linking to it (Edit Links to Files, "
                "Break Link), and save it again",
            )


def _packed(parts: dict[str, bytes]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        for part, held in parts.items():
            if not part.startswith(_DROPPED) and not part.endswith("/"):
                archive.writestr(ZipInfo(part), held)
    return packed.getvalue()
