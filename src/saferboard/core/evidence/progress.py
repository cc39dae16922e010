"""Target against actual: where a measure stands, where its trajectory says it should be by now.

A line goes straight from one dated point to the next. A cumulative trajectory fills up within each
financial year to that year's total, month by month by its profile. Money is reckoned in whole
pence. The projection is no forecast: it says where things end if they go on as they have, a line
from its first point through the actual value, a cumulative value at its rate so far.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from saferboard.core.evidence.measures import Better, Kind, Measure
from saferboard.core.evidence.periods import Month, Period, Window
from saferboard.core.evidence.trajectory import Milestone, Shape, Trajectory


class Standing(StrEnum):
    """Where the actual value stands beside the expected one, by performance."""

    AHEAD = "ahead"
    ON = "on"
    BEHIND = "behind"


@dataclass(frozen=True, slots=True)
class Actual:
    """A value over a period, as it was returned or counted."""

    period: Period
    value: float


@dataclass(frozen=True, slots=True)
class Compared:
    """An actual value beside the one expected by then."""

    period: Period
    actual: float
    expected: float
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Progress:
    """The way so far, where it should lead, and where it leads if things go on as they have.

    ``target`` is the next point of the trajectory; ``projected`` the value there, None where there
    is too little to say.
    """

    compared: tuple[Compared, ...]
    target: Milestone
    projected: float | None

    @property
    def latest(self) -> Compared:
        """The newest value."""
        return self.compared[-1]


@dataclass(frozen=True, slots=True)
class Expected:
    """The value that should be reached over (or by the end of) a period, on the way to a point."""

    value: float
    towards: Milestone


def expected(trajectory: Trajectory, period: Period) -> Expected | None:
    """Where the way stands at a period; None where it does not reach."""
    if trajectory.shape is Shape.LINE:
        return _on_line(trajectory.points, period.last)
    year = Period.parse(period.financial_year)
    target = next((point for point in trajectory.points if point.on == year.last), None)
    if target is None or Window.YEAR_TO_DATE.ending(period.last) != period:
        return None
    return Expected(target.value * share(trajectory.profile, len(period)), target)


def _on_line(points: tuple[Milestone, ...], month: Month) -> Expected | None:
    for before, after in pairwise(points):
        if before.on <= month <= after.on:
            way = month.since(before.on) / after.on.since(before.on)
            return Expected(before.value + way * (after.value - before.value), after)
    return None


def share(profile: tuple[float, ...], months: int) -> float:
    """How much of a year's total should be there after so many months of it."""
    if not profile:
        return months / 12
    return sum(profile[:months]) / sum(profile)


def standing(
    actual: float, wanted: float, tolerance: float, better: Better | None
) -> Standing | None:
    """Ahead, on or behind, the edge of the tolerance still being on. None without a polarity."""
    if better is None:
        return None
    gap = actual - wanted
    # A hair's breadth for sums that a float cannot hold, so that the edge is where it is declared.
    if abs(gap) <= abs(wanted) * tolerance / 100 * (1 + 1e-12):
        return Standing.ON
    return Standing.AHEAD if (gap > 0) == (better is Better.HIGHER) else Standing.BEHIND


def progress(measure: Measure, actuals: Iterable[Actual], last: Month) -> Progress | None:
    """How a measure stands on its trajectory by a month; None where there is none to stand on."""
    trajectory = measure.trajectory
    if trajectory is None:
        return None
    compared: dict[Month, Compared] = {}  # of two values to the same month the longer one stands
    target = None
    for one in sorted(actuals, key=lambda a: (a.period.last, len(a.period))):
        wanted = expected(trajectory, one.period) if one.period.last <= last else None
        if wanted is not None:
            value = _reckoned(wanted.value, measure)
            better = measure.better_at(one.period.last)
            where = standing(one.value, value, trajectory.tolerance, better)
            compared[one.period.last] = Compared(one.period, one.value, value, where)
            target = wanted.towards
    if target is None:
        return None
    held = tuple(compared.values())
    return Progress(held, target, _projected(measure, trajectory, held[-1], target))


def _reckoned(value: float, measure: Measure) -> float:
    """Money in whole pence, anything else as it is."""
    return round(value * 100) / 100 if measure.kind is Kind.MONEY else value


def _projected(
    measure: Measure, trajectory: Trajectory, latest: Compared, target: Milestone
) -> float | None:
    if trajectory.shape is Shape.CUMULATIVE:
        part = share(trajectory.profile, len(latest.period))
        return _reckoned(latest.actual / part, measure) if part else None
    start = trajectory.points[0]
    gone = latest.period.last.since(start.on)
    if gone <= 0:
        return None
    slope = (latest.actual - start.value) / gone
    return _reckoned(latest.actual + slope * target.on.since(latest.period.last), measure)
