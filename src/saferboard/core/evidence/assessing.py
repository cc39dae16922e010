"""From what is held to what is said: one assessment of one measure in one area.

Counted measures (source rows) are taken over the twelve months to the quarter's end against the
twelve before. Observed measures (partners' returns) are chosen by evidence.choosing.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from saferboard.core.directory.areas import Areas
from saferboard.core.directory.populations import Denominator, Populations
from saferboard.core.evidence import choosing
from saferboard.core.evidence.assessment import Assessment, Direction, Judgement, Reading, State
from saferboard.core.evidence.change import change, direction
from saferboard.core.evidence.figures import Figure, Missing, Number
from saferboard.core.evidence.measures import Kind, Measure, Rag
from saferboard.core.evidence.observations import Observation
from saferboard.core.evidence.periods import Month, Period, Window
from saferboard.core.evidence.rates import event_limits, proportion, rate

UNJUDGED = Judgement(Rag.GREY, "", "not judged yet")


@dataclass(frozen=True, slots=True)
class Ground:
    """What every counted measure stands on: places, people, and the months that are held."""

    areas: Areas
    populations: Populations
    held: Collection[Month]


def absent(months: Iterable[Month], held: Collection[Month]) -> tuple[Month, ...]:
    """The months that are not held."""
    return tuple(month for month in months if month not in held)


def listed(months: tuple[Month, ...]) -> str:
    """Months in words; a long run by its ends: ``April 2019 to March 2020``."""
    if len(months) > 2 and len(months) == months[-1].since(months[0]) + 1:
        return f"{months[0].words} to {months[-1].words}"
    return ", ".join(month.words for month in months)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a counted figure is made of: events, and the population where the measure needs one."""

    events: int
    people: Denominator | None

    def value(self, measure: Measure) -> float:
        """The figure itself, in the measure's unit."""
        return self.events * measure.per / self.people.persons if self.people else self.events


def parts(
    measure: Measure, area: str, events: Mapping[Month, int], period: Period, ground: Ground
) -> Parts | Missing:
    """A counted measure's parts over a period, or why it has none.

    A month that is held but has no event counts as zero; a month that is not held does not.
    """
    gaps = absent(period.months, ground.held)
    if gaps:
        return Missing(f"no source data is held for {listed(gaps)}")
    total = sum(events.get(month, 0) for month in period.months)
    if measure.kind is Kind.COUNT:
        return Parts(total, None)
    people = ground.populations.denominator(
        ground.areas, area, measure.population, period.last.year
    )
    if people is None or people.persons == 0:
        return Missing("no population is held for this area")
    return Parts(total, people)


def counted(measure: Measure, found: Parts | Missing) -> Figure:
    """A counted measure's figure with its limits."""
    if isinstance(found, Missing):
        return found
    if found.people is None:
        return Number(float(found.events), *event_limits(found.events), numerator=found.events)
    estimate = rate(found.events, found.people.persons, measure.per)
    return Number(
        estimate.value, estimate.lower, estimate.upper, found.events, found.people.persons
    )


def assess_counted(
    measure: Measure, area: str, events: Mapping[Month, int], quarter: Period, ground: Ground
) -> Assessment:
    """The twelve months to the quarter's end against the twelve before, not yet ranked."""
    window = Window.ROLLING_TWELVE
    now, before = window.ending(quarter.last), window.before(quarter.last)
    ours, theirs = (parts(measure, area, events, p, ground) for p in (now, before))
    current, previous = counted(measure, ours), counted(measure, theirs)
    people = ours.people if isinstance(ours, Parts) else None
    people_before = theirs.people if isinstance(theirs, Parts) else None
    notes = []
    if people and people_before and people.year != people_before.year:
        notes.append(
            f"The earlier figure is taken over the population of {people_before.year}, "
            f"this one over that of {people.year}."
        )
    return Assessment(
        measure=measure.key,
        area=area,
        period=now,
        figure=current,
        previous_period=before,
        previous=previous,
        change=change(current, previous, measure.kind),
        direction=_direction(measure, current, previous, quarter.last),
        judgement=UNJUDGED,
        denominator_year=people.year if people else None,
        denominator_source=people.source if people else "",
        states=_counted_states(measure, current, previous, quarter),
        notes=tuple(notes),
        sources=(measure.source,),
        series=_readings(measure, area, events, quarter, ground),
    )


def _counted_states(
    measure: Measure, current: Figure, previous: Figure, quarter: Period
) -> tuple[State, ...]:
    found = []
    if not (isinstance(current, Number) and isinstance(previous, Number)):
        found.append(State.INCOMPLETE)
    start = Window.ROLLING_TWELVE.before(quarter.last).first
    if any(start < broken.on <= quarter.last for broken in measure.breaks):
        found.append(State.DEFINITION_CHANGED)
    return tuple(found)


def _readings(
    measure: Measure, area: str, events: Mapping[Month, int], quarter: Period, ground: Ground
) -> tuple[Reading, ...]:
    months = sorted(month for month in ground.held if month <= quarter.last)
    if not months:
        return ()
    readings = []
    for month in Period(months[0], months[-1]).months:
        found = parts(measure, area, events, Window.ROLLING_TWELVE.ending(month), ground)
        readings.append(
            Reading(
                month,
                events.get(month, 0) if month in ground.held else None,
                found.value(measure) if isinstance(found, Parts) else None,
            )
        )
    return tuple(readings)


def assess_observed(
    measure: Measure,
    area: str,
    observations: Iterable[Observation],
    quarter: Period,
    known_by: date,
) -> Assessment:
    """The return that speaks for the quarter against the one a year before, not yet ranked."""
    chosen = choosing.choose(observations, quarter, known_by, measure.lag)
    now, before = chosen.current, chosen.previous
    current = with_limits(measure, now.figure) if now else _no_return(chosen.history, quarter)
    previous = (
        with_limits(measure, before.figure) if before else Missing("no earlier return to compare")
    )
    used = [row for row in (now, before) if row is not None]
    return Assessment(
        measure=measure.key,
        area=area,
        period=now.period if now else None,
        figure=current,
        previous_period=before.period if before else None,
        previous=previous,
        change=change(current, previous, measure.kind),
        direction=_direction(measure, current, previous, quarter.last),
        judgement=UNJUDGED,
        states=choosing.states(chosen, quarter),
        notes=tuple(dict.fromkeys(row.note for row in used if row.note)) + _restated(chosen),
        sources=tuple(
            f"pack of {row.pack}" + (f", paragraph {row.paragraph}" if row.paragraph else "")
            for row in used
        ),
        series=tuple(
            Reading(month, None, value) for month, value in choosing.line_of(chosen.history)
        ),
    )


def with_limits(measure: Measure, figure: Figure) -> Figure:
    """A returned figure with limits, where its two parts were returned with it."""
    if not isinstance(figure, Number) or figure.numerator is None or not figure.denominator:
        return figure
    if measure.kind is Kind.PROPORTION:
        share = proportion(figure.numerator, figure.denominator)
        value, lower, upper = 100 * share.value, 100 * share.lower, 100 * share.upper
    else:
        found = rate(figure.numerator, figure.denominator, measure.per)
        value, lower, upper = found.value, found.lower, found.upper
    return Number(value, lower, upper, figure.numerator, figure.denominator)


def _direction(measure: Measure, current: Figure, previous: Figure, last: Month) -> Direction:
    moved = change(current, previous, measure.kind)
    return direction(moved, measure.better_at(last), measure.dead_band)


def _no_return(history: tuple[Observation, ...], quarter: Period) -> Missing:
    if not history:
        return Missing(f"no return is held for {quarter.words} or before")
    return Missing(
        f"no return is held for {quarter.words}; the last one covers {history[-1].period.words}"
    )


def _restated(chosen: choosing.Chosen) -> tuple[str, ...]:
    return tuple(
        f"The figure for {row.period.words} was first given as {row.figure.value:g} "
        f"(pack of {row.pack})."
        for row in chosen.restated
        if isinstance(row.figure, Number)
    )
