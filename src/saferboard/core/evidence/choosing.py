"""Which of a partner's returns speaks for a quarter, and which earlier one it is compared with.

Returns come for whole years, part years and rolling twelve months, late and restated. The rules
are declared here once, so that nobody picks a flattering comparison by hand.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from saferboard.core.evidence.assessment import State
from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.observations import Flag, Observation
from saferboard.core.evidence.periods import Month, Period

# A return ending up to half a year from the day exactly one year earlier may stand for "the year
# before"; beyond that the two are not a year apart in any useful sense.
NEAR = 6

STATES = {
    Flag.PART_YEAR: State.PART_YEAR,
    Flag.ESTIMATED: State.ESTIMATED,
    Flag.PROVISIONAL: State.PROVISIONAL,
    Flag.REVISED: State.REVISED,
    Flag.DEFINITION_CHANGED: State.DEFINITION_CHANGED,
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """The return for the quarter and the one before it, with the older value each restates."""

    current: Observation | None
    previous: Observation | None
    restated: tuple[Observation, ...]
    history: tuple[Observation, ...]


def newest(observations: Iterable[Observation], known_by: date) -> dict[Period, Observation]:
    """The latest known observation of each period, leaving out what came to be known later."""
    held: dict[Period, Observation] = {}
    for row in sorted(observations, key=lambda o: o.known):
        if row.known <= known_by:
            held[row.period] = row
    return held


def choose(
    observations: Iterable[Observation],
    quarter: Period,
    known_by: date,
    lag: int,
    *,
    yearly: bool = True,
) -> Chosen:
    """Choose among the observations of one measure in one area.

    ``current`` ends latest, no later than the quarter and at most ``lag`` months before its end;
    of two that end together the longer period is taken. ``previous`` must start and end before it;
    one of the same length exactly a year before comes first, else the one whose end is nearest to
    a year before (within half a year; of two as near, one that shares no month with it, then the
    longer, then the later). What does not come ``yearly``, as inspections, is compared with the
    one before it.
    """
    rows = tuple(observations)
    held = newest(rows, known_by)
    past = [o for o in held.values() if o.period.last <= quarter.last]
    current = max(past, key=lambda o: (o.period.last, len(o.period)), default=None)
    history = tuple(sorted(past, key=lambda o: (o.period.last, len(o.period))))
    if current is None or quarter.last.since(current.period.last) > lag:
        return Chosen(None, None, (), history)
    previous = (_before if yearly else _last_before)(current.period, past)
    used = [o for o in (current, previous) if o is not None]
    restated = tuple(
        older
        for older in rows
        for newer in used
        if older.period == newer.period
        and older.known < newer.known
        and older.figure != newer.figure
    )
    return Chosen(current, previous, restated, history)


def _before(period: Period, past: Iterable[Observation]) -> Observation | None:
    year_before = period.shifted(-12)

    def distance(row: Observation) -> tuple[bool, int, bool, int, int]:
        later = row.period.last.since(year_before.last)
        shares = row.period.last >= period.first
        return (row.period != year_before, abs(later), shares, -len(row.period), -later)

    candidates = [
        row
        for row in past
        if row.period.first < period.first
        and row.period.last < period.last
        and distance(row)[1] <= NEAR
    ]
    return min(candidates, key=distance, default=None)


def _last_before(period: Period, past: Iterable[Observation]) -> Observation | None:
    earlier = [row for row in past if row.period.last < period.first]
    return max(earlier, key=lambda row: row.period.last, default=None)


def states(chosen: Chosen, quarter: Period) -> tuple[State, ...]:
    """What a reader must know before comparing the two returns, each state once."""
    if chosen.current is None:
        return ()
    found = [
        STATES[flag]
        for row in (chosen.current, chosen.previous)
        if row is not None
        for flag in sorted(row.flags)
    ]
    if chosen.previous is not None and len(chosen.current.period) != len(chosen.previous.period):
        found.append(State.UNEQUAL_PERIODS)
    if chosen.previous is not None and chosen.current.period.first <= chosen.previous.period.last:
        found.append(State.OVERLAPPING)
    if chosen.current.period.last < quarter.last:
        found.append(State.ARREARS)
    if chosen.restated:
        found.append(State.REVISED)
    return tuple(dict.fromkeys(found))


def points_of(history: Iterable[Observation]) -> tuple[tuple[Month, Number], ...]:
    """The figures that may stand on one line: not part-years, one a month, the longest period."""
    points: dict[Month, Number] = {}
    for row in history:
        if Flag.PART_YEAR not in row.flags and isinstance(row.figure, Number):
            points[row.period.last] = row.figure
    return tuple(points.items())
