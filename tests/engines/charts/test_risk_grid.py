"""The picture of the risk matrix: marks where they belong, bands by name, nothing left unsaid."""

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

from saferboard.core.evidence.measures import Rag
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.risk import Band, Given, Risk, RiskPlan, Scale
from saferboard.core.evidence.risk_matrix import Matrix, build
from saferboard.engines.charts import risk_grid
from saferboard.engines.charts.risk_grid import RADIUS, SVG, Frame

DAY = date(2022, 3, 31)
SCALE = Scale("probability", "Probability", "?", 1, 9)
HARM = Scale("harm", "Harm", "?", 0, 36)
BANDS = (Band("Low", Rag.GREEN, 108), Band("Medium", Rag.AMBER, 216), Band("High", Rag.RED))


def matrix(*points: tuple[int | None, int], probability: Scale = SCALE) -> Matrix:
    """A matrix of threats with these probabilities and harms, each scored by two partners."""
    risks = tuple(Risk(f"t{n}", f"Threat <{n}>", "", Month(2020, 4)) for n in range(len(points)))
    plan = RiskPlan(
        "Matrix", "made up", probability, (HARM,), BANDS, ("a", "b"), risks, least_partners=2
    )
    given = []
    for risk, (likely, harm) in zip(risks, points, strict=True):
        if likely is not None:
            given.append(Given(risk.key, "", (("probability", likely),), DAY, "", "", plan.mark))
        given += [
            Given(risk.key, who, (("harm", harm),), DAY, "", "", plan.mark) for who in ("a", "b")
        ]
    return build(plan, given, {}, Period.parse("2021/22-Q4"), DAY)


def texts(drawn: str) -> list[str]:
    """Every text in the picture."""
    return [e.text or "" for e in ElementTree.fromstring(drawn).iter(f"{{{SVG}}}text")]


def test_a_mark_stands_at_its_probability_and_harm() -> None:
    found = matrix((1, 0), (9, 36), (5, 18))
    frame = Frame(found)
    at = {risk.key: place for risk, place in risk_grid.places(found)}
    assert at == {
        "t0": (frame.x(1), frame.y(0)),
        "t1": (frame.x(9), frame.y(36)),
        "t2": (frame.x(5), frame.y(18)),
    }
    assert frame.x(1) < frame.x(5) < frame.x(9)
    assert frame.y(0) > frame.y(18) > frame.y(36)


def test_marks_of_one_place_do_not_cover_one_another() -> None:
    places = [place for _, place in risk_grid.places(matrix(*[(5, 18)] * 30))]
    assert len(set(places)) == 30
    for n, (x, y) in enumerate(places):
        for a, b in places[:n]:
            assert (x - a) ** 2 + (y - b) ** 2 >= (2 * RADIUS) ** 2


def test_more_marks_of_one_place_than_there_is_room_for_are_drawn_all_the_same() -> None:
    assert len(list(risk_grid.places(matrix(*[(5, 18)] * 60)))) == 60


def test_the_edge_of_a_band_is_where_the_score_is_the_edge() -> None:
    frame = Frame(matrix((5, 18)))
    for x, y in frame.edge(108):
        probability = 0.5 + 9 * (x - frame.x(0.5)) / (frame.x(9.5) - frame.x(0.5))
        harm = 36 * (frame.y(0) - y) / (frame.y(0) - frame.y(36))
        assert harm == 36 or abs(probability * harm - 108) < 1


def test_a_scale_from_zero_has_its_bands_too() -> None:
    found = matrix((0, 36), probability=replace(SCALE, least=0))
    assert "t0" in {risk.key for risk, _ in risk_grid.places(found)}
    top = Frame(found).y(36)
    assert Frame(found).edge(108)[0][1] == top  # at no probability the edge is out of reach


def test_every_band_and_number_has_its_name_beside_it() -> None:
    words = texts(risk_grid.svg(matrix((9, 36), (1, 1))))
    assert {"High", "above 216", "Medium", "up to 216", "Low", "up to 108"} <= set(words)
    assert {"Mean harm score", "Probability", "1", "2", "36", "0"} <= set(words)


def test_steps_name_the_ends_of_the_axis() -> None:
    three = Scale("probability", "Probability", "?", 1, 3, ("rare", "possible", "likely"))
    assert "Probability (1, rare; 3, likely)" in texts(
        risk_grid.svg(matrix((1, 1), probability=three))
    )


def test_the_picture_is_told_in_words_and_holds_no_markup_of_names() -> None:
    drawn = risk_grid.svg(matrix((9, 36), (1, 1), (None, 5)))
    assert "Of 3 threats: 1 High, 0 Medium, 1 Low, 1 without data." in drawn
    assert "Highest: Threat &lt;0&gt; (324.0)." in drawn
    assert "Threat &lt;0&gt;: High, 324.0" in drawn
    assert not re.search(r"style=|<script|Threat <", drawn)
    root = ElementTree.fromstring(drawn)
    assert root.attrib["role"] == "img"


def test_the_same_matrix_gives_the_same_picture_and_an_empty_one_is_drawn() -> None:
    assert risk_grid.svg(matrix((5, 5))) == risk_grid.svg(matrix((5, 5)))
    assert "Of 0 threats: 0 High, 0 Medium, 0 Low." in risk_grid.svg(matrix())
