"""Who can see a case and why; who takes part; conflicts of interest."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from saferboard.core.casework.access import may
from saferboard.core.faults import Refused
from saferboard.web.audit.models import Event
from saferboard.web.casework.lock import actions, entering, reading, rows, seeing
from saferboard.web.casework.lock.entering import Opened
from saferboard.web.casework.lock.models import Conflict, Involvement, Membership, Share
from saferboard.web.directory.models import User
from tests.web.casework import world

pytestmark = pytest.mark.django_db


class Office:
    """A council's case, with the force in it."""

    def __init__(self) -> None:
        world.agreed("asb", *world.AGENCIES)
        self.officer = world.worker("officer", "blaby", "asb-officer")
        self.opened: Opened = world.opened(self.officer, "blaby")
        world.shared("police", self.opened)
        self.sergeant = world.worker("sergeant", "police", "police-officer")
        self.case = self.opened.case
        self.page = f"/cases/{self.case.reference}/who/"

    def status(self, user: User, place: str) -> int:
        return world.client(user, place).get(self.page).status_code

    def again(self) -> Opened:
        key = world.key(self.officer, "blaby")
        return key.open(self.case.reference)


@pytest.fixture
def office() -> Office:
    return Office()


def test_the_panel_says_what_the_rule_says_of_everybody(office: Office) -> None:
    world.worker("manager", "charnwood", "asb-manager")
    world.worker("unvetted", "blaby", "asb-officer", vetted=False)
    closed = world.worker("closed", "blaby", "asb-officer")
    closed.is_active = False
    closed.save()
    chair = world.worker("chair", "blaby", "asb-officer")
    chair.roles = ["chair"]
    chair.save()
    both = world.worker("both", "blaby", "asb-officer")
    both.memberships.create(
        agency=world.agency("charnwood"), role="asb-officer", since=world.AGO, by="t"
    )
    with transaction.atomic():
        opened = office.again()
        panel = seeing.panel(opened)
        with rows.service("tests"):
            seen = reading.cases([office.case], opened.key.on)[office.case.pk]
        for one in panel.seers:
            if one.title in ("closed", "chair"):
                assert not one.decision
                continue
            reader = reading.reader(one.user, one.agency.key, "asb")
            assert one.decision == may(reader, seen, None, opened.key.on)
    said = {(one.title, one.agency.key): bool(one.decision) for one in panel.seers}
    assert said == {
        ("officer", "blaby"): True,
        ("sergeant", "police"): True,
        ("manager", "charnwood"): False,
        ("unvetted", "blaby"): False,
        ("closed", "blaby"): False,
        ("chair", "blaby"): False,
        ("both", "blaby"): True,
        ("both", "charnwood"): False,
    }
    page = world.client(office.officer, "blaby").get(office.page).content.decode()
    assert "No valid vetting: NPPV level 1 is needed" in page


def test_it_asks_as_much_for_many_as_for_few(office: Office) -> None:
    def asked() -> int:
        with transaction.atomic():
            opened = office.again()
            with CaptureQueriesContext(connection) as found:
                seeing.panel(opened)
        return len(found)

    few = asked()
    for number in range(8):
        user = world.worker(f"w{number}", world.AGENCIES[number % 3], "asb-officer", "asb-manager")
        with rows.service("tests"):
            Conflict.objects.create(case=office.case, user=user, declared=world.AGO, by="t")
    assert asked() == few


def test_the_page_leads_back_to_the_case(office: Office) -> None:
    page = world.client(office.sergeant, "police").get(office.page).content.decode()
    assert f'href="/cases/{office.case.reference}/">Case {office.case.reference}' in page


def test_ones_own_conflict_shuts_the_case_at_once(office: Office) -> None:
    browser = world.client(office.officer, "blaby")
    answer = browser.post(f"{office.page}conflict/")
    assert answer["Location"] == "/cases/"
    assert browser.get(office.page).status_code == 404
    assert office.case.reference not in browser.get("/cases/").content.decode()
    assert Event.objects.filter(action="conflict declared").count() == 1
    assert office.status(office.sergeant, "police") == 200


def test_a_colleagues_conflict_is_declared_and_withdrawn(office: Office) -> None:
    browser = world.client(office.officer, "blaby")
    browser.post(f"{office.page}conflict/colleague/", {"user": office.sergeant.pk})
    assert office.status(office.sergeant, "police") == 404
    assert "sergeant" in browser.get(office.page).content.decode()
    with rows.service("tests"):
        conflict = Conflict.objects.get()
    assert browser.post(f"{office.page}conflict/{conflict.pk}/withdraw/").status_code == 302
    assert office.status(office.sergeant, "police") == 200
    browser.post(f"{office.page}conflict/{conflict.pk}/withdraw/")
    assert Event.objects.filter(action="conflict withdrawn").count() == 1


def test_an_agency_is_involved_and_leaves(office: Office) -> None:
    browser = world.client(office.officer, "blaby")
    place = world.agency("charnwood")
    colleague = world.worker("third", "charnwood", "asb-officer")
    assert office.status(colleague, "charnwood") == 404
    browser.post(f"{office.page}agency/", {"agency": place.pk, "role": ""})
    assert office.status(colleague, "charnwood") == 200
    with rows.service("tests"):
        row = Involvement.objects.get(agency=place)
    browser.post(f"{office.page}agency/{row.pk}/end/")
    assert office.status(colleague, "charnwood") == 404
    assert [event.action for event in Event.objects.filter(action__contains="shared")] == [
        "case shared",
        "case shared",
        "case no longer shared",
    ]


def test_the_holder_does_not_leave(office: Office) -> None:
    with rows.service("tests"):
        row = Involvement.objects.get(agency__key="blaby")
    browser = world.client(office.officer, "blaby")
    page = browser.post(f"{office.page}agency/{row.pk}/end/", follow=True).content.decode()
    assert "The agency that holds the case cannot leave it" in page
    assert office.status(office.officer, "blaby") == 200


def test_the_case_is_shared_with_a_role_and_no_more(office: Office) -> None:
    browser = world.client(office.officer, "blaby")
    manager = world.worker("manager", "charnwood", "asb-manager")
    assert office.status(manager, "charnwood") == 404
    assert browser.post(f"{office.page}role/", {"role": "asb-manager"}).status_code == 302
    assert office.status(manager, "charnwood") == 200
    page = browser.post(f"{office.page}role/", {"role": "asb-manager"}).content.decode()
    assert "shared with this role already" in page
    with rows.service("tests"):
        row = Share.objects.get(role="asb-manager")
    browser.post(f"{office.page}role/{row.pk}/end/")
    assert office.status(manager, "charnwood") == 404


def test_a_share_that_would_end_by_itself_ends_when_the_agency_leaves(office: Office) -> None:
    """The agency took part until a later day: it leaves now."""
    later = world.NOW + timedelta(days=5)
    with rows.service("tests"):
        for kind in (Involvement, Share):
            kind.objects.filter(agency__key="police").update(until=later)
        row = Involvement.objects.get(agency__key="police")
    assert office.status(office.sergeant, "police") == 200
    world.client(office.officer, "blaby").post(f"{office.page}agency/{row.pk}/end/")
    assert office.status(office.sergeant, "police") == 404


@pytest.mark.parametrize("role", ["", "nobody-has-it", "marac-chair"])
def test_a_role_that_is_none_of_the_purpose_is_refused(role: str, office: Office) -> None:
    with transaction.atomic(), pytest.raises(Refused, match="no such role"):
        actions.share_with_role(by=office.again(), role=role)


def test_a_flag_is_not_over_before_it_begins(office: Office) -> None:
    with transaction.atomic():
        opened = office.again()
        with pytest.raises(Refused, match="over before it begins"):
            actions.flag(by=opened, until=opened.key.on)


def test_whoever_decides_nothing_is_told_so_and_changes_nothing(office: Office) -> None:
    browser: Client = world.client(office.sergeant, "police")
    for path in ("agency/", "role/", "conflict/colleague/"):
        assert browser.get(f"{office.page}{path}").status_code == 403
        assert browser.post(f"{office.page}{path}", {}).status_code == 403
    with transaction.atomic():
        opened = world.key(office.sergeant, "police").open(office.case.reference)
        for refused in (
            lambda: actions.involve(by=opened, agency=world.agency("charnwood")),
            lambda: actions.share_with_role(by=opened, role="asb-manager"),
            lambda: actions.leave(by=opened, agency=world.agency("blaby")),
            lambda: actions.declare_conflict(by=opened, user=office.officer),
        ):
            with pytest.raises(Refused):
                refused()


def test_rows_of_another_case_are_not_reached_by_this_ones_address(office: Office) -> None:
    other = world.opened(office.officer, "blaby")
    world.shared("police", other)
    with rows.service("tests"):
        row = Involvement.objects.get(case=other.case, agency__key="police")
    browser = world.client(office.officer, "blaby")
    assert browser.post(f"{office.page}agency/{row.pk}/end/").status_code == 404
    with rows.service("tests"):
        row.refresh_from_db()
    assert row.until is None


def test_a_refused_case_is_asked_for_like_none(office: Office) -> None:
    """As many queries: whoever counts or times them learns nothing."""
    stranger = world.worker("stranger", "charnwood", "asb-officer")
    counts = []
    for reference in (office.case.reference, "ASB-000000"):
        with transaction.atomic():
            key = world.key(stranger, "charnwood")
            with CaptureQueriesContext(connection) as found, pytest.raises(entering.Http404):
                key.open(reference)
        counts.append([query["sql"].split("WHERE")[0] for query in found])
    assert len(counts[0]) == len(counts[1]) > 6


def test_a_worker_whose_first_agency_ended_is_not_told_that_they_work_nowhere(
    office: Office,
) -> None:
    user = world.worker("moved", "police", "police-officer")
    Membership.objects.create(
        user=user,
        agency=world.agency("blaby"),
        role="asb-officer",
        since=world.AGO,
        until=world.NOW - timedelta(days=1),
        by="t",
    )
    browser = Client()
    browser.force_login(user)
    assert "you do not work" not in browser.get("/cases/enter/").content.decode().lower()
