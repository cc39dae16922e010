"""From what is held to what is said: one assessment of one measure in one area.

Counted measures (source rows) are taken over the twelve months to the quarter's end against the
twelve before. Observed measures (partners' returns) are chosen by evidence.choosing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate

from saferboard.core.directory.areas import Areas
from saferboard.core.directory.populations import Denominator, Populations
from saferboard.core.evidence import choosing
from saferboard.core.evidence.actuals import actuals
from saferboard.core.evidence.assessment import Assessment, Direction, Judgement, Reading, State
from saferboard.core.evidence.change import change, direction
from saferboard.core.evidence.figures import Figure, Missing, Number
from saferboard.core.evidence.measures import Kind, Measure, Rag
from saferboard.core.evidence.observations import Observation
from saferboard.core.evidence.periods import Month, Period, Window
from saferboard.core.evidence.plotting import returns_for
from saferboard.core.evidence.rates import event_limits, proportion, rate

UNJUDGED = Judgement(Rag.GREY, "", "not judged yet")


@dataclass(frozen=True, slots=True)
class Ground:
    """What every counted measure stands on: places and people."""

    areas: Areas
    populations: Populations
    _people: dict[tuple[str, str, int], Denominator | None] = field(
        default_factory=dict, repr=False, compare=False
    )

    def people(self, area: str, group: str, year: int) -> Denominator | None:
        """As ``Populations.denominator``, worked out once: every reading of a series asks."""
        key = (area, group, year)
        if key not in self._people:
            self._people[key] = self.populations.denominator(self.areas, area, group, year)
        return self._people[key]


def listed(months: tuple[Month, ...]) -> str:
    """Months in words; a long run by its ends: ``April 2019 to March 2020``."""
    if len(months) > 2 and len(months) == months[-1].since(months[0]) + 1:
        return f"{months[0].words} to {months[-1].words}"
    return ", ".join(month.words for month in months)


@dataclass(frozen=True, slots=True)
class Counted:
    """Events by month, a month that is not held left out; ``of`` are those a share is taken of."""

    events: Mapping[Month, int]
    of: Mapping[Month, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a counted figure is made of: events, and what they are taken over, if anything."""

    events: int
    over: int | None = None
    people: Denominator | None = None


def parts(
    measure: Measure,
    area: str,
    counts: Counted,
    period: Period,
    ground: Ground,
    year: int | None = None,
) -> Parts | Missing:
    """A counted measure's parts over a period, or why it has none.

    A month that is held but has no event counts as zero; a month that is not held does not. The
    population is that nearest to ``year`` (by default the period's last).
    """
    gaps = tuple(month for month in period.months if month not in counts.events)
    if gaps:
        return Missing(f"no source data is held for {listed(gaps)}")
    total = sum(counts.events[month] for month in period.months)
    if measure.kind is Kind.COUNT:
        return Parts(total)
    if measure.kind is Kind.PROPORTION:
        whole = sum(counts.of.get(month, 0) for month in period.months)
        return Parts(total, whole) if whole else Missing("there was nothing to take a share of")
    people = ground.people(area, measure.population, year or period.last.year)
    if people is None or people.persons == 0:
        return Missing("no population is held for this area")
    return Parts(total, people.persons, people)


def counted(measure: Measure, found: Parts | Missing) -> Figure:
    """A counted measure's figure with its limits."""
    if isinstance(found, Missing):
        return found
    if found.over is None:
        return Number(float(found.events), *event_limits(found.events), numerator=found.events)
    return estimated(measure, found.events, found.over)


def estimated(measure: Measure, events: int, over: int) -> Number:
    """The figure of two parts, with its limits, in the measure's unit."""
    if measure.kind is Kind.PROPORTION:
        share = proportion(events, over)
        value, lower, upper = 100 * share.value, 100 * share.lower, 100 * share.upper
    else:
        found = rate(events, over, measure.per)
        value, lower, upper = found.value, found.lower, found.upper
    return Number(value, lower, upper, events, over)


def assess_counted(
    measure: Measure, area: str, counts: Counted, quarter: Period, ground: Ground
) -> Assessment:
    """The twelve months to the quarter's end against the twelve before, not yet ranked."""
    window = Window.ROLLING_TWELVE
    now, before = window.ending(quarter.last), window.before(quarter.last)
    ours = parts(measure, area, counts, now, ground)
    theirs, notes = _year_before(measure, area, counts, before, ground, ours)
    current, previous = counted(measure, ours), counted(measure, theirs)
    people = ours.people if isinstance(ours, Parts) else None
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
        states=_counted_states(measure, counts, Period(before.first, now.last)),
        notes=notes,
        sources=(measure.source,),
        series=_readings(measure, area, counts, quarter, ground),
    )


def _year_before(
    measure: Measure,
    area: str,
    counts: Counted,
    before: Period,
    ground: Ground,
    ours: Parts | Missing,
) -> tuple[Parts | Missing, tuple[str, ...]]:
    """The earlier parts, over a population that makes the two figures comparable.

    Population estimates more than a year apart would show their own difference as a change in
    crime: then both figures are taken over the later one, and a note says so.
    """
    theirs = parts(measure, area, counts, before, ground)
    people = ours.people if isinstance(ours, Parts) else None
    earlier = theirs.people if isinstance(theirs, Parts) else None
    if people is None or earlier is None or abs(people.year - earlier.year) <= 1:
        return theirs, ()
    note = (
        f"Both figures are taken over the population of {people.year}: the estimate nearest to "
        f"the earlier one is of {earlier.year}."
    )
    return parts(measure, area, counts, before, ground, people.year), (note,)


def _counted_states(measure: Measure, counts: Counted, span: Period) -> tuple[State, ...]:
    found = []
    if any(month not in counts.events for month in span.months):
        found.append(State.INCOMPLETE)
    if _broken(measure, span.first, span.last):
        found.append(State.DEFINITION_CHANGED)
    return tuple(found)


def _broken(measure: Measure, first: Month, last: Month) -> bool:
    """Whether a declared break falls after the first month and no later than the last."""
    return any(first < broken.on <= last for broken in measure.breaks)


def _readings(
    measure: Measure, area: str, counts: Counted, quarter: Period, ground: Ground
) -> tuple[Reading, ...]:
    held = sorted(month for month in counts.events if month <= quarter.last)
    if not held:
        return ()
    months = Period(held[0], held[-1]).months
    events = [counts.events.get(month) for month in months]
    rolling = _rolling(measure, area, counts, months, _twelves(events), ground)
    overs = _overs(measure, area, counts, months, ground)
    return tuple(map(Reading, months, events, rolling, overs))


def _overs(
    measure: Measure, area: str, counts: Counted, months: tuple[Month, ...], ground: Ground
) -> Sequence[int | None]:
    """What each month is taken over, where a control chart will ask for it."""
    if measure.control is None or measure.kind is Kind.COUNT:
        return [None] * len(months)
    if measure.kind is Kind.PROPORTION:
        return [counts.of.get(month, 0) for month in months]
    return _persons(measure, area, months, ground)


def _persons(
    measure: Measure, area: str, months: tuple[Month, ...], ground: Ground
) -> list[int | None]:
    years = range(months[0].year, months[-1].year + 1)
    people = {year: ground.people(area, measure.population, year) for year in years}
    persons = {year: found.persons if found else None for year, found in people.items()}
    return [persons[month.year] for month in months]


def _rolling(
    measure: Measure,
    area: str,
    counts: Counted,
    months: tuple[Month, ...],
    totals: Sequence[int | None],
    ground: Ground,
) -> Sequence[float | None]:
    """The figure of the twelve months to each, as ``parts`` would give it."""
    if measure.kind is Kind.COUNT:
        return totals
    overs: Sequence[int | None]
    if measure.kind is Kind.PROPORTION:
        overs = _twelves([counts.of.get(month, 0) for month in months])
    else:
        overs = _persons(measure, area, months, ground)
    per = 100 if measure.kind is Kind.PROPORTION else measure.per
    return [
        total * per / over if total is not None and over else None
        for total, over in zip(totals, overs, strict=True)
    ]


def _twelves(events: Sequence[int | None]) -> list[int | None]:
    """The sum of the twelve months to each; None where one of them is not held."""
    sums = list(accumulate((count or 0 for count in events), initial=0))
    gaps = list(accumulate((count is None for count in events), initial=0))
    return [
        sums[end] - sums[end - 12] if end >= 12 and gaps[end] == gaps[end - 12] else None
        for end in range(1, len(sums))
    ]


def assess_observed(
    measure: Measure,
    area: str,
    observations: Iterable[Observation],
    quarter: Period,
    known_by: date,
) -> Assessment:
    """The return that speaks for the quarter against the one a year before, not yet ranked."""
    yearly = measure.kind is not Kind.SCORE
    chosen = choosing.choose(observations, quarter, known_by, measure.lag, yearly=yearly)
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
        states=_observed_states(measure, chosen, quarter),
        notes=tuple(dict.fromkeys(row.note for row in used if row.note)) + _restated(chosen),
        sources=tuple(
            row.source + (f", paragraph {row.paragraph}" if row.paragraph else "") for row in used
        ),
        series=tuple(
            Reading(month, None, figure.value, figure.denominator)
            for month, figure in choosing.points_of(chosen.history)
        ),
        returned=returns_for(measure.control, chosen.history) if measure.control else (),
        actuals=actuals(measure, chosen.history),
    )


def _observed_states(
    measure: Measure, chosen: choosing.Chosen, quarter: Period
) -> tuple[State, ...]:
    found = choosing.states(chosen, quarter)
    now, before = chosen.current, chosen.previous
    if (
        now is not None
        and before is not None
        and _broken(measure, before.period.first, now.period.last)
        and State.DEFINITION_CHANGED not in found
    ):
        return (*found, State.DEFINITION_CHANGED)
    return found


def with_limits(measure: Measure, figure: Figure) -> Figure:
    """A returned figure with limits, where its two parts were returned with it."""
    if not isinstance(figure, Number) or figure.numerator is None or not figure.denominator:
        return figure
    return estimated(measure, figure.numerator, figure.denominator)


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
        f"The figure for {row.period.words} was first given as {row.figure.value:g} ({row.source})."
        for row in chosen.restated
        if isinstance(row.figure, Number)
    )
