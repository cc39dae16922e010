"""Text, Markdown and HTML made into passages and grids."""

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
from saferboard.core.evidence.checking.documents import read_document
from saferboard.core.evidence.checking.lines import read_text
from saferboard.core.evidence.checking.markup import plain_lines, read_html
from saferboard.core.evidence.checking.source import Grid, Passage, Place, Source

LONG = "The rate of burglary has been falling for some time now, and everybody hopes that"


def passages(source: Source) -> list[Passage]:
    return [part for part in source.parts if isinstance(part, Passage)]


def grids(source: Source) -> list[Grid]:
    return [part for part in source.parts if isinstance(part, Grid)]


def said(source: Source) -> list[tuple[str, str, bool]]:
    return [(p.text, p.at(0).words, p.point) for p in passages(source)]


def test_numbers_letters_and_bullets() -> None:
    text = "# Title\n\n12. First.\n- (a) under it\n  b) and this\n- a bullet\n13.1. Next.\n\nShort"
    assert said(read_text(text)) == [
        ("Title", "line 1", False),
        ("First.", "paragraph 12, line 3", False),
        ("under it", "paragraph 12(a), line 4", True),
        ("and this", "paragraph 12(b), line 5", True),
        ("a bullet", "paragraph 12(b), line 6", True),
        ("Next.", "paragraph 13.1, line 7", False),
        ("Short", "line 9", False),
    ]


def test_wrapped_lines_run_on_and_keep_their_places() -> None:
    (passage,) = passages(read_text(f"{LONG}\nit fell by 3%."))
    assert passage.text.endswith("hopes that it fell by 3%.")
    assert passage.at(0).line == 1
    assert passage.at(len(passage.text) - 1).line == 2


def test_a_page_break_inside_a_sentence_is_mended() -> None:
    (first,) = passages(read_text(f"{LONG}\n\nit goes on"))
    assert first.text.endswith("that it goes on")
    assert len(passages(read_text(f"{LONG}.\n\nit begins anew"))) == 2
    assert len(passages(read_text(f"{LONG}\n\nIt begins anew"))) == 2


def test_form_feeds_begin_pages() -> None:
    source = read_text("one\n\ftwo\fthree")
    assert [p.at(0).words for p in passages(source)] == [
        "page 1, line 1",
        "page 2, line 2",
        "page 3, line 2",
    ]


def test_markup_is_taken_off() -> None:
    (passage,) = passages(
        read_text("**Crime**<sup>1</sup> rose in [Melton](https://example.org) by \\*3%\\*_now_")
    )
    assert passage.text == "Crime rose in Melton by 3%now"


def test_tables_by_tabs_and_bars() -> None:
    source = read_text("Area\tNow\nMelton\t3\n\n| Area | Now |\n|---|---|\n| Blaby | 4 |\n\nend")
    (grid,) = grids(source)
    assert [row.texts for row in grid.rows] == [
        ("Area", "Now"),
        ("Melton", "3"),
        ("Area", "Now"),
        ("Blaby", "4"),
    ]
    assert grid.rows[1].place == Place(line=2)


def test_a_mark_and_a_tab_are_a_point_of_a_list() -> None:
    assert said(read_text("1.\tFirst")) == [("First", "paragraph 1, line 1", False)]
    assert grids(read_text("   \n* \n")) == []


def test_nothing_is_known_of_an_empty_place() -> None:
    assert Place().words == "the paper"


def test_html() -> None:
    source = read_html(
        "<html><head><title>no</title></head><body><h1>Title</h1><p>Crime rose<br>by 3%."
        "<script>99%</script></p><ul><li>one</li></ul><img src=x>loose</script>"
        "<table><tr><th>Area</th><th>Now</th></tr><tr><td><p>Melton</p></td><td>3</td></tr>"
        "<tr></tr></table></body></html>"
    )
    assert [p.text for p in passages(source)] == ["Title", "Crime rose", "by 3%.", "one", "loose"]
    assert passages(source)[3].point
    assert [row.texts[:2] for row in grids(source)[0].rows] == [("Area", "Now"), ("Melton", "3")]
    assert source.unread == 1


def test_cells_outside_a_row_are_words() -> None:
    assert [p.text for p in passages(read_html("<td>lost</td></tr>"))] == ["lost"]


def test_a_paper_of_the_service() -> None:
    table = Table("Burglary", (Column("Area"), Column("Now", True)), (("Melton", "3"),), "A note")
    document = Document(
        "Title",
        "Board",
        "1 May 2031",
        (
            Heading("Summary"),
            Paragraph("It fell.", ("a", Nested("b", ("c",)))),
            table,
            Chart("Chart", "Summary", Mark.BAR, "", (), Table("", table.columns, table.rows)),
            Picture("0" * 64, "png", "alt"),
            Recommendations(("note it",)),
            Contact("Officer", "Council"),
        ),
    )
    source = read_document(document)
    assert said(source) == [
        ("Summary", "the paper", False),
        ("It fell.", "paragraph 1", False),
        ("a", "paragraph 1(a)", True),
        ("b", "paragraph 1(b)", True),
        ("c", "paragraph 1(b)(i)", True),
        ("Burglary", "the paper", False),
        ("A note", "the paper", False),
        ("", "the paper", False),
        ("note it", "paragraph 2(a)", True),
    ]
    assert [row.texts for row in grids(source)[0].rows] == [("Area", "Now"), ("Melton", "3")]
    assert source.unread == 1


def test_what_is_too_long_for_a_word_is_cut() -> None:
    (passage,) = passages(read_text("Crime " + "1" * 5000 + " rose"))
    assert passage.text == "Crime " + "1" * 120 + "… rose"


def test_a_page_as_lines_keeps_the_cells_of_a_row_apart() -> None:
    page = (
        "<head><title>no</title></head><p>One\n two</p><table><tr><th>A</th><td>B</td></tr></table>"
    )
    assert plain_lines(page + "last") == "One two\n\nA\tB\nlast\n"
