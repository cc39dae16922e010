from dataclasses import replace

from saferboard.core.document.tree import (
    Chart,
    Column,
    Contact,
    Document,
    Heading,
    Mark,
    Nested,
    Paragraph,
    Picture,
    Recommendations,
    Table,
)
from saferboard.core.document.typst import to_fragment, to_typst

TABLE = Table(
    "Rates", (Column("Place"), Column("Rate", numeric=True)), (("Melton", "2.81"),), note="A note."
)
CHART = Chart("Rates", "Melton is at 2.81.", Mark.BAR, "per 1,000", (), TABLE)
PAPER = Document("Performance", "The Board", "10 June 2022", ())


def _lines(*blocks: object, level: int = 1) -> list[str]:
    document = replace(PAPER, blocks=blocks)  # type: ignore[arg-type]
    return to_fragment(document, lambda _: "one.svg", level=level).split("\n")[1:]


def test_the_source_says_who_what_when_and_in_which_language() -> None:
    first, second, third = to_typst(replace(PAPER, author="Team"), str).strip().split("\n")
    assert first == '#import "paper.typ": *'
    assert second == (
        '#show: paper.with(title: "Performance", author: "Team", body: "The Board", '
        'date: "10 June 2022", language: "en", region: "GB")'
    )
    assert third == '#opening("The Board", "10 June 2022", "Performance", level: 0, mark: "")'


def test_a_language_may_have_no_region() -> None:
    assert 'language: "cy", region: ""' in to_typst(replace(PAPER, language="cy"), str)


def test_numbered_paragraphs_carry_their_number_and_points() -> None:
    assert _lines(
        Paragraph("One."),
        Paragraph("Two.", ("a point",)),
        Heading("Next"),
        Recommendations(("Note it;", "Act.")),
    ) == [
        '#numbered(1, ("One.", (), ), ("Two.", ("a point", ), ))',
        '#heading("Next", level: 1)',
        '#numbered(3, ("It is recommended that the Board:", ("Note it;", "Act.", ), ))',
    ]


def test_a_paragraph_may_carry_no_number() -> None:
    assert _lines(Paragraph("Plain.", ("x",), numbered=False)) == ['#unnumbered("Plain.", ("x", ))']


def test_headings_hang_below_the_level_given() -> None:
    assert _lines(Heading("A"), Heading("B", 2), level=2) == [
        '#heading("A", level: 2)',
        '#heading("B", level: 3)',
    ]


def test_a_chart_names_its_picture_and_puts_its_table_at_the_end() -> None:
    chart, heading, table = _lines(CHART)
    assert chart == '#chart("one.svg", "Rates", "Melton is at 2.81.")'
    assert heading == '#heading("Figures behind the charts", level: 1)'
    assert table.startswith('#records("Rates", ("Place", "Rate", ), (("Melton", "2.81", ), ), ')
    assert 'note: "A note."' in table
    assert "numeric: (false, true, )" in table


def test_the_contact_is_handed_over_whole() -> None:
    assert _lines(Contact("Post", "Council", "0116", "a@example.org")) == [
        '#contact("Post", "Council", "0116", "a@example.org")'
    ]


def test_nothing_said_can_leave_its_string() -> None:
    text = '"); #panic("x") \\" $ * _ @ < > [ ] `\n= Heading'
    assert _lines(Paragraph(text)) == [
        '#numbered(1, ("\\"); #panic(\\"x\\") \\\\\\" $ * _ @ < > [ ] ` = Heading", (), ))'
    ]


def test_a_table_is_fitted_to_the_page() -> None:
    (line,) = _lines(TABLE)
    assert "width: 50%, columns: (10fr, 8fr, ), numeric: (false, true, ), size: 10pt" in line


def test_a_table_without_rows_still_has_its_header() -> None:
    (line,) = _lines(Table("Empty", (Column("Place"), Column("Rate")), ()))
    assert '("Place", "Rate", ), (), ' in line


def test_a_very_long_cell_may_break_over_pages() -> None:
    (short,) = _lines(TABLE)
    (long,) = _lines(replace(TABLE, rows=(("word " * 200, "1"),)))
    assert "kept: true" in short
    assert "rows_kept: true" in short
    assert "rows_kept: false" in long


def test_a_short_table_stands_on_one_page_and_a_long_one_may_break() -> None:
    (short,) = _lines(replace(TABLE, rows=TABLE.rows * 17))
    (long,) = _lines(replace(TABLE, rows=TABLE.rows * 18))
    assert ", kept: true" in short
    assert ", kept: false" in long


def test_a_picture_and_points_within_points_are_strings_too() -> None:
    blocks = (
        Picture("ab", "png", 'A "map"', "Map"),
        Paragraph("Lead:", (Nested("one", ("#deep",)), "two")),
    )
    source = to_fragment(Document("T", "B", "D", blocks), lambda _: "picture-1.png")
    assert '#picture("picture-1.png", "Map", "A \\"map\\"")' in source
    assert '("one", ("#deep", ), )' in source
