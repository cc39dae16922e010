"""Somebody tries every door of casework with the numbers of a case that is not theirs."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from saferboard.web.audit.models import Event
from saferboard.web.audit.verifying import findings
from saferboard.web.casework.lock import actions as lock
from saferboard.web.casework.lock import governing
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.running.models import Entry, Message, Task
from tests.web.casework import world
from tests.web.casework.marac import journey
from tests.web.casework.red import loot

pytestmark = pytest.mark.django_db
VERBS = ("get", "head", "post", "put", "patch", "delete", "options")
OF_CASE = [route for route in loot.routes() if "reference>" in route]
OTHERS = [route for route in loot.routes() if "reference>" not in route]
WHO = ("a conflict", "another purpose", "taken out", "another agency")
NONCE = re.compile(rb'(csrfmiddlewaretoken" value=")[^"]+|nonce="[^"]+"')


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SCANNER = ["/bin/true"]
    world.agreed("asb", *world.AGENCIES)


def outsider() -> Client:
    """An ASB manager, who co-ordinates, of an agency that the case is not shared with."""
    return world.client(world.worker("outsider", "charnwood", "asb-manager"), "charnwood")


def conflicted(of: loot.Loot) -> Client:
    """A colleague in whom the case is shut by a conflict of interest."""
    user = world.worker("conflicted", "blaby", "asb-officer")
    with transaction.atomic():
        key = world.key(of.officer, "blaby")
        lock.declare_conflict(by=key.open(of.case.reference), user=user)
    return world.client(user, "blaby")


def elsewhere(of: loot.Loot) -> Client:
    """A colleague of the same agency who entered for another purpose."""
    world.agreed("marac", "blaby", "police")
    return world.client(world.worker("elsewhere", "blaby", "referrer"), "blaby", "marac")


def left(of: loot.Loot) -> Client:
    """An officer of an agency that took part, and was taken out."""
    user = world.worker("left", "police", "police-officer")
    for act in (lock.involve, lock.leave):
        with transaction.atomic():
            act(by=world.key(of.officer, "blaby").open(of.case.reference),
                agency=world.agency("police"))  # fmt: skip
    return world.client(user, "police")


def state(case: Case) -> tuple[Any, ...]:
    """Whatever a forged write might have changed."""
    with journey.every_row():
        row = Case.objects.get(pk=case.pk)
        counts = [kind.objects.count() for kind in (Entry, Message, Task)]
        return (row.state, row.turn, row.holder_id, row.closed, *counts, loot.people_of(case))


@pytest.mark.parametrize("who", [conflicted, elsewhere, left, lambda of: outsider()], ids=WHO)
def test_no_verb_at_any_address_of_a_hidden_case_tells_it_or_changes_it(who: Any) -> None:
    of = loot.asb_case()
    browser = who(of)
    before, none = state(of.case), "ASB-ZZZZZZ"
    assert len(OF_CASE) > 45
    for route in OF_CASE:
        for verb in VERBS:
            there = loot.gone(browser, loot.filled(route, of.case.reference, of.rows), verb)
            nowhere = loot.gone(browser, loot.filled(route, none, of.rows), verb)
            assert loot.WORD.encode() not in there
            assert NONCE.sub(b"", there) == NONCE.sub(b"", nowhere), (verb, route)
    assert state(of.case) == before
    assert Event.objects.filter(action="case refused", object=f"case {of.case}").exists()
    connection.check_constraints()  # PostgreSQL chains what was written at the end: now
    assert not [found for found in findings() if found.breaks]


def test_no_address_without_a_case_tells_of_a_hidden_one() -> None:
    of = loot.asb_case()
    browser, before = outsider(), state(of.case)
    for route in OTHERS:
        address = loot.filled(route, "", of.rows)
        if address in ("/cases/leave/", "/cases/asb/report/", "/cases/new/asb/"):
            continue
        for verb in VERBS:
            for query in ("", f"?case={of.case.reference}&page=99&area=E07000129"):
                answer = getattr(browser, verb)(
                    address + query, loot.FORGED if verb == "post" else None
                )
                said = answer.content
                assert answer.status_code < 500, (verb, address)
                assert loot.WORD.encode() not in said, (verb, address)
                if not query:
                    assert of.case.reference.encode() not in said, (verb, address)
    assert state(of.case) == before


def test_a_visitor_and_a_worker_who_has_not_entered_are_sent_away_everywhere() -> None:
    of = loot.asb_case()
    visitor, waiting = Client(), Client()
    waiting.force_login(world.worker("waiting", "blaby", "asb-officer"))
    for route in loot.routes():
        address = loot.filled(route, of.case.reference, of.rows)
        for browser in (visitor, waiting):
            answer = browser.get(address)
            assert answer.status_code in (200, 302, 403, 404, 405), address
            assert loot.WORD.encode() not in answer.content, address
            assert of.case.reference.encode() not in answer.content, address
            if answer.status_code == 200:
                assert address in ("/cases/enter/", "/cases/governance/people/"), address


def test_a_hidden_case_and_none_cost_as_many_queries() -> None:
    of = loot.asb_case()
    browser = outsider()
    for page in ("", "who/", "asb/visits/", "people/", "entries/new/"):
        counted = []
        for reference in (of.case.reference, "ASB-ZZZZZZ"):
            with CaptureQueriesContext(connection) as asked:
                browser.get(f"/cases/{reference}/{page}")
            counted.append(len(asked))
        assert counted[0] == counted[1], page


def test_numbers_of_rows_of_another_case_of_ones_own_are_not_taken() -> None:
    """Both cases are open to the attacker: a row must still be of the case in the address."""
    of = loot.asb_case()
    browser = world.client(of.officer, "blaby")
    mine = world.opened(of.officer, "blaby").case.reference
    for route in OF_CASE:
        if not any(f":{name}>" in route for name in of.rows):
            continue
        address = loot.filled(route, mine, of.rows)
        for verb in ("get", "post"):
            answer = getattr(browser, verb)(address, loot.FORGED if verb == "post" else None)
            assert answer.status_code in (404, 405), (verb, address, answer.status_code)


@pytest.mark.parametrize("number", ["0", "9223372036854775807", "9" * 23, "9" * 5000])
def test_a_number_that_no_row_can_have_is_no_row(number: str) -> None:
    of = loot.asb_case()
    browser = world.client(of.officer, "blaby")
    rows = dict.fromkeys([*of.rows, "incident", "study", "number", "pk", "year"], number)
    for route in loot.routes():
        if "<int:" in route and "/procedures/" not in route and "<int:year>" not in route:
            address = loot.filled(route, of.case.reference, rows)  # type: ignore[arg-type]
            answer = browser.get(address)
            assert answer.status_code in (302, 403, 404, 405), (address[:80], answer.status_code)


@pytest.mark.parametrize("page", ["", "asb/visits/", "people/", "who/"])
def test_nobody_who_comes_to_the_machine_afterwards_presses_back(page: str) -> None:
    of = loot.asb_case()
    browser = world.client(of.officer, "blaby")
    answer = browser.get(f"/cases/{of.case.reference}/{page}")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] in ("same-origin", "no-referrer")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert browser.post("/cases/leave/").status_code == 302
    assert browser.get(f"/cases/{of.case.reference}/{page}").status_code == 302


def test_a_form_of_another_site_writes_nothing() -> None:
    of = loot.asb_case()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(of.officer)
    session = browser.session
    session["casework"] = {"agency": "blaby", "purpose": "asb"}
    session.save()
    before = state(of.case)
    for route in OF_CASE:
        answer = browser.post(loot.filled(route, of.case.reference, of.rows), loot.FORGED)
        assert answer.status_code in (403, 405), route
    assert state(of.case) == before


def test_a_chosen_agency_or_purpose_that_is_forged_into_the_session_opens_nothing() -> None:
    of = loot.asb_case()
    user = world.worker("forger", "charnwood", "asb-officer")
    browser = Client()
    browser.force_login(user)
    for chosen in (
        {"agency": "blaby", "purpose": "asb"},
        {"agency": "nowhere", "purpose": "asb"},
        {"agency": "blaby"},
        {"agency": "charnwood", "purpose": "nothing"},
    ):
        session = browser.session
        session["casework"] = chosen
        session.save()
        answer = browser.get(f"/cases/{of.case.reference}/")
        assert answer.status_code == 302
        assert answer["Location"].startswith("/cases/enter/")


@pytest.mark.parametrize(
    "onward",
    ["//evil.example/cases/", "https://evil.example/cases/", "/\\evil.example", "javascript:x",
     "/cases/\r\nSet-Cookie: x=1", "///evil.example", "/casesX"],
)  # fmt: skip
def test_nobody_is_sent_elsewhere_after_entering(onward: str) -> None:
    user = world.worker("entering", "blaby", "asb-officer")
    browser = Client()
    browser.force_login(user)
    answer = browser.post(
        f"/cases/enter/?next={quote(onward)}", {"agency": "blaby", "purpose": "asb"}
    )
    assert answer.status_code == 302
    assert answer["Location"].startswith("/cases/")
    assert "\r" not in answer["Location"]
    assert "x" not in answer.cookies


def test_the_roles_of_one_agency_do_not_open_what_is_shared_with_another() -> None:
    """A manager at Charnwood is a housing officer at Blaby: risk stays shut at Blaby."""
    of = loot.asb_case()
    user = world.worker("both", "charnwood", "asb-manager")
    governing.employ(
        by="tests", user=user, agency=world.agency("blaby"), role="housing-officer",
        since=world.AGO,
    )  # fmt: skip
    browser = world.client(user, "charnwood")
    assert browser.get(f"/cases/{of.case.reference}/").status_code == 404
    browser = world.client(user, "blaby")
    assert browser.get(f"/cases/{of.case.reference}/").status_code == 200
    assert browser.get(f"/cases/{of.case.reference}/asb/risk/").status_code == 403
    assert browser.get(f"/cases/{of.case.reference}/asb/contacts/").status_code == 403
