"""Text as people type it."""

import pytest

from saferboard.core.document.tree import Nested, Paragraph
from saferboard.core.document.written import lines, paragraphs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        (" \r\n\r\n ", ()),
        ("One\nstill one.\n\nTwo.", (Paragraph("One still one."), Paragraph("Two."))),
        ("Lead:\n- a\n– b\r\n• c", (Paragraph("Lead:", ("a", "b", "c")),)),
        ("Lead:\n\n- a\n\n- b", (Paragraph("Lead:", ("a", "b")),)),
        (
            "Lead:\n- a\n  - deep\n\t- deeper\n- b",
            (Paragraph("Lead:", (Nested("a", ("deep", "deeper")), "b")),),
        ),
        ("Lead:\n  - a", (Paragraph("Lead:", ("a",)),)),
        ("- a\n- b", (Paragraph("a", ("b",)),)),
        ("Lead:\n- a\nAfter.", (Paragraph("Lead:", ("a",)), Paragraph("After."))),
        ("-5 degrees", (Paragraph("-5 degrees"),)),
    ],
)
def test_paragraphs_and_points(text: str, expected: tuple[Paragraph, ...]) -> None:
    assert paragraphs(text) == expected


def test_one_thing_a_line() -> None:
    assert lines("(a) one\nb) two\n\n iv. three\n- four\n12. five\nI. Six") == (
        "one",
        "two",
        "three",
        "four",
        "five",
        "I. Six",
    )
