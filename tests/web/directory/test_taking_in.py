"""What the partnership's folder declares goes into the tables, once, and never over a page."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from saferboard.cli.folder import read_folder
from saferboard.core.directory import organisations as core
from saferboard.core.faults import Refused
from saferboard.core.ingest.partnership import read_partnership
from saferboard.core.partnership import Partnership
from saferboard.web.audit.models import Event
from saferboard.web.directory import actions, queries
from saferboard.web.directory.models import Body, Organisation, Post, Seat, SeatRole

ROOT = Path(__file__).parents[3]
BUNDLED = read_partnership(read_folder(ROOT / "partnerships" / "leicestershire"))
FIRST, LATER = date(2022, 4, 1), date(2022, 9, 1)

pytestmark = pytest.mark.django_db


def small(
    seats: dict[str, dict[str, str]],
    *,
    name: str = "Example Board",
    quorum: int | None = None,
    telephone: str = "",
) -> Partnership:
    """A board and a group below it (told first), and posts with these seats."""
    return replace(
        BUNDLED,
        organisations=(core.Organisation("council", "Example Council", "county council"),),
        bodies=(
            core.Body("group", "Example Group", reports_to="board"),
            core.Body("board", name, quorum=quorum),
        ),
        posts=tuple(
            core.Post(key, key.capitalize(), "council", tuple(on.items()), telephone)
            for key, on in seats.items()
        ),
    )


def take(partnership: Partnership, on: date = FIRST) -> str:
    return str(actions.take_in(partnership, by="tests", on=on))


def test_the_bundled_partnership_is_taken_in_whole_and_once() -> None:
    said = take(BUNDLED)
    seats = sum(len(post.seats) for post in BUNDLED.posts)
    assert said == (
        f"{len(BUNDLED.organisations)} organisations added, 0 changed; "
        f"{len(BUNDLED.bodies)} bodies added, 0 changed; "
        f"{len(BUNDLED.posts)} posts added, 0 changed; {seats} seats added, 0 changed"
    )
    assert Organisation.objects.count() == len(BUNDLED.organisations)
    assert {(b.key, b.reports_to and b.reports_to.key) for b in queries.bodies()} == {
        (b.key, b.reports_to) for b in BUNDLED.bodies
    }
    assert {(s.post.key, s.body.key, s.role) for s in Seat.objects.select_related()} == {
        (post.key, body, role) for post in BUNDLED.posts for body, role in post.seats
    }
    assert take(BUNDLED, LATER) == "nothing new"
    event = Event.objects.get()
    assert (event.action, event.detail["added"]["seats"]) == ("partnership taken in", seats)


def test_what_a_page_changed_stays_until_the_folder_says_something_new() -> None:
    take(small({}))
    Body.objects.filter(key="board").update(name="Renamed Board", quorum=5)
    assert take(small({}), LATER) == "nothing new"
    assert take(small({}, quorum=7), LATER) == "0 bodies added, 1 changed"
    board = Body.objects.get(key="board")
    assert (board.name, board.quorum) == ("Renamed Board", 7)


def test_a_post_that_the_folder_leaves_out_stays() -> None:
    take(small({"lead": {"board": "member"}}))
    assert take(small({}), LATER) == "nothing new"
    assert Post.objects.count() == Seat.objects.count() == 1


def test_a_changed_role_ends_one_seat_and_begins_another() -> None:
    take(small({"lead": {"board": "member", "group": "officer"}}))
    said = take(small({"lead": {"board": "adviser"}}), LATER)
    assert said == "0 posts added, 1 changed; 1 seats added, 2 changed"
    found = Seat.objects.values_list("body__key", "role", "since", "until")
    assert set(found) == {
        ("board", "member", FIRST, date(2022, 8, 31)),
        ("board", "adviser", LATER, None),
        ("group", "officer", FIRST, date(2022, 8, 31)),
    }


def test_a_role_changed_on_the_day_it_began_leaves_no_trace_of_the_first() -> None:
    take(small({"lead": {"board": "member"}}))
    take(small({"lead": {"board": "invitee"}}))
    assert [seat.role for seat in Seat.objects.all()] == ["invitee"]


def test_the_chair_passes_from_post_to_post_in_one_load() -> None:
    take(small({"lead": {"board": "chair"}, "other": {}}))
    take(small({"other": {"board": "chair"}, "lead": {}}), LATER)
    board = Body.objects.get(key="board")
    assert [one.post.key for one in queries.seated(board, LATER)] == ["other"]


def test_the_folder_does_not_put_a_second_chair_beside_an_elected_one() -> None:
    take(small({"lead": {"board": "member"}, "other": {}}))
    board = Body.objects.get(key="board")
    lead = Post.objects.get(key="lead")
    actions.elect(by="tests", body=board, role=SeatRole.CHAIR, post=lead, on=FIRST, basis="")
    with pytest.raises(Refused, match="the seat of chair is held") as refused:
        take(small({"lead": {"board": "member"}, "other": {"board": "chair"}}), LATER)
    assert refused.value.faults[0].where == "posts.toml, post 'other', seats.board"


def test_an_elected_chair_outlasts_a_second_load() -> None:
    declared = small({"lead": {"board": "chair"}, "other": {"board": "member"}})
    take(declared)
    board = Body.objects.get(key="board")
    other = Post.objects.get(key="other")
    actions.elect(by="tests", body=board, role=SeatRole.CHAIR, post=other, on=LATER, basis="")
    assert take(declared, LATER) == "nothing new"
    chairs = [one.post.key for one in queries.seated(board, LATER) if one.role == "chair"]
    assert chairs == ["other"]
