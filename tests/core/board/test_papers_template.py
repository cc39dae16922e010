"""The Board's template: what the answers make, and what is recognised in a file."""

import pytest

from saferboard.core.board.papers_template import (
    DEVELOPMENTS,
    LEAD,
    empty_template,
    paper,
    recognised,
)
from saferboard.core.document.tree import (
    Block,
    Column,
    Contact,
    Heading,
    Nested,
    Paragraph,
    Recommendations,
    Table,
)

TABLE = Table("Rates", (Column("Place"),), (("Melton",),))


def made(**answers: str) -> tuple[Block, ...]:
    return paper(answers, title="Prevent", body="The Board", date="10 June 2022").blocks


def test_only_what_is_answered_stands_in_the_paper() -> None:
    assert made() == ()
    assert made(local="Melton differs.") == (
        Heading("Issues in local areas"),
        Paragraph("Melton differs."),
    )


def test_past_and_coming_year_stand_under_one_heading() -> None:
    assert made(past_year="Steady.", coming_year="A form.") == (
        Heading(DEVELOPMENTS),
        Heading("Past year", 2),
        Paragraph("Steady."),
        Heading("Coming year", 2),
        Paragraph("A form."),
    )
    assert made(coming_year="A form.")[0] == Heading(DEVELOPMENTS)


def test_recommendations_are_one_a_line_freed_of_letters() -> None:
    assert made(recommendations="(a) note it;\n- agree it.\n\n3. Send it on.") == (
        Heading("Recommendations"),
        Recommendations(("note it;", "agree it.", "Send it on.")),
    )


def test_each_appendix_begins_with_a_line_that_says_so() -> None:
    assert made(appendices="Appendix A: Rates\nThey fell.\n- one\nAnnex B\nMore.") == (
        Heading("Appendix A: Rates"),
        Paragraph("They fell.", ("one",)),
        Heading("Annex B"),
        Paragraph("More."),
    )
    assert made(appendices="They fell.")[0] == Heading("Appendices")


def test_the_officer_to_contact_is_a_block_of_its_own() -> None:
    assert made(contact_post="Coordinator", contact_email="c@example.org") == (
        Contact("Coordinator", "", "", "c@example.org"),
    )


def test_an_empty_template_recognised_says_nothing() -> None:
    assert recognised(empty_template(title="", body="", date="").blocks) == ()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            [Paragraph("That the Board note it.")],
            [Recommendations(("That the Board note it.",))],
        ),
        (
            [Paragraph("The Board is asked to:", ("note it", Nested("agree", ("a", "b"))))],
            [Recommendations(("note it", Nested("agree", ("a", "b"))), "The Board is asked to:")],
        ),
        (
            [Paragraph("The Board is asked to:"), Paragraph("note it"), Paragraph("agree", ("x",))],
            [Recommendations(("note it", "agree", "x"), "The Board is asked to:")],
        ),
        (
            [Recommendations(("note it",)), TABLE],
            [Recommendations(("note it",)), TABLE],
        ),
        ([Paragraph(LEAD)], []),
        ([Paragraph("Note it."), TABLE], [Recommendations(("Note it.",)), TABLE]),
    ],
)
def test_recommendations_are_recognised(said: list[Block], expected: list[Block]) -> None:
    heading = Heading("Recommendations for the Board")
    assert recognised([heading, *said]) == (heading, *expected)


def test_the_officer_to_contact_is_recognised_by_lines() -> None:
    said = (
        Paragraph("Officers to contact:"),
        Paragraph("Coordinator"),
        Paragraph("County Council", ("Chief Executive’s",)),
        Paragraph("Tel: 01632 960001"),
        Paragraph("Email: c@example.org (mailto:c@example.org)"),
        TABLE,
    )
    assert recognised(said) == (
        Contact(
            "Coordinator", "County Council, Chief Executive’s", "01632 960001", "c@example.org"
        ),
        TABLE,
    )
    assert recognised([Heading("Officer to contact"), TABLE]) == (TABLE,)


def test_headings_that_are_not_the_templates_stay_though_empty() -> None:
    blocks = (Heading("Our own"), Heading("Background"), Heading("More", 2), Paragraph("Text."))
    assert recognised(blocks) == blocks


def test_what_stands_before_any_heading_stays() -> None:
    assert recognised([Paragraph("Text."), TABLE]) == (Paragraph("Text."), TABLE)
