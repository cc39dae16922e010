"""Lists ask as often for many rows as for few, and their classes hold."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from saferboard.web.casework.asb import actions
from saferboard.web.directory.models import User
from tests.web.casework import world
from tests.web.casework.asb.asb_web import (
    HIGH,
    NOW,
    acting,
    line,
    people,
    reported,
    taken_in,
    told,
)

pytestmark = pytest.mark.django_db
NOON = told().earliest


def asked(browser: Client, address: str) -> int:
    browser.get(address)  # what is kept after the first look is not counted
    with CaptureQueriesContext(connection) as found:
        assert browser.get(address).status_code == 200
    return len(found)


def worked(user: User, number: int) -> str:
    """A case that everything was done in."""
    opened = reported(user)
    with acting(user) as key:
        mine = key.open(opened.case.reference)
        actions.score(by=mine, answers=HIGH, turn=0)
        for _ in range(number):
            actions.contact(by=mine, on=NOW.date(), reached=True, channel=told().channel)
            actions.plan_visit(by=mine, due=NOW.date() + timedelta(days=2), words="The hall")
            actions.add_report(by=mine, told=told())
    return opened.case.reference


@pytest.mark.parametrize("address", ["/cases/asb/due/", "/cases/asb/incidents/"])
def test_a_list_asks_as_often_for_many_as_for_one(address: str) -> None:
    officer, _, constable = people()
    browser = world.client(officer, "blaby")
    worked(officer, 1)
    taken_in(constable, "police", line("LP-1000", NOON))
    few = asked(browser, address)
    for _ in range(4):
        worked(officer, 2)
    taken_in(constable, "police", *(line(f"LP-{2000 + n}", NOON) for n in range(20)))
    assert asked(browser, address) == few


@pytest.mark.parametrize("page", ["contacts", "visits", "risk", "files"])
def test_a_page_of_a_case_asks_as_often_for_many_as_for_one(page: str) -> None:
    officer, _, _ = people()
    browser = world.client(officer, "blaby")
    few, many = worked(officer, 1), worked(officer, 6)
    counts = {asked(browser, f"/cases/{one}/asb/{page}/") for one in (few, many)}
    assert len(counts) == 1


def test_an_incident_asks_as_often_for_many_candidates_as_for_one() -> None:
    officer, _, constable = people()
    browser = world.client(officer, "blaby")
    reported(officer)
    (row,) = taken_in(constable, "police", line("LP-1000", NOON))
    few = asked(browser, f"/cases/asb/incidents/{row.pk}/")
    for _ in range(5):
        reported(officer)
    page = browser.get(f"/cases/asb/incidents/{row.pk}/").content.decode()
    assert page.count("Proposed, because of") == 6
    assert asked(browser, f"/cases/asb/incidents/{row.pk}/") == few


def test_what_is_closed_to_a_role_is_on_no_page_of_theirs() -> None:
    officer, _, _ = people()
    housing = world.worker("housing", "blaby", "housing-officer")
    reference = worked(officer, 1)
    browser = world.client(housing, "blaby")
    for page in ("risk", "contacts"):
        assert browser.get(f"/cases/{reference}/asb/{page}/").status_code == 403
        assert browser.post(f"/cases/{reference}/asb/{page}/", {}).status_code == 403
    assert browser.get(f"/cases/{reference}/asb/visits/").status_code == 200
    home = browser.get(f"/cases/{reference}/").content.decode()
    assert "Incremental approach" in home
    for said in ("High (", "Victim hears from us", "/asb/risk/", "/asb/contacts/", "/asb/close/"):
        assert said not in home
    assert (
        "/asb/close/" in world.client(officer, "blaby").get(f"/cases/{reference}/").content.decode()
    )
    due = browser.get("/cases/asb/due/").content.decode()
    assert reference in due
    assert "High" not in due


def test_a_case_that_is_not_theirs_is_not_there() -> None:
    officer, _, _ = people()
    reference = worked(officer, 1)
    other = world.client(world.worker("other", "charnwood", "asb-officer"), "charnwood")
    for page in ("risk", "contacts", "visits", "reports/new", "close", "files", "files/1"):
        assert other.get(f"/cases/{reference}/asb/{page}/").status_code == 404
    assert reference not in other.get("/cases/asb/due/").content.decode()


def test_the_same_behaviour_is_told_of_again() -> None:
    officer, _, _ = people()
    reference = reported(officer).case.reference
    browser = world.client(officer, "blaby")
    page = f"/cases/{reference}/asb/reports/new/"
    assert browser.get(page).status_code == 200
    sent = {
        "channel": "e-mail", "kind": "nuisance", "day": f"{NOW:%Y-%m-%d}", "begin": "", "end": "",
        "area": "E07000130", "street": "", "lsoa": "", "reference": "", "words": "Again.",
    }  # fmt: skip
    wrong = browser.post(page, {**sent, "lsoa": "E07000129", "begin": "late"})
    assert "Write a code like E01025600" in wrong.content.decode()
    assert "Write a time, as 21:40." in wrong.content.decode()
    assert browser.post(page, sent).status_code == 302
    assert "Again." in browser.get(f"/cases/{reference}/").content.decode()
