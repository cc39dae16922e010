"""What a control chart says of a quarter, small enough to be frozen with every assessment.

It is worked out from the series as the assessment shows it. Where months are suppressed it says
nothing: those that are left were not chosen by chance, and limits from them would mislead.
"""

from collections.abc import Iterator
from math import isnan

from saferboard.core.document.tree import LevelKind
from saferboard.core.evidence.assessment import Assessment, Assured, Controlled, Direction, Sign
from saferboard.core.evidence.control import Assurance, Control
from saferboard.core.evidence.control_words import line_words, signal_words, value_words
from saferboard.core.evidence.controlling import Chart, Stretch, chart_of
from saferboard.core.evidence.measures import Better, Line, Measure
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.plotting import covered, scaled
from saferboard.core.evidence.rag import met
from saferboard.core.evidence.spc import Signal


def verdict(measure: Measure, assessment: Assessment, quarter: Period) -> Controlled | None:
    """What its chart says of the quarter; None where none is declared, known or fair to draw."""
    chart = chart_of(measure, assessment)
    return None if chart is None else said_of(measure, chart, quarter)


def said_of(measure: Measure, chart: Chart, quarter: Period) -> Controlled:
    """What a chart that is worked out says of the quarter."""
    now, control = chart.now, chart.control
    lines = last_limits(now)
    return Controlled(
        chart=control.chart,
        step=control.step,
        rules=control.rules,
        since=covered(now.points[0].last, control.step).first,
        points=now.known,
        trial=now.is_trial,
        # The newest point of a chart is always known.
        seen=now.points[-1].last >= quarter.first,
        centre=float(now.limits.centre[0]) if lines else None,
        lower=lines[0] if lines else None,
        upper=lines[1] if lines else None,
        signs=tuple(signs(measure, chart, quarter.first)),
        assured=tuple(_assured(measure, control, lines, quarter.last)) if lines else (),
    )


def signs(measure: Measure, chart: Chart, since: Month) -> Iterator[Sign]:
    """The signals with a point in that month or later."""
    better = measure.better_at(chart.now.points[-1].last)
    for stretch in chart.stretches:
        for signal in stretch.signals:
            if stretch.points[signal.points[-1]].last >= since:
                yield _sign(measure, chart.control, stretch, signal, better)


def _sign(
    measure: Measure, control: Control, stretch: Stretch, signal: Signal, better: Better | None
) -> Sign:
    first, last = stretch.span(signal)
    return Sign(
        rule=signal.rule,
        first=covered(first, control.step).first,
        last=last,
        direction=direction_of(signal.side, better),
        words=signal_words(stretch, signal, measure, control),
        limits_on_trial=stretch.is_trial,
    )


def direction_of(side: int, better: Better | None) -> Direction:
    """Whether more (1) or less (-1) is good news."""
    if better is None or side == 0:
        return Direction.UNKNOWN
    return Direction.UP if (side > 0) is (better is Better.HIGHER) else Direction.DOWN


def assurance(lower: float, upper: float, line: Line, better: Better) -> Assurance:
    """Whether both limits, one or neither lie on the good side of the line."""
    good = met(lower, line, better), met(upper, line, better)
    if all(good):
        return Assurance.ALWAYS
    return Assurance.BY_CHANCE if any(good) else Assurance.NEVER


def lines_of(measure: Measure, control: Control) -> Iterator[tuple[LevelKind, Line]]:
    """Trigger, target and threshold as the chart's steps measure them."""
    held: dict[LevelKind, Line | None] = {
        "trigger": measure.trigger,
        "target": measure.target,
        "threshold": measure.threshold,
    }
    for name, line in held.items():
        if line is not None:
            yield name, Line(scaled(measure, control, line.value), line.why)


def _assured(
    measure: Measure, control: Control, limits: tuple[float, float], last: Month
) -> Iterator[Assured]:
    better = measure.better_at(last)
    if better is None:
        return
    for name, line in lines_of(measure, control):
        found = assurance(*limits, line, better)
        value = value_words(line.value, measure)
        yield Assured(name, found, line_words(name, value, found, control.step))


def last_limits(stretch: Stretch) -> tuple[float, float] | None:
    """The limits of the newest point that has any."""
    for lower, upper in zip(
        reversed(stretch.limits.lower.tolist()),
        reversed(stretch.limits.upper.tolist()),
        strict=True,
    ):
        if not isnan(upper):
            return lower, upper
    return None
