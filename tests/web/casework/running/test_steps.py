"""Steps, through the pages and by the function: who may, with what, and what is told."""

import pytest

from saferboard.web.audit.models import Event
from tests.web.casework import world

pytestmark = pytest.mark.django_db


def test_a_step_is_taken_through_the_pages() -> None:
    world.agreed("asb", *world.AGENCIES)
    officer = world.worker("one", "blaby", "asb-officer")
    case = world.opened(officer, "blaby").case
    browser = world.client(officer, "blaby")
    home = f"/cases/{case.reference}/"
    page = browser.get(home).content.decode()
    assert "Still needed" in page
    assert "risk matrix" in page
    assert f"{home}steps/triage/" not in page
    assert browser.get(f"{home}steps/triage/").status_code == 403
    sent = {"piece": "risk matrix", "field": "risk", "words": "Scored 14."}
    assert browser.post(f"{home}entries/new/", sent).status_code == 302
    page = browser.get(home).content.decode()
    assert f"{home}steps/triage/" in page
    assert "Scored 14." in page
    answer = browser.post(f"{home}steps/triage/", {"turn": "0", "words": "Done by telephone."})
    assert answer.status_code == 302
    page = browser.get(home).content.decode()
    assert "Done by telephone." in page
    case.refresh_from_db()
    assert (case.state, case.turn) == ("triaged", 1)
    told = Event.objects.get(action="case step taken")
    assert told.detail["step"] == "triage"
    assert "telephone" not in str(list(Event.objects.values_list("detail", flat=True)))
