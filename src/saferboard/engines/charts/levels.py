"""Straight lines across a chart. Trigger, target and threshold differ in dash as in name."""

from collections.abc import Iterator

import altair as alt

from saferboard.core.document.tree import Chart
from saferboard.engines.charts.look import INK, QUIET, SMALL, WIDTH

STYLES = {
    "": (QUIET, [5, 4], 1.5),
    "trigger": ("#b5420d", [2, 3], 2.0),
    "target": ("#2a7d55", [12, 4], 2.0),
    "threshold": (INK, [1, 0], 2.0),
}


def name(index: int) -> str:
    """The name of the data set that holds a level."""
    return f"level-{index + 1}"


def across(chart: Chart, up: alt.Y) -> Iterator[alt.Chart]:
    """Each level as a rule with its name, by turns at the right and at the left."""
    for index, level in enumerate(chart.levels):
        mark = alt.Chart(alt.NamedData(name(index)))
        colour, dash, width = STYLES[level.kind]
        at_right = index % 2 == 0
        yield mark.mark_rule(color=colour, strokeDash=dash, strokeWidth=width).encode(y=up)
        yield mark.mark_text(
            align="right" if at_right else "left",
            baseline="bottom",
            dy=-3,
            color=INK,
            fontSize=SMALL,
        ).encode(y=up, x=alt.value(WIDTH if at_right else 4), text="name:N")
