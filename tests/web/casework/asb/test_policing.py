"""The police's incidents: taking a file in, and linking them to reports, by people."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from saferboard.core.casework.asb.incidents import COLUMNS
from saferboard.web.audit.models import Event
from saferboard.web.casework.asb import linking
from saferboard.web.casework.asb.models import IncidentLink, Load, PoliceIncident, Report
from tests.web.casework import world
from tests.web.casework.asb.asb_web import (
    HEADER,
    acting,
    every,
    line,
    people,
    reported,
    taken_in,
    told,
)

pytestmark = pytest.mark.django_db
PLACE = "/cases/asb/incidents/"
NOON = told().earliest


def send(browser: Client, data: bytes, write: str = "yes", name: str = "week.csv") -> str:
    file = SimpleUploadedFile(name, data)
    answer = browser.post(f"{PLACE}take-in/", {"file": file, "write": write})
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_file_is_checked_then_taken_in_then_changes_nothing() -> None:
    _, _, constable = people()
    browser = world.client(constable, "police")
    rows = line("LP-1", NOON) + line("LP-2", NOON, "P") + "LP-3,soon,12:00,N,E07000129,,,\n"
    data = (HEADER + rows).encode()
    page = send(browser, data, "no")
    assert "nothing was written" in page
    assert "2: 2 new" in page
    assert not PoliceIncident.objects.exists()
    page = send(browser, b"\xef\xbb\xbf" + data)
    assert "Line 4: the date is not like" in page
    assert "soon" not in page
    assert set(PoliceIncident.objects.values_list("reference", flat=True)) == {"LP-1", "LP-2"}
    assert "0 new, 0 changed, 2 as they were" in send(browser, data)
    changed = (HEADER + line("LP-1", NOON, closing="Closed")).encode()
    page = send(browser, changed)
    assert "0 new, 1 changed, 0 as they were" in page
    assert "LP-1: closing" in page
    assert "1; they stay" in page
    row = PoliceIncident.objects.get(reference="LP-1")
    assert (row.closing, row.changed is not None) == ("Closed", True)
    for load in Load.objects.all():
        assert load.rows == load.added + load.changed + load.unchanged + load.repeated + len(
            load.rejects
        )
    assert Load.objects.count() == 3


def test_a_workbook_is_known_by_what_it_is() -> None:
    _, _, constable = people()
    book = openpyxl.Workbook()
    book.active.append([column.capitalize() for column in COLUMNS])
    book.active.append(["LP-9", NOON.date(), NOON.time(), "N", "E07000129", None, "A Street", None])
    data = BytesIO()
    book.save(data)
    page = send(world.client(constable, "police"), data.getvalue(), name="week.csv")
    assert "1: 1 new" in page
    assert PoliceIncident.objects.get().street == "A Street"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"reference,officer\n", "is missing"),
        (b"\xff\xfe\0", "UTF-16"),
        (b"PK\x03\x04", "damaged"),
    ],
)
def test_what_is_no_such_file_is_refused(data: bytes, said: str) -> None:
    _, _, constable = people()
    assert said in send(world.client(constable, "police"), data)
    assert not Load.objects.exists()


def test_who_takes_incidents_in_and_who_reads_them() -> None:
    officer, manager, constable = people()
    taken_in(constable, "police", line("LP-1", NOON))
    mine = world.client(officer, "blaby")
    assert mine.get(f"{PLACE}take-in/").status_code == 403
    assert world.client(manager, "blaby").get(f"{PLACE}take-in/").status_code == 200
    assert "LP-1" in mine.get(PLACE).content.decode()
    clerk = Client()  # who has no part in the purpose is not let in
    clerk.force_login(world.worker("clerk", "blaby", "case-clerk"))
    clerk.post("/cases/enter/", {"agency": "blaby", "purpose": "asb"})
    shut = clerk.get(PLACE)
    assert shut.status_code == 302
    assert "LP-1" not in shut.content.decode()


def test_without_an_agreement_with_the_police_nothing_of_theirs_is_there() -> None:
    world.agreed("asb", "blaby", "charnwood")
    world.agreed("asb", "police")
    officer = world.worker("officer", "blaby", "asb-officer")
    manager = world.worker("manager", "blaby", "asb-manager")
    constable = world.worker("constable", "police", "police-officer")
    (row,) = taken_in(constable, "police", line("LP-1", NOON))
    browser = world.client(officer, "blaby")
    assert "LP-1" not in browser.get(PLACE).content.decode()
    assert browser.get(f"{PLACE}{row.pk}/").status_code == 404
    assert world.client(manager, "blaby").get(f"{PLACE}take-in/").status_code == 403
    assert world.client(manager, "blaby").get("/cases/asb/overlap/").status_code == 403


def test_a_proposal_is_confirmed_by_a_person_and_undone() -> None:
    officer, _, constable = people()
    opened = reported(officer, reference="LP-10001")
    (report,) = every(Report)
    (row,) = taken_in(constable, "police", line("LP-10001", NOON + timedelta(days=1)))
    browser = world.client(officer, "blaby")
    assert "1 proposed" in browser.get(PLACE).content.decode()
    page = browser.get(f"{PLACE}{row.pk}/").content.decode()
    assert "the reference is quoted in the report" in page
    assert "Loud music until late." in page
    answer = browser.post(f"{PLACE}{row.pk}/judge/", {"report": report.pk, "same": "yes"})
    assert answer.status_code == 302
    (link,) = every(IncidentLink)
    assert (link.same, link.case_id) == (True, opened.case.pk)
    assert f"Linked to {opened.case.reference}" in browser.get(PLACE).content.decode()
    again = browser.post(
        f"{PLACE}{row.pk}/judge/", {"report": report.pk, "same": "no"}, follow=True
    )
    assert "This was judged already" in again.content.decode()
    browser.post(f"{PLACE}{row.pk}/undo/", {"link": link.pk})
    link.refresh_from_db()
    assert link.undone is not None
    assert "1 proposed" in browser.get(PLACE).content.decode()
    twice = browser.post(f"{PLACE}{row.pk}/undo/", {"link": link.pk}, follow=True)
    assert "This was undone already" in twice.content.decode()
    trail = str(list(Event.objects.values_list("action", "object", "detail")))
    assert "asb link judged" in trail
    assert "LP-10001" not in trail


def test_an_incident_is_the_same_as_one_report_at_most() -> None:
    officer, _, constable = people()
    reported(officer)
    reported(officer)
    first, second = every(Report)
    (row,) = taken_in(constable, "police", line("LP-1", NOON))
    browser = world.client(officer, "blaby")
    browser.post(f"{PLACE}{row.pk}/judge/", {"report": first.pk, "same": "yes"})
    refused = browser.post(
        f"{PLACE}{row.pk}/judge/", {"report": second.pk, "same": "yes"}, follow=True
    )
    assert "linked to another report" in refused.content.decode()
    assert IncidentLink.objects.filter(same=True, undone=None).count() == 1


def test_a_case_is_found_by_hand() -> None:
    officer, _, constable = people()
    opened = reported(officer, street="Another Street", words="Rubbish in the yard.")
    (row,) = taken_in(constable, "police", line("LP-1", NOON))
    browser = world.client(officer, "blaby")
    assert "Nothing is proposed" in browser.get(f"{PLACE}{row.pk}/").content.decode()
    reference = opened.case.reference
    page = browser.get(f"{PLACE}{row.pk}/?case={reference.lower()}").content.decode()
    assert "Rubbish in the yard." in page
    browser.post(f"{PLACE}{row.pk}/judge/", {"report": every(Report)[0].pk, "same": "yes"})
    assert every(IncidentLink)[0].reasons == ["found by hand"]
    page = browser.get(f"{PLACE}{row.pk}/?case=ASB-000000").content.decode()
    assert "There is no such case that you may see" in page


def test_cases_that_are_not_theirs_are_not_proposed() -> None:
    _, _, constable = people()
    other = world.worker("other", "charnwood", "asb-officer")
    opened = reported(other, "charnwood", words="Behind the library.")
    (row,) = taken_in(constable, "police", line("LP-1", NOON))
    browser = world.client(constable, "police")
    page = browser.get(f"{PLACE}{row.pk}/?case={opened.case.reference}").content.decode()
    assert "Behind the library." not in page
    assert opened.case.reference not in page.replace(f'value="{opened.case.reference}"', "")
    (report,) = every(Report)
    sent: dict[str, Any] = {"report": report.pk, "same": "yes"}
    assert browser.post(f"{PLACE}{row.pk}/judge/", sent).status_code == 404
    with acting(other, "charnwood") as key:
        link = linking.judge(by=key, incident=row, report=report, same=True)
    assert browser.post(f"{PLACE}{row.pk}/undo/", {"link": link.pk}).status_code == 404
    assert "Linked" not in browser.get(f"{PLACE}{row.pk}/").content.decode()
    mine = reported(constable, "police")
    with acting(constable, "police") as key:
        own = Report.objects.get(case=mine.case)
        assert linking.judge(by=key, incident=row, report=own, same=True).same


def test_a_refused_pair_is_told_as_such_and_another_purpose_sees_nothing() -> None:
    officer, _, constable = people()
    reported(officer)
    (row,) = taken_in(constable, "police", line("LP-1", NOON))
    browser = world.client(officer, "blaby")
    browser.post(f"{PLACE}{row.pk}/judge/", {"report": every(Report)[0].pk, "same": "no"})
    assert "Not the same" in browser.get(f"{PLACE}{row.pk}/").content.decode()
    assert "proposed" not in browser.get(PLACE).content.decode()
    world.agreed("marac", *world.AGENCIES)
    idva = world.worker("idva", "blaby", "idva")
    elsewhere = world.client(idva, "blaby", "marac")
    for place in (PLACE, "/cases/asb/due/", "/cases/asb/report/", "/cases/asb/overlap/"):
        assert elsewhere.get(place).status_code == 403
    assert elsewhere.get(f"{PLACE}{row.pk}/").status_code == 404
