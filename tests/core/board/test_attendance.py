import pytest

from saferboard.core.board.attendance import (
    Attendee,
    Group,
    Presence,
    Ticked,
    group_of,
    grouped,
    quorum_of,
)
from saferboard.core.directory.seats import SeatRole

APOLOGIES, ABSENT = Presence.APOLOGIES, Presence.ABSENT


def test_people_are_named_in_groups_with_the_chair_first() -> None:
    people = [
        Attendee("B. Example", "Superintendent", "Police"),
        Attendee("A. Example", "Lead", in_chair=True),
        Attendee("C. Example", presence=APOLOGIES),
        Attendee("D. Example", presence=ABSENT),
        Attendee("E. Example", group=Group.OTHERS, minute=53),
        Attendee("F. Example", group=Group.OFFICERS, presence=APOLOGIES),
    ]
    assert [(heading, [one.name[0] for one in found]) for heading, found in grouped(people)] == [
        ("Present", ["A", "B"]),
        ("Others in attendance", ["E"]),
        ("Apologies for absence", ["C", "F"]),
    ]


def test_a_note_says_chair_substitution_and_the_one_minute() -> None:
    assert Attendee("A", in_chair=True).note == "in the Chair"
    assert Attendee("B", instead_of="C. Example", minute=53).note == (
        "for C. Example; minute 53 refers"
    )
    assert Attendee("D").note == ""
    assert Attendee("D", "Head of Service", "Council").where == "Head of Service, Council"


@pytest.mark.parametrize(
    ("role", "group"),
    [
        (SeatRole.CHAIR, Group.MEMBERS),
        (SeatRole.MEMBER, Group.MEMBERS),
        (SeatRole.OFFICER, Group.OFFICERS),
        (SeatRole.ADVISER, Group.OFFICERS),
        (SeatRole.INVITEE, Group.OTHERS),
    ],
)
def test_a_seat_tells_the_group(role: SeatRole, group: Group) -> None:
    assert group_of(role) is group


def rows(member: Presence, substitute: Presence) -> list[Ticked]:
    return [
        Ticked("a", Group.MEMBERS, Presence.PRESENT),
        Ticked("b", Group.MEMBERS, member),
        Ticked("s", Group.MEMBERS, substitute, instead_of="b"),
        Ticked("o", Group.OFFICERS, Presence.PRESENT),
    ]


@pytest.mark.parametrize(
    ("member", "substitute", "count"),
    [
        (Presence.PRESENT, ABSENT, 2),
        (APOLOGIES, Presence.PRESENT, 2),
        (APOLOGIES, ABSENT, 1),
        (Presence.PRESENT, Presence.PRESENT, 2),
    ],
)
def test_a_substitute_counts_for_the_member(
    member: Presence, substitute: Presence, count: int
) -> None:
    found = quorum_of(2, rows(member, substitute))
    assert (found.present, found.met) == (count, count == 2)
    assert "of 2 members" in found.words
