"""A chart as one Vega-Lite specification: live on the page, SVG in the pack, PNG in Word.

Colour is never the only sign: series differ in dash or shade, a highlighted name is bold, and
every level has its name beside it.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt

from saferboard.core.document.text import plain
from saferboard.core.document.tree import Chart, Mark
from saferboard.engines.charts import control, funnels, levels
from saferboard.engines.charts.figures import has_limits, is_monthly, level_row, rows
from saferboard.engines.charts.look import (
    BAR_STEP,
    COLOURS,
    DASHES,
    FIGURES,
    FONTS,
    HAIR,
    HEIGHT,
    INK,
    QUIET,
    SHADES,
    SMALL,
    SUB_BAR_STEP,
    WIDTH,
)

Layer = alt.Chart


def specification(chart: Chart) -> dict[str, Any]:
    """The chart as Vega-Lite, checked against its schema, with its data inside."""
    if chart.guides:
        layers = control.layers(chart)
    else:
        makers = {Mark.LINE: _lines, Mark.BAR: _bars, Mark.FUNNEL: funnels.layers}
        layers = makers[chart.mark](chart)
    drawn: dict[str, Any] = (
        alt.layer(*layers)
        .properties(
            width=WIDTH,
            height=_height(chart),
            description=plain(f"{chart.title}. {chart.summary}"),
        )
        .configure(font=FONTS, background="white", padding=_padding(chart))
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=13,
            titleFontSize=13,
            titleFontWeight="normal",
            labelColor=INK,
            titleColor=INK,
            gridColor=HAIR,
            domainColor=QUIET,
            tickColor=QUIET,
            labelLimit=260,
            titleLimit=WIDTH,
        )
        .configure_legend(
            labelFontSize=13, orient="top", symbolSize=500, symbolStrokeWidth=2.5, labelLimit=WIDTH
        )
        .to_dict()
    )
    # Data by name, put in last: Altair would copy and check every row anew for each layer.
    drawn["datasets"] = {FIGURES: rows(chart)} | {
        levels.name(n): [level_row(level)] for n, level in enumerate(chart.levels)
    }
    if chart.guides:
        drawn["datasets"] |= control.datasets(chart)
    return drawn


def _padding(chart: Chart) -> dict[str, float]:
    """Room at the left for names in a reader's own font, which may be wider than ours."""
    if chart.mark is not Mark.BAR:
        return {"left": 4, "right": 4, "top": 4, "bottom": 4}
    longest = max((len(plain(p.at)) for s in chart.series for p in s.points), default=0)
    return {"left": 4 + 0.9 * longest, "right": 4, "top": 4, "bottom": 4}


def _height(chart: Chart) -> int | alt.Step:
    if chart.guides:
        return control.HEIGHT
    if chart.mark is Mark.FUNNEL:
        return funnels.HEIGHT
    if chart.mark is Mark.LINE:
        return HEIGHT
    return (
        alt.Step(BAR_STEP) if len(chart.series) < 2 else alt.Step(SUB_BAR_STEP, **{"for": "offset"})
    )


def _lines(chart: Chart) -> Iterator[Layer]:
    monthly, limited = is_monthly(chart), has_limits(chart)
    names = [plain(series.name) for series in chart.series]
    legend = alt.Legend(title=None, symbolType="stroke") if len(names) > 1 else None
    along = (
        alt.X("at:T", title=None, axis=alt.Axis(format="%b %Y", labelOverlap=True, grid=False))
        if monthly
        else alt.X("at:O", title=None, sort=None, axis=alt.Axis(labelAngle=0, labelOverlap=True))
    )
    up = alt.Y("value:Q", title=plain(chart.unit), scale=alt.Scale(zero=False))
    colour = alt.Color("series:N", scale=_scale(names, COLOURS), legend=legend)
    dash = alt.StrokeDash("series:N", scale=_scale(names, DASHES), legend=legend)
    base = alt.Chart(alt.NamedData(FIGURES))
    if limited:
        yield base.mark_area(opacity=0.15).encode(
            x=along, y=alt.Y("lower:Q"), y2=alt.Y2("upper:Q"), color=colour
        )
    yield base.mark_line(strokeWidth=2.5).encode(x=along, y=up, color=colour, strokeDash=dash)
    at = alt.Tooltip("at:T", title="Month", format="%B %Y") if monthly else alt.Tooltip("at:N")
    # Every point can be hovered over; only those with a dot are seen.
    yield (
        base.transform_filter("isValid(datum.value)")
        .mark_point(filled=True)
        .encode(
            x=along,
            y=up,
            color=colour,
            size=alt.Size("highlighted:N", scale=_scale([False, True], (45, 100)), legend=None),
            opacity=alt.Opacity("dot:N", scale=_scale([False, True], (0, 1)), legend=None),
            tooltip=_tooltip(at, plain(chart.unit), several=len(names) > 1, limited=limited),
        )
    )
    yield from levels.across(chart, up)


def _bars(chart: Chart) -> Iterator[Layer]:
    names = [plain(series.name) for series in chart.series]
    several = len(names) > 1
    points = [point for series in chart.series for point in series.points]
    limited = has_limits(chart)
    # The highlight is told by weight of the name, not by shade alone.
    bold = json.dumps(sorted({plain(point.at) for point in points if point.highlighted}))
    weight: Any = {
        "condition": {"test": f"indexof({bold}, datum.value) >= 0", "value": "bold"},
        "value": "normal",
    }
    place: dict[str, Any] = {
        "y": alt.Y(
            "at:N",
            title=None,
            sort=list(dict.fromkeys(plain(point.at) for point in points)),
            axis=alt.Axis(labelFontWeight=weight, ticks=False, domain=False, labelPadding=6),
            scale=alt.Scale(paddingInner=0.28, paddingOuter=0.2),
        )
    }
    if several:
        place["yOffset"] = alt.YOffset("series:N", sort=names)
        colour = alt.Color("series:N", scale=_scale(names, SHADES), legend=alt.Legend(title=None))
    else:
        shades = _scale([False, True], (SHADES[1], SHADES[0]))
        colour = alt.Color("highlighted:N", scale=shades, legend=None)
    along = alt.X(
        "value:Q", title=plain(chart.unit), scale=alt.Scale(zero=True), axis=alt.Axis(tickCount=7)
    )
    at = alt.Tooltip("at:N", title="Where")
    tooltip = _tooltip(at, plain(chart.unit), several=several, limited=limited)
    base = alt.Chart(alt.NamedData(FIGURES))
    yield base.mark_bar(stroke=SHADES[0], strokeWidth=1).encode(
        **place, x=along, color=colour, tooltip=tooltip
    )
    limits = base.transform_filter("isValid(datum.lower)")
    for rule, width in (("white", 4), (INK, 1.5)):
        yield limits.mark_rule(color=rule, strokeWidth=width).encode(
            **place, x=alt.X("lower:Q"), x2=alt.X2("upper:Q")
        )
    for index in range(len(chart.levels)):
        mark = alt.Chart(alt.NamedData(levels.name(index)))
        yield mark.mark_rule(color=INK, strokeDash=[5, 4], strokeWidth=1.5).encode(x=along)
        yield mark.mark_text(baseline="bottom", color=INK, fontSize=SMALL).encode(
            x=along, y=alt.value(-4 - 16 * index), text="name:N"
        )
    # White behind the figure, so that no rule runs through it.
    for halo, width in (("white", 4), (None, 0)):
        yield base.mark_text(
            align="left", dx=6, color=INK, fontSize=SMALL, stroke=halo, strokeWidth=width
        ).encode(**place, x=alt.X("end:Q"), text="label:N")


def _scale(domain: Sequence[Any], signs: Sequence[Any]) -> alt.Scale:
    return alt.Scale(domain=list(domain), range=[signs[n % len(signs)] for n in range(len(domain))])


def _tooltip(at: alt.Tooltip, unit: str, *, several: bool, limited: bool) -> list[alt.Tooltip]:
    said = [alt.Tooltip("series:N", title="Series")] if several else []
    said += [at, alt.Tooltip("value:Q", title=unit, format=",.2~f")]
    if limited:
        said.append(alt.Tooltip("lower:Q", title="Lower limit", format=",.2~f"))
        said.append(alt.Tooltip("upper:Q", title="Upper limit", format=",.2~f"))
    return said
