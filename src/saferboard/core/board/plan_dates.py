"""On which days of a year a body meets, by a rule: the second Friday of June, September and so on.

A day that is a bank holiday gives way to the same weekday a week later.
"""

from dataclasses import dataclass
from datetime import date, time, timedelta

from saferboard.core.board.notice import Nation, is_working_day
from saferboard.core.board.plan import MONTHS, ROOM, YEAR_STARTS, joined

WEEK = timedelta(days=7)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}


@dataclass(frozen=True, slots=True)
class Cycle:
    """The ``nth`` (1 to 4, or -1 for the last) ``weekday`` (0 is Monday, 4 Friday) of these months.

    ``minutes`` are those that a meeting has for planned business.
    """

    nth: int
    weekday: int
    months: tuple[int, ...]
    starts: time
    place: str = ""
    minutes: int = ROOM

    @property
    def words(self) -> str:
        """``second Friday of June, September, December and March``."""
        months = joined(MONTHS[month - 1] for month in _in_order(self.months))
        return f"{NTH[self.nth]} {WEEKDAYS[self.weekday]} of {months}"


@dataclass(frozen=True, slots=True)
class Proposed:
    """A day on which a meeting is due, and the bank holiday that it gave way to, if any."""

    on: date
    instead_of: date | None = None


def meeting_days(cycle: Cycle, year: int, nation: Nation = Nation.ENGLAND) -> tuple[Proposed, ...]:
    """The days on which the cycle's meetings of a year fall."""
    found = []
    for month in _in_order(cycle.months):
        due = nth_weekday(year + (month < YEAR_STARTS), month, cycle.nth, cycle.weekday)
        day = due
        while not is_working_day(day, nation):
            day += WEEK
        found.append(Proposed(day, None if day == due else due))
    return tuple(found)


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    """The nth such weekday of a month; with -1 the last."""
    first = date(year, month, 1)
    first += timedelta(days=(weekday - first.weekday()) % 7)
    if nth > 0:
        return first + (nth - 1) * WEEK
    while (first + WEEK).month == month:
        first += WEEK
    return first


def _in_order(months: tuple[int, ...]) -> list[int]:
    return sorted(set(months), key=lambda month: (month - YEAR_STARTS) % 12)
