"""Measures as expressions over the cube, for any engine that Narwhals speaks.

First the cube is grouped and collected (one pass for all measures, small answer); then districts
are rolled up to areas and missing months found in what was collected. As one lazy plan the same
work would scan again and again. Windows are run by ``core.evidence.assessing``.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import compress

import narwhals as nw
import polars as pl
from narwhals.typing import IntoFrame, IntoLazyFrame

from saferboard.core.directory.areas import LEAVES, Area, AreaKind, Areas
from saferboard.core.evidence.measures import Kind, Measure
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.ingest.police import ForceMonth
from saferboard.engines.tables.cube import first_day, month_of

Cube = IntoLazyFrame | IntoFrame
MonthsHeld = Mapping[str, frozenset[Month]]
Monthly = dict[tuple[str, str], dict[Month, int]]
Bearers = Mapping[str, Sequence[Area]]
OF = " of"
"""Added to a measure's key: the column of what its events are a proportion of."""


def taken(measure: Measure) -> nw.Expr:
    """Whether a row of the cube belongs to the measure (as ``Measure.takes``)."""
    category = nw.col("category")
    if measure.counts == ("*",):
        return ~category.is_in(list(measure.leaves_out))
    return category.is_in(list(measure.counts))


def rate(measure: Measure) -> tuple[nw.Expr, ...]:
    """Events in a group. The people they are taken over are joined later, with their year."""
    return (_events(taken(measure), measure.key),)


def count(measure: Measure) -> tuple[nw.Expr, ...]:
    """Events in a group."""
    return (_events(taken(measure), measure.key),)


def proportion(measure: Measure) -> tuple[nw.Expr, ...]:
    """Events of the measure's categories, and of all categories but those it leaves out."""
    whole = ~nw.col("category").is_in(list(measure.leaves_out))
    return _events(taken(measure), measure.key), _events(whole, measure.key + OF)


EXPRESSIONS = {Kind.RATE: rate, Kind.COUNT: count, Kind.PROPORTION: proportion}


def _events(belongs: nw.Expr, name: str) -> nw.Expr:
    events = nw.when(belongs).then(nw.col("events")).otherwise(nw.lit(0))
    return events.sum().cast(nw.Int64).alias(name)


def by_district(
    cube: Cube,
    measures: Sequence[Measure],
    by: Sequence[str] = ("month", "force", "district"),
) -> pl.DataFrame:
    """These columns and one (or two) a measure: a single pass over the cube for all of them."""
    parts = [part for measure in measures for part in EXPRESSIONS[measure.kind](measure)]
    grouped = nw.from_native(cube).lazy().group_by(*by).agg(*parts)
    found: pl.DataFrame = grouped.collect(backend="polars").to_native()
    return found


def months_by_area(
    held: Iterable[ForceMonth], areas: Areas, forces: Mapping[str, str]
) -> MonthsHeld:
    """The months held for each area: those of which there are rows of all its forces.

    ``forces`` gives the police force of each leaf area (see ``forces_of``). Of areas that bore one
    name in turn each holds its own months only. An area of which no month is held is left out.
    """
    by_force: dict[str, set[Month]] = defaultdict(set)
    for what in held:
        by_force[what.force].add(what.month)
    by_forces: dict[frozenset[str], frozenset[Month]] = {}
    bearers = _bearers(areas)
    found: dict[str, frozenset[Month]] = {}
    for area in areas:
        needed = frozenset(forces.get(leaf.code, "") for leaf in areas.leaves(area.code))
        if needed and needed not in by_forces:
            common = set.intersection(*(by_force[force] for force in needed))
            by_forces[needed] = frozenset(common)
        if own := _own_months(area, by_forces.get(needed, frozenset()), bearers):
            found[area.code] = own
    return found


def by_area(table: pl.DataFrame, areas: Areas, held: MonthsHeld) -> pl.DataFrame:
    """What ``by_district`` gave, by area: ``area``, ``month``, the measures.

    Every area with held months has a row for every month from the first held anywhere to the
    last: no events are zero events, which a month that is not held has too.
    """
    columns = [name for name in table.columns if name not in ("month", "force", "district")]
    placed = table.join(_members(table, areas), on="district").filter(
        pl.col("month").is_between("since", "until")
    )
    summed = placed.group_by("area", "month").agg(pl.sum(*columns))
    return (
        _calendar(held)
        .join(summed, on=["area", "month"], how="left")
        .with_columns(pl.col(columns).fill_null(0))
        .sort("area", "month")
    )


@dataclass(frozen=True, slots=True)
class Measured:
    """Events of every measure as a table by area and month (see ``by_area``), and what is held."""

    table: pl.DataFrame
    held: MonthsHeld


def measured(
    cube: Cube, measures: Sequence[Measure], areas: Areas, forces: Mapping[str, str]
) -> Measured:
    """Events of the counted measures, for every area of which a month is held."""
    districts = by_district(cube, [measure for measure in measures if measure.is_counted])
    held = months_by_area(held_in(districts), areas, forces)
    return Measured(by_area(districts, areas, held), held)


def monthly(found: Measured) -> Monthly:
    """The same by (measure, area) and held month, as values.

    What a proportion is taken of stands under its measure's key + ``OF``. A month that is absent
    is missing; a month with 0 is zero.
    """
    table, held = found.table, found.held
    codes = table["area"].unique(maintain_order=True).to_list()
    span = _span(held)
    flags = {months: [month in months for month in span] for months in set(held.values())}
    series: Monthly = {}
    for name in table.columns[2:]:
        events = table[name].to_list()
        for index, code in enumerate(codes):
            part = zip(span, events[index * len(span) : (index + 1) * len(span)], strict=True)
            series[name, code] = dict(compress(part, flags[held[code]]))
    return series


def held_in(cube: Cube) -> frozenset[ForceMonth]:
    """Every force and month of which the cube has rows."""
    pairs = nw.from_native(cube).lazy().select("month", "force").unique()
    rows = pairs.collect(backend="polars").rows()
    # One object a month: sets of months are then compared by identity, not field by field.
    months = {day: month_of(day) for day in {day for day, _ in rows}}
    return frozenset(ForceMonth(months[day], force) for day, force in rows)


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Events of a force that count in none of its areas."""

    unassigned: int
    elsewhere: int

    @property
    def events(self) -> int:
        """All of them."""
        return self.unassigned + self.elsewhere


def unplaced(cube: Cube, areas: Areas, force: str, period: Period) -> Unplaced:
    """Events of a force without a district, and in districts that are no known area."""
    days = nw.col("month").is_between(
        nw.lit(first_day(period.first)), nw.lit(first_day(period.last))
    )
    theirs = nw.from_native(cube).lazy().filter(days, nw.col("force") == force)
    rows = theirs.group_by("district").agg(nw.col("events").sum().cast(nw.Int64))
    leaves = _bearers(areas)
    found = rows.collect(backend="polars").rows()
    strange = [(name, events) for name, events in found if name.casefold() not in leaves]
    return Unplaced(
        sum(events for name, events in strange if not name),
        sum(events for name, events in strange if name),
    )


def forces_of(areas: Areas, held: frozenset[str], area: str, force: str) -> dict[str, str]:
    """The police.uk name of the force of each leaf area, as far as it can be told.

    ``force`` is that of the leaves of ``area`` and of its force area; other leaves have the force
    whose area they lie in, if its name or an alias is the police.uk name of one that is held.
    """
    root = next((a for a in _line(areas, area) if a.kind is AreaKind.FORCE), areas[area])
    found: dict[str, str] = {}
    for leaf in (a for a in areas if a.kind in LEAVES):
        line = _line(areas, leaf.code)
        names = {n for a in line if a.kind is AreaKind.FORCE for n in a.names}
        theirs = {name.casefold().replace(" ", "-") for name in names} & held
        if root in line:
            found[leaf.code] = force
        elif theirs:
            found[leaf.code] = min(theirs)
    return found


def _line(areas: Areas, code: str) -> list[Area]:
    """An area and all it lies in, smallest first."""
    line = [areas[code]]
    while (parent := line[-1].parent) is not None and parent in areas:
        line.append(areas[parent])
    return line


def _bearers(areas: Areas) -> dict[str, tuple[Area, ...]]:
    """The leaves that bear each name (in lower case), the one that ends last first.

    A boundary change gives a new code and may keep the name, so two areas can bear it in turn.
    """
    found: dict[str, tuple[Area, ...]] = {}
    leaves = [area for area in areas if area.kind in LEAVES]
    for area in sorted(leaves, key=lambda leaf: leaf.until or date.max, reverse=True):
        for name in {name.casefold() for name in area.names}:
            found[name] = (*found.get(name, ()), area)
    return found


def _bearer(bearers: Sequence[Area], day: date) -> Area:
    """Who bore the name on a day; the last to bear it, if nobody did."""
    return next((area for area in bearers if area.exists_on(day)), bearers[0])


def _own_months(area: Area, months: frozenset[Month], bearers: Bearers) -> frozenset[Month]:
    """The months in which rows under the area's names are its own, not another's of that name."""
    sharing = [bearers[name.casefold()] for name in area.names] if area.kind in LEAVES else []
    if all(len(others) == 1 for others in sharing):
        return months
    return frozenset(
        month
        for month in months
        if any(_bearer(others, first_day(month)) is area for others in sharing)
    )


def _members(table: pl.DataFrame, areas: Areas) -> pl.DataFrame:
    """District as the source writes it, and each area it counts in from one day to another."""
    bearers = _bearers(areas)
    days = sorted(table["month"].unique().to_list())
    rows = []
    for name in table["district"].unique().to_list():
        others = bearers.get(name.casefold(), ())
        if len(others) == 1:
            turns = [(days[0], days[-1], others[0])]
        else:
            turns = [(day, day, _bearer(others, day)) for day in days if others]
        rows += [
            (name, first, last, area.code)
            for first, last, leaf in turns
            for area in _line(areas, leaf.code)
        ]
    schema = {"district": pl.String, "since": pl.Date, "until": pl.Date, "area": pl.String}
    return pl.DataFrame(rows, schema, orient="row")


def _span(held: MonthsHeld) -> tuple[Month, ...]:
    """Every month from the first held anywhere to the last."""
    months = frozenset[Month]().union(*set(held.values()))
    return Period(min(months), max(months)).months if months else ()


def _calendar(held: MonthsHeld) -> pl.DataFrame:
    """Area, month: every area and every month of the span."""
    days = pl.DataFrame({"month": [first_day(month) for month in _span(held)]}, {"month": pl.Date})
    return pl.DataFrame({"area": list(held)}, {"area": pl.String}).join(days, how="cross")
