"""Numbers and signs that nobody means find nothing, and break nothing."""

import pytest
from django.test import Client

from saferboard.core.directory.permissions import Role
from saferboard.web.board.minutes.models import Minutes
from tests.web.board.minutes_samples import december
from tests.web.board.test_minutes_pages import signed_in

pytestmark = pytest.mark.django_db
HUGE = "9" * 30


@pytest.fixture
def clerk(db: None) -> Client:
    return signed_in(Role.CLERK)


@pytest.mark.parametrize(
    "path",
    [
        f"/work/minutes/{HUGE}/minute/1/",
        f"/work/minutes/{HUGE}/outcome/1/",
        f"/work/minutes/{HUGE}/attendance/1/",
        f"/work/minutes/1/minute/{HUGE}/",
        f"/work/notes/papers/{HUGE}/",
        f"/work/papers/{HUGE}/",
        f"/work/publish/withdraw/{HUGE}/",
    ],
)
def test_a_number_that_no_row_can_have_is_not_found(path: str, clerk: Client) -> None:
    assert clerk.get(path).status_code == 404


@pytest.mark.parametrize("path", ["amend/{}/drop/", "declarations/{}/remove/"])
def test_nor_is_one_that_is_sent(path: str, clerk: Client) -> None:
    assert clerk.post(f"/work/minutes/{HUGE}/{path.format(1)}").status_code == 404


def test_minutes_are_published_with_a_reason_that_can_be_stored(clerk: Client) -> None:
    meeting = december().meeting
    Minutes.objects.filter(meeting=meeting).update(state="circulated")
    path = f"/work/publish/{meeting.body.key}/{meeting.date}/minutes/"
    assert clerk.post(path, {"note": "a\0b"}).status_code == 422
    assert clerk.post(path, {"note": "a" * 2001}).status_code == 422
    assert not meeting.publications.exists()
