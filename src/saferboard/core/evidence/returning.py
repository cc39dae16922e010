"""What a partner owes: which post sends a measure's figures, how often, and by when."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from saferboard.core.evidence.periods import Month, Period, Window


class Every(StrEnum):
    """How often a figure is sent. Quarters and years are those of the financial year."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Over(StrEnum):
    """What months a figure covers: those of its term, or a window that ends with it."""

    TERM = "term"
    ROLLING_TWELVE = "rolling-twelve"
    YEAR_TO_DATE = "year-to-date"


WINDOWS = {
    Over.ROLLING_TWELVE: Window.ROLLING_TWELVE,
    Over.YEAR_TO_DATE: Window.YEAR_TO_DATE,
}
MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}
# A source that is late is written to so often, in days, until it sends.
CHASED = 7


@dataclass(frozen=True, slots=True)
class Duty:
    """A post owes figures for each area and term; the first term is the first to begin at ``since``
    or later. A relative change of more than ``jump`` per cent is marked for the analyst.
    """

    by: str
    every: Every
    since: Month
    due_days: int
    over: Over
    areas: tuple[str, ...]
    jump: float

    def term(self, month: Month) -> Period:
        """The month, quarter or financial year that the month lies in."""
        length = MONTHS[self.every]
        first = month.plus(-((month.month - 4) % 12 % length))
        return Period(first, first.plus(length - 1))

    def covers(self, term: Period) -> Period:
        """The months that the figure of a term covers."""
        window = WINDOWS.get(self.over)
        return term if window is None else window.ending(term.last)

    def due(self, term: Period) -> date:
        """The last day to send a term's figures."""
        after = term.last.plus(1)
        return date(after.year, after.month, 1) + timedelta(days=self.due_days - 1)

    def terms(self, today: date) -> tuple[Period, ...]:
        """Every term that is owed and over, the oldest first."""
        term = self.term(self.since)
        if term.first < self.since:
            term = term.shifted(MONTHS[self.every])
        found = []
        while is_over(term, today):
            found.append(term)
            term = term.shifted(MONTHS[self.every])
        return tuple(found)

    def asks_for(self, period: Period) -> bool:
        """Whether figures are sent for just these months."""
        term = self.term(period.last)
        return term.last == period.last and self.covers(term) == period


def is_over(period: Period, today: date) -> bool:
    """Whether a period's last month has ended."""
    return period.last < Month(today.year, today.month)


def is_chased(last: date | None, today: date) -> bool:
    """Whether a late source is written to today: at once, then once a week."""
    return last is None or (today - last).days >= CHASED
