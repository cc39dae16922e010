"""A funnel: places by size, the lines that chance draws round their average, and their names."""

from collections.abc import Iterator
from typing import Any

import altair as alt

from saferboard.core.document.text import plain
from saferboard.core.document.tree import Chart
from saferboard.engines.charts.figures import level_row
from saferboard.engines.charts.look import COLOURS, DASHES, FIGURES, INK, QUIET, SMALL

# More names than this would lie on one another: then only the highlighted are named, if few.
NAMED, FEW = 12, 3
HEIGHT = 340


def layers(chart: Chart) -> Iterator[alt.Chart]:
    """The lines first, then the places over them, then their names."""
    places, *bands = chart.series
    base = alt.Chart(alt.NamedData(FIGURES))
    along = alt.X(
        "along:Q",
        title=plain(chart.along),
        scale=alt.Scale(type="log", nice=False, padding=12),
        axis=alt.Axis(format=",~s", grid=False, tickCount=6),
    )
    # Among many places a few lie far out: a root scale keeps the rest apart.
    many = len(places.points) > NAMED
    scale = alt.Scale(type="sqrt") if many else alt.Scale(zero=False)
    up = alt.Y("value:Q", title=plain(chart.unit), scale=scale)
    for index, band in enumerate(bands):
        lines = base.transform_filter(alt.datum.series == plain(band.name))
        for edge in ("lower", "upper"):
            yield lines.mark_line(
                color=QUIET, strokeWidth=1.5, strokeDash=DASHES[index % len(DASHES)]
            ).encode(x=along, y=alt.Y(f"{edge}:Q"))
    yield _names_of_lines(base, chart, along)
    dots = base.transform_filter(alt.datum.series == plain(places.name))
    yield dots.mark_point(filled=True, stroke="white", strokeWidth=0.8).encode(
        x=along,
        y=up,
        color=_when_highlighted(COLOURS[0], "#5f8fbb"),
        size=_when_highlighted(110, 45 if many else 80),
        opacity=alt.value(1.0),
        tooltip=[
            alt.Tooltip("at:N", title="Where"),
            alt.Tooltip("value:Q", title=plain(chart.unit), format=",.2~f"),
            alt.Tooltip("along:Q", title=plain(chart.along), format=","),
        ],
    )
    named = dots.transform_filter("datum.highlighted") if many else dots
    if sum(point.highlighted for point in places.points) > FEW:
        named = named.transform_filter("false")
    for halo, width in (("white", 4), (None, 0)):
        yield named.mark_text(
            align="left", dx=8, color=INK, fontSize=SMALL, stroke=halo, strokeWidth=width
        ).encode(x=along, y=up, text="at:N")
    for index in range(len(chart.levels)):
        yield (
            alt.Chart(alt.NamedData(f"level-{index + 1}"))
            .mark_rule(color=INK, strokeWidth=1.5)
            .encode(y=alt.Y("value:Q"))
        )


def _names_of_lines(base: alt.Chart, chart: Chart, along: alt.X) -> Any:
    """What the lines are, above the widest of them, at the left where they lie furthest apart."""
    kinds = ("full line", "broken line", "dotted line")
    bands = chart.series[1:]
    levels = [f"{level_row(level)['name']}, black line" for level in chart.levels]
    lines = [f"{plain(b.name)}: {kind}" for b, kind in zip(bands, kinds, strict=False)]
    told = "; ".join([*lines, *levels])
    widest = bands[-1]
    return (
        base.transform_filter(alt.datum.series == plain(widest.name))
        .transform_filter(alt.datum.along == widest.points[0].along)
        .mark_text(align="left", baseline="bottom", dy=-4, color=INK, fontSize=SMALL, text=told)
        .encode(x=along, y=alt.Y("upper:Q"))
    )


def _when_highlighted(then: Any, otherwise: Any) -> Any:
    return alt.condition("datum.highlighted", alt.value(then), alt.value(otherwise))
