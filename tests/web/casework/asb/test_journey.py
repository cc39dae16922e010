"""An officer's journey: a call, the risk, contact, a visit, and closing; through the pages."""

from datetime import date, timedelta

import pytest
from django.test import Client

from saferboard.web.audit.models import Event
from saferboard.web.casework.asb.models import Report, VictimContact, Visit
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.running.models import Entry
from tests.web.casework import world
from tests.web.casework.asb import asb_web

pytestmark = pytest.mark.django_db
YESTERDAY = date.today() - timedelta(days=1)  # noqa: DTZ011
WHO = "Example Person A, 1 Example Street"
REPORT = {
    "channel": "telephone", "kind": "personal", "day": f"{YESTERDAY:%d/%m/%Y}", "begin": "21:40",
    "end": "00:30", "area": asb_web.BLABY, "street": "Example Street", "lsoa": "", "reference": "",
    "words": "Shouting at the window, police reference LP-1234/77.", "who": WHO,
    "reach": "By text in the morning.",
}  # fmt: skip


def opened_by(browser: Client) -> Case:
    answer = world.send(browser, "/cases/asb/report/", REPORT)
    assert answer.status_code == 302, answer.content.decode()
    return Case.objects.get()


def test_a_call_becomes_a_case_with_each_thing_in_its_class() -> None:
    officer, _, _ = asb_web.people()
    browser = world.client(officer, "blaby")
    page = browser.get("/cases/").content.decode()
    assert 'href="/cases/asb/report/"' in page
    assert 'href="/cases/asb/due/"' in page
    assert browser.get("/cases/asb/report/").status_code == 200
    case = opened_by(browser)
    assert (case.state, case.area, case.process) == ("reported", asb_web.BLABY, "asb")
    said = {row.field: row.words for row in Entry.objects.filter(case=case)}
    assert said == {
        "account": REPORT["words"], "identity": WHO, "contact": "By text in the morning.",
    }  # fmt: skip
    row = Report.objects.get()
    assert (row.kind, row.quoted) == ("personal", " LP123477 ")
    assert row.latest - row.earliest == timedelta(hours=2, minutes=50)
    trail = str(list(Event.objects.values_list("action", "object", "detail")))
    for secret in ("Example Person", "Shouting", "LP-1234", "By text", "Example Street"):
        assert secret not in trail


def test_the_risk_takes_the_step_and_stays_beside_the_next() -> None:
    officer, _, _ = asb_web.people()
    browser = world.client(officer, "blaby")
    case = opened_by(browser)
    page = f"/cases/{case.reference}/asb/risk/"
    missing = browser.post(page, {**asb_web.HIGH, "often": "", "turn": "0"})
    assert "Answer: How often does it happen?" in missing.content.decode()
    assert browser.post(page, {**asb_web.HIGH, "turn": "0"}).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.turn) == ("triaged", 1)
    shown = browser.get(page).content.decode()
    assert "never below high" in shown
    assert browser.post(page, {**asb_web.LOW, "turn": "1"}).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.turn) == ("triaged", 1)
    bands = [row.data["band"] for row in Entry.objects.filter(piece="risk matrix")]
    assert bands == ["high", "low"]
    home = browser.get(f"/cases/{case.reference}/").content.decode()
    assert "Low (0)" in home
    assert "Victim hears from us" in home


def test_contact_with_the_victim_puts_the_next_off_only_when_they_were_reached() -> None:
    officer, _, _ = asb_web.people()
    browser = world.client(officer, "blaby")
    case = opened_by(browser)
    page = f"/cases/{case.reference}/asb/contacts/"
    sent = {"on": f"{YESTERDAY:%d/%m/%Y}", "reached": "no", "channel": "telephone", "words": "Rang"}
    assert browser.post(page, sent).status_code == 302
    shown = browser.get(page).content.decode()
    assert "1 attempt reached nobody" in shown or "We have not spoken" in shown
    assert not Entry.objects.filter(piece="victim contact").exists()
    assert browser.post(page, {**sent, "reached": "yes"}).status_code == 302
    assert "We last spoke on" in browser.get(page).content.decode()
    said = Entry.objects.get(piece="victim contact")
    assert (said.field, "Rang" in said.words) == ("outline", False)
    assert VictimContact.objects.count() == 2
    ahead = date.today() + timedelta(days=1)  # noqa: DTZ011
    late = browser.post(page, {**sent, "on": f"{ahead:%d/%m/%Y}"})
    assert "Give today or an earlier day" in late.content.decode()


def test_a_visit_is_planned_and_made_once() -> None:
    officer, _, _ = asb_web.people()
    browser = world.client(officer, "blaby")
    case = opened_by(browser)
    page = f"/cases/{case.reference}/asb/visits/"
    due = date.today() + timedelta(days=3)  # noqa: DTZ011
    sent = {"due": f"{due:%d/%m/%Y}", "words": "See the hall"}
    assert browser.post(page, sent).status_code == 302
    visit = Visit.objects.get()
    assert "See the hall" in browser.get(page).content.decode()
    made = {"on": f"{YESTERDAY:%d/%m/%Y}", "outcome": "Nobody at home."}
    assert browser.get(f"{page}{visit.pk}/").status_code == 200
    assert browser.post(f"{page}{visit.pk}/", made).status_code == 302
    assert "Nobody at home." in browser.get(page).content.decode()
    again = browser.post(f"{page}{visit.pk}/", made)
    assert "somebody wrote down what came of it already" in again.content.decode().lower()
    assert browser.post(f"{page}999/", made).status_code == 404


def test_nothing_is_chosen_for_whoever_did_not_look() -> None:
    """A case is not closed for the first reason there is, nor a file shown to the most roles."""
    officer, _, _ = asb_web.people()
    browser = world.client(officer, "blaby")
    case = opened_by(browser)
    browser.post(f"/cases/{case.reference}/asb/risk/", {**asb_web.LOW, "turn": "0"})
    for page in ("asb/close/", "asb/files/", "asb/contacts/", "asb/reports/new/", "tasks/new/"):
        form = browser.get(f"/cases/{case.reference}/{page}").content.decode()
        assert '<option value="" selected>Choose one</option>' in form, page
    page = browser.post(f"/cases/{case.reference}/asb/close/", {"turn": "1", "reason": ""})
    assert "Choose one." in page.content.decode()
    case.refresh_from_db()
    assert case.closed is None


def test_the_newest_stands_first_also_where_it_was_done_at_once() -> None:
    officer, _, _ = asb_web.people()
    browser = world.client(officer, "blaby")
    case = opened_by(browser)
    page = browser.get(f"/cases/{case.reference}/").content.decode()
    assert page.index(REPORT["words"]) < page.index("Case opened")


def test_a_case_is_closed_for_a_reason_by_the_step_that_ends_it() -> None:
    officer, _, _ = asb_web.people()
    browser = world.client(officer, "blaby")
    case = opened_by(browser)
    page = f"/cases/{case.reference}/asb/close/"
    early = browser.post(page, {"turn": "0", "reason": "stopped", "words": ""})
    assert "cannot be closed from where it stands" in early.content.decode()
    assert not Entry.objects.filter(piece="reason for closing").exists()
    browser.post(f"/cases/{case.reference}/asb/risk/", {**asb_web.LOW, "turn": "0"})
    stale = browser.post(page, {"turn": "0", "reason": "stopped", "words": "Quiet since."})
    assert "has moved on" in stale.content.decode()
    assert not Entry.objects.filter(piece="reason for closing").exists()
    done = browser.post(page, {"turn": "1", "reason": "stopped", "words": "Quiet since."})
    assert done.status_code == 302
    case.refresh_from_db()
    assert case.state == "closed"
    assert case.closed is not None
    said = Entry.objects.get(piece="reason for closing")
    assert (said.words, said.data) == ("The behaviour has stopped", {"reason": "stopped"})


def test_the_list_of_what_is_due() -> None:
    officer, _, _ = asb_web.people()
    first, second = asb_web.reported(officer), asb_web.reported(officer)
    browser = world.client(officer, "blaby")
    due = date.today() + timedelta(days=1)  # noqa: DTZ011
    browser.post(
        f"/cases/{second.case.reference}/asb/visits/",
        {"due": f"{due:%d/%m/%Y}", "words": "See the hall"},
    )
    page = browser.get("/cases/asb/due/").content.decode()
    assert page.index(second.case.reference) < page.index(first.case.reference)
    assert "Not scored" in page
    assert "See the hall" not in page
