"""Flags: twelve months to the second, renewed by a meeting, and one of two answers outside."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from saferboard.core.casework.access import FLAGGED, NOTHING
from saferboard.core.casework.cases import Conflict, Flag
from saferboard.core.casework.clocks import holds
from saferboard.core.casework.marac.flags import asked_after, flag_of, flagged_until, flags
from tests.core.casework.world import CASE, NOW, OFFICER, SECOND

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("met", "last"),
    [
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2023, 2, 28), date(2024, 2, 28)),
        (date(2023, 6, 28), date(2024, 6, 28)),
    ],
)
def test_flags_last_twelve_months(met: date, last: date) -> None:
    assert flagged_until(met) == last


@pytest.mark.parametrize(
    ("met", "until"),
    [
        # In winter the day ends at midnight in UTC, in summer an hour earlier.
        (datetime(2024, 1, 10, 10, tzinfo=UTC), datetime(2025, 1, 11, tzinfo=UTC)),
        (datetime(2024, 7, 10, 10, tzinfo=UTC), datetime(2025, 7, 10, 23, tzinfo=UTC)),
        # Late in the evening it is already the next day here.
        (datetime(2024, 7, 10, 23, 30, tzinfo=UTC), datetime(2025, 7, 11, 23, tzinfo=UTC)),
        # The same instant told in another zone.
        (
            datetime(2024, 7, 11, 5, tzinfo=ZoneInfo("Asia/Kolkata")),
            datetime(2025, 7, 11, 23, tzinfo=UTC),
        ),
        # Set on the night on which the clock goes back.
        (datetime(2024, 10, 27, 1, 30, fold=1, tzinfo=LONDON), datetime(2025, 10, 28, tzinfo=UTC)),
    ],
)
def test_a_flag_ends_at_the_second(met: datetime, until: datetime) -> None:
    flag = flag_of(met)
    assert flag.until == until
    assert holds(flag.since, flag.until, met)
    assert holds(flag.since, flag.until, until - timedelta(seconds=1))
    assert not holds(flag.since, flag.until, until)
    assert not holds(flag.since, flag.until, met - timedelta(seconds=1))


def test_a_repeat_renews_the_flag() -> None:
    first = datetime(2023, 6, 28, 10, tzinfo=UTC)
    second = datetime(2024, 6, 28, 10, tzinfo=UTC)
    third = datetime(2026, 1, 1, 10, tzinfo=UTC)
    found = flags([third, second, first])
    assert found == (Flag(first, flag_of(second).until), flag_of(third))
    assert flags([]) == ()


OUTSIDE = replace(CASE, involved=CASE.involved[:1], shares=(), flag=Flag(NOW, NOW + SECOND))


def test_an_agency_outside_learns_that_a_flag_is_held_and_nothing_else() -> None:
    found = asked_after(OFFICER, [OUTSIDE], NOW)
    assert (found.allowed, found.because) == (True, FLAGGED)
    over = asked_after(OFFICER, [OUTSIDE], NOW + SECOND)
    never = asked_after(OFFICER, [], NOW + SECOND)
    unflagged = asked_after(OFFICER, [replace(CASE, flag=None)], NOW)
    assert over == never == unflagged
    assert never.because == NOTHING


def test_whoever_may_see_the_case_gets_the_same_answer() -> None:
    mine = replace(CASE, flag=OUTSIDE.flag)
    assert asked_after(OFFICER, [mine], NOW) == asked_after(OFFICER, [OUTSIDE], NOW)
    # One flag of many is enough, wherever it stands.
    assert asked_after(OFFICER, [replace(CASE, flag=None), OUTSIDE], NOW).because == FLAGGED


def test_a_conflict_or_no_vetting_learns_nothing() -> None:
    conflicted = replace(OUTSIDE, conflicts=(Conflict(OFFICER.key, NOW),))
    assert asked_after(OFFICER, [conflicted], NOW).because == NOTHING
    unvetted = replace(OFFICER, vetting=())
    assert asked_after(unvetted, [OUTSIDE], NOW) == asked_after(unvetted, [], NOW)
    assert asked_after(unvetted, [], NOW).because != NOTHING
