from dataclasses import replace
from datetime import time

import pytest

from saferboard.core.board.attendance import Attendee, Declared, Done, Group, Interest
from saferboard.core.board.minutes import Amendment
from saferboard.core.board.minutes_document import (
    Confirmation,
    Minute,
    Outcome,
    Record,
    minutes_document,
    not_for_publication,
)
from saferboard.core.board.minutes_text import Around, Business, clock, paragraphs, suggestion
from saferboard.core.board.pack import ItemKind
from saferboard.core.document.tree import Document, Heading, Paragraph, Table

SECRET = Minute(26, "Contract", "The price is 5.", restricted=True, paragraph=3)
RECORD = Record(
    body="Testshire Safer Communities Board",
    when="Friday 11 December 2020",
    place="County Hall",
    attendees=(
        Attendee("A. Example", "Lead Member", "County Council", in_chair=True),
        Attendee("B. Example", "", "Victims' charity", Group.OTHERS, minute=25),
    ),
    declared=(
        Declared(
            "A. Example", "Member of the supplier", Interest.PECUNIARY, Done.LEFT,
            "26. Contract", restricted=True,
        ),
        Declared("B. Example", "Works for a charity", Interest.NOT_REGISTERABLE, Done.TOOK_PART),
    ),
    minutes=(
        Minute(
            20,
            "Action log",
            "Members considered the log, marked “Agenda Item 4”.\n\n"
            "They noted:\n(i) one;\n(ii) two.",
            (Outcome("RESOLVED", "That it be noted;"), Outcome("RESOLVED", "That it come back.")),
        ),
        Minute(21, "Declarations", "Members were invited.", standing="declarations"),
        Minute(25, "Victims", "A talk.", (Outcome("NOTED", "That the talk be noted."),)),
        SECRET,
        Minute(28, "Next", "", standing="next"),
    ),
    started="10.00 am",
    ended="12.05 pm",
    future=("Friday 19 March 2021", "Friday 18 June 2021"),
)  # fmt: skip
CONFIRMED = Confirmation("19 March 2021", "A. Example, Lead Member", "19 March 2021")


def said(document: Document) -> str:
    """All the words, a line a block."""
    lines = []
    for block in document.blocks:
        if isinstance(block, Heading):
            lines.append(f"# {block.text}")
        elif isinstance(block, Paragraph):
            lines += [block.text, *(f"* {point}" for point in block.points)]
        elif isinstance(block, Table):
            lines += [f"= {block.caption}", *(" | ".join(row) for row in block.rows)]
    return "\n".join(lines)


def private(record: Record = RECORD) -> str:
    return said(minutes_document(record, public=False))


def public(record: Record = RECORD) -> str:
    return said(minutes_document(record, public=True))


def test_minutes_carry_their_own_numbers_beside_the_mark_on_the_paper() -> None:
    words = private()
    assert "# 20. Action log\nMembers considered the log, marked “Agenda Item 4”." in words
    assert "They noted:\n(i) one;\n(ii) two." in words
    numbered = [
        b for b in minutes_document(RECORD, public=False).blocks if isinstance(b, Paragraph)
    ]
    assert not any(b.numbered for b in numbered)


def test_attendance_is_in_groups_without_empty_columns() -> None:
    words = private()
    assert "= Present\nA. Example | Lead Member | County Council | in the Chair" in words
    assert "= Others in attendance\nB. Example | Victims' charity | minute 25 refers" in words


def test_outcomes_are_lettered_and_one_alone_is_not() -> None:
    words = private()
    assert "RESOLVED:\n* That it be noted;\n* That it come back." in words
    assert "NOTED: That the talk be noted." in words


def test_letters_run_on_through_a_minute_with_several_words() -> None:
    mixed = Minute(20, "x", "t", (Outcome("RESOLVED", "A"), Outcome("AGREED", "B"),
                                  Outcome("AGREED", "C")))  # fmt: skip
    words = private(replace(RECORD, minutes=(mixed,)))
    assert "RESOLVED:\n(a) A\nAGREED:\n(b) B\n(c) C" in words


def test_the_public_copy_leaves_out_what_is_private_and_says_why() -> None:
    words = public()
    assert "The price is 5" not in words
    assert f"# 26. Contract\n{not_for_publication(3)}" in words
    assert "paragraph 3 of Part 1 of Schedule 12A" in words
    assert "A. Example | not for publication | 26. Contract | left the meeting" in words
    assert "supplier" not in words
    assert "supplier" in private()
    assert "The price is 5" in private()
    assert "under Part 1 of Schedule 12A" in not_for_publication(None)


def test_the_signature_is_for_the_private_copy_alone() -> None:
    assert "Signed: ____________________ (Chair)" in private()
    confirmed = replace(RECORD, confirmation=CONFIRMED)
    assert "Signed: A. Example, Lead Member, in the Chair, 19 March 2021" in private(confirmed)
    for words in (public(), public(confirmed)):
        assert "Signed" not in words
    assert "Confirmed as a correct record at the meeting on 19 March 2021." in public(confirmed)


def test_a_draft_says_that_it_is_one() -> None:
    assert "These are draft minutes" in public()
    assert "draft" not in public(replace(RECORD, confirmation=CONFIRMED))


@pytest.mark.parametrize(("new", "told"), [("three", "“three” stands in place of “two”"),
                                           ("", "the words “two” were taken out")])  # fmt: skip
def test_an_amendment_is_made_and_told(new: str, told: str) -> None:
    minute = Minute(20, "Log", "There were two.", amendments=(Amendment("two", new),))
    changed = replace(RECORD, minutes=(minute,), confirmation=CONFIRMED)
    words = private(changed)
    assert f"There were {new}.\nAmended at the meeting on 19 March 2021: " in words
    assert told in words
    assert "meeting on 19 March 2021, subject to 1 amendment shown in the minutes." in words


def test_an_amended_outcome_is_told_too_even_before_it_is_confirmed() -> None:
    outcome = Outcome("RESOLVED", "That two come.", (Amendment("two", "three"),))
    minute = Minute(20, "Log", "One.", (outcome,), (Amendment("One", "Two"),))
    words = private(replace(RECORD, minutes=(minute,)))
    assert "RESOLVED: That three come.\nAmended: “Two” stands in place of “One”." in words
    confirmed = replace(RECORD, minutes=(minute,), confirmation=CONFIRMED)
    assert "subject to 2 amendments shown" in private(confirmed)


def test_interests_and_dates_without_a_minute_have_headings_of_their_own() -> None:
    bare = replace(RECORD, minutes=RECORD.minutes[:1])
    words = private(bare)
    assert "# Declarations of interest\n= Interests declared" in words
    assert "# Dates of future meetings\nFuture meetings:\nFriday 19 March 2021" in words
    assert "All business" in words


def test_what_is_not_known_is_not_said() -> None:
    empty = Record("The Board", "Friday", "", (), (), ())
    words = private(empty)
    assert words.startswith("Minutes of a meeting of The Board on Friday.\nThese are draft")
    assert "closed at" not in words
    assert "Attendance" not in words
    declared = replace(RECORD, declared=())
    assert "Interests declared" not in private(declared)


def test_a_date_that_the_text_gives_is_not_given_again() -> None:
    text = "The next meeting will be on Friday 19 March 2021."
    minute = Minute(28, "Next", text, standing="next")
    words = private(replace(RECORD, minutes=(minute,)))
    assert "Next meeting: Friday 18 June 2021." in words
    assert words.count("19 March 2021") == 1
    both = replace(minute, text=" and ".join(RECORD.future))
    assert private(replace(RECORD, minutes=(both,))).count("18 June 2021") == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One\nline.\n\nTwo.", ["One line.", "Two."]),
        ("Noted:\n(i) one\ncontinued\n(ii) two\n- three\n• four", [
            "Noted:", "(i) one continued", "(ii) two", "– three", "– four"]),
        ("  \n\n", []),
        ("", []),
    ],
)  # fmt: skip
def test_text_is_cut_into_paragraphs_and_points(text: str, found: list[str]) -> None:
    assert list(paragraphs(text)) == found


@pytest.mark.parametrize(
    ("standing", "around", "part"),
    [
        ("welcome", Around(), "opened the meeting"),
        ("election", Around(), "Nominations"),
        ("minutes", Around(previous="25 September 2020"), "meeting on 25 September 2020"),
        ("minutes", Around(), "no earlier minutes"),
        ("arising", Around(), "Nothing arose"),
        ("actions", Around(), "marked “Agenda Item 4”"),
        ("declarations", Around(), "None was declared"),
        ("declarations", Around(interests=True), "the business of the meeting."),
        ("exclusion", Around(), "section 100A(4)"),
        ("other", Around(), "no other business"),
        ("next", Around(following="Friday 19 March 2021"), "on Friday 19 March 2021."),
    ],
)
def test_standing_business_has_a_text_to_begin_with(
    standing: str, around: Around, part: str
) -> None:
    item = Business(standing, ItemKind.STANDING, "Agenda Item 4")
    assert part in suggestion(item, around)


def test_business_to_come_with_no_date_has_no_text() -> None:
    assert suggestion(Business("next", ItemKind.STANDING, "x"), Around()) == ""
    assert "None" not in suggestion(
        Business("declarations", ItemKind.STANDING, "x"), Around(interests=True)
    )


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (ItemKind.STANDING, ""),
        (ItemKind.REPORT, "Members considered a report from the Police, which is filed with these "
                          "minutes and marked “Agenda Item 6”."),
        (ItemKind.PRESENTATION, "Members received a presentation from the Police. The slides are "
                                "filed with these minutes and marked “Agenda Item 6”."),
        (ItemKind.ORAL, "Members heard an oral update from the Police."),
    ],
)  # fmt: skip
def test_other_business_begins_with_what_was_before_the_meeting(kind: ItemKind, text: str) -> None:
    assert suggestion(Business("", kind, "Agenda Item 6", "the Police"), Around()) == text
    assert "from" not in suggestion(Business("", ItemKind.ORAL, "x"), Around())


@pytest.mark.parametrize(
    ("at", "words"),
    [(time(10), "10.00 am"), (time(0, 5), "12.05 am"), (time(14, 30), "2.30 pm"), (None, "")],
)
def test_times_are_written_as_councils_do(at: time | None, words: str) -> None:
    assert clock(at) == words
