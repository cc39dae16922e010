"""What was read goes into the Board's own tables, whole or not at all, and can be taken back."""

from datetime import date, time
from typing import Any

import pytest

from saferboard.core.faults import Refused
from saferboard.web.audit.models import Event
from saferboard.web.board.decisions import queries as decisions
from saferboard.web.board.decisions.models import Action
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.board.minutes import writing
from saferboard.web.board.minutes.models import Attendee, Minute, Minutes, Outcome
from saferboard.web.directory.models import Body, Person, Post, Tenure
from saferboard.web.ingest import actions, activating, queries
from saferboard.web.ingest.models import Activation, Part, Source, Trace
from saferboard.web.ingest.planning import plan
from saferboard.web.publish.queries import stamp
from tests.web.board.minutes_samples import meeting as arranged
from tests.web.ingest.samples import MARCH, activated, loaded, settled

pytestmark = pytest.mark.django_db
DECEMBER, IN_MARCH, IN_JUNE = date(2013, 12, 6), date(2014, 3, 7), date(2014, 6, 6)


def test_a_pack_becomes_meetings_agenda_minutes_and_outcomes(ready: Source, board: Body) -> None:
    before = stamp().number
    activation = activated(ready, board)
    called = Meeting.objects.get(date=IN_MARCH)
    held = Meeting.objects.get(date=DECEMBER)
    assert (called.state, called.starts, called.place) == (
        "held",
        time(10),
        "Committee Room, County Hall",
    )
    assert called.taken_from == held.taken_from == "march-2014.txt"
    items = AgendaItem.objects.filter(meeting=called)
    assert [item.number for item in items] == [1, 2, 3, 4, 5, 6]
    assert items[3].purpose.startswith("This report will be presented by Ada Marsh")
    minutes = Minutes.objects.get(meeting=held)
    assert (minutes.state, minutes.first_number, minutes.taken_from) == (
        "circulated",
        21,
        "march-2014.txt",
    )
    assert [row.number for row in minutes.minutes.all()] == [21, 22, 23, 24]
    crime = minutes.minutes.get(taken=2)
    assert [(one.kind, letter) for letter, one in crime.lettered()] == [
        ("resolved", "(a)"),
        ("resolved", "(b)"),
        ("undertaking", ""),
    ]
    came = Attendee.objects.filter(minutes=minutes)
    assert [(row.name, row.group, row.presence, row.in_chair) for row in came] == [
        ("Cllr. B. Oakes CC", "members", "present", True),
        ("Supt. Cyril Reed", "members", "present", False),
        ("Dora Hall", "officers", "present", False),
        ("Ada Marsh", "members", "apologies", False),
    ]
    assert came[1].title == "Testshire Police"
    assert stamp().number == before + 1
    assert activation.said
    assert Event.objects.filter(action="source activated").count() == 1


def test_every_row_says_from_which_lines_it_comes(ready: Source, board: Body) -> None:
    activation = activated(ready, board)
    lines = MARCH.split("\n")
    rows: list[Any] = [
        *Meeting.objects.all(),
        *AgendaItem.objects.all(),
        *Minutes.objects.all(),
        *Minute.objects.all(),
        *Outcome.objects.all(),
        *Attendee.objects.all(),
    ]
    for row in rows:
        trace = Trace.objects.get(activation=activation, table=row._meta.label, row=row.pk)
        assert 1 <= trace.first <= trace.last <= len(lines)
    crime = Minute.objects.get(title__startswith="Door-step")
    trace = Trace.objects.get(table="minutes.Minute", row=crime.pk)
    assert lines[trace.first - 1] == "23. Door-step crime."
    assert trace.page == 2
    assert Trace.objects.count() == len(rows)


def test_somebody_matched_is_linked_with_the_post_of_the_day(march: Source, board: Body) -> None:
    reed = Person.objects.create(name="Cyril Reed")
    post = Post.objects.get(key="superintendent")
    Tenure.objects.create(person=reed, post=post, since="2013-01-01", until="2015-01-01")
    activated(settled(march), board)
    row = Attendee.objects.get(name="Supt. Cyril Reed")
    assert (row.person, row.post) == (reed, post)
    assert Attendee.objects.get(name="Dora Hall").person is None


def test_nothing_is_activated_while_something_waits(march: Source, board: Body) -> None:
    with pytest.raises(Refused, match="1 doubt is not settled"):
        activated(march, board)
    settled(march)
    found = plan(march)
    given = dict.fromkeys(found.names, board)
    with pytest.raises(Refused, match="no hour is printed"):
        activating.activate(by="tests", source=march, seen=1, bodies=given)
    with pytest.raises(Refused, match="read again since"):
        activating.activate(by="tests", source=march, seen=2, bodies=given, starts=time(10))
    other = {"Another Board": board}
    with pytest.raises(Refused, match="Nobody has said which body"):
        activating.activate(by="tests", source=march, seen=1, bodies=other, starts=time(10))
    assert not Meeting.objects.exists()
    assert not Activation.objects.exists()


def test_a_correction_that_was_not_read_stops_it(ready: Source, board: Body) -> None:
    actions.correct_lines(
        by="tests", source=ready, first=9, last=9, correction="1. Welcome", reason="so"
    )
    with pytest.raises(Refused, match="1 correction is not read yet"):
        activated(ready, board)
    actions.read_again(by="tests", source=ready)
    activated(ready, board)
    assert AgendaItem.objects.get(number=1).title == "Welcome"


def test_minutes_are_confirmed_by_a_later_source(ready: Source, june: Source, board: Body) -> None:
    activated(ready, board)
    assert Minutes.objects.get(meeting__date=DECEMBER).state == "circulated"
    activated(june, board)
    held = Minutes.objects.get(meeting__date=DECEMBER)
    assert held.state == "confirmed"
    assert held.confirmed_at == Meeting.objects.get(date=IN_MARCH)
    assert held.signed_as.startswith("Cllr. B. Oakes")
    assert held.signed_on == IN_MARCH
    assert Minutes.objects.get(meeting__date=IN_MARCH).state == "circulated"


def test_minutes_are_confirmed_whichever_source_comes_first(
    ready: Source, june: Source, board: Body
) -> None:
    activated(june, board)
    activated(ready, board)
    held = Minutes.objects.get(meeting__date=DECEMBER)
    assert held.state == "confirmed"
    assert held.confirmed_at == Meeting.objects.get(date=IN_MARCH)


def test_minutes_know_their_items_whichever_source_comes_first(
    ready: Source, june: Source, board: Body
) -> None:
    activated(june, board)
    fire = Minute.objects.get(title__startswith="Fire Safety")
    assert fire.item is None
    activated(ready, board)
    fire.refresh_from_db()
    assert fire.item is not None
    assert fire.item.number == 4


def test_the_past_does_not_keep_back_todays_pack(ready: Source, june: Source, board: Body) -> None:
    activated(ready, board)
    activated(june, board)
    today = arranged(board, date(2014, 9, 5))
    gap = decisions.gap_of(board, today)
    assert gap.is_closed
    assert gap.outcomes == ()
    assert gap.unwritten is None
    # What is minuted here keeps it back as ever: neither source has minutes of a meeting held here.
    own = arranged(board, date(2014, 7, 4))
    assert decisions.gap_of(board, today).unwritten == own
    minutes = Minutes.objects.create(meeting=own, first_number=28)
    minute = Minute.objects.create(minutes=minutes, taken=0, title="Fire")
    outcome = Outcome.objects.create(minute=minute, kind="resolved", place=0, text="That it be.")
    assert [row.outcome for row in decisions.gap_of(board, today).outcomes] == [outcome]
    waiting = [row.outcome for row in decisions.register(board) if row.is_waiting]
    assert waiting == [outcome]
    assert len(decisions.register(board)) > 1


def test_drafts_are_numbered_on_from_the_past(ready: Source, board: Body) -> None:
    own = arranged(board, date(2020, 12, 11))
    draft = Minutes.objects.create(meeting=own, first_number=1)
    Minute.objects.create(minutes=draft, taken=0, title="Fire")
    activated(ready, board)
    draft.refresh_from_db()
    assert draft.first_number == 25


def test_a_meeting_held_here_stays_as_it_is(ready: Source, board: Body) -> None:
    own = arranged(board, IN_MARCH, (("Our own business", "report", ""),))
    activated(ready, board)
    own.refresh_from_db()
    assert (own.state, own.taken_from) == ("planned", "")
    assert [item.title for item in own.items.all()] == ["Our own business"]
    assert not Part.objects.filter(what="agenda").exists()
    assert Minutes.objects.filter(meeting__date=DECEMBER).exists()


def test_minutes_taken_here_stay_as_they_are(ready: Source, board: Body) -> None:
    own = arranged(board, DECEMBER)
    minutes = Minutes.objects.create(meeting=own, first_number=5)
    activated(ready, board)
    held = Minutes.objects.get(meeting=own)
    assert (held.pk, held.first_number, held.taken_from) == (minutes.pk, 5, "")
    assert not held.minutes.exists()


def test_what_another_source_says_otherwise_is_chosen_by_a_person(
    ready: Source, board: Body
) -> None:
    activated(ready, board)
    other = settled(loaded(MARCH.replace("Fire Safety in the Home", "Fires at home"), "b.txt"))
    found = plan(other)
    agenda, minutes = found.steps
    assert agenda.held == minutes.held == "march-2014.txt"
    assert agenda.asks
    assert not minutes.differences
    told = {(one.first, one.second) for one in agenda.differences}
    assert any("Fires at home" in second for _, second in told)
    with pytest.raises(Refused, match="1 difference from another source is not settled"):
        activated(other, board)
    with pytest.raises(Refused, match="no reason"):
        actions.choose(by="tests", source=other, subject=agenda.subject, held=False, reason="")
    actions.choose(by="tests", source=other, subject=agenda.subject, held=True, reason="")
    activated(other, board)
    assert AgendaItem.objects.get(number=4).title.startswith("Fire Safety")
    assert Meeting.objects.count() == 2
    assert Minutes.objects.count() == 1


def test_the_other_account_takes_its_place_where_that_is_chosen(ready: Source, board: Body) -> None:
    first = activated(ready, board)
    other = settled(loaded(MARCH.replace("Fire Safety in the Home", "Fires at home"), "b.txt"))
    agenda = plan(other).steps[0]
    actions.choose(by="tests", source=other, subject=agenda.subject, held=False, reason="clearer")
    second = activated(other, board)
    assert AgendaItem.objects.get(number=4).title.startswith("Fires at home")
    assert AgendaItem.objects.count() == 6
    shown = queries.shown(board.key, IN_MARCH)
    assert [part.activation for part in shown if part.what == "agenda"] == [second]
    activating.take_back(by="tests", activation=first, reason="misread")
    assert AgendaItem.objects.count() == 6
    activating.take_back(by="tests", activation=second, reason="misread")
    assert not Meeting.objects.exists()


def test_taking_back_leaves_nothing_in_the_tables(ready: Source, board: Body) -> None:
    activation = activated(ready, board)
    with pytest.raises(Refused, match="no reason"):
        activating.take_back(by="tests", activation=activation, reason=" ")
    row = activating.take_back(by="tests", activation=activation, reason="misread")
    assert row.said == []
    for table in (Meeting, AgendaItem, Minutes, Minute, Outcome, Attendee):
        assert not table.objects.exists(), table
    assert queries.days() == []
    assert Source.objects.filter(pk=ready.pk).exists()
    with pytest.raises(Refused, match="taken back already"):
        activating.take_back(by="tests", activation=activation, reason="misread")
    assert activated(ready, board).pk != activation.pk
    assert Minutes.objects.count() == 1


def test_taking_one_of_two_back_keeps_what_the_other_says(
    ready: Source, june: Source, board: Body
) -> None:
    first = activated(ready, board)
    activated(june, board)
    row = activating.take_back(by="tests", activation=first, reason="misread")
    assert row.said == ["The meeting of 7 March 2014 stays: june-2014.txt tells of it too."]
    kept = Meeting.objects.get(date=IN_MARCH)
    assert kept.taken_from == "june-2014.txt"
    assert not kept.items.exists()
    assert Minute.objects.get(title__startswith="Fire Safety").item is None
    assert not Meeting.objects.filter(date=DECEMBER).exists()


def test_a_confirmation_goes_with_the_source_that_told_of_it(
    ready: Source, june: Source, board: Body
) -> None:
    activated(ready, board)
    later = activated(june, board)
    activating.take_back(by="tests", activation=later, reason="misread")
    held = Minutes.objects.get(meeting__date=DECEMBER)
    assert (held.state, held.confirmed_at, held.signed_as) == ("circulated", None, "")


def test_what_something_rests_on_is_not_taken_back(ready: Source, board: Body) -> None:
    activation = activated(ready, board)
    outcome = Outcome.objects.filter(kind="resolved").first()
    Action.objects.create(body=board, number=1, text="Do it", outcome=outcome, made_by="tests")
    with pytest.raises(Refused, match="something else rests on them by now: action"):
        activating.take_back(by="tests", activation=activation, reason="misread")
    assert Minutes.objects.exists()
    assert queries.standing(ready) == activation


def test_confirmed_minutes_of_the_past_are_changed_by_no_page(
    ready: Source, june: Source, board: Body
) -> None:

    activated(ready, board)
    activated(june, board)
    minute = Minute.objects.get(title__startswith="Door-step")
    with pytest.raises(Refused, match="confirmed"):
        writing.save_text(by="tests", minute=minute, text="other words", base=0)


def test_minutes_whose_numbers_do_not_rise_are_refused(ready: Source, board: Body) -> None:
    text = MARCH.replace("23. Door-step", "20. Door-step")
    other = settled(loaded(text, "b.txt"))
    numbers = [one.number for one in plan(other).value.minutes[0].items]
    if numbers == sorted(numbers, key=lambda n: n or 0):
        pytest.skip("the reader mends the number by itself")
    with pytest.raises(Refused, match="do not rise"):
        activated(other, board)
    assert not Meeting.objects.exists()
