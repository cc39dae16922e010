"""The public version of an assessment: what is hidden is gone from every place where it stood.

What is worked out from hidden figures is worked out again from those that are shown, or left out:
a rank among all would tell between which two neighbours a hidden figure lies.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from saferboard.core.evidence.assessment import Assessment, Reading, Returned
from saferboard.core.evidence.change import change, direction
from saferboard.core.evidence.comparison import Compared, Verdict
from saferboard.core.evidence.control_verdict import verdict
from saferboard.core.evidence.figures import Figure, Number, Suppressed
from saferboard.core.evidence.measures import Kind, Measure, Rag
from saferboard.core.evidence.peers import AS_PRINTED, PeerSet, position, rank
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.rag import judge
from saferboard.core.evidence.release import Release
from saferboard.core.evidence.words import comparable

POPULATION_NOTE = "Both figures are taken over the population"


@dataclass(frozen=True, slots=True)
class Covers:
    """What one assessment may not show: months, twelve months to these, figures, returns."""

    months: frozenset[Month] = frozenset()
    ends: frozenset[Month] = frozenset()
    figure: bool = False
    previous: bool = False
    returned: frozenset[Month] = frozenset()
    periods: frozenset[Period] = frozenset()
    notes: bool = False

    def __bool__(self) -> bool:
        return bool(
            self.months or self.ends or self.figure or self.previous or self.returned or self.notes
        )


def reason(measure: Measure) -> str:
    """Why a figure is suppressed. The same for small ones and for those that keep them open."""
    up_to = measure.suppress_to
    small = {0: "small counts of other measures", 1: "counts of 1"}.get(up_to)
    small = small or f"counts from 1 to {up_to}"
    return f"{small} are not shown in public, nor what would give one away"


def covered_up(a: Assessment, measure: Measure, covers: Covers, quarter: Period) -> Assessment:
    """An assessment without what it may not show, not yet ranked and judged.

    It is made of what is known to be safe: a part that is added to assessments one day stays out
    until somebody has thought about it here.
    """
    hidden = Suppressed(reason(measure))
    figure: Figure = hidden if covers.figure else a.figure
    previous: Figure = hidden if covers.previous else a.previous
    moved = change(figure, previous, measure.kind)
    shown = Assessment(
        measure=a.measure,
        area=a.area,
        period=a.period,
        figure=figure,
        previous_period=a.previous_period,
        previous=previous,
        change=moved,
        direction=direction(moved, measure.better_at(quarter.last), measure.dead_band),
        judgement=a.judgement,
        denominator_year=a.denominator_year,
        denominator_source=a.denominator_source,
        rank=a.rank,
        position=a.position,
        states=a.states,
        notes=tuple(n for n in a.notes if not covers.notes or n.startswith(POPULATION_NOTE)),
        sources=a.sources,
        series=tuple(_reading(r, measure, covers) for r in a.series),
        compared=a.compared,
        returned=tuple(_returned(r, covers) for r in a.returned),
        actuals=tuple(one for one in a.actuals if one.period not in covers.periods),
    )
    return replace(shown, control=verdict(measure, shown, quarter))


def _reading(r: Reading, measure: Measure, covers: Covers) -> Reading:
    if r.month in covers.months and r.events is not None:
        over = None if measure.kind is Kind.PROPORTION else r.over
        r = replace(r, events=None, over=over, suppressed=True)
    if r.month in covers.ends and r.rolling is not None:
        r = replace(r, rolling=None, rolling_suppressed=True)
    return r


def _returned(r: Returned, covers: Covers) -> Returned:
    if r.last not in covers.returned or r.value is None:
        return r
    return Returned(r.last, None, suppressed=True)


def ranked_again(release: Release, found: Sequence[Assessment]) -> tuple[Assessment, ...]:
    """Rank, compare and judge by what is shown, every assessment that this touches."""
    measures = {m.key: m for m in release.measures}
    before = {(a.measure, a.area): a for a in release.assessments}
    touched = {a.measure for a in found if a != before[a.measure, a.area]}
    by_measure: dict[str, list[Assessment]] = {key: [] for key in touched}
    for a in found:
        if a.measure in touched:
            by_measure[a.measure].append(a)
    done = {
        (a.measure, a.area): a
        for key, said in by_measure.items()
        for a in _of_measure(release, measures[key], said)
    }
    return tuple(
        _judged(release, measures[a.measure], done.get((a.measure, a.area), a), before)
        for a in found
    )


def _of_measure(release: Release, measure: Measure, said: Sequence[Assessment]) -> list[Assessment]:
    """The assessments of a measure, ranked among and compared with those that are shown."""
    figures = {a.area: a.figure for a in said}
    better = measure.better_at(release.quarter.last)
    peers = next((p for p in release.peer_sets if p.key == measure.peers), None)
    values = {
        a.area: a.figure.value
        for a in said
        if a.rank is not None and a.rank.peers != AS_PRINTED and isinstance(a.figure, Number)
    }
    again = []
    for a in said:
        a = replace(a, compared=tuple(_compared(c, a.figure, figures) for c in a.compared))
        if a.rank is not None and a.rank.peers != AS_PRINTED and better is not None:
            a = replace(
                a,
                rank=rank(values, a.area, better, a.rank.peers, a.rank.rule),
                position=position(values, a.area, better, *_quantiles(peers)),
            )
        elif isinstance(a.figure, Suppressed):
            a = replace(a, rank=None, position=None)
        again.append(a)
    return again


def _quantiles(peers: PeerSet | None) -> tuple[tuple[float, ...], ...]:
    return (peers.quantiles,) if peers else ()


def _compared(c: Compared, own: Figure, figures: dict[str, Figure]) -> Compared:
    theirs = figures.get(c.area, c.figure)
    if isinstance(own, Number) and theirs == c.figure:
        return c
    why = "this area’s figure" if not isinstance(own, Number) else "the wider area’s figure"
    state = own.state if not isinstance(own, Number) else theirs.state
    because = f"{why} is {'suppressed' if state == 'suppressed' else 'not known'}"
    return Compared(c.area, theirs, Verdict.UNTESTED, c.rule, because)


def _judged(
    release: Release,
    measure: Measure,
    a: Assessment,
    before: dict[tuple[str, str], Assessment],
) -> Assessment:
    whole = before[a.measure, a.area]
    if (a.figure, a.previous, a.position) == (whole.figure, whole.previous, whole.position):
        return a
    better = measure.better_at(release.quarter.last)
    judgement = judge(measure, a.figure, a.direction, better, a.position, comparable=comparable(a))
    hidden = [
        name
        for name, figure in (("the figure", a.figure), ("the earlier figure", a.previous))
        if isinstance(figure, Suppressed)
    ]
    if hidden and judgement.rag is Rag.GREY:
        judgement = replace(judgement, because=f"{hidden[0]} is suppressed")
    return replace(a, judgement=judgement)
