"""Who sits where, and whether enough of them are there."""

from dataclasses import dataclass
from datetime import date

import pytest

from saferboard.core.directory.seats import Place, SeatRole, at_table, members_present, quorum

DAY = date(2022, 6, 10)


@dataclass(frozen=True)
class Chair:
    """A seat, as the rules see it."""

    post_key: str
    role: str
    since: date = date(2022, 1, 1)
    until: date | None = None


def test_the_table_on_a_day_in_order_of_role() -> None:
    seats = [
        Chair("guest", "invitee"),
        Chair("lead", "member"),
        Chair("clerk", "officer"),
        Chair("gone", "chair", until=date(2022, 6, 9)),
        Chair("vice", "vice-chair"),
        Chair("coming", "member", since=date(2022, 6, 11)),
    ]
    assert [seat.post_key for seat in at_table(seats, DAY)] == ["vice", "lead", "clerk", "guest"]


@pytest.mark.parametrize("order", [1, -1])
def test_a_member_elected_chair_sits_once_and_in_the_chair(order: int) -> None:
    seats = [Chair("lead", "member"), Chair("lead", "chair")][::order]
    assert [seat.role for seat in at_table(seats, DAY)] == [SeatRole.CHAIR]


PLACES = [Place("a", "x"), Place("b", "x"), Place("c", "a"), Place("d")]


@pytest.mark.parametrize(
    ("present", "count"),
    [
        ((), 0),
        (("a",), 1),  # and not for c as well
        (("x",), 1),  # for a or for b, not for both
        (("a", "x"), 2),
        (("a", "b", "c", "d"), 4),
        (("a", "b", "c", "d", "x", "passer-by"), 4),
    ],
)
def test_nobody_fills_two_places(present: tuple[str, ...], count: int) -> None:
    assert members_present(PLACES, present) == count


def test_a_quorum_in_words() -> None:
    met = quorum(2, PLACES, ["a", "x"])
    assert bool(met)
    assert met.words == "2 of 4 members are present and 2 are needed: there is a quorum"
    short = quorum(3, PLACES, ["a"])
    assert not short
    assert short.words == (
        "1 of 4 members is present and 3 are needed: 2 more must come before it may decide"
    )


def test_a_body_without_a_quorum_can_always_decide() -> None:
    found = quorum(None, [Place("a")], ["a"])
    assert (found.met, found.present) == (True, 1)
    assert found.words == "1 of 1 member is present; the body has set no quorum"
