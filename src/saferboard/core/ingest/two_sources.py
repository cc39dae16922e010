"""sources.toml: measures that count much of the same, and what was measured of their overlap."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from saferboard.core.evidence.measures import Kind, Measure
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.two_sources import Overlap, TwoSources
from saferboard.core.faults import Refused
from saferboard.core.ingest.declarations import Shape, declared, read_toml
from saferboard.core.ingest.gathering import Faults, Names

SOURCES = "sources.toml"


@dataclass(frozen=True, slots=True)
class OverlapEntry:
    """One measured overlap as it stands in the file."""

    area: str
    period: str
    of: str
    per_cent: float
    lower: float
    upper: float
    method: str
    measured: date


@dataclass(frozen=True, slots=True)
class SourcesEntry:
    """One ``[[sources]]``."""

    key: str
    name: str
    measures: tuple[str, ...]
    unknown: str
    beside: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    overlaps: tuple[OverlapEntry, ...] = ()


_SOURCES = Shape(SourcesEntry)


def read_two_sources(
    text: str | None,
    where: str,
    measures: Mapping[str, Measure],
    names: Names,
    areas: Names,
    faults: Faults,
) -> tuple[TwoSources, ...]:
    """What is declared of sources that overlap, faults being noted. There may be none."""
    found = read_toml(text, where, faults, tables=("sources",))
    if not found:
        return ()
    entries, _ = declared(found, "sources", _SOURCES, where, faults)
    read = (_one(e, f"{where}, sources '{e.key}'", measures, names, areas, faults) for e in entries)
    return tuple(one for one in read if one is not None)


def _one(
    entry: SourcesEntry,
    place: str,
    measures: Mapping[str, Measure],
    names: Names,
    areas: Names,
    faults: Faults,
) -> TwoSources | None:
    for key in (*entry.measures, *entry.beside):
        names.check(key, f"{place}, measures", faults)
    if len(set(entry.measures)) != 2 or len(entry.measures) != 2:
        faults.add(
            f"{len(entry.measures)} measures are named",
            where=f"{place}, measures",
            expected="two different measures",
            remedy="name two; further counts go under 'beside'",
        )
        return None
    if len(entry.called) not in (0, len(entry.measures) + len(entry.beside)):
        faults.add(
            f"{len(entry.called)} short names are given",
            where=f"{place}, called",
            expected="a name for each of 'measures', then of 'beside', or none at all",
            remedy="add the missing names, or take 'called' out",
        )
    held = [measures[key] for key in (*entry.measures, *entry.beside) if key in measures]
    _check_units(held, place, faults)
    overlaps = [
        _overlap(one, entry, f"{place}, overlaps[{n}]", areas, faults)
        for n, one in enumerate(entry.overlaps, start=1)
    ]
    return TwoSources(
        key=entry.key,
        name=entry.name,
        measures=(entry.measures[0], entry.measures[1]),
        unknown=entry.unknown,
        beside=entry.beside,
        called=entry.called,
        overlaps=tuple(one for one in overlaps if one is not None),
    )


def _check_units(held: list[Measure], place: str, faults: Faults) -> None:
    """A share of one figure can be taken from the sum only where both are in one unit."""
    units = {(one.kind, one.unit, one.per, one.population) for one in held}
    if len(units) > 1 or any(kind not in (Kind.RATE, Kind.COUNT) for kind, *_ in units):
        faults.add(
            "the measures are not in one unit",
            where=f"{place}, measures",
            expected="rates or counts of one unit, 'per' and population",
            remedy="name measures that count alike",
        )


def _overlap(
    one: OverlapEntry, entry: SourcesEntry, place: str, areas: Names, faults: Faults
) -> Overlap | None:
    areas.check(one.area, f"{place}, area", faults)
    if one.of not in entry.measures:
        faults.add(
            f"'{one.of}' is neither of the two measures",
            where=f"{place}, of",
            expected=" or ".join(entry.measures),
            remedy="name the measure whose incidents were looked for in the other",
        )
    if not 0 <= one.lower <= one.per_cent <= one.upper <= 100:
        faults.add(
            f"{one.per_cent:g} does not lie between {one.lower:g} and {one.upper:g}",
            where=f"{place}, per_cent",
            expected="lower, per_cent and upper in this order, from 0 to 100",
            remedy="correct the numbers",
        )
    try:
        period = Period.parse(one.period)
    except Refused as refused:
        fault = refused.faults[0]
        where = f"{place}, period"
        faults.add(fault.what, where=where, expected=fault.expected, remedy=fault.remedy)
        return None
    return Overlap(
        one.area, period, one.of, one.per_cent, one.lower, one.upper, one.method, one.measured
    )
