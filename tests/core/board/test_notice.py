"""Clear days, by worked examples; the slow way of counting is in tests/property."""

from datetime import date

import pytest

from saferboard.core.board.notice import (
    Nation,
    back,
    clear_days,
    is_enough,
    is_working_day,
    latest_day,
)

CASES = [
    # An ordinary fortnight: Friday, with Thursday of the week before.
    (date(2022, 11, 18), 5, date(2022, 11, 10)),
    # Easter: Good Friday 15 April and Easter Monday 18 April 2022 do not count.
    (date(2022, 4, 22), 5, date(2022, 4, 12)),
    # Christmas on a Sunday: 26 and 27 December 2022 and 2 January 2023 do not count.
    (date(2023, 1, 6), 5, date(2022, 12, 28)),
    # The Platinum Jubilee: 2 and 3 June 2022 do not count.
    (date(2022, 6, 10), 5, date(2022, 5, 31)),
    # A Monday: the weekend before it does not count, nor may it be the day of issue.
    (date(2022, 11, 21), 5, date(2022, 11, 11)),
    # Three clear days, as in Wales.
    (date(2022, 11, 18), 3, date(2022, 11, 14)),
    (date(2022, 11, 18), 0, date(2022, 11, 17)),
]


@pytest.mark.parametrize(("meeting", "days", "latest"), CASES)
def test_the_latest_day_to_publish(meeting: date, days: int, latest: date) -> None:
    assert latest_day(meeting, days) == latest
    assert clear_days(latest, meeting) == days
    assert is_enough(latest, meeting, days)


def test_issued_a_day_later_the_notice_is_short() -> None:
    assert not is_enough(date(2022, 6, 1), date(2022, 6, 10), 5)
    assert clear_days(date(2022, 6, 1), date(2022, 6, 10)) == 4


def test_the_day_of_the_meeting_and_after_it_give_no_notice() -> None:
    assert clear_days(date(2022, 6, 10), date(2022, 6, 10)) == 0
    assert not is_enough(date(2022, 6, 10), date(2022, 6, 10), 0)
    assert clear_days(date(2022, 6, 13), date(2022, 6, 10)) == 0


def test_issue_on_a_saturday_counts_from_the_saturday() -> None:
    assert clear_days(date(2022, 11, 12), date(2022, 11, 21)) == 5


@pytest.mark.parametrize("nation", Nation)
def test_bank_holidays_of_both_nations(nation: Nation) -> None:
    assert not is_working_day(date(2022, 12, 27), nation)
    assert is_working_day(date(2022, 11, 30), nation)  # St Andrew's Day is Scotland's


def test_no_days_back_is_the_day_itself() -> None:
    assert back(date(2022, 11, 20), 0) == date(2022, 11, 20)
