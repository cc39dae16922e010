"""Clear days against the slow way: write out every day, strike out what does not count."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.board.notice import clear_days, is_working_day, latest_day

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def struck_out(issued: date, meeting: date) -> list[date]:
    """The clear days, by writing out every day and striking out those that do not count."""
    every = []
    day = issued
    while day <= meeting:
        every.append(day)
        day += timedelta(days=1)
    return [d for d in every[1:-1] if d.weekday() not in (5, 6) and is_working_day(d)]


@given(DAYS, st.integers(0, 60))
def test_clear_days_are_those_not_struck_out(meeting: date, before: int) -> None:
    issued = meeting - timedelta(days=before)
    assert clear_days(issued, meeting) == len(struck_out(issued, meeting))


@given(DAYS, st.integers(0, 12))
def test_the_latest_day_is_the_last_working_day_that_gives_enough(meeting: date, days: int) -> None:
    tried = meeting - timedelta(days=1)
    while not (is_working_day(tried) and len(struck_out(tried, meeting)) >= days):
        tried -= timedelta(days=1)
    assert latest_day(meeting, days) == tried
