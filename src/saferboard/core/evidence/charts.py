"""The charts of a release, as values: the page and the paper draw the very same ones."""

from saferboard.core.document.tree import Chart, Column, Mark, Point, Series, Table
from saferboard.core.document.tree import Level as ChartLevel
from saferboard.core.evidence.assessment import Assessment
from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.measures import Kind, Measure
from saferboard.core.evidence.release import Place, Release
from saferboard.core.evidence.words import figure_words, limits_words, number, rounded

WINDOW = "Twelve months to the month shown"


def levels(measure: Measure) -> tuple[ChartLevel, ...]:
    """Trigger, target and threshold: three different lines, each by its own name."""
    held = {"Trigger": measure.trigger, "Target": measure.target, "Threshold": measure.threshold}
    return tuple(ChartLevel(name, line.value) for name, line in held.items() if line is not None)


def unit_of(measure: Measure) -> str:
    """What the axis says."""
    return "per cent" if measure.kind is Kind.PROPORTION else measure.unit


def rolling_chart(measure: Measure, assessment: Assessment, place: Place) -> Chart | None:
    """The value over twelve months to each month (or each return); None with fewer than two."""
    points = [(r.month, r.rolling) for r in assessment.series if r.rolling is not None]
    if len(points) < 2:
        return None
    title = f"{measure.name}, {place.name}"
    (first_month, first), (last_month, last) = points[0], points[-1]
    low, high = min(points, key=lambda p: p[1]), max(points, key=lambda p: p[1])
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
        series=(Series(label, tuple(Point(str(m), v) for m, v in points)),),
        table=Table(
            caption=f"{title}: {label.lower()}",
            columns=(Column("Month"), Column(f"{measure.name} ({unit_of(measure)})", True)),
            rows=tuple((m.words, number(v, measure)) for m, v in points),
        ),
        levels=levels(measure),
    )


def monthly_chart(measure: Measure, assessment: Assessment, place: Place) -> Chart | None:
    """Events month by month; None for a measure that is not counted from source rows."""
    points = [(r.month, r.events) for r in assessment.series if r.events is not None]
    if len(points) < 2:
        return None
    low, high = min(points, key=lambda p: p[1]), max(points, key=lambda p: p[1])
    title = f"{measure.name} by month, {place.name}"
    return Chart(
        title=title,
        summary=f"Between {low[1]:,} ({low[0].words}) and {high[1]:,} ({high[0].words}) a month; "
        f"{points[-1][1]:,} in {points[-1][0].words}.",
        mark=Mark.LINE,
        unit="events a month",
        series=(Series("Events", tuple(Point(str(m), float(n)) for m, n in points)),),
        table=Table(
            caption=title,
            columns=(Column("Month"), Column("Events", True)),
            rows=tuple((m.words, f"{n:,}") for m, n in points),
        ),
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
        table=_district_table(title, measure, found),
        levels=level,
    )


def _district_table(
    title: str, measure: Measure, found: list[tuple[Place, Assessment, Number]]
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
    )
