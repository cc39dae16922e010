"""Control charts as pictures: what is drawn, by which shape, and in which words."""

import xml.etree.ElementTree as ET
from dataclasses import replace

from saferboard.core.document.tree import (
    Chart,
    Column,
    Guide,
    Level,
    Mark,
    Moment,
    Point,
    Series,
    Table,
)
from saferboard.engines.charts import control
from saferboard.engines.charts.drawing import png, svg
from saferboard.engines.charts.specification import specification

MONTHS = [f"2021-{month:02d}" for month in range(1, 9)]
TABLE = Table("Burglary", (Column("Month"), Column("Burglary", True)), (("2021-01", "5"),))
CHART = Chart(
    "Burglary by month",
    "It rose.",
    Mark.LINE,
    "burglaries a month",
    (
        Series("Burglary", tuple(Point(at, 5.0) for at in MONTHS[:3])),
        Series(
            "Burglary, from 2021-04",
            (
                Point("2021-04", 7.0),
                Point("2021-05", None),
                Point("2021-06", 12.0, sign="worse"),
                Point("2021-07", 2.0, sign="better"),
                Point("2021-08", 7.0, sign="change"),
            ),
        ),
    ),
    TABLE,
    levels=(
        Level("Trigger", 11, "trigger"),
        Level("Target", 4, "target"),
        Level("Threshold", 13, "threshold"),
    ),
    guides=(
        Guide("limits", tuple(Point(at, 5.0, 3.0, 7.0) for at in MONTHS[:3])),
        Guide("near", tuple(Point(at, None, 4.0, 6.0) for at in MONTHS[:3])),
        Guide("limits", tuple(Point(at, 7.25, None, 11.5) for at in MONTHS[3:])),
    ),
    moments=(
        Moment("2021-02", "A <new> campaign"),
        Moment("2021-04", "Limits begin anew", begins=True),
        Moment("2021-08", "The end"),
    ),
)


def words(chart: Chart) -> list[str]:
    tree = ET.fromstring(svg(chart))
    return ["".join(t.itertext()) for t in tree.iter("{http://www.w3.org/2000/svg}text")]


def test_lines_signals_and_moments_are_named() -> None:
    said = words(CHART)
    for text in (
        "Mean 7.25",
        "Upper limit 11.50",
        "Significant, for the worse",
        "Significant, for the better",
        "Significant",
        "Trigger: 11",
        "Target: 4",
        "Threshold: 13",
        "A <new> campaign",
        "Limits begin anew",
        "The end",
        "burglaries a month",
    ):
        assert text in said, text
    # A lower limit that is none has no name either.
    assert not any(text.startswith("Lower limit") for text in said)


def test_three_kinds_of_line_differ_in_dash_and_colour() -> None:
    rules = {
        (layer["mark"]["color"], str(layer["mark"]["strokeDash"]))
        for layer in specification(CHART)["layer"]
        if isinstance(layer["mark"], dict)
        and layer["mark"]["type"] == "rule"
        and layer["data"]["name"].startswith("level")
    }
    assert len({colour for colour, _ in rules}) == len({dash for _, dash in rules}) == 3


def test_each_sign_has_a_shape_and_a_colour_of_its_own() -> None:
    shapes = {shape for _, shape, _ in control.SIGNS.values()}
    colours = {colour for _, _, colour in control.SIGNS.values()}
    assert len(shapes) == len(colours) == len(control.SIGNS)
    (layer,) = [
        layer for layer in specification(CHART)["layer"] if "shape" in layer.get("encoding", {})
    ]
    assert layer["encoding"]["shape"]["scale"]["domain"] == [
        "Significant, for the worse",
        "Significant, for the better",
        "Significant",
    ]


def test_a_calm_chart_has_no_legend() -> None:
    calm = replace(CHART, series=CHART.series[:1], guides=CHART.guides[:2], moments=())
    assert not any(text.startswith("Significant") for text in words(calm))
    assert "Lower limit 3" in words(calm)


def test_nothing_is_drawn_across_a_rebase_or_a_gap() -> None:
    tree = ET.fromstring(svg(CHART))
    lines = [
        path.attrib["d"]
        for path in tree.iter("{http://www.w3.org/2000/svg}path")
        if path.attrib.get("aria-roledescription") == "line mark"
        and path.attrib.get("stroke") == "#1d3557"
    ]
    # Two series; the second is interrupted, so its path begins twice.
    assert sorted(line.count("M") for line in lines) == [1, 2]


def test_the_same_chart_gives_the_same_picture() -> None:
    first = svg(CHART)
    svg.cache_clear()
    assert svg(CHART) == first
    assert png(CHART)[:4] == b"\x89PNG"
