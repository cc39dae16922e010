"""Releases with known small counts: a county of three districts beside a city, in one force."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.measures import Kind, Measure
from saferboard.core.evidence.observations import Observation
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.release import Release
from tests.property.disclosure_world import (
    CATEGORIES,
    LEAVES,
    SINGLE,
    TOTAL,
    Key,
    World,
    base,
    released,
)

FIRST, QUARTER = Month(2020, 4), Period.parse("2021/22-Q4")
BURGLARY, DRUGS, ROBBERY = SINGLE
MANY = 20
REPEATS = replace(
    base("repeats"), kind=Kind.PROPORTION, unit="%", per=1, peers=None, compared_with=()
)
ENTRANTS = replace(base("entrants"), kind=Kind.COUNT, unit="people", per=1, peers=None)


def even(changes: Mapping[Key, int] = {}, months: int = 24) -> World:
    """Twenty events everywhere and always, but for these."""
    found = {(k, a, t): MANY for k in CATEGORIES for a in LEAVES for t in range(months)}
    return found | dict(changes)


def few(category: str, area: str, in_all: int, months: int = 24) -> dict[Key, int]:
    """So many events in the last twelve months (one each in the first of them), none before."""
    return {
        (category, area, t): int(months - 12 <= t < months - 12 + in_all) for t in range(months)
    }


def whole(
    events: World,
    measures: tuple[Measure, ...] = (TOTAL, *SINGLE),
    quarter: Period = QUARTER,
    observations: tuple[Observation, ...] = (),
) -> Release:
    return released(events, measures, FIRST, quarter, observations)


def returned(
    measure: Measure,
    area: str,
    period: str,
    events: int,
    of: int | None = None,
    known: str = "2022-04-10",
    note: str = "",
) -> Observation:
    """A partner's return; ``of`` is what the events are a share of."""
    value = 100 * events / of if of else float(events)
    figure = Number(value, numerator=events if of else None, denominator=of)
    return Observation(
        measure.key,
        area,
        Period.parse(period),
        figure,
        date.fromisoformat(known),
        "made up",
        "1",
        note=note,
    )
