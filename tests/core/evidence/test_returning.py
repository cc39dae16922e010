"""What a partner owes, and when it is late."""

from datetime import date
from typing import Any

import pytest

from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.returning import Duty, Every, Over, is_chased, is_over


def duty(**changes: Any) -> Duty:
    parts: dict[str, Any] = {
        "by": "head",
        "every": Every.QUARTER,
        "since": Month(2026, 4),
        "due_days": 30,
        "over": Over.TERM,
        "areas": ("E10000001",),
        "jump": 25.0,
    }
    return Duty(**(parts | changes))


@pytest.mark.parametrize(
    ("every", "month", "term"),
    [
        (Every.MONTH, Month(2026, 2), "2026-02"),
        (Every.QUARTER, Month(2026, 3), "2025/26-Q4"),
        (Every.QUARTER, Month(2026, 4), "2026/27-Q1"),
        (Every.QUARTER, Month(2026, 12), "2026/27-Q3"),
        (Every.YEAR, Month(2026, 3), "2025/26"),
        (Every.YEAR, Month(2026, 4), "2026/27"),
    ],
)
def test_a_month_lies_in_its_term(every: Every, month: Month, term: str) -> None:
    assert duty(every=every).term(month) == Period.parse(term)


@pytest.mark.parametrize(
    ("over", "covers"),
    [
        (Over.TERM, "2026/27-Q3"),
        (Over.ROLLING_TWELVE, "2026-01..2026-12"),
        (Over.YEAR_TO_DATE, "2026-04..2026-12"),
    ],
)
def test_a_figure_covers_what_is_declared_and_nothing_else_is_asked_for(
    over: Over, covers: str
) -> None:
    one = duty(over=over)
    period = Period.parse(covers)
    assert one.covers(Period.parse("2026/27-Q3")) == period
    assert one.asks_for(period)
    assert not one.asks_for(period.shifted(1))
    assert not one.asks_for(Period(period.first.plus(-1), period.last))


def test_a_term_is_owed_once_it_is_over() -> None:
    one = duty()
    assert one.terms(date(2026, 6, 30)) == ()
    assert one.terms(date(2026, 7, 1)) == (Period.parse("2026/27-Q1"),)
    assert [str(term) for term in one.terms(date(2027, 1, 1))] == [
        "2026/27-Q1",
        "2026/27-Q2",
        "2026/27-Q3",
    ]
    assert is_over(Period.parse("2026-06"), date(2026, 7, 1))
    assert not is_over(Period.parse("2026-07"), date(2026, 7, 31))


def test_a_term_that_began_before_the_first_month_is_not_owed() -> None:
    late = duty(since=Month(2026, 5))
    assert late.terms(date(2026, 10, 1)) == (Period.parse("2026/27-Q2"),)


def test_days_are_counted_from_the_day_after_the_term() -> None:
    assert duty(due_days=1).due(Period.parse("2026/27-Q1")) == date(2026, 7, 1)
    assert duty(due_days=30).due(Period.parse("2026/27-Q1")) == date(2026, 7, 30)


def test_a_late_source_is_written_to_at_once_and_then_once_a_week() -> None:
    today = date(2026, 8, 8)
    assert is_chased(None, today)
    assert is_chased(date(2026, 8, 1), today)
    assert not is_chased(date(2026, 8, 2), today)
