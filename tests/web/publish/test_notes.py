"""A member's own notes: kept with the account, seen by nobody else."""

import json

import pytest
from django.core.cache import cache
from django.test import Client

from saferboard.core.directory.permissions import Role
from saferboard.web.audit.models import Event
from saferboard.web.board.papers.models import Paper
from saferboard.web.publish.models import Note
from tests.web.publish.test_desk import account
from tests.web.publish.world import World, document, world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_second_step(settings: object) -> None:
    cache.clear()
    settings.SECOND_STEP = False  # type: ignore[attr-defined]


@pytest.fixture
def made(db: None) -> World:
    return world()


@pytest.fixture
def member(made: World) -> Client:
    client = Client()
    client.force_login(account(Role.MEMBER, post="member"))
    return client


def page_of(title: str) -> str:
    return f"/work/notes/papers/{Paper.objects.get(title=title).pk}/"


PAPER = "Performance in Quarter 4"


def test_a_note_is_kept_at_its_paragraph_on_any_device(member: Client) -> None:
    path = page_of(PAPER)
    assert member.post(path, {"paragraph": "2", "text": "Ask <why>."}).status_code == 302
    elsewhere = Client()
    elsewhere.force_login(Note.objects.get().account)
    page = elsewhere.get(path).content.decode()
    assert "Ask &lt;why&gt;." in page
    assert page.index("My note on paragraph 2") < page.index('id="paragraph-2"')
    assert page.index("My note on paragraph 2") > page.index('id="paragraph-1"')


def test_a_note_can_be_on_the_whole_paper_or_on_a_page_of_a_pdf(member: Client) -> None:
    member.post(page_of(PAPER), {"text": "Long."})
    member.post(page_of("County lines: slides"), {"page": "2", "text": "Blurred."})
    assert sorted(note.place for note in Note.objects.all()) == ["page 2", "the whole paper"]
    assert "Blurred." in member.get(page_of("County lines: slides")).content.decode()


def test_nobody_else_sees_a_note(member: Client) -> None:
    member.post(page_of(PAPER), {"paragraph": "2", "text": "Between us."})
    note = Note.objects.get()
    for role in Role:
        if role is Role.PUBLIC:
            continue
        other = Client()
        other.force_login(account(role, post=f"other-{role.name.lower().replace('_', '-')}"))
        for path in (page_of(PAPER), "/work/notes/", "/work/notes/my-notes.json", "/work/audit/"):
            assert "Between us." not in other.get(path).content.decode()
        assert other.get(f"/work/notes/{note.pk}/").status_code == 404
        assert other.post(f"/work/notes/{note.pk}/remove/").status_code == 404
    assert "Between us." not in str(list(Event.objects.values()))
    assert not Event.objects.filter(object__contains="paper", action__contains="note").exists()
    assert Note.objects.exists()


def test_a_note_survives_a_new_version_and_names_the_one_it_was_written_on(
    member: Client, made: World
) -> None:
    member.post(page_of(PAPER), {"paragraph": "2", "text": "Ask why."})
    member.post(page_of(PAPER), {"paragraph": "7", "text": "And here."})
    made.submit("Performance", PAPER, document(PAPER, words="Crime rose."))
    page = member.get(page_of(PAPER)).content.decode()
    assert "written on version 1; this is version 2" in page
    assert "Ask why." in page
    assert "And here." in page


def test_a_note_whose_paragraph_is_gone_stands_at_the_top(member: Client) -> None:
    member.post(page_of(PAPER), {"paragraph": "999", "text": "Where?"})
    page = member.get(page_of(PAPER)).content.decode()
    assert page.index("Where?") < page.index('id="paragraph-1"')


def test_a_note_is_changed_and_removed_by_its_owner(member: Client) -> None:
    member.post(page_of(PAPER), {"text": "Long."})
    path = f"/work/notes/{Note.objects.get().pk}/"
    assert member.post(path, {"text": "Short.", "revision": "0"}).status_code == 302
    assert Note.objects.get().text == "Short."
    assert member.post(f"{path}remove/").status_code == 302
    assert not Note.objects.exists()


def test_a_change_on_another_device_is_not_written_over(member: Client) -> None:
    member.post(page_of(PAPER), {"text": "Long."})
    path = f"/work/notes/{Note.objects.get().pk}/"
    member.post(path, {"text": "From the tablet.", "revision": "0"})
    answer = member.post(path, {"text": "From the desk.", "revision": "0"})
    page = answer.content.decode()
    assert "on another device" in page
    assert "From the tablet." in page
    assert "From the desk." in page
    assert Note.objects.get().text == "From the tablet."
    member.post(
        path, {"text": "Both.", "revision": str(answer.context["form"]["revision"].value())}
    )
    assert Note.objects.get().text == "Both."


def test_an_empty_note_is_refused_and_what_was_typed_stays(member: Client) -> None:
    page = member.post(page_of(PAPER), {"paragraph": "3", "text": " "}).content.decode()
    assert "Write your note." in page
    assert 'value="3"' in page
    assert not Note.objects.exists()


def test_restricted_papers_are_read_only_by_those_who_may(made: World) -> None:
    author = Client()
    author.force_login(account(Role.AUTHOR, post="author"))
    path = page_of("A contract for outreach")
    assert author.get(path).status_code == 403
    assert author.post(path, {"text": "x"}).status_code == 403
    assert "A contract for outreach" not in author.get("/work/notes/").content.decode()
    assert Client().get(path).status_code == 302


def test_own_notes_can_be_taken_away(member: Client) -> None:
    member.post(page_of(PAPER), {"paragraph": "2", "text": "Ask why."})
    answer = member.get("/work/notes/my-notes.json")
    assert "attachment" in answer["Content-Disposition"]
    (note,) = json.loads(answer.content)
    assert (note["paper"], note["place"], note["note"], note["version"]) == (
        PAPER,
        "paragraph 2",
        "Ask why.",
        1,
    )


def test_reading_takes_few_queries(member: Client, django_assert_max_num_queries: object) -> None:
    for n in range(5):
        member.post(page_of(PAPER), {"paragraph": "2", "text": f"Note {n}"})
    path = page_of(PAPER)
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        member.get(path)
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        member.get("/work/notes/")
