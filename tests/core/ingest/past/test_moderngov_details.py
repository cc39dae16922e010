"""What single lines and places of Modern.Gov's pages mean."""

from datetime import date

import pytest

from saferboard.core.ingest.past.moderngov.html import roman
from saferboard.core.ingest.past.moderngov.markup import End, Start, Text, tokens
from saferboard.core.ingest.past.moderngov.page import group_of, has_size, is_chair, without_size
from saferboard.core.ingest.past.moderngov.reading import read_any, text_of
from saferboard.core.ingest.past.values import AgendaItem, Minutes, Reading
from tests.core.ingest.past.moderngov_samples import FRONT, item, said


def agenda_of(reading: Reading) -> tuple[AgendaItem, ...]:
    (meeting,) = reading.meetings
    return meeting.agenda


def minutes_of(reading: Reading) -> Minutes:
    (minutes,) = reading.minutes
    return minutes


def page(*items: str, before: str = "") -> str:
    """A published page with these rows."""
    return (
        '<html><body><h1 class="mgMainTitleTxt">Agenda</h1>'
        '<h2 class="mgSubTitleTxt">Westmarch Board - Friday, 13th March, 2020 10.00 am</h2>'
        f'{before}<table class="mgItemTable">{"".join(items)}</table></body></html>'
    )


def words_of(html: str) -> list[str]:
    """The lines of a page that are not empty."""
    return [line for line in text_of(html).split("\n") if line]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<A HREF='x>y' b=1 c>t</A >", [Start("a", {"href": "x>y", "b": "1", "c": ""})]),
        ("<p class=a / >t</p>", [Start("p", {"class": "a"})]),
        ('<p title="x"">t', [Start("p", {"title": "x", '"': ""})]),
    ],
)
def test_tags_are_read_as_browsers_read_them(text: str, found: list[Start]) -> None:
    read = list(tokens(text))
    assert read[0] == found[0]
    assert read[1] == Text("t")
    assert read[2:] in ([], [End(found[0].name)])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2 < 3 &amp;amp; 4", "2 < 3 &amp; 4"),
        ("a<!-- b --><!-->c<!doctype html>d<?xml e?>f</>g", "acdfg"),
        ("a<script>b</scripting><p></script >c", "ac"),
        ("a<!-- b", "a"),
        ("a<b c='d", "a"),
        ("a<style>b", "a"),
        ("<!", ""),
    ],
)
def test_comments_scripts_and_what_does_not_end_say_nothing(text: str, words: str) -> None:
    assert "".join(one.text for one in tokens(text) if isinstance(one, Text)) == words


@pytest.mark.parametrize("part", ["<!", "<!--", "</a ", "<?", "<", "&a", "<script></", "<a b=\"'>"])
def test_damage_takes_time_that_grows_with_its_length(part: str) -> None:
    """A reader that goes back would take hours over this."""
    assert sum(1 for _ in tokens(part * 30_000 if part != "</a " else part * 40)) <= 60_000


def test_points_get_the_marks_that_a_page_counts_by_itself() -> None:
    inner = (
        "<ol><li>one<li>two</ol><ol type=A><li>one</ol><ol type=i><li>one<li>two</ol>"
        "<ol type=I><li>one</ol><ul><li>one</ul><ol type=a><li><p>one</p></li></ol>"
    )
    lines = words_of(page(item("1.", "Points", said("Minutes:", inner))))
    assert lines[-8:] == [
        "1. one",
        "2. two",
        "(a) one",
        "(i) one",
        "(ii) two",
        "(i) one",
        "• one",
        "(a) one",
    ]
    assert [roman(number) for number in (4, 9, 14, 39, 40)] == ["iv", "ix", "xiv", "xxxix", "40"]


def test_tables_within_minutes_keep_their_cells() -> None:
    inner = (
        "<table><thead><tr><th>Year<th>Fires<tbody><tr><td>2018<td><b>20</b>"
        "<tr><td><p>2019</p><p>so far</p><td>9</table>"
    )
    lines = words_of(page(item("1.", "Fires", said("Minutes:", inner))))
    assert lines[-5:] == ["Year\tFires", "2018\t20", "2019", "so far", "9"]


def test_paragraphs_stay_apart_and_broken_lines_together() -> None:
    inner = "<p>The Board heard that</p><p>fires fell,<br>and thanked all.</p>"
    html = page(item("1.", "Fires", said("Minutes:", inner)))
    assert text_of(html).split("\n")[-4:] == [
        "The Board heard that",
        "",
        "fires fell,",
        "and thanked all.",
    ]


def test_words_keep_to_the_places_they_stand_in() -> None:
    html = page(item("1.", "One", said("Minutes:", "<p>Said.<span>More</span></td></p>")))
    assert text_of(html).split("\n")[-1] == "Said.More"
    listed = said("Minutes:", '<ul class="mgBulletList"><li>a point that was made</ul>')
    (minute,) = minutes_of(read_any(page(item("1.", "One", listed)))).items
    assert "a point that was made" in minute.text
    loose = page('<tr><td>loose</td></tr><tr><td class="mgItemNumberCell">2.</td><td></td></tr>')
    reading = read_any(loose.replace("</table>", said("Minutes:", "x") + "</table>"))
    assert reading.coverage.read + reading.coverage.rejected == reading.coverage.lines


def test_a_page_without_the_marks_of_its_places_is_read_as_text() -> None:
    html = (
        "<html><body><h1>Agenda and minutes</h1><h2>Westmarch Board</h2>"
        "<p>Friday, 13th March, 2020 10.00 am</p><p>Venue: Lantern Room</p>"
        "<table><tr><th>No.</th><th>Item</th></tr><tr><td>1.</td><td>Introductions</td></tr>"
        "</table><p>Minutes:</p><p>The Chair welcomed everybody.</p></body></html>"
    )
    reading = read_any(html)
    (meeting,) = reading.meetings
    assert (meeting.body, meeting.on, meeting.venue) == (
        "Westmarch Board",
        date(2020, 3, 13),
        "Lantern Room",
    )
    (minute,) = minutes_of(reading).items
    assert (minute.number, minute.text) == (1, "The Chair welcomed everybody.")


def test_what_a_page_carries_besides_is_told_apart() -> None:
    before = (
        '<p>Loose words over the page</p><div class="mgLinks">links</div>'
        "<p>Venue: The Old Hall.</p><p>" + "A long notice to all who come. " * 8 + "</p>"
    )
    reading = read_any(page(item("1.", "One", said("Minutes:", "Said.")), before=before))
    (meeting,) = reading.meetings
    assert (meeting.body, meeting.venue) == ("Westmarch Board", "The Old Hall")
    assert [reject.text[:13] for reject in reading.rejects] == ["Loose words o", "A long notice"]


def test_tags_that_were_left_open_or_never_opened_do_no_harm() -> None:
    html = "</b></div>Over all<h1>Agenda</h1><p>Board of Fen<p>13 March 2020<p>Due 20 March 2020"
    reading = read_any(html + said("Minutes:", "x"))
    (meeting,) = reading.meetings
    assert (meeting.body, meeting.on) == ("Board of Fen", date(2020, 3, 13))
    assert text_of(html + said("Minutes:", "x")).split("\n") == [
        "Over all",
        "Agenda",
        "Board of Fen",
        "13 March 2020",
        "Due 20 March 2020",
        "Minutes:",
        "x",
    ]


def test_a_restricted_paper_beside_published_minutes_is_a_doubt() -> None:
    shut = '<ul class="mgBulletList"><li>Restricted enclosure</li></ul>'
    html = page(item("1.", "One", shut + said("Minutes:", "The Board heard a report.")))
    reading = read_any(html)
    assert not agenda_of(reading)[0].restricted
    assert ["is restricted" in doubt.why for doubt in reading.doubts] == [True]
    noted = page(item("1.", "One", '<div class="mgWordPara">This item is restricted.</div>'))
    assert agenda_of(read_any(noted))[0].restricted
    titled = page(item("1.", "Exempt item: one", ""))
    assert agenda_of(read_any(titled))[0].restricted


def test_a_number_s_letter_is_left_out_and_doubted() -> None:
    reading = read_any(page(item("12/83a", "One"), item("", "No number")))
    assert [one.number for one in agenda_of(reading)] == [83, None]
    assert [doubt.about for doubt in reading.doubts] == ["agenda item 12/83a"]


def test_a_decision_that_has_its_own_word_needs_no_label() -> None:
    html = page(
        item("1.", "One", said("Decision:", "<p>RESOLVED: That it be so.</p>")),
        item(
            "2.", "Two", said("Minutes:", "<p>AGREED: That it be so.</p>") + said("Decision:", "")
        ),
        item(
            "3.",
            "Three",
            said("Minutes:", "<p>RESOLVED: That it be so.</p>")
            + said("Decision:", "<p>That it be so.</p>"),
        ),
    )
    items = minutes_of(read_any(html)).items
    assert [[one.text for one in minute.outcomes] for minute in items] == [["That it be so."]] * 3


def test_supporting_documents_may_follow_their_label_as_lines() -> None:
    inner = said("Supporting documents:", "<p>Map of fires PDF 2 MB</p><p>PDF 3 KB</p>")
    reading = read_any(page(item("4.", "Fires", inner)))
    assert [(one.title, one.item) for one in reading.reports] == [
        ("Fires", 4),
        ("Map of fires", 4),
    ]


def test_an_attendance_without_roles_has_names_and_states() -> None:
    html = (
        '<html><h2 class="mgSubTitleTxt">Westmarch Board - Friday, 13th March, 2020</h2>'
        '<table summary="Attendance"><tr><td>Ada Fenn</td><td>Present</td></tr></table>'
    )
    (person,) = minutes_of(read_any(html)).present
    assert (person.name, person.post) == ("Ada Fenn", "")


@pytest.mark.parametrize(
    ("rows", "post"),
    [
        (
            "Attendee\tRole\tAttendance\nAda Fenn\tChair\tPresent\n\nKey\nTom Reed\tApologies",
            "Chair",
        ),
        ("Attendee\tAttendance\nAda Fenn\tPresent\nTom Reed\tApologies", ""),
    ],
)
def test_a_saved_attendance_is_read_by_its_columns(rows: str, post: str) -> None:
    text = f"Meeting attendance\nWestmarch Board - Friday, 13th March, 2020 10.00 am\n{rows}\n"
    minutes = minutes_of(read_any(text))
    assert [(one.name, one.post) for one in minutes.present] == [("Ada Fenn", post)]
    assert [one.name for one in minutes.apologies] == ["Tom Reed"]


def test_people_named_over_the_items_are_the_attendance() -> None:
    text = FRONT + (
        "Present:\nCllr. Ivy Marsh - Chair\nApologies:\nTom Reed\nItems\n1. Introductions\n"
        "Minutes:\nThe Chair welcomed everybody.\n2. Urgent items\n"
    )
    minutes = minutes_of(read_any(text))
    assert [(one.name, one.chair) for one in minutes.present] == [("Cllr. Ivy Marsh", True)]
    assert [one.name for one in minutes.apologies] == ["Tom Reed"]
    assert [one.number for one in minutes.items] == [1]


def test_numbers_may_stand_alone_have_letters_and_be_lost() -> None:
    text = FRONT + (
        "Items\n5.\nIntroductions\nMinutes:\nThe Chair welcomed everybody.\n5a.\nThanks\n8.\n"
        "Fires\nMinutes: There were few.\n40.\nNot an item\n9.\n"
    )
    reading = read_any(text)
    assert [(one.number, one.title) for one in agenda_of(reading)] == [
        (5, "Introductions"),
        (5, "Thanks"),
        (8, "Fires"),
    ]
    assert minutes_of(reading).items[1].text.startswith("There were few.")


def test_one_item_alone_is_one_where_the_items_begin_with_it() -> None:
    text = FRONT + "Items\n7.\tFires\nMinutes:\nThere were few.\n"
    assert [one.number for one in agenda_of(read_any(text))] == [7]
    stray = (
        FRONT + "Items\nThanks\n\nThe Board thanked all.\n\n7.\tchairs and tables were bought.\n"
    )
    assert [one.title for one in agenda_of(read_any(stray))] != ["chairs and tables were bought."]


def test_what_is_said_may_hold_a_list_of_its_own() -> None:
    text = FRONT + (
        "Items\n3.\tFires\nMinutes:\nIt was noted that:\n1. fires fell;\n2. fewer were set.\n"
        "4.\tThanks\nMinutes:\nThe Board thanked all.\n"
    )
    items = minutes_of(read_any(text)).items
    assert [one.number for one in items] == [3, 4]
    assert "fewer were set" in items[0].text + str(items[0].outcomes)


def test_a_restricted_item_is_told_without_numbers_too() -> None:
    text = FRONT + (
        "Items\n\nIntroductions\n\nThe Chair welcomed everybody to the meeting.\n\n"
        "Any other business\n\nRestricted enclosure\n\nDate of next meeting\n\n"
        "The next meeting would be in June.\n"
    )
    reading = read_any(text)
    assert [(one.title, one.restricted) for one in agenda_of(reading)] == [
        ("Introductions", False),
        ("Any other business", True),
        ("Date of next meeting", False),
    ]
    assert [one.title for one in minutes_of(reading).items] == [
        "Introductions",
        "Date of next meeting",
    ]


def test_a_page_that_only_calls_a_meeting_has_no_minutes() -> None:
    reading = read_any(FRONT + "There are no items yet for this meeting, which may still change.\n")
    assert not reading.minutes
    assert reading.meetings[0].body == "Westmarch Community Safety Board"


def test_sizes_of_papers_are_no_part_of_their_names() -> None:
    assert without_size("Fires, item 3 PDF 196 KB") == "Fires, item 3"
    assert without_size("Fires (PDF, 1.2 MB)") == "Fires"
    assert without_size("The PDF of 2019") == "The PDF of 2019"
    assert has_size("Fires DOCX 90 KB")
    assert not has_size("Fires")


def test_the_chair_is_not_the_deputy() -> None:
    assert is_chair("Chair")
    assert is_chair("Chairman of the Board")
    assert not is_chair("Vice-Chair")
    assert not is_chair("Deputy Chair")
    assert not is_chair("Member")


def test_states_of_attendance_are_known_or_doubted() -> None:
    assert group_of("Member", "Present as substitute") == ("present", "")
    assert group_of("Officer", "Present") == ("officers", "")
    assert group_of("Officer", "In attendance") == ("officers", "")
    assert group_of("Member", "Apologies") == ("apologies", "")
    assert group_of("Member", "Absent")[0] == ""
    assert "nothing is said" in group_of("Member", "")[1]


def test_people_may_be_named_right_before_the_first_number() -> None:
    names = "".join(f"{name} - Member\n" for name in ("Ada Fenn", "Tom Reed", "Noor Vale") * 6)
    text = FRONT + f"Present:\n{names}1. Introductions\nMinutes:\nAll were welcomed.\n2. Fires\n"
    minutes = minutes_of(read_any(text))
    assert len(minutes.present) == 18
    assert [one.title for one in minutes.items] == ["Introductions"]


def test_an_answer_may_leave_much_out() -> None:
    reading = read_any(
        "<meeting><meetingdate>06/03/2020</meetingdate><agendaitems><agendaitem>"
        "<agendaitemnumber>4</agendaitemnumber><agendaitemtitle>Fires</agendaitemtitle>"
        "<linkeddocuments><linkeddoc/></linkeddocuments></agendaitem></agendaitems></meeting>"
    )
    (meeting,) = reading.meetings
    assert (meeting.body, meeting.on, meeting.starts) == ("", date(2020, 3, 6), "")
    assert [(one.number, one.title) for one in meeting.agenda] == [(4, "Fires")]
    assert not reading.doubts
    assert not reading.minutes


def test_an_empty_line_is_no_paper() -> None:
    text = FRONT + "Items\n4.\tFires\nSupporting documents:\n\nMap of fires\n\n5.\tThanks\n"
    assert [(one.title, one.item) for one in read_any(text).reports] == [("Map of fires", 4)]
