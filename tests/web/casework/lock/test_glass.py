"""Break-glass by its page: a fresh sign-in, a supervisor who is told, three hours, an end."""

import re
import time
from datetime import datetime, timedelta
from typing import Any

import pytest
from allauth.account.internal.flows import login
from django.db import transaction
from django.test import Client

from saferboard.web.audit.models import Event
from saferboard.web.casework.lock import actions, entering, rows
from saferboard.web.casework.lock.entering import ENTERED
from saferboard.web.casework.lock.models import BreakGlass, Case
from saferboard.web.directory.models import Mail, User
from tests.web.casework import world

pytestmark = pytest.mark.django_db
REASON = "a threat to life was reported by telephone"
PAGE = "/cases/break-glass/"


class Night:
    """A sergeant on duty, her inspector, and a case that a council holds."""

    def __init__(self) -> None:
        world.agreed("asb", *world.AGENCIES)
        self.officer = world.worker("officer", "blaby", "asb-officer")
        self.case: Case = world.opened(self.officer, "blaby").case
        self.sergeant = world.worker("sergeant", "police", "police-officer")
        self.inspector = world.worker("inspector", "police", "police-officer")
        self.browser = world.client(self.sergeant, "police")

    def signs_in(self, ago: float = 1) -> None:
        session = self.browser.session
        session[login.AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": "password", "at": time.time() - ago, "reauthenticated": True}
        ]
        session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(self.sergeant.pk)
        session.save()

    def breaks(self, reference: str = "", supervisor: User | None = None, **more: str) -> Any:
        said = {
            "reference": reference or self.case.reference,
            "reason": REASON,
            "supervisor": (supervisor or self.inspector).pk,
            **more,
        }
        return self.browser.post(PAGE, said)

    def sees(self) -> bool:
        return self.browser.get(f"/cases/{self.case.reference}/who/").status_code == 200


@pytest.fixture
def night() -> Night:
    return Night()


def glasses() -> list[BreakGlass]:
    with rows.service("tests"):
        return list(BreakGlass.objects.all())


def test_it_opens_the_case_for_three_hours_and_tells_the_supervisor(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not night.sees()
    night.signs_in()
    assert night.breaks().status_code == 302
    assert night.sees()
    told = Mail.objects.get(to=night.inspector.email)
    for kept_out in (night.case.reference, REASON, "sergeant", "officer@"):
        assert kept_out not in told.subject + told.text
    broken = Event.objects.get(action="break-glass")
    assert broken.object == f"case {night.case.reference}"
    assert REASON not in str(broken.detail)
    opened = glasses()[0].opened
    for offset, seen in ((timedelta(hours=3, seconds=-1), True), (timedelta(hours=3), False)):
        moment: datetime = opened + offset
        monkeypatch.setattr(entering, "now", lambda moment=moment: moment)
        assert night.sees() == seen


def test_it_opens_nothing_of_who_takes_part(night: Night) -> None:
    """Whoever broke the glass reads; a co-ordinator who did decides nothing by it."""
    night.signs_in()
    night.breaks()
    page = night.browser.get(f"/cases/{night.case.reference}/who/").content.decode()
    assert "Involve an agency" not in page
    assert night.browser.get(f"/cases/{night.case.reference}/who/agency/").status_code == 403


@pytest.mark.parametrize("ago", [None, 301, 3600, -60])
def test_without_a_fresh_sign_in_there_is_no_form_and_nothing_is_opened(
    ago: float | None, night: Night
) -> None:
    if ago is not None:
        night.signs_in(ago)
    page = night.browser.get(PAGE).content.decode()
    assert "Sign in again" in page
    assert 'name="reason"' not in page
    assert "Sign in again" in night.breaks().content.decode()
    assert glasses() == []


def test_signing_in_again_leads_back_to_the_form(night: Night) -> None:
    night.sergeant.set_password("correct horse battery")
    night.sergeant.save()
    night.browser.force_login(night.sergeant)
    session = night.browser.session
    session[ENTERED] = {"agency": "police", "purpose": "asb"}
    session.save()
    answer = night.browser.post(
        f"/account/reauthenticate/?next={PAGE}", {"password": "correct horse battery"}
    )
    assert answer["Location"] == PAGE
    assert 'name="reason"' in night.browser.get(PAGE).content.decode()


def test_a_case_that_is_not_there_and_one_that_cannot_be_opened_are_answered_alike(
    night: Night,
) -> None:
    """Also one whose supervisor has a conflict of interest, which nobody learns."""
    night.signs_in()
    pages = {"no case": night.breaks("ASB-000000").content}
    with rows.service("tests"):
        conflict = night.case.lock_conflicts.create(
            user=night.inspector, declared=world.AGO, by="t"
        )
    pages["supervisor"] = night.breaks().content
    with rows.service("tests"):
        conflict.user = night.sergeant
        conflict.save()
    pages["own conflict"] = night.breaks().content
    alike = {
        _without_token(page.replace(b"ASB-000000", night.case.reference.encode()))
        for page in pages.values()
    }
    assert len(alike) == 1
    assert b"Nothing was opened" in alike.pop()
    assert glasses() == []
    assert Event.objects.filter(action="break-glass refused").count() == 3
    assert not Mail.objects.exists()


def _without_token(page: bytes) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", page)


def test_what_somebody_typed_instead_of_a_reference_is_not_kept(night: Night) -> None:
    night.signs_in()
    night.breaks("Example Person A")
    event = Event.objects.get(action="break-glass refused")
    assert "xample" not in f"{event.object} {event.detail}".lower()


def test_a_supervisor_works_for_the_same_agency_today(night: Night) -> None:
    night.signs_in()
    assert "Choose one of those shown" in night.breaks(supervisor=night.officer).content.decode()
    assert "Choose one of those shown" in night.breaks(supervisor=night.sergeant).content.decode()
    night.inspector.memberships.update(until=world.NOW - timedelta(seconds=1))
    assert "Choose one of those shown" in night.breaks().content.decode()
    assert glasses() == []


def test_a_reason_is_given(night: Night) -> None:
    night.signs_in()
    assert "Say why" in night.breaks(reason=" \n ").content.decode()
    assert glasses() == []


@pytest.mark.parametrize("who", ["sergeant", "inspector"])
def test_whoever_opened_it_and_the_supervisor_can_end_it(who: str, night: Night) -> None:
    night.signs_in()
    night.breaks()
    browser = world.client(getattr(night, who), "police")
    page = browser.get(PAGE).content.decode()
    assert night.case.reference in page
    assert REASON in page
    assert browser.post(f"{PAGE}{glasses()[0].pk}/end/").status_code == 302
    assert glasses()[0].ended is not None
    assert not night.sees()
    assert Event.objects.filter(action="break-glass ended").count() == 1


def test_the_supervisor_is_told_and_sees_no_case_by_that(night: Night) -> None:
    night.signs_in()
    night.breaks()
    browser = world.client(night.inspector, "police")
    assert browser.get(f"/cases/{night.case.reference}/who/").status_code == 404


def test_nobody_else_knows_of_it(night: Night) -> None:
    night.signs_in()
    night.breaks()
    browser: Client = world.client(night.officer, "blaby")
    assert REASON not in browser.get(PAGE).content.decode()
    assert browser.post(f"{PAGE}{glasses()[0].pk}/end/").status_code == 404
    assert glasses()[0].ended is None


def test_an_older_glass_does_not_make_a_new_one_good(night: Night) -> None:
    """The sign-in is stale: that the case stands open already changes nothing."""
    night.signs_in()
    night.breaks()
    with transaction.atomic():
        key = world.key(night.sergeant, "police")
        again = actions.break_glass(
            by=key,
            reference=night.case.reference,
            reason=REASON,
            signed_in=key.on - timedelta(hours=1),
            supervisor=night.inspector,
        )
    assert again is None
    assert len(glasses()) == 1
