"""A document as pieces to be found, each on its page."""

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
from saferboard.core.searching.said import Piece, pieces, placed

TABLE = Table("Rates", (Column("District"), Column("Rate")), (("Melton", "2.81"), ("Blaby", "")))
NOTED = Table("More", (Column("District"),), (), note="Provisional.")
CHART = Chart("Rates", "Melton is at 2.81.", Mark.BAR, "per 1,000", (), TABLE)


def document(*blocks: object) -> Document:
    return Document("A paper", "The Board", "10 June 2022", blocks)  # type: ignore[arg-type]


def test_everything_that_a_document_says_can_be_found_at_its_place() -> None:
    found = list(
        pieces(
            document(
                Paragraph("Before any heading.", numbered=False),
                Heading("Background"),
                Paragraph("Crime fell.", ("in Melton;", Nested("in Blaby:", ("by day;",)))),
                TABLE,
                NOTED,
                CHART,
                Picture("a" * 64, "png", "A map."),
                Heading("Recommendations"),
                Recommendations(("Note it.",), lead="That the Board:"),
                Contact("Team Manager", "County Council"),
                Contact("", ""),
            )
        )
    )
    assert found == [
        Piece("Before any heading."),
        Piece("Background", "section-1", "Background"),
        Piece("Crime fell. (a) in Melton; (b) in Blaby: (i) by day;", "paragraph-1", "Background"),
        Piece("Rates: Melton; 2.81", "section-1", "Background"),
        Piece("Rates: Blaby", "section-1", "Background"),
        Piece("Provisional.", "section-1", "Background"),
        Piece("Rates: Melton is at 2.81.", "section-1", "Background"),
        Piece("A map.", "section-1", "Background"),
        Piece("Recommendations", "section-2", "Recommendations"),
        Piece("That the Board: (a) Note it.", "paragraph-2", "Recommendations"),
        Piece("Team Manager, County Council", "section-2", "Recommendations"),
    ]


def test_a_piece_stands_on_the_page_on_which_it_is_found() -> None:
    pages = ["Agenda\nCrime fell in Mel-\nton.", "Fear fell.", "Crime fell in Melton again."]
    said = ["Crime fell in Melton.", "Drawn words", "Fear fell.", "…", "Crime fell in Melton"]
    assert placed(said, pages, 7) == [7, 7, 8, 8, 9]


def test_without_pages_the_first_is_as_good_as_any() -> None:
    assert placed(["Crime fell."], [], 3) == [3]


def test_a_heading_says_no_more_than_itself() -> None:
    found = pieces(
        Document("A", "The Board", "10 June 2022", (Heading("Crime"), Paragraph("Fell.")))
    )
    assert [one.is_heading for one in found] == [True, False]
    assert not Piece("Alone").is_heading
