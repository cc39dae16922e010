"""Files that only call themselves Word, and those that hold what no paper needs."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from saferboard.core.faults import Refused
from saferboard.engines.word import package
from saferboard.engines.word.package import look_into
from tests.engines.word.files import repacked, word

CONTENT, MAIN = "[Content_Types].xml", "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
PLAIN = word(lambda document: document.add_paragraph("Steady."))
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
EXTERNAL = (
    b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/%s" Target="https://example.org/x" TargetMode="External"/></Relationships>'
)


def related(kind: bytes) -> bytes:
    more = EXTERNAL % kind
    return repacked(PLAIN, {RELATIONS: lambda old: old.replace(b"</Relationships>", more)})


def with_part(name: str, held: bytes = b"x") -> bytes:
    return repacked(PLAIN, {name: held})


def with_xml(xml: bytes) -> bytes:
    return repacked(PLAIN, {MAIN: lambda old: old.replace(b"<w:t>Steady.", xml + b"<w:t>Steady.")})


def zipped(**parts: bytes) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        for name, held in parts.items():
            archive.writestr(name, held)
    return data.getvalue()


REFUSED = {
    "text": (b"Dear Board, here is the paper.", "not a Word document"),
    "nothing": (b"", "not a Word document"),
    "a PDF renamed": (b"%PDF-1.7\n", "a PDF that is named as a Word document"),
    "a zip without parts": (zipped(a=b"1"), "not a Word document"),
    "an empty zip": (zipped(), "not a Word document"),
    "cut short": (PLAIN[: len(PLAIN) // 2], "damaged"),
    "turned over within": (PLAIN[:2000] + b"\0" * 400 + PLAIN[2400:], "damaged"),
    "Word 2003": (OLE + b"WordDocument" * 50, "Word 2003 or older"),
    "encrypted": (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "macros": (with_part("word/vbaProject.bin"), "holds macros"),
    "macros by type": (
        repacked(PLAIN, {CONTENT: lambda old: old.replace(b"main+xml", b"macroEnabled.main+xml")}),
        "holds macros",
    ),
    "a linked picture": (related(b"image"), "kept outside the file"),
    "a linked object": (related(b"oleObject"), "kept outside the file"),
    "an object": (with_xml(b"<w:object/>"), "object of another program"),
    "a control": (with_xml(b"<w:control/>"), "acts by itself"),
    "a chart": (with_xml(b'<c:chart xmlns:c="http://x/drawingml/2006/chart"/>'), "a chart"),
    "SmartArt": (with_xml(b'<d:r xmlns:d="http://x/drawingml/2006/diagram"/>'), "SmartArt"),
    "a file within": (with_xml(b"<w:altChunk/>"), "another file"),
    "several files": (with_xml(b"<w:subDoc/>"), "made of several files"),
    "entities": (
        repacked(PLAIN, {MAIN: b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "declares entities",
    ),
    "entities in two bytes a letter": (
        repacked(PLAIN, {MAIN: '<!DOCTYPE a [<!ENTITY b "c">]>'.encode("utf-16")}),
        "declares entities",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_plain_word_file_is_refused_and_told_why(kind: str) -> None:
    data, why = REFUSED[kind]
    with pytest.raises(Refused, match=why) as refused:
        look_into(data, name="paper.docx")
    [fault] = refused.value.faults
    assert fault.where.startswith("paper.docx")
    assert fault.remedy


@pytest.mark.parametrize("kind", [b"hyperlink", b"attachedTemplate"])
def test_links_and_the_office_template_are_let_pass(kind: bytes) -> None:
    assert look_into(related(kind), name="paper.docx").data


def test_a_bomb_is_refused_before_it_is_unpacked_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_UNPACKED", 1_000_000)
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        archive.writestr(CONTENT, b"")
        archive.writestr(MAIN, b"\0" * 50_000_000)
    assert len(data.getvalue()) < 100_000
    with pytest.raises(Refused, match="larger than"):
        look_into(data.getvalue(), name="paper.docx")


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_PARTS", 5)
    with pytest.raises(Refused, match="larger than"):
        look_into(PLAIN, name="paper.docx")


def test_what_is_handed_on_is_packed_anew_without_what_is_not_read() -> None:
    data = repacked(PLAIN, {"word/embeddings/x.xlsx": b"sheet", "customXml/item1.xml": b"<a/>"})
    with ZipFile(BytesIO(look_into(data, name="paper.docx").data)) as archive:
        assert MAIN in archive.namelist()
        assert not any(name.startswith(("word/emb", "customXml")) for name in archive.namelist())


def test_a_zip_whose_parts_are_encrypted_is_refused() -> None:
    data = bytearray(zipped(**{CONTENT: b"x", MAIN: b"y"}))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + (6 if mark.endswith(b"\x04") else 8)] |= 1
    with pytest.raises(Refused, match="encrypted"):
        look_into(bytes(data), name="paper.docx")
