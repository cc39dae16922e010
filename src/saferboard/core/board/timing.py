"""When each item of an agenda begins."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta


def timed(starts: time, minutes: Sequence[int | None]) -> tuple[time, ...]:
    """The hour at which each item begins, and last of all the hour at which the meeting ends.

    ``minutes`` are those set aside for each item; none set takes none. A meeting that runs past
    midnight goes on counting hours from nought.
    """
    at = datetime.combine(date.min, starts)
    hours = [at.time()]
    for length in minutes:
        at += timedelta(minutes=length or 0)
        hours.append(at.time())
    return tuple(hours)
