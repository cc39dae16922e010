"""What a control chart says, in words: signals, limits, rules and lines, the same everywhere."""

from saferboard.core.evidence.assessment import Controlled, Direction
from saferboard.core.evidence.control import Assurance, Control, ControlChart, RunRules, Step
from saferboard.core.evidence.controlling import TRIAL_BELOW, Stretch
from saferboard.core.evidence.measures import Kind, Measure
from saferboard.core.evidence.plotting import ADDED_UP, covered
from saferboard.core.evidence.spc.rules import Rule, Signal
from saferboard.core.evidence.words import number, rounded

CHARTS = {
    ControlChart.XMR: "XmR chart: limits at 2.66 times the mean difference between neighbours",
    ControlChart.P: "P chart: limits from chance alone in shares",
    ControlChart.U: "U chart: limits from chance alone in rates",
    ControlChart.C: "C chart: limits from chance alone in counts",
    ControlChart.LANEY_P: "Laney P′ chart: limits from chance in shares, widened by how much more "
    "the points really vary",
    ControlChart.LANEY_U: "Laney U′ chart: limits from chance in rates, widened by how much more "
    "the points really vary",
}
RULES = {
    RunRules.MAKING_DATA_COUNT: "Making Data Count: a point outside a limit; 7 points in a row on "
    "one side of the mean; 7 in a row rising or falling; 2 of 3 in a row past a near limit on one "
    "side. A tie ends a rise or fall, a point on the mean ends a run",
    RunRules.ANHOEJ: "Anhøj: a point outside a limit; a run on one side of the centre that is "
    "unusually long; a line that crosses its centre unusually seldom",
}
MEANINGS = {
    Rule.OUTSIDE: "outside the limits: something out of the ordinary happened then",
    Rule.RUN: "7 points or more in a row on one side of the mean: the level has moved",
    Rule.TREND: "7 points or more in a row rising, or falling: it is on the move",
    Rule.NEAR: "2 of 3 points in a row past a near limit: it is under strain, or moving",
    Rule.LONGEST_RUN: "a run on one side of the centre longer than chance gives: the level moved",
    Rule.FEW_CROSSINGS: "the line crosses its centre more seldom than chance gives: it is not "
    "steady over the whole stretch",
}
LINES = {
    ("target", Assurance.ALWAYS): "every {step} can be expected to meet it",
    ("target", Assurance.BY_CHANCE): "chance alone decides whether a {step} meets or misses it",
    ("target", Assurance.NEVER): "no {step} can be expected to meet it unless something changes",
    ("passed", Assurance.ALWAYS): "no {step} can be expected to pass it",
    ("passed", Assurance.BY_CHANCE): "chance alone decides whether a {step} passes it",
    ("passed", Assurance.NEVER): "every {step} can be expected to be past it unless something "
    "changes",
}
WAYS = {
    Direction.UP: "a significant change for the better",
    Direction.DOWN: "a significant change for the worse",
    Direction.UNKNOWN: "a significant change",
}
STEP_WORDS = {Step.MONTH: "month", Step.QUARTER: "quarter"}


def value_words(value: float, measure: Measure) -> str:
    """A point, centre or limit. Means of counts are not whole, and get a decimal place."""
    if measure.kind is Kind.COUNT and not float(value).is_integer():
        return rounded(value, max(measure.places, 1))
    return number(value, measure)


def unit_words(measure: Measure, control: Control) -> str:
    """What the chart's points are in: a rate is shown as that of a whole year."""
    if measure.kind is Kind.PROPORTION:
        return "per cent"
    if measure.kind is Kind.RATE:
        return f"{measure.unit}, at a yearly pace"
    step = STEP_WORDS[control.step]
    return f"{measure.unit} a {step}" if measure.kind in ADDED_UP else measure.unit


def signal_words(stretch: Stretch, signal: Signal, measure: Measure, control: Control) -> str:
    """One signal with its points: ``8 months in a row above the mean, May to December 2021``."""
    upper, months = signal.side > 0, when(stretch, signal, control)
    steps = f"{len(signal.points)} {STEP_WORDS[control.step]}s"
    match signal.rule:
        case Rule.OUTSIDE:
            return f"{months} {_outside(stretch, signal, measure)}"
        case Rule.RUN:
            text = f"{steps} in a row {'above' if upper else 'below'} the mean"
        case Rule.TREND:
            text = f"{steps} in a row {'rising' if upper else 'falling'}"
        case Rule.NEAR:
            text = f"2 of 3 in a row past the {'upper' if upper else 'lower'} near limit"
        case Rule.LONGEST_RUN:
            text = f"{steps} {'above' if upper else 'below'} the centre, more than chance gives"
        case _:
            text = "the line crosses its centre more seldom than chance gives"
    return f"{text}, {months}"


def _outside(stretch: Stretch, signal: Signal, measure: Measure) -> str:
    at, limits = signal.points[0], stretch.limits
    side, line = (
        ("above the upper", limits.upper) if signal.side > 0 else ("below the lower", limits.lower)
    )
    value, limit = (value_words(float(held[at]), measure) for held in (limits.values, line))
    return f"({value}) is {side} limit ({limit})"


def when(stretch: Stretch, signal: Signal, control: Control) -> str:
    """A signal's months or quarters: ``March 2020``, ``2019/20 Q4 to 2020/21 Q2``."""
    first, last = stretch.span(signal)
    start, end = (covered(month, control.step).words for month in (first, last))
    return start if first == last else f"{start} to {end}"


def line_words(name: str, value: str, assurance: Assurance, step: Step) -> str:
    """``Target of 2.50: chance alone decides whether a month meets or misses it``."""
    kind = "target" if name == "target" else "passed"
    said = LINES[kind, assurance].format(step=STEP_WORDS[step])
    return f"{name.capitalize()} of {value}: {said}"


def trial_words(points: int, step: Step) -> str:
    """Why limits are to be used with care."""
    return (
        f"the limits are on trial: they rest on {points} {STEP_WORDS[step]}s, and {TRIAL_BELOW} "
        "are needed"
    )


def way(found: Controlled) -> Direction | None:
    """Whether what the chart shows of the quarter is good news; None where it shows nothing."""
    if not found.signs:
        return None
    ways = {sign.direction for sign in found.signs}
    return ways.pop() if len(ways) == 1 else Direction.UNKNOWN


def opening(found: Controlled) -> str:
    """What the chart says of the quarter, without its signals: no full stop yet."""
    shown = way(found)
    if found.upper is None:
        return "Its control chart has too few points to tell a change from chance"
    if not found.seen:
        return "Its control chart has no point in the quarter"
    if shown is None:
        return "Its control chart shows no significant change in the quarter"
    return f"Its control chart shows {WAYS[shown]}"


def caution(found: Controlled) -> str:
    """That the limits are on trial, in brackets; empty where they are not."""
    if not found.trial or found.upper is None:
        return ""
    return f" ({trial_words(found.points, found.step)})"


def finding(found: Controlled) -> str:
    """What the chart says of the quarter, as a sentence with its signals."""
    signals = "; ".join(sign.words for sign in found.signs)
    return f"{opening(found)}{': ' if signals else ''}{signals}{caution(found)}."


def limits_words(lower: float, upper: float, measure: Measure) -> str:
    """``1.70 to 4.51``; ``up to 0.98`` where the lower limit is nothing, which is no limit."""
    if not lower > 0:
        return f"up to {value_words(upper, measure)}"
    return f"{value_words(lower, measure)} to {value_words(upper, measure)}"
