"""Funnels as charts: of a measure's peers or districts, and of every partnership in a table."""

from collections.abc import Callable, Iterable, Mapping

from saferboard.core.document.tree import Chart, Column, Level, Mark, Point, Series, Table
from saferboard.core.evidence.assessment import Assessment
from saferboard.core.evidence.charts import unit_of
from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.funnel import Curve, Funnel, Limits, Standing, funnel
from saferboard.core.evidence.measures import Kind, Measure
from saferboard.core.evidence.release import Release
from saferboard.core.evidence.words import number, rounded

LINES: tuple[tuple[str, Callable[[Curve], Limits]], ...] = (
    ("95% limits", lambda curve: curve.inner),
    ("99.8% limits", lambda curve: curve.outer),
)
OUTSIDE = (Standing.FAR_ABOVE, Standing.ABOVE, Standing.BELOW, Standing.FAR_BELOW)


def release_funnel(release: Release, measure: Measure, said: Iterable[Assessment]) -> Chart | None:
    """The measure's peers, or without peers the districts, where three or more can be drawn."""
    peers = next((p for p in release.peer_sets if p.key == measure.peers), None)
    within = {p.code for p in release.places if p.within == release.area}
    wanted = set(peers.areas) if peers else within
    held = [a for a in said if a.area in wanted and isinstance(a.figure, Number)]
    period = held[0].period if held else None
    figures = [
        (a.area, a.figure) for a in held if isinstance(a.figure, Number) and a.period == period
    ]
    drawn = funnel(measure, figures)
    if drawn is None or period is None:
        return None
    names = {place.code: place.name for place in release.places}
    among = peers.name if peers else f"districts of {release.place(release.area).name}"
    title = f"{measure.name} by size among {among}, {period.words}"
    return funnel_chart(title, measure, drawn, names)


def funnel_chart(
    title: str,
    measure: Measure,
    drawn: Funnel,
    names: Mapping[str, str],
    highlighted: frozenset[str] = frozenset(),
) -> Chart:
    """The funnel as a chart; ``names`` of places by code."""
    dots = sorted(drawn.dots, key=lambda dot: names[dot.code])
    sized = "Cases" if measure.kind is Kind.PROPORTION else "People"
    return Chart(
        title=title,
        summary=summary(measure, drawn, names),
        mark=Mark.FUNNEL,
        unit=unit_of(measure),
        series=(
            Series(
                "Places",
                tuple(
                    Point(
                        names[d.code],
                        d.value,
                        highlighted=d.code in highlighted,
                        along=float(d.size),
                    )
                    # The highlighted last, so that they lie on top.
                    for d in sorted(dots, key=lambda dot: dot.code in highlighted)
                ),
            ),
            *(
                Series(
                    name,
                    tuple(
                        Point(name, None, *limits(curve), False, curve.size)
                        for curve in drawn.curves
                    ),
                )
                for name, limits in LINES
            ),
        ),
        table=Table(
            caption=title,
            columns=(
                Column("Place"),
                Column(sized, True),
                Column("Value", True),
                Column("In the funnel"),
            ),
            rows=tuple(
                (
                    names[d.code],
                    f"{d.size:,.0f}",
                    number(d.value, measure),
                    d.standing[0].upper() + d.standing[1:],
                )
                for d in dots
            ),
            note="Lines show how far a place of its size may lie from the average of all that are "
            "drawn by chance alone. Outside them a difference is unlikely to be chance; it does "
            "not say why.",
        ),
        levels=(Level("Average", float(rounded(drawn.centre, measure.places).replace(",", ""))),),
        along=f"{sized} (each step to the right multiplies)",
    )


def summary(measure: Measure, drawn: Funnel, names: Mapping[str, str]) -> str:
    """Who lies outside the lines, in words; by number where they are many."""
    parts = []
    for standing in OUTSIDE:
        found = sorted(names[d.code] for d in drawn.dots if d.standing is standing)
        if found:
            who = f"{len(found)} places" if len(found) > 5 else ", ".join(found)
            verb = "lies" if len(found) == 1 else "lie"
            parts.append(f"{who} {verb} {standing}")
    inside = sum(1 for d in drawn.dots if d.standing is Standing.WITHIN)
    told = "; ".join(parts) or "None lies outside the 95% limits"
    return f"Average {number(drawn.centre, measure)}. {told}; {inside} of {len(drawn.dots)} within."
