"""The diagram, the checklist and the page say what the table says."""

from saferboard.core.casework.process.drawing import (
    Edge,
    Right,
    checklist,
    described,
    edges,
    rights,
)
from saferboard.core.document.tree import Heading, Paragraph, Table
from tests.core.casework.process.sound import REVIEW, process

ONE = process()


def test_the_diagram_is_its_arrows() -> None:
    assert edges(ONE) == (
        Edge("referred", "recommended", "recommend"),
        Edge("recommended", "decided", "decide"),
        Edge("recommended", "refused", "refuse"),
        Edge("decided", "refused", "refuse"),
        Edge("decided", "notified", "notify"),
    )


def test_rights() -> None:
    assert rights(ONE) == {
        Right("referred", "recommend", "crg"),
        Right("recommended", "decide", "chair"),
        Right("recommended", "refuse", "chair"),
        Right("decided", "refuse", "chair"),
        Right("decided", "notify", "spbo"),
    }


def test_the_checklist() -> None:
    assert checklist(ONE, "referred") == (
        "Recommend (Case Review Group), within 10 working days; needed: legal advice, minutes",
    )
    assert checklist(ONE, "recommended") == (
        "Decide (CSP chair), within 1 month of 'Recommend'",
        "Refuse (CSP chair), within 1 month; needed: rationale",
    )
    assert checklist(ONE, "decided")[1] == "Notify (business office), within 1 working day"
    assert checklist(ONE, "notified") == ()


def test_the_page() -> None:
    page = described(ONE)
    assert (page.title, page.body) == ("Review", "Version 1, in force from 1 June 2024")
    assert page.blocks[0] == Paragraph("Source: made up.", numbered=False)
    headings = [block.text for block in page.blocks if isinstance(block, Heading)]
    assert headings == ["Referred", "Recommended", "Decided", "Lines of communication"]
    tables = [block for block in page.blocks if isinstance(block, Table)]
    assert tables[1].rows[0] == (
        "Decide",
        "Decided",
        "CSP chair",
        "within 1 month of 'Recommend'",
        "",
        "district lead, county Community Safety Team, Case Review Group",
        "an Act, s.9",
    )
    last = page.blocks[-1]
    assert isinstance(last, Paragraph)
    assert last.points[0] == "Case Review Group and county Community Safety Team"
    assert len(last.points) == 5


def test_a_page_without_lines() -> None:
    text = REVIEW[: REVIEW.index("[[lines]]")] + REVIEW[REVIEW.index("[[steps]]") :]
    untold = "\n".join(line for line in text.splitlines() if not line.startswith("told"))
    assert isinstance(described(process(untold)).blocks[-1], Table)
