"""A PDF read into passages and tables, as the service itself sets them."""

from datetime import date
from io import BytesIO

import pytest
from pikepdf import Encryption, Pdf

from saferboard.core.document.tree import Column, Document, Heading, Paragraph, Table
from saferboard.core.evidence.checking.source import Grid, Passage
from saferboard.core.faults import Refused
from saferboard.engines.pdf import reading
from saferboard.engines.pdf.reading import read_pdf
from saferboard.engines.typesetting.typesetter import document_pdf

DAY = date(2031, 6, 13)
ROWS = (
    ("Vehicle crime, counted with theft from vehicles and interference with them", "7.07", "7.29"),
    ("Burglary", "3.53", "3.91"),
    ("Total", "10.60", "11.20"),
)


def blank(pages: int, **parts: object) -> bytes:
    """Pages without a word."""
    document = Pdf.new()
    for _ in range(pages):
        document.add_blank_page()
    data = BytesIO()
    document.save(data, **parts)
    return data.getvalue()


def made() -> bytes:
    columns = (Column("Indicator"), Column("2015/16", True), Column("2016/17", True))
    blocks = (
        Heading("Summary"),
        Paragraph("Vehicle crime has increased by 10%. " + "It has been rising for years. " * 20),
        Table("Rates per 1,000 people", columns, ROWS),
    )
    return document_pdf(Document("A paper", "Board", "13 June 2031", blocks), made_on=DAY)


def test_paragraphs_are_joined_over_their_lines() -> None:
    source = read_pdf(made(), name="paper.pdf")
    (passage,) = [p for p in source.parts if isinstance(p, Passage) and "10%" in p.text]
    assert passage.text.count("It has been rising for years.") == 20
    assert passage.at(0).words == "page 1, paragraph 1"
    assert source.unread == 0


def test_tables_keep_their_columns_and_wrapped_cells() -> None:
    source = read_pdf(made(), name="paper.pdf")
    rows = [row.texts for grid in source.parts if isinstance(grid, Grid) for row in grid.rows]
    assert [row for row in rows if len(row) == 3] == [("Indicator", "2015/16", "2016/17"), *ROWS]


def test_pages_without_words_are_counted() -> None:
    assert read_pdf(blank(3), name="scan.pdf").unread == 3


def test_what_is_locked_or_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match="it cannot be read"):
        read_pdf(b"%PDF-1.7 and no more", name="broken.pdf")
    locked = blank(1, encryption=Encryption(owner="a", user="b"))
    with pytest.raises(Refused, match="it cannot be read"):
        read_pdf(locked, name="locked.pdf")
    monkeypatch.setattr(reading, "PAGES", 2)
    with pytest.raises(Refused, match="it has 3 pages"):
        read_pdf(blank(3), name="long.pdf")
