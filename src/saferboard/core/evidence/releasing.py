"""A partnership and its counts become a release: every measure, everywhere, ranked and judged."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from saferboard.core.directory.areas import Area
from saferboard.core.evidence.assessing import Counted, Ground, assess_counted, assess_observed
from saferboard.core.evidence.assessment import Assessment, Direction, Position, Rank
from saferboard.core.evidence.comparison import Compared, Given, compare
from saferboard.core.evidence.control_verdict import verdict
from saferboard.core.evidence.figures import Missing, Number, Suppressed
from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.observations import Observation, Printed
from saferboard.core.evidence.peers import AS_PRINTED, PeerSet, position, rank
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.rag import judge
from saferboard.core.evidence.release import Disagreement, Input, Place, Release
from saferboard.core.evidence.surveying import surveyed
from saferboard.core.evidence.words import comparable
from saferboard.core.faults import refuse
from saferboard.core.partnership import Partnership

NOT_HELD = Given(Missing("no figure is held"), None)


@dataclass(frozen=True, slots=True)
class Held:
    """What the store holds for a release: counts by (measure, area), and events not placed."""

    counts: Mapping[tuple[str, str], Counted]
    unplaced: int
    inputs: tuple[Input, ...]


def build(
    partnership: Partnership,
    held: Held,
    quarter: Period,
    *,
    known_by: date,
    made_on: date,
    code_version: str,
) -> Release:
    """Freeze a quarter. The same inputs, dates and code give the same release, to the byte.

    Refused for a quarter that has not ended by ``known_by``, and for one of which nothing is known.
    """
    _must_have_ended(quarter, known_by)
    places = [area for area in partnership.areas if _existed(area, quarter)]
    ground = Ground(partnership.areas, partnership.populations)
    by_measure = _observations(partnership.observations)
    assessments: list[Assessment] = []
    for measure in partnership.measures:
        if _is_retired(measure, quarter):
            continue
        found = [
            assess_counted(measure, area.code, held.counts[measure.key, area.code], quarter, ground)
            for area in places
            if (measure.key, area.code) in held.counts
        ] or [
            assess_observed(measure, code, rows, quarter, known_by)
            for code, rows in by_measure.get(measure.key, {}).items()
        ]
        # Of a measure nobody had yet heard of there is nothing to say, not even that it is late.
        if any(a.series or not isinstance(a.figure, Missing) for a in found):
            judged = _judged(measure, found, partnership, quarter, known_by)
            compared = _compared(measure, judged, ground, quarter)
            assessments += [replace(a, control=verdict(measure, a, quarter)) for a in compared]
    if not any(isinstance(a.figure, Number | Suppressed) for a in assessments):
        raise refuse(
            f"nothing is known of {quarter.words}",
            where="release",
            expected="source rows or returns for at least one measure",
            remedy="load the quarter's data, or name another quarter",
        )
    said = {a.measure for a in assessments}
    further = partnership.further
    seen = tuple(i for i in further.inspections if i.was_known(quarter.last, known_by))
    return Release(
        partnership=partnership.name,
        board=partnership.board,
        quarter=quarter,
        area=partnership.area,
        made_on=made_on,
        known_by=known_by,
        code_version=code_version,
        inputs=held.inputs,
        places=tuple(Place(a.code, a.name, a.kind.value, a.parent) for a in places),
        outcomes=partnership.outcomes,
        measures=tuple(m for m in partnership.measures if m.key in said),
        assessments=tuple(assessments),
        disagreements=_disagreements(partnership, quarter, assessments, known_by),
        unplaced=held.unplaced,
        attribution=partnership.attribution,
        two_sources=partnership.two_sources,
        peer_sets=_peers_used(partnership, quarter, said),
        retired=tuple(m for m in partnership.measures if _is_retired(m, quarter)),
        surveys=surveyed(
            further.surveys,
            partnership.measures,
            partnership.observations,
            partnership.areas,
            quarter,
            known_by,
        ),
        frameworks=tuple(f for f in further.frameworks if f.key in {i.framework for i in seen}),
        inspections=seen,
    )


def _must_have_ended(quarter: Period, known_by: date) -> None:
    after = quarter.last.plus(1)
    if date(after.year, after.month, 1) > known_by + timedelta(days=1):
        raise refuse(
            f"{quarter.words} has not ended by {known_by:%-d %B %Y}",
            where="release",
            expected="a quarter whose last month is over",
            remedy="name an earlier quarter, or a later day to know things by",
        )


def _existed(area: Area, quarter: Period) -> bool:
    return area.exists_on(date(quarter.last.year, quarter.last.month, 1))


def _is_retired(measure: Measure, quarter: Period) -> bool:
    return measure.retired is not None and measure.retired <= quarter.last


def _peers_used(partnership: Partnership, quarter: Period, said: set[str]) -> tuple[PeerSet, ...]:
    """The lists in force that a measure of the release is ranked within, in their order."""
    keys = {m.peers for m in partnership.measures if m.key in said}
    return tuple(p for p in partnership.peer_sets if p.key in keys and p.holds_in(quarter.last))


def _compared(
    measure: Measure, found: list[Assessment], ground: Ground, quarter: Period
) -> list[Assessment]:
    """Each area held against the wider ones that the measure names; not those against another."""
    by_area = {a.area: Given(a.figure, a.period) for a in found}
    better = measure.better_at(quarter.last)

    def of(a: Assessment) -> tuple[Compared, ...]:
        year = (a.period or quarter).last.year
        people = ground.people(a.area, measure.population, year) if measure.work_back else None
        return tuple(
            compare(measure, by_area[a.area], code, by_area.get(code, NOT_HELD), better, people)
            for code in measure.compared_with
        )

    return [replace(a, compared=of(a)) if a.area not in measure.compared_with else a for a in found]


def _observations(rows: tuple[Observation, ...]) -> dict[str, dict[str, list[Observation]]]:
    found: dict[str, dict[str, list[Observation]]] = {}
    for row in rows:
        found.setdefault(row.measure, {}).setdefault(row.area, []).append(row)
    return found


def _judged(
    measure: Measure,
    found: list[Assessment],
    partnership: Partnership,
    quarter: Period,
    known_by: date,
) -> list[Assessment]:
    """Rank each area within the peer set in force, then judge it."""
    peers = partnership.peer_set(measure.peers, quarter.last) if measure.peers else None
    better = measure.better_at(quarter.last)
    values = {
        a.area: a.figure.value
        for a in found
        if peers is not None and a.area in peers.areas and isinstance(a.figure, Number)
    }
    printed = _printed(partnership, quarter, known_by).get(measure.key)
    judged = []
    for a in found:
        if peers is not None and better is not None:
            a = replace(
                a,
                rank=rank(values, a.area, better, peers.name, peers.rule),
                position=position(values, a.area, better, peers.quantiles),
            )
        if a.rank is None and a.area == partnership.area and printed is not None:
            a = _as_printed(a, printed)
        judgement = judge(
            measure, a.figure, a.direction, better, a.position, comparable=comparable(a)
        )
        judged.append(replace(a, judgement=judgement))
    return judged


def _printed(partnership: Partnership, quarter: Period, known_by: date) -> dict[str, Printed]:
    """The rows of the Board's own dashboard for the quarter, by measure, once it was printed."""
    return {
        row.measure: row
        for row in partnership.printed
        if row.quarter == quarter and row.meeting <= known_by
    }


def _as_printed(a: Assessment, row: Printed) -> Assessment:
    """With the Board's own comparison, where the peers' figures are not held to work it out."""
    place, _, of = row.rank.removeprefix("=").partition("/")
    return replace(
        a,
        rank=Rank(int(place), int(of), row.rank.startswith("="), AS_PRINTED) if of else None,
        position=Position(row.county) if row.county else None,
    )


def _disagreements(
    partnership: Partnership, quarter: Period, assessments: list[Assessment], known_by: date
) -> tuple[Disagreement, ...]:
    """Where the Board's own dashboard for the quarter printed another arrow than our rule gives."""
    ours = {a.measure: a for a in assessments if a.area == partnership.area}
    found = []
    for row in _printed(partnership, quarter, known_by).values():
        a = ours.get(row.measure)
        measure = partnership.measure(row.measure)
        if a is None or measure is None:
            continue
        printed = Direction(row.arrow)
        if a.direction not in (printed, Direction.UNKNOWN):
            moved = a.change.per_cent if a.change else None
            better = measure.better_at(quarter.last)
            found.append(
                Disagreement(
                    row.measure,
                    printed,
                    a.direction,
                    f"from {row.previous:g} to {row.current:g} is "
                    f"{'a change' if moved is None else format(moved, '+.1f') + '%'}, "
                    f"{better} is better, and up to {measure.dead_band:g}% counts as level",
                )
            )
    return tuple(found)
