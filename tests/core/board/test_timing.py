"""When each item of an agenda begins."""

from datetime import time

from saferboard.core.board.timing import timed


def test_each_item_begins_when_the_one_before_it_ends() -> None:
    found = timed(time(10), [5, 20, 10])
    assert found == (time(10), time(10, 5), time(10, 25), time(10, 35))


def test_an_item_without_minutes_takes_none() -> None:
    assert timed(time(10), [None, 15]) == (time(10), time(10), time(10, 15))


def test_an_empty_agenda_ends_as_it_begins() -> None:
    assert timed(time(14, 30), []) == (time(14, 30),)


def test_a_meeting_may_run_past_midnight() -> None:
    assert timed(time(23, 50), [20]) == (time(23, 50), time(0, 10))
