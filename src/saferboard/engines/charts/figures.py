"""The figures of a chart as rows of data for Vega-Lite."""

import re
from collections.abc import Sequence
from typing import Any

from saferboard.core.document.text import plain
from saferboard.core.document.tree import Chart, Level, Mark, Series

Row = dict[str, Any]
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def is_monthly(chart: Chart) -> bool:
    """Whether the chart is a line through months, and not through names or years."""
    points = [point for series in chart.series for point in series.points]
    return chart.mark is Mark.LINE and all(_MONTH.fullmatch(point.at) for point in points)


def has_limits(chart: Chart) -> bool:
    """Whether any point has confidence limits."""
    return any(point.lower is not None for series in chart.series for point in series.points)


def suffix_of(chart: Chart) -> str:
    """What makes a month a moment: with a time of day it is local time, and not read as UTC."""
    return "-01T00:00:00" if is_monthly(chart) else ""


def rows(chart: Chart) -> list[Row]:
    """A row a point, with what is to be written beside it."""
    suffix = suffix_of(chart)
    drawn = [row for series in chart.series for row in _rows(series, suffix)]
    places = digits([row["value"] for row in drawn if row["value"] is not None])
    for row in drawn:
        value = row["value"]
        row["label"] = "no figure" if value is None else f"{value:,.{places}f}"
        row["end"] = max(0.0, value or 0.0, row["upper"] or 0.0)
    return drawn


def level_row(level: Level) -> Row:
    """A level with its name and value in words."""
    value = f"{level.value:,.{digits([level.value])}f}"
    return {"value": level.value, "name": f"{plain(level.name)}: {value}"}


def digits(values: Sequence[float]) -> int:
    """Decimal places that tell the figures apart: none for counts, one from 100, else two."""
    if all(value == int(value) for value in values):
        return 0
    return 1 if max(values) >= 100 else 2


def _rows(series: Series, suffix: str) -> list[Row]:
    present = [point.value is not None for point in series.points]
    joined = [a and b for a, b in zip([False, *present], [*present, False], strict=True)]
    return [
        {
            "series": plain(series.name),
            "at": plain(point.at) + suffix,
            "value": point.value,
            "lower": point.lower,
            "upper": point.upper,
            "highlighted": point.highlighted,
            "along": point.along,
            # What a line cannot show: a lone month between two missing ones, and the highlight.
            "dot": present[n] and (point.highlighted or not (joined[n] or joined[n + 1])),
        }
        for n, point in enumerate(series.points)
    ]
