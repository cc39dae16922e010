"""Pages of the risk matrix: what the public sees, what partners see, and the forms."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from saferboard.cli import example_risk
from saferboard.core.directory.permissions import Role
from saferboard.core.evidence.risk import RiskPlan
from saferboard.web.directory.models import Post
from saferboard.web.evidence.models import Release
from saferboard.web.evidence.risk import queries
from saferboard.web.evidence.risk.models import PublishedMatrix, Score
from tests.web.evidence.risk_samples import RISKS, declare, posts, signed_in
from tests.web.evidence.test_risk_actions import DAY, LATER, Q1, harm, likely, publish, scored

OWN = ("seen in the year", "the year’s figures", "The police service", "police")


@pytest.fixture(autouse=True)
def _one_step(settings: Any) -> None:
    settings.SECOND_STEP = False


@pytest.fixture
def held(db: None) -> dict[str, Post]:
    """The posts."""
    return posts()


@pytest.fixture
def plan(held: dict[str, Post], tmp_path: Path, settings: Any) -> RiskPlan:
    """What the partnership declares, with arson scored."""
    settings.HOME = tmp_path
    declare(tmp_path)
    found = queries.plan()
    assert found is not None
    scored(found, held)
    return found


def words(client: Client, path: str) -> str:
    """What a page says."""
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_before_the_first_matrix_the_page_says_so(db: None, visitor: Client) -> None:
    assert "No risk matrix has been published yet" in words(visitor, "/risk/")
    assert visitor.get("/risk/2021-22-q4/1/").status_code == 404
    assert visitor.get("/risk/2021-22-q4/1.csv").status_code == 404


def test_the_public_sees_bands_and_no_partners_own_score(
    plan: RiskPlan, held: dict[str, Post], visitor: Client
) -> None:
    publish(plan, held["council"])
    said = words(visitor, "/risk/")
    assert "Arson" in said
    assert "108.0" in said
    assert "2 of 3" in said
    assert "No data" in said  # fraud, which nobody scored
    assert "Something of the past" not in said
    table = visitor.get("/risk/2021-22-q4/1.csv").content.decode()
    assert "2021/22-Q4,1,2022-03-31,arson,Arson,6,18.0,108.0,Low,2,3" in table
    assert "fraud,Fraud,,,,No data,0,3" in table
    for secret in OWN:
        assert secret not in said
        assert secret not in table


def test_what_changed_stands_on_the_page_and_the_earlier_one_stays(
    plan: RiskPlan, held: dict[str, Post], visitor: Client
) -> None:
    publish(plan, held["council"])
    likely(plan, held["council"], 8, LATER)
    publish(plan, held["council"], quarter=Q1, on=LATER)
    said = words(visitor, "/risk/")
    assert "up from Low, 108.0 to Medium, 144.0 (probability 6 to 8)" in said
    assert "What changed since 2021/22 Q4" in said
    earlier = words(visitor, "/risk/2021-22-q4/1/")
    assert "This is the first matrix that was published" in earlier
    assert "<strong>144.0</strong>" in said
    assert "<strong>144.0</strong>" not in earlier


def test_other_scales_are_not_compared(
    plan: RiskPlan, held: dict[str, Post], visitor: Client, tmp_path: Path
) -> None:
    publish(plan, held["council"])
    declare(tmp_path, RISKS.replace("most = 9", "most = 8"))
    narrower = queries.plan()
    assert narrower is not None
    for partner in ("police", "fire"):
        harm(narrower, held[partner], 9, on=LATER)
    likely(narrower, held["council"], 8, LATER)
    publish(narrower, held["council"], quarter=Q1, on=LATER, note="new scales")
    said = words(visitor, "/risk/")
    assert "The scales changed since then" in said
    assert "new scales" in said


def test_a_partnership_may_keep_it_to_those_who_have_signed_in(
    plan: RiskPlan, held: dict[str, Post], visitor: Client, tmp_path: Path
) -> None:
    declare(tmp_path, RISKS.replace("lasts = 12", 'lasts = 12\nshown = "signed-in"'))
    shut = queries.plan()
    assert shut is not None
    publish(shut, held["council"])
    for path in ("/risk/", "/risk/2021-22-q4/1/", "/risk/2021-22-q4/1.csv"):
        answer = visitor.get(path)
        assert answer.status_code == 302
        assert answer["Location"] == f"/account/login/?next={path}"
    member = signed_in("police-lead", Role.MEMBER)
    assert "108.0" in words(member, "/risk/")
    assert member.get("/risk/2021-22-q4/1.csv").status_code == 200


def test_whoever_has_signed_in_sees_each_partners_score_on_any_day(
    plan: RiskPlan, held: dict[str, Post]
) -> None:
    member = signed_in("police-lead", Role.MEMBER)
    then = words(member, f"/work/risk/?on={DAY}")
    assert "The police service" in then
    assert "108.0" in then
    assert "not scored" in then
    assert "Publish the matrix" not in then
    now = words(member, "/work/risk/?on=2999-01-01")
    assert "more than 12 months old" in now
    assert "Risk and harm</h1>" in words(member, "/work/risk/?on=soon")


def test_the_work_page_asks_as_many_queries_for_ten_threats_as_for_two(
    plan: RiskPlan,
    held: dict[str, Post],
    tmp_path: Path,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    more = "".join(
        f'\n[[risks]]\nkey = "r{n}"\nname = "R{n}"\ndescription = "."\nsince = "2020-04"\n'
        for n in range(10)
    )
    analyst = signed_in("police-lead", Role.ANALYST)
    path = f"/work/risk/?on={DAY}"
    with django_assert_num_queries(7):
        words(analyst, path)
    declare(tmp_path, RISKS + more)
    with django_assert_num_queries(7):
        words(analyst, path)


def test_a_threat_tells_who_scored_it_and_why(
    plan: RiskPlan, held: dict[str, Post], stored: Release
) -> None:
    publish(plan, held["council"])
    likely(plan, held["council"], 8, LATER)
    publish(plan, held["council"], quarter=Q1, on=LATER)
    member = signed_in("police-lead", Role.MEMBER)
    said = words(member, "/work/risk/threats/arson/")
    assert "seen in the year’s figures" in said
    assert "Lead, The police service" in said
    assert "From 108.0 in 2021/22 Q4 to 144.0 in 2022/23 Q1." in said
    assert 'href="/measures/burglary/"' in said
    assert "unheard-of" not in said
    assert "Score the harm" not in said
    gone = words(member, "/work/risk/threats/gone/")
    assert "It is not scored this month" in gone
    assert member.get("/work/risk/threats/theft/").status_code == 404


def test_a_partner_scores_by_the_form(plan: RiskPlan, held: dict[str, Post]) -> None:
    author = signed_in("health-lead", Role.AUTHOR)
    assert "has scored 0 of 2 threats" in words(author, "/work/risk/")
    path = "/work/risk/threats/fraud/score/"
    assert "The health service" in words(author, path)
    sent = {
        "points_physical": "3",
        "points_moral": "9",
        "on": localdate().isoformat(),
        "reason": "calls to our line",
    }
    empty = author.post(path, {**sent, "points_moral": "", "reason": ""}).content.decode()
    assert "Choose a score for “moral harm”." in empty
    assert "Write what the score rests on." in empty
    tomorrow = {**sent, "on": "2199-01-01"}
    assert "The day is still to come" in author.post(path, tomorrow).content.decode()
    answer = author.post(path, sent)
    assert answer["Location"] == "/work/risk/threats/fraud/"
    row = Score.objects.get(risk="fraud")
    assert (row.organisation, row.points) == ("health", {"physical": 3, "moral": 9})
    assert "has scored 1 of 2 threats" in words(author, "/work/risk/")


def test_an_organisation_that_is_not_asked_is_told(plan: RiskPlan, held: dict[str, Post]) -> None:
    officer = signed_in("council-lead", Role.OFFICER)
    sent = {
        "points_physical": "3",
        "points_moral": "9",
        "on": localdate().isoformat(),
        "reason": "x",
    }
    said = officer.post("/work/risk/threats/fraud/score/", sent).content.decode()
    assert "Your organisation is not asked for harm scores" in said
    nobody = signed_in("unknown-post", Role.AUTHOR)
    assert "your organisation" in words(nobody, "/work/risk/threats/fraud/score/")
    said = nobody.post("/work/risk/threats/fraud/score/", sent).content.decode()
    assert "is not known" in said


def test_an_analyst_sets_a_probability_and_publishes(plan: RiskPlan, held: dict[str, Post]) -> None:
    analyst = signed_in("police-lead", Role.ANALYST)
    today = localdate()
    for partner in ("police", "fire"):
        harm(plan, held[partner], 10, on=today, today=today)
    path = "/work/risk/threats/arson/probability/"
    assert "How likely is it?" in words(analyst, path)
    sent = {"points_probability": "9", "on": today.isoformat(), "reason": "the figures"}
    assert analyst.post(path, sent)["Location"] == "/work/risk/threats/arson/"
    assert "It is then shown to everybody" in words(analyst, "/work/risk/publish/")
    quarter = str(queries.quarter_of(today))
    answer = analyst.post(
        "/work/risk/publish/", {"quarter": quarter, "on": today.isoformat(), "note": ""}
    )
    assert answer["Location"] == "/risk/"
    assert PublishedMatrix.objects.get().quarter == quarter
    again = analyst.post(
        "/work/risk/publish/", {"quarter": quarter, "on": today.isoformat(), "note": ""}
    )
    assert "It says the same as the one published before" in again.content.decode()


def test_whoever_may_not_is_told_why(plan: RiskPlan, held: dict[str, Post]) -> None:
    member = signed_in("police-lead", Role.MEMBER)
    for path in ("threats/arson/score/", "threats/arson/probability/", "publish/"):
        assert member.get(f"/work/risk/{path}").status_code == 403


def test_without_a_declared_matrix_the_page_says_what_to_do(
    held: dict[str, Post], tmp_path: Path, settings: Any
) -> None:
    settings.HOME = tmp_path
    analyst = signed_in("police-lead", Role.ANALYST)
    assert "risks.toml" in words(analyst, "/work/risk/")
    assert analyst.get("/work/risk/publish/").status_code == 404


def test_a_matrix_all_of_whose_threats_are_retired_is_empty(
    plan: RiskPlan, held: dict[str, Post], tmp_path: Path
) -> None:
    declare(
        tmp_path,
        RISKS.replace('since = "2020-04"', 'since = "2999-01"').replace(
            '\nretired = "2021-04"', ""
        ),
    )
    analyst = signed_in("police-lead", Role.ANALYST)
    assert "Of 0 threats" in words(analyst, "/work/risk/")


def test_the_example_scores_and_publishes_once(
    held: dict[str, Post], tmp_path: Path, settings: Any
) -> None:
    settings.HOME = tmp_path
    arson = 'key = "arson"'
    declare(tmp_path, RISKS.replace(arson, 'key = "hate"'))
    found = queries.plan()
    assert found is not None
    for _ in range(2):
        example_risk.make(found, date(2022, 8, 1))
    assert [str(row) for row in queries.published()] == ["2022/23-Q1.1", "2021/22-Q4.1"]
