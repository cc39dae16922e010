"""What the paper check finds, and where."""

import pytest

from saferboard.core.board.papers_check import check
from saferboard.core.document.tree import (
    Block,
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

ASKED = Recommendations(("note it",))


def found(*blocks: Block) -> list[tuple[int | None, str]]:
    return [(f.block, f.what) for f in check(Document("Prevent", "The Board", "", blocks))]


def test_nothing_is_found_in_a_good_paper() -> None:
    text = "The Serious Violence Duty (SVD) began. The SVD goes on, at https://example.org/ABC."
    assert found(Heading("Background"), Paragraph(text), Contact("Coordinator", ""), ASKED) == []


def test_an_empty_paper_must_say_something() -> None:
    [finding] = check(Document("Prevent", "The Board", "", ()))
    assert (finding.what, finding.must) == ("The paper says nothing yet", True)


def test_a_paper_that_asks_for_nothing() -> None:
    assert found(Paragraph("Text.")) == [(None, "There is no recommendation")]


def test_a_heading_that_skips_a_level_and_one_with_nothing_under_it() -> None:
    assert found(Heading("A"), Heading("B", 3), Paragraph("Text."), Heading("C"), ASKED) == [
        (1, "The heading “B” skips a level")
    ]
    assert found(ASKED, Heading("A"), Heading("B"), Heading("C", 2)) == [
        (1, "Nothing stands under the heading “A”"),
        (3, "Nothing stands under the heading “C”"),
    ]


def test_a_picture_without_words_must_be_answered() -> None:
    [finding] = check(Document("", "", "", (Picture("ab", "png", " "), ASKED)))
    assert (finding.block, finding.must) == (0, True)
    assert found(Picture("ab", "png", "A map."), ASKED) == []


TABLE = Table("QRS", (Column("Place"),), (("TUV",),), note="WXY")


@pytest.mark.parametrize(
    ("block", "acronyms"),
    [
        (Heading("The ABC plan"), ["ABC"]),
        (
            Paragraph("Of the ABC, and ABCs.", ("DEF", Nested("GHI", ("JKL",)))),
            ["ABC", "DEF", "GHI", "JKL"],
        ),
        (Recommendations(("ABC is noted",)), ["ABC"]),
        (TABLE, ["QRS", "TUV", "WXY"]),
        (Picture("ab", "png", "x", "The ABC map"), ["ABC"]),
        (Chart("The ABC chart", "", Mark.LINE, "", (), TABLE), ["ABC"]),
        (Paragraph("The UK and Part II."), []),
        (Paragraph("SHOUTED FROM THE ROOFS"), []),
        (Paragraph("At a@ABC.org."), []),
    ],
)
def test_acronyms_that_are_never_spelled_out(block: Block, acronyms: list[str]) -> None:
    told = found(block, Paragraph("Text."), ASKED)
    assert [what.split()[0] for _, what in told] == acronyms


def test_an_acronym_is_told_once_and_a_title_may_spell_it_out() -> None:
    assert len(found(Paragraph("The ABC."), Paragraph("The ABC."), ASKED)) == 1
    document = Document("The Alpha Beta Club (ABC)", "", "", (Paragraph("The ABC."), ASKED))
    assert check(document) == ()
