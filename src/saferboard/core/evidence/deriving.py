"""Evidence that is not returned as a value of a measure, and the observations it becomes."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from saferboard.core.directory.areas import Areas
from saferboard.core.directory.populations import Populations
from saferboard.core.evidence import entrants, ratings, surveying, youth_returns
from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.observations import Observation
from saferboard.core.evidence.ratings import Framework, Inspection
from saferboard.core.evidence.surveys import Surveys
from saferboard.core.evidence.youth_returns import YouthReturns


@dataclass(frozen=True, slots=True)
class Further:
    """Surveys, inspections and youth justice returns."""

    surveys: Surveys = field(default_factory=Surveys)
    frameworks: tuple[Framework, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    youth: YouthReturns = field(default_factory=YouthReturns)


def with_breaks(measures: Iterable[Measure], surveys: Surveys) -> tuple[Measure, ...]:
    """The measures, a survey's broken wherever its question was put in other words."""
    found = []
    for measure in measures:
        question = surveys.question(measure.question) if measure.question else None
        if question is not None:
            further = surveying.breaks(question)
            measure = replace(measure, breaks=tuple(dict.fromkeys((*measure.breaks, *further))))
        found.append(measure)
    return tuple(found)


def derived(
    further: Further,
    measures: Iterable[Measure],
    given: Iterable[Observation],
    areas: Areas,
    populations: Populations,
) -> tuple[Observation, ...]:
    """All observations: those given, and those that follow from other evidence.

    Where a value was given for the very thing that would follow, the one given stands.
    """
    held: dict[object, Observation] = {}
    by_measure: dict[str, list[Observation]] = {}
    measures = tuple(measures)
    frameworks = {framework.key: framework for framework in further.frameworks}
    for measure in measures:
        for row in _worked_out(further, measure, frameworks, areas):
            held[_key(row)] = row
    for row in given:
        held[_key(row)] = row
    for row in held.values():
        by_measure.setdefault(row.measure, []).append(row)
    for measure in measures:
        if measure.rate_of:
            counts = by_measure.get(measure.rate_of, ())
            for row in entrants.rates(measure, counts, areas, populations):
                held.setdefault(_key(row), row)
    return tuple(held.values())


def _worked_out(
    further: Further, measure: Measure, frameworks: dict[str, Framework], areas: Areas
) -> tuple[Observation, ...]:
    question = further.surveys.question(measure.question) if measure.question else None
    if question is not None:
        return surveying.observed(further.surveys, question, measure.key, areas)
    if measure.framework:
        return ratings.observed(frameworks, further.inspections, measure.framework, measure.key)
    return youth_returns.observed(further.youth, measure)


def _key(row: Observation) -> object:
    return row.measure, row.area, row.period, row.known
