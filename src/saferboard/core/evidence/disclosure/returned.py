"""Partners' returns: counts of periods that nest and of areas that add up, attacked and repaired.

There are few of them and their periods follow no calendar, so here the attack itself is run: from
everything given of a measure, in this release and before, what is the least and the most that a
hidden count can be (by integer programming; Fischetti and Salazar, "Solving the cell suppression
problem on tabular data with linear constraints", Management Science 47, 2001, calls it auditing)?
While one is bounded more tightly than declared, the next smallest figure beside it is hidden too.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from saferboard.core.evidence.assessment import Assessment, Returned
from saferboard.core.evidence.control import Step
from saferboard.core.evidence.disclosure.public import Covers
from saferboard.core.evidence.disclosure.shares import small_parts
from saferboard.core.evidence.disclosure.targets import is_small, needs
from saferboard.core.evidence.figures import Figure, Number
from saferboard.core.evidence.measures import Kind, Measure
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.release import Release

PEOPLE = frozenset({Kind.COUNT, Kind.RATE, Kind.PROPORTION, Kind.AVERAGE})
"""Kinds that count people or events. Points of a rating and pounds are not about anybody."""
Where = tuple[str, Period]


@dataclass(frozen=True, slots=True)
class Told:
    """The counts that a figure gives away: events, and what they are a share of."""

    events: int
    whole: int | None
    small: bool


def told_by(figure: Figure, measure: Measure) -> Told | None:
    """The counts in a figure; None where its parts are not known."""
    if not isinstance(figure, Number) or measure.kind not in PEOPLE:
        return None
    if figure.numerator is None:
        if measure.kind is not Kind.COUNT or figure.value != int(figure.value):
            return None
        figure = replace(figure, numerator=int(figure.value))
    whole = figure.denominator if measure.kind in (Kind.PROPORTION, Kind.AVERAGE) else None
    return Told(figure.numerator or 0, whole, small_parts(figure, measure))


def covers_of_returns(
    release: Release, published: Sequence[Release]
) -> tuple[dict[int, Covers], list[tuple[str, Where]]]:
    """What assessments of returns may not show, by their place; and which counts are unsafe."""
    covers: dict[int, Covers] = {}
    unsafe: list[tuple[str, Where]] = []
    for measure in release.measures:
        if measure.is_counted or not measure.suppress_to:
            continue
        said = [(n, a) for n, a in enumerate(release.assessments) if a.measure == measure.key]
        table = _table((a for _, a in said), measure)
        if not any(t.small for t in table.values()):
            continue
        hidden, bad = _repaired(table, _before(published, measure, table), measure, release)
        unsafe += [(measure.key, where) for where in bad]
        covers |= {n: c for n, a in said if (c := _covers(a, hidden, measure))}
    return covers, unsafe


def _table(said: Iterable[Assessment], measure: Measure) -> dict[Where, Told]:
    found: dict[Where, Told] = {}
    for a in said:
        for period, figure in _figures(a, measure):
            counts = told_by(figure, measure)
            if counts is not None:
                found.setdefault((a.area, period), counts)
    return found


def _figures(a: Assessment, measure: Measure) -> Iterator[tuple[Period, Figure]]:
    """Every figure of an assessment with its period: the two it compares, and its history.

    A point of the history names its last month only: it is taken for the figure of that month, or
    else for twelve months.
    """
    ends: dict[Month, Period] = {}
    for period, figure in ((a.period, a.figure), (a.previous_period, a.previous)):
        if period is not None:
            ends[period.last] = period
            yield period, figure
    for r in a.returned:
        yield _covered(r, measure), _of_return(r)
    for point in a.series:
        if point.rolling is not None:
            span = ends.get(point.month, Period(point.month.plus(-11), point.month))
            yield span, _of_point(point.rolling, point.over, measure)


def _covered(r: Returned, measure: Measure) -> Period:
    quarter = measure.control is not None and measure.control.step is Step.QUARTER
    return Period(r.last.plus(-2) if quarter else r.last, r.last)


def _of_return(r: Returned) -> Figure:
    return Number(r.value or 0.0, numerator=r.part, denominator=r.whole)


def _of_point(value: float, over: int | None, measure: Measure) -> Figure:
    if over is None:
        return Number(value)
    per = 100 if measure.kind is Kind.PROPORTION else measure.per
    return Number(value, numerator=round(value * over / per), denominator=over)


def _before(
    published: Sequence[Release], measure: Measure, table: dict[Where, Told]
) -> dict[Where, Told]:
    """What earlier releases gave of the measure, but for what has been restated since."""
    found: dict[Where, Told] = {}
    for release in published:
        found |= _table((a for a in release.assessments if a.measure == measure.key), measure)
    return {
        where: counts
        for where, counts in found.items()
        if where not in table or table[where].events == counts.events
    }


def _repaired(
    table: dict[Where, Told], before: dict[Where, Told], measure: Measure, release: Release
) -> tuple[set[Where], list[Where]]:
    """What to hide so that every small count stays open; and which cannot be kept so."""
    hidden = {where for where, told in table.items() if told.small}
    bad: list[Where] = []
    for where in sorted(hidden):
        while not _is_open(where, table, before, hidden, measure, release):
            more = _next(where, table, before, hidden)
            if more is None:
                bad.append(where)
                break
            hidden.add(more)
    return hidden, bad


def _next(
    where: Where, table: dict[Where, Told], before: dict[Where, Told], hidden: set[Where]
) -> Where | None:
    """The figure to hide next: of the same months if there is one, and the smallest of those."""
    period = where[1]

    def loss(other: Where) -> tuple[bool, int, Where]:
        return (other[1] != period, table[other].events, other)

    left = [w for w in table if w not in hidden and w not in before and _meet(w[1], period)]
    return min(left, key=loss, default=None)


def _meet(one: Period, other: Period) -> bool:
    return one.first <= other.last and other.first <= one.last


def _is_open(
    where: Where,
    table: dict[Where, Told],
    before: dict[Where, Told],
    hidden: set[Where],
    measure: Measure,
    release: Release,
) -> bool:
    """Whether each small count of a hidden figure may be anything from 1 to the largest small."""
    shown = {w: t for w, t in table.items() if w not in hidden} | before
    within = {p.code: p.within for p in release.places if p.within is not None}
    for part in ("events", "whole"):
        count = getattr(table[where], part)
        if not is_small(count, measure.suppress_to):
            continue
        given = {w: v for w, t in shown.items() if (v := getattr(t, part)) is not None}
        true = {w: v for w, t in (before | table).items() if (v := getattr(t, part)) is not None}
        low, high = bounds(where, given, true, within)
        down, up = needs(count, measure.suppress_to)
        if low > count - down or high < count + up:
            return False
    return True


def bounds(
    where: Where, given: dict[Where, int], true: dict[Where, int], within: dict[str, str]
) -> tuple[float, float]:
    """The least and the most that a count can be, for all that is given.

    The unknowns are the counts of each area between every two days on which a period begins or
    ends. Where the given counts contradict one another nothing follows from them.
    """
    edges = sorted({m for _, p in true for m in (p.first, p.last.plus(1))})
    areas = sorted({a for a, _ in true})
    at = {area: n * (len(edges) - 1) for n, area in enumerate(areas)}

    def row(terms: Iterable[tuple[Where, int]]) -> np.ndarray:
        found = np.zeros(len(areas) * (len(edges) - 1))
        for (area, period), sign in terms:
            first, last = edges.index(period.first), edges.index(period.last.plus(1))
            found[at[area] + first : at[area] + last] += sign
        return found

    rows: list[np.ndarray] = []
    least: list[float] = []
    most: list[float] = []
    for place, count in given.items():
        rows.append(row([(place, 1)]))
        least.append(count)
        most.append(count)
    for terms, rest, whole in _sums(true, within):
        rows.append(row(terms))
        least.append(rest)
        most.append(rest if whole else np.inf)
    rules = LinearConstraint(np.array(rows), least, most) if rows else ()
    goal = row([(where, 1)])
    found = [
        milp(
            sign * goal,
            constraints=rules,
            integrality=np.ones(goal.size, dtype=int),
            bounds=Bounds(0),
        )
        for sign in (1, -1)
    ]
    low = round(found[0].fun) if found[0].status == 0 else 0.0
    high = round(-found[1].fun) if found[1].status == 0 else np.inf
    return low, high


def _sums(
    true: dict[Where, int], within: dict[str, str]
) -> Iterator[tuple[list[tuple[Where, int]], int, bool]]:
    """Each area less its parts over a period: what is left is known if no part is missing."""
    parts: dict[str, list[str]] = {}
    for area, around in within.items():
        parts.setdefault(around, []).append(area)
    for area, period in true:
        inside = [part for part in parts.get(area, ()) if (part, period) in true]
        if not inside:
            continue
        left = true[area, period] - sum(true[part, period] for part in inside)
        if left < 0:
            continue
        terms = [((area, period), 1), *(((part, period), -1) for part in inside)]
        complete = len(inside) == len(parts[area])
        yield terms, left if complete else 0, complete


def _covers(a: Assessment, hidden: set[Where], measure: Measure) -> Covers:
    mine = {period for area, period in hidden if area == a.area}
    ends = {period.last for period in mine}
    figure, previous = a.period in mine, a.previous_period in mine
    return Covers(
        ends=frozenset(r.month for r in a.series if r.month in ends and r.rolling is not None),
        figure=figure,
        previous=previous,
        returned=frozenset(r.last for r in a.returned if _covered(r, measure) in mine),
        periods=frozenset(mine),
        notes=bool(mine),
    )
