"""Waits between attempts grow, and end."""

from datetime import UTC, datetime, timedelta

import pytest

from saferboard.core.directory.mailing import WAITS, for_good, next_attempt

NOW = datetime(2022, 6, 10, 9, 30, tzinfo=UTC)


def test_waits_never_shrink_and_add_up_to_less_than_four_days() -> None:
    assert list(WAITS) == sorted(WAITS)
    assert timedelta(days=2) < sum(WAITS, timedelta()) < timedelta(days=4)


@pytest.mark.parametrize(("attempts", "minutes"), [(0, 0), (1, 5), (2, 15), (3, 60), (7, 24 * 60)])
def test_each_attempt_waits_as_long_as_the_table_says(attempts: int, minutes: int) -> None:
    assert next_attempt(attempts, NOW) == NOW + timedelta(minutes=minutes)


def test_after_enough_attempts_it_is_given_up() -> None:
    assert next_attempt(len(WAITS) + 1, NOW) is None


@pytest.mark.parametrize(
    ("code", "final"),
    [(250, False), (421, False), (499, False), (500, True), (550, True), (599, True), (600, False)],
)
def test_only_5yz_is_final(code: int, final: bool) -> None:
    assert for_good(code) is final
