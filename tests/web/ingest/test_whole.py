"""Action logs, interests declared, reports and dashboards of a source, taken in and public."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from saferboard.core.directory.permissions import Role
from saferboard.core.faults import Refused
from saferboard.core.ingest.past import values as v
from saferboard.engines.past import Kind, Read, read_text
from saferboard.web.board.decisions.lives import lives
from saferboard.web.board.decisions.models import Action, Entry, Listing
from saferboard.web.board.minutes.models import Declaration
from saferboard.web.directory.models import Body
from saferboard.web.ingest import actions, activating
from saferboard.web.ingest.models import Part, Source, Trace
from saferboard.web.search.models import Passage
from tests.core.ingest.past.moderngov_samples import AGENDA_ITEM, HTML
from tests.web.ingest.samples import activated, whole
from tests.web.ingest.test_pages import _signed_in

pytestmark = pytest.mark.django_db
DAY = date(2013, 3, 1)


def logged(*log: v.LogAction, name: str = "log.txt") -> Source:
    """A source with an agenda and a log, made by hand."""
    meeting = v.Meeting("Testshire Safer Communities Board", DAY, span=v.Span(1, 1))
    value = v.Reading(meetings=(meeting,), action_log=log, coverage=v.Coverage(9, 9, 0))
    text = f"{name}\n" + "line\n" * 9
    read = Read(name, Kind.PACK, text, value)
    return actions.load(by="tests", read=read, data=text.encode()).source


def row(on: date | None, action: str = "", officer: str = "", **more: str) -> v.LogEntry:
    return v.LogEntry(on, action, officer, span=v.Span(3, 3, 1, 1), **more)


def test_a_log_goes_into_the_boards_own_where_that_is_wanted(board: Body) -> None:
    first = row(DAY, "Write to all", "Team Manager", comments="Begun", status="Amber")
    then = row(None, comments="All written", status="Green")
    stranger = row(DAY, "Count them", "Ned Nobody")
    source = logged(v.LogAction(3, (first, then), "Green"), v.LogAction(4, (stranger,)))
    activation = activated(source, board, take_log=True)
    written, counted = lives(Action.objects.order_by("number"), DAY)
    assert (written.action.number, written.action.text) == (3, "Write to all")
    assert written.action.source == "log.txt, no. 3"
    assert [owner.post.key for owner in written.owners] == ["team-manager"]
    assert not written.standing.is_open
    assert counted.standing.is_open
    assert counted.owners == ()
    assert any("Ned Nobody" in entry.text for entry in counted.entries)
    assert Listing.objects.get().shown == {"3": "Write to all", "4": "Count them"}
    traced = Trace.objects.filter(activation=activation, table="decisions.Entry")
    assert traced.count() == Entry.objects.count()
    said = activating.take_back(by="tests", activation=activation, reason="misread").said
    assert said == ["What was entered in the action log stays there; close it there."]
    assert Action.objects.count() == 2


def test_a_log_stays_in_the_reading_where_it_is_not_wanted(board: Body) -> None:
    activated(logged(v.LogAction(3, (row(DAY, "Write"),))), board)
    assert not Action.objects.exists()
    assert Part.objects.get(what="log").content["actions"][0]["number"] == 3


def test_what_cannot_go_into_the_log_is_told(board: Body) -> None:
    Action.objects.create(body=board, number=1, text="Another", source="old", made_by="tests")
    source = logged(
        v.LogAction(1, (row(DAY, "Write"),)),
        v.LogAction(None, (row(DAY, "No number"),)),
        v.LogAction(2, (row(None, "No day"),)),
        v.LogAction(3, (row(DAY, "Odd", status="Mauve"),)),
        v.LogAction(5, (row(DAY),)),
        v.LogAction(6, (row(DAY, "Sound"),)),
    )
    said = " ".join(activated(source, board, take_log=True).said)
    assert "action 1, its number is another action's here" in said
    assert "an action without a number, “No number”" in said
    assert "action 2, which does not say on which day" in said
    assert "action 3, whose status “Mauve”" in said
    assert "action 5, which does not say what is to be done" in said
    assert "1 actions of the log" in said or "1 action of the log" in said
    assert Action.objects.get(number=1).text == "Another"
    assert Action.objects.count() == 2


def test_the_next_log_adds_what_is_new(board: Body) -> None:
    first = row(DAY, "Write", comments="Begun", status="Amber")
    activated(logged(v.LogAction(3, (first,))), board, take_log=True)
    before = Entry.objects.count()
    later = row(date(2013, 4, 1), comments="Done", status="Green")
    meeting = v.Meeting("Testshire Safer Communities Board", date(2013, 6, 1), span=v.Span(1, 1))
    value = v.Reading(meetings=(meeting,), action_log=(v.LogAction(3, (first, later)),))
    read = Read("next.txt", Kind.PACK, "next", value)
    source = actions.load(by="tests", read=read, data=b"next").source
    activated(source, board, take_log=True)
    assert Action.objects.count() == 1
    assert Entry.objects.count() == before + 1
    assert not lives(Action.objects.all(), date(2013, 6, 1))[0].standing.is_open


def test_an_interest_declared_is_tied_to_who_declared_it(board: Body) -> None:
    present = v.Person("Ada Marsh", "Fire", chair=True, span=v.Span(2, 2))
    declared = (v.Declared("Ada Marsh", "A house", v.Span(3, 3)), v.Declared("Ned", "A barn"))
    minute = v.Minute(7, "Interests", "Told.", declared=declared, span=v.Span(3, 3))
    minutes = v.Minutes(board.name, DAY, present=(present,), items=(minute,), started="9.30 am")
    read = Read("i.txt", Kind.PACK, "a\nb\nc", v.Reading(minutes=(minutes,)))
    source = actions.load(by="tests", read=read, data=b"i").source
    activation = activated(source, board, starts=None)
    row = Declaration.objects.get()
    assert (row.attendee.name, row.interest, row.minute) == ("Ada Marsh", "A house", None)
    assert any("Ned declared an interest" in said for said in activation.said)
    assert f"{row.minutes.meeting.starts:%H:%M}" == "09:30"


def test_everything_stands_on_the_public_page_and_is_found(board: Body, visitor: Client) -> None:
    activated(whole(), board, is_open=True)
    page = visitor.get("/history/testshire/2013-03-01/").content.decode()
    for said in ("Fire", "It burns.", "notes it", "Fires", "on track", "7 March 2014", "Action 3"):
        assert said in page
    assert "Ada Marsh" not in page  # an officer to contact
    kinds = set(Passage.objects.values_list("kind", flat=True))
    assert {"item", "paper", "action", "minute"} <= kinds
    burns = Passage.objects.get(text="It burns.")
    assert burns.address == "/history/testshire/2013-03-01/#report-1"
    assert burns.page == 1


def test_a_source_with_no_day_waits_for_one(board: Body) -> None:
    meeting = v.Meeting(board.name, None, agenda=(), span=v.Span(1, 1))
    read = Read("n.txt", Kind.PACK, "n", v.Reading(meetings=(meeting,)))
    source = actions.load(by="tests", read=read, data=b"n").source
    with pytest.raises(Refused, match="The day of the meeting at line 1 is not read"):
        activated(source, board)
    nothing = Read("o.txt", Kind.PACK, "o", v.Reading())
    source = actions.load(by="tests", read=nothing, data=b"o").source
    with pytest.raises(Refused, match="No meeting and no minutes were read"):
        activated(source, board)


def test_two_minutes_of_one_day_are_not_guessed_at(board: Body) -> None:
    one = v.Minutes(board.name, DAY, items=(v.Minute(1, "A"),))
    value = v.Reading(minutes=(one, replace(one, items=(v.Minute(2, "B"),))))
    read = Read("t.txt", Kind.PACK, "t", value)
    source = actions.load(by="tests", read=read, data=b"t").source
    with pytest.raises(Refused, match="Two minutes of one day"):
        activated(source, board)


def test_a_page_of_a_committee_system_is_read_again_as_it_came(board: Body) -> None:
    read = read_text(HTML, name="page.html", kind=Kind.MODERNGOV)
    assert read.reading.meetings
    assert "<" not in read.text.split("\n")[0]
    source = actions.load(by="tests", read=read, data=HTML.encode()).source
    first = source.readings.get()
    assert actions.read_again(by="tests", source=source) == first
    assert actions.load(by="tests", read=read, data=HTML.encode()).reading == first
    actions.correct_now(
        by="tests", source=source, first=1, last=1, correction=read.text.split("\n")[0], reason="so"
    )
    assert source.readings.count() == 2


def test_a_page_that_is_read_by_its_marks_alone_is_not_corrected(board: Body) -> None:
    read = read_text(AGENDA_ITEM, name="item.html", kind=Kind.MODERNGOV)
    source = actions.load(by="tests", read=read, data=AGENDA_ITEM.encode()).source
    with pytest.raises(Refused, match="its lines cannot be corrected"):
        actions.correct_now(
            by="tests", source=source, first=2, last=2, correction="Fires", reason="so"
        )
    assert not source.settlements.exists()
    answered = actions.correct_lines(
        by="tests", source=source, first=2, last=2, correction="Fires", reason="so"
    )
    clerk = _signed_in("team-manager", Role.CLERK)
    said = clerk.post(f"/work/history/{source.pk}/again/", follow=True).content.decode()
    assert "Not read again: this page is read by marks" in said
    assert answered.pk
    assert source.readings.count() == 1
