"""A document is the same after it was stored."""

import json

import pytest

from saferboard.core.document.stored import from_json, to_json
from saferboard.core.document.tree import (
    Chart,
    Column,
    Contact,
    Document,
    Heading,
    Level,
    Mark,
    Nested,
    Paragraph,
    Picture,
    Point,
    Recommendations,
    Series,
    Table,
)
from saferboard.core.faults import Refused

TABLE = Table("Rates", (Column("Place"), Column("Rate", numeric=True)), (("Melton", "2"),), "Note")
DOCUMENT = Document(
    "Prevent",
    "The Board",
    "10 June 2022",
    (
        Heading("Background", 2),
        Paragraph("Text.", ("a", Nested("b", ("i", Nested("ii", ("A",))))), numbered=False),
        TABLE,
        Chart(
            "Rates",
            "Melton is at 2.",
            Mark.BAR,
            "per 1,000",
            (Series("Melton", (Point("2021-04", 2.5, 1.0, None, True), Point("2021-05", None))),),
            TABLE,
            (Level("target", 3.0),),
        ),
        Picture("ab" * 32, "png", "A map", "Map"),
        Recommendations(("note it",), "The Board is asked to:"),
        Contact("Coordinator", "Council", "01632 960001", "c@example.org"),
    ),
    "Coordinator",
    "cy-GB",
)


def test_a_document_comes_back_as_it_was() -> None:
    back = from_json(json.loads(json.dumps(to_json(DOCUMENT))))
    assert back == DOCUMENT
    assert isinstance(back.blocks[3], Chart)
    assert back.blocks[3].mark is Mark.BAR


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"is": "Sculpture"},
        {"is": "Heading", "text": "Background"},
        {"is": "Document", "title": "x"},
        {**to_json(DOCUMENT), "colour": "red"},
        {"is": "Chart", "mark": "pie"},
    ],
)
def test_what_is_not_a_document_is_refused(stored: dict[str, object]) -> None:
    with pytest.raises(Refused, match="not a document"):
        from_json(stored)
