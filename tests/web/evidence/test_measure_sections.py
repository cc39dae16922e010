"""Sections of a measure's page: target against actual, and ratings standard by standard."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from saferboard.core.evidence.figures import Figure, Missing, Number
from saferboard.core.evidence.measures import Better, Kind, Line, Polarity
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.progress import Actual
from saferboard.core.evidence.ratings import Framework, Inspection, Rating, Standard
from saferboard.core.evidence.release import Release
from saferboard.core.evidence.trajectory import Milestone, Shape, Trajectory
from saferboard.web.evidence import actions
from tests.web.factories import COUNTY, MELTON, assessed, measure, release

pytestmark = pytest.mark.django_db

YEARLY = Trajectory(Shape.CUMULATIVE, (Milestone(Month(2022, 3), 1200),), "agreed in the plan")
HIGHER = (Polarity(Month(2010, 4), Better.HIGHER),)
SPEND = measure(
    "spend",
    "Local spend",
    "vulnerable",
    kind=Kind.MONEY,
    unit="",
    per=1,
    polarity=HIGHER,
    trajectory=YEARLY,
    target=Line(1200, "agreed"),
)
RATED = measure("rated", "Inspection", "vulnerable", kind=Kind.SCORE, unit="points", framework="f")
FRAMEWORK = Framework(
    "f",
    "Inspection of a service",
    "HM Inspectorate",
    (Rating("Good", 1), Rating("Poor", 0)),
    (Standard("1", "Staff"), Standard("2", "Services")),
)
SEEN = Inspection(
    "f",
    COUNTY,
    "A service",
    Month(2022, 1),
    date(2022, 2, 1),
    "x",
    (("1", "Good"), ("2", "not rated")),
)


SPENT = Number(700.5)
ACTUALS = tuple(
    Actual(Period.parse(text), value)
    for text, value in (("2021-04..2021-06", 290.0), ("2021-04..2021-12", 700.5))
)


def with_sections(made: Release, area: str = COUNTY, figure: Figure = SPENT) -> Release:
    """A release to which a measure on a trajectory and one of ratings were added."""
    spend = assessed(SPEND, area, figure, Missing("none"), actuals=ACTUALS)
    rated = assessed(RATED, COUNTY, Number(1), Missing("none"))
    return replace(
        made,
        measures=(*made.measures, SPEND, RATED),
        assessments=(*made.assessments, spend, rated),
        frameworks=(FRAMEWORK,),
        inspections=(SEEN, replace(SEEN, published=Month(2020, 1))),
    )


def page(client: Client, key: str, area: str = COUNTY, figure: Figure = SPENT) -> str:
    actions.freeze(with_sections(release(), area, figure), by="analyst")
    answer = client.get(f"/measures/{key}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_target_against_actual(visitor: Client) -> None:
    said = page(visitor, "spend")
    assert "£700.50, where £900.00 was to be expected. That is behind its trajectory" in said
    assert "it stands at £934.00 at the end of 2021/22, against a target of £1,200.00" in said
    assert "That is a projection, not a forecast." in said
    assert "agreed in the plan" in said
    assert "£1,200.00: agreed" in said  # the target, a line of its own
    assert "<caption" in said


def test_no_progress_without_a_figure_or_outside_the_boards_area(visitor: Client) -> None:
    assert "Target against actual" not in page(visitor, "spend", figure=Missing("late"))


def test_no_progress_outside_the_boards_area(visitor: Client) -> None:
    assert "Target against actual" not in page(visitor, "spend", area=MELTON)


def test_other_measures_have_no_such_sections(visitor: Client) -> None:
    said = page(visitor, "vehicle")
    assert "Target against actual" not in said
    assert "Not rated is not zero" not in said


def test_ratings_standard_by_standard(visitor: Client) -> None:
    said = page(visitor, "rated")
    assert "Good 1, Poor 0. Not rated is not zero." in said
    assert said.index("January 2022") < said.index("January 2020")
    assert "1 of at most 1 points, over the 1 of 2 standards that were rated" in said
