"""The months of the year beside one another, where enough years are known to tell a season.

Two Julys say little: one of them may have been a warm one. A month of the year is judged by its
events a day beside those of its own twelve months, so that neither the length of a month nor a
rise over the years counts as a season.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass

from saferboard.core.evidence.assessment import Reading
from saferboard.core.evidence.periods import Month

LEAST_YEARS = 3


@dataclass(frozen=True, slots=True)
class Usual:
    """A month of the year: events a day, 100 being those of its whole year; lowest and highest."""

    month: int
    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Season:
    """The twelve months of the year; empty where ``known`` months are too few for that."""

    known: int
    years: int = 0
    months: tuple[Usual, ...] = ()


def season(series: Sequence[Reading]) -> Season:
    """From the whole years up to the last month, each of whose months is known and not hidden."""
    known = {r.month: r.events for r in series if r.events is not None}
    if not known:
        return Season(0)
    last = max(known)
    run = [last]
    while run[-1].plus(-1) in known:
        run.append(run[-1].plus(-1))
    years = len(run) // 12
    if years < LEAST_YEARS:
        return Season(len(run))
    shares: dict[int, list[float]] = {}
    for year in range(years):
        months = run[12 * year : 12 * year + 12]
        events, days = sum(known[m] for m in months), sum(_days(m) for m in months)
        if not events:
            return Season(len(run))
        for month in months:
            share = 100 * (known[month] / _days(month)) / (events / days)
            shares.setdefault(month.month, []).append(share)
    return Season(
        len(run),
        years,
        tuple(Usual(m, sum(s) / years, min(s), max(s)) for m, s in sorted(shares.items())),
    )


def _days(month: Month) -> int:
    return monthrange(month.year, month.month)[1]
