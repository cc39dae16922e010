"""Moments and clocks: when something holds, to the second, and the day on which a time runs out.

Every moment carries its time zone. Moments are compared as instants: Python compares two moments of
one zone by the hands of the clock, which go back an hour every October.
"""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from saferboard.core.board.notice import Nation, is_working_day

LONDON = ZoneInfo("Europe/London")
_DAY = timedelta(days=1)


def instant(moment: datetime) -> datetime:
    """The same moment in UTC. ValueError for one that does not say its time zone."""
    if moment.utcoffset() is None:
        raise ValueError("a moment must say its time zone")
    return moment.astimezone(UTC)


def local_day(moment: datetime, zone: ZoneInfo = LONDON) -> date:
    """The day that it is at that moment, where the partnership is."""
    return instant(moment).astimezone(zone).date()


def day_begins(day: date, zone: ZoneInfo = LONDON) -> datetime:
    """The instant at which a day begins. What lasts through a day ends when the next begins."""
    return instant(datetime.combine(day, time(), zone))


def holds(since: datetime, until: datetime | None, on: datetime) -> bool:
    """Whether ``on`` lies in a stretch of time: its first moment does, its end does not."""
    at = instant(on)
    return instant(since) <= at and (until is None or at < instant(until))


def months_after(day: date, months: int) -> date:
    """The last day of so many months from a day, which is not counted itself.

    The corresponding date, or the last day of a month that has none: Dodds v Walker [1981]
    1 WLR 1027.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_beginning(day: date, months: int) -> date:
    """The last day of a period of so many months that begins with a day, itself counted."""
    last = months_after(day, months)
    return last - _DAY if last.day == day.day else last


def working_days_after(day: date, days: int, nation: Nation = Nation.ENGLAND) -> date:
    """So many working days after a day; the day itself for none."""
    while days > 0:
        day += _DAY
        days -= is_working_day(day, nation)
    return day
