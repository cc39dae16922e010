"""Shares of events: their whole, and those that are not in the share, may be small too."""

from collections.abc import Iterator

from saferboard.core.evidence.assessment import Assessment
from saferboard.core.evidence.disclosure.grid import Grid, counts_of, nodes_of, windows
from saferboard.core.evidence.disclosure.hiding import Hidden, Touch
from saferboard.core.evidence.disclosure.moving import Target
from saferboard.core.evidence.figures import Figure
from saferboard.core.evidence.measures import Kind, Measure
from saferboard.core.evidence.release import Release


def small_parts(figure: Figure, measure: Measure) -> bool:
    """Whether a figure's events, its whole or the others in its whole are a small count."""
    parts = counts_of(figure)
    return parts is not None and any(
        1 <= count <= measure.suppress_to for count in _told(measure, *parts)
    )


def _told(measure: Measure, events: int, whole: int) -> tuple[int, ...]:
    """The counts of people or events that two parts give away. A population is not one."""
    if measure.kind is Kind.PROPORTION:
        return events, whole, whole - events
    return (events, whole) if measure.kind is Kind.AVERAGE else (events,)


def small_shares(release: Release, hidden: Hidden) -> Iterator[tuple[Touch, list[Target]]]:
    """What counted shares may not show, and how their events must stay open for it.

    The whole is taken as known: then the others in it are as open as the events are.
    """
    grid = hidden.grid
    measures = {m.key: m for m in release.measures if m.is_counted}
    for a in release.assessments:
        measure = measures.get(a.measure)
        if measure is None or measure.kind is not Kind.PROPORTION:
            continue
        months, ends = _months(a, measure, grid), _ends(a, measure, grid)
        if not months and not ends:
            continue
        node = nodes_of(measure)[0]
        leaves, spots = grid.leaves[node], grid.spots[a.area]
        found = [
            Target(leaves, spots, span, *_needs(counts, measure), node, a.area)
            for end, counts in ends.items()
            if (span := tuple(range(max(0, end - 11), end + 1)))
        ]
        found += [
            Target(leaves, spots, (month,), *_needs(counts, measure), node, a.area)
            for month, counts in months.items()
        ]
        rows = tuple(hidden.number[n, a.area] for n in nodes_of(measure))
        yield Touch(rows, frozenset(months), frozenset(ends)), found


Parts = dict[int, tuple[int, int]]


def _months(a: Assessment, measure: Measure, grid: Grid) -> Parts:
    return {
        grid.index(r.month): (r.events, r.over)
        for r in a.series
        if r.events is not None and r.over is not None and _others_small(measure, r.events, r.over)
    }


def _ends(a: Assessment, measure: Measure, grid: Grid) -> Parts:
    """The whole of twelve months follows from their events and the share."""
    events = windows(grid.rows[nodes_of(measure)[0], a.area])
    found: Parts = {}
    for r in a.series:
        count = events[grid.index(r.month)]
        if count and r.rolling:
            found[grid.index(r.month)] = count, round(100 * count / r.rolling)
    for period, figure in ((a.period, a.figure), (a.previous_period, a.previous)):
        parts = counts_of(figure)
        if period is not None and parts is not None:
            found[grid.index(period.last)] = parts
    return {end: parts for end, parts in found.items() if _others_small(measure, *parts)}


def _others_small(measure: Measure, events: int, whole: int) -> bool:
    return any(1 <= count <= measure.suppress_to for count in (whole, whole - events))


def _needs(counts: tuple[int, int], measure: Measure) -> tuple[int, int]:
    """As many more events as leave one other, and as many fewer as leave the most others."""
    events, whole = counts
    others = whole - events
    return min(events, max(1, measure.suppress_to - others)), max(0, others - 1)
