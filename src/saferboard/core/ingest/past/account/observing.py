"""What the dashboards of the past printed as rows of observations.csv: what is certain, no more.

A figure becomes an observation where its measure and its period are certain, the measure's values
are returned and not counted, and the loader would take it. Any other says why it does not.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from saferboard.core.directory.areas import Area, AreaKind
from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.measures import Kind, Measure
from saferboard.core.evidence.observations import Flag, Observation
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.ingest.observations import COLUMNS
from saferboard.core.ingest.past.account.figures import Given, agree, observed
from saferboard.core.partnership import Partnership

NO_PERIOD = "its period is not plain"
COUNTED = "the measure is counted from source rows"
SAID_ALREADY = "the same figure stands above"
SAID_OTHERWISE = "two figures are given for it on one day"
_WIDTH = (
    AreaKind.COUNTRY,
    AreaKind.REGION,
    AreaKind.FORCE,
    AreaKind.COUNTY,
    AreaKind.UNITARY,
    AreaKind.DISTRICT,
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as printed, the measure it is taken for, and what it restates.

    ``why`` tells why no observation is made of it; empty where one is. ``held`` is the observation
    that says the same already.
    """

    given: Given
    measure: Measure | None = None
    revises: Given | None = None
    why: str = ""
    held: Observation | None = None


def printed(given: Iterable[Given], measures: Mapping[str, Measure]) -> tuple[Printed, ...]:
    """Every figure in order of the meetings; ``measures`` by key."""
    found = [_printed(one.given, one.revises, measures) for one in observed(given)]
    return tuple(_once_a_day(found))


def _printed(given: Given, revises: Given | None, measures: Mapping[str, Measure]) -> Printed:
    measure = None if given.doubt else measures.get(given.measure)
    why = given.doubt if measure is None else _against(given, measure)
    return Printed(given, measure, revises, why)


def _against(given: Given, measure: Measure) -> str:
    """Why a figure is no observation of a measure that it is certainly of; empty if it is."""
    if measure.is_counted:
        return COUNTED
    if given.period is None:
        return NO_PERIOD
    if Month(given.on.year, given.on.month) <= given.period.last:
        return f"{given.period.words} was not over on {day(given.on)}"
    if given.per_cent and measure.kind is not Kind.PROPORTION:
        return "it is in per cent, and the measure is not"
    if measure.kind is Kind.PROPORTION and given.value > 100:
        return "it is more than 100 per cent"
    if measure.kind is Kind.MONEY and round(given.value, 2) != given.value:
        return "it is not pounds and whole pence"
    return ""


def _once_a_day(found: Sequence[Printed]) -> Iterator[Printed]:
    """One observation for each measure and period on one day; none where two differ."""
    values: dict[tuple[str, Period | None, date], set[object]] = {}
    for one in found:
        if not one.why:
            values.setdefault(_key(one.given), set()).add(one.given.value)
    told = set()
    for one in found:
        key = _key(one.given)
        if one.why:
            yield one
        elif len(values[key]) > 1:
            yield replace(one, why=SAID_OTHERWISE)
        else:
            yield replace(one, why=SAID_ALREADY) if key in told else one
            told.add(key)


def _key(given: Given) -> tuple[str, Period | None, date]:
    return given.measure, given.period, given.on


def beside(
    found: Iterable[Printed], observations: Iterable[Observation], area: str
) -> tuple[Printed, ...]:
    """The same, beside what is held of an area already: what a person put there is not undone."""
    held: dict[tuple[str, Period | None, date], Observation] = {
        (one.measure, one.period, one.known): one for one in observations if one.area == area
    }
    return tuple(one if one.why else _beside(one, held.get(_key(one.given))) for one in found)


def _beside(one: Printed, held: Observation | None) -> Printed:
    if held is None or not isinstance(held.figure, Number):
        return one
    value = Decimal(str(held.figure.value))
    if agree(value, one.given.value):
        return replace(one, held=held)
    return replace(one, why=f"{plain(value)} is held for it, known on the same day")


def to_rows(found: Iterable[Printed], area: str) -> Iterator[tuple[str, ...]]:
    """observations.csv, its header first, with all figures that are of one area."""
    yield COLUMNS
    for one in found:
        if not one.why:
            told = _new(one) if one.held is None else _again(one, one.held)
            told |= {"measure": one.given.measure, "area": area, "period": str(one.given.period)}
            told["known"] = one.given.on.isoformat()
            yield tuple(told.get(column, "") for column in COLUMNS)


def _new(one: Printed) -> dict[str, str]:
    given = one.given
    note = f"Printed as {given.indicator}."
    if one.revises is not None:
        note += f" It was {one.revises.shown}, printed {day(one.revises.on)}."
    return {
        "value": plain(given.value),
        "flags": "|".join(_flags(one)),
        "pack": given.on.isoformat(),
        "paragraph": f"Dashboard, {given.span.pages or f'line {given.span.first}'}",
        "note": " ".join(note.split()),
    }


def _again(one: Printed, held: Observation) -> dict[str, str]:
    """What is held, as it is held: more exact perhaps, with its own flags and note."""
    figure = held.figure
    assert isinstance(figure, Number)  # noqa: S101 nothing else says the same as a figure
    parts = figure.numerator is not None
    return {
        "value": "" if parts else plain(Decimal(str(figure.value))),
        "numerator": str(figure.numerator) if parts else "",
        "denominator": str(figure.denominator) if parts else "",
        "flags": "|".join(sorted({*held.flags, *_flags(one)})),
        "pack": held.pack or one.given.on.isoformat(),
        "paragraph": held.paragraph,
        "note": held.note,
    }


def _flags(one: Printed) -> Iterator[str]:
    if one.given.period is not None and len(one.given.period) < 12:
        yield Flag.PART_YEAR.value
    if one.revises is not None:
        yield Flag.REVISED.value


def plain(value: Decimal) -> str:
    """``3.9``, whether it was printed with more places or not."""
    return f"{value.normalize():f}"


def day(on: date) -> str:
    """``14 June 2019``."""
    return f"{on.day} {on:%B %Y}"


def areas_for(found: Partnership) -> tuple[Area, ...]:
    """The areas that figures of a dashboard may be of, the likeliest first.

    That is the one that most observations are of, the wider where two have as many; then what the
    partnership answers for and all within it, and whatever else has observations, by width.
    """
    counts = Counter(one.area for one in found.observations)
    own = {found.area, *counts}
    more = [found.area]
    while more:
        within = [area.code for area in found.areas.children(more.pop())]
        more += within
        own.update(within)
    areas = [area for area in found.areas if area.code in own]
    order = sorted(areas, key=lambda area: (_WIDTH.index(area.kind), area.name, area.code))
    first = max(order, key=lambda area: (counts[area.code], area.code == found.area))
    return (first, *(area for area in order if area is not first))
