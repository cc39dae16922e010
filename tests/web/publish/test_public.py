"""What the public reads: every page, what it costs, what it says of where things come from."""

import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from saferboard.core.directory.permissions import Role
from saferboard.web.publish import issuing
from saferboard.web.publish.actions import withdraw
from saferboard.web.publish.assembling import assembled
from saferboard.web.publish.caching import PAGES
from saferboard.web.publish.models import Publication
from tests.web.publish.test_desk import account
from tests.web.publish.world import TODAY, World, world

pytestmark = pytest.mark.django_db
PUBLIC = ("/meetings/", "/decisions/", "/actions/", "/board/", "/plan/")
MEETING = "/meetings/board/2024-06-14/"
HELD = "/meetings/board/2024-03-08/"


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    PAGES.clear()
    cache.clear()
    yield
    PAGES.clear()


@pytest.fixture
def made(db: None) -> World:
    return world()


def pack(made: World, note: str = "") -> Publication:
    seen = assembled(made.june, TODAY).fingerprint
    return issuing.issue_pack(by="clerk", meeting=made.june, on=TODAY, seen=seen, note=note)


@pytest.fixture
def out(made: World) -> World:
    """Everything is published."""
    pack(made)
    issuing.issue_minutes(by="clerk", found=made.minutes, on=TODAY)
    issuing.issue_record(by="clerk", body=made.body, on=TODAY)
    issuing.issue_calendar(by="clerk", body=made.body)
    issuing.issue_board(by="clerk", on=TODAY)
    return made


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return re.sub(r"\s+", " ", answer.content.decode())


def every_page(client: Client) -> list[str]:
    """Every public page that can be reached by links."""
    waiting, seen = list(PUBLIC), []
    while waiting:
        path = waiting.pop()
        seen.append(path)
        for link in re.findall(r'href="(/[^"#?]*)', text(client, path)):
            public = link.startswith(
                ("/meetings/", "/decisions/", "/actions/", "/board/", "/plan/")
            )
            if public and not link.endswith((".pdf", ".ics")) and link not in seen + waiting:
                waiting.append(link)
    return seen


def test_every_page_is_reached_by_links_and_none_has_anything_restricted(
    out: World, visitor: Client
) -> None:
    pages = every_page(visitor)
    assert MEETING + "papers/performance-in-quarter-4/" in pages
    assert HELD + "minutes/" in pages
    assert reverse("public-action", args=["board", 7]) in pages
    assert reverse("public-decision", args=[out.outcomes[0].pk]) in pages
    for path in pages:
        said = text(visitor, path)
        assert "outreach" not in said, path
        assert "secret" not in said, path
        assert "account 9" not in said, path


def test_a_page_is_made_once_and_then_costs_one_query(
    out: World, visitor: Client, django_assert_max_num_queries: object
) -> None:
    for path in every_page(visitor):
        with django_assert_max_num_queries(1):  # type: ignore[operator]
            visitor.get(path)


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/meetings/", 2),
        (MEETING, 5),
        (MEETING + "papers/performance-in-quarter-4/", 2),
        (HELD + "minutes/", 3),
        ("/decisions/", 2),
        ("/actions/", 2),
        ("/actions/board/7/", 4),
        ("/board/", 2),
        ("/plan/", 2),
    ],
)
def test_making_a_page_takes_few_queries(
    path: str, most: int, out: World, visitor: Client, django_assert_max_num_queries: object
) -> None:
    PAGES.clear()
    with django_assert_max_num_queries(most):  # type: ignore[operator]
        assert visitor.get(path).status_code == 200


def test_the_public_gets_no_cookie_and_a_page_that_may_be_kept_but_is_asked_after(
    out: World, visitor: Client
) -> None:
    for path in [*every_page(visitor), MEETING + "pack.pdf"]:
        for _ in range(2):
            answer = visitor.get(path)
            assert not answer.cookies, path
            assert answer["Cache-Control"] == "public, no-cache", path
            assert answer["ETag"]
            b"".join(answer)  # read to its end, so that the file is closed


def test_what_one_reader_was_told_is_shown_to_no_other(out: World) -> None:
    told = Client()
    told.force_login(account(Role.MEMBER, post="member"))
    told.post("/account/logout/")
    assert "_messages" in told.session  # told once, by whoever reads the next page
    answer = told.get(MEETING)
    assert "You have signed out" in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    assert "You have signed out" not in text(Client(), MEETING)


def test_a_reader_who_has_the_page_is_told_that_nothing_changed(
    out: World, visitor: Client
) -> None:
    first = visitor.get(MEETING)
    again = visitor.get(MEETING, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    by_time = visitor.get(MEETING, headers={"if-modified-since": first["Last-Modified"]})
    assert by_time.status_code == 304
    packed = visitor.get(MEETING, headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert packed["ETag"] != first["ETag"]
    assert "Accept-Encoding" in packed["Vary"]


def test_a_correction_shows_at_once(out: World, visitor: Client) -> None:
    first = visitor.get(MEETING)
    out.items["Performance"].title = "Performance, corrected"
    out.items["Performance"].save()
    pack(out, "A title was wrong.")
    asked = {"if-none-match": first["ETag"], "if-modified-since": first["Last-Modified"]}
    for headers in ({}, asked, {"if-modified-since": first["Last-Modified"]}):
        answer = visitor.get(MEETING, headers=headers)
        assert answer.status_code == 200
        assert "Performance, corrected" in answer.content.decode()
        assert "A title was wrong." in answer.content.decode()


def test_a_page_changes_only_with_what_is_published(out: World, visitor: Client) -> None:
    first = text(visitor, MEETING)
    out.items["Performance"].title = "Not yet out"
    out.items["Performance"].save()
    assert text(visitor, MEETING) == first
    PAGES.clear()
    assert text(visitor, MEETING) == first


def test_query_parameters_that_mean_nothing_make_no_page_of_their_own(
    out: World, visitor: Client, django_assert_num_queries: object
) -> None:
    text(visitor, "/actions/?status=open")
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert "Send leaflets" in text(visitor, "/actions/?status=open&x=1")


def test_what_was_withdrawn_answers_410_with_the_reason(out: World, visitor: Client) -> None:
    text(visitor, MEETING)
    for publication in Publication.objects.filter(subject="board/2024-06-14"):
        withdraw(by="clerk", publication=publication, reason="A name was in it.")
    for path in (
        MEETING + "papers/performance-in-quarter-4/",
        MEETING + "pack.pdf",
        MEETING + "files/item-4.pdf",
    ):
        assert "A name was in it." in text(visitor, path, 410), path
    assert "A name was in it." in text(visitor, MEETING)  # the date stands, and says so
    calendar = Publication.objects.get(kind="calendar")
    withdraw(by="clerk", publication=calendar, reason="The dates were wrong.")
    assert "A name was in it." in text(visitor, MEETING, 410)


def test_what_never_was_answers_404(out: World, visitor: Client) -> None:
    for path in (
        "/meetings/board/2024-06-15/",
        "/meetings/nobody/2024-06-14/",
        MEETING + "papers/nothing/",
        MEETING + "files/nothing.pdf",
        MEETING + "files/paper-minutes-0.html",
        MEETING + "minutes/",
        "/meetings/board/2024-02-30/",
        "/decisions/999999/",
        "/actions/board/99/",
        "/actions/nobody/7/",
    ):
        assert visitor.get(path).status_code == 404, path


def test_the_pack_is_sent_as_it_was_kept(out: World, visitor: Client) -> None:
    answer = visitor.get(MEETING + "pack.pdf", headers={"accept-encoding": "gzip"})
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="board-2024-06-14-pack.pdf"'
    assert b"".join(answer).startswith(b"%PDF")
    again = visitor.get(MEETING + "pack.pdf", headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304


def test_the_trace_can_be_walked_both_ways(out: World, visitor: Client) -> None:
    decision = reverse("public-decision", args=[out.outcomes[0].pk])
    action = reverse("public-action", args=["board", 7])
    assert decision in text(visitor, action)
    assert action in text(visitor, decision)
    assert HELD in text(visitor, action)
    assert decision in text(visitor, HELD)
    assert action in text(visitor, HELD)
    assert f"{HELD}minutes/#minute-44" in text(visitor, decision)
    assert 'id="minute-44"' in text(visitor, HELD + "minutes/")


def test_actions_are_found_by_owner_status_and_age(out: World, visitor: Client) -> None:
    for query, found in (
        ("owner=manager", True),
        ("owner=chief", False),
        ("status=red", True),
        ("status=open", True),
        ("status=green", False),
        ("status=closed", False),
        ("body=board", True),
        ("body=other", False),
        ("age=365", False),
        ("age=nonsense", True),
    ):
        assert ("Send leaflets" in text(visitor, f"/actions/?{query}")) is found, query


def test_decisions_are_found_by_year_and_words(out: World, visitor: Client) -> None:
    for query, found in (
        ("year=2024", True),
        ("year=2023", False),
        ("words=LEAFLETS", True),
        ("words=helicopter", False),
    ):
        assert ("That leaflets be sent" in text(visitor, f"/decisions/?{query}")) is found, query


def test_before_anything_is_published_every_page_says_so(visitor: Client) -> None:
    for path in PUBLIC:
        assert "published yet" in text(visitor, path), path
