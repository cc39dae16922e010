"""The audit trail as administrators read it."""

import csv
import io
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from saferboard.core.directory.permissions import Role
from saferboard.web.audit.actions import record
from saferboard.web.audit.models import Event
from saferboard.web.directory.actions import create_account
from saferboard.web.directory.models import User

PASSWORD = "a long enough sentence"


def account(role: Role) -> User:
    key = role.replace(" ", "-")
    return create_account(
        by="installer",
        post=f"the-{key}",
        email=f"{key}@example.org",
        password=PASSWORD,
        roles=[role],
    )


@pytest.fixture
def administrator(client: Client, db: None) -> User:
    user = account(Role.ADMINISTRATOR)
    client.force_login(user)
    return user


def rows(client: Client, **asked: str) -> list[list[str]]:
    answer = client.get("/work/audit/trail.csv", asked)
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    return list(csv.reader(io.StringIO(text)))[1:]


def test_the_newest_comes_first_with_the_post_beside_the_account(
    client: Client, administrator: User
) -> None:
    key = f"account {administrator.pk}"
    record(by=key, action="paper called for", object="meeting 7", posts=["police", "fire"])
    page = client.get("/work/audit/").content.decode()
    assert page.index("paper called for") < page.index("account created")
    assert f"the-administrator ({key})" in page
    assert "posts: police, fire" in page
    assert "Nobody can change or delete an entry" in page
    assert "example.org" not in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"by": "the-administrator"}, ["minutes written"]),
        ({"by": "clerk"}, ["paper withdrawn"]),
        ({"action": "WITHDRAWN"}, ["paper withdrawn"]),
        ({"object": "meeting 7"}, ["minutes written"]),
        ({"by": "clerk", "object": "meeting 7"}, []),
        ({"by": "cler"}, []),
    ],
)
def test_it_is_narrowed_by_who_what_and_to_what(
    asked: dict[str, str], found: list[str], client: Client, administrator: User
) -> None:
    record(by="clerk", action="paper withdrawn", object="paper 3")
    record(by=f"account {administrator.pk}", action="minutes written", object="meeting 7")
    told = [row[3] for row in rows(client, **asked)]
    assert [action for action in told if action != "signed in"] == found


def test_a_day_is_london_s(client: Client, administrator: User, monkeypatch: Any) -> None:
    just_after = datetime(2022, 6, 10, 0, 30, tzinfo=ZoneInfo("Europe/London"))
    monkeypatch.setattr(timezone, "now", lambda: just_after)
    record(by="clerk", action="late entry", object="x")
    monkeypatch.undo()
    assert [row[3] for row in rows(client, day="10/06/2022")] == ["late entry"]
    assert rows(client, day="9 June 2022") == []


def test_a_day_that_is_none_is_refused_and_kept(client: Client, administrator: User) -> None:
    page = client.get("/work/audit/?day=tomorrow").content.decode()
    assert "There is a problem" in page
    assert "Write the day as 10/06/2022" in page
    assert 'value="tomorrow"' in page


def test_pages_hold_fifty_and_keep_the_filter(
    client: Client, administrator: User, django_assert_num_queries: Any
) -> None:
    for number in range(120):
        record(by="clerk", action="paper filed", object=f"paper {number}")
    with django_assert_num_queries(5):  # session, account, posts, how many, fifty of them
        page = client.get("/work/audit/?action=filed&page=2").content.decode()
    assert "Page 2 of 3" in page
    assert "paper 69" in page
    assert "paper 70<" not in page
    assert 'href="?action=filed&amp;page=3"' in page
    assert len(rows(client, action="filed")) == 120


def test_a_page_that_is_not_there_is_the_nearest(client: Client, administrator: User) -> None:
    assert client.get("/work/audit/?page=99").status_code == 200
    assert client.get("/work/audit/?page=x").status_code == 200


def test_a_cell_is_never_a_formula(client: Client, administrator: User) -> None:
    record(by="clerk", action="=HYPERLINK(1)", object="+44", note="@sum")
    (row,) = rows(client, action="HYPERLINK")
    assert row[3:] == ["'=HYPERLINK(1)", "'+44", "note: @sum"]


def test_nothing_can_be_sent_to_it(client: Client, administrator: User) -> None:
    before = Event.objects.count()
    for method in (client.post, client.put, client.delete, client.patch):
        assert method("/work/audit/").status_code == 405
    assert Event.objects.count() == before


@pytest.mark.parametrize("path", ["/work/audit/", "/work/audit/trail.csv"])
@pytest.mark.parametrize("role", [r for r in Role if r not in {Role.PUBLIC, Role.ADMINISTRATOR}])
def test_only_administrators_read_it(role: Role, path: str, client: Client, db: None) -> None:
    client.force_login(account(role))
    answer = client.get(path)
    assert answer.status_code == 403
    assert "Only an administrator may do this" in answer.content.decode()


@pytest.mark.django_db
def test_the_public_is_sent_to_sign_in(client: Client) -> None:
    assert client.get("/work/audit/")["Location"] == "/account/login/?next=/work/audit/"
