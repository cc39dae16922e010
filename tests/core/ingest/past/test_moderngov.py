"""Each way a meeting comes says the same of it, and nothing of a source is lost."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saferboard.core.board.pack import ItemKind
from saferboard.core.faults import Refused
from saferboard.core.ingest.past.moderngov.markup import MOST_CHARACTERS
from saferboard.core.ingest.past.moderngov.reading import (
    is_service_answer,
    meetings_listed,
    read_any,
    text_and_reading,
    text_of,
)
from saferboard.core.ingest.past.text.lines import lines_of
from saferboard.core.ingest.past.values import Minutes, Reading, Verb
from tests.core.ingest.past import moderngov_samples as samples

BODY, DAY = "Westmarch Community Safety Board", date(2020, 3, 13)
WHOLE = {
    name: getattr(samples, name)
    for name in (
        "NUMBERED",
        "BARE",
        "ROWS",
        "BARS",
        "HTML",
        "AGENDA_ITEM",
        "ATTENDANCE",
        "MEETING",
        "MEETINGS",
    )
}


def minutes_of(reading: Reading) -> Minutes:
    (minutes,) = reading.minutes
    return minutes


@pytest.mark.parametrize("name", ["NUMBERED", "BARE", "ROWS", "BARS", "HTML"])
def test_each_shape_says_what_meeting_it_is_of(name: str) -> None:
    (meeting,) = read_any(WHOLE[name]).meetings
    assert (meeting.body, meeting.on, meeting.starts) == (BODY, DAY, "10.00 am")
    assert meeting.venue == "Lantern Room, Market House"


@pytest.mark.parametrize("name", ["NUMBERED", "HTML"])
def test_items_have_their_numbers_titles_and_ways(name: str) -> None:
    reading = read_any(WHOLE[name])
    agenda = reading.meetings[0].agenda
    assert [(item.number, item.title) for item in agenda][:4] == [
        (22, "Introductions"),
        (23, "Minutes of the previous meeting"),
        (24, "Deliberate fires"),
        (25, "Single case review"),
    ]
    assert agenda[2].presenter == "the Chief Fire Officer"
    assert agenda[2].note == "Report of the Chief Fire Officer"
    assert [item.kind for item in agenda[:3]] == [
        ItemKind.STANDING,
        ItemKind.STANDING,
        ItemKind.REPORT,
    ]
    assert [item.restricted for item in agenda] == [False, False, False, True, False]
    assert [(report.title, report.item) for report in reading.reports] == [
        ("Deliberate fires", 24),
        ("Appendix A - map of fires, item 24", 24),
    ]


@pytest.mark.parametrize("name", ["NUMBERED", "HTML"])
def test_what_was_said_is_read_by_the_grammar_of_minutes(name: str) -> None:
    items = minutes_of(read_any(WHOLE[name])).items
    assert [minute.number for minute in items] == [22, 23, 24, 26]
    assert items[0].text == samples.WELCOME
    assert items[1].confirmed is not None
    assert items[1].confirmed.on == date(2019, 12, 6)
    fires = items[2]
    assert fires.text.startswith(samples.FIRES)
    assert [(one.verb, one.letter) for one in fires.outcomes] == [
        (Verb.RESOLVED, "a"),
        (Verb.RESOLVED, "b"),
    ]
    assert [promise.who for promise in fires.undertakings] == ["The Chief Fire Officer"]


def test_without_numbers_or_labels_titles_are_told_by_the_text() -> None:
    reading = read_any(samples.BARE)
    items = minutes_of(reading).items
    assert [minute.title for minute in items] == [
        "Introductions",
        "Minutes of the previous meeting",
        "Deliberate fires",
        "Date of next meeting",
    ]
    assert items[2].text == samples.FIRES
    assert items[2].outcomes[0].text.startswith("That the report be noted and")
    assert [item.title for item in reading.meetings[0].agenda] == [one.title for one in items]
    assert [doubt.about for doubt in reading.doubts if "numbers" in doubt.why] == ["the items"]


def test_rows_hold_title_paper_and_what_was_said() -> None:
    reading = read_any(samples.ROWS)
    items = minutes_of(reading).items
    assert [(one.number, one.text) for one in items] == [
        (22, samples.WELCOME),
        (23, samples.CONFIRMED),
        (24, samples.FIRES),
    ]
    assert items[2].outcomes[0].text == "That the report be noted."
    assert reading.meetings[0].agenda[3].restricted
    barred = minutes_of(read_any(samples.BARS)).items
    assert [(one.number, one.text) for one in barred] == [
        (1, samples.WELCOME),
        (2, samples.CONFIRMED),
    ]


def test_the_page_of_one_item_is_of_its_meeting() -> None:
    reading = read_any(samples.AGENDA_ITEM)
    (meeting,) = reading.meetings
    (item,) = meeting.agenda
    assert (meeting.body, meeting.on) == (BODY, DAY)
    assert (item.number, item.title, item.kind) == (24, "Deliberate fires", ItemKind.PRESENTATION)
    assert item.presenter == "the Fire and Rescue Service"
    assert minutes_of(reading).items[0].outcomes[0].verb is Verb.RESOLVED
    assert [report.title for report in reading.reports] == ["Fires report, item 24."]


def test_attendance_is_told_apart_by_role_and_state() -> None:
    reading = read_any(samples.ATTENDANCE)
    minutes = minutes_of(reading)
    assert not reading.meetings
    assert [(one.name, one.chair) for one in minutes.present] == [("Cllr. Ivy Marsh", True)]
    assert [(one.name, one.chair) for one in minutes.apologies] == [("Cllr. Tom Reed", False)]
    assert [one.name for one in minutes.officers] == ["Ada Fenn"]
    assert [one.name for one in minutes.others] == ["Noor Vale"]
    assert [doubt.about for doubt in reading.doubts] == [
        "attendance of Sam Holt",
        "attendance of Lee Birch",
    ]


def test_the_web_service_says_the_same_and_more() -> None:
    text, reading = text_and_reading(samples.MEETING)
    (meeting,) = reading.meetings
    assert meeting.body == "Westmarch Community Safety & Fire Board"
    assert meeting.on == date(2020, 3, 6)  # the sixth of March, not the third of June
    crime, case, part = meeting.agenda
    assert (crime.number, crime.title) == (1, "Crime & fear of crime")
    assert crime.note == "Report of the Chief Constable"
    assert (case.number, case.restricted, case.note) == (2, True, "")
    assert (part.number, part.title) == (None, "Part two")
    minutes = minutes_of(reading)
    assert [one.name for one in minutes.apologies] == ["Tom O'Reed"]
    (minute,) = minutes.items
    assert (minute.number, minute.text) == (22, "The Board considered the report.")
    assert [one.text for one in minute.outcomes] == [
        "That the report be noted.",
        "That the plan be agreed.",
    ]
    assert any("published beside the minutes" in doubt.why for doubt in reading.doubts)
    assert [reject.reason for reject in reading.rejects] == ["an attendee without a name"]
    assert [report.title for report in reading.reports] == ["Crime report"]
    for secret in ("secret", "Fen Lane", "victims"):
        assert secret not in text
        assert secret not in str(reading)


def test_a_list_of_meetings_says_when_and_which_may_not_have_been() -> None:
    reading = read_any(samples.MEETINGS)
    assert [meeting.on for meeting in reading.meetings] == [date(2020, 3, 6), date(2020, 6, 12)]
    assert not reading.minutes
    assert [(one.about, one.text) for one in reading.doubts] == [("the meeting", "CANCELLED")]


@pytest.mark.parametrize("name", WHOLE)
def test_every_line_belongs_to_something(name: str) -> None:
    """What is kept as text has the lines that the reading counts and its spans name."""
    text, reading = text_and_reading(WHOLE[name])
    full = [line for line in lines_of(text) if line]
    assert reading.coverage.lines == len(full)
    assert reading.coverage.read + reading.coverage.rejected == len(full)
    assert reading.coverage.rejected == len(reading.rejects) <= 1
    assert text_of(WHOLE[name]) == text
    lines = text.split("\n")
    for meeting in reading.meetings:
        for item in meeting.agenda:
            said = " ".join(lines[number - 1] for number in item.span.lines())
            assert item.title.split()[0] in said


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "not a meeting's page"),
        ("Dear all, please find enclosed what you asked for.", "not a meeting's page"),
        ("<html><body><p>Not found</p></body></html>", "not a meeting's page"),
        ("<?xml version='1.0'?><committees><committee/></committees>", "lists committees"),
        ("<?xml version='1.0'?><rss/>", "not about meetings"),
        ("<meeting><agendaitems>", "damaged or cut short"),
        ("<meeting>\ud800</meeting>", "damaged or cut short"),
        ('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><meeting>&b;</meeting>', "type"),
        ("<meeting>" + "<a>" * 300 + "</a>" * 300 + "</meeting>", "too deep"),
        ("<meeting " + " ".join(f'a{n}=""' for n in range(200)) + "/>", "too deep"),
        ("<html>" + "<i>" * 300, "within each other"),
        ("<html><p " + "a " * 200 + ">", "attributes"),
        ("<html>" + "<br>" * 200_001, "more than 200,000 tags"),
        ("<html>" + "x" * MOST_CHARACTERS, "more than 4,000,000 characters"),
        ("x" * 1_000_001, "10,000 lines or 1,000,000 characters"),
        ("x\n" * 10_001, "10,000 lines or 1,000,000 characters"),
        ("<html><p>" + "x<br>" * 10_001, "10,000 lines or 1,000,000 characters"),
        (
            "<meeting><agendaitem><agendaitemtitle>x</agendaitemtitle><agendatext>"
            + "x&lt;br&gt;" * 10_001
            + "</agendatext></agendaitem></meeting>",
            "10,000 lines or 1,000,000 characters",
        ),
        ("<meeting>" + "x" * MOST_CHARACTERS, "too large"),
    ],
)
def test_what_cannot_be_read_is_refused(text: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        read_any(text)


def test_meetings_are_found_in_lists_however_links_are_written() -> None:
    assert meetings_listed(samples.LISTING) == ("902", "901", "900")
    assert meetings_listed(samples.MEETINGS) == ("901", "902")
    assert meetings_listed("nothing") == ()


def test_an_error_s_page_is_no_answer_of_the_service() -> None:
    assert is_service_answer(samples.MEETING)
    assert is_service_answer(f"<string>{samples.MEETINGS.replace('<', '&lt;')}</string>")
    assert not is_service_answer("<html><body>Error</body></html>")
    assert not is_service_answer("<?xml version='1.0'?><html><meeting/></html>")
    assert not is_service_answer("<meetings><meeting>")
    assert not is_service_answer("<committees/>")


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_damaged_source_is_read_or_refused(data: st.DataObject) -> None:
    """Pieces cut out, doubled, moved or swapped for signs: never another error, nothing lost."""
    text = data.draw(st.sampled_from(sorted(WHOLE.values())))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(text)))
        end = min(len(text), at + data.draw(st.integers(0, 200)))
        piece = data.draw(
            st.sampled_from(
                ["", text[at:end] * 2, "<", ">", '"', "<td>", "</tr>", "\t", "\n", "1."]
            )
            | st.text(max_size=5)
        )
        text = text[:at] + piece + text[end:]
    check(text)


@given(st.text(max_size=300), st.sampled_from(["", "<html><p class=mgWordPara>", samples.FRONT]))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_or_refused(text: str, before: str) -> None:
    check(before + text)


PARTS = """
<table class=mgItemTable>|<tr>|<td class=mgItemNumberCell>|<td>|</td>|<p class=mgAiTitleTxt>|</p>
<ol type=i>|<li>|</ol>|</table>|<nav>|<div class=mgWordPara>|</div>|<ul class=mgBulletList>|</ul>
<p class=mgSubItemTitleTxt>|<table summary=attendance>|<h1>|<!--|<b>|</b>|<br>|5.|Title|Minutes:
RESOLVED: That it be noted.|Present| |\t|View the reasons why it is restricted|PDF 1 MB
""".strip().replace("\n", "|")


@given(st.lists(st.sampled_from(PARTS.split("|")), max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_markup_is_read_or_refused(parts: list[str]) -> None:
    check("<html>" + "".join(parts))


def check(text: str) -> None:
    try:
        plain, reading = text_and_reading(text)
    except Refused as refused:
        told = refused.faults[0].remedy
        if not told:
            pytest.fail("a refusal says what to do")
        return
    full = [line.number for line in lines_of(plain) if line]
    assert reading.coverage.lines == len(full)
    assert reading.coverage.read + reading.coverage.rejected == len(full)
    assert {reject.line for reject in reading.rejects} <= set(full)
