"""A count becomes a rate over the people it could befall: entrants per 100,000 aged 10 to 17."""

from collections.abc import Iterable
from dataclasses import replace

from saferboard.core.directory.areas import Areas
from saferboard.core.directory.populations import Populations
from saferboard.core.evidence.assessing import estimated
from saferboard.core.evidence.figures import Figure, Missing, Number
from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.observations import Observation


def rates(
    measure: Measure, counts: Iterable[Observation], areas: Areas, populations: Populations
) -> tuple[Observation, ...]:
    """Each count of ``measure.rate_of`` over the population nearest to its year.

    A part-year's count gives a part-year's rate, never one grossed up to a year. What is suppressed
    or missing stays so: a rate would give the count away.
    """
    found = []
    for row in counts:
        figure, told = _rate(measure, row, areas, populations)
        note = " ".join(part for part in (row.note, told) if part)
        found.append(replace(row, measure=measure.key, figure=figure, note=note))
    return tuple(found)


def _rate(
    measure: Measure, row: Observation, areas: Areas, populations: Populations
) -> tuple[Figure, str]:
    if not isinstance(row.figure, Number):
        return row.figure, ""
    people = populations.denominator(areas, row.area, measure.population, row.period.last.year)
    if people is None or people.persons == 0:
        return Missing("no population is held for this area"), ""
    figure = estimated(measure, round(row.figure.value), people.persons)
    return figure, f"Over {people.persons:,} people ({measure.population}) in {people.year}."
