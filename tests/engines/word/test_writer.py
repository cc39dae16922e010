from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

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
from saferboard.engines.word import writer
from saferboard.engines.word.writer import NotWritten, document_docx

DAY = date(2022, 6, 10)
HOSTILE = '<b> "quoted" & # $x^2$ *a* _b_ @c \\d [e](f) ` ![g](h) ŵ ŷ 😀 שלום'
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
    (Series("2021/22", (Point("Melton", 2.81), Point("Blaby", None))),),
    TABLE,
)
PAPER = Document(
    "Safer Communities Performance",
    "The Strategy Board",
    "10 June 2022",
    (
        Heading("Purpose"),
        Paragraph("This report updates the Board."),
        Heading("Position"),
        Heading("Vehicle crime", 2),
        Paragraph("It fell:", ("in Melton;", "in Blaby.")),
        Paragraph("An aside.", numbered=False),
        CHART,
        Recommendations(("Note the report;", "Ask for more.")),
        Contact("Team Manager", "County Council", "", "team@example.org"),
    ),
    author="Community Safety Team",
)


def _word(document: Document = PAPER) -> WordDocument:
    return docx.Document(BytesIO(document_docx(document, made_on=DAY)))


def _list(word: WordDocument, text: str) -> tuple[int, str, str]:
    """Level, first number and shape of the list that the paragraph with this text belongs to."""
    (paragraph,) = [p for p in word.paragraphs if p.text == text]
    assert paragraph._p.pPr is not None
    assert paragraph._p.pPr.numPr is not None
    level = str(paragraph._p.pPr.numPr.ilvl.val)
    number = str(paragraph._p.pPr.numPr.numId.val)
    numbering = word.part.numbering_part.element
    (num,) = numbering.xpath(f"w:num[@w:numId={number}]")
    abstract = num.find(qn("w:abstractNumId")).get(qn("w:val"))
    start = num.xpath(f"w:lvlOverride[@w:ilvl={level}]/w:startOverride/@w:val")
    path = f"w:abstractNum[@w:abstractNumId={abstract}]/w:lvl[@w:ilvl={level}]"
    (shape,) = numbering.xpath(f"{path}/w:lvlText/@w:val")
    start = start or numbering.xpath(f"{path}/w:start/@w:val")
    return int(level), start[0], shape


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert document_docx(PAPER, made_on=DAY) == document_docx(PAPER, made_on=DAY)


def test_the_file_says_its_title_author_language_and_date() -> None:
    properties = _word().core_properties
    assert properties.title == PAPER.title
    assert properties.author == PAPER.author
    assert properties.language == "en-GB"
    assert properties.created.date() == DAY
    assert _word(replace(PAPER, author="")).core_properties.author == ""


def test_headings_and_title_have_their_styles() -> None:
    styles = [(p.style.name, p.text) for p in _word().paragraphs if p.style is not None]
    assert ("Title", PAPER.title) in styles
    assert ("Subtitle", PAPER.body) in styles
    assert ("Heading 1", "Position") in styles
    assert ("Heading 2", "Vehicle crime") in styles
    assert ("Heading 1", "Figures behind the charts") in styles
    assert ("Contact", "Email: team@example.org") in styles
    assert not [text for _, text in styles if text.startswith("Telephone")]


def test_numbers_run_on_and_points_are_lettered() -> None:
    word = _word()
    assert _list(word, "This report updates the Board.") == (0, "1", "%1.")
    assert _list(word, "It fell:") == (0, "2", "%1.")
    level, _, shape = _list(word, "in Melton;")
    assert (level, shape) == (1, "(%2)")
    assert _list(word, "It is recommended that the Board:") == (0, "3", "%1.")
    (aside,) = [p for p in word.paragraphs if p.text == "An aside."]
    assert aside._p.pPr is None or aside._p.pPr.numPr is None


def test_tables_have_header_rows_that_repeat() -> None:
    (table,) = _word().tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["District", "Rate"],
        ["Melton", "2.81"],
        ["Blaby", "missing"],
    ]
    assert [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows] == [True, False, False]
    assert [p.text for p in _word().paragraphs].count("Rates by district") == 1


def test_a_chart_is_a_picture_with_words() -> None:
    (picture,) = _word().inline_shapes
    properties = picture._inline.docPr
    assert properties.get("descr") == CHART.summary
    assert picture.width.cm == pytest.approx(15.5, abs=0.1)


def test_hostile_characters_are_only_text() -> None:
    table = Table(HOSTILE, (Column(HOSTILE),), ((HOSTILE,),), HOSTILE)
    document = Document(HOSTILE, HOSTILE, HOSTILE, (Heading(HOSTILE), Paragraph(HOSTILE), table))
    word = _word(document)
    assert [p.text for p in word.paragraphs].count(HOSTILE) == 7
    assert [cell.text for row in word.tables[0].rows for cell in row.cells] == [HOSTILE, HOSTILE]


def test_an_empty_paper_is_still_a_word_file() -> None:
    assert _word(replace(PAPER, blocks=())).paragraphs[0].text == PAPER.title


def test_a_failure_of_pandoc_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "pandoc_tree", lambda *_: {"not": "a tree"})
    with pytest.raises(NotWritten, match="JSON"):
        document_docx(PAPER, made_on=DAY)
