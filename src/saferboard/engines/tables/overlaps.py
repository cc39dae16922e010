"""Overlaps of two sources that were measured on cases, kept beside the partnership's folder."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pydantic import TypeAdapter, ValidationError

from saferboard.core.evidence.two_sources import Overlap, TwoSources
from saferboard.core.faults import refuse
from saferboard.core.ingest.gathering import Faults, Names
from saferboard.core.partnership import Partnership

OVERLAPS = "overlaps"
_KEPT = TypeAdapter(tuple[Overlap, ...])


def kept(overlaps: Sequence[Overlap]) -> str:
    """The overlaps as they are kept."""
    return _KEPT.dump_json(tuple(overlaps), indent=1).decode()


def parse_overlaps(found: Partnership, name: str, text: str) -> tuple[Overlap, ...]:
    """The overlaps kept. Refused if the partnership does not declare what they speak of."""
    try:
        read = _KEPT.validate_json(text)
    except ValidationError:
        raise refuse(
            "the measured overlaps cannot be read",
            where=name,
            expected="what this version of Saferboard, or an older one, has written",
            remedy="hand them over again from casework",
        ) from None
    faults = Faults()
    joined = frozenset(key for both in found.two_sources for key in both.measures)
    measures = Names("measure of two sources", "sources.toml", joined)
    areas = Names("area", "areas.csv", frozenset(area.code for area in found.areas))
    for one in read:
        measures.check(one.of, f"{name}, of", faults)
        areas.check(one.area, f"{name}, area", faults)
        if not 0 <= one.lower <= one.per_cent <= one.upper <= 100:
            faults.add(
                f"{one.per_cent:g} does not lie between {one.lower:g} and {one.upper:g}",
                where=f"{name}, per_cent",
                expected="lower, per_cent and upper in this order, from 0 to 100",
                remedy="measure it again",
            )
    faults.refuse()
    return read


def with_overlaps(both: Iterable[TwoSources], found: Sequence[Overlap]) -> tuple[TwoSources, ...]:
    """Each pair of sources with the overlaps that were measured of it."""
    return tuple(
        replace(one, overlaps=(*one.overlaps, *(new for new in found if new.of in one.measures)))
        for one in both
    )
