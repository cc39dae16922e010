"""Minutes are drafted from the agenda, in the order taken, with numbers that run on."""

from datetime import date

import pytest

from saferboard.core.faults import Refused
from saferboard.web.audit.models import Event
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.board.minutes import drafting, outcomes, queries
from saferboard.web.board.minutes.models import Minute, Minutes, Revision, SeriesRestart
from tests.web.board.minutes_samples import DECEMBER, body, december, meeting, minute

pytestmark = pytest.mark.django_db


def numbers(minutes: Minutes) -> dict[str, int]:
    found = queries.sections(Minutes.objects.select_related("meeting__body").get(pk=minutes.pk))
    return {row.title: row.number for row in found if not row.left_out}


def test_december_2020_runs_from_17_to_28() -> None:
    minutes = december()
    assert numbers(minutes) == {title: number for number, (title, _, _) in enumerate(DECEMBER, 17)}
    event = Event.objects.get(action="minutes drafted")
    assert event.object == "minutes testshire 2020-12-11"
    assert event.detail == {"first_number": 17, "minutes": 12}


def test_each_minute_begins_with_a_text_of_our_own_to_be_changed() -> None:
    minutes = december()
    texts = {row.title: row.text for row in minutes.minutes.all()}
    assert "25 September 2020" in texts["Minutes of previous meeting"]
    assert "marked “Agenda Item 4”" in texts["Action Log"]
    assert "Friday 19 March 2021 at 10.00 am" in texts["Date of the next meeting"]
    assert {r.text for r in Revision.objects.all()} == set(texts.values())
    assert minutes.future == "Friday 19 March 2021 at 10.00 am"


def test_the_three_numbers_part_when_the_order_is_varied() -> None:
    minutes = december()
    log = minute(minutes, "Action Log")
    drafting.move_minute(by="clerk", minute=minute(minutes, "Victim support"), places=-5)
    log.refresh_from_db()
    assert (log.item.number, log.number) == (4, 21)
    assert "Agenda Item 4" in log.text
    assert numbers(minutes)["Victim support"] == 20
    assert sorted(numbers(minutes).values()) == list(range(17, 29))


def test_the_first_item_can_be_taken_no_earlier() -> None:
    minutes = december()
    drafting.move_minute(by="clerk", minute=minute(minutes, "Introductions"), places=-3)
    assert numbers(minutes)["Introductions"] == 17


def test_numbers_run_on_to_the_next_meeting_and_follow_what_is_added_before() -> None:
    minutes = december()
    board = minutes.meeting.body
    march = drafting.draft(by="clerk", meeting=Meeting.objects.get(date=date(2021, 3, 19)))
    assert march.first_number == 29
    drafting.add_minute(by="clerk", minutes=minutes, title="An urgent matter")
    march.refresh_from_db()
    assert march.first_number == 30
    Minutes.objects.filter(pk=march.pk).update(state="circulated")
    drafting.add_minute(by="clerk", minutes=minutes, title="Another")
    march.refresh_from_db()
    assert march.first_number == 30, "numbers that were sent out stay"
    june = drafting.draft(by="clerk", meeting=meeting(board, date(2021, 6, 18), DECEMBER[:2]))
    assert june.first_number == 30, "March has no minutes of its own"


def test_a_series_begins_with_1_and_restarts_where_it_is_declared() -> None:
    board = body()
    first = drafting.draft(by="clerk", meeting=meeting(board, date(2023, 6, 1), DECEMBER))
    held = meeting(board, date(2023, 9, 1), DECEMBER)
    second = drafting.draft(by="clerk", meeting=held)
    assert (first.first_number, second.first_number) == (1, 13)
    for number in (100, 1):
        drafting.restart_series(by="clerk", meeting=held, first=number, because="a new council")
        second.refresh_from_db()
        assert second.first_number == number
    assert SeriesRestart.objects.get().because == "a new council"


@pytest.mark.parametrize(("first", "because"), [(0, "why"), (5, " ")])
def test_a_restart_needs_a_number_and_a_reason(first: int, because: str) -> None:
    with pytest.raises(Refused):
        drafting.restart_series(
            by="clerk", meeting=meeting(body(), date(2023, 6, 1)), first=first, because=because
        )


def test_what_was_not_taken_is_left_out_and_can_be_taken_up_again() -> None:
    minutes = december()
    row = minute(minutes, "Probation")
    drafting.leave_out(by="clerk", minute=row)
    assert "Probation" not in numbers(minutes)
    assert numbers(minutes)["Re-procurement of services"] == 26
    with pytest.raises(Refused, match="left out"):
        drafting.move_minute(by="clerk", minute=row, places=1)
    drafting.take_up(by="clerk", minute=row)
    assert numbers(minutes)["Probation"] == 28


def test_a_minute_with_an_outcome_stays_in() -> None:
    row = minute(december(), "Probation")
    outcomes.add_outcome(by="clerk", minute=row, kind="noted", text="That it be noted.")
    with pytest.raises(Refused, match="outcomes"):
        drafting.leave_out(by="clerk", minute=row)


def test_a_meeting_has_one_draft_and_a_cancelled_one_none() -> None:
    minutes = december()
    with pytest.raises(Refused, match="has minutes already"):
        drafting.draft(by="clerk", meeting=minutes.meeting)
    other = meeting(minutes.meeting.body, date(2021, 1, 8))
    other.state = Meeting.State.CANCELLED
    other.save()
    with pytest.raises(Refused, match="cancelled"):
        drafting.draft(by="clerk", meeting=other)


def test_an_item_put_on_the_agenda_later_gets_its_minute() -> None:
    minutes = december()
    late = AgendaItem.objects.create(
        meeting=minutes.meeting, number=13, title="Late item", kind="oral"
    )
    assert queries.lacking(minutes) == [late]
    made = drafting.add_minute(by="clerk", minutes=minutes, item=late)
    assert (made.title, queries.lacking(minutes)) == ("Late item", [])
    with pytest.raises(Refused, match="has its minute"):
        drafting.add_minute(by="clerk", minutes=minutes, item=late)


def test_nothing_is_moved_once_the_minutes_are_circulated() -> None:
    minutes = december()
    Minutes.objects.update(state="circulated")
    row = minute(minutes, "Probation")
    for refused in (
        lambda: drafting.move_minute(by="clerk", minute=row, places=1),
        lambda: drafting.leave_out(by="clerk", minute=row),
        lambda: drafting.add_minute(by="clerk", minutes=minutes, title="More"),
        lambda: drafting.restart_series(
            by="clerk", meeting=minutes.meeting, first=1, because="why"
        ),
    ):
        with pytest.raises(Refused, match="circulated"):
            refused()
    assert Minute.objects.count() == 12
