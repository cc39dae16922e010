"""What earlier public releases have already told: it cannot be taken back, so nothing leans on it.

A month or twelve months count as told where an earlier release gave them and nothing shows that
they have been restated since. A restated count is another count: the earlier one bounds it no more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from saferboard.core.evidence.assessment import Assessment
from saferboard.core.evidence.disclosure.categories import Taken
from saferboard.core.evidence.disclosure.grid import YEAR, nodes_of
from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.periods import Month
from saferboard.core.evidence.release import Release

Position = tuple[Taken, str, Month]


@dataclass(frozen=True, slots=True)
class Known:
    """Months, and ends of twelve months, that were given; with the areas they were given for."""

    months: frozenset[Position]
    ends: frozenset[Position]
    within: tuple[tuple[str, str], ...]

    @property
    def nodes(self) -> tuple[Taken, ...]:
        """Every count that was given."""
        return tuple(
            dict.fromkeys(node for node, _, _ in sorted(self.months | self.ends, key=repr))
        )

    @property
    def areas(self) -> frozenset[str]:
        """Every area that something was given for."""
        return frozenset(area for _, area, _ in self.months | self.ends)

    @property
    def first(self) -> Month | None:
        """The earliest month that was given."""
        return min((month for _, _, month in self.months | self.ends), default=None)


def known_from(published: Sequence[Release], now: Release) -> Known:
    """What the earlier releases tell of the counts of this one."""
    months: set[Position] = set()
    ends: set[Position] = set()
    within: dict[str, str] = {}
    today = {(a.measure, a.area): a for a in now.assessments}
    for release in published:
        within |= {p.code: p.within for p in release.places if p.within is not None}
        counted = {m.key: m for m in release.measures if m.is_counted}
        for a in release.assessments:
            if a.measure not in counted:
                continue
            restated = _restated(a, today.get((a.measure, a.area)))
            nodes = nodes_of(counted[a.measure])
            months |= {(nodes[0], a.area, m) for m in _months(a) if m not in restated}
            ends |= {
                (node, a.area, end)
                for end in _ends(a)
                if not any(end.plus(-back) in restated for back in range(YEAR))
                for node in nodes
            }
            if len(nodes) > 1:
                months |= {(nodes[1], a.area, r.month) for r in a.series if r.over is not None}
    return Known(frozenset(months), frozenset(ends), tuple(within.items()))


def _months(a: Assessment) -> Iterable[Month]:
    return (r.month for r in a.series if r.events is not None)


def _ends(a: Assessment) -> set[Month]:
    """The last months of every twelve that were given, in the series or as a figure."""
    found = {r.month for r in a.series if r.rolling is not None}
    for period, figure in ((a.period, a.figure), (a.previous_period, a.previous)):
        if period is not None and isinstance(figure, Number):
            found.add(period.last)
    return found


def _restated(then: Assessment, now: Assessment | None) -> set[Month]:
    """The months that the two give differently, and the ends of figures that they do."""
    if now is None:
        return set()
    held = {r.month: r.events for r in now.series}
    found = {
        r.month
        for r in then.series
        if r.events is not None and held.get(r.month, r.events) not in (r.events, None)
    }
    ours = {p: f for p, f in ((now.period, now.figure), (now.previous_period, now.previous)) if p}
    for period, figure in ((then.period, then.figure), (then.previous_period, then.previous)):
        other = ours.get(period) if period is not None else None
        if (
            period is not None
            and isinstance(figure, Number)
            and isinstance(other, Number)
            and figure.numerator != other.numerator
        ):
            found.add(period.last)
    return found
