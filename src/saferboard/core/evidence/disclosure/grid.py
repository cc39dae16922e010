"""Every count of source rows that a release gives, by what is counted, area and month.

A rate, its limits and its change are all worked out from a count, so what protects the counts
protects them. A count is additive three ways: over categories, over areas, over months. What the
parts leave of a whole (events without a district, categories without a measure of their own) is a
leaf like another: anybody can subtract.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from saferboard.core.evidence.assessment import Assessment
from saferboard.core.evidence.disclosure.categories import (
    Leaf,
    Taken,
    counted_by,
    parts_of,
    taken_of,
)
from saferboard.core.evidence.figures import Figure, Number
from saferboard.core.evidence.measures import Kind, Measure
from saferboard.core.evidence.periods import Month
from saferboard.core.evidence.release import Release

YEAR = 12
Values = tuple[int | None, ...]
Row = tuple[Taken, str]


@dataclass(frozen=True, slots=True)
class Spot:
    """An area that is not divided further, or (``rest``) what the parts of it leave."""

    area: str
    rest: bool = False


@dataclass(frozen=True)
class Grid:
    """``rows`` hold the events by month; ``within`` the area that each area lies in.

    ``nodes`` are all counts that are given, those of earlier releases among them: a node without
    rows is known from elsewhere only. ``up_to`` is the largest small count of each node.
    """

    first: Month
    length: int
    rows: dict[Row, Values]
    nodes: tuple[Taken, ...]
    areas: tuple[str, ...]
    within: dict[str, str]
    up_to: dict[Taken, int]
    _leaf_values: dict[tuple[Leaf, Spot], Values] = field(default_factory=dict, repr=False)

    def index(self, month: Month) -> int:
        """The place of a month on the time axis."""
        return month.since(self.first)

    @cached_property
    def counted(self) -> tuple[Taken, ...]:
        """The nodes that this release counts."""
        held = {node for node, _ in self.rows}
        return tuple(node for node in self.nodes if node in held)

    @cached_property
    def leaves(self) -> dict[Taken, tuple[Leaf, ...]]:
        """The leaves that each node is made of, the rest of every whole among them."""
        parts = {node: parts_of(node, self.counted) for node in self.counted}

        def found(node: Taken) -> tuple[Leaf, ...]:
            if not parts[node]:
                return (Leaf(node),)
            below = tuple(leaf for part in parts[node] for leaf in found(part))
            return (*below, Leaf(node, parts[node]))

        return {node: found(node) for node in self.counted}

    @cached_property
    def children(self) -> dict[str, tuple[str, ...]]:
        """The areas that lie in each area, and in no smaller one that is given."""
        found: dict[str, list[str]] = {area: [] for area in self.areas}
        for area in self.areas:
            around = self.within.get(area)
            while around is not None and around not in found:
                around = self.within.get(around)
            if around is not None:
                found[around].append(area)
        return {area: tuple(inside) for area, inside in found.items()}

    @cached_property
    def spots(self) -> dict[str, tuple[Spot, ...]]:
        """The undivided areas that each area is made of, the rest of every whole among them."""

        def found(area: str) -> tuple[Spot, ...]:
            if not self.children[area]:
                return (Spot(area),)
            below = tuple(spot for child in self.children[area] for spot in found(child))
            return (*below, Spot(area, rest=True))

        return {area: found(area) for area in self.areas}

    def lies_in(self, spot: Spot, area: str) -> bool:
        """Whether an undivided area is (part of) an area."""
        here: str | None = spot.area
        while here is not None:
            if here == area:
                return True
            here = self.within.get(here)
        return False

    def values(self, leaf: Leaf, spot: Spot) -> Values:
        """Events by month where nothing is divided further; None where they are not known.

        What is left is never below zero: where the parts outgrow the whole the two do not add up,
        and nobody can subtract.
        """
        key = (leaf, spot)
        if key not in self._leaf_values:
            self._leaf_values[key] = self._worked_out(leaf, spot)
        return self._leaf_values[key]

    def _worked_out(self, leaf: Leaf, spot: Spot) -> Values:
        if leaf.parts:
            whole = self.values(Leaf(leaf.taken), spot)
            return _left(whole, [self.values(Leaf(part), spot) for part in leaf.parts])
        nothing: Values = (None,) * self.length
        held = self.rows.get((leaf.taken, spot.area), nothing)
        if not spot.rest:
            return held
        inside = [self.rows.get((leaf.taken, c), nothing) for c in self.children[spot.area]]
        return _left(held, inside)


def _left(whole: Values, parts: Sequence[Values]) -> Values:
    return tuple(
        None if total is None else max(0, total - sum(part[t] or 0 for part in parts))
        for t, total in enumerate(whole)
    )


def windows(values: Values) -> Values:
    """The sum of the twelve months to each; None where one of them is not known."""
    return tuple(
        sum(part)  # type: ignore[arg-type]
        if end + 1 >= YEAR and None not in (part := values[end + 1 - YEAR : end + 1])
        else None
        for end in range(len(values))
    )


def nodes_of(measure: Measure) -> tuple[Taken, ...]:
    """The counts that a counted measure gives away: its events and, for a share, its whole."""
    if measure.kind is Kind.PROPORTION:
        return counted_by(measure), taken_of(measure)
    return (counted_by(measure),)


def grid_of(
    release: Release, known_nodes: Iterable[Taken] = (), first: Month | None = None
) -> Grid:
    """The counts of a release, on a time axis that begins with ``first`` if that is earlier."""
    counted = {m.key: m for m in release.measures if m.is_counted}
    said = [a for a in release.assessments if a.measure in counted]
    last = release.quarter.last
    begin = min(
        [r.month for a in said for r in a.series]
        + [last.plus(1 - 2 * YEAR)]
        + ([first] if first else [])
    )
    length = last.since(begin) + 1
    rows: dict[Row, Values] = {}
    up_to: dict[Taken, int] = {}
    for a in said:
        measure = counted[a.measure]
        for node, values in zip(nodes_of(measure), _counts(a, measure, begin, length), strict=True):
            held = rows.get((node, a.area))
            if held is None or all(v is None for v in held):
                rows[node, a.area] = values
            up_to[node] = max(up_to.get(node, 0), measure.suppress_to)
    codes = {a.area for a in said}
    return Grid(
        first=begin,
        length=length,
        rows=rows,
        nodes=tuple(dict.fromkeys((*(node for node, _ in rows), *known_nodes))),
        areas=tuple(p.code for p in release.places if p.code in codes),
        within={p.code: p.within for p in release.places if p.within is not None},
        up_to=up_to,
    )


def _counts(a: Assessment, measure: Measure, begin: Month, length: int) -> list[Values]:
    """By month: the events and, for a share, what they are a share of."""
    events: list[int | None] = [None] * length
    whole: list[int | None] = [None] * length
    for reading in a.series:
        at = reading.month.since(begin)
        if at < length:
            events[at], whole[at] = reading.events, reading.over
    if not any(e is not None for e in events):
        events, whole = _from_figures(a, begin, length)
    elif any(e is not None and w is None for e, w in zip(events, whole, strict=True)):
        whole = [None] * length
    return [tuple(events), tuple(whole)][: len(nodes_of(measure))]


def _from_figures(
    a: Assessment, begin: Month, length: int
) -> tuple[list[int | None], list[int | None]]:
    """Where no month is given: each figure's events as if all fell in its last month."""
    events: list[int | None] = [None] * length
    whole: list[int | None] = [None] * length
    for period, figure in ((a.previous_period, a.previous), (a.period, a.figure)):
        parts = counts_of(figure)
        if period is None or parts is None:
            continue
        end = period.last.since(begin)
        for at in range(max(0, end + 1 - len(period)), end):
            events[at] = events[at] or 0
            whole[at] = whole[at] or 0
        events[end], whole[end] = parts
    return events, whole


def counts_of(figure: Figure) -> tuple[int, int] | None:
    """The two parts of a figure; None if they are not known."""
    if not isinstance(figure, Number) or figure.numerator is None:
        return None
    return figure.numerator, figure.denominator or 0
