"""Entering, the list of cases, and what is recorded of both."""

import pytest
from django.db import transaction
from django.http import Http404
from django.test import Client

from saferboard.web.audit.models import Event
from tests.web.casework import world

pytestmark = pytest.mark.django_db


def test_a_case_is_listed_to_its_agency_and_to_whom_it_is_shared_with() -> None:
    world.agreed("asb", *world.AGENCIES)
    blaby = world.worker("one", "blaby", "asb-officer")
    police = world.worker("two", "police", "police-officer")
    charnwood = world.worker("three", "charnwood", "asb-officer")
    case = world.opened(blaby, "blaby")
    for user, place, seen in ((blaby, "blaby", True), (police, "police", False)):
        page = world.client(user, place).get("/cases/").content.decode()
        assert (case.case.reference in page) == seen
    world.shared("police", case)
    assert case.case.reference in world.client(police, "police").get("/cases/").content.decode()
    other = world.client(charnwood, "charnwood").get("/cases/").content.decode()
    assert case.case.reference not in other
    listed = Event.objects.filter(action="cases listed").last()
    assert listed is not None
    assert (listed.detail["cases"], listed.detail["agency"]) == ([], "charnwood")


def test_without_vetting_nobody_enters() -> None:
    world.agreed("asb", *world.AGENCIES)
    user = world.worker("one", "blaby", "asb-officer", vetted=False)
    browser = Client()
    browser.force_login(user)
    page = browser.post("/cases/enter/", {"agency": "blaby", "purpose": "asb"})
    assert "no valid vetting" in page.content.decode()
    assert browser.get("/cases/").status_code == 302
    assert Event.objects.filter(action="casework not entered").count() == 1


def test_a_case_that_is_not_theirs_is_answered_like_one_that_is_not() -> None:
    world.agreed("asb", *world.AGENCIES)
    blaby = world.worker("one", "blaby", "asb-officer")
    case = world.opened(blaby, "blaby")
    police = world.worker("two", "police", "police-officer")
    with transaction.atomic():
        key = world.key(police, "police")
        for reference in (case.case.reference, "ASB-000000"):
            with pytest.raises(Http404):
                key.open(reference)
    refused = Event.objects.filter(action="case refused")
    assert [one.detail["rule"] for one in refused] == [
        "your agency is not in the case",
        "no such case",
    ]
