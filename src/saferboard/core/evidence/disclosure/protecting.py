"""From a release to its public version: small counts out, and whatever would give one away.

The rule is the Board's: a count from 1 to the measure's ``suppress_to`` is not shown. Beyond it,
enough is hidden that anybody who puts together all that is published, earlier releases included,
still cannot tell which of the small counts it is (see ``moving`` for why, docs/explanation for the
rule in words). Months pay before twelve months do, parts before wholes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from saferboard.core.evidence.assessment import Assessment
from saferboard.core.evidence.disclosure.grid import Grid, grid_of, nodes_of
from saferboard.core.evidence.disclosure.hiding import Hidden, Touch
from saferboard.core.evidence.disclosure.known import known_from
from saferboard.core.evidence.disclosure.moving import Search, Target
from saferboard.core.evidence.disclosure.public import Covers, covered_up, ranked_again
from saferboard.core.evidence.disclosure.returned import covers_of_returns
from saferboard.core.evidence.disclosure.shares import small_shares
from saferboard.core.evidence.disclosure.targets import is_small, primaries, targets
from saferboard.core.evidence.figures import Number, Suppressed
from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.release import Release


@dataclass(frozen=True, slots=True)
class Bounded:
    """A small count that earlier publications bound more tightly than declared.

    ``measures`` are the keys of those that give it. A ``rest`` is what the parts of that count
    leave of it: events in no district, or in no measure of their own.
    """

    measures: tuple[str, ...]
    area: str
    period: Period
    rest: bool = False


@dataclass(frozen=True, slots=True)
class Protection:
    """A public version, and what an analyst should know of how it came about.

    ``bounded`` is never for the public: what can be hidden of it is hidden, but what is out cannot
    be taken back.
    """

    release: Release
    small: int
    others: int
    months: int
    bounded: tuple[Bounded, ...]

    @property
    def unproven(self) -> int:
        """How many small counts earlier publications bound more tightly than declared."""
        return len(self.bounded)

    @property
    def figures(self) -> int:
        """Figures that the public is not shown."""
        return self.small + self.others


def protect(release: Release, published: Sequence[Release] = ()) -> Release:
    """The public version of a release, given the public versions of those published before it."""
    return protection(release, published).release


def protection(release: Release, published: Sequence[Release] = ()) -> Protection:
    """The same, with what was hidden and why. The same arguments give the same answer."""
    known = known_from(published, release)
    grid = grid_of(release, known.nodes, known.first)
    hidden = Hidden(grid, known)
    for row, small_months, small_ends in primaries(grid):
        hidden.hide(Touch((hidden.number[row],), frozenset(small_months), frozenset(small_ends)))
    extra: list[Target] = []
    for touch, open_too in small_shares(release, hidden):
        hidden.hide(touch)
        extra += open_too
    bounded = [_bounded(target, grid, release) for target in _search(grid, hidden, extra)]
    measures = {m.key: m for m in release.measures}
    covers = [_covers(a, measures[a.measure], hidden) for a in release.assessments]
    returned, unsafe = covers_of_returns(release, published)
    bounded += [Bounded((key,), area, period) for key, (area, period) in unsafe]
    covers = [c or returned.get(n, Covers()) for n, c in enumerate(covers)]
    shown = [
        covered_up(a, measures[a.measure], cover, release.quarter) if cover else a
        for a, cover in zip(release.assessments, covers, strict=True)
    ]
    public = _whole(release, ranked_again(release, shown), any(covers))
    small = _count_small(release, covers)
    return Protection(
        release=public,
        small=small,
        others=sum(_figures(c) for c in covers) - small,
        months=sum(len(c.months) for c in covers),
        bounded=tuple(bounded),
    )


def _search(grid: Grid, hidden: Hidden, extra: Iterable[Target]) -> list[Target]:
    """Hide what every small count needs; which of them earlier publications leave bounded."""
    search = Search(grid, hidden)
    return [target for target in (*targets(grid), *extra) if not search.protect(target)]


def _bounded(target: Target, grid: Grid, release: Release) -> Bounded:
    measures = (m for m in release.measures if m.is_counted and target.node in nodes_of(m))
    months = [grid.first.plus(t) for t in target.months]
    return Bounded(
        tuple(m.key for m in measures), target.area, Period(months[0], months[-1]), target.rest
    )


def _covers(a: Assessment, measure: Measure, hidden: Hidden) -> Covers:
    """What one assessment of a counted measure may not show."""
    if not measure.is_counted:
        return Covers()
    nodes = nodes_of(measure)
    grid = hidden.grid
    months = hidden.of((nodes[0], a.area)).months
    ends = {end for node in nodes for end in hidden.of((node, a.area)).ends}
    # No month after the quarter belongs in its release: what was not looked at is not shown.
    late = {r.month for r in a.series if grid.index(r.month) >= grid.length}
    given = {grid.first.plus(t) for t in ends} | late
    figure = a.period is not None and isinstance(a.figure, Number) and a.period.last in given
    previous = (
        a.previous_period is not None
        and isinstance(a.previous, Number)
        and a.previous_period.last in given
    )
    return Covers(
        months=frozenset({grid.first.plus(t) for t in months} | late)
        & {r.month for r in a.series if r.events is not None},
        ends=frozenset(given) & {r.month for r in a.series if r.rolling is not None},
        figure=figure,
        previous=previous,
        notes=figure or previous,
    )


def _figures(covers: Covers) -> int:
    return covers.figure + covers.previous


def _count_small(release: Release, covers: Sequence[Covers]) -> int:
    up_to = {m.key: m.suppress_to for m in release.measures}
    return sum(
        hidden and isinstance(figure, Number) and is_small(figure.numerator, up_to[a.measure])
        for a, c in zip(release.assessments, covers, strict=True)
        for hidden, figure in ((c.figure, a.figure), (c.previous, a.previous))
    )


def _whole(release: Release, said: tuple[Assessment, ...], altered: bool) -> Release:
    """The public release. A hash of what is partly hidden could be tried against guesses."""
    small = min((m.suppress_to for m in release.measures if m.suppress_to), default=0)
    unplaced = None if is_small(release.unplaced, small) else release.unplaced
    if not altered:
        return replace(release, unplaced=unplaced)
    silent = {(a.measure, a.area) for a in said if isinstance(a.figure, Suppressed)}
    silent |= {(a.measure, a.area) for a in said if isinstance(a.previous, Suppressed)}
    return Release(
        partnership=release.partnership,
        board=release.board,
        quarter=release.quarter,
        area=release.area,
        made_on=release.made_on,
        known_by=release.known_by,
        code_version=release.code_version,
        inputs=tuple(replace(i, sha256="") for i in release.inputs),
        places=release.places,
        outcomes=release.outcomes,
        measures=release.measures,
        assessments=said,
        disagreements=tuple(
            d for d in release.disagreements if (d.measure, release.area) not in silent
        ),
        unplaced=unplaced,
        attribution=release.attribution,
        two_sources=release.two_sources,
        peer_sets=release.peer_sets,
        retired=release.retired,
        surveys=release.surveys,
        frameworks=release.frameworks,
        inspections=release.inspections,
    )
