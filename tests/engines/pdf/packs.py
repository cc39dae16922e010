"""A small pack with all that binding must tell apart, and what its tests ask of a PDF."""

from datetime import date, time
from io import BytesIO

import page
import pypdfium2
from page import ValidationProfile
from pikepdf import Array, Dictionary, Name, Pdf, String

from saferboard.core.board.pack import AgendaItem, Attached, ItemKind, Meeting, Pack
from saferboard.core.document.tree import (
    Chart,
    Column,
    Document,
    Heading,
    Mark,
    Paragraph,
    Point,
    Series,
    Table,
)

DAY = date(2022, 6, 1)
MEETING = Meeting(
    "Leicestershire Safer Communities Strategy Board",
    date(2022, 6, 10),
    time(10, 0),
    "Committee Room, County Hall",
)
TABLE = Table("Rates", (Column("District"), Column("Rate", True)), (("Melton", "2.81"),))
CHART = Chart("Rates", "Melton is at 2.81.", Mark.BAR, "per 1,000",
              (Series("x", (Point("Melton", 2.81),)),), TABLE)  # fmt: skip


def made_paper(title: str, paragraphs: int) -> Document:
    blocks = (
        Heading("Background"),
        *(Paragraph(f"Paragraph of {title}. " + "Some words. " * 60) for _ in range(paragraphs)),
        TABLE,
        CHART,
    )
    return Document(title, MEETING.body, MEETING.day, blocks)


def made_slides(pages: int, *, turned: int | None = None) -> bytes:
    """Landscape slides that say their number, with a form field, an outward and an inward link."""
    pdf = Pdf.new()
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    for number in range(pages):
        sheet = pdf.add_blank_page(page_size=(720, 405))
        sheet.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        words = f"BT /F1 40 Tf 60 200 Td (Slide {number + 1}) Tj ET".encode()
        sheet.obj.Contents = pdf.make_stream(words)
        sheet.obj.StructParents = number
        sheet.obj.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))
        outward = Dictionary(S=Name.URI, URI=String("https://example.org"))
        inward = Dictionary(S=Name.JavaScript, JS=String("app.alert(2)"))
        sheet.obj.Annots = Array(
            Dictionary(Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
            for action in (outward, inward)
        )
        if number == turned:
            sheet.obj.Rotate = 90
    saved = BytesIO()
    pdf.save(saved)
    return saved.getvalue()


ITEMS = (
    AgendaItem(1, "Introductions", ItemKind.STANDING),
    AgendaItem(2, "Performance", ItemKind.REPORT, "Manager", (made_paper("Performance", 12),)),
    AgendaItem(3, "County lines", ItemKind.PRESENTATION, "Superintendent",
               (Attached("County lines: slides", "Leicestershire Police",
                         made_slides(4, turned=1)),)),
    AgendaItem(4, "Spoken", ItemKind.ORAL, "Head of Service"),
    AgendaItem(5, "Prevent", ItemKind.REPORT, "Coordinator",
               (made_paper("Prevent", 3), Attached("Prevent annex", "A charity", made_slides(1)))),
    AgendaItem(6, "Last", ItemKind.REPORT, "Clerk", (made_paper("Last", 1),)),
)  # fmt: skip
PACK = Pack(MEETING, ITEMS)


def texts_of(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [p.get_textpage().get_text_range() for p in document]
    finally:
        document.close()


def faults_of(data: bytes) -> set[str]:
    report = page.validate_pdf_bytes(data, profile=ValidationProfile.PDF_UA_1)
    return {failure.rule_id for failure in report.failures}
