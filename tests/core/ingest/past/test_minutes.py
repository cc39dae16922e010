"""Whole sets of minutes, in the ways that English councils write them."""

from datetime import date

import pytest

from saferboard.core.ingest.past.minutes.headings import find_headings
from saferboard.core.ingest.past.minutes.minutes import read_minutes, signed_off
from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import lines_of
from saferboard.core.ingest.past.text.titles import is_standing, is_title
from saferboard.core.ingest.past.values import NOWHERE, Minutes

NUMBERED = """Minutes of a meeting of the Northby Safer Board held at County Hall, Northby on
Friday, 22 March 2019.

PRESENT

Mr. A. Lund CC (in the Chair)

Cllr. B. Marsh\tNorthby Council
\tOfficers
Cal Nunn\tNorthby Police

43. Introductions

The Chairman welcomed everyone.

36

44. Minutes of previous meeting.

The minutes of the meeting held on 10 December 2018 were confirmed as a correct record.

45. Lamps and Parks Update -
Quarter 3

The Board considered a report. Cal Nunn agreed to circulate the figures.

RESOLVED:

- (a) That the report be noted;
- (b) That lamps be lit.

46. Date of the next meeting

It was agreed that the next meeting would take place on 14 June 2019.

10.00 am - 12.15 pm
22 March 2019

CHAIRMAN
"""


def read(text: str) -> tuple[Minutes, Ledger]:
    lines = lines_of(text)
    ledger = Ledger(lines)
    return read_minutes(lines, ledger), ledger


def titles(text: str) -> list[tuple[int | None, str]]:
    minutes, _ = read(text)
    return [(one.number, one.title) for one in minutes.items]


def whys(text: str) -> list[str]:
    lines = lines_of(text)
    return [one.why for one in find_headings(lines, Ledger(lines))]


def test_a_whole_set() -> None:
    minutes, ledger = read(NUMBERED)
    assert minutes.body == "Northby Safer Board"
    assert (minutes.on, minutes.venue) == (date(2019, 3, 22), "County Hall, Northby")
    assert (minutes.started, minutes.ended, minutes.signed) == ("10.00 am", "12.15 pm", None)
    assert [one.name for one in minutes.present] == ["Mr. A. Lund CC", "Cllr. B. Marsh"]
    assert [one.name for one in minutes.officers] == ["Cal Nunn"]
    assert [one.title for one in minutes.items] == [
        "Introductions",
        "Minutes of previous meeting.",
        "Lamps and Parks Update - Quarter 3",
        "Date of the next meeting",
    ]
    lamps = minutes.items[2]
    assert [one.letter for one in lamps.outcomes] == ["a", "b"]
    assert [one.who for one in lamps.undertakings] == ["Cal Nunn"]
    assert (lamps.span.first, lamps.span.last) == (22, 30)
    assert (minutes.span.first, minutes.span.last) == (1, 39)
    assert ledger.holder(lines_of(NUMBERED)[15]) == "stamp"
    assert not ledger.rejects()


BOARD = """NORTHBY PARTNERSHIP BOARD

Minutes of the meeting of the Northby Board held on Tuesday 4 June 2019 at 2.00 p.m. in the
Council Chamber, Town Hall

Present: Councillor A. Lund (Chair), Councillor B. Marsh

1/19\tAPOLOGIES FOR ABSENCE

Apologies for absence were received from Cal Nunn and Dee Ross (Fire Service).

2/19\tMINUTES

RESOLVED that the minutes of the meeting held on 5 March 2019 be approved.

3/19\tLAMPS

Eve Stone spoke.

4/19\tDATE OF NEXT MEETING

Tuesday 3 September 2019 at 2.00 p.m.

The meeting closed at 3.45 p.m.

Signed ………… Chair
Date 3 September 2019
"""


def test_another_boards_minutes() -> None:
    minutes, ledger = read(BOARD)
    assert (minutes.body, minutes.venue) == ("Northby Board", "the Council Chamber, Town Hall")
    assert [one.name for one in minutes.apologies] == ["Cal Nunn", "Dee Ross"]
    assert [one.number for one in minutes.items] == [1, 2, 3, 4]
    assert (minutes.started, minutes.ended) == ("2.00 p.m.", "3.45 p.m.")
    assert minutes.signed == date(2019, 9, 3)
    assert minutes.items[1].confirmed is not None
    assert minutes.items[3].text.startswith("Tuesday 3 September")
    assert not ledger.rejects()


def test_a_body_and_a_place_with_labels() -> None:
    minutes, _ = read(
        "EXECUTIVE\n\nMonday, 8 July 2024\n\nVenue: Town Hall\n\nPresent:\n\nAda Lund\n\n12. "
        "Apologies\n\nThere were none.\n\n13. Lamps\n\nThe meeting started at 6.00 pm. It was dark."
    )
    assert (minutes.body, minutes.on, minutes.venue) == ("EXECUTIVE", date(2024, 7, 8), "Town Hall")
    assert (minutes.started, minutes.ended) == ("6.00 pm", "")
    assert minutes.apologies == ()
    online, _ = read("Committee: Lamps\nheld remotely via video on Monday, 8 July 2024\n\nPRESENT")
    assert (online.body, online.venue) == ("Lamps", "remotely via video")
    bare, _ = read("Minutes held on 8 July 2024\n\nPRESENT")
    assert (bare.body, bare.venue) == ("", "")


def test_nothing_and_no_headings() -> None:
    assert read("")[0] == Minutes("", None, span=NOWHERE)
    minutes, _ = read("Minutes\n\nPRESENT\n\nAda Lund")
    assert (minutes.items, len(minutes.present)) == ((), 1)


def test_numbers_that_are_damaged() -> None:
    text = "43. Lamps\n\nIt was lit.\n\n{}. Parks\n\nIt was green.\n\n45. Roads\n\nIt was grey."
    assert titles(text.format("44"))[1] == (44, "Parks")
    assert titles(text.format("4A"))[0] == (43, "Lamps")
    assert titles("l0. Lamps\n\nIt was.\n\nll. Parks\n\nIt was.\n\n12. Roads\n\nIt was.") == [
        (10, "Lamps"),
        (11, "Parks"),
        (12, "Roads"),
    ]


def test_lost_numbers_are_counted() -> None:
    text = "43. Lamps\n\nIt was lit.\n\nParks\n\nIt was green.\n\n45. Roads\n\nIt was grey."
    assert titles(text) == [(43, "Lamps"), (44, "Parks"), (45, "Roads")]
    assert whys(text) == ["", "its number is lost", ""]
    ends = (
        "Introductions\n\nAll came.\n\n44. Lamps\n\nIt was.\n\n45. Parks\n\nIt was.\n\n"
        "Other business\n\nNone."
    )
    assert titles(ends) == [
        (43, "Introductions"),
        (44, "Lamps"),
        (45, "Parks"),
        (46, "Other business"),
    ]
    more = (
        "43. Lamps\n\nIt was.\n\nOther business\n\nNone.\n\nMatters arising\n\nNone.\n\n"
        "45. Parks\n\nIt was."
    )
    assert [number for number, _ in titles(more)] == [43, None, None, 45]


def test_a_heading_between_numbers_that_follow_one_another_is_of_the_minute() -> None:
    text = "43. Lamps\n\nIt was.\n\nQuestions and comments\n\nNone.\n\n44. Parks\n\nIt was."
    assert titles(text) == [(43, "Lamps"), (44, "Parks")]


def test_numbers_that_jump_repeat_or_go_back_are_doubts() -> None:
    text = "\n\n".join(
        f"{number}. {title}\n\nIt was lit."
        for number, title in ((43, "Lamps"), (44, "Parks"), (44, "Roads"), (46, "Paths"))
    )
    assert [number for number, _ in titles(text)] == [43, 44, 44, 46]
    assert whys(text)[2:] == [
        "the number stands over another minute too",
        "the number does not follow 44",
    ]
    back = "\n\n".join(
        f"**{number}. {title}**\n\nIt was lit."
        for number, title in (
            (43, "Lamps"),
            (44, "Parks"),
            (47, "Roads"),
            (45, "Paths"),
            (48, "Ways"),
        )
    )
    assert "the number is lower than the one before it, 47" in whys(back)
    _, ledger = read(text)
    assert [doubt.about for doubt in ledger.doubts()] == ["minute 44", "minute 46"]


def test_numbered_points_are_no_minutes() -> None:
    text = (
        "43. Lamps\n\nThese were said:\n\n1. lamps were few;\n2. parks were dark.\n\n44. Parks\n\n"
        "22 March 2019 was dark.\n\n1. That is so\n\n2. Roads\n\n45. Roads\n\nIt was."
    )
    assert [number for number, _ in titles(text)] == [43, 44, 45]


def test_numbers_alone_on_their_line() -> None:
    text = (
        "43.\nLamps\n\nIt was.\n\n44\n\nParks\n\nIt was.\n\n45. Roads\n\nIt was.\n\n"
        "46\n\n47\n\n48\n\na) so"
    )
    assert titles(text) == [(43, "Lamps"), (44, "Parks"), (45, "Roads")]


def test_headings_broken_over_lines() -> None:
    assert (
        titles("1. Lamps and\n\nParks\n\nIt was.\n\n2. Roads\n\nIt was.")[0][1] == "Lamps and Parks"
    )
    assert titles("## 1. Lamps\n\n## In Parks\n\nIt was.\n\n## 2. Roads")[0][1] == "Lamps In Parks"
    assert titles("**1. Lamps**\n**In Parks**\n\nIt was.\n\n**2. Roads**")[0][1] == "Lamps In Parks"
    assert titles("1. LAMPS\nIN PARKS\nIt was.\n\n2. ROADS")[0][1] == "LAMPS IN PARKS"
    assert titles("1. Lamps\nin parks\n\nIt was.\n\n2. Roads")[0][1] == "Lamps in parks"
    assert titles("1. Lamps\nThe Board was dark.\n\n2. Roads\n(a) one")[0][1] == "Lamps"
    assert titles("1. Lamps 2017 -\n2018/19 Plan\n\nIt was.\n\n2. Roads")[0][1].endswith(
        "2018/19 Plan"
    )
    assert titles("1. Lamps (and\nparks\nand\nroads\nand ways\n\nIt was.\n\n2. Ways")[0][0] == 1


def test_minutes_without_numbers() -> None:
    text = (
        "Minutes of a meeting of the Board held on 8 July 2024\n\nPRESENT\n\nAda Lund\n\n"
        "Minutes\n\nThey were agreed.\n\nLamps\n\nThe Board was dark.\n\nSo they left\n\n"
        "By the end of\n\n"
        "The Board was dark.\n\n"
        "Roads\n\nRESOLVED: That it be.\n\nCHAIR"
    )
    assert titles(text) == [(None, "Minutes"), (None, "Lamps"), (None, "Roads")]
    assert titles("1. Lamps\n\nThe Board was dark.\n\nParks\n\nThe Board was dark.") == [
        (1, "Lamps"),
        (None, "Parks"),
    ]


def test_apologies_as_a_minute_and_as_a_list() -> None:
    minute = (
        "PRESENT\n\nAda Lund\n\nAPOLOGIES\n\nThe Chair welcomed all.\n\n2. Lamps\n\n"
        "It was.\n\n3. Parks"
    )
    assert titles(minute)[0] == (1, "APOLOGIES")
    listed = "PRESENT\n\nAda Lund\n\nAPOLOGIES\n\nCal Nunn\n\n2. Lamps\n\nIt was.\n\n3. Parks"
    assert len(titles(listed)) == 2


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("Minutes of the meeting held on 8 March 2024", True),
        ("Any other business", True),
        ("Northby Action Log", True),
        ("The minutes of the last meeting were agreed by all", False),
        ("Lamps", False),
        ("Questions " + "x" * 120, False),
    ],
)
def test_standing_titles(text: str, standing: bool) -> None:
    assert is_standing(text) is standing


@pytest.mark.parametrize("text", ["", "lamps", "That lamps be lit", "Lamps;", "x" * 201, "A " * 30])
def test_no_titles(text: str) -> None:
    assert not is_title(text)


def test_where_minutes_are_signed() -> None:
    lines = lines_of("CHAIRMAN\n\n1. Lamps\n\nIt was.\n\nCHAIRMAN\n\n22 March 2019\n\nMore")
    assert signed_off(lines, 0, len(lines)) == 9
    assert signed_off(lines, 0, 6) is None


def test_times_that_the_minutes_tell() -> None:
    text = (
        "1. Lamps\n\nThe meeting began in the dark. The meeting closed.\n\n2. Parks\n\n"
        "It was.\n\nCHAIR"
    )
    minutes, _ = read(text)
    assert (minutes.started, minutes.ended) == ("", "")


def test_room_for_a_date_beside_the_signature() -> None:
    minutes, ledger = read("1. Lamps\n\nIt was.\n\n2. Parks\n\nIt was.\n\nCHAIR\n\nDate: ......")
    assert minutes.items[1].text == "It was."
    assert not ledger.rejects()
