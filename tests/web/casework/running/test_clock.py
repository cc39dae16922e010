"""The machine's clock is set back while a case is worked: nothing is lost, and order is kept."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from saferboard.core.audit.chain import Kind
from saferboard.web.audit import verifying
from saferboard.web.audit.models import Link
from saferboard.web.casework.lock import actions as lock
from saferboard.web.casework.lock import entering
from saferboard.web.casework.running.models import Entry, Taken
from tests.web.casework import world
from tests.web.casework.asb.asb_web import LOW
from tests.web.casework.running.played import service

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The moment that the lock and the trail are told, at the end of the list; it goes on."""
    told = [datetime.now(UTC)]

    def now() -> datetime:
        told[-1] += timedelta(microseconds=1)
        return told[-1]

    monkeypatch.setattr(timezone, "now", now)
    monkeypatch.setattr(entering, "now", now)
    return told


def test_an_hour_set_back_in_the_middle_of_a_case(clock: list[datetime]) -> None:
    world.agreed("asb", *world.AGENCIES)
    officer = world.worker("officer", "blaby", "asb-officer")
    with transaction.atomic():
        key = world.key(officer, "blaby", on=timezone.now())
        case = lock.open_case(by=key, process="asb")
    browser = world.client(officer, "blaby")
    home = f"/cases/{case.reference}/"

    def write(words: str, piece: str = "note") -> None:
        said = {"piece": piece, "field": "account", "words": words}
        assert browser.post(f"{home}entries/new/", said).status_code == 302

    clock.append(clock[-1] + 2 * HOUR)
    write("first")
    assert browser.post(f"{home}asb/risk/", {**LOW, "turn": "0"}).status_code == 302
    clock.append(clock[-1] - HOUR)  # set back
    write("second", "action plan")
    assert browser.post(f"{home}steps/open/", {"turn": "1", "words": ""}).status_code == 302
    late = browser.post(f"{home}steps/no-case/", {"turn": "1"}).content.decode()
    assert "has moved on" in late
    page = browser.get(home).content.decode()
    assert "first" in page
    assert "second" in page
    connection.check_constraints()
    (found,) = verifying.findings()
    assert (found.kind, found.breaks) == (Kind.CLOCK, False)
    with service():
        taken = list(Taken.objects.filter(case=case).order_by("pk").values_list("step", "turn"))
        kept = list(Entry.objects.filter(case=case).order_by("pk").values_list("pk", flat=True))
        steps = {row.step: row.at for row in Taken.objects.filter(case=case)}
    assert taken == [("triage", 1), ("open", 2)]
    assert steps["open"] < steps["triage"]  # each as the clock stood
    links = Link.objects.order_by("number").select_related("event")
    told = [link.event for link in links if link.event.object == f"case {case.reference}"]
    assert [one.detail["entry"] for one in told if one.action == "case entry added"] == kept
    assert [one.detail["step"] for one in told if one.action == "case step taken"] == [
        "triage",
        "open",
    ]
    back = links.get(number=found.number)
    assert back.event.at < links.get(number=back.number - 1).event.at
