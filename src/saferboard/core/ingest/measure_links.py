"""What a measure shows that is declared elsewhere: a question, a framework, a count, a way."""

from collections.abc import Mapping
from itertools import pairwise

from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.measures import Kind, Measure
from saferboard.core.evidence.observations import Observation
from saferboard.core.evidence.ratings import Framework, Inspection, score
from saferboard.core.evidence.trajectory import Shape, Trajectory
from saferboard.core.evidence.youth_returns import KINDS
from saferboard.core.ingest.gathering import Faults, Names

MONTHS = 12
SUMS = frozenset({Kind.COUNT, Kind.MONEY})


def check_links(
    measures: Mapping[str, Measure],
    where: str,
    questions: Names,
    frameworks: Names,
    groups: Names,
    faults: Faults,
) -> None:
    """Note every measure that shows something undeclared, or in a kind that does not fit it."""
    for measure in measures.values():
        place = f"{where}, measure '{measure.key}'"
        if measure.question:
            questions.check(measure.question, f"{place}, question", faults)
            _check_kind(measure, "question", Kind.PROPORTION, place, faults)
        if measure.framework:
            frameworks.check(measure.framework, f"{place}, framework", faults)
            _check_kind(measure, "framework", Kind.SCORE, place, faults)
        if measure.youth is not None:
            _check_kind(measure, "youth", KINDS[measure.youth], place, faults)
        if measure.rate_of:
            _check_kind(measure, "rate_of", Kind.RATE, place, faults)
            groups.check(measure.population, f"{place}, population", faults)
            _check_counted(measures, measure, place, faults)
        _check_one_source(measure, place, faults)
        if measure.trajectory is not None:
            _check_trajectory(measure, measure.trajectory, f"{place}, trajectory", faults)


def _check_kind(measure: Measure, key: str, kind: Kind, place: str, faults: Faults) -> None:
    if measure.kind is not kind:
        faults.add(
            f"a measure with '{key}' cannot be of kind '{measure.kind}'",
            where=f"{place}, kind",
            expected=f"kind '{kind}'",
            remedy=f"write kind = \"{kind}\", or take '{key}' out",
        )


def _check_counted(
    measures: Mapping[str, Measure], measure: Measure, place: str, faults: Faults
) -> None:
    counted = measures.get(measure.rate_of)
    if counted is None or counted.kind is not Kind.COUNT or counted.is_counted:
        faults.add(
            f"'{measure.rate_of}' is not a returned count that a rate could be made of",
            where=f"{place}, rate_of",
            expected="the key of a sound measure of kind 'count' without 'counts'",
            remedy="correct the key, or the measure that it names",
        )


def _check_one_source(measure: Measure, place: str, faults: Faults) -> None:
    sources = {
        "counts": measure.counts,
        "question": measure.question,
        "framework": measure.framework,
        "youth": measure.youth,
        "rate_of": measure.rate_of,
    }
    named = [name for name, value in sources.items() if value]
    if len(named) > 1:
        faults.add(
            f"the measure has {' and '.join(named)}",
            where=place,
            expected="one of them at most: a figure comes from one source",
            remedy="declare a measure for each",
        )


def _check_trajectory(measure: Measure, trajectory: Trajectory, place: str, faults: Faults) -> None:
    points = trajectory.points
    least = 2 if trajectory.shape is Shape.LINE else 1
    if len(points) < least or any(b.on <= a.on for a, b in pairwise(points)):
        faults.add(
            "the points are too few, or do not follow one another in time",
            where=f"{place}, points",
            expected="a line: where it starts and one point or more; a cumulative trajectory: one "
            "or more; the oldest first",
            remedy="put them in order of 'on', each month once",
        )
    if not 0 <= trajectory.tolerance < 100:
        faults.add(
            f"{trajectory.tolerance:g} per cent is no tolerance",
            where=f"{place}, tolerance",
            expected="from 0 to below 100",
            remedy="correct the number",
        )
    if trajectory.shape is Shape.CUMULATIVE:
        _check_cumulative(measure, trajectory, place, faults)
    elif trajectory.profile:
        faults.add(
            "a line has no profile",
            where=f"{place}, profile",
            expected="a profile only where shape is 'cumulative'",
            remedy="take it out",
        )


def _check_cumulative(measure: Measure, trajectory: Trajectory, place: str, faults: Faults) -> None:
    if any(point.on.month != 3 for point in trajectory.points):
        faults.add(
            "a year's total is not dated to the end of its year",
            where=f"{place}, points",
            expected="points on March: 2026-03 is the total of 2025/26",
            remedy="date each point to the March in which its year ends",
        )
    if measure.kind not in SUMS:
        faults.add(
            f"a measure of kind '{measure.kind}' does not add up through the year",
            where=f"{place}, shape",
            expected="kind 'count' or 'money', or shape 'line'",
            remedy='write shape = "line"',
        )
    profile = trajectory.profile
    if profile and (len(profile) != MONTHS or min(profile) < 0 or sum(profile) <= 0):
        faults.add(
            "the profile is not that of twelve months",
            where=f"{place}, profile",
            expected="twelve numbers from April to March, none below zero, not all zero",
            remedy="give each month its share, or leave the profile out",
        )


def check_composites(
    measures: Mapping[str, Measure],
    frameworks: Mapping[str, Framework],
    inspections: tuple[Inspection, ...],
    observations: tuple[Observation, ...],
    faults: Faults,
) -> None:
    """A composite that was printed must be what its ratings add up to, where all are known."""
    printed = {(o.measure, o.area, o.period.last, o.known): o.figure for o in observations}
    for measure in measures.values():
        for inspection in inspections:
            framework = frameworks.get(inspection.framework)
            if framework is None or framework.key != measure.framework:
                continue
            key = (measure.key, inspection.area, inspection.published, inspection.known)
            given, ours = printed.get(key), score(framework, inspection)
            if not isinstance(given, Number) or not isinstance(ours, Number):
                continue
            if given.value != ours.value:
                faults.add(
                    f"{given.value:g} is printed, but the ratings add up to {ours.value:g}",
                    where=f"observations.csv, measure '{measure.key}', {inspection.published}",
                    expected="the sum of the points",
                    remedy="correct the ratings or the value; where the print is wrong leave its "
                    "row out and say so in the note of ratings.csv",
                )
