"""Counting cases by area and period: numbers alone, under the service's own duty."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from saferboard.core.casework.clocks import day_begins, local_day
from saferboard.core.casework.counts import FILE, SHARES, Counter, Outlet, read_counts
from saferboard.core.evidence.disclosure.outgoing import Counted
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.two_sources import Overlap
from saferboard.core.ingest.gathering import Faults
from saferboard.web.casework.asb.measuring import handed_out
from saferboard.web.casework.lock import rows
from saferboard.web.casework.lock.declared import purposes, text_of
from saferboard.web.casework.lock.entering import Key
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.marac.models import Referral
from saferboard.web.evidence.counts import Asked, asked

ASB = "asb"
"""The purpose whose incidents stand in two sources."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is counted for a measure: what it asks, and the counts, small ones among them.

    Of ``unsettled`` cases nobody has said yet whether they are among those counted.
    """

    outlet: Outlet
    asked: Asked
    counts: tuple[Counted, ...]
    unsettled: int


def outlets(purpose: str) -> tuple[Outlet, ...]:
    """What is counted of cases of a purpose."""
    faults = Faults()
    found = read_counts(text_of(FILE), purposes(), faults)
    faults.refuse()
    return tuple(one for one in found if one.purpose == purpose)


def counted(key: Key) -> tuple[Found, ...]:
    """Every count of the purpose that somebody entered for, for its newest complete term.

    Cases of every agency count, whoever may see them: that is why only their number is looked at.
    """
    today = local_day(key.on)
    found = []
    for outlet in outlets(key.purpose.key):
        wanted = asked(outlet.measure, today)
        with rows.service("counts"):
            told = list(COUNTERS[outlet.counter](outlet.purpose, *_moments(wanted.period)))
        unsettled = sum(is_one is None for _, is_one in told)
        found.append(Found(outlet, wanted, tuple(_by_area(outlet, wanted, told)), unsettled))
    return tuple(found)


def measured(key: Key) -> tuple[Overlap, ...]:
    """What was measured of the incidents that police and councils both hold, and handed out."""
    if key.purpose.key != ASB:
        return ()
    with rows.service("counts"):
        return handed_out()


Told = tuple[str, bool | None]
"""The area of a case, and whether it is one of those counted; none while nobody has said."""


def _by_area(outlet: Outlet, wanted: Asked, told: list[Told]) -> Iterable[Counted]:
    for code, (_, leaves) in wanted.areas.items():
        here = [is_one for area, is_one in told if area == code or area in leaves]
        of = len(here) if outlet.counter in SHARES else None
        yield Counted(outlet.measure, code, wanted.period, sum(map(bool, here)), of)


def _moments(period: Period) -> tuple[datetime, datetime]:
    """When the period begins, and when the next one does."""
    after = period.last.plus(1)
    first = date(period.first.year, period.first.month, 1)
    return day_begins(first), day_begins(date(after.year, after.month, 1))


def _opened(purpose: str, since: datetime, until: datetime) -> Iterable[Told]:
    rows = Case.objects.filter(purpose=purpose, opened__gte=since, opened__lt=until)
    return ((area, True) for area in rows.values_list("area", flat=True))


def _heard(purpose: str, since: datetime, until: datetime) -> Iterable[Told]:
    return ((area, True) for area, _ in _repeats(purpose, since, until))


def _repeats(purpose: str, since: datetime, until: datetime) -> Iterable[Told]:
    """By the day of the meeting, as the co-ordinator recorded it."""
    rows = Referral.objects.filter(case__purpose=purpose, heard__gte=since, heard__lt=until)
    return rows.values_list("case__area", "repeat")


COUNTERS: dict[Counter, Callable[[str, datetime, datetime], Iterable[Told]]] = {
    Counter.OPENED: _opened,
    Counter.HEARD: _heard,
    Counter.REPEATS: _repeats,
}
