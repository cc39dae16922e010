"""Bodies, seats, elections, remitted business; and what others read of them."""

from datetime import date
from typing import Any

import pytest

from saferboard.core.faults import Refused
from saferboard.web.audit.models import Event
from saferboard.web.directory import actions, presenting, queries
from saferboard.web.directory.models import Body, Seat, SeatRole, User
from saferboard.web.directory.versions import Overtaken, stamp
from tests.web.directory.people_samples import APRIL, JUNE, SEPTEMBER, Table, table

pytestmark = pytest.mark.django_db
Captured = Any
CHAIR, VICE = SeatRole.CHAIR, SeatRole.VICE_CHAIR


@pytest.fixture
def round_it() -> Table:
    return table()


def constitution(**changes: Any) -> actions.Constitution:
    said: dict[str, Any] = {
        "name": "Another Body",
        "purpose": "",
        "terms": "",
        "reports_to": None,
        "chair_by": "election",
        "quorum": None,
        "notice_days": 5,
        "since": None,
        "until": None,
    }
    return {**said, **changes}  # type: ignore[return-value,typeddict-item]


def test_who_sits_there_in_order_with_holders_in_two_queries(
    round_it: Table, django_assert_num_queries: Captured
) -> None:
    with django_assert_num_queries(2):
        found = queries.seated(round_it.board, JUNE)
        said = [
            (one.post.key, one.post.organisation.name, one.person and one.person.name, one.role)
            for one in found
        ]
    assert said == [
        ("deputy", "Example Council", "B. Example", "member"),
        ("lead", "Example Council", "A. Example", "member"),
        ("vacant", "Example Council", None, "member"),
        ("clerk", "Example Council", "C. Example", "officer"),
    ]
    assert queries.seated(round_it.board, date(2022, 3, 31)) == []


def test_a_quorum_that_no_meeting_could_reach_is_refused(round_it: Table) -> None:
    def with_quorum(quorum: int) -> Body:
        board = Body.objects.get(pk=round_it.board.pk)
        said = constitution(name=board.name, quorum=quorum)
        return actions.change_body(by="clerk", body=board, seen=stamp(board), constitution=said)

    with pytest.raises(Refused, match="the body has 3 members"):
        with_quorum(4)
    assert with_quorum(3).quorum == 3


def test_one_seat_for_each_post_at_a_time(round_it: Table) -> None:
    with pytest.raises(Refused, match="has a seat on this body on some of these days already"):
        actions.seat(
            by="clerk", body=round_it.board, post=round_it.lead, role=SeatRole.ADVISER, since=JUNE
        )
    seat = Seat.objects.get(post=round_it.lead)
    actions.change_seat(
        by="clerk",
        seat=seat,
        seen=stamp(seat),
        role=SeatRole.MEMBER,
        since=APRIL,
        until=date(2022, 6, 9),
        basis="",
        substitute=None,
    )
    actions.seat(
        by="clerk", body=round_it.board, post=round_it.lead, role=SeatRole.ADVISER, since=JUNE
    )
    roles = {one.post.key: one.role for one in queries.seated(round_it.board, JUNE)}
    assert roles["lead"] == "adviser"


def test_a_seat_that_never_was_is_struck_out_and_stays_in_the_trail(round_it: Table) -> None:
    seat = Seat.objects.get(post=round_it.lead)
    actions.strike_seat(by="clerk", seat=seat, seen=stamp(seat), because="the other post")
    assert "lead" not in [one.post.key for one in queries.seated(round_it.board, JUNE)]
    event = Event.objects.get(action="seat struck out")
    assert event.object == "body board"
    assert (event.detail["post"], event.detail["because"]) == ("lead", "the other post")


def test_a_substitute_is_another_post_and_is_shown(round_it: Table) -> None:
    seat = Seat.objects.get(post=round_it.lead)
    said = {"role": SeatRole.MEMBER, "since": APRIL, "until": None, "basis": ""}
    with pytest.raises(Refused, match="cannot come instead of itself"):
        actions.change_seat(
            by="clerk", seat=seat, seen=stamp(seat), substitute=round_it.lead, **said
        )
    actions.change_seat(by="clerk", seat=seat, seen=stamp(seat), substitute=round_it.clerk, **said)
    found = {one.post.key: one.substitute for one in queries.seated(round_it.board, JUNE)}
    assert found["lead"] == round_it.clerk
    with pytest.raises(Overtaken):
        actions.change_seat(by="other", seat=seat, seen=stamp(seat), substitute=None, **said)


def test_an_elected_chair_follows_the_one_before_and_stays_a_member(round_it: Table) -> None:
    board = round_it.board
    for post, on in ((round_it.lead, JUNE), (round_it.deputy, SEPTEMBER)):
        actions.elect(by="clerk", body=board, role=CHAIR, post=post, on=on, basis="minute 2")
    chairs = Seat.objects.filter(role="chair").order_by("since")
    assert [(s.post.key, s.since, s.until, s.elected) for s in chairs] == [
        ("lead", JUNE, date(2022, 9, 8), True),
        ("deputy", SEPTEMBER, None, True),
    ]
    roles = {one.post.key: one.role for one in queries.seated(board, SEPTEMBER)}
    assert (roles["lead"], roles["deputy"]) == (SeatRole.MEMBER, CHAIR)
    with pytest.raises(Refused, match="whoever is followed began on 9 September 2022"):
        actions.elect(
            by="clerk", body=board, role=CHAIR, post=round_it.lead, on=SEPTEMBER, basis=""
        )


def test_only_members_are_elected_and_no_chair_where_the_terms_name_one(round_it: Table) -> None:
    board = round_it.board
    with pytest.raises(Refused, match="only a member"):
        actions.elect(by="clerk", body=board, role=VICE, post=round_it.clerk, on=JUNE, basis="")
    Body.objects.update(chair_by="terms")
    with pytest.raises(Refused, match="elects no chair"):
        actions.elect(by="clerk", body=board, role=CHAIR, post=round_it.lead, on=JUNE, basis="")
    actions.seat(by="clerk", body=board, post=round_it.lead, role=CHAIR, since=JUNE)
    with pytest.raises(Refused, match="the seat of chair is held"):
        actions.seat(by="clerk", body=board, post=round_it.deputy, role=CHAIR, since=SEPTEMBER)


def test_how_the_chair_came_to_it_is_said(round_it: Table) -> None:
    board = round_it.board
    actions.elect(by="clerk", body=board, role=CHAIR, post=round_it.lead, on=JUNE, basis="")
    seats = list(board.seats.select_related("post__organisation"))
    assert presenting.chairing(board, seats, SEPTEMBER) == [
        "Lead post, Example Council: elected chair on 10 June 2022; "
        "the next election is due by 30 June 2023"
    ]
    board.chair_by = "terms"
    assert presenting.chairing(board, seats, SEPTEMBER) == [
        "Lead post, Example Council is chair by the terms of reference"
    ]


def test_a_body_cannot_report_to_itself_through_others(round_it: Table) -> None:
    board = round_it.board
    with pytest.raises(Refused, match="board to group to board") as refused:
        actions.change_body(
            by="clerk",
            body=board,
            seen=stamp(board),
            constitution=constitution(reports_to=round_it.group),
        )
    assert refused.value.faults[0].where == "reports_to"
    assert Body.objects.get(key="board").name == "Example Board"


def test_a_body_is_added_once_by_name_and_cannot_end_before_it_begins(round_it: Table) -> None:
    made = actions.add_body(by="clerk", constitution=constitution(reports_to=round_it.board))
    assert (made.key, made.reports_to) == ("another-body", round_it.board)
    for wrong, said in (
        ({}, "another body has this name"),
        ({"name": "–"}, "no letters"),
        ({"name": "Third", "since": JUNE, "until": APRIL}, "before it begins"),
    ):
        with pytest.raises(Refused, match=said):
            actions.add_body(by="clerk", constitution=constitution(**wrong))


def test_two_clerks_cannot_cover_each_other_s_body(round_it: Table) -> None:
    board = round_it.board
    seen = stamp(board)
    actions.change_body(by="one", body=board, seen=seen, constitution=constitution(quorum=3))
    with pytest.raises(Overtaken) as overtaken:
        actions.change_body(by="two", body=board, seen=seen, constitution=constitution(quorum=3))
    assert overtaken.value.row.quorum == 3  # type: ignore[attr-defined]
    assert Body.objects.get(key="board").quorum == 3


def test_business_goes_to_another_body_and_comes_back(round_it: Table) -> None:
    about = {
        "business": "How to pay",
        "giver": round_it.board,
        "because": "Options were asked for.",
    }
    with pytest.raises(Refused, match="to itself"):
        actions.remit(by="clerk", taker=round_it.board, on=JUNE, **about)
    row = actions.remit(by="clerk", taker=round_it.group, on=JUNE, **about)
    assert [(s.when, s.text, s.done) for s in presenting.life(row)] == [
        ("10 June 2022", "Example Board passed it to Example Group. Options were asked for.", True),
        ("Now", "It is with Example Group.", False),
    ]
    with pytest.raises(Refused, match="before it was passed on"):
        actions.hand_back(by="clerk", remit=row, seen=stamp(row), on=APRIL, outcome="")
    row = actions.hand_back(by="clerk", remit=row, seen=stamp(row), on=SEPTEMBER, outcome="Paid.")
    assert [(s.when, s.text) for s in presenting.life(row)][1:] == [
        ("9 September 2022", "It came back to Example Board. Paid.")
    ]


def test_the_public_board_names_those_who_decide_and_no_contacts(
    round_it: Table, django_assert_num_queries: Captured
) -> None:
    actions.remit(
        by="clerk", business="How to pay", giver=round_it.board, taker=round_it.group, on=JUNE
    )
    with django_assert_num_queries(5):
        board = queries.public_board(JUNE)
    (first, second) = board.bodies
    assert [(seat.post, seat.name, seat.vacant) for seat in first.seats] == [
        ("deputy", "B. Example", False),
        ("lead", "A. Example", False),
        ("vacant", "", True),
        ("clerk", "", False),
    ]
    assert (first.key, first.reports_to) == ("board", None)
    assert (second.key, second.reports_to) == ("group", "board")
    assert [(r.giver, r.taker, r.on) for r in board.remits] == [("board", "group", JUNE)]
    assert "01632" not in repr(board)
    assert "@" not in repr(board)
    assert "C. Example" not in repr(board)


def test_a_body_of_other_days_is_not_on_the_public_board(round_it: Table) -> None:
    Body.objects.filter(key="group").update(until=APRIL)
    assert [body.key for body in queries.public_board(JUNE).bodies] == ["board"]
    Body.objects.filter(key="group").update(since=SEPTEMBER, until=None)
    assert [body.key for body in queries.public_board(JUNE).bodies] == ["board"]


def test_posts_of_accounts_and_accounts_of_posts(round_it: Table) -> None:
    user = User.objects.create(post="lead", email="lead@example.org", roles=[])
    User.objects.create(post="lead", email="gone@example.org", roles=[], is_active=False)
    assert queries.post_of(user) == round_it.lead
    assert queries.post_of(User(post="unheard-of")) is None
    assert queries.accounts_of([round_it.lead, round_it.deputy]) == [user]
