"""Deadlines counted back, how a paper stands, and when its author is written to."""

from datetime import date

import pytest

from saferboard.core.board.papers import (
    Deadlines,
    Letter,
    State,
    Steps,
    deadlines,
    is_late,
    late_words,
    letter,
    state,
)
from saferboard.core.board.papers_access import may_read, may_write
from saferboard.core.directory.permissions import Role

MEETING = date(2022, 6, 10)
DUE = Deadlines(
    asked=date(2022, 4, 14),
    draft_due=date(2022, 5, 17),
    final_due=date(2022, 5, 24),
    dispatch=date(2022, 5, 31),
    latest=date(2022, 5, 31),
)


def test_steps_are_counted_back_in_working_days() -> None:
    assert deadlines(MEETING, 5, Steps()) == DUE


def test_every_step_comes_on_the_day_of_the_next_or_before() -> None:
    assert Steps(5, 5, 5, 5).faults() == ()
    assert [fault.where for fault in Steps(1, 2, 3, 4).faults()] == [
        "asked",
        "draft due",
        "final due",
    ]


@pytest.mark.parametrize(
    ("needed", "submitted", "drafted", "today", "expected"),
    [
        (True, DUE.final_due, False, MEETING, State.IN),
        (True, DUE.dispatch, False, MEETING, State.LATE),
        (False, DUE.final_due, False, MEETING, State.IN),
        (False, None, False, MEETING, State.NONE_NEEDED),
        (True, None, False, DUE.final_due, State.AWAITED),
        (True, None, True, DUE.final_due, State.DRAFT),
        (True, None, True, DUE.dispatch, State.MISSING),
    ],
)
def test_how_a_paper_stands(
    needed: bool, submitted: date | None, drafted: bool, today: date, expected: State
) -> None:
    found = state(
        needed=needed, submitted=submitted, drafted=drafted, final_due=DUE.final_due, today=today
    )
    assert found is expected


def test_after_the_latest_day_it_is_too_late_for_the_clear_days() -> None:
    assert not is_late(DUE.latest, DUE.latest)
    assert is_late(date(2022, 6, 1), DUE.latest)


@pytest.mark.parametrize(
    ("today", "last", "expected"),
    [
        (date(2022, 4, 12), None, None),  # before the call
        (date(2022, 5, 11), date(2022, 4, 13), None),
        (date(2022, 5, 12), date(2022, 4, 13), Letter.REMINDER),  # three working days before
        (date(2022, 5, 13), date(2022, 5, 12), None),
        (date(2022, 5, 17), date(2022, 4, 13), Letter.REMINDER),  # the letters were not sent before
        (date(2022, 5, 18), date(2022, 5, 12), None),
        (date(2022, 5, 19), date(2022, 5, 12), Letter.REMINDER),  # before the final paper
        (date(2022, 5, 25), date(2022, 5, 19), Letter.CHASER),
        (date(2022, 5, 25), None, Letter.CHASER),
        (date(2022, 5, 26), date(2022, 5, 25), None),
        (date(2022, 5, 27), date(2022, 5, 25), Letter.CHASER),
        (MEETING, date(2022, 5, 25), None),
    ],
)
def test_when_an_author_is_written_to(
    today: date, last: date | None, expected: Letter | None
) -> None:
    assert letter(today, DUE, MEETING, last) is expected


@pytest.mark.parametrize(
    ("role", "own", "allowed"),
    [
        (Role.OFFICER, False, True),
        (Role.CLERK, False, True),
        (Role.AUTHOR, True, True),
        (Role.AUTHOR, False, False),
        (Role.MEMBER, True, False),
        (Role.PUBLIC, True, False),
    ],
)
def test_who_may_write(role: Role, own: bool, allowed: bool) -> None:
    assert bool(may_write([role], own=own)) is allowed


@pytest.mark.parametrize(
    ("role", "own", "restricted", "submitted", "allowed"),
    [
        (Role.MEMBER, False, False, True, True),
        (Role.MEMBER, False, True, True, True),
        (Role.MEMBER, False, False, False, False),
        (Role.AUTHOR, False, False, True, True),
        (Role.AUTHOR, False, True, True, False),
        (Role.AUTHOR, True, True, True, True),
        (Role.AUTHOR, True, True, False, True),
        (Role.OWNER, False, True, True, False),
        (Role.CLERK, False, True, False, True),
        (Role.PUBLIC, False, False, True, False),
    ],
)
def test_who_may_read(
    role: Role, own: bool, restricted: bool, submitted: bool, allowed: bool
) -> None:
    found = may_read([role], own=own, restricted=restricted, submitted=submitted)
    assert bool(found) is allowed
    assert found.because


def test_a_late_paper_says_why_and_whether_the_chair_agreed() -> None:
    assert late_words("A grant closes in July", "1 June 2022") == (
        "A grant closes in July. The chair agreed on 1 June 2022 that it is taken as urgent."
    )
    assert late_words(" ", "") == "It is taken only if the chair agrees that it is urgent."
