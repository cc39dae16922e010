"""Exception reporting: what changed and matters, and when it is safe to say that nothing did."""

from dataclasses import dataclass

from saferboard.core.evidence.assessment import Assessment, Direction
from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.measures import Measure, Rag
from saferboard.core.evidence.rag import met
from saferboard.core.evidence.release import Release

WORSE, PAST_TRIGGER, BETTER = "worse", "past its trigger", "better"


@dataclass(frozen=True, slots=True)
class Standout:
    """One measure the Board should look at, and why."""

    measure: Measure
    assessment: Assessment
    why: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What stands out in the headline area, and what nothing can be said about.

    ``exceptions`` come worst first; ``level`` counts measures that were looked at and held nothing
    exceptional; ``unknown`` are those with no figure, or none to compare with.
    """

    exceptions: tuple[Standout, ...]
    level: int
    unknown: tuple[Measure, ...]

    @property
    def words(self) -> str:
        """The opening sentence. "Nothing exceptional" only of what was really looked at."""
        looked = len(self.exceptions) + self.level
        if not looked:
            return "No measure has both a figure and an earlier one, so nothing can be said."
        count = len(self.exceptions)
        if not count:
            text = (
                "The one measure with comparable figures shows nothing exceptional"
                if looked == 1
                else f"None of the {looked} measures with comparable figures shows anything "
                "exceptional"
            ) + ": no change went beyond the measure's own dead band and no trigger was passed"
        else:
            text = f"{count} of the {looked} measures with comparable figures " + (
                "stands out" if count == 1 else "stand out"
            )
        return f"{text}.{self._silence()}"

    def _silence(self) -> str:
        if not self.unknown:
            return ""
        if len(self.unknown) == 1:
            return " Nothing can be said of one other measure, which has no figure to compare."
        return (
            f" Nothing can be said of {len(self.unknown)} other measures, "
            "which have no figures to compare."
        )


def why(measure: Measure, assessment: Assessment, release: Release) -> str | None:
    """Why an assessment stands out; None if it does not."""
    better = measure.better_at(release.quarter.last)
    figure = assessment.figure
    if (
        measure.trigger is not None
        and better is not None
        and isinstance(figure, Number)
        and not met(figure.value, measure.trigger, better)
    ):
        return PAST_TRIGGER
    return {Direction.DOWN: WORSE, Direction.UP: BETTER}.get(assessment.direction)


def summarise(release: Release) -> Summary:
    """What the headline area's measures say, exceptions worst first."""
    found, level, unknown = [], 0, []
    for measure in release.measures:
        assessment = release.of(measure.key)
        if assessment is None:
            continue
        reason = why(measure, assessment, release)
        if reason is not None:
            found.append(Standout(measure, assessment, reason))
        elif assessment.direction is Direction.UNKNOWN:
            unknown.append(measure)
        else:
            level += 1
    found.sort(key=_weight)
    return Summary(tuple(found), level, tuple(unknown))


def _weight(item: Standout) -> tuple[int, int, float]:
    moved = item.assessment.change
    size = abs(moved.per_cent) if moved is not None and moved.per_cent is not None else 0.0
    return (
        [PAST_TRIGGER, WORSE, BETTER].index(item.why),
        item.assessment.rag is not Rag.RED,
        -size,
    )
