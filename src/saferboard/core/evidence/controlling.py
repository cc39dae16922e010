"""From a measure's series and its declaration to a control chart: stretches, limits, signals.

Charted are months or quarters, never rolling twelves: they overlap, and nearly every point would
be a signal. Nothing crosses a rebase or a declared break: limits, moving ranges and runs are worked
out in each stretch anew. Limits from fewer than twelve points are on trial.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from saferboard.core.evidence.assessment import Assessment
from saferboard.core.evidence.control import Control, ControlChart, Rebase, RunRules
from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.periods import Month
from saferboard.core.evidence.plotting import STEPS, Plotted, covered, pace, points_of, suppressed
from saferboard.core.evidence.spc import (
    Limits,
    Signal,
    anhoej_signals,
    c_chart,
    laney_p,
    laney_u,
    making_data_count,
    p_chart,
    suggested,
    u_chart,
    xmr_limits,
)

TRIAL_BELOW = 12


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Points charted together: from the start, a rebase or a break to the next one."""

    points: tuple[Plotted, ...]
    begun: Rebase | None
    limits: Limits
    signals: tuple[Signal, ...]

    @property
    def known(self) -> int:
        """How many points have a value."""
        return int(np.count_nonzero(self.limits.values == self.limits.values))

    @property
    def is_trial(self) -> bool:
        """Limits from fewer than twelve points."""
        return self.known < TRIAL_BELOW

    @property
    def has_limits(self) -> bool:
        """Whether enough is known to draw limits."""
        return bool((self.limits.upper == self.limits.upper).any())

    def span(self, signal: Signal) -> tuple[Month, Month]:
        """The last months of a signal's first and last point."""
        return self.points[signal.points[0]].last, self.points[signal.points[-1]].last


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """A whole control chart."""

    control: Control
    stretches: tuple[Stretch, ...]

    @property
    def now(self) -> Stretch:
        """The stretch that says how things run."""
        return self.stretches[-1]


def chart_of(measure: Measure, assessment: Assessment) -> Chart | None:
    """The control chart of a series; None where none is declared, known or fair to draw."""
    control = measure.control
    if control is None or suppressed(measure, control, assessment)[0]:
        return None
    points = points_of(measure, control, assessment)
    return Chart(control, _stretches(measure, control, points)) if points else None


def undrawn(measure: Measure, assessment: Assessment) -> str:
    """Why a declared chart is not drawn, if it is for what is suppressed; empty if not."""
    control = measure.control
    hidden, steps = suppressed(measure, control, assessment) if control else (0, 0)
    if control is None or not hidden:
        return ""
    return (
        f"{hidden} of {steps} {control.step}s are suppressed, so no control chart is drawn and "
        f"nothing is said of change: limits worked out from the {control.step}s that are left "
        "would mislead"
    )


def suggestions(found: Chart) -> tuple[Month, ...]:
    """Months from which on the level seems another: for people to look at, no limit follows."""
    months = (
        (stretch.points[at].last for at in suggested(stretch.limits.values))
        for stretch in found.stretches
    )
    return tuple(covered(last, found.control.step).first for each in months for last in each)


def starts(measure: Measure, control: Control) -> list[Rebase]:
    """Every month in which limits begin anew: declared rebases, and breaks of the definition."""
    breaks = (Rebase(broken.on, broken.why) for broken in measure.breaks)
    by_month = {begun.on: begun for begun in (*breaks, *control.rebases)}
    return [by_month[month] for month in sorted(by_month)]


def _stretches(
    measure: Measure, control: Control, points: tuple[Plotted, ...]
) -> tuple[Stretch, ...]:
    first, step = points[0].last, STEPS[control.step]
    begun: dict[int, Rebase | None] = {0: None}
    for start in starts(measure, control):
        # A step that began before the rebase belongs to what went before.
        at = -(-(start.on.since(first) + step - 1) // step)
        if 0 < at < len(points):
            begun[at] = start
    edges = [*begun, len(points)]
    return tuple(
        _stretch(measure, control, points[here:there], begun[here])
        for here, there in pairwise(edges)
    )


def _stretch(
    measure: Measure, control: Control, points: tuple[Plotted, ...], begun: Rebase | None
) -> Stretch:
    limits = LIMITS[control.chart](measure, control, points)
    rules = making_data_count if control.rules is RunRules.MAKING_DATA_COUNT else anhoej_signals
    enough = bool((limits.upper == limits.upper).any())
    return Stretch(points, begun, limits, rules(limits) if enough else ())


def _xmr(measure: Measure, control: Control, points: Sequence[Plotted]) -> Limits:
    return xmr_limits([p.value for p in points], control.screen, 0.0)


def _c(measure: Measure, control: Control, points: Sequence[Plotted]) -> Limits:
    return c_chart([p.value for p in points])


def _parts(points: Sequence[Plotted]) -> tuple[list[float | None], list[float | None]]:
    return [p.part for p in points], [p.whole for p in points]


def _shares(measure: Measure, control: Control, points: Sequence[Plotted]) -> Limits:
    parts = _parts(points)
    if control.chart is ControlChart.P:
        return p_chart(*parts, per=100)
    return laney_p(*parts, screen=control.screen, per=100)


def _rates(measure: Measure, control: Control, points: Sequence[Plotted]) -> Limits:
    parts, per = _parts(points), measure.per * pace(measure, control)
    if control.chart is ControlChart.U:
        return u_chart(*parts, per=per)
    return laney_u(*parts, per=per, screen=control.screen)


LIMITS: dict[ControlChart, Callable[[Measure, Control, Sequence[Plotted]], Limits]] = {
    ControlChart.XMR: _xmr,
    ControlChart.C: _c,
    ControlChart.P: _shares,
    ControlChart.LANEY_P: _shares,
    ControlChart.U: _rates,
    ControlChart.LANEY_U: _rates,
}
