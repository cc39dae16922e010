"""Which meetings are on record, and between which of them one may be missing.

"The next meeting" is only known where nothing is missing in between. What the papers themselves
say of the next date decides; where they say nothing, the usual time between meetings.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from saferboard.core.board.plan import MONTHS
from saferboard.core.ingest.past.history.history import History

MOVED = timedelta(days=45)  # a meeting this near to the day announced is the one announced
USUAL = 95  # days between meetings where too few are known
STRETCH = 1.6
_MONTH = "|".join(MONTHS)
_NEXT = re.compile(
    r"\bnext meeting\b.{0,120}?\b(?P<d>\d{1,2})(?:st|nd|rd|th)? "
    rf"(?P<m>{_MONTH}),? (?P<y>\d{{4}})",
    re.S,
)


class Sittings:
    """The days on which one body met, as far as its papers are known."""

    def __init__(self, history: History) -> None:
        agendas = {held.on for held in history.meetings if held.value.value.agenda}
        self.recorded = {held.on for held in history.minutes if held.value.value.items}
        self.papers = agendas | {log.on for log in history.logs}
        self.known = agendas | self.recorded
        self.days = tuple(sorted(self.known))
        self._announced = dict(_announced(history))
        self._limit = self._usual() * STRETCH

    def _usual(self) -> float:
        gaps = [(b - a).days for a, b in pairwise(self.days)]
        return min(median(gaps), 2 * USUAL) if len(gaps) > 2 else USUAL

    def after(self, on: date) -> tuple[date, ...]:
        """Every known meeting after a day."""
        return tuple(day for day in self.days if day > on)

    def follows(self, first: date, second: date) -> bool:
        """Whether nothing is missing between two meetings that stand next to each other."""
        told = self._announced.get(first)
        if told is not None:
            return abs(second - told) <= MOVED
        return (second - first).days <= self._limit

    def next(self, on: date) -> date | None:
        """The meeting after one, if it is known that this is the next one."""
        following = next(iter(self.after(on)), None)
        return following if following and self.follows(on, following) else None

    def unbroken(self, first: date, last: date) -> bool:
        """Whether no meeting is missing from one to another."""
        run = [day for day in self.days if first <= day <= last]
        return all(self.follows(a, b) for a, b in pairwise(run))


def _announced(history: History) -> Iterator[tuple[date, date]]:
    """For each meeting the next one that its papers announce; its minutes' word comes last."""
    for held in history.meetings:
        later = [day for day in held.value.value.future if day > held.on]
        if later:
            yield held.on, min(later)
    for record in history.minutes:
        for minute in record.value.value.items:
            texts = [minute.text, *(outcome.text for outcome in minute.outcomes)]
            for match in (m for text in texts for m in [_NEXT.search(text)] if m):
                day = _day(int(match["y"]), MONTHS.index(match["m"]) + 1, int(match["d"]))
                if day is not None and day > record.on:
                    yield record.on, day


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
