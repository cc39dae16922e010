"""No read without its record: in its transaction, before anything is answered."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from saferboard.web.audit.models import Event
from saferboard.web.casework.lock import entering
from saferboard.web.casework.lock.models import Case
from tests.web.casework import world
from tests.web.casework.lock.test_visible import POSTGRESQL

pytestmark = pytest.mark.django_db
PAGES = ("/cases/", "/cases/{}/who/", "/cases/{}/who/agency/", "/cases/{}/who/conflict/")


class Full(Exception):
    """The trail takes nothing."""


@pytest.fixture
def scene() -> tuple[Client, Case]:
    world.agreed("asb", *world.AGENCIES)
    user = world.worker("one", "blaby", "asb-officer")
    made = world.opened(user, "blaby")
    return world.client(user, "blaby"), made.case


@pytest.mark.parametrize("page", PAGES)
def test_where_the_trail_takes_nothing_nothing_is_answered(
    page: str, scene: tuple[Client, Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**about: Any) -> None:
        raise Full

    browser, case = scene
    browser.raise_request_exception = False
    assert browser.get(page.format(case.reference)).status_code == 200
    monkeypatch.setattr(entering, "record_coded", full)
    answer = browser.get(page.format(case.reference))
    assert (answer.status_code, case.reference in answer.content.decode()) == (500, False)


def test_where_the_record_is_not_stored_nothing_is_answered(
    scene: tuple[Client, Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database refuses the row itself: what was read with it is not given."""
    browser, case = scene
    browser.raise_request_exception = False
    before = Event.objects.count()
    original = Event.objects.create

    def lost(**about: Any) -> Any:
        made = original(**about)
        with connection.cursor() as cursor:
            cursor.execute("SELECT no_such_column FROM audit_event")
        return made

    monkeypatch.setattr(Event.objects, "create", lost)
    with transaction.atomic():
        answer = browser.get("/cases/")
    assert (answer.status_code, case.reference in answer.content.decode()) == (500, False)
    assert Event.objects.count() == before


def test_a_page_that_fails_after_it_read_gives_nothing_and_keeps_no_half(
    scene: tuple[Client, Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, case = scene
    browser.raise_request_exception = False
    before = Event.objects.count()

    def failing(*about: Any, **more: Any) -> Any:
        raise Full

    monkeypatch.setattr("saferboard.web.casework.lock.seeing.panel", failing)
    answer = browser.get(f"/cases/{case.reference}/who/")
    assert (answer.status_code, case.reference in answer.content.decode()) == (500, False)
    assert Event.objects.count() == before


@POSTGRESQL  # the embedded database lets no test that commits be cleared up after
@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_cannot_be_stored_gives_nothing(
    scene: tuple[Client, Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, case = scene
    browser.raise_request_exception = False

    def refused() -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(connection, "_commit", refused)
    answer = browser.get(f"/cases/{case.reference}/who/")
    monkeypatch.undo()
    assert (answer.status_code, case.reference in answer.content.decode()) == (500, False)
    assert not Event.objects.filter(action="case asked who sees it").exists()


def test_a_read_says_who_for_which_agency_and_purpose_what_and_by_which_rule(
    scene: tuple[Client, Case],
) -> None:
    browser, case = scene
    browser.get(f"/cases/{case.reference}/who/")
    event = Event.objects.filter(action="case asked who sees it").get()
    assert event.object == f"case {case.reference}"
    assert event.detail == {
        "agency": "blaby",
        "purpose": "asb",
        "rule": "your agency is in the case, and the case is shared with it or with your role",
    }
    assert event.by.startswith("account ")


@pytest.mark.parametrize("asked", ["a-name", "John-Example", "ASB-7k3m9q", "x" * 60])
def test_what_is_no_reference_is_not_kept_in_the_trail(
    asked: str, scene: tuple[Client, Case]
) -> None:
    assert scene[0].get(f"/cases/{asked}/who/").status_code == 404
    event = Event.objects.filter(action="case refused").get()
    assert event.object == "case that is no reference"
    assert asked not in str(event.detail)
