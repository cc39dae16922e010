from dataclasses import replace
from datetime import date
from io import BytesIO

import page
import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from page import ValidationProfile
from pikepdf import Dictionary, Name, Pdf

from saferboard.core.document.text import plain, typst_string
from saferboard.core.document.tree import (
    Chart,
    Column,
    Contact,
    Document,
    Heading,
    Mark,
    Paragraph,
    Point,
    Recommendations,
    Series,
    Table,
)
from saferboard.engines.typesetting.typesetter import (
    NotTypeset,
    displayable,
    document_pdf,
    pdf,
    spelled_out,
)

DAY = date(2022, 6, 10)
HOSTILE = (
    "<script> \"quoted\" 'x' & # $ * _ @label < > \\ [ ] ` = / - + ŵ ŷ 😀 שלום مرحبا -- https://x"
)
TABLE = Table(
    "Rates by district",
    (Column("District"), Column("Rate", numeric=True)),
    (("Melton", "2.81"), ("Blaby", "missing")),
    note="Rates per 1,000 people.",
)
CHART = Chart(
    "Vehicle crime",
    "Vehicle crime fell in both districts.",
    Mark.BAR,
    "per 1,000",
    (Series("2021/22", (Point("Melton", 2.81, 2.0, 3.5), Point("Blaby", None))),),
    TABLE,
)
PAPER = Document(
    "Safer Communities Performance",
    "The Strategy Board",
    "10 June 2022",
    (
        Heading("Purpose of report"),
        Paragraph("This report updates the Board."),
        Heading("Empty section"),
        Heading("Position"),
        Heading("Vehicle crime", 2),
        Paragraph("It fell:", ("in Melton;", "in Blaby.")),
        Paragraph("An aside.", ("one",), numbered=False),
        CHART,
        Heading("Recommendations"),
        Recommendations(("Note the report;", "Ask for more.")),
        Contact("Team Manager", "County Council", "0116 496 0000", "team@example.org"),
    ),
    author="Community Safety Team",
)


def _text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(p.get_textpage().get_text_range() for p in document)
    finally:
        document.close()


def _faults(data: bytes) -> list[str]:
    report = page.validate_pdf_bytes(data, profile=ValidationProfile.PDF_UA_1)
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def test_a_paper_is_valid_pdf_ua() -> None:
    assert _faults(document_pdf(PAPER, made_on=DAY)) == []


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert document_pdf(PAPER, made_on=DAY) == document_pdf(PAPER, made_on=DAY)


def test_the_paper_says_what_the_document_says() -> None:
    text = _text(document_pdf(PAPER, made_on=DAY))
    for words in (
        "The Strategy Board",
        "10 June 2022",
        "1. This report updates the Board.",
        "2. It fell:",
        "(a) in Melton;",
        "3. It is recommended that the Board:",
        "(b) Ask for more.",
        "Officer to contact",
        "Telephone: 0116 496 0000",
        "no figure",
        "Figures behind the charts",
        "missing",
    ):
        assert words in text.replace("\r\n", "\n")


def test_hostile_characters_come_through_as_text_wherever_they_stand() -> None:
    table = Table(HOSTILE, (Column(HOSTILE), Column("B")), ((HOSTILE, HOSTILE),), HOSTILE)
    series = (Series(HOSTILE.replace("😀", ""), (Point("Melton", 1.5),)),)
    document = Document(
        HOSTILE,
        HOSTILE,
        HOSTILE,
        (
            Heading(HOSTILE),
            Paragraph(HOSTILE, (HOSTILE,)),
            Paragraph(HOSTILE, numbered=False),
            table,
            Chart(HOSTILE, HOSTILE, Mark.LINE, "unit", series, table),
            Recommendations((HOSTILE,), HOSTILE),
            Contact(HOSTILE, HOSTILE, HOSTILE, HOSTILE),
        ),
        author=HOSTILE,
    )
    made = document_pdf(document, made_on=DAY)
    assert _faults(made) == []
    text = _text(made)
    assert "[grinning face]" in text
    assert "@label" in text
    assert "ŵ ŷ" in text


@settings(max_examples=40, deadline=None)
@given(st.text())
@example("\ufffd\ufeff\u200d\u202e")
@example("\U0010ffff\ue000")
@example("e\u0301\u0327 👩‍👧")
def test_any_text_can_be_typeset(text: str) -> None:
    made = document_pdf(replace(PAPER, blocks=(Paragraph(f"Before {text} after."),)), made_on=DAY)
    assert "Before" in _text(made)


@given(st.text(alphabet=st.characters(max_codepoint=0x24F, exclude_categories=["Cc", "Cf"])))
@settings(max_examples=40, deadline=None)
def test_any_latin_text_can_be_read_back(text: str) -> None:
    made = document_pdf(replace(PAPER, blocks=(Paragraph(f"Before {text} after."),)), made_on=DAY)
    read = _text(made)
    for word in plain(spelled_out(text)).split():
        if len(word) < 20 and word.isalnum() and word.isascii():
            assert word in read


def test_a_long_table_repeats_its_header_on_every_page() -> None:
    rows = tuple((f"Row {n}", str(n)) for n in range(150))
    long = Table("A long table", (Column("District name"), Column("Rate", True)), rows)
    made = document_pdf(replace(PAPER, blocks=(long,)), made_on=DAY)
    assert _faults(made) == []
    document = pypdfium2.PdfDocument(made)
    pages = [p.get_textpage().get_text_range() for p in document]
    document.close()
    assert len(pages) >= 4
    assert all("District name" in text for text in pages)
    assert "Row 149" in pages[-1]


def test_a_word_longer_than_a_line_stays_on_the_page() -> None:
    address = "https://example.org/" + "averylongpath" * 16
    table = Table("T", (Column("Where"), Column("What")), ((address, "x"),))
    made = document_pdf(replace(PAPER, blocks=(Paragraph(address), table)), made_on=DAY)
    assert _faults(made) == []
    document = pypdfium2.PdfDocument(made)
    sheet = document[0]
    words = sheet.get_textpage()
    right = max(words.get_charbox(n)[2] for n in range(words.count_chars()))
    width = sheet.get_width()
    document.close()
    assert right < width - 60


def test_the_title_page_has_no_running_header_and_the_next_has() -> None:
    made = document_pdf(replace(PAPER, blocks=(Paragraph("word " * 900),)), made_on=DAY)
    document = pypdfium2.PdfDocument(made)
    first, second = (document[n].get_textpage().get_text_range() for n in (0, 1))
    document.close()
    assert first.count(PAPER.title) == 1
    assert second.startswith(PAPER.title)


def _elements(pdf: Pdf, kind: Name) -> list[Dictionary]:
    return [o for o in pdf.objects if isinstance(o, Dictionary) and o.get(Name.S) == kind]


def test_columns_and_rows_have_headers_in_the_tags() -> None:
    made = document_pdf(replace(PAPER, blocks=(TABLE,)), made_on=DAY)
    with Pdf.open(BytesIO(made)) as pdf:
        scopes = [str(header.A[0].Scope) for header in _elements(pdf, Name.TH)]
        assert sorted(scopes) == ["/Column", "/Column", "/Row", "/Row"]
        assert len(_elements(pdf, Name.TD)) == 2


def test_the_tags_are_those_of_a_paper() -> None:
    with Pdf.open(BytesIO(document_pdf(PAPER, made_on=DAY))) as pdf:
        assert [str(h.T) for h in _elements(pdf, Name.H1)] == [
            "Purpose of report",
            "Empty section",
            "Position",
            "Recommendations",
            "Figures behind the charts",
        ]
        assert [str(h.T) for h in _elements(pdf, Name.H2)] == ["Vehicle crime"]
        assert [str(f.Alt) for f in _elements(pdf, Name.Figure)] == [CHART.summary]
        # Three numbered paragraphs, and the points of two of them and of the aside.
        assert len(_elements(pdf, Name.LI)) == 3 + 2 + 1 + 2
        assert len(_elements(pdf, Name.Caption)) == 2


def test_a_fault_in_the_source_says_where() -> None:
    with pytest.raises(NotTypeset, match=r"unknown variable: nonsense[\s\S]*main\.typ"):
        pdf("#nonsense", {}, made_on=DAY)


def test_a_picture_without_words_is_refused() -> None:
    square = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    source = '#set document(title: "T")\n#image("square.svg")'
    with pytest.raises(NotTypeset, match="alt"):
        pdf(source, {"square.svg": square}, made_on=DAY)


def test_only_what_no_font_holds_is_spelled_out() -> None:
    assert not displayable("😀")
    assert displayable("ŷ")
    assert spelled_out(typst_string("a ŷ 😀")) == '"a ŷ [grinning face]"'
    assert spelled_out("\U0010fffe") == "[character 10fffe]"
