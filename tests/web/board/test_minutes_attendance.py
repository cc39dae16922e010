"""Who was there: rows from the seats, ticked by anybody at once; and what was declared."""

from datetime import date

import pytest

from saferboard.core.faults import Refused
from saferboard.web.board.meetings.models import AgendaItem
from saferboard.web.board.minutes import drafting, queries, seating
from saferboard.web.board.minutes.models import Attendee, Minutes
from saferboard.web.directory.models import Organisation, Person, Seat, StandingDeclaration
from tests.web.board.minutes_samples import DECEMBER, body, december, meeting, minute, post

pytestmark = pytest.mark.django_db


def row(minutes: Minutes, name: str) -> Attendee:
    rows = Attendee.objects.select_related("minutes__meeting__body")
    return rows.get(minutes=minutes, name=name)


def mark(minutes: Minutes, name: str, presence: str, was: str = "absent") -> None:
    seating.mark(by="clerk", attendee=row(minutes, name), presence=presence, was=was)


def test_rows_come_from_the_seats_with_substitutes_and_nobody_is_ticked() -> None:
    minutes = december()
    rows = {one.name: one for one in queries.attendees(minutes)}
    assert [(name, one.group, one.presence) for name, one in rows.items()] == [
        ("A. Example", "members", "absent"),
        ("C. Example", "members", "absent"),
        ("B. Example", "members", "absent"),
        ("E. Example", "officers", "absent"),
        ("D. Example", "members", "absent"),
    ]
    assert rows["D. Example"].instead_of == rows["B. Example"]
    assert rows["A. Example"].in_chair


def test_who_presents_one_item_and_has_no_seat_came_for_that_minute() -> None:
    board = body()
    held = meeting(board, date(2020, 12, 11), DECEMBER)
    speaker = post("head", "Head of Service", Organisation.objects.get(key="police"), "F. Example")
    guest = post("guest", "Guest", Organisation.objects.get(key="police"), "G. Example")
    AgendaItem.objects.filter(number=9).update(presenter=speaker)
    AgendaItem.objects.filter(number__in=(7, 8)).update(presenter=guest)
    minutes = drafting.draft(by="clerk", meeting=held)
    tied = row(minutes, "F. Example")
    assert (tied.group, tied.minute) == ("others", minute(minutes, "Victim support"))
    assert row(minutes, "G. Example").minute is None
    mark(minutes, "F. Example", "present")
    record = queries.record_of(minutes)
    assert [one.note for one in record.attendees if one.name == "F. Example"] == ["minute 9 refers"]


def test_the_quorum_counts_members_and_who_came_instead() -> None:
    minutes = december()
    assert "0 of 3 members are present" in queries.quorum(minutes).words
    mark(minutes, "A. Example", "present")
    mark(minutes, "E. Example", "present")
    assert not queries.quorum(minutes)
    mark(minutes, "B. Example", "apologies")
    mark(minutes, "D. Example", "present")
    assert queries.quorum(minutes).met
    attendees = {one.name: one for one in queries.record_of(minutes).attendees}
    assert attendees["D. Example"].note == "for B. Example"
    assert attendees["A. Example"].note == "in the Chair"


def test_two_who_tick_one_row_differently_are_told() -> None:
    minutes = december()
    mark(minutes, "A. Example", "present")
    with pytest.raises(Refused, match="It now says “present”; you wrote “apologies”"):
        mark(minutes, "A. Example", "apologies", was="absent")
    mark(minutes, "A. Example", "present", was="absent")
    with pytest.raises(Refused, match="no such attendance"):
        mark(minutes, "A. Example", "late")


def test_one_is_in_the_chair() -> None:
    minutes = december()
    seating.take_chair(by="clerk", attendee=row(minutes, "B. Example"))
    assert [one.name for one in Attendee.objects.filter(in_chair=True)] == ["B. Example"]


def test_somebody_more_can_be_added_changed_and_removed() -> None:
    minutes = december()
    member = row(minutes, "C. Example")
    added = seating.add_attendee(
        by="clerk", minutes=minutes, name=" H. Example ", group="members", instead_of=member
    )
    assert (added.name, added.presence, added.instead_of) == ("H. Example", "present", member)
    assert queries.quorum(minutes).present == 1
    with pytest.raises(Refused, match="substitute"):
        seating.remove_attendee(by="clerk", attendee=member)
    seating.change_attendee(
        by="clerk", attendee=added, name="H. Example", title="Adviser", group="others"
    )
    assert queries.quorum(minutes).present == 0
    seating.remove_attendee(by="clerk", attendee=added)
    seating.remove_attendee(by="clerk", attendee=member)
    for refused in (
        lambda: seating.remove_attendee(by="clerk", attendee=added),
        lambda: seating.add_attendee(by="clerk", minutes=minutes, name=" "),
        lambda: seating.change_attendee(
            by="clerk", attendee=(a := row(minutes, "A. Example")), name="A", instead_of=a
        ),
    ):
        with pytest.raises(Refused):
            refused()


def test_a_standing_interest_is_carried_to_the_meetings_while_it_lasts() -> None:
    board = body()
    person = Person.objects.get(name="C. Example")
    StandingDeclaration.objects.create(
        person=person, interest="Trustee of a charity", since=date(2020, 6, 1)
    )
    StandingDeclaration.objects.create(
        person=person, interest="Ended", since=date(2020, 1, 1), until=date(2020, 6, 1)
    )
    minutes = december(board)
    (carried,) = queries.declarations(minutes)
    assert (carried.interest, carried.standing) == ("Trustee of a charity", True)
    assert "None was declared" not in minute(minutes, "Declarations of interest").text
    assert queries.record_of(minutes).declared == (), "who does not come declares nothing"
    mark(minutes, "C. Example", "present")
    assert [one.interest for one in queries.record_of(minutes).declared] == ["Trustee of a charity"]
    seating.remove_declaration(by="clerk", declaration=carried)
    assert queries.declarations(minutes) == []


def test_an_interest_says_its_kind_business_and_what_was_done() -> None:
    minutes = december()
    mark(minutes, "A. Example", "present")
    about = minute(minutes, "Re-procurement of services")
    AgendaItem.objects.filter(pk=about.item_id).update(restricted=True, paragraph=3)
    made = seating.declare(
        by="clerk",
        attendee=row(minutes, "A. Example"),
        interest="Works for the supplier",
        kind="disclosable pecuniary interest",
        done="left the meeting for the item",
        minute=about,
    )
    assert "Works for the supplier" in str(made)
    (declared,) = queries.record_of(minutes).declared
    assert (declared.business, declared.restricted) == ("27. Re-procurement of services", True)
    other = drafting.draft(
        by="clerk", meeting=meeting(minutes.meeting.body, date(2021, 6, 1), DECEMBER)
    )
    with pytest.raises(Refused, match="another meeting"):
        seating.declare(
            by="clerk",
            attendee=row(minutes, "A. Example"),
            interest="x",
            kind="disclosable pecuniary interest",
            done="stayed and took part",
            minute=other.minutes.first(),
        )


def test_a_body_without_seats_has_no_rows() -> None:
    board = body()
    Seat.objects.all().delete()
    minutes = drafting.draft(by="clerk", meeting=meeting(board, date(2020, 12, 11), DECEMBER))
    assert queries.attendees(minutes) == []
    assert "0 of 0 members" in queries.quorum(minutes).words
