"""Workbooks and CSV files that are traps, made by hand: part by part, as no spreadsheet saves."""

import zipfile
from io import BytesIO

from saferboard.core.casework.asb.incidents import COLUMNS

SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
)
_MAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def book(sheet: str | bytes, at: str = "worksheets/sheet1.xml", **more: bytes) -> bytes:
    """A workbook of one sheet, whose part stands where it is said to stand."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
            f'<Override PartName="/xl/{at}" ContentType="{_TYPES}.worksheet+xml"/></Types>'
        ),
        "_rels/.rels": _relations(f"{_MAIN}/officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": (
            '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
            f'xmlns:r="{_MAIN}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _relations(f"{_MAIN}/worksheet", at),
        f"xl/{at}": sheet,
        **more,
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _relations(kind: str, target: str) -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{kind}" Target="{target}"/></Relationships>'
    )


def cell(at: str, said: str = "x") -> str:
    """A cell with a text in it."""
    return f'<c r="{at}" t="inlineStr"><is><t>{said}</t></is></c>'


def rows(cells: str) -> str:
    """A sheet of these rows."""
    return SHEET.format(f"<sheetData>{cells}</sheetData>")


ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefg", "bcdefgh", strict=True))
    + "]>"
    + rows(f"<row r='1'>{cell('A1', '&h;')}</row>")
)
ONE = f'<row r="1">{cell("A1")}</row>'
FAR = ONE + f'<row r="1048576">{cell("XFD1048576")}</row>'
LEADING = '<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>'
HIDDEN = '<cols><col min="1" max="2000000000" hidden="1"/></cols>'
MERGED = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
DEEP = "<a>" * 1_000_000 + "</a>" * 1_000_000
MANY = "".join(f'<row r="{n}"/>' for n in range(1, 1_000_001))

LARGER, WIDE = "far larger when it is unpacked", "nearly all empty"
MANY_CELLS = "rows and cells in use"
BOOKS: dict[str, tuple[bytes, str]] = {
    "plain bomb": (book(rows(ONE), **{"xl/media/x.png": b"\0" * 70_000_000}), LARGER),
    "bomb in the sheet": (book(rows(ONE + " " * 70_000_000)), LARGER),
    "archives in an archive": (
        book(rows(ONE), **{"xl/x.zip": book(b"\0" * 60_000_000)}),
        "columns",
    ),
    "entities": (book(ENTITIES), "file is damaged"),
    "entities in UTF-16": (
        book(ENTITIES.replace("1.0", '1.0" encoding="UTF-16').encode("utf-16")),
        LARGER,
    ),
    "deep": (book(SHEET.format(DEEP)), LARGER),
    "deep in a row": (book(rows(f"<row>{DEEP}</row>")), LARGER),
    "a million empty rows": (book(rows(MANY)), LARGER),
    "a million empty rows elsewhere": (book(rows(MANY), at="other/s.xml"), LARGER),
    "a million empty rows in UTF-16": (book(rows(MANY).encode("utf-16")), LARGER),
    "a cell in the last corner": (book(rows(FAR)), WIDE),
    "every cell merged": (book(rows(ONE).replace("</sheetData>", "</sheetData>" + MERGED)), LARGER),
    "every cell a link": (
        book(rows(ONE).replace("</sheetData>", "</sheetData>" + LEADING)),
        LARGER,
    ),
    "hidden columns without end": (
        book(rows(ONE).replace("<sheetData>", HIDDEN + "<sheetData>")),
        "columns",
    ),
}
HEADER = ",".join(COLUMNS).encode()
TEXTS: dict[str, tuple[bytes, str]] = {
    "one line without end": (HEADER + b"\n" + b"x" * 5_000_000, "larger than field limit"),
    "one line of commas": (b"," * 5_000_000, "columns"),
    "a quotation mark without end": (HEADER + b'\n"' + b"\n" * 5_000_000, "proper CSV"),
    "more than may be sent": (HEADER + b"\n" * 5_300_000, "more than 5 MB"),
    "a row a letter": (HEADER + b"\n" + b"x\n" * 400_000, "rows are filled in"),
    "two million rows of a letter": (HEADER + b"\n" + b"x\n" * 2_400_000, "rows are filled in"),
    "a hundred thousand headings": (
        ",".join(f"heading {n}" for n in range(100_000)).encode(),
        "100,000 columns have a heading",
    ),
    "no text": (b"\0" * 5_000_000, "NUL bytes"),
}
