"""A funnel as Vega-Lite and as SVG: lines, places, names."""

import xml.etree.ElementTree as ET
from dataclasses import replace

from saferboard.core.document.tree import Chart, Column, Level, Mark, Point, Series, Table
from saferboard.engines.charts.drawing import svg
from saferboard.engines.charts.funnels import FEW, NAMED
from saferboard.engines.charts.specification import specification

SIZES = (10_000.0, 50_000.0, 200_000.0)


def band(name: str, half: float) -> Series:
    return Series(
        name,
        tuple(
            Point(name, None, 5 - half / n, 5 + half / n, False, s) for n, s in enumerate(SIZES, 1)
        ),
    )


def funnel(places: int, highlighted: int = 1) -> Chart:
    points = tuple(
        Point(f"Place {n}", 4.0 + n / 10, highlighted=n < highlighted, along=20_000.0 + 1000 * n)
        for n in range(places)
    )
    return Chart(
        "Burglary by size",
        "Average 5.",
        Mark.FUNNEL,
        "per 1,000 people",
        (Series("Places", points), band("95% limits", 1), band("99.8% limits", 2)),
        Table("Burglary", (Column("Place"), Column("Rate", True)), (("Place 0", "4.0"),)),
        (Level("Average", 5.0),),
        along="People",
    )


def words(chart: Chart) -> str:
    return " ".join(ET.fromstring(svg(chart)).itertext())


def test_every_place_is_named_among_few() -> None:
    said = words(funnel(4))
    for text in (
        "Place 0", "Place 3", "People", "per 1,000 people",
        "95% limits: full line; 99.8% limits: broken line; Average: 5, black line",
    ):  # fmt: skip
        assert text in said, text


def test_only_the_highlighted_are_named_among_many_and_only_if_few() -> None:
    many = words(funnel(NAMED + 1))
    assert "Place 0" in many
    assert "Place 1" not in many
    crowd = words(funnel(NAMED + 1, highlighted=FEW + 1))
    assert "Place 0" not in crowd


def test_a_root_scale_holds_a_place_far_out_among_many() -> None:
    assert '"type": "sqrt"' in str(specification(funnel(NAMED + 1))).replace("'", '"')
    assert "sqrt" not in str(specification(funnel(3)))


def test_a_place_is_a_mark_with_its_name_and_size() -> None:
    assert "per 1,000 people: 4; Where: Place 0" in svg(funnel(3))


def test_hostile_names_are_text() -> None:
    chart = funnel(3)
    places = chart.series[0]
    bad = replace(places.points[0], at="<b>' + alert(1) + '")
    hostile = replace(
        chart, series=(replace(places, points=(bad, *places.points[1:])), *chart.series[1:])
    )
    assert "<b>" not in svg(hostile)
    assert "alert(1)" in words(hostile)
