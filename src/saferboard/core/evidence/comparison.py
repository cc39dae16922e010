"""Statistically better, similar or worse than a wider area, by the rule that the measure declares.

``limits`` is Public Health England's usual one (Technical Guide "RAG Rating Indicator Values",
2017): an area differs where the wider area's value lies outside the area's own 95% limits.
``funnel`` asks it the other way round: whether the area lies outside the 95% funnel that an area of
its size has around the wider area's value. Neither says how much a difference matters.
"""

from dataclasses import dataclass
from enum import StrEnum

from saferboard.core.directory.populations import Denominator
from saferboard.core.evidence.figures import Figure, Number, Suppressed
from saferboard.core.evidence.funnel import limits_for
from saferboard.core.evidence.measures import Better, CompareBy, Kind, Measure
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.rates import event_limits

RULES = {
    CompareBy.LIMITS: "different where the wider area’s value lies outside this area’s own 95% "
    "limits",
    CompareBy.FUNNEL: "different where this area lies outside the 95% funnel around the wider "
    "area’s value",
}
IN_FUNNEL = (Kind.RATE, Kind.PROPORTION, Kind.AVERAGE)


class Verdict(StrEnum):
    """What the comparison comes to. Lower and higher are said where neither way is better."""

    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"
    LOWER = "lower"
    HIGHER = "higher"
    UNTESTED = "not tested"


@dataclass(frozen=True, slots=True)
class Compared:
    """One area against one wider area, frozen with the figure it was held against.

    ``because`` says why nothing was tested, or what the test rests on beyond the rule.
    """

    area: str
    figure: Figure
    verdict: Verdict
    rule: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """A figure and the period it covers."""

    figure: Figure
    period: Period | None


def compare(
    measure: Measure,
    own: Given,
    area: str,
    theirs: Given,
    better: Better | None,
    people: Denominator | None = None,
) -> Compared:
    """Hold an area's figure against that of ``area``; ``people`` are the area's own population."""
    rule = RULES[measure.compared_by]

    def untested(because: str) -> Compared:
        return Compared(area, theirs.figure, Verdict.UNTESTED, rule, because)

    figure, held = own.figure, theirs.figure
    if not isinstance(figure, Number):
        state = "suppressed" if isinstance(figure, Suppressed) else "not known"
        return untested(f"this area’s figure is {state}")
    if not isinstance(held, Number):
        state = "suppressed" if isinstance(held, Suppressed) else "not known"
        return untested(f"the wider area’s figure is {state}")
    if own.period != theirs.period:
        words = theirs.period.words if theirs.period else "an unnamed period"
        return untested(f"the wider area’s figure covers {words}")
    worked_back = _worked_back(measure, figure, people)
    if measure.compared_by is CompareBy.FUNNEL:
        size = figure.denominator or (people.persons if people and worked_back else None)
        if not size or measure.kind not in IN_FUNNEL:
            return untested("the number of people or cases behind this area’s figure is not known")
        low, high = limits_for(measure, held.value, size)
        side = (figure.value > high) - (figure.value < low)
    else:
        limits = worked_back or _limits(figure)
        if limits is None:
            return untested("this area’s limits are not known: its two parts were not returned")
        side = (held.value < limits[0]) - (held.value > limits[1])
    told = (
        f"this area’s limits rest on events worked back from its rate and the people of "
        f"{people.year}, counted once"
        if worked_back and people
        else ""
    )
    return Compared(area, held, _verdict(side, better), rule, told)


def _verdict(side: int, better: Better | None) -> Verdict:
    """``side`` is -1 where the area is lower, 1 where it is higher, 0 where neither."""
    if not side:
        return Verdict.SIMILAR
    if better is None:
        return Verdict.LOWER if side < 0 else Verdict.HIGHER
    return Verdict.BETTER if (side < 0) == (better is Better.LOWER) else Verdict.WORSE


def _limits(figure: Number) -> tuple[float, float] | None:
    if figure.lower is None or figure.upper is None:
        return None
    return figure.lower, figure.upper


def _worked_back(
    measure: Measure, figure: Number, people: Denominator | None
) -> tuple[float, float] | None:
    """Limits of a rate returned without its parts, where the measure allows it.

    Over several years the people are counted once all the same: the limits come out wider, never
    narrower, than they should be.
    """
    if not measure.work_back or measure.kind is not Kind.RATE or figure.lower is not None:
        return None
    if people is None:
        return None
    scale = measure.per / people.persons
    events = round(figure.value / scale)
    lower, upper = event_limits(events)
    return lower * scale, upper * scale
