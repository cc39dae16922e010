import xml.etree.ElementTree as ET
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from saferboard.core.document.tree import Chart, Column, Level, Mark, Point, Series, Table
from saferboard.engines.charts.drawing import png, svg
from saferboard.engines.charts.figures import rows
from saferboard.engines.charts.specification import COLOURS, FONTS, SHADES, specification

TABLE = Table("Rates", (Column("Month"), Column("Rate", True)), (("2021-04", "2.81"),))
DISTRICTS = ("Oadby and Wigston", "Blaby", "Melton")
LINE = Chart(
    "Vehicle crime",
    "It fell.",
    Mark.LINE,
    "Offences per 1,000",
    (
        Series(
            "Leicestershire",
            (
                Point("2021-04", 5.0),
                Point("2021-05", None),
                Point("2021-06", 4.5),
                Point("2021-07", None),
                Point("2021-08", 4.0),
                Point("2021-09", 3.5, highlighted=True),
            ),
        ),
        Series("Region", tuple(Point(f"2021-{m:02d}", 4.8) for m in range(4, 10))),
    ),
    TABLE,
    (Level("Trigger", 5.5), Level("Target", 3.25)),
)
BAR = Chart(
    "Vehicle crime by district",
    "Blaby is highest.",
    Mark.BAR,
    "Offences per 1,000",
    (
        Series(
            "2021/22",
            (
                Point(DISTRICTS[0], 2.5, 2.0, 3.25),
                Point(DISTRICTS[1], 4.125, 3.75, 4.5, highlighted=True),
                Point(DISTRICTS[2], None),
            ),
        ),
    ),
    TABLE,
    (Level("County", 3.0),),
)
TWO = replace(
    BAR,
    series=(
        Series("2020/21", (Point("Blaby", 1200), Point("Melton", 80))),
        Series("2021/22", (Point("Blaby", 1100), Point("Melton", 95))),
    ),
    levels=(),
)


def _words(chart: Chart) -> list[str]:
    tree = ET.fromstring(svg(chart))
    return ["".join(t.itertext()) for t in tree.iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("chart", [LINE, BAR, TWO], ids=["line", "bar", "two series"])
def test_the_same_chart_gives_the_same_picture(chart: Chart) -> None:
    first = svg(chart)
    svg.cache_clear()
    assert svg(chart) == first
    assert specification(chart) == specification(chart)
    assert png(chart) == png(chart)


def test_a_line_chart_says_its_months_series_unit_and_levels() -> None:
    words = _words(LINE)
    assert "Offences per 1,000" in words
    assert {"Leicestershire", "Region"} <= set(words)
    assert {"Trigger: 5.50", "Target: 3.25"} <= set(words)
    assert {"Apr 2021", "Sep 2021"} & set(words)


def test_a_bar_chart_says_its_places_figures_and_levels() -> None:
    words = _words(BAR)
    assert set(DISTRICTS) <= set(words)
    assert {"2.50", "4.12", "no figure", "County: 3"} <= set(words)
    assert "0.0" in words, "bars start from nought"


def test_bars_stand_in_the_order_given() -> None:
    words = _words(BAR)
    assert [word for word in words if word in DISTRICTS] == list(DISTRICTS)


def test_counts_are_labelled_without_decimals_and_with_commas() -> None:
    assert {"1,200", "1,100", "80", "95"} <= set(_words(TWO))
    hundreds = replace(BAR, series=(Series("x", (Point("Blaby", 123.456),)),))
    assert "123.5" in _words(hundreds)


def test_a_highlight_is_bold_and_not_only_darker() -> None:
    drawn = ET.fromstring(svg(BAR))
    bold = [
        "".join(t.itertext())
        for t in drawn.iter("{http://www.w3.org/2000/svg}text")
        if t.get("font-weight") == "bold"
    ]
    assert bold == ["Blaby"]


def test_lines_differ_in_dash_and_not_only_in_colour() -> None:
    lines = [
        path.get("stroke-dasharray")
        for path in ET.fromstring(svg(LINE)).iter("{http://www.w3.org/2000/svg}path")
        if path.get("stroke") in COLOURS and path.get("stroke-width") == "2.5"
    ]
    assert len(set(lines)) == 2


def test_a_month_alone_between_two_missing_ones_has_a_dot() -> None:
    assert [row["dot"] for row in rows(LINE)[:6]] == [True, False, True, False, False, True]


def test_years_and_limits_can_be_drawn_as_a_line() -> None:
    points = (Point("2020/21", 190, 160, 220), Point("2021/22", 90, 70, 110))
    words = _words(replace(LINE, series=(Series("County", points),), levels=()))
    assert {"2020/21", "2021/22"} <= set(words)
    assert "County" not in words, "one line needs no legend"


def test_hostile_names_stay_names() -> None:
    name = '<b>"O\'Neill" & $ co</b> \\ ŵ'
    series = (Series(name, (Point(name, 1.5, highlighted=True), Point("Blaby", 2.5))),)
    words = _words(replace(BAR, title=name, unit=name, series=series, levels=(Level(name, 2),)))
    assert words.count(name) == 2, "the place and the axis"
    assert f"{name}: 2" in words


def test_an_empty_chart_can_still_be_drawn() -> None:
    assert "<svg" in svg(replace(LINE, series=(), levels=()))
    assert "<svg" in svg(replace(BAR, series=(), levels=()))
    assert "no figure" in _words(replace(BAR, series=(Series("x", (Point("Blaby", None),)),)))


def test_fonts_end_in_one_that_is_always_there() -> None:
    assert FONTS.endswith("sans-serif")
    assert specification(LINE)["config"]["font"] == FONTS


def test_a_png_has_ink_and_grows_with_scale() -> None:
    small, large = (Image.open(BytesIO(png(BAR, scale))) for scale in (1.0, 2.0))
    assert abs(large.width - 2 * small.width) <= 2
    assert small.convert("L").getextrema() < (60, 256)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", [*COLOURS, SHADES[0]])
def test_lines_and_outlines_stand_out_from_white(colour: str) -> None:
    assert 1.05 / (_luminance(colour) + 0.05) >= 4.5
