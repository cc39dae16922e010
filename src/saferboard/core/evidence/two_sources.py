"""Two sources that count much of the same: side by side, and joined only by a measured overlap.

With A and B the two figures and s the share of B's incidents that A holds too, the distinct
incidents are A + B - sB, and the limits of s give theirs (inclusion and exclusion). They cannot be
fewer than the larger of the two figures. While s was never measured nothing is added up.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from saferboard.core.document.tree import Chart, Column, Mark, Point, Series, Table
from saferboard.core.evidence.assessment import Assessment
from saferboard.core.evidence.figures import Figure, Number, Suppressed
from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.words import figure_words, number


@dataclass(frozen=True, slots=True)
class Overlap:
    """What was measured: how many per cent of one source's incidents the other holds too."""

    area: str
    period: Period
    of: str
    per_cent: float
    lower: float
    upper: float
    method: str
    measured: date


@dataclass(frozen=True, slots=True)
class TwoSources:
    """Two measures in one unit that share incidents, and what is known of how many.

    ``beside`` are further counts, shown with them and never joined. ``unknown`` says why the
    overlap is not known where none of ``overlaps`` speaks for an area and period. ``called`` are
    short names of the sources, for charts: the two, then those beside them.
    """

    key: str
    name: str
    measures: tuple[str, str]
    unknown: str
    beside: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    overlaps: tuple[Overlap, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Every source: the two that may be joined, then those beside them."""
        return (*self.measures, *self.beside)

    def named(self, measure: Measure) -> Measure:
        """A source under its short name, where one is declared."""
        names = dict(zip(self.keys, self.called, strict=False))
        return replace(measure, name=names.get(measure.key, measure.name))

    def known(self, area: str, period: Period | None) -> Overlap | None:
        """The newest measured overlap of exactly that area and period."""
        found = [o for o in self.overlaps if (o.area, o.period) == (area, period)]
        return max(found, key=lambda o: o.measured, default=None)


@dataclass(frozen=True, slots=True)
class Distinct:
    """Incidents that stand in one source at least: a value between limits."""

    value: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Joined:
    """What may be said of both sources together, and in words why no more."""

    distinct: Distinct | None
    overlap: Overlap | None
    words: str


def distinct(first: float, second: float, share: tuple[float, float, float]) -> Distinct | None:
    """Of ``second`` the share (value, lower, upper, each from 0 to 1) stands in ``first`` too.

    None if it would be more than the first source holds at all: then one of the two is wrong.
    """
    value, lower, upper = share
    if value * second > first:
        return None
    most = max(first, second)

    def without(shared: float) -> float:
        return max(first + second - shared * second, most)

    return Distinct(without(value), without(upper), without(lower))


def joined(both: TwoSources, first: Measure, a: Assessment | None, b: Assessment | None) -> Joined:
    """What the two figures of one area say together. ``first`` says how numbers are written."""
    if a is None or b is None:
        return Joined(None, None, "One source has no figure here, so there is nothing to join.")
    if isinstance(a.figure, Suppressed) or isinstance(b.figure, Suppressed):
        return Joined(None, None, "One figure is suppressed, so nothing is said of both together.")
    if not isinstance(a.figure, Number) or not isinstance(b.figure, Number):
        return Joined(None, None, "One figure is not known, so there is nothing to join.")
    if a.period != b.period:
        return Joined(None, None, "The two figures are of different periods and are not joined.")
    return _joined(both, first, a, a.figure.value, b.figure.value)


def _joined(both: TwoSources, first: Measure, a: Assessment, ours: float, theirs: float) -> Joined:
    unit = f" {first.unit}" if first.unit else ""
    found = both.known(a.area, a.period)
    if found is None:
        least = number(max(ours, theirs), first)
        return Joined(
            None,
            None,
            f"{both.unknown} So the two are not added up: together they tell of at least {least}"
            f"{unit}, the larger of the two.",
        )
    share = (found.per_cent / 100, found.lower / 100, found.upper / 100)
    pair = (ours, theirs) if found.of == both.measures[1] else (theirs, ours)
    result = distinct(*pair, share)
    if result is None:
        return Joined(
            None,
            found,
            f"The declared overlap ({found.per_cent:g}%) is more than the other source holds, so "
            "one of the figures is wrong and the two are not joined.",
        )
    low, high = number(result.lower, first), number(result.upper, first)
    return Joined(
        result,
        found,
        f"Between {low} and {high}{unit} distinct, about {number(result.value, first)}: "
        f"{found.per_cent:g}% ({found.lower:g}% to {found.upper:g}%) of the incidents of one "
        f"source stand in the other too ({found.method}, measured {found.measured:%-d %B %Y}).",
    )


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area: the figure of each source, in the order of the sources, and the two joined."""

    area: str
    name: str
    said: tuple[Assessment | None, ...]
    joined: Joined


def side_by_side_chart(
    name: str, sources: tuple[Measure, ...], rows: tuple[AreaRow, ...]
) -> Chart | None:
    """Each area's figures beside one another, as bars; None where no area has two."""
    drawn = [row for row in rows if sum(_value(a) is not None for a in row.said) > 1]
    if not drawn:
        return None
    title = f"{name}: the sources side by side"
    first = drawn[0]
    return Chart(
        title=title,
        summary=f"In {first.name}: "
        + "; ".join(
            f"{one.name} {_cell(a, one)}" for one, a in zip(sources, first.said, strict=True)
        )
        + ". They share incidents and are not added up in the chart.",
        mark=Mark.BAR,
        unit=sources[0].unit,
        series=tuple(
            Series(one.name, tuple(_bar(row.name, row.said[n]) for row in drawn))
            for n, one in enumerate(sources)
        ),
        table=Table(
            caption=title,
            columns=(Column("Area"), *(Column(one.name, True) for one in sources)),
            rows=tuple(
                (row.name, *(_cell(a, one) for one, a in zip(sources, row.said, strict=True)))
                for row in drawn
            ),
        ),
    )


def trend_chart(
    name: str, place: str, sources: tuple[Measure, ...], said: tuple[Assessment | None, ...]
) -> Chart | None:
    """Each source's own line through time, broken where its series is; None with fewer than two."""
    lines = [
        line
        for one, a in zip(sources, said, strict=True)
        if a is not None
        for line in _stretches(one, a)
    ]
    if len({point.at for line in lines for point in line.points}) < 2:
        return None
    title = f"{name} over time, {place}"
    months = sorted({point.at for line in lines for point in line.points})
    cells = {(line.name, point.at): point.value for line in lines for point in line.points}
    return Chart(
        title=title,
        summary="Each line is one source’s value over twelve months to the month shown. A line "
        "that begins anew is not comparable with what went before.",
        mark=Mark.LINE,
        unit=sources[0].unit,
        series=tuple(lines),
        table=Table(
            caption=title,
            columns=(Column("Twelve months to"), *(Column(line.name, True) for line in lines)),
            rows=tuple(
                (Month.parse(m).words, *(_known(cells.get((line.name, m))) for line in lines))
                for m in months
            ),
            note=" ".join(
                f"{one.name} is not comparable before {broken.on.words}: {broken.why}"
                for one in sources
                for broken in one.breaks
            ),
        ),
    )


def _stretches(one: Measure, a: Assessment) -> Iterator[Series]:
    """A line for each stretch of months between the measure's declared breaks."""
    known = [(r.month, r.rolling) for r in a.series if r.rolling is not None]
    if not known:
        return
    edges = sorted(b.on for b in one.breaks if known[0][0] < b.on <= known[-1][0])
    starts = [known[0][0], *edges]
    ends = [*(edge.plus(-1) for edge in edges), known[-1][0]]
    for start, end in zip(starts, ends, strict=True):
        inside = tuple(Point(str(m), v) for m, v in known if start <= m <= end)
        when = "" if not edges else f", until {end.words}" if end < known[-1][0] else ""
        yield Series(f"{one.name}{when}", inside)


def _value(a: Assessment | None) -> float | None:
    return a.figure.value if a is not None and isinstance(a.figure, Number) else None


def _bar(name: str, a: Assessment | None) -> Point:
    figure: Figure | None = a.figure if a is not None else None
    if not isinstance(figure, Number):
        return Point(name, None)
    return Point(name, figure.value, figure.lower, figure.upper)


def _cell(a: Assessment | None, one: Measure) -> str:
    return "Not known" if a is None else figure_words(a.figure, one)


def _known(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"
