"""A pack read page by page: lines in order, cells by tabs, pages by form feeds."""

from datetime import date

import pytest
import typst
from pikepdf import Encryption

from saferboard.core.document.tree import Column, Document, Heading, Paragraph, Table
from saferboard.core.faults import Refused
from saferboard.engines.pdf import pages
from saferboard.engines.pdf.binder import bind
from saferboard.engines.pdf.pages import pages_of
from saferboard.engines.typesetting.typesetter import document_pdf
from tests.engines.pdf.packs import DAY, PACK
from tests.engines.pdf.test_reading import blank

ROWS = (
    ("1", "6.6.25", "Write to every partner about the survey and say when it ends", "Green"),
    ("2", "6.6.25", "Bring the figures back", "Amber"),
)


def typeset(source: str) -> bytes:
    made = typst.compile(source.encode())
    assert isinstance(made, bytes)
    return made


def test_pages_are_apart_by_a_form_feed_and_in_order() -> None:
    text = pages_of(bind(PACK, made_on=DAY).whole, name="pack.pdf")
    read = text.split("\n\f")
    assert len(read) == bind(PACK, made_on=DAY).layout.pages
    assert "\f" not in "".join(read)
    slides = [page for page in read if "Slide 2" in page]
    assert len(slides) == 1
    assert "Agenda Item 3" in slides[0]


def test_cells_are_apart_by_tabs_and_wrapped_cells_are_one_row() -> None:
    columns = tuple(Column(name) for name in ("No.", "Date", "Action", "Status"))
    blocks = (Heading("Actions"), Table("Action log", columns, ROWS))
    paper = document_pdf(Document("Log", "Board", "6 June 2025", blocks), made_on=date(2025, 6, 6))
    rows = [line.split("\t") for line in pages_of(paper, name="log.pdf").split("\n")]
    assert [row for row in rows if len(row) == 4] == [
        ["No.", "Date", "Action", "Status"],
        *map(list, ROWS),
    ]


def test_a_cell_with_nothing_in_it_keeps_its_place() -> None:
    names = ("No.", "Date", "Action", "Comments", "Status")
    columns = tuple(map(Column, names))
    rows = (
        ("1", "6.6.25", "Write to every partner about the survey", "", "Green"),
        ("", "5.9.25", "", "Reply awaited from two of the district councils", ""),
        ("2", "6.6.25", "Bring the figures back", "On the agenda", "Amber"),
    )
    table = Document("Log", "Board", "6 June 2025", (Table("Action log", columns, rows),))
    paper = document_pdf(table, made_on=DAY)
    read = [tuple(line.split("\t")) for line in pages_of(paper, name="log.pdf").split("\n")]
    assert [row for row in read if len(row) > 1] == [names, *rows]


def test_a_heading_of_two_lines_is_one_and_a_broken_word_goes_on() -> None:
    source = """#set page(width: 330pt)
    #table(columns: (20pt, 90pt, 60pt, 60pt), align: left + bottom,
      [No], [Business], [Presented by], [Pages],
      [1], [Night-\\
      time economy], [Officer], [3 to 5])
    """
    lines = pages_of(typeset(source), name="table.pdf").split("\n")
    assert [line.split("\t") for line in lines if "\t" in line] == [
        ["No", "Business", "Presented by", "Pages"],
        ["1", "Night-time economy", "Officer", "3 to 5"],
    ]


def test_prose_below_a_table_is_no_row_of_it() -> None:
    columns = tuple(Column(name) for name in ("Name", "Organisation", "Note"))
    rows = (("Orla Quillby", "Northshire Police", "in the Chair"),)
    words = "The Board considered the report. " * 8
    blocks = (Table("Present", columns, rows), Paragraph(words, numbered=False))
    paper = document_pdf(Document("Minutes", "Board", "6 June 2025", blocks), made_on=DAY)
    text = pages_of(paper, name="minutes.pdf")
    assert words.strip() in text.replace("\n", " ")


def test_a_number_that_hangs_before_its_paragraph_makes_no_row() -> None:
    blocks = (Heading("Background"), Paragraph("The Board met."), Paragraph("It met again."))
    paper = document_pdf(Document("Paper", "Board", "6 June 2025", blocks), made_on=DAY)
    lines = pages_of(paper, name="paper.pdf").split("\n")
    assert "1. The Board met." in lines
    assert "2. It met again." in lines


def test_what_is_drawn_later_is_read_where_it_stands() -> None:
    source = "#place(top, dy: 60pt)[Second]\n#place(top, dy: 120pt)[Third]\n#place(top)[First]"
    lines = pages_of(typeset(source), name="placed.pdf").split("\n")
    assert [line for line in lines if line] == ["First", "Second", "Third"]


def test_a_word_broken_at_the_end_of_a_line_keeps_its_hyphen_there() -> None:
    source = (
        '#set page(width: 150pt)\n#set text(lang: "en", hyphenate: true)\n'
        "Neighbourhood 𝒜 representatives collaboratively investigated characteristic "
        "misunderstandings.\n#table(columns: 3, [aa 𝒜], [bb], [c-d])"
    )
    lines = pages_of(typeset(source), name="broken.pdf").split("\n")
    joined = "\n".join(lines)
    assert "-\n" in joined
    said = joined.replace("-\n", "").replace("\n", " ")
    assert "representatives collaboratively investigated characteristic" in said
    assert "aa 𝒜\tbb\tc-d" in lines


def test_what_is_locked_broken_or_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    locked = blank(1, encryption=Encryption(owner="a", user="b"))
    for data in (b"", b"%PDF-1.7 and no more", b"PK\x03\x04", locked):
        with pytest.raises(Refused, match="it cannot be read"):
            pages_of(data, name="pack.pdf")
    monkeypatch.setattr(pages, "PAGES", 2)
    with pytest.raises(Refused, match="it has 3 pages"):
        pages_of(blank(3), name="long.pdf")


def test_pages_without_words_are_pages_too() -> None:
    assert pages_of(blank(3), name="scan.pdf") == "\n\f\n\f"
