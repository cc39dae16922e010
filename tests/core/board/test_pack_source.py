from datetime import date, time

import pytest

from saferboard.core.board.pack import (
    AgendaItem,
    Attached,
    Length,
    Meeting,
    Options,
    Pack,
    Stamp,
    lay_out,
)
from saferboard.core.board.pack_source import measured, pack_sources, stamp_source
from saferboard.core.document.tree import Document, Heading, Paragraph

MEETING = Meeting('The "Board"', date(2022, 6, 10), time(10, 0), "County Hall")
PAPER = Document("Performance", "The Board", "10 June 2022", (Heading("Why"), Paragraph("So.")))
PACK = Pack(
    MEETING,
    (
        AgendaItem(4, "Performance", papers=(PAPER,)),
        AgendaItem(5, "Slides", papers=(Attached("Slides", "the Police", b"x"),)),
    ),
    Options(odd_start=True),
    language="cy",
)


def _sources() -> dict[str, str]:
    layout = lay_out(PACK, 1, [Length(2), Length(1, 3)])
    return pack_sources(PACK, layout, [True, False], lambda _: "x.svg")


def test_the_pack_is_one_source_that_takes_in_a_file_a_part() -> None:
    assert _sources()["main.typ"].splitlines() == [
        '#import "paper.typ": *',
        '#show: look.with(title: "Agenda pack: The \\"Board\\", 10 June 2022", '
        'author: "The \\"Board\\"", language: "cy", region: "")',
        '#part(1, "The \\"Board\\", 10 June 2022", "", include "part-0.typ")',
        '#part(3, "The \\"Board\\", 10 June 2022", "Agenda Item 4", include "part-1.typ")',
        '#part(5, "The \\"Board\\", 10 June 2022", "Agenda Item 5", include "part-2.typ")',
        "#blank(2)",
    ]


def test_a_part_is_marked_and_its_headings_stand_below_its_title() -> None:
    part = _sources()["part-1.typ"]
    assert 'mark: "Agenda Item 4"' in part
    assert "level: 1" in part
    assert '#heading("Why", level: 2)' in part


def test_the_agenda_and_the_divider_are_parts_too() -> None:
    sources = _sources()
    assert '"3 to 4"' in sources["part-0.typ"]
    assert '"5 to 8"' in sources["part-0.typ"]
    assert "The next 3 pages were supplied by the Police" in sources["part-2.typ"]
    assert "has no tags" in sources["part-2.typ"]


def test_lengths_come_from_the_edges_of_the_parts() -> None:
    assert measured([1, 2, 3, 8, 10, 10], [0, 4]) == (2, [Length(6), Length(1, 4)])
    with pytest.raises(ValueError, match="zip"):
        measured([1, 2, 3, 8], [0, 4])


def test_stamps_are_as_large_as_the_pages_they_go_on() -> None:
    source = stamp_source([Stamp(9, "Agenda Item 5")], [(720.0, 405.5)])
    assert source.splitlines()[-1] == '#stamp(720.0pt, 405.5pt, "Agenda Item 5", 9)'
