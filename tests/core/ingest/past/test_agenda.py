"""Covers and agendas."""

from datetime import date

import pytest

from saferboard.core.board.pack import ItemKind
from saferboard.core.ingest.past.pack.agenda import begins_item, pages_in, read_agenda
from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import clean, lines_of
from saferboard.core.ingest.past.values import AgendaItem, Meeting

PLAIN = """NORTHBY SAFER BOARD

Friday, 14 June 2019 at 10.00 am

Committee Room - Town Hall

Agenda

Please note: the meeting will be filmed.

1. Election of Chairman.
2. Minutes of previous meeting. (Pages 3 - 10)
3. Lamps Update. (Pages 11 - 16)
*This report will be presented by Ada Lund, Head of Lamps,
Northby Council.*
4. Parks.
*A presentation will be given by Bob Marsh (Police).*
5. Roads.
- An oral update will be provided at the meeting by Cal Nunn.

24

6. Ways of Northby (WON) and
Paths (Page 25)
7. Exempt: Lamps. (pages l7 - 2O)
8. Streets.
9. Dates of future meetings.

Future meetings of the Board will be on these dates:

20 September 2019;
6 December 2019.
"""


def read(text: str) -> tuple[Meeting, Ledger]:
    lines = lines_of(text)
    ledger = Ledger(lines)
    meeting = read_agenda(lines, ledger)
    assert meeting is not None
    return meeting, ledger


def items(text: str) -> list[tuple[int | None, str]]:
    return [(one.number, one.title) for one in read(text)[0].agenda]


def item(text: str) -> AgendaItem:
    return read(f"Agenda\n\n1. Lamps\n2. {text}\n3. Roads")[0].agenda[1]


def test_a_whole_agenda() -> None:
    meeting, ledger = read(PLAIN)
    assert (meeting.body, meeting.on) == ("NORTHBY SAFER BOARD", date(2019, 6, 14))
    assert (meeting.venue, meeting.starts) == ("Committee Room - Town Hall", "10.00 am")
    assert meeting.future == (date(2019, 9, 20), date(2019, 12, 6))
    assert [one.number for one in meeting.agenda] == list(range(1, 10))
    assert [one.kind for one in meeting.agenda] == [
        ItemKind.STANDING,
        ItemKind.STANDING,
        ItemKind.REPORT,
        ItemKind.PRESENTATION,
        ItemKind.ORAL,
        ItemKind.REPORT,
        ItemKind.REPORT,
        ItemKind.REPORT,
        ItemKind.STANDING,
    ]
    pages = [one.pages for one in meeting.agenda]
    assert pages == [None, (3, 10), (11, 16), None, None, (25, 25), (17, 20), None, None]
    assert [one.presenter for one in meeting.agenda[2:5]] == [
        "Ada Lund, Head of Lamps, Northby Council",
        "Bob Marsh (Police)",
        "Cal Nunn",
    ]
    assert meeting.agenda[5].title == "Ways of Northby (WON) and Paths"
    assert [one.restricted for one in meeting.agenda[6:8]] == [True, False]
    assert [doubt.about for doubt in ledger.doubts()] == ["item 8"]
    assert [one.text for one in ledger.rejects()] == ["Please note: the meeting will be filmed."]


def test_a_cover_with_labels_and_cells() -> None:
    meeting, ledger = read(
        "Meeting:\tNorthby Board\nDate/Time:\tThursday, 10 December 2015 at 10.00 am\n"
        "Location:\tTown Hall\nContact:\tAda Lund\n\nAGENDA\n\nItem\tReport of\tPages\n\n"
        "1.\tIntroductions\n2.\tLamps\tHead of Lamps\t3 - 8\n3.\t\tParks\t(Pages 9)\n4.\tReport "
        "to\nbe given by Cal Nunn"
    )
    assert (meeting.body, meeting.venue) == ("Northby Board", "Town Hall")
    assert (meeting.on, meeting.starts) == (date(2015, 12, 10), "10.00 am")
    assert [(one.title, one.presenter, one.pages) for one in meeting.agenda[:3]] == [
        ("Introductions", "", None),
        ("Lamps", "Head of Lamps", (3, 8)),
        ("Parks", "", (9, 9)),
    ]
    assert [one.text for one in ledger.rejects()] == ["Contact:\tAda Lund"]


def test_covers_of_other_shapes() -> None:
    broken, _ = read(
        "NORTHBY SAFER\nBOARD OF LAMPS\n\nA meeting on Monday, 8 July 2024 at 2pm at Town Hall\n\n"
        "So all know.\n\nAgenda\n\n1. Lamps"
    )
    assert (broken.body, broken.venue) == ("NORTHBY SAFER BOARD OF LAMPS", "Town Hall")
    timed, _ = read("Lamps\n\nTime: 2pm\n\nDate: 8 July 2024\n\nAgenda\n\n1. Lamps")
    assert (timed.starts, timed.on, timed.venue) == ("2pm", date(2024, 7, 8), "")
    twice, _ = read("LAMPS\nLAMPS\n\n8 July 2024\n\nTown Hall\n\nRoom 2\n\n1. Lamps")
    assert (twice.body, twice.venue) == ("LAMPS", "Town Hall")


def test_lost_numbers() -> None:
    text = "Agenda\n\n1. Introductions\n\nMatters arising\n3. Lamps\n4. Parks"
    assert items(text) == [(1, "Introductions"), (2, "Matters arising"), (3, "Lamps"), (4, "Parks")]
    first = "Agenda\n\nIntroductions\n2. Lamps\n3. Parks"
    assert items(first)[0] == (1, "Introductions")
    none = (
        "Agenda\n\nIntroductions\n\nLamps and\nparks (Pages 3 - 4)\nThese will be presented by Ada."
    )
    assert items(none) == [(None, "Introductions"), (None, "Lamps and parks")]
    jump = "Agenda\n\n1. Lamps\n\n20 September 2019\n3. Parks\n9. Roads"
    assert items(jump) == [(1, "Lamps"), (3, "Parks"), (9, "Roads")]


def test_numbers_without_dots_and_letters_for_digits() -> None:
    assert items("Agenda\n\n1 Lamps\n2 Parks\n2 June 2019") == [(1, "Lamps"), (2, "Parks")]
    assert items("Agenda\n\n9. Lamps\nl0. Parks")[1] == (10, "Parks")
    assert not begins_item(clean(1, "12 lamps"))
    assert not begins_item(clean(1, "O. Lund"))
    assert not begins_item(clean(1, "- lamps"))
    assert begins_item(clean(1, "Item 4: Lamps"))


@pytest.mark.parametrize(
    ("text", "title", "presenter"),
    [
        ("Parks (Pages 3\n- 8)", "Parks", ""),
        ("Parks (Pages 3 - 8) Report of Ada Lund.", "Parks", "Ada Lund"),
        ("Parks\n(Pages 3 - 8)", "Parks", ""),
        ("Parks\n\nAda Lund will give an update.", "Parks", "Ada Lund"),
        ("Parks\nLead: Ada Lund", "Parks", "Ada Lund"),
        ("Parks\nwithin Northby", "Parks within Northby", ""),
        ("Parks\n- A verbal update by Ada and\nBob", "Parks", "Ada and Bob"),
        ("Parks\n\nNothing more", "Parks", ""),
        ("Parks\n(Report by Ada Lund (Clerk))", "Parks", "Ada Lund (Clerk)"),
    ],
)
def test_what_stands_under_an_item(text: str, title: str, presenter: str) -> None:
    found = item(text)
    assert (found.title, found.presenter) == (title, presenter)


def test_pages() -> None:
    assert pages_in("Lamps (Pages 3 - 8)") == (3, 8)
    assert pages_in("Lamps (pp. 3 to 8)") == (3, 8)
    assert pages_in("Lamps (Page 9 - 3)") == (9, 9)
    assert pages_in("Lamps (Page O)") is None
    assert pages_in("Lamps") is None


def test_no_agenda() -> None:
    lines = lines_of("Lamps\n\nAll was dark.")
    assert read_agenda(lines, Ledger(lines)) is None
    assert read_agenda((), Ledger(())) is None
    only = lines_of("NORTHBY BOARD\n\n8 July 2024")
    meeting = read_agenda(only, Ledger(only))
    assert meeting is not None
    assert (meeting.body, meeting.agenda) == ("NORTHBY BOARD", ())


def test_lines_that_no_item_takes() -> None:
    _, ledger = read("Northby Board\n\n8 July 2024\n\nAgenda\n\nit was dark\n\nLamps")
    assert [one.text for one in ledger.rejects()] == ["it was dark"]
    assert items("Agenda\n\n1. Lamps\nWays\n3. Roads")[0] == (1, "Lamps Ways")
    assert items("Agenda\n\n5. Lamps\n\n1. Parks\n2. Roads") == [(1, "Parks"), (2, "Roads")]
    assert items("Agenda\n3. Lamps\n4. Parks") == [(3, "Lamps"), (4, "Parks")]
    assert item("\t(Pages 3 - 8)\tParks").title == "Parks"


OWN = """Northby Board
Friday 14 June 2019 at 10.00 am

Agenda

Town Hall

Order of business

Item\tBusiness\tPresented by\tPages
1\tIntroductions\t\tNo paper
2\tMinutes of the previous meeting\t\t3 to 8
3\tLamps (Verbal Update)\tAda Lund\t9
4\tSlides on Parks\tBob Marsh\t10 to 12 (presentation)
5\tRoads\t\tOral update
6\tPaths\t\tTo follow
7\tWork Programme\t\t13
8\tSilent lamps\t\tNo paper
"""


def test_the_agenda_that_we_print() -> None:
    meeting, ledger = read(OWN)
    assert (meeting.body, meeting.venue) == ("Northby Board", "Town Hall")
    assert [(one.kind.value, one.presenter, one.pages) for one in meeting.agenda] == [
        ("standing", "", None),
        ("standing", "", (3, 8)),
        ("report", "Ada Lund", (9, 9)),
        ("presentation", "Bob Marsh", (10, 12)),
        ("oral", "", None),
        ("report", "", None),
        ("report", "", (13, 13)),
        ("standing", "", None),
    ]
    assert not ledger.rejects()


def test_what_stands_under_the_agenda_that_we_print() -> None:
    meeting, ledger = read(
        f"{OWN}\nItem 5 is not for publication: it holds exempt\ninformation.\n\n"
        "Item 6 has a late paper. It waited.\n\nItem 40 is unknown.\n\n"
        "Not taken at this meeting\n\nBusiness\tWhat became of it\nBells\tdeferred"
    )
    notes = {one.number: one.note for one in meeting.agenda}
    said = "Item 5 is not for publication: it holds exempt information."
    assert notes[5] == f"Oral update\n{said}"
    assert notes[6] == "To follow\nItem 6 has a late paper. It waited."
    assert notes[8] == "No paper\nItem 40 is unknown."
    assert [one.number for one in meeting.agenda if one.restricted] == [5]
    assert {one.reason for one in ledger.rejects()} == {
        "tells of business that is not taken at this meeting"
    }
    assert len(ledger.rejects()) == 3
