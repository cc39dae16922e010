"""Saved pages of other shapes: an item in one cell, printed pages, feet, lists with numbers."""

import pytest

from saferboard.core.ingest.past.moderngov.reading import read_any
from saferboard.core.ingest.past.values import Minutes, Reading
from tests.core.ingest.past.moderngov_samples import FRONT

FIRES = (
    "The Board considered the report. Ada Fenn agreed to send the map. "
    "RESOLVED: (i) That the report be noted; (ii) That Ada Fenn be thanked."
)
DRAWN = (
    FRONT + """\
No. | Item |
---|---|
7. | Apologies for absence PDF 120 KB Minutes: Apologies were received from Tom Reed. |
8. | Approval of Minutes: 6 December 2019 |
9. | Deliberate fires pdf icon PDF 1 MB Report of the Chief Fire Officer Additional documents: """
    f"""Map of fires PDF 88 KB Names of witnesses PDF 2 KB Minutes: {FIRES} |
10. | Single case review Restricted enclosure |
Thanks Minutes: The Board thanked all. |
"""
)
PRINTED = "https://westmarch.example/ieListDocuments.aspx?CId=77&MId=901&Ver=4"


def minutes_of(reading: Reading) -> Minutes:
    (minutes,) = reading.minutes
    return minutes


def told(text: str) -> list[tuple[int | None, str, str]]:
    return [(one.number, one.title, one.text) for one in minutes_of(read_any(FRONT + text)).items]


def test_a_row_may_hold_a_whole_item_in_one_cell() -> None:
    reading = read_any(DRAWN)
    assert [(one.number, one.title) for one in reading.meetings[0].agenda] == [
        (7, "Apologies for absence"),
        (8, "Approval of Minutes: 6 December 2019"),
        (9, "Deliberate fires"),
        (10, "Single case review"),
        (None, "Thanks"),
    ]
    assert [one.restricted for one in reading.meetings[0].agenda] == [False] * 3 + [True, False]
    assert reading.meetings[0].agenda[2].note == "Report of the Chief Fire Officer"
    assert [one.title for one in reading.reports] == [
        "Deliberate fires",
        "Map of fires",
        "Names of witnesses",
    ]
    minutes = minutes_of(reading)
    assert [one.name for one in minutes.apologies] == ["Tom Reed"]
    fires = minutes.items[1]
    assert [(one.letter, one.text) for one in fires.outcomes] == [
        ("i", "That the report be noted;"),
        ("ii", "That Ada Fenn be thanked."),
    ]
    assert [one.text for one in fires.undertakings] == ["Ada Fenn agreed to send the map."]
    assert not reading.rejects


def test_rows_of_one_cell_are_items_without_numbers() -> None:
    text = (
        "No. | Item |\n---|---|\nIntroductions Minutes: The Chair welcomed all. |\n"
        "Fires Additional documents: Minutes: There were few.\n\nMembers gave thanks. |\n"
    )
    assert told(text) == [
        (None, "Introductions", "The Chair welcomed all."),
        (None, "Fires", "There were few.\n\nMembers gave thanks."),
    ]


def test_what_was_said_is_not_taken_for_a_restricted_paper() -> None:
    said = "The Board considered an exempt report in private."
    items = told(f"Items\n1.\tFires\nMinutes: {said}\n2.\tThanks\nMinutes:\n{said}\n")
    assert [text for *_, text in items] == [said, said]
    bare = told(f"Items\n\nIntroductions\n\n{said}\n\nThanks\n\nThe Board thanked all of them.\n")
    assert bare[0] == (None, "Introductions", said)


def test_a_list_with_numbers_is_none_of_the_items() -> None:
    text = (
        "Items\n1. Fires\nMinutes:\nIt was noted that:\n2. fires fell;\n3. fewer were set;\n\n"
        "2. Thanks\nMinutes:\nThe Board thanked all.\n3. Any other business\nMinutes:\n"
        "Of two matters:\n1. there were fires;\n2. there was little else.\n"
    )
    assert [title for _, title, _ in told(text)] == ["Fires", "Thanks", "Any other business"]


def test_a_title_under_its_number_may_be_broken() -> None:
    text = (
        "Items\n\n1.\n\nA strategy for fires that\nare set on purpose\n\nMinutes:\n\n"
        "It was noted.\n\n"
        "2.\n\nThanks PDF 2 KB\nReport of the Chair\n\nMinutes:\n\nAll were thanked.\n\n"
        "3.\n\nFires\nThe Board will hear how many there were.\n\nMinutes:\n\nFew.\n\n4.\n\nEnd"
    )
    reading = read_any(FRONT + text)
    assert [one.title for one in reading.meetings[0].agenda] == [
        "A strategy for fires that are set on purpose",
        "Thanks",
        "Fires",
        "End",
    ]
    assert reading.meetings[0].agenda[1].note == "Report of the Chair"


def test_a_title_of_many_lines_is_its_first() -> None:
    text = "Items\n\n1.\n\nFires\nfound\nlately\nhere\n\nMinutes:\n\nFew.\n\n2.\n\nThanks\n\nEnd"
    assert read_any(FRONT + text).meetings[0].agenda[0].title == "Fires"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The Board heard that fires", "had fallen."),
        ("The Board heard a report of", "Ada Fenn."),
        ("It was reported that fires were few in Fen", "Lane and elsewhere."),
        ("The Board heard Ada Fenn (Fire", "Service)."),
    ],
)
def test_a_paragraph_goes_on_behind_the_foot_of_a_printed_page(before: str, after: str) -> None:
    text = f"Items\n1.\tFires\nMinutes:\n{before}\n\n{PRINTED} 2/9\n\n{after}\n2.\tThanks\n"
    assert told(text)[0][2] == f"{before} {after}"
    assert not read_any(FRONT + text).rejects


def test_a_printed_foot_between_paragraphs_leaves_them_apart() -> None:
    text = (
        f"Items\n1.\tFires\nMinutes:\nFires fell.\n\n{PRINTED}\n\nAll were glad.\n\n"
        "13/03/2020, 10:15  Agenda and minutes\n2.\tThanks\n"
    )
    assert told(text)[0][2] == "Fires fell.\n\nAll were glad."


def test_an_outcome_with_c_before_it_does_not_end_the_page() -> None:
    text = (
        "Items\n1.\tFires\nMinutes:\nRESOLVED:\n(a) That it be noted;\n(b) That all be thanked;\n"
        "(c) That a report be made.\n2.\tThanks\nMinutes:\nAll were thanked.\n(c) 2020 Westmarch\n"
    )
    items = minutes_of(read_any(FRONT + text)).items
    assert [one.letter for one in items[0].outcomes] == ["a", "b", "c"]
    assert items[1].text == "All were thanked."


def test_a_sentence_under_the_foot_is_told_as_unread() -> None:
    text = (
        "Items\n1.\tFires\nMinutes:\nFollow us\n2.\tThanks\nMinutes:\nAll were thanked.\n"
        "Follow us\nWestmarch Council\nThe Board was told that it had been a good year for lamps.\n"
    )
    reading = read_any(FRONT + text)
    assert minutes_of(reading).items[0].text == "Follow us"
    assert [one.text for one in reading.rejects] == [
        "The Board was told that it had been a good year for lamps."
    ]


def test_a_doubt_about_what_was_said_stays_beside_that_about_numbers() -> None:
    text = (
        "Items\n\nIntroductions\n\nThe Chair welcomed all.\n\nFires\n\nThe Board considered them. "
        "The Board agreed that lamps be lit.\n\nAny other business\n\nThere was none.\n"
    )
    whys = [doubt.why for doubt in read_any(FRONT + text).doubts]
    assert [why.split(":")[0] for why in whys] == [
        "the page was saved without its items' numbers",
        "an outcome without a heading",
    ]
