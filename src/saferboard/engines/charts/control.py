"""A control chart: points, the limits of each stretch, signals, lines and moments.

A signal is told by its shape as well as its colour; so are centre, limits and near limits by their
dash, and each by its name.
"""

from collections.abc import Iterator
from typing import Any

import altair as alt

from saferboard.core.document.text import plain
from saferboard.core.document.tree import Chart, Point
from saferboard.engines.charts import levels
from saferboard.engines.charts.figures import Row, digits, suffix_of
from saferboard.engines.charts.look import COLOURS, FIGURES, INK, QUIET, SMALL, WIDTH

GUIDES, ENDS, SIGNALS, MOMENTS = "guides", "guide-ends", "signals", "moments"
BAND = "#e7ecf2"
SIGNS = {
    "worse": ("Significant, for the worse", "triangle-up", "#b5420d"),
    "better": ("Significant, for the better", "diamond", "#2a6db0"),
    "change": ("Significant", "square", "#6f4a9e"),
}
HEIGHT, STAGGER, ROWS = 280, 15, 3
LINES: tuple[tuple[str, str, list[int], float], ...] = (
    ("limits", "upper", [7, 4], 1.5),
    ("limits", "lower", [7, 4], 1.5),
    ("near", "upper", [1, 4], 1.25),
    ("near", "lower", [1, 4], 1.25),
    ("limits", "value", [1, 0], 1.5),
)


def datasets(chart: Chart) -> dict[str, list[Row]]:
    """The rows of limits, signals and moments, by the names that the layers use."""
    suffix = suffix_of(chart)
    guides = [
        {
            "at": point.at + suffix,
            "stretch": number,
            "kind": guide.kind,
            "value": point.value,
            "lower": point.lower,
            "upper": point.upper,
            "floor": point.lower or 0.0,
        }
        for number, guide in enumerate(chart.guides)
        for point in guide.points
    ]
    signals = [
        {"at": point.at + suffix, "value": point.value, "sign": SIGNS[point.sign][0]}
        for point in _points(chart)
        if point.sign
    ]
    places = [point.at for point in _points(chart)]
    moments = [
        {
            "at": moment.at + suffix,
            "text": plain(moment.text),
            "begins": moment.begins,
            "row": number % ROWS,
            # Words of the later half run to the left, so that they stay on the picture.
            "late": moment.at > places[len(places) // 2],
        }
        for number, moment in enumerate(chart.moments)
    ]
    return {GUIDES: guides, ENDS: _ends(chart, suffix), SIGNALS: signals, MOMENTS: moments}


def _ends(chart: Chart, suffix: str) -> list[Row]:
    """The names of the newest lines, written at their right end."""
    newest = [guide for guide in chart.guides if guide.kind == "limits"][-1]
    end = newest.points[-1]
    named = (("Mean", end.value), ("Upper limit", end.upper), ("Lower limit", end.lower))
    held = [(name, value) for name, value in named if value is not None]
    places = digits([value for _, value in held])
    return [
        {"at": end.at + suffix, "value": value, "text": f"{name} {value:,.{places}f}"}
        for name, value in held
    ]


def layers(chart: Chart) -> Iterator[alt.Chart]:
    """From the band between limits at the back to the words at the front."""
    along = alt.X("at:T", title=None, axis=alt.Axis(format="%b %Y", labelOverlap=True, grid=False))
    up = alt.Y("value:Q", title=plain(chart.unit), scale=alt.Scale(zero=False))
    yield from _guides(along, up)
    figures = alt.Chart(alt.NamedData(FIGURES))
    yield figures.mark_line(strokeWidth=2, color=COLOURS[0]).encode(
        x=along, y=up, detail="series:N"
    )
    tooltip = [
        alt.Tooltip("at:T", title="Month", format="%B %Y"),
        alt.Tooltip("value:Q", title=plain(chart.unit), format=",.2~f"),
    ]
    yield (
        figures.transform_filter("isValid(datum.value)")
        .mark_point(filled=True, size=32, opacity=1, color=COLOURS[0])
        .encode(x=along, y=up, tooltip=tooltip)
    )
    yield from _signals(chart, along, up)
    yield from levels.across(chart, up)
    yield (
        alt.Chart(alt.NamedData(ENDS))
        .mark_text(align="left", dx=8, color=INK, fontSize=SMALL)
        .encode(x=along, y=up, text="text:N")
    )
    yield from _moments(chart, along)


def _guides(along: alt.X, up: alt.Y) -> Iterator[alt.Chart]:
    base = alt.Chart(alt.NamedData(GUIDES))
    step: Any = "step"
    yield (
        base.transform_filter("datum.kind === 'limits'")
        .mark_area(color=BAND, interpolate=step)
        .encode(x=along, y=alt.Y("floor:Q"), y2=alt.Y2("upper:Q"), detail="stretch:N")
    )
    for kind, field, dash, width in LINES:
        yield (
            base.transform_filter(f"datum.kind === '{kind}'")
            .mark_line(color=QUIET, strokeDash=dash, strokeWidth=width, interpolate=step)
            .encode(x=along, y=alt.Y(f"{field}:Q"), detail="stretch:N")
        )


def _signals(chart: Chart, along: alt.X, up: alt.Y) -> Iterator[alt.Chart]:
    shown = [SIGNS[sign] for sign in SIGNS if any(p.sign == sign for p in _points(chart))]
    if not shown:
        return
    names, shapes, colours = (list(part) for part in zip(*shown, strict=True))
    legend = alt.Legend(title=None, orient="bottom", symbolSize=110, symbolStrokeWidth=0)
    yield (
        alt.Chart(alt.NamedData(SIGNALS))
        .mark_point(filled=True, size=110, opacity=1)
        .encode(
            x=along,
            y=up,
            shape=alt.Shape("sign:N", scale=alt.Scale(domain=names, range=shapes), legend=legend),
            color=alt.Color("sign:N", scale=alt.Scale(domain=names, range=colours), legend=legend),
        )
    )


def _moments(chart: Chart, along: alt.X) -> Iterator[alt.Chart]:
    base = alt.Chart(alt.NamedData(MOMENTS))
    for begins, dash in (("true", [1, 0]), ("false", [2, 3])):
        yield (
            base.transform_filter(f"datum.begins === {begins}")
            .mark_rule(color=INK, strokeDash=dash, strokeWidth=1)
            .encode(x=along)
        )
    for row in range(min(len(chart.moments), ROWS)):
        yield from _words(base.transform_filter(f"datum.row === {row}"), along, row)


def _words(held: alt.Chart, along: alt.X, row: int) -> Iterator[alt.Chart]:
    for late, align in (("false", "left"), ("true", "right")):
        side: Any = align
        yield (
            held.transform_filter(f"datum.late === {late}")
            .mark_text(align=side, baseline="bottom", color=INK, fontSize=SMALL, limit=WIDTH / 2)
            .encode(x=along, y=alt.value(-4 - STAGGER * row), text="text:N")
        )


def _points(chart: Chart) -> Iterator[Point]:
    for series in chart.series:
        yield from series.points
