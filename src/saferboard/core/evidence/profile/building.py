"""From a release and what was seen of places to a profile. Stores nothing, draws nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from saferboard.core.directory.areas import Areas
from saferboard.core.directory.populations import Populations
from saferboard.core.evidence.assessment import Assessment
from saferboard.core.evidence.comparison import Compared, Given, Verdict, compare
from saferboard.core.evidence.exceptions import (
    CHANGED,
    GOOD,
    PAST_TRIGGER,
    SIGNIFICANTLY_WORSE,
    WORSE,
    stands_out,
)
from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.measures import Kind, Measure
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.profile.hexagons import Seen
from saferboard.core.evidence.profile.located import HourCount
from saferboard.core.evidence.profile.profile import (
    Footing,
    Group,
    Line,
    Priority,
    Profile,
    Standing,
    Stood,
    Week,
)
from saferboard.core.evidence.profile.spreading import spreads
from saferboard.core.evidence.profile.weeks import FEWEST, week
from saferboard.core.evidence.release import Place, Release
from saferboard.core.faults import refuse

MOST = 3
"""So many priorities are suggested at most: a list of everything is a list of nothing."""

EVERYTHING = "*"
CONCERNS = {
    PAST_TRIGGER: "it is past its trigger",
    SIGNIFICANTLY_WORSE: "its control chart shows a significant change for the worse",
    WORSE: "it is worse than the year before",
    CHANGED: "its control chart shows a significant change",
}

DISTRICTS = frozenset({"district", "unitary"})


@dataclass(frozen=True, slots=True)
class Ground:
    """What the release does not hold: areas, populations, counts by hour."""

    areas: Areas
    populations: Populations
    hours: tuple[HourCount, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What people said: priorities (none: they are suggested) and a commentary."""

    priorities: tuple[Priority, ...] = ()
    commentary: str = ""


def priorities_of(release: Release, place: Place, said: Said) -> tuple[Priority, ...]:
    """The priorities of a place: those chosen that the release holds, else those suggested.

    Refused where the release says nothing of the place.
    """
    lines = _lines(release, place)
    if not lines:
        raise refuse(
            f"the release says nothing of {place.name}",
            where="profile",
            expected="a district of which the release holds figures",
            remedy="name one of the districts on the page of districts",
        )
    held = {line.measure.key for line in lines}
    chosen = tuple(p for p in said.priorities if p.measure in held)
    return chosen or tuple(_suggested(release, lines))


def build(
    release: Release,
    name: str,
    place: Place,
    *,
    ground: Ground,
    seen: Mapping[str, Seen],
    said: Said,
    before: Profile | None,
    made_on: date,
    credits: str = "",
) -> Profile:
    """The profile of ``place`` from ``release``, which is called ``name``.

    ``seen`` has an entry for each measure that is to be looked at on the map; ``before`` is the
    place's profile of the quarter before. ``credits`` names who drew its boundaries.
    """
    found = priorities_of(release, place, said)
    priorities = tuple(replace(p, since=_since(p.measure, release, before)) for p in found)
    keys = {p.measure for p in priorities}
    measures = {m.key: m for m in release.measures}
    return Profile(
        place=place,
        wider=_wider(release, place),
        quarter=release.quarter,
        release=name,
        made_on=made_on,
        board=release.board,
        attribution=" ".join(filter(None, [release.attribution.strip(), credits])),
        groups=tuple(_groups(release, place, ground)),
        lines=_lines(release, place),
        spreads=spreads([measures[key] for key in measures if key in seen], seen),
        weeks=tuple(_week(measures[p.measure], release, place, ground) for p in priorities),
        standings=tuple(_standing(release, measures[p.measure], place) for p in priorities),
        priorities=priorities,
        ended=tuple(_ended(before, keys)),
        commentary=said.commentary.strip(),
    )


def _wider(release: Release, place: Place) -> Place | None:
    return next((p for p in release.places if p.code == place.within), None)


def _lines(release: Release, place: Place) -> tuple[Line, ...]:
    wider = _wider(release, place)
    found = []
    for measure in release.measures:
        here = release.of(measure.key, place.code)
        if here is not None:
            found.append(Line(measure, here, _beside(release, measure, here, wider)))
    return tuple(found)


def _beside(
    release: Release, measure: Measure, here: Assessment, wider: Place | None
) -> Compared | None:
    there = release.of(measure.key, wider.code) if wider else None
    if there is None:
        return None
    better = measure.better_at(release.quarter.last)
    own, theirs = Given(here.figure, here.period), Given(there.figure, there.period)
    return compare(measure, own, there.area, theirs, better)


def _groups(release: Release, place: Place, ground: Ground) -> Iterable[Group]:
    """Every group of people that is held, in the year nearest to the quarter's.

    None where the areas have changed since the release and no longer hold the place.
    """
    held, areas, year = ground.populations, ground.areas, release.quarter.last.year
    wider = _wider(release, place)
    if any(p is not None and p.code not in areas for p in (place, wider)):
        return
    for group in dict.fromkeys(row.group for row in held.rows):
        own = held.denominator(areas, place.code, group, year)
        if own is None:
            continue
        whole = held.denominator(areas, wider.code, group, own.year) if wider else None
        alike = whole is not None and whole.year == own.year and whole.persons > 0
        share = 100 * own.persons / whole.persons if whole and alike else None
        yield Group(group, own.persons, own.year, own.source, share)


def _week(measure: Measure, release: Release, place: Place, ground: Ground) -> Week:
    names = ground.areas[place.code].names if place.code in ground.areas else (place.name,)
    return week(
        measure.key,
        measure.suppress_to,
        [
            count
            for count in ground.hours
            if count.measure == measure.key
            and count.last == release.quarter.last
            and count.district in names
        ],
    )


def _standing(release: Release, measure: Measure, place: Place) -> Standing:
    """Every district beside the area that this one lies in; by name."""
    wider = _wider(release, place)
    rows = []
    for other in sorted(release.places, key=lambda p: p.name):
        a = release.of(measure.key, other.code) if other.kind in DISTRICTS else None
        if a is not None:
            beside = _beside(release, measure, a, wider)
            verdict = beside.verdict if beside else Verdict.UNTESTED
            rows.append(Stood(other.code, other.name, a.figure, verdict))
    return Standing(measure.key, tuple(rows))


def _since(measure: str, release: Release, before: Profile | None) -> Period:
    for held in before.priorities if before else ():
        if held.measure == measure and before:
            return held.since or before.quarter
    return release.quarter


def _ended(before: Profile | None, keys: set[str]) -> Iterable[str]:
    for held in before.priorities if before else ():
        line = before.line(held.measure) if before else None
        if held.measure not in keys and line is not None:
            yield line.measure.name


def _suggested(release: Release, lines: Sequence[Line]) -> Iterable[Priority]:
    """What is worse than the wider area or stands out for the worse, and happens often enough.

    Those of which both is true come first, then those with most events beyond what the wider
    area's rate would give. The sum of all crimes is no priority: it says nothing to work on.
    """
    found: list[tuple[int, float, Priority]] = []
    for line in lines:
        figure = line.assessment.figure
        often = isinstance(figure, Number) and (figure.numerator or 0) >= FEWEST
        reasons = (
            _concerns(release, line) if often and EVERYTHING not in line.measure.counts else []
        )
        if reasons and line.measure.is_counted:
            priority = Priority(line.measure.key, Footing.SUGGESTED, " and ".join(reasons))
            found.append((-len(reasons), -_beyond(line), priority))
    found.sort(key=lambda item: item[:2])
    return [priority for _, _, priority in found[:MOST]]


def _concerns(release: Release, line: Line) -> list[str]:
    why = stands_out(line.measure, line.assessment, release.quarter.last)
    reasons = [] if why is None or why in GOOD else [CONCERNS[why]]
    if line.beside is not None and line.beside.verdict is Verdict.WORSE:
        wider = release.place(line.beside.area).name
        reasons.append(f"it is statistically worse than {wider} as a whole")
    return reasons


def _beyond(line: Line) -> float:
    """Events more than the wider area's rate would give here; 0 where that is not known."""
    own, beside = line.assessment.figure, line.beside
    if beside is None or not isinstance(own, Number) or not isinstance(beside.figure, Number):
        return 0.0
    if line.measure.kind is not Kind.RATE or own.numerator is None or own.denominator is None:
        return 0.0
    return own.numerator - beside.figure.value / line.measure.per * own.denominator
