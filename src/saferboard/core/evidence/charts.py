"""The charts of a release, as values: the page and the paper draw the very same ones."""

from collections.abc import Iterable

from saferboard.core.document.tree import Chart, Column, LevelKind, Mark, Point, Series, Table
from saferboard.core.document.tree import Level as ChartLevel
from saferboard.core.evidence.assessment import Assessment
from saferboard.core.evidence.figures import Number, Suppressed
from saferboard.core.evidence.measures import Break, Kind, Line, Measure
from saferboard.core.evidence.periods import Month
from saferboard.core.evidence.release import Place, Release
from saferboard.core.evidence.words import figure_words, limits_words, number, rounded

Readings = list[tuple[Month, float | None]]
NOT_KNOWN = "Not known"
SUPPRESSED = "Suppressed"
GAPS = "Suppressed months are small counts, or would give one away; the line stops there."
UNITS = {Kind.PROPORTION: "per cent", Kind.MONEY: "pounds"}
WINDOW = "Twelve months to the month shown"


def levels(measure: Measure) -> tuple[ChartLevel, ...]:
    """Trigger, target and threshold: three different lines, each by its own name."""
    held: dict[LevelKind, Line | None] = {
        "trigger": measure.trigger,
        "target": measure.target,
        "threshold": measure.threshold,
    }
    return tuple(
        ChartLevel(name.capitalize(), line.value, name)
        for name, line in held.items()
        if line is not None
    )


def unit_of(measure: Measure) -> str:
    """What the axis says."""
    return UNITS.get(measure.kind, measure.unit)


def rolling_chart(measure: Measure, assessment: Assessment, place: Place) -> Chart | None:
    """The value over twelve months to each month (or each return); None with fewer than two.

    The line stops where months are not known or not shown and where the definition changed.
    """
    points = _known_span([(r.month, r.rolling) for r in assessment.series])
    hidden = {r.month for r in assessment.series if r.rolling_suppressed}
    known = [(m, v) for m, v in points if v is not None]
    if len(known) < 2:
        return None
    title = f"{measure.name}, {place.name}"
    (first_month, first), (last_month, last) = known[0], known[-1]
    low, high = min(known, key=lambda p: p[1]), max(known, key=lambda p: p[1])
    label = WINDOW if measure.is_counted else "As returned, by last month"
    summary = (
        f"From {number(first, measure)} in {first_month.words} to {number(last, measure)} in "
        f"{last_month.words}; lowest {number(low[1], measure)} ({low[0].words}), highest "
        f"{number(high[1], measure)} ({high[0].words})."
    )
    return Chart(
        title=title,
        summary=summary,
        mark=Mark.LINE,
        unit=unit_of(measure),
        series=_lines(label, points, measure),
        table=Table(
            caption=f"{title}: {label.lower()}",
            columns=(Column("Month"), Column(f"{measure.name} ({unit_of(measure)})", True)),
            rows=tuple(
                (m.words, _absent(m, hidden) if v is None else number(v, measure))
                for m, v in points
            ),
            note=_notes(measure, points, hidden),
        ),
        levels=levels(measure),
    )


def monthly_chart(measure: Measure, assessment: Assessment, place: Place) -> Chart | None:
    """Events month by month; None for a measure that is not counted from source rows."""
    points = _known_span([(r.month, r.events) for r in assessment.series])
    hidden = {r.month for r in assessment.series if r.suppressed}
    known = [(m, n) for m, n in points if n is not None]
    if len(known) < 2:
        return None
    low, high = min(known, key=lambda p: p[1]), max(known, key=lambda p: p[1])
    title = f"{measure.name} by month, {place.name}"
    return Chart(
        title=title,
        summary=f"Between {low[1]:,.0f} ({low[0].words}) and {high[1]:,.0f} ({high[0].words}) a "
        f"month; {known[-1][1]:,.0f} in {known[-1][0].words}.",
        mark=Mark.LINE,
        unit="events a month",
        series=_lines("Events", points, measure),
        table=Table(
            caption=title,
            columns=(Column("Month"), Column("Events", True)),
            rows=tuple(
                (m.words, _absent(m, hidden) if n is None else f"{n:,.0f}") for m, n in points
            ),
            note=_notes(measure, points, hidden),
        ),
    )


def _absent(month: Month, hidden: set[Month]) -> str:
    """What stands where a month has no value: it is not shown, or nobody knows it."""
    return SUPPRESSED if month in hidden else NOT_KNOWN


def _notes(measure: Measure, points: Readings, hidden: set[Month]) -> str:
    """What to write below the table: where its line stops, and why."""
    stops = any(value is None and month in hidden for month, value in points)
    return " ".join(filter(None, (_not_comparable(measure, points), GAPS if stops else "")))


def _known_span(points: Iterable[tuple[Month, float | None]]) -> Readings:
    """From the first known value to the last; what is not known between them stays in place."""
    held = list(points)
    known = [index for index, (_, value) in enumerate(held) if value is not None]
    return held[known[0] : known[-1] + 1] if known else []


def _lines(name: str, points: Readings, measure: Measure) -> tuple[Series, ...]:
    """One line, or one for each stretch between declared breaks: nothing is drawn across one."""
    edges = [b.on for b in _breaks_within(measure, points)]
    starts = [points[0][0], *edges]
    ends = [*(edge.plus(-1) for edge in edges), points[-1][0]]
    names = [f"Until {end.words}" for end in ends[:-1]] + [f"From {starts[-1].words}"]
    return tuple(
        Series(
            stretch if edges else name,
            tuple(Point(str(m), v) for m, v in points if start <= m <= end),
        )
        for stretch, start, end in zip(names, starts, ends, strict=True)
    )


def _breaks_within(measure: Measure, points: Readings) -> list[Break]:
    first, last = points[0][0], points[-1][0]
    return sorted((b for b in measure.breaks if first < b.on <= last), key=lambda b: b.on)


def _not_comparable(measure: Measure, points: Readings) -> str:
    """What to write below the table of a series that was broken."""
    return " ".join(
        f"Not comparable before {broken.on.words}: {broken.why}"
        for broken in _breaks_within(measure, points)
    )


def district_chart(
    release: Release, measure: Measure, assessments: tuple[Assessment, ...]
) -> Chart | None:
    """The districts of the headline area side by side, highest first, with 95% limits.

    The headline area itself is drawn as a level. None when fewer than two have a figure.
    """
    within = {p.code: p for p in release.places if p.within == release.area}
    found = [
        (within[a.area], a, a.figure)
        for a in assessments
        if a.area in within and isinstance(a.figure, Number)
    ]
    if len(found) < 2:
        return None
    found.sort(key=lambda item: (-item[2].value, item[0].name))
    whole = next((a.figure for a in assessments if a.area == release.area), None)
    headline = release.place(release.area).name
    period = found[0][1].period
    title = f"{measure.name} by district" + (f", {period.words}" if period else "")
    top, bottom = found[0], found[-1]
    summary = (
        f"Highest in {top[0].name} ({number(top[2].value, measure)}), lowest in {bottom[0].name} "
        f"({number(bottom[2].value, measure)})"
    )
    level: tuple[ChartLevel, ...] = ()
    if isinstance(whole, Number):
        summary += f"; {headline} as a whole {number(whole.value, measure)}"
        # Rounded, so that the label on the line says what the table says.
        level = (
            ChartLevel(headline, float(rounded(whole.value, measure.places).replace(",", ""))),
        )
    return Chart(
        title=title,
        summary=summary + ".",
        mark=Mark.BAR,
        unit=unit_of(measure),
        series=(
            Series(
                measure.name,
                tuple(Point(p.name, f.value, f.lower, f.upper) for p, _, f in found),
            ),
        ),
        table=_district_table(title, measure, found, _not_shown(within, assessments)),
        levels=level,
    )


def _not_shown(within: dict[str, Place], assessments: tuple[Assessment, ...]) -> str:
    names = [
        within[a.area].name
        for a in assessments
        if a.area in within and isinstance(a.figure, Suppressed)
    ]
    return f"Suppressed, so neither drawn nor ranked: {', '.join(names)}." if names else ""


def _district_table(
    title: str, measure: Measure, found: list[tuple[Place, Assessment, Number]], note: str
) -> Table:
    return Table(
        caption=title,
        columns=(
            Column("District"),
            Column("Value", True),
            Column("95% limits", True),
            Column("Year before", True),
            Column("Rank", True),
        ),
        rows=tuple(
            (
                place.name,
                figure_words(a.figure, measure),
                limits_words(a.figure, measure),
                figure_words(a.previous, measure),
                str(a.rank) if a.rank else "–",
            )
            for place, a, _ in found
        ),
        note=note,
    )
