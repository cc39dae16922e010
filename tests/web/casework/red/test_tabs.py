"""Two tabs: a page showed one purpose, and the session has moved on to another."""

import pytest

from saferboard.web.audit.models import Event
from tests.web.casework import world
from tests.web.casework.counts.test_counts import BLABY, _loaded, held

pytestmark = pytest.mark.django_db
__all__ = ["_loaded"]  # its fixture: the Board's measures


def test_counts_of_one_purpose_are_not_handed_over_from_the_page_of_another() -> None:
    held("asb", BLABY, 9)
    world.agreed("asb", "blaby")
    world.agreed("marac", "blaby")
    user = world.worker("two-hats", "blaby", "asb-manager", "marac-co-ordinator")
    browser = world.client(user, "blaby")
    page = browser.get("/cases/counts/")
    assert b'name="purpose" value="asb"' in page.content
    browser.post("/cases/enter/", {"agency": "blaby", "purpose": "marac"})
    for said in ({"purpose": "asb"}, {}):
        browser.post("/cases/counts/", {"token": page.context["token"], **said})
        assert not Event.objects.filter(action="counts handed over").exists()
    browser.post("/cases/enter/", {"agency": "blaby", "purpose": "asb"})
    browser.post("/cases/counts/", {"token": page.context["token"], "purpose": "asb"})
    assert Event.objects.filter(action="counts handed over").exists()
