"""The desk from which the office publishes."""

import json

import pytest
from django.core.cache import cache
from django.test import Client

from saferboard.core.directory.permissions import Role
from saferboard.web.board.decisions.models import GapSigned
from saferboard.web.board.meetings.models import AgendaItem
from saferboard.web.board.papers.queries import awaited
from saferboard.web.directory.actions import create_account
from saferboard.web.directory.models import User
from saferboard.web.publish import progress
from saferboard.web.publish.models import Kind, Publication
from saferboard.web.publish.queries import newest
from tests.web.publish.world import TODAY, World, document, world

pytestmark = pytest.mark.django_db
DESK = "/work/publish/board/2024-06-14/"


@pytest.fixture(autouse=True)
def _no_second_step(settings: object) -> None:
    cache.clear()  # limits are counted there
    settings.SECOND_STEP = False  # type: ignore[attr-defined]


def account(*roles: Role, post: str = "clerk") -> User:
    return create_account(
        by="tests",
        post=post,
        email=f"{post}@example.org",
        password="a long enough sentence",
        roles=list(roles),
    )


@pytest.fixture
def made(db: None) -> World:
    return world()


@pytest.fixture
def clerk(client: Client, made: World) -> Client:
    client.force_login(account(Role.CLERK))
    return client


def seen(client: Client) -> str:
    return str(client.get(DESK).context["seen"])


def press(client: Client, what: str, **more: str) -> object:
    return client.post(f"{DESK}issue/", {"what": what, "seen": seen(client), **more})


def test_the_desk_tells_what_is_in_late_and_missing(clerk: Client, made: World) -> None:
    made.submit(
        "Introductions", "A late paper", document("A late paper"), late=True
    ).paper.__class__.objects.filter(title="A late paper").update(urgent="it came on Monday.")
    made.items["Performance"].papers.all().update(withdrawn=True)
    rows = {row.item.title: row.word for row in clerk.get(DESK).context["items"]}
    assert rows == {
        "Introductions": "Late",
        "Minutes of the previous meeting": "Made here",
        "Action log": "Made here",
        "Performance": "Missing",
        "County lines": "In",
        "A contract": "In",
    }
    assert "1 paper missing" in clerk.get(DESK).content.decode()


def test_the_slides_of_a_presentation_are_missing_where_the_year_waits_for_them(
    clerk: Client, made: World
) -> None:
    """An oral update brings nothing; whoever presents is asked for slides, here as there."""
    item = made.items["Performance"]
    item.papers.all().update(withdrawn=True)
    for kind, word in (("presentation", "Missing"), ("oral", "None needed")):
        AgendaItem.objects.filter(pk=item.pk).update(kind=kind)
        rows = {row.item.title: row.word for row in clerk.get(DESK).context["items"]}
        assert rows["Performance"] == word
        assert (item in awaited(made.june)) == (word == "Missing")


def test_one_press_publishes(clerk: Client) -> None:
    answer = press(clerk, "pack")
    assert answer.status_code == 302  # type: ignore[attr-defined]
    pack = clerk.get("/meetings/board/2024-06-14/pack.pdf")
    assert b"".join(pack).startswith(b"%PDF")
    page = clerk.get(DESK).content.decode()
    assert "have been out since" in page
    assert "Publish the agenda and papers" not in page


def test_what_nobody_picked_up_takes_the_button_away_until_it_is_signed_off(
    client: Client,
) -> None:
    made = world(answered=False)
    client.force_login(account(Role.CLERK))
    page = client.get(DESK).content.decode()
    assert "That the report be noted." in page
    assert "Publish the agenda and papers" not in page
    answer = press(client, "pack")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert not Publication.objects.exists()
    for outcome in made.outcomes[1:]:
        GapSigned.objects.create(
            meeting=made.june, outcome=outcome, reason="It waits.", on=TODAY, by="chair"
        )
    assert "Signed off by chair" in client.get(DESK).content.decode()
    assert press(client, "pack").status_code == 302  # type: ignore[attr-defined]


def test_a_correction_without_a_reason_is_refused_in_words(clerk: Client) -> None:
    press(clerk, "pack")
    answer = press(clerk, "correct", note=" ")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "gives no reason" in answer.content.decode()  # type: ignore[attr-defined]
    assert press(clerk, "correct", note="A table.").status_code == 302  # type: ignore[attr-defined]


def test_what_was_typed_stays_when_something_stops_it(clerk: Client, made: World) -> None:
    press(clerk, "pack")
    before = seen(clerk)
    made.submit("Performance", "Performance in Quarter 4", document("Anew"))
    answer = clerk.post(
        f"{DESK}issue/", {"what": "correct", "seen": before, "note": "Kept <words>."}
    )
    page = answer.content.decode()
    assert "changed since you looked" in page
    assert "Kept &lt;words&gt;." in page


def test_a_new_paper_is_offered_as_a_supplement(clerk: Client, made: World) -> None:
    press(clerk, "pack")
    made.submit("Introductions", "A late paper", document("A late paper"))
    page = clerk.get(DESK).content.decode()
    assert "Not yet out: A late paper" in page
    assert "Publish 1 new paper as a supplement" in page
    press(clerk, "supplement", note="A late paper.")
    found = newest(Kind.PACK, "board/2024-06-14")
    assert found is not None
    assert len(found.content["supplements"]) == 1


def test_the_preview_is_what_would_go_out(clerk: Client) -> None:
    answer = clerk.get(f"{DESK}preview.pdf")
    assert answer.content.startswith(b"%PDF")
    assert "no-store" in answer["Cache-Control"]
    assert not Publication.objects.exists()


def test_private_papers_are_for_those_who_may_read_them(clerk: Client, made: World) -> None:
    assert clerk.get(f"{DESK}private.pdf").status_code == 404
    press(clerk, "pack")
    assert clerk.get(f"{DESK}private.pdf").content.startswith(b"%PDF")
    author = Client()
    author.force_login(account(Role.AUTHOR, post="author"))
    assert author.get(f"{DESK}private.pdf").status_code == 403
    assert Client().get(f"{DESK}private.pdf").status_code == 302


@pytest.mark.parametrize("role", [Role.MEMBER, Role.AUTHOR, Role.OWNER, Role.CHAIR])
def test_only_the_office_publishes(role: Role, made: World, client: Client) -> None:
    client.force_login(account(role, post=role.value))
    for path in ("issue/", "minutes/", "performance/"):
        assert client.post(DESK + path).status_code == 403
    assert client.post("/work/publish/standing/record/board/").status_code == 403
    assert client.get("/work/publish/withdraw/1/").status_code == 403
    assert client.get("/work/publish/").status_code == 403
    assert not Publication.objects.exists()


def test_minutes_decisions_and_actions_go_out_together(clerk: Client) -> None:
    clerk.post("/work/publish/board/2024-03-08/minutes/")
    assert set(Publication.objects.values_list("kind", flat=True)) == {"minutes", "record"}
    answer = clerk.post("/work/publish/board/2024-03-08/minutes/")
    assert "gives no reason" in answer.content.decode()
    assert Publication.objects.count() == 2


def test_what_stands_from_meeting_to_meeting_is_published_by_a_press(clerk: Client) -> None:
    for kind, key in (("calendar", "board"), ("record", "board"), ("board", "partnership")):
        assert clerk.post(f"/work/publish/standing/{kind}/{key}/").status_code == 302
    assert clerk.post("/work/publish/standing/pack/board/").status_code == 404
    assert clerk.post("/work/publish/standing/record/nobody/").status_code == 404
    assert Publication.objects.count() == 3
    assert "out since" in clerk.get("/work/publish/").content.decode()


def test_withdrawing_needs_a_reason_and_leaves_it_at_the_address(clerk: Client) -> None:
    press(clerk, "pack")
    row = Publication.objects.get()
    path = f"/work/publish/withdraw/{row.pk}/"
    assert "Say why it is withdrawn." in clerk.post(path, {"reason": ""}).content.decode()
    assert clerk.post(path, {"reason": "A name."}).status_code == 302
    assert Client().get("/meetings/board/2024-06-14/pack.pdf").status_code == 410
    again = clerk.post(path, {"reason": "Again."}).content.decode()
    assert "withdrawn already" in again


def test_the_performance_paper_is_put_on_an_item(
    clerk: Client, made: World, stored: object
) -> None:
    item = made.items["Performance"]
    answer = clerk.post(f"{DESK}performance/", {"item": item.pk, "release": str(stored)})
    assert answer.status_code == 302
    assert item.papers.filter(title__startswith="Safer Communities Performance").exists()
    answer = clerk.post(f"{DESK}performance/", {"item": "0", "release": "x"})
    assert "Choose an item and a release." in answer.content.decode()


def test_progress_is_told_while_a_pack_is_made_and_then_forgotten(
    clerk: Client, made: World
) -> None:
    assert json.loads(clerk.get(f"{DESK}progress/").content) == {}
    progress.teller(made.june)("Performance", 1, 4)
    assert json.loads(clerk.get(f"{DESK}progress/").content) == {
        "words": "Performance",
        "done": 1,
        "of": 4,
    }
    press(clerk, "pack")
    assert progress.so_far(made.june) is None


def test_the_desk_takes_few_queries(
    clerk: Client, made: World, django_assert_max_num_queries: object
) -> None:
    press(clerk, "pack")
    with django_assert_max_num_queries(45):  # type: ignore[operator]
        clerk.get(DESK)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        clerk.get("/work/publish/")
