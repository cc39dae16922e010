"""A survey's public page shows the release, and of comments what was let through; no more."""

from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from saferboard.core.directory.permissions import Role
from saferboard.core.evidence.release import RELEASE
from saferboard.web.evidence import actions as releases
from saferboard.web.evidence.surveys import actions
from saferboard.web.evidence.surveys.models import Comment, Moderation, Verdict
from tests.web.directory.people_samples import signed_in
from tests.web.evidence.survey_samples import PLAIN, SECRET, loaded, surveyed

pytestmark = pytest.mark.django_db

PUBLIC = (
    "/surveys/",
    "/surveys/panel/",
    "/surveys/panel.csv",
    "/releases/2021-22-q4/1/surveys/",
    "/releases/2021-22-q4/1/surveys/panel/",
    "/releases/2021-22-q4/1/surveys/panel.csv",
    "/measures/hate/",
    "/measures/hate.json",
    "/release.json",
    "/",
    "/data/",
)


@pytest.fixture
def frozen() -> None:
    releases.freeze(surveyed(), by="analyst")


def words(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.usefixtures("frozen")
def test_the_page_of_a_survey(visitor: Client) -> None:
    page = words(visitor, "/surveys/panel/")
    assert "66.0% in Testshire in 2021/22 Q4 (95% limits 61.0% to 71.0%; 801 people" in page
    assert "Asked from October 2021" in page
    assert "Each wording is a series of its own" in page
    assert "How many were asked was not published" in page
    assert "Too few people answered." in page
    assert "fewer than 30 people" in page
    assert "What people wrote" not in page
    assert 'href="/surveys/panel/"' in words(visitor, "/surveys/")
    pinned = words(visitor, "/releases/2021-22-q4/1/surveys/")
    assert 'href="/releases/2021-22-q4/1/surveys/panel/"' in pinned


@pytest.mark.usefixtures("frozen")
def test_the_measure_names_the_question(visitor: Client) -> None:
    page = words(visitor, "/measures/hate/")
    assert "How safe do you feel?" in page
    assert 'href="/surveys/panel/"' in page
    pinned = words(visitor, "/releases/2021-22-q4/1/measures/hate/")
    assert 'href="/releases/2021-22-q4/1/surveys/panel/"' in pinned
    assert "What was asked" not in words(visitor, "/measures/vehicle/")
    assert 'href="/surveys/"' in words(visitor, "/data/")


@pytest.mark.usefixtures("frozen")
def test_the_table_of_a_survey(visitor: Client) -> None:
    lines = words(visitor, "/surveys/panel.csv").splitlines()
    assert len(lines) == 7
    assert "safe,2,E10000018,Testshire,2021/22-Q4,66.0,61.0,71.0,,801,number,Weighted." in lines[3]
    assert "safe,2,E07000133,Melton,2021/22-Q4,,,,,,suppressed,Too few people" in lines[4]


@pytest.mark.usefixtures("stored")
def test_a_release_without_surveys_says_so(visitor: Client) -> None:
    assert "holds no survey" in words(visitor, "/surveys/")
    assert visitor.get("/surveys/panel/").status_code == 404


def test_before_the_first_release(visitor: Client) -> None:
    assert visitor.get("/surveys/").status_code == 200
    assert visitor.get("/surveys/panel/").status_code == 404


def test_a_stored_release_reads_the_same() -> None:
    made = surveyed()
    assert RELEASE.validate_json(RELEASE.dump_json(made)) == made


@pytest.mark.usefixtures("frozen")
def test_nothing_unread_is_ever_public(visitor: Client) -> None:
    waiting, held, edited, plain = loaded(SECRET, f"{SECRET} 2", f"{SECRET} 3", PLAIN)
    for comment, verdict, text, reason in (
        (held, Verdict.HELD_BACK, "", "Mx Example is named"),
        (edited, Verdict.EDITED, "It is too <b>dark</b>", "cut out Mx Example"),
        (plain, Verdict.LET_THROUGH, "", ""),
    ):
        actions.moderate(
            by="account 1", comment=comment, verdict=verdict, text=text, reason=reason, seen=None
        )
    for path in PUBLIC:
        page = words(visitor, path)
        assert "Mx Example" not in page, path
        assert "Example Row" not in page, path
    page = words(visitor, "/surveys/panel/")
    assert PLAIN in page
    assert "It is too &lt;b&gt;dark&lt;/b&gt;" in page
    assert waiting.moderations.count() == 0


@pytest.mark.usefixtures("frozen")
def test_a_comment_more_is_no_query_more(
    visitor: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    visitor.get("/surveys/panel/")
    for comment in loaded(*(f"Comment {n}" for n in range(12))):
        actions.moderate(by="a", comment=comment, verdict=Verdict.LET_THROUGH, seen=None)
    with django_assert_num_queries(3):
        assert words(visitor, "/surveys/panel/").count("<blockquote") == 12


WORK = ("/work/surveys/", "/work/surveys/panel/", "/work/surveys/comments/1/")


@pytest.mark.parametrize("path", WORK)
def test_who_may_not_read_comments(visitor: Client, path: str) -> None:
    assert visitor.get(path).status_code == 302
    assert signed_in(Role.MEMBER).get(path).status_code == 403


def test_reading_comments_one_after_another() -> None:
    first, second = loaded(SECRET, PLAIN)
    analyst = signed_in(Role.ANALYST)
    assert "2 comments wait to be read" in words(analyst, "/work/surveys/")
    assert SECRET[:20] in words(analyst, "/work/surveys/panel/")
    assert SECRET in words(analyst, f"/work/surveys/comments/{first.pk}/")
    sent = {"verdict": "edited", "text": "It is too dark", "reason": "", "seen": ""}
    answer = analyst.post(f"/work/surveys/comments/{first.pk}/", sent)
    assert answer["Location"] == f"/work/surveys/comments/{second.pk}/"
    answer = analyst.post(f"/work/surveys/comments/{second.pk}/", {"verdict": "let-through"})
    assert answer["Location"] == "/work/surveys/panel/"
    assert "Nothing waits" in words(analyst, "/work/surveys/")
    assert f"No. {first.pk}" in words(analyst, "/work/surveys/panel/?state=edited")
    again = words(analyst, f"/work/surveys/comments/{first.pk}/")
    assert "Let through in other words on" in again
    assert analyst.get("/work/surveys/panel/?state=lost").status_code == 404


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose what becomes of the comment."),
        ({"verdict": "held-back"}, "It is held back without a reason"),
        ({"verdict": "edited", "text": ""}, "There are no words to show"),
        ({"verdict": "let-through", "seen": "77"}, "Somebody else has chosen"),
    ],
)
def test_a_choice_that_cannot_be_made_says_why(sent: dict[str, str], said: str) -> None:
    (comment,) = loaded(SECRET)
    answer = signed_in(Role.ANALYST).post(f"/work/surveys/comments/{comment.pk}/", sent)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert Moderation.objects.count() == 0


def test_no_comments_are_held() -> None:
    assert "No comments are held" in words(signed_in(Role.OFFICER), "/work/surveys/")
    assert "There are none." in words(signed_in(Role.ANALYST), "/work/surveys/panel/")


def test_a_comment_is_erased_for_good() -> None:
    (secret,) = loaded(SECRET)
    client = signed_in(Role.ANALYST)
    path = f"/work/surveys/comments/{secret.pk}/"
    assert "Erase it for good" in words(client, path)
    asked = {"erase": "yes", "erase-reason": "the writer asked"}
    unmeant = unescape(client.post(path, asked).content.decode())
    assert "Say that its words may be lost for good." in unmeant
    assert "Error: Comment" in unmeant
    assert Comment.objects.get().text == SECRET
    overruled = client.post(path, {**asked, "erase-meant": "on", "erase-seen": "999"})
    assert "Somebody else has chosen since you opened this page" in overruled.content.decode()
    done = client.post(path, {**asked, "erase-meant": "on"}, follow=True)
    assert f"Comment {secret.pk} is erased" in done.content.decode()
    told = words(client, path)
    assert "Its words were erased for good." in told
    assert "Keep this choice" not in told
    assert "the writer asked" in told
    assert "erased" in words(client, "/work/surveys/panel/?state=erased")
    assert SECRET not in told
    again = client.post(path, {**asked, "erase-meant": "on"})
    assert "It was erased" in again.content.decode()
