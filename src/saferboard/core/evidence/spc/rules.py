"""The rules of Making Data Count (NHS England): four kinds of pattern that chance seldom gives.

A point outside a limit; seven points in a row on one side of the mean; seven points in a row
rising or falling; two of three points in a row beyond the near limit on one side (a point beyond
the outer limit is beyond the near one too). A tie breaks a trend, a point on the mean breaks a run,
and a gap breaks everything.
"""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from saferboard.core.evidence.spc.limits import Limits, Points, tolerance

RUN, TREND_STEPS = 7, 6
Sides = NDArray[np.int8]


class Rule(StrEnum):
    """What makes a pattern a signal; the last two are Anhoej's."""

    OUTSIDE = "outside"
    RUN = "run"
    TREND = "trend"
    NEAR = "near"
    LONGEST_RUN = "longest-run"
    FEW_CROSSINGS = "few-crossings"


@dataclass(frozen=True, slots=True)
class Signal:
    """A pattern: its rule, its points counted from 0, and which way: 1 up, -1 down, 0 neither."""

    rule: Rule
    points: tuple[int, ...]
    side: int


def making_data_count(limits: Limits) -> tuple[Signal, ...]:
    """Every signal of one stretch, those of one rule together, in the order of time."""
    values = limits.values
    if values.size == 0:
        return ()
    slack = tolerance(values, limits.centre)
    return (
        *outside(limits, slack),
        *_stretches(Rule.RUN, sides(values, limits.centre, slack), RUN, 0),
        *_stretches(Rule.TREND, _steps(values, slack), TREND_STEPS, 1),
        *_near(limits, slack),
    )


def sides(values: Points, centre: Points | float, slack: float) -> Sides:
    """1 above the line, -1 below it, 0 on it or not known."""
    off = values - centre
    return (off > slack).view(np.int8) - (off < -slack).view(np.int8)


def outside(limits: Limits, slack: float) -> list[Signal]:
    """Each point beyond a limit."""
    high = limits.values > limits.upper + slack
    low = limits.values < limits.lower - slack
    return [
        Signal(Rule.OUTSIDE, (index,), 1 if high[index] else -1)
        for index in np.flatnonzero(high | low).tolist()
    ]


def _steps(values: Points, slack: float) -> Sides:
    """1 where a point is higher than the one before it, -1 where lower, 0 for a tie or a gap."""
    return sides(values[1:], values[:-1], slack)


def _stretches(rule: Rule, signs: Sides, least: int, more: int) -> list[Signal]:
    """So many equal signs in a row, or more; ``more`` points than signs belong to it."""
    if signs.size < least:
        return []
    edges = np.flatnonzero(signs[1:] != signs[:-1]) + 1
    edges = np.concatenate(([0], edges, [signs.size]))
    found = np.flatnonzero((np.diff(edges) >= least) & (signs[edges[:-1]] != 0))
    return [
        Signal(rule, tuple(range(first, last + more)), int(signs[first]))
        for first, last in ((int(edges[at]), int(edges[at + 1])) for at in found)
    ]


def _near(limits: Limits, slack: float) -> list[Signal]:
    values = limits.values
    seen = values == values
    three = seen[2:] & seen[1:-1] & seen[:-2]
    found = []
    for side, beyond in (
        (1, values > limits.near_upper + slack),
        (-1, values < limits.near_lower - slack),
    ):
        count = beyond.view(np.int8)
        windows = np.flatnonzero(three & (count[2:] + count[1:-1] + count[:-2] >= 2))
        if windows.size:
            found += [Signal(Rule.NEAR, points, side) for points in _joined(windows, beyond)]
    return sorted(found, key=lambda signal: signal.points)


def _joined(windows: NDArray[np.intp], beyond: NDArray[np.bool_]) -> list[tuple[int, ...]]:
    """The points beyond the near limit in each run of windows that follow one another closely."""
    starts = windows.tolist()
    groups = [[starts[0]]]
    for before, start in pairwise(starts):
        # Windows two apart share a point, and with it a pattern.
        if start - before <= 2:
            groups[-1].append(start)
        else:
            groups.append([start])
    return [
        tuple(at for at in range(group[0], group[-1] + 3) if beyond[at] and _within(at, group))
        for group in groups
    ]


def _within(point: int, starts: list[int]) -> bool:
    return any(start <= point <= start + 2 for start in starts)
