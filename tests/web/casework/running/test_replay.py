"""The same form sent again after it was answered: what is done once stays done once, and says so.

A page that writes carries a key of its own showing, so that what it says is written once. Sent
without, as by a program, two notes, tasks, contacts, visits or actions are two.
"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from saferboard.web.audit.models import Event
from saferboard.web.casework.asb.models import VictimContact, Visit
from saferboard.web.casework.lock import sending
from saferboard.web.casework.lock.models import Flag, SentForm
from saferboard.web.casework.marac.models import Action, Listing, Minute, Request, Transfer
from saferboard.web.casework.running.models import Entry, Taken, Task
from tests.web.casework import world
from tests.web.casework.asb import asb_web
from tests.web.casework.marac import journey
from tests.web.casework.marac.journey import url

pytestmark = pytest.mark.django_db
TABLES = (
    Action, Entry, Flag, Listing, Minute, Request, Taken, Task, Transfer, VictimContact, Visit,
)  # fmt: skip
TODAY = date.today()  # noqa: DTZ011
SOON = TODAY + timedelta(days=3)
READ = ("case read", "case acted on")


def stored() -> list[int]:
    """How many rows the tables hold, and of how many acts the trail tells."""
    with journey.every_row():
        acts = Event.objects.exclude(action__in=READ).count()
        return [acts, *(table.objects.count() for table in TABLES)]


def sent_twice(browser: Client, path: str, **said: Any) -> str:
    """What the second answer says. The first did something, the second nothing."""
    before = stored()
    assert browser.post(path, said).status_code == 302
    between = stored()
    assert between[0] > before[0]
    answer = browser.post(path, said, follow=True)
    assert answer.status_code == 200
    assert stored() == between
    return answer.content.decode()


def test_what_is_done_once_in_a_case_of_anti_social_behaviour() -> None:
    officer, _, _ = asb_web.people()
    browser = world.client(officer, "blaby")
    home = f"/cases/{asb_web.reported(officer).case.reference}/"
    assert "has moved on" in sent_twice(browser, f"{home}asb/risk/", **asb_web.LOW, turn="0")
    plan = {"piece": "action plan", "field": "account", "words": "Letters."}
    assert browser.post(f"{home}entries/new/", plan).status_code == 302
    asked = {"to_role": "asb-officer", "words": "Ring.", "due": f"{SOON}", "field": "account"}
    assert browser.post(f"{home}tasks/new/", asked).status_code == 302
    visit = {"due": f"{SOON}", "words": "The hall"}
    assert browser.post(f"{home}asb/visits/", visit).status_code == 302
    with journey.every_row():
        entry, task = Entry.objects.get(words="Letters.").pk, Task.objects.get().pk
        visited = Visit.objects.get().pk
    right = sent_twice(browser, f"{home}entries/{entry}/", words="Letters and a visit.")
    assert "was put right already" in right
    assert "was answered" in sent_twice(browser, f"{home}tasks/{task}/", answer="Rang.")
    came = {"on": f"{TODAY}", "outcome": "Nobody at home."}
    found = sent_twice(browser, f"{home}asb/visits/{visited}/", **came)
    assert "wrote down what came of it already" in found
    opened = sent_twice(browser, f"{home}steps/open/", turn="1", words="Opened as the plan says.")
    assert "has moved on" in opened
    assert "Opened as the plan says." in opened  # told, and stored once


def test_a_case_is_closed_once() -> None:
    officer, _, _ = asb_web.people()
    browser = world.client(officer, "blaby")
    home = f"/cases/{asb_web.reported(officer).case.reference}/asb/"
    assert browser.post(f"{home}risk/", {**asb_web.LOW, "turn": "0"}).status_code == 302
    said = {"turn": "1", "reason": "stopped", "words": "Quiet since."}
    assert "cannot be closed from where it stands" in sent_twice(browser, f"{home}close/", **said)


def test_what_is_done_once_in_a_marac_case() -> None:
    at = journey.table()
    case, number = journey.refer(at.housing), journey.meet(at.co_ordinator)
    mine, agencies = at.co_ordinator, [world.agency(place).pk for place in ("health", "blaby")]
    listed = sent_twice(mine, url(case, "list/"), meeting=number, agencies=agencies)
    assert "is on the list of this meeting" in listed
    assert "does not lead on" in sent_twice(mine, url(case, "research/close/"), silence_told="yes")
    sent_twice(mine, url(case, "hearing/"), base=0, text="said", plan="plan")
    given = {"agency": world.agency("health").pk, "text": "Ring", "due": f"{SOON}"}
    assert mine.post(url(case, "actions/"), given).status_code == 302
    with journey.every_row():
        action = Action.objects.get().pk
    became = sent_twice(at.health, url(case, f"actions/{action}/"), done="yes", answer="Rang")
    assert "this action has an answer" in became
    assert "does not lead on" in sent_twice(at.chair, url(case, "do/heard/"))
    part = "reference and days of referrals and meetings"
    away = {"marac": "Example MARAC", "on": f"{TODAY}", "parts": [part], "agreed": ""}
    assert "no receipt has come" in sent_twice(mine, url(case, "transfer/"), **away)
    came = {"receipt": "", "receipt-on": f"{TODAY}"}
    assert "no transfer that waits" in sent_twice(mine, url(case, "transfer/"), **came)


def keyed_twice(browser: Client, page: str, form: dict[str, Any], *, to: str = "") -> None:
    """The form of a page writes once, though it is sent twice; its page opened anew writes more."""
    sent = world.keyed(browser, page, form)
    before = stored()
    assert browser.post(to or page, sent).status_code == 302
    between = stored()
    assert between[1:] != before[1:]
    again = browser.post(to or page, sent, follow=True).content.decode()
    assert "was sent before" in again
    assert stored()[1:] == between[1:]
    assert Event.objects.filter(action="form sent again").exists()
    assert browser.post(to or page, world.keyed(browser, page, form)).status_code == 302
    assert stored()[1:] != between[1:]


def test_what_a_page_writes_is_written_once() -> None:
    officer, _, _ = asb_web.people()
    browser = world.client(officer, "blaby")
    home = f"/cases/{asb_web.reported(officer).case.reference}/"
    plan = {"piece": "note", "field": "account", "words": "Letters."}
    keyed_twice(browser, f"{home}entries/new/", plan)
    asked = {"to_role": "asb-officer", "words": "Ring.", "due": f"{SOON}", "field": "account"}
    keyed_twice(browser, f"{home}tasks/new/", asked)
    keyed_twice(browser, f"{home}asb/visits/", {"due": f"{SOON}", "words": "The hall"})
    rang = {"on": f"{TODAY}", "reached": "no", "channel": "telephone", "words": "Rang"}
    keyed_twice(browser, f"{home}asb/contacts/", rang)


def test_an_action_of_marac_is_given_once() -> None:
    at = journey.table()
    case = journey.refer(at.housing)
    journey.listed(at, case, "health", "blaby")
    given = {"agency": world.agency("health").pk, "text": "Ring", "due": f"{SOON}"}
    keyed_twice(at.co_ordinator, url(case, "hearing/"), given, to=url(case, "actions/"))


def test_what_is_refused_is_put_right_and_sent_again() -> None:
    officer, _, _ = asb_web.people()
    browser = world.client(officer, "blaby")
    case = asb_web.reported(officer).case
    page = f"/cases/{case.reference}/asb/risk/"
    sent = world.keyed(browser, page, {**asb_web.LOW, "turn": "5"})
    with journey.every_row():
        before = SentForm.objects.count()
    refused = browser.post(page, sent).content.decode()
    assert "has moved on" in refused
    assert sent[sending.FIELD] in refused
    with journey.every_row():
        assert SentForm.objects.count() == before
    assert browser.post(page, {**sent, "turn": "0"}).status_code == 302
    with journey.every_row():
        assert SentForm.objects.count() == before + 1
        assert Taken.objects.filter(case=case).exists()


def test_a_key_of_another_case_or_of_nobody_is_refused() -> None:
    officer, _, _ = asb_web.people()
    browser = world.client(officer, "blaby")
    one, other = (
        f"/cases/{asb_web.reported(officer).case.reference}/entries/new/" for _ in range(2)
    )
    plan = {"piece": "note", "field": "account", "words": "Letters."}
    for key in (world.keyed(browser, one, plan)[sending.FIELD], "made up"):
        answer = browser.post(other, {**plan, sending.FIELD: key})
        assert "Nothing was sent" in answer.content.decode()
    with journey.every_row():
        assert not Entry.objects.filter(words="Letters.").exists()
