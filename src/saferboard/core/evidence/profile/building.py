"""From a release and what is held of places to the profile of a district."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from saferboard.core.directory.areas import Areas
from saferboard.core.directory.populations import Populations
from saferboard.core.evidence.assessment import Assessment
from saferboard.core.evidence.comparison import Compared, Given, compare
from saferboard.core.evidence.exceptions import stands_out
from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.profile.hexagons import Hexagon
from saferboard.core.evidence.profile.profile import (
    Footing,
    Group,
    Line,
    Priority,
    Profile,
    Spot,
    Spread,
    band_of,
    bands,
)
from saferboard.core.evidence.release import Place, Release
from saferboard.core.faults import refuse

MOST = 3
"""So many priorities are suggested at most: a list of everything is a list of nothing."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Where a measure's events were, each hexagon tested; ``unknown`` says why that is not known.

    ``untested`` says why nothing could be tested, if so: then every z is 0 and every p is 1.
    """

    hexagons: tuple[Hexagon, ...] = ()
    bounded: bool = False
    placeless: int | None = None
    unknown: str = ""
    untested: str = ""


def build(
    release: Release,
    name: str,
    place: Place,
    *,
    areas: Areas,
    populations: Populations,
    seen: Mapping[str, Seen],
    chosen: Sequence[Priority],
    commentary: str,
    made_on: date,
) -> Profile:
    """The profile of ``place`` from ``release``, which is called ``name``.

    ``seen`` has an entry for each measure that is to be looked at on the map. Without a priority
    ``chosen`` by the partnership those that stand out are suggested. Refused where the release says
    nothing of the place.
    """
    wider = next((p for p in release.places if p.code == place.within), None)
    lines = tuple(_lines(release, place, wider))
    if not lines:
        raise refuse(
            f"the release says nothing of {place.name}",
            where="profile",
            expected="a district of which the release holds figures",
            remedy="name one of the districts on the page of districts",
        )
    return Profile(
        place=place,
        wider=wider,
        quarter=release.quarter,
        release=name,
        made_on=made_on,
        board=release.board,
        attribution=release.attribution,
        groups=tuple(_groups(areas, populations, place, wider, release.quarter.last.year)),
        lines=lines,
        spreads=tuple(
            _spread(measure, seen[measure.key])
            for measure in release.measures
            if measure.key in seen
        ),
        priorities=tuple(chosen) or tuple(_suggested(release, lines)),
        commentary=commentary.strip(),
    )


def _lines(release: Release, place: Place, wider: Place | None) -> Iterable[Line]:
    for measure in release.measures:
        here = release.of(measure.key, place.code)
        if here is not None:
            there = release.of(measure.key, wider.code) if wider else None
            yield Line(measure, here, _beside(release, measure, here, there))


def _beside(
    release: Release, measure: Measure, here: Assessment, there: Assessment | None
) -> Compared | None:
    if there is None:
        return None
    better = measure.better_at(release.quarter.last)
    own, theirs = Given(here.figure, here.period), Given(there.figure, there.period)
    return compare(measure, own, there.area, theirs, better)


def _groups(
    areas: Areas, populations: Populations, place: Place, wider: Place | None, year: int
) -> Iterable[Group]:
    """Every group of people that is held, in the year nearest to the quarter's."""
    for group in dict.fromkeys(row.group for row in populations.rows):
        own = populations.denominator(areas, place.code, group, year)
        if own is None:
            continue
        whole = populations.denominator(areas, wider.code, group, own.year) if wider else None
        alike = whole is not None and whole.year == own.year and whole.persons > 0
        share = 100 * own.persons / whole.persons if whole and alike else None
        yield Group(group, own.persons, own.year, own.source, share)


def _spread(measure: Measure, found: Seen) -> Spread:
    held = bands(measure.suppress_to)
    spots = tuple(
        Spot(hexagon.cell, band_of(hexagon.events, held), hexagon.heat())
        for hexagon in found.hexagons
    )
    return Spread(measure.key, spots, found.bounded, found.placeless, found.unknown, found.untested)


def _suggested(release: Release, lines: Iterable[Line]) -> Iterable[Priority]:
    """What is worse than the wider area or stands out for the worse; counted measures only."""
    found: list[Priority] = []
    for line in lines:
        because = _concern(release, line)
        if because and line.measure.is_counted:
            found.append(Priority(line.measure.key, Footing.SUGGESTED, because))
    return found[:MOST]


def _concern(release: Release, line: Line) -> str:
    why = stands_out(line.measure, line.assessment, release.quarter.last)
    beside = line.beside
    reasons = []
    if why is not None and ("worse" in why or "trigger" in why):
        reasons.append(f"it is {why}")
    if beside is not None and beside.verdict.value == "worse":
        wider = release.place(beside.area).name
        reasons.append(f"it is statistically worse than {wider} as a whole")
    return " and ".join(reasons)
