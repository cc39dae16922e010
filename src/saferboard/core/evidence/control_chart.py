"""A control chart as a value: the page, the paper and the pack draw the very same one."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isnan

from saferboard.core.document.tree import (
    Chart,
    Column,
    Guide,
    Level,
    Mark,
    Moment,
    Point,
    PointSign,
    Series,
    Table,
)
from saferboard.core.evidence import controlling
from saferboard.core.evidence.assessment import Assessment, Direction
from saferboard.core.evidence.control import Annotation, Step
from saferboard.core.evidence.control_verdict import direction_of, last_limits, lines_of
from saferboard.core.evidence.control_words import (
    STEP_WORDS,
    limits_words,
    trial_words,
    unit_words,
    value_words,
)
from saferboard.core.evidence.controlling import Stretch, chart_of
from saferboard.core.evidence.measures import Better, Kind, Measure
from saferboard.core.evidence.periods import Month
from saferboard.core.evidence.plotting import NOT_SHOWN, Plotted, covered, pace
from saferboard.core.evidence.release import Place
from saferboard.core.evidence.spc.rules import Rule, Signal

SIGNS: dict[Direction, PointSign] = {
    Direction.UP: "better",
    Direction.DOWN: "worse",
    Direction.UNKNOWN: "change",
}
RULE_NAMES = {
    Rule.OUTSIDE: "outside a limit",
    Rule.RUN: "run of 7 or more",
    Rule.TREND: "7 or more rising or falling",
    Rule.NEAR: "2 of 3 past a near limit",
    Rule.LONGEST_RUN: "long run",
}
"""What the table says of a point; crossings that are too few belong to the line as a whole."""


def control_chart(measure: Measure, assessment: Assessment, place: Place) -> Chart | None:
    """The chart with its table; None where none is declared or it has no limits to show."""
    found = chart_of(measure, assessment)
    if found is None or not any(stretch.has_limits for stretch in found.stretches):
        return None
    control = found.control
    title = f"{measure.name} by {control.step}, {place.name}: significant change"
    unit = unit_words(measure, control)
    better = measure.better_at(found.now.points[-1].last)
    marks = [_marks(stretch, better) for stretch in found.stretches]
    return Chart(
        title=title,
        summary=_summary(measure, found),
        mark=Mark.LINE,
        unit=unit,
        series=tuple(
            Series(
                measure.name if at == 0 else f"{measure.name}, from {stretch.points[0].last}",
                tuple(
                    Point(str(p.last), p.value, sign=marks[at][n].sign if n in marks[at] else "")
                    for n, p in enumerate(stretch.points)
                ),
            )
            for at, stretch in enumerate(found.stretches)
        ),
        table=_table(measure, found, title, unit, marks),
        levels=tuple(
            Level(name.capitalize(), line.value, name) for name, line in lines_of(measure, control)
        ),
        guides=tuple(guide for stretch in found.stretches for guide in _guides(stretch)),
        moments=_moments(found),
    )


@dataclass(frozen=True, slots=True)
class Marked:
    """A point that belongs to a signal: how it is drawn, and by which rules."""

    sign: PointSign
    rules: str


Marks = dict[int, Marked]


def _marks(stretch: Stretch, better: Better | None) -> Marks:
    """The points of a stretch that belong to a signal."""
    found: dict[int, list[Signal]] = {}
    for signal in stretch.signals:
        for at in signal.points if signal.rule in RULE_NAMES else ():
            found.setdefault(at, []).append(signal)
    return {at: _marked(signals, better) for at, signals in found.items()}


def _marked(signals: list[Signal], better: Better | None) -> Marked:
    signs = {SIGNS[direction_of(signal.side, better)] for signal in signals}
    rules = dict.fromkeys(RULE_NAMES[signal.rule] for signal in signals)
    return Marked(signs.pop() if len(signs) == 1 else "change", "; ".join(rules))


def _guides(stretch: Stretch) -> Iterator[Guide]:
    if not stretch.has_limits:
        return
    limits = stretch.limits
    lines = [
        [_known(value) for value in line.tolist()]
        for line in (
            limits.centre,
            limits.lower,
            limits.upper,
            limits.near_lower,
            limits.near_upper,
        )
    ]
    rows = [row for row in zip(stretch.points, *lines, strict=True) if row[3] is not None]
    yield Guide(
        "limits",
        tuple(Point(str(p.last), c, _drawn(low), up) for p, c, low, up, _, _ in rows),
    )
    yield Guide(
        "near",
        tuple(Point(str(p.last), None, _drawn(low), up) for p, _, _, _, low, up in rows),
    )


def _known(value: float) -> float | None:
    return None if isnan(value) else value


def _drawn(lower: float | None) -> float | None:
    """A lower limit of nothing is no limit: nothing can lie below it."""
    return lower or None


def _moments(found: controlling.Chart) -> tuple[Moment, ...]:
    """Where limits begin anew, and what happened, at the points that stand for those months."""
    moments = [
        Moment(str(stretch.points[0].last), "Limits begin anew", begins=True)
        for stretch in found.stretches
        if stretch.begun is not None
    ]
    for last, note in noted(found):
        moments.append(Moment(str(last), note.text))
    return tuple(sorted(moments, key=lambda moment: (moment.at, not moment.begins)))


def noted(found: controlling.Chart) -> Iterator[tuple[Month, Annotation]]:
    """The annotations of months that are on the chart, each with the month of its point."""
    for point in (p for stretch in found.stretches for p in stretch.points):
        period = covered(point.last, found.control.step)
        for note in found.control.annotations:
            if period.first <= note.on <= period.last:
                yield point.last, note


def _summary(measure: Measure, found: controlling.Chart) -> str:
    points = [p for stretch in found.stretches for p in stretch.points]
    step, now = found.control.step, found.now
    text = (
        f"{len(points)} {STEP_WORDS[step]}s, {covered(points[0].last, step).words} to "
        f"{covered(points[-1].last, step).words}. "
    )
    lines = last_limits(now)
    since = "" if now.begun is None else f" since {now.begun.on.words}"
    if lines is None:
        text += f"Too few points are known{since} to draw limits."
    else:
        mean = value_words(float(now.limits.centre[0]), measure)
        text += f"Mean{since} {mean}, limits {limits_words(*lines, measure)}"
        trial = f"; {trial_words(now.known, step)}" if now.is_trial else ""
        text += f"{trial}."
    count = sum(len(stretch.signals) for stretch in found.stretches)
    signals = {0: "No signals", 1: "One signal"}.get(count, f"{count} signals in all")
    return f"{text} {signals}."


def _table(
    measure: Measure,
    found: controlling.Chart,
    title: str,
    unit: str,
    marks: list[Marks],
) -> Table:
    step = found.control.step
    return Table(
        caption=title,
        columns=(
            Column(STEP_WORDS[step].capitalize()),
            Column(f"{measure.name} ({unit})", True),
            Column("Mean", True),
            Column("Limits", True),
            Column("Significant"),
        ),
        rows=tuple(
            row
            for stretch, marked in zip(found.stretches, marks, strict=True)
            for row in _rows(measure, stretch, marked, step)
        ),
        note=_note(measure, found),
    )


def _rows(
    measure: Measure, stretch: Stretch, marked: Marks, step: Step
) -> Iterator[tuple[str, ...]]:
    limits = stretch.limits
    for at, point in enumerate(stretch.points):
        mean, lower, upper = (
            float(line[at]) for line in (limits.centre, limits.lower, limits.upper)
        )
        held = not isnan(upper)
        yield (
            covered(point.last, step).words,
            value_words(point.value, measure) if point.value is not None else silent(point),
            value_words(mean, measure) if held else "–",
            limits_words(lower, upper, measure) if held else "–",
            marked[at].rules.capitalize() if at in marked else "–",
        )


def silent(point: Plotted) -> str:
    """What stands in the place of a value that is not shown."""
    return "Suppressed" if point.why == NOT_SHOWN else f"Not known: {point.why}"


def _note(measure: Measure, found: controlling.Chart) -> str:
    """What a reader of the table must know: paces, rebases with their reasons, annotations."""
    said = []
    step = STEP_WORDS[found.control.step]
    if measure.kind is Kind.RATE:
        times = pace(measure, found.control)
        said.append(
            f"A {step}'s rate is shown {times} times as large, at the pace of a year; every {step} "
            "counts alike, whatever its length."
        )
    said += [
        f"Limits begin anew in {stretch.begun.on.words}: {stretch.begun.why}"
        for stretch in found.stretches
        if stretch.begun is not None
    ]
    said += [f"{note.on.words}: {note.text.rstrip('.')}." for _, note in noted(found)]
    return " ".join(said)
