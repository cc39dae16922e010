"""Figures, changes and directions in plain words, the same on the page and in the paper.

Numbers are rounded half up from the shortest decimal that stands for the value, as a reader with
a calculator would, never half to even.
"""

from decimal import ROUND_HALF_UP, Decimal

from saferboard.core.evidence.assessment import Assessment, Direction, State
from saferboard.core.evidence.figures import Figure, Missing, Number, Suppressed
from saferboard.core.evidence.measures import Better, Kind, Measure
from saferboard.core.evidence.periods import Month, Period

DIRECTION_WORDS = {
    Direction.UP: "Improving",
    Direction.LEVEL: "Level",
    Direction.DOWN: "Worsening",
    Direction.UNKNOWN: "Not known",
}
ARROWS = {Direction.UP: "↑", Direction.LEVEL: "→", Direction.DOWN: "↓", Direction.UNKNOWN: "–"}
STATE_WORDS = {
    State.PART_YEAR: "Part of a year only",
    State.UNEQUAL_PERIODS: "The two periods are not of equal length",
    State.ESTIMATED: "Partly estimated",
    State.PROVISIONAL: "Provisional",
    State.REVISED: "Revised since first given",
    State.DEFINITION_CHANGED: "The definition changed, so the two figures are not comparable",
    State.ARREARS: "The source reports in arrears: nothing newer is held",
    State.INCOMPLETE: "Months are missing",
    State.OVERLAPPING: "The two periods share months, which makes the change look smaller",
}


# States in which current and previous do not measure the same thing, and why.
UNLIKE = {
    State.DEFINITION_CHANGED: "the definition changed",
    State.UNEQUAL_PERIODS: "the two periods are not of equal length",
}


def rounded(value: float, places: int) -> str:
    """A number with so many decimal places and thousands separators, rounded half up."""
    step = Decimal(1).scaleb(-places)
    exact = Decimal(repr(float(value))).quantize(step, ROUND_HALF_UP)
    return f"{exact if exact else abs(exact):,}"


def number(value: float, measure: Measure) -> str:
    """A value as the measure writes it: ``7.29``, ``43%``, ``1,323``, ``£1,323.50``."""
    text = rounded(value, measure.places)
    if measure.kind is Kind.MONEY:
        return f"-£{text[1:]}" if text.startswith("-") else f"£{text}"
    return f"{text}%" if measure.kind is Kind.PROPORTION else text


def figure_words(figure: Figure, measure: Measure) -> str:
    """What stands in a cell: the number, ``Suppressed`` or ``Not known``."""
    if isinstance(figure, Number):
        return number(figure.value, measure)
    return "Suppressed" if isinstance(figure, Suppressed) else "Not known"


def with_unit(figure: Number, measure: Measure) -> str:
    """The number, and for a rate what it is per: ``3.66 per 1,000 people``.

    A percentage is its own unit, and what is counted a measure's name says already.
    """
    text = number(figure.value, measure)
    return f"{text} {measure.unit}" if measure.kind is Kind.RATE else text


def change_words(assessment: Assessment, measure: Measure) -> str:
    """By how much, saying of what: ``23.4% lower``, ``9.0 points higher (26.5%)``, ``the same``."""
    moved = assessment.change
    if moved is None:
        return "Not known"
    if moved.absolute == 0:
        return "The same"
    way = "higher" if moved.absolute > 0 else "lower"
    per_cent = None if moved.per_cent is None else f"{rounded(abs(moved.per_cent), 1)}%"
    if moved.points is not None:
        relative = f" ({per_cent} in relative terms)" if per_cent else ""
        points = rounded(abs(moved.points), 1)
        return f"{points} {'point' if points == '1.0' else 'points'} {way}{relative}"
    if per_cent is None:
        return f"{number(abs(moved.absolute), measure)} {way}"
    return f"{per_cent} {way}"


def comparable(assessment: Assessment) -> bool:
    """Whether current and previous measure the same thing over the same length of time."""
    return not any(state in UNLIKE for state in assessment.states)


def direction_words(assessment: Assessment) -> str:
    """``Improving``; of two figures that are not alike, ``Improving, if comparable``."""
    word = DIRECTION_WORDS[assessment.direction]
    if comparable(assessment) or assessment.direction is Direction.UNKNOWN:
        return word
    return f"{word}, if comparable"


def judged_words(assessment: Assessment, measure: Measure) -> str:
    """Whether that is good news: ``which is an improvement``; empty where it cannot be said.

    Of two figures that are not alike it says why it cannot be.
    """
    if assessment.direction is Direction.LEVEL:
        if assessment.change is None or assessment.change.absolute == 0:
            return ""
        verdict = f"as level (a change of up to {measure.dead_band:g}% does)"
    elif assessment.direction is Direction.UNKNOWN:
        return ""
    else:
        improved = assessment.direction is Direction.UP
        verdict = "as an improvement" if improved else "as a deterioration"
    unlike = [UNLIKE[state] for state in assessment.states if state in UNLIKE]
    if unlike:
        return f"which cannot be judged, because {' and '.join(unlike)}"
    return f"which counts {verdict}"


def polarity_words(better: Better | None) -> str:
    """``Lower is better``, ``Higher is better`` or that it is not declared."""
    return f"{better.capitalize()} is better" if better else "Neither way is declared better"


def sentence(assessment: Assessment, measure: Measure) -> str:
    """One measure in one plain sentence, true for up, down, level, part-year and missing."""
    figure, before = assessment.figure, assessment.previous
    if isinstance(figure, Missing):
        return f"{measure.name}: {figure.reason}."
    if isinstance(figure, Suppressed):
        return f"{measure.name}: the figure is suppressed, because {figure.reason}."
    period = assessment.period.words if assessment.period else "an unnamed period"
    text = f"{measure.name} stood at {with_unit(figure, measure)} in {period}"
    if isinstance(before, Suppressed):
        return f"{text}. The earlier figure is suppressed, because {before.reason}."
    if not isinstance(before, Number) or assessment.previous_period is None:
        return f"{text}. There is no earlier figure to compare it with."
    earlier = f"{assessment.previous_period.words} ({number(before.value, measure)})"
    if assessment.change is not None and assessment.change.absolute == 0:
        text += f", the same as in {earlier}"
    else:
        text += f", {change_words(assessment, measure)} than in {earlier}"
    judged = judged_words(assessment, measure)
    return f"{text}{', ' + judged if judged else ''}.{caution(assessment)}"


def state_words(state: State, assessment: Assessment) -> str:
    """A state in words. What is late says since when it stands: that is not "no change"."""
    if state is State.ARREARS and assessment.period is not None:
        return (
            f"Unchanged since {ending(assessment.period.last)}: the source reports in arrears and "
            "nothing newer is held, which is not the same as no change"
        )
    return STATE_WORDS[state]


def ending(month: Month) -> str:
    """The quarter that ends with a month, ``2021/22 Q2``; the month itself where none does."""
    quarter = Period(month.plus(-2), month)
    return quarter.words if quarter.is_quarter else month.words


def caution(assessment: Assessment) -> str:
    """What a reader must know before using the figure, as sentences; empty if nothing."""
    found = [state_words(state, assessment) for state in assessment.states if state not in UNLIKE]
    if may_be_chance(assessment):
        found.append("The limits of the two figures overlap, so the change may be chance")
    return "".join(f" {text}." for text in found)


def may_be_chance(assessment: Assessment) -> bool:
    """A change beyond the dead band whose two figures have overlapping 95% limits."""
    if assessment.direction not in (Direction.UP, Direction.DOWN) or not comparable(assessment):
        return False
    now, before = _limits(assessment.figure), _limits(assessment.previous)
    return bool(now and before and now[0] <= before[1] and before[0] <= now[1])


def _limits(figure: Figure) -> tuple[float, float] | None:
    if not isinstance(figure, Number) or figure.lower is None or figure.upper is None:
        return None
    return figure.lower, figure.upper


def limits_words(figure: Figure, measure: Measure) -> str:
    """``3.51 to 3.81`` (95% limits), or that there are none."""
    found = _limits(figure)
    if isinstance(figure, Suppressed):
        return "Suppressed"
    if isinstance(figure, Missing):
        return "–"
    if found is None:
        return "None: the parts are not known"
    return f"{number(found[0], measure)} to {number(found[1], measure)}"
