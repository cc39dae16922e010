from datetime import date, time

from saferboard.core.board.pack import (
    AgendaItem,
    Attached,
    Meeting,
    Options,
    Pack,
    Stamp,
)
from saferboard.core.board.pack_source import blank_source, paper_sheet, part_sources, stamp_source
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


def _sources(n: int, first: int) -> dict[str, str]:
    item, paper = PACK.papers[n]
    sheet = paper_sheet(PACK, paper, 3, tagged=False)
    return part_sources(PACK, sheet, first, PACK.mark(item), lambda _: "x.svg")


def test_a_part_is_a_source_with_the_number_of_its_first_page_and_its_mark() -> None:
    assert _sources(0, 3)["main.typ"].splitlines() == [
        '#import "paper.typ": *',
        '#show: look.with(title: "Agenda Item 4: Performance", '
        'author: "The \\"Board\\"", language: "cy", region: "")',
        '#part(3, "The \\"Board\\", 10 June 2022", "Agenda Item 4", include "part.typ")',
    ]


def test_a_sheet_without_a_mark_bears_the_title_of_the_pack() -> None:
    main = part_sources(PACK, PAPER, 1, "", lambda _: "x.svg")["main.typ"]
    assert 'title: "Agenda pack: The \\"Board\\", 10 June 2022"' in main


def test_a_part_is_marked_and_its_headings_stand_below_its_title() -> None:
    part = _sources(0, 3)["part.typ"]
    assert 'mark: "Agenda Item 4"' in part
    assert "level: 1" in part
    assert '#heading("Why", level: 2)' in part


def test_of_an_attached_file_the_divider_is_set() -> None:
    part = _sources(1, 5)["part.typ"]
    assert "The next 3 pages were supplied by the Police" in part
    assert "has no tags" in part


def test_a_blank_page_is_a_source_too() -> None:
    assert blank_source(PACK, 2).splitlines()[-1] == "#blank(2)"


def test_stamps_are_as_large_as_the_pages_they_go_on() -> None:
    source = stamp_source([Stamp(9, "Agenda Item 5")], [(720.0, 405.5)])
    assert source.splitlines()[-1] == '#stamp(720.0pt, 405.5pt, "Agenda Item 5", 9)'
