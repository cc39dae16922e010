"""Clear days of notice, and what follows from them: the latest day to publish, and deadlines.

Local Government Act 1972 s.100A(6)(a) and s.100B(3): five clear days in England, three in Wales.
Clear days leave out the day of issue, the day of the meeting, weekends and bank holidays.
"""

from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from holidays import country_holidays

_ONE = timedelta(days=1)
_FIRST_OF_WEEKEND = 5


class Nation(StrEnum):
    """Whose bank holidays count."""

    ENGLAND = "ENG"
    WALES = "WLS"


def is_working_day(day: date, nation: Nation = Nation.ENGLAND) -> bool:
    """Neither a weekend nor a bank holiday."""
    return day.weekday() < _FIRST_OF_WEEKEND and day not in _bank_holidays(day.year, nation)


def clear_days(issued: date, meeting: date, nation: Nation = Nation.ENGLAND) -> int:
    """The clear days between the day of issue and the day of the meeting; 0 if issued too late."""
    between = (issued + _ONE * n for n in range(1, (meeting - issued).days))
    return sum(1 for day in between if is_working_day(day, nation))


def is_enough(issued: date, meeting: date, days: int, nation: Nation = Nation.ENGLAND) -> bool:
    """Whether an agenda issued on that day gives so many clear days of notice."""
    return issued < meeting and clear_days(issued, meeting, nation) >= days


def latest_day(meeting: date, days: int, nation: Nation = Nation.ENGLAND) -> date:
    """The last working day on which an agenda may be issued and still give its clear days."""
    return back(meeting, days + 1, nation)


def back(day: date, days: int, nation: Nation = Nation.ENGLAND) -> date:
    """So many working days before a day; the day itself for none."""
    while days > 0:
        day -= _ONE
        days -= is_working_day(day, nation)
    return day


@cache
def _bank_holidays(year: int, nation: Nation) -> frozenset[date]:
    return frozenset(country_holidays("GB", subdiv=nation.value, years=year))
