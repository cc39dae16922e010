"""Scores are one's own organisation's, are only added, and a published matrix never changes."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.risk import RiskPlan
from saferboard.core.faults import Refused
from saferboard.web.audit.frozen import WrittenOnce
from saferboard.web.audit.models import Event
from saferboard.web.directory.models import Post
from saferboard.web.evidence.risk import actions, queries
from saferboard.web.evidence.risk.models import PublishedMatrix, Score
from tests.web.evidence.risk_samples import RISKS, declare, posts

DAY, LATER = date(2022, 3, 31), date(2022, 6, 30)
Q4, Q1 = Period.parse("2021/22-Q4"), Period.parse("2022/23-Q1")


@pytest.fixture
def plan(db: None, tmp_path: Path, settings: Any) -> RiskPlan:
    """What the partnership declares."""
    settings.HOME = tmp_path
    declare(tmp_path)
    found = queries.plan()
    assert found is not None
    return found


@pytest.fixture
def held(db: None) -> dict[str, Post]:
    """The posts."""
    return posts()


def harm(plan: RiskPlan, post: Post | None, physical: int, **changes: Any) -> Score:
    """A harm score of arson."""
    risk = plan.risk("arson")
    assert risk is not None
    given: dict[str, Any] = {
        "by": "tests",
        "post": post,
        "plan": plan,
        "risk": risk,
        "points": {"physical": physical, "moral": 0},
        "on": DAY,
        "reason": "seen in the year’s figures",
        "today": LATER,
    }
    return actions.score_harm(**given | changes)


def likely(plan: RiskPlan, post: Post, value: int, on: date = DAY) -> Score:
    """How likely arson is."""
    risk = plan.risk("arson")
    assert risk is not None
    return actions.set_probability(
        by="tests",
        post=post,
        plan=plan,
        risk=risk,
        value=value,
        on=on,
        reason="the year’s figures",
        today=LATER,
    )


def publish(plan: RiskPlan, post: Post | None, **changes: Any) -> PublishedMatrix:
    """The matrix of the first quarter."""
    given: dict[str, Any] = {
        "by": "tests",
        "post": post,
        "plan": plan,
        "quarter": Q4,
        "on": DAY,
        "note": "",
        "today": LATER,
    }
    return actions.publish(**given | changes)


def scored(plan: RiskPlan, held: dict[str, Post]) -> None:
    """Arson scored by two of three, at the edge of the low band."""
    harm(plan, held["police"], 18)
    harm(plan, held["fire"], 18)
    likely(plan, held["council"], 6)


def test_what_is_declared_is_read_anew_when_the_folder_changes(
    plan: RiskPlan, tmp_path: Path
) -> None:
    declare(tmp_path, RISKS.replace("lasts = 12", "lasts = 6"))
    found = queries.plan()
    assert found is not None
    assert (plan.lasts, found.lasts) == (12, 6)


def test_a_folder_without_the_file_declares_nothing(
    db: None, tmp_path: Path, settings: Any
) -> None:
    settings.HOME = tmp_path
    assert queries.plan() is None


def test_a_score_counts_for_ones_own_organisation(plan: RiskPlan, held: dict[str, Post]) -> None:
    harm(plan, held["police"], 18)
    made = harm(plan, held["fire"], 12)
    assert (made.organisation, made.post) == ("fire", "Lead, The fire service")
    arson = queries.matrix_on(plan, DAY).of("arson")
    assert arson is not None
    assert (arson.scored, arson.harm, arson.score) == (2, 15, None)
    told = Event.objects.get(action="harm scored", detail__organisation="fire")
    assert told.detail["points"] == {"physical": 12, "moral": 0}


@pytest.mark.parametrize("post", ["council", None])
def test_whoever_is_not_asked_scores_nothing(
    plan: RiskPlan, held: dict[str, Post], post: str | None
) -> None:
    with pytest.raises(Refused, match="organisation"):
        harm(plan, held[post] if post else None, 5)
    assert not Score.objects.exists()


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"points": {"physical": 19, "moral": 0}}, "points_physical"),
        ({"points": {"physical": 1}}, "points_moral"),
        ({"on": date(2022, 7, 1)}, "on"),
        ({"reason": "  "}, "reason"),
    ],
)
def test_a_score_off_the_scale_to_come_or_without_reason_is_refused(
    plan: RiskPlan, held: dict[str, Post], changes: dict[str, Any], where: str
) -> None:
    with pytest.raises(Refused) as caught:
        harm(plan, held["police"], 5, **changes)
    assert [fault.where for fault in caught.value.faults] == [where]


def test_a_newer_score_takes_the_place_and_the_earlier_stays(
    plan: RiskPlan, held: dict[str, Post]
) -> None:
    scored(plan, held)
    harm(plan, held["police"], 2, on=LATER)
    then, now = (queries.matrix_on(plan, day).of("arson") for day in (DAY, LATER))
    assert then is not None
    assert now is not None
    assert (then.score, now.score) == (108, 60)
    assert [row.points["physical"] for row in queries.scores_of("arson") if row.organisation] == [
        2,
        18,
        18,
    ]


def test_rows_are_written_once(plan: RiskPlan, held: dict[str, Post]) -> None:
    scored(plan, held)
    row, matrix = Score.objects.all()[0], publish(plan, held["council"])
    for one in (row, matrix):
        with pytest.raises(WrittenOnce):
            one.save()
        with pytest.raises(WrittenOnce):
            one.delete()
    for table in ("risk_score", "risk_publishedmatrix"):
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 -- a table of ours


def test_a_published_matrix_keeps_what_it_said(plan: RiskPlan, held: dict[str, Post]) -> None:
    scored(plan, held)
    first = publish(plan, held["council"])
    harm(plan, held["health"], 36, points={"physical": 18, "moral": 18})
    arson = queries.shown(PublishedMatrix.objects.get(pk=first.pk)).matrix.of("arson")
    assert arson is not None
    assert (arson.score, arson.band, arson.scored) == (108, "Low", 2)
    assert [p.stood.value for p in arson.partners] == [18, 18, None]
    (move,) = queries.since_published(queries.matrix_on(plan, DAY))
    assert move.words.startswith("up from Low, 108.0 to Medium, 144.0")


def test_a_second_matrix_of_a_quarter_must_differ_and_say_why(
    plan: RiskPlan, held: dict[str, Post]
) -> None:
    scored(plan, held)
    publish(plan, held["council"])
    with pytest.raises(Refused, match="says the same"):
        publish(plan, held["council"], note="again")
    likely(plan, held["council"], 7)
    with pytest.raises(Refused, match="published already"):
        publish(plan, held["council"])
    made = publish(plan, None, note="a probability was put right")
    assert (str(made), made.made_by) == ("2021/22-Q4.2", "tests")
    newest = queries.newest()
    assert newest is not None
    assert queries.shown(newest).before is None


@pytest.mark.parametrize("on", [date(2022, 7, 1), date(2021, 12, 31)])
def test_the_day_of_a_matrix_lies_in_its_quarter_or_after(
    plan: RiskPlan, held: dict[str, Post], on: date
) -> None:
    scored(plan, held)
    with pytest.raises(Refused) as caught:
        publish(plan, held["council"], on=on)
    assert caught.value.faults[0].where == "on"


def test_a_matrix_without_a_score_is_not_published(plan: RiskPlan, held: dict[str, Post]) -> None:
    with pytest.raises(Refused, match="no threat has a score"):
        publish(plan, held["council"])


def test_the_next_quarter_is_held_against_the_one_before(
    plan: RiskPlan, held: dict[str, Post]
) -> None:
    scored(plan, held)
    publish(plan, held["council"])
    likely(plan, held["council"], 8, LATER)
    found = queries.shown(publish(plan, held["council"], quarter=Q1, on=LATER))
    assert found.comparable
    assert [move.key for move in found.moves] == ["arson"]
    assert [str(m.quarter) for m in queries.matrices()] == ["2021/22-Q4", "2022/23-Q1"]
