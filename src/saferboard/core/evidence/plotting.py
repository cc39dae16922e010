"""From a measure's series to the points of its control chart, each with its parts or its silence.

A rate's step is shown at the pace of a year; a yearly line for what adds up is shared out instead.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from saferboard.core.evidence.assessment import Assessment, Reading, Returned
from saferboard.core.evidence.control import Control, ControlChart, Step
from saferboard.core.evidence.figures import Number, Suppressed
from saferboard.core.evidence.measures import Kind, Measure
from saferboard.core.evidence.observations import Observation
from saferboard.core.evidence.periods import Month, Period

STEPS = {Step.MONTH: 1, Step.QUARTER: 3}
ADDED_UP = frozenset({Kind.COUNT, Kind.MONEY})
"""Kinds whose value over a year is the sum of its months."""

NOT_HELD = "no source data is held"
NOT_RETURNED = "no return is held"
NOT_SHOWN = "suppressed: a small count"
NO_WHOLE = "there is nothing to take it over"
NO_PARTS = "returned without its two parts"


class Plotted(NamedTuple):
    """A point before it is charted; ``why`` says what is the matter with one without a value.

    A named tuple, because a release makes millions of them.
    """

    last: Month
    value: float | None
    part: float | None = None
    whole: float | None = None
    why: str = ""


def points_of(measure: Measure, control: Control, assessment: Assessment) -> tuple[Plotted, ...]:
    """Every step from the first known one to the last, those between them without a gap."""
    found = _steps(measure, control, assessment)
    known = [at for at, point in enumerate(found) if point.value is not None]
    return tuple(found[known[0] : known[-1] + 1]) if known else ()


def suppressed(measure: Measure, control: Control, assessment: Assessment) -> tuple[int, int]:
    """How many steps are suppressed, and how many there are.

    They are suppressed for being small, or to hide small ones: the steps that are left are no fair
    sample, and limits worked out from them would mislead.
    """
    found = _steps(measure, control, assessment)
    return sum(point.why == NOT_SHOWN for point in found), len(found)


def _steps(measure: Measure, control: Control, assessment: Assessment) -> list[Plotted]:
    if measure.is_counted:
        return _counted(measure, control, assessment.series)
    return _returned(measure, control, assessment.returned)


def _counted(measure: Measure, control: Control, series: Sequence[Reading]) -> list[Plotted]:
    times = 100 if measure.kind is Kind.PROPORTION else measure.per * pace(measure, control)
    alone = measure.kind is Kind.COUNT
    steps = series if control.step is Step.MONTH else _quarters(measure, series)
    return [_step(r, times, alone=alone) for r in steps]


def _step(r: Reading, times: float, *, alone: bool) -> Plotted:
    if r.events is None:
        return Plotted(r.month, None, why=NOT_SHOWN if r.suppressed else NOT_HELD)
    if alone:
        return Plotted(r.month, float(r.events), r.events)
    if not r.over:
        return Plotted(r.month, None, why=NO_WHOLE)
    return Plotted(r.month, r.events * times / r.over, r.events, r.over)


def _quarters(measure: Measure, series: Sequence[Reading]) -> list[Reading]:
    """Whole quarters of a series: a month that is not known leaves its quarter unknown."""
    first = (1 - series[0].month.month) % 3 if series else 0
    starts = range(first, len(series) - 2, 3)
    return [_quarter(measure, series[at : at + 3]) for at in starts]


def _quarter(measure: Measure, months: Sequence[Reading]) -> Reading:
    last = months[-1].month
    events = [r.events for r in months if r.events is not None]
    if len(events) < len(months):
        return Reading(last, None, None, suppressed=any(r.suppressed for r in months))
    over = sum(r.over or 0 for r in months)
    # People do not add up over months: a quarter's events are over those of a mean month.
    mean = round(over / len(months)) if measure.kind is Kind.RATE else over
    return Reading(last, sum(events), None, over=mean)


def _returned(measure: Measure, control: Control, returned: Sequence[Returned]) -> list[Plotted]:
    if not returned:
        return []
    held = {row.last: row for row in returned}
    step = STEPS[control.step]
    first, last = min(held), max(held)
    months = [first.plus(n) for n in range(0, last.since(first) + 1, step)]
    return [_return(measure, control, month, held.get(month)) for month in months]


def _return(measure: Measure, control: Control, month: Month, row: Returned | None) -> Plotted:
    if row is None:
        return Plotted(month, None, why=NOT_RETURNED)
    if row.value is None:
        return Plotted(month, None, why=NOT_SHOWN if row.suppressed else NOT_RETURNED)
    if control.chart in (ControlChart.XMR, ControlChart.C):
        return Plotted(month, row.value * pace(measure, control), row.value)
    if row.part is None or not row.whole:
        return Plotted(month, None, why=NO_PARTS)
    times = 100 if measure.kind is Kind.PROPORTION else measure.per * pace(measure, control)
    return Plotted(month, row.part * times / row.whole, row.part, row.whole)


def returns_for(control: Control, history: Iterable[Observation]) -> tuple[Returned, ...]:
    """The returns that cover just one step of the chart: longer ones overlap or hide months."""
    found = []
    for row in history:
        if len(row.period) != STEPS[control.step] or _is_no_quarter(control.step, row.period):
            continue
        figure = row.figure
        if isinstance(figure, Number):
            parts = figure.numerator, figure.denominator
            found.append(Returned(row.period.last, figure.value, *parts))
        else:
            hidden = isinstance(figure, Suppressed)
            found.append(Returned(row.period.last, None, suppressed=hidden))
    return tuple(found)


def _is_no_quarter(step: Step, period: Period) -> bool:
    """Three months that are not a quarter would overlap with those that are."""
    return step is Step.QUARTER and not period.is_quarter


def pace(measure: Measure, control: Control) -> int:
    """By how much a step of a rate is multiplied to read as a rate of a year."""
    return 12 // STEPS[control.step] if measure.kind is Kind.RATE else 1


def scaled(measure: Measure, control: Control, value: float) -> float:
    """A trigger, target or threshold, declared for a year, as the chart's steps measure it."""
    return value * STEPS[control.step] / 12 if measure.kind in ADDED_UP else value


def covered(last: Month, step: Step) -> Period:
    """The period that a point stands for."""
    return Period(last.plus(1 - STEPS[step]), last)
