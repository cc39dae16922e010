from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.board.pack import (
    Absent,
    AgendaItem,
    Attached,
    ItemKind,
    Length,
    Meeting,
    Options,
    Pack,
    Stamp,
    item_pages,
    lay_out,
    stamps,
)
from saferboard.core.board.pack_copies import private_copy, public_copy, supplement
from saferboard.core.board.pack_sheets import agenda_sheet, divider_sheet, restricted_words
from saferboard.core.document.tree import Contact, Document, Paragraph, Table

MEETING = Meeting("The Board", date(2022, 6, 10), time(10, 0), "County Hall")
PAPER = Document("A paper", "The Board", "10 June 2022", ())
SLIDES = Attached("Slides", "the Police", b"%PDF")
ITEMS = (
    AgendaItem(1, "Introductions", ItemKind.STANDING),
    AgendaItem(2, "Performance", ItemKind.REPORT, "Team Manager", (PAPER,)),
    AgendaItem(3, "County lines", ItemKind.PRESENTATION, "Superintendent", (PAPER, SLIDES)),
    AgendaItem(4, "Update", ItemKind.ORAL),
    AgendaItem(5, "Prevent", ItemKind.REPORT, "", (PAPER,)),
)
LENGTHS = [Length(6), Length(2), Length(1, 4), Length(1)]


def _pack(*, odd: bool = False) -> Pack:
    return Pack(MEETING, ITEMS, Options(odd_start=odd))


def _ranges(*, odd: bool) -> list[tuple[int, int]]:
    layout = lay_out(_pack(odd=odd), 2, LENGTHS)
    return [(placed.first, placed.last) for placed in layout.papers]


def test_papers_follow_one_another() -> None:
    assert _ranges(odd=False) == [(3, 8), (9, 10), (11, 15), (16, 16)]
    assert lay_out(_pack(), 2, LENGTHS).pages == 16


def test_with_odd_start_a_paper_after_an_odd_page_waits_for_a_blank_one() -> None:
    assert _ranges(odd=True) == [(3, 8), (9, 10), (11, 15), (17, 17)]
    layout = lay_out(_pack(odd=True), 2, LENGTHS)
    assert [placed.blank_before for placed in layout.papers] == [False, False, False, True]
    assert layout.own_pages == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 17]
    assert layout.blank_pages == [16]


def test_without_it_there_are_no_blank_pages() -> None:
    layout = lay_out(_pack(), 1, LENGTHS)
    assert not any(placed.blank_before for placed in layout.papers)
    assert [placed.first for placed in layout.papers] == [2, 8, 10, 15]


def test_a_length_for_every_paper_is_asked_for() -> None:
    with pytest.raises(ValueError, match="3 lengths for 4 papers"):
        lay_out(_pack(), 2, LENGTHS[:3])


@given(
    st.lists(st.tuples(st.integers(1, 30), st.integers(0, 30)), max_size=12),
    st.integers(1, 5),
    st.booleans(),
)
def test_every_page_belongs_to_one_thing(
    lengths: list[tuple[int, int]], agenda: int, odd: bool
) -> None:
    items = tuple(AgendaItem(n, "x", papers=(PAPER,)) for n in range(len(lengths)))
    pack = Pack(MEETING, items, Options(odd_start=odd))
    layout = lay_out(pack, agenda, [Length(own, attached) for own, attached in lengths])
    others = [page for placed in layout.papers for page in placed.attached_pages]
    assert sorted([*layout.own_pages, *layout.blank_pages, *others]) == list(
        range(1, layout.pages + 1)
    )
    assert [stamp.page for stamp in stamps(pack, layout)] == others
    if odd:
        assert all(placed.first % 2 for placed in layout.papers)
    for placed, (own, attached) in zip(layout.papers, lengths, strict=True):
        assert placed.last - placed.first + 1 == own + attached


def test_an_item_reaches_from_its_first_paper_to_its_last() -> None:
    pack = _pack()
    pages = [(pages[0], pages[-1]) if pages else None for _, pages in
             item_pages(pack, lay_out(pack, 2, LENGTHS))]  # fmt: skip
    assert pages == [None, (3, 8), (9, 15), None, (16, 16)]


def test_only_other_peoples_pages_are_stamped() -> None:
    pack = _pack()
    assert stamps(pack, lay_out(pack, 2, LENGTHS)) == tuple(
        Stamp(page, "Agenda Item 3") for page in (12, 13, 14, 15)
    )


def test_the_agenda_gives_pages_or_says_what_comes_instead() -> None:
    items = (
        *ITEMS,
        AgendaItem(6, "Late paper", ItemKind.REPORT),
        AgendaItem(7, "Talk", ItemKind.PRESENTATION),
    )
    pack = Pack(MEETING, items)
    sheet = agenda_sheet(pack, lay_out(pack, 2, LENGTHS))
    assert (sheet.body, sheet.date) == ("The Board", "Friday 10 June 2022 at 10.00 am")
    venue, table = sheet.blocks
    assert venue == Paragraph("County Hall", numbered=False)
    assert isinstance(table, Table)
    assert table.rows == (
        ("1", "Introductions", "", "No paper"),
        ("2", "Performance", "Team Manager", "3 to 8"),
        ("3", "County lines", "Superintendent", "9 to 15 (presentation)"),
        ("4", "Update", "", "Oral update"),
        ("5", "Prevent", "", "16"),
        ("6", "Late paper", "", "To follow"),
        ("7", "Talk", "", "Presentation"),
    )


@pytest.mark.parametrize(
    ("hour", "words"),
    [(time(0, 5), "12.05 am"), (time(12, 0), "12.00 pm"), (time(18, 30), "6.30 pm")],
)
def test_times_are_written_as_councils_do(hour: time, words: str) -> None:
    assert Meeting("B", date(2024, 3, 1), hour, "V").when == f"Friday 1 March 2024 at {words}"


@pytest.mark.parametrize(
    ("pages", "tagged", "words"),
    [
        (1, False, ["The next page was supplied by the Police", "has no tags"]),
        (7, True, ["The next 7 pages were supplied by the Police", "has lost its tags"]),
    ],
)
def test_the_divider_says_whose_the_pages_are_and_what_they_lack(
    pages: int, tagged: bool, words: list[str]
) -> None:
    sheet = divider_sheet(_pack(), SLIDES, pages, tagged=tagged)
    assert sheet.title == "Slides"
    assert "somebody else" in str(
        divider_sheet(_pack(), replace(SLIDES, supplied_by=""), pages, tagged=tagged)
    )
    text = " ".join(block.text for block in sheet.blocks if isinstance(block, Paragraph))
    for said in (*words, "does not meet the accessibility standard PDF/UA", "a file of their own"):
        assert said in text


def test_a_pack_has_a_title() -> None:
    assert _pack().title == "Agenda pack: The Board, 10 June 2022"


PRIVATE = AgendaItem(
    6, "A contract", papers=(PAPER,), paragraph=3, public_interest="Prices would be known."
)


def _words(pack: Pack, lengths: list[Length]) -> str:
    sheet = agenda_sheet(pack, lay_out(pack, 1, lengths))
    return " ".join(block.text for block in sheet.blocks if isinstance(block, Paragraph))


def test_the_public_copy_shows_a_restricted_item_with_its_paragraph_and_not_its_papers() -> None:
    pack = public_copy(Pack(MEETING, (*ITEMS, PRIVATE)))
    assert [item.papers for item in pack.items[:5]] == [item.papers for item in ITEMS]
    assert pack.items[5].papers == ()
    table = agenda_sheet(pack, lay_out(pack, 1, LENGTHS)).blocks[1]
    assert isinstance(table, Table)
    assert table.rows[5] == ("6", "A contract", "", "Not for publication")
    words = _words(pack, LENGTHS)
    assert "paragraph 3 of Part 1 of Schedule 12A" in words
    assert "(information relating to the financial" in words
    assert "Prices would be known." not in words, "the reason can give the matter away"
    own = restricted_words(PRIVATE)
    assert "Prices would be known." in own


def test_a_paragraph_that_the_schedule_lacks_is_given_by_its_number_alone() -> None:
    words = _words(Pack(MEETING, (replace(PRIVATE, paragraph=9, public_interest=""),)), [Length(1)])
    assert words.endswith(
        "under paragraph 9 of Part 1 of Schedule 12A to the Local Government Act 1972."
    )


def test_the_private_copy_is_restricted_papers_alone_and_numbers_on() -> None:
    pack = private_copy(Pack(MEETING, (*ITEMS, PRIVATE), absent=(Absent("X", "Withdrawn"),)), 17)
    assert pack is not None
    assert pack.items == (PRIVATE,)
    assert pack.absent == ()
    assert pack.mark(PRIVATE) == "Agenda Item 6: not for publication (paragraph 3)"
    layout = lay_out(pack, 1, [Length(3)])
    assert (layout.agenda.first, layout.papers[0].first, layout.last) == (17, 18, 20)
    assert layout.pages == 4
    assert pack.title == "Private papers: The Board, 10 June 2022"


def test_there_is_no_private_copy_without_restricted_papers() -> None:
    assert private_copy(Pack(MEETING, (*ITEMS, replace(PRIVATE, papers=()))), 17) is None


def test_a_supplement_holds_the_new_papers_alone_and_numbers_on() -> None:
    pack = supplement(_pack(), 2, 17, {(3, 1), (5, 0)})
    assert [(item.number, item.papers) for item in pack.items] == [(3, (SLIDES,)), (5, (PAPER,))]
    layout = lay_out(pack, 1, [Length(1, 4), Length(1)])
    assert [placed.first for placed in layout.papers] == [18, 23]
    assert pack.title == "Supplement 2 to the agenda pack: The Board, 10 June 2022"
    assert agenda_sheet(pack, layout).title == "Supplement 2"
    assert [stamp.page for stamp in stamps(pack, layout)] == [19, 20, 21, 22]


def test_the_agenda_tells_what_is_not_taken_and_why_a_late_paper_is() -> None:
    late = AgendaItem(1, "Late", late="The figures came on Monday.", papers=(PAPER,))
    gone = (Absent("Fire", "Withdrawn", "No figures."), Absent("Roads", "Deferred to 9 September"))
    pack = Pack(MEETING, (late,), absent=gone)
    assert "Item 1 has a late paper. The figures came on Monday." in _words(pack, [Length(1)])
    table = agenda_sheet(pack, lay_out(pack, 1, [Length(1)])).blocks[-1]
    assert isinstance(table, Table)
    assert table.rows == (
        ("Fire", "Withdrawn", "No figures."),
        ("Roads", "Deferred to 9 September", ""),
    )


def test_the_public_copy_names_officers_to_contact_by_post_alone() -> None:
    contact = Contact("Team Manager", "County Council", "01632 960001", "team@example.org")
    paper = replace(PAPER, blocks=(*PAPER.blocks, contact))
    pack = public_copy(Pack(MEETING, (replace(ITEMS[0], papers=(paper, SLIDES)),)))
    said, slides = pack.items[0].papers
    assert isinstance(said, Document)
    assert said.blocks == (*PAPER.blocks, Contact("Team Manager", "County Council"))
    assert slides is SLIDES
