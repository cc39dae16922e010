"""What a Word file says, and that nothing of it is lost in silence."""

import subprocess
from datetime import date
from hashlib import sha256
from io import BytesIO

import docx
import pypandoc
import pytest
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.shared import Cm

from saferboard.core.board.papers_template import empty_template, paper, recognised
from saferboard.core.document.tree import (
    Block,
    Column,
    Document,
    Heading,
    Nested,
    Paragraph,
    Picture,
    Table,
)
from saferboard.core.faults import Refused
from saferboard.engines.typesetting.typesetter import document_pdf
from saferboard.engines.word.reader import Read, read_docx
from saferboard.engines.word.tables import FLATTENED
from saferboard.engines.word.writer import document_docx
from tests.engines.word.files import W, png, run, word

DAY = date(2022, 6, 1)
ANSWERS = {
    "purpose": "To tell.",
    "background": "Two teams became one.\n\nIts parts are:\n- advice\n  - by telephone\n- checks",
    "past_year": "Steady.",
    "coming_year": "A form.",
    "partners": "Refer early.",
    "local": "Melton differs.",
    "recommendations": "note the paper; and\nagree the form.",
    "contact_post": "Prevent Coordinator",
    "contact_organisation": "County Council",
    "contact_telephone": "01632 960001",
    "contact_email": "prevent@example.org",
    "appendices": "Appendix A: Referrals\nThey are few.",
}


def read(write: object) -> Read:
    return read_docx(word(write), name="paper.docx")  # type: ignore[arg-type]


def blocks(write: object) -> tuple[Block, ...]:
    return read(write).blocks


def found(write: object) -> list[str]:
    return [finding.what for finding in read(write).findings]


def by_pandoc(markdown: str) -> bytes:
    """A Word file with what python-docx cannot make: footnotes, lists within lists."""
    command = [pypandoc.get_pandoc_path(), "--from=markdown", "--to=docx", "--output=-"]
    return subprocess.run(command, input=markdown.encode(), capture_output=True, check=True).stdout


def test_what_we_write_as_word_is_read_back_the_same() -> None:
    table = Table("Rates", (Column("Place"), Column("Rate", numeric=True)), (("Melton", "2.8"),))
    written = paper(ANSWERS, title="Prevent", body="The Board", date="10 June 2022")
    written = Document("Prevent", "The Board", "10 June 2022", (*written.blocks, table))
    back = read_docx(document_docx(written, made_on=DAY), name="paper.docx")
    assert back.title == "Prevent"
    assert recognised(back.blocks) == written.blocks
    assert back.findings == ()


def test_the_template_filled_in_by_hand_is_the_paper_the_form_makes() -> None:
    wanted = paper(
        {k: v for k, v in ANSWERS.items() if k not in ("appendices", "background")},
        title="Prevent",
        body="The Board",
        date="10 June 2022",
    )
    template = empty_template(title="Prevent", body="The Board", date="10 June 2022")
    filled = docx.Document(BytesIO(document_docx(template, made_on=DAY)))
    said = {
        "[What the Board should": ANSWERS["purpose"],
        "[What was done": ANSWERS["past_year"],
        "[What is planned": ANSWERS["coming_year"],
        "[What partners": ANSWERS["partners"],
        "[Where districts": ANSWERS["local"],
        "[What the Board is asked": "note the paper; and",
        "[Post": ANSWERS["contact_post"],
        "[Organisation": ANSWERS["contact_organisation"],
        "[Telephone": "Telephone: 01632 960001",
        "[Email": "Email: prevent@example.org",
    }
    for paragraph in list(filled.paragraphs):
        for hint, text in said.items():
            if paragraph.text.startswith(hint):
                paragraph.runs[0].text = text
                for other in paragraph.runs[1:]:
                    other.text = ""
                if text == "note the paper; and":
                    more = parse_xml(paragraph._p.xml)
                    paragraph._p.addnext(more)
                    docx.text.paragraph.Paragraph(more, None).runs[0].text = "agree the form."  # type: ignore[arg-type]
    data = BytesIO()
    filled.save(data)
    back = read_docx(data.getvalue(), name="paper.docx")
    assert recognised(back.blocks) == wanted.blocks


def test_a_template_sent_back_empty_says_nothing() -> None:
    template = empty_template(title="Prevent", body="The Board", date="10 June 2022")
    back = read_docx(document_docx(template, made_on=DAY), name="paper.docx")
    assert recognised(back.blocks) == ()


def test_headings_paragraphs_and_nested_lists() -> None:
    back = read_docx(
        by_pandoc(
            "# Background\n\nIt has parts:\n\n- advice\n    - by telephone\n- checks\n\n"
            "## More\n\n1\\. A number typed by hand.\n"
        ),
        name="paper.docx",
    )
    assert back.blocks == (
        Heading("Background"),
        Paragraph("It has parts:", (Nested("advice", ("by telephone",)), "checks")),
        Heading("More", 2),
        Paragraph("A number typed by hand."),
    )


def test_numbered_paragraphs_are_numbered_and_what_stands_between_is_not() -> None:
    text = "1. First.\n\n    a. one\n\n2. Second.\n\nBetween.\n\n3. Third.\n"
    assert read_docx(by_pandoc(text), name="paper.docx").blocks == (
        Paragraph("First.", ("one",)),
        Paragraph("Second."),
        Paragraph("Between.", numbered=False),
        Paragraph("Third."),
    )


def test_words_keep_their_links_quotes_and_raised_figures() -> None:
    def write(document: Word) -> None:
        line = document.add_paragraph("See ")
        identity = document.part.relate_to(
            "https://example.org/a",
            docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK,
            is_external=True,
        )
        run(
            line,
            f'<w:hyperlink {W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
            f'relationships" r:id="{identity}"><w:r><w:t>the plan</w:t></w:r></w:hyperlink>',
        )
        line.add_run(", 5 km")
        line.add_run("2").font.superscript = True

    assert blocks(write) == (Paragraph("See the plan (https://example.org/a), 5 km²"),)


def test_footnotes_are_numbered_notes_at_the_end() -> None:
    data = by_pandoc(
        "Referrals rose.[^1] And fell.[^2]\n\n[^1]: In one quarter.\n\n[^2]: In the next.\n"
    )
    assert read_docx(data, name="paper.docx").blocks == (
        Paragraph("Referrals rose. [1] And fell. [2]"),
        Heading("Notes"),
        Paragraph("[1] In one quarter.", numbered=False),
        Paragraph("[2] In the next.", numbered=False),
    )


def _table(document: Word, merge: bool = False) -> None:
    table = document.add_table(3, 3)
    for r, row in enumerate(
        (("Place", "Before", "Now"), ("Melton", "1", "2"), ("Blaby", "3", "-"))
    ):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    if merge:
        table.cell(0, 1).merge(table.cell(0, 2))


def test_a_table_is_read_with_its_header_and_told_to_lack_a_caption() -> None:
    [table] = blocks(_table)
    columns = (Column("Place"), Column("Before", numeric=True), Column("Now", numeric=True))
    assert table == Table("Table 1", columns, (("Melton", "1", "2"), ("Blaby", "3", "-")))
    assert found(_table)[0] == "The table has no caption"


def test_a_caption_above_a_table_is_its_caption() -> None:
    def write(document: Word) -> None:
        document.add_paragraph("Rates by district", style="Caption")
        _table(document)

    [table] = blocks(write)
    assert isinstance(table, Table)
    assert table.caption == "Rates by district"
    assert "The table has no caption" not in found(write)


def test_merged_cells_are_laid_flat_with_a_note() -> None:
    [table] = blocks(lambda document: _table(document, merge=True))
    assert isinstance(table, Table)
    assert [column.name for column in table.columns] == ["Place", "Before Now", "Before Now"]
    assert table.note == FLATTENED
    assert any("merged cells" in what for what in found(lambda d: _table(d, merge=True)))


def test_a_box_round_text_is_not_a_table() -> None:
    def write(document: Word) -> None:
        document.add_table(1, 1).cell(0, 0).text = "Mind this."

    assert blocks(write) == (Paragraph("Mind this."),)


def test_a_picture_is_kept_by_its_hash_and_set_with_its_words() -> None:
    def write(document: Word) -> None:
        document.add_picture(BytesIO(png()), width=Cm(5))
        drawing = document.paragraphs[-1]._p.xpath(".//wp:docPr")[0]
        drawing.set("descr", "A blue box")

    got = read(write)
    sha = sha256(png()).hexdigest()
    assert got.blocks == (Picture(sha, "png", "A blue box"),)
    assert got.pictures == {sha: png()}
    document = Document("Prevent", "The Board", "", got.blocks)
    made = document_pdf(document, made_on=DAY, kept=lambda p: got.pictures[p.sha])
    assert b"A blue box" in made or len(made) > 5000
    again = read_docx(
        document_docx(document, made_on=DAY, kept=lambda p: got.pictures[p.sha]), name="a.docx"
    )
    assert again.blocks == got.blocks


def test_a_picture_that_no_page_can_show_is_refused() -> None:
    def write(document: Word) -> None:
        document.add_picture(BytesIO(png(60_000, 1_000)), width=Cm(5))

    with pytest.raises(Refused, match="cannot be shown"):
        read(write)


@pytest.mark.parametrize("kind", ["ins", "del"])
def test_tracked_changes_are_refused_with_where_they_are(kind: str) -> None:
    word_of = "t" if kind == "ins" else "delText"

    def write(document: Word) -> None:
        document.add_heading("Coming year", 1)
        run(
            document.add_paragraph("A form "),
            f'<w:{kind} {W} w:id="1" w:author="A. Example" w:date="2022-01-01T00:00:00Z">'
            f"<w:r><w:{word_of}>will begin</w:{word_of}></w:r></w:{kind}>",
        )

    with pytest.raises(Refused) as refused:
        read(write)
    [fault] = refused.value.faults
    assert "will begin" in fault.what
    assert "under “Coming year”" in fault.where
    assert "A. Example" not in str(fault)


def test_comments_are_left_out_and_that_is_told() -> None:
    def write(document: Word) -> None:
        line = document.add_paragraph("Steady.")
        document.add_comment(line.runs[0], text="Are we sure?", author="A. Example", initials="A")

    assert blocks(write) == (Paragraph("Steady."),)
    assert found(write) == ["1 comment was left out"]


def test_bold_text_in_place_of_a_heading_is_told() -> None:
    def write(document: Word) -> None:
        document.add_paragraph().add_run("Background").bold = True

    assert found(write) == ["“Background” looks like a heading but is set as bold text"]
