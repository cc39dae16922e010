"""Exception reporting: what changed and matters, and when it is safe to say that nothing did.

A measure stands out when it is past its trigger, when a year's change went beyond its dead band, or
when its control chart shows a change that chance seldom gives. Nothing is called unexceptional
against what its chart shows.
"""

from dataclasses import dataclass

from saferboard.core.evidence.assessment import Assessment, Direction
from saferboard.core.evidence.control_words import finding, way
from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.measures import Measure, Rag
from saferboard.core.evidence.periods import Month
from saferboard.core.evidence.rag import met
from saferboard.core.evidence.release import Release
from saferboard.core.evidence.words import comparable, number, sentence

WORSE, PAST_TRIGGER, BETTER = "worse", "past its trigger", "better"
SIGNIFICANTLY_WORSE, SIGNIFICANTLY_BETTER = "significantly worse", "significantly better"
CHANGED = "significantly changed"
# Worst first. What the chart shows of the quarter comes before what a year's change says.
ORDER = (PAST_TRIGGER, SIGNIFICANTLY_WORSE, WORSE, CHANGED, SIGNIFICANTLY_BETTER, BETTER)
GOOD = frozenset({SIGNIFICANTLY_BETTER, BETTER})
SIGNIFICANT = {
    Direction.DOWN: SIGNIFICANTLY_WORSE,
    Direction.UP: SIGNIFICANTLY_BETTER,
    Direction.UNKNOWN: CHANGED,
}


@dataclass(frozen=True, slots=True)
class Standout:
    """One measure the Board should look at, and why."""

    measure: Measure
    assessment: Assessment
    why: str

    @property
    def words(self) -> str:
        """What there is to say of it, the trigger included."""
        text = sentence(self.assessment, self.measure)
        if self.why == PAST_TRIGGER and self.measure.trigger is not None:
            text += (
                f" It is past its trigger of {number(self.measure.trigger.value, self.measure)}."
            )
        if self.assessment.control is not None:
            text += f" {finding(self.assessment.control)}"
        return text

    @property
    def is_good(self) -> bool:
        """Whether it stands out for the better."""
        return self.why in GOOD


@dataclass(frozen=True, slots=True)
class Summary:
    """What stands out in the headline area, and what nothing can be said about.

    ``exceptions`` come worst first; ``level`` counts measures that were looked at and held nothing
    exceptional; ``unlike`` are measures whose two figures are not comparable; ``unknown`` have no
    figure, or none to compare with. ``charted`` counts the level ones whose control chart was
    looked at too.
    """

    exceptions: tuple[Standout, ...]
    level: int
    unlike: tuple[Measure, ...]
    unknown: tuple[Measure, ...]
    charted: int = 0

    @property
    def words(self) -> str:
        """The opening sentence. "Nothing exceptional" only of what was really looked at."""
        count = len(self.exceptions)
        looked = count + self.level
        if not looked:
            text = "No measure has two figures that can be compared, so nothing can be said"
        elif count == looked == 1:
            text = "The one measure that can be judged stands out"
        elif count:
            verb = "stands out" if count == 1 else "stand out"
            text = f"{count} of the {_measures(looked)} that can be judged {verb}"
        else:
            text = (
                f"Nothing exceptional was found in the {_measures(looked)} that can be "
                "judged: no change went beyond the measure's own dead band and no trigger was "
                f"passed{self._charts()}"
            )
        return f"{text}.{self._silence()}"

    def _charts(self) -> str:
        """What the control charts add to that."""
        if not self.charted:
            return ""
        if self.charted == self.level:
            return ", and no control chart shows a significant change"
        have = "has" if self.charted == 1 else "have"
        return (
            f", and no control chart shows a significant change ({_measures(self.charted)} {have} "
            "one)"
        )

    def _silence(self) -> str:
        """What the opening sentence does not cover."""
        text = ""
        if self.unlike:
            verb = "has" if len(self.unlike) == 1 else "have"
            held = _measures(len(self.unlike)).capitalize()
            text += f" {held} {verb} figures that are not comparable."
        if self.unknown:
            verb = "has" if len(self.unknown) == 1 else "have"
            text += f" {_measures(len(self.unknown)).capitalize()} {verb} no figures to compare."
        return text


def _measures(count: int) -> str:
    return "one measure" if count == 1 else f"{count} measures"


def stands_out(measure: Measure, assessment: Assessment, last: Month) -> str | None:
    """Why an assessment stands out; None if it does not. ``last`` is the quarter's last month.

    A change stands out only between two figures that can be compared; a trigger that is passed,
    and what the control chart shows, whatever came before. Of two reasons the worse is told.
    """
    reasons = {_passed(measure, assessment, last), _shown(assessment), _moved(assessment)}
    return next((reason for reason in ORDER if reason in reasons), None)


def _passed(measure: Measure, assessment: Assessment, last: Month) -> str | None:
    better, figure = measure.better_at(last), assessment.figure
    if measure.trigger is None or better is None or not isinstance(figure, Number):
        return None
    return None if met(figure.value, measure.trigger, better) else PAST_TRIGGER


def _shown(assessment: Assessment) -> str | None:
    """What the control chart shows of the quarter."""
    shown = way(assessment.control) if assessment.control else None
    return None if shown is None else SIGNIFICANT[shown]


def _moved(assessment: Assessment) -> str | None:
    """Which way a year's change went beyond the dead band."""
    if not comparable(assessment):
        return None
    return {Direction.DOWN: WORSE, Direction.UP: BETTER}.get(assessment.direction)


def summarise(release: Release) -> Summary:
    """What the headline area's measures say, exceptions worst first."""
    found, level, unlike, unknown, charted = [], 0, [], [], 0
    for measure in release.measures:
        assessment = release.of(measure.key)
        if assessment is None:
            continue
        reason = stands_out(measure, assessment, release.quarter.last)
        if reason is not None:
            found.append(Standout(measure, assessment, reason))
        elif assessment.direction is Direction.UNKNOWN:
            unknown.append(measure)
        elif not comparable(assessment):
            unlike.append(measure)
        else:
            level += 1
            charted += _can_be_charted(assessment)
    found.sort(key=_weight)
    return Summary(tuple(found), level, tuple(unlike), tuple(unknown), charted)


def _can_be_charted(assessment: Assessment) -> bool:
    """Whether a control chart could tell a change in the quarter from chance."""
    control = assessment.control
    return control is not None and control.seen and control.upper is not None


def _weight(item: Standout) -> tuple[int, bool, float]:
    moved = item.assessment.change
    size = abs(moved.per_cent) if moved is not None and moved.per_cent is not None else 0.0
    return (
        ORDER.index(item.why),
        item.assessment.rag is not Rag.RED,
        -size,
    )
