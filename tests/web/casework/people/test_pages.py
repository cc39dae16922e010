"""Who may decide, who learns of it, and the pages of people."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from saferboard.core.casework.people.linking import Said
from saferboard.core.faults import Refused
from saferboard.web.casework.lock import actions, rows
from saferboard.web.casework.lock.entering import admit
from saferboard.web.casework.people import deciding, matching, recording
from saferboard.web.casework.people.models import (
    BlockingKey,
    PersonRecord,
    Proposal,
    Relationship,
)
from tests.web.casework import world
from tests.web.casework.people.folk import (
    FORM,
    UNBORN,
    Folk,
    decide,
    known,
    named,
    proposals,
    service,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def folk() -> Folk:
    return Folk.new()


@pytest.fixture(autouse=True)
def _after_commit(django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests never commit: what would be done after it is done at once."""
    monkeypatch.setattr(matching, "soon", lambda pks: matching.look(pks, world.NOW))


# Who may decide, and who learns of it.


def test_a_pair_of_which_one_case_is_not_shared_is_not_the_co_ordinators(folk: Folk) -> None:
    a, b = folk.write(folk.case("blaby")), folk.write(folk.case("charnwood", shared=False))
    assert len(proposals()) == 1
    with transaction.atomic():
        key = world.key(folk.manager, "police")
        assert deciding.both(by=key, first=a.pk, second=b.pk) is None
    browser = folk.managing()
    assert "Madeup" not in browser.get("/cases/links/").content.decode()
    assert browser.get(f"/cases/links/{a.pk}/{b.pk}/").status_code == 404


def test_an_officer_decides_of_nothing(folk: Folk) -> None:
    opened = folk.case("blaby")
    a, b = folk.write(opened), folk.write(folk.case("blaby"))
    with transaction.atomic():
        key = world.key(folk.officers["blaby"], "blaby")
        assert deciding.both(by=key, first=a.pk, second=b.pk) is None
    browser = folk.browser()
    for address in ("/cases/links/", "/cases/links/decided/", f"/cases/links/{a.pk}/{b.pk}/"):
        answer = browser.get(address)
        assert answer.status_code == 403
        assert "only the co-ordinator" in answer.content.decode().lower()


def people_page(browser: Client, opened: Any) -> str:
    answer = browser.get(f"/cases/{opened.case.reference}/people/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_an_agency_learns_of_a_link_only_what_it_may(folk: Folk) -> None:
    mine, theirs = folk.case("blaby"), folk.case("charnwood")
    a, b = folk.write(mine), folk.write(theirs)
    before = people_page(folk.browser(), mine)
    link = decide(folk, a, b, Said.LINK)
    assert without_tokens(people_page(folk.browser(), mine)) == without_tokens(before)
    with transaction.atomic():
        admit(theirs.key)
        actions.flag(by=theirs, until=world.AHEAD)
    flagged = people_page(folk.browser(), mine)
    assert "A flag is held, contact the co-ordinator." in flagged
    assert theirs.case.reference not in flagged
    world.shared("blaby", theirs)
    assert theirs.case.reference in people_page(folk.browser(), mine)
    assert theirs.case.reference in people_page(folk.managing(), mine)
    decide(folk, a, b, Said.UNDO, link.pk)
    assert theirs.case.reference not in people_page(folk.browser(), mine)


def test_a_proposal_is_nothing_to_an_agency(folk: Folk) -> None:
    mine = folk.case("blaby")
    folk.write(mine)
    before = people_page(folk.browser(), mine)
    theirs = folk.case("charnwood")
    folk.write(theirs)
    with transaction.atomic():
        admit(theirs.key)
        actions.flag(by=theirs, until=world.AHEAD)
    assert len(proposals()) == 1
    assert without_tokens(people_page(folk.browser(), mine)) == without_tokens(before)


def without_tokens(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)


# The pages.


def test_the_co_ordinators_day(folk: Folk) -> None:
    mine, theirs = folk.case("blaby"), folk.case("charnwood")
    for browser, opened, changes in (
        (folk.browser("blaby"), mine, {}),
        (folk.browser("charnwood"), theirs, {"given": "Annie", "born": "1990"}),
    ):
        sent = browser.post(f"/cases/{opened.case.reference}/people/new/", {**FORM, **changes})
        assert sent.status_code == 302, sent.content.decode()
    ((a, b, _),) = proposals()
    browser = folk.managing()
    page = browser.get("/cases/links/").content.decode()
    assert "Ann Madeup and Annie Madeup" in page
    page = browser.get(f"/cases/links/{a}/{b}/").content.decode()
    for words in (
        "A short form or another spelling",
        "14 March 1990",
        "1990",
        "is not known to both",
    ):
        assert words in page
    assert page.index('<option value="" selected>Choose one') < page.index("They are one person")
    unsaid = browser.post(f"/cases/links/{a}/{b}/", {"seen": "0", "said": "", "reason": "Sent."})
    assert "Choose one." in unsaid.content.decode()
    assert "Ann Madeup" in browser.get("/cases/links/").content.decode()
    sent = browser.post(
        f"/cases/links/{a}/{b}/", {"seen": "0", "said": "one person", "reason": "Both were asked."}
    )
    assert sent.status_code == 302, sent.content.decode()
    waiting = browser.get("/cases/links/").content.decode()
    assert "Ann Madeup" not in waiting
    assert "No pair waits for a decision." in waiting
    assert "One person" in browser.get("/cases/links/decided/").content.decode()
    page = browser.get(f"/cases/links/{a}/{b}/").content.decode()
    assert "Both were asked." in page
    again = browser.post(
        f"/cases/links/{a}/{b}/", {"seen": "0", "said": "taken back", "reason": "An error."}
    )
    assert "decided of this pair meanwhile" in again.content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"born": "31/2/1990"}, "Write a date as"),
        ({"born": "14/3/90"}, "Write a date as"),
        ({"born": "1/2/3/1990"}, "Write a date as"),
        ({"given": "", "family": ""}, "There is no name"),
        ({"born": "14/3/2150"}, "This date lies in the future"),
        ({"born": "2150"}, "This date lies in the future"),
    ],
)
def test_what_is_no_record_is_said(folk: Folk, changes: dict[str, str], words: str) -> None:
    opened = folk.case()
    answer = folk.browser().post(f"/cases/{opened.case.reference}/people/new/", {**FORM, **changes})
    assert words in answer.content.decode()
    with service():
        assert not PersonRecord.objects.exists()


def test_a_record_is_its_agencys_own(folk: Folk) -> None:
    opened = folk.case("blaby")
    record = folk.write(opened)
    world.shared("charnwood", opened)
    address = f"/cases/{opened.case.reference}/people/{record.pk}/"
    assert folk.browser("charnwood").get(address).status_code == 404
    assert folk.browser("charnwood").post(f"{address}remove/").status_code == 404
    mine = folk.browser("blaby")
    page = mine.get(address).content.decode()
    assert "14/3/1990" in page
    assert "1 Example Street, ZZ1 1AA" in page
    sent = mine.post(address, {**FORM, "turn": "0", "family": "Changed", "aliases": "Ann Madeup"})
    assert sent.status_code == 302
    stale = mine.post(address, {**FORM, "turn": "0", "family": "Lost"})
    assert "changed the record meanwhile" in stale.content.decode()
    with service():
        row = PersonRecord.objects.get()
    assert (row.family, row.aliases, row.turn) == ("Changed", [["Ann", "Madeup"]], 1)
    assert mine.post(f"{address}remove/").status_code == 302
    with service():
        assert not PersonRecord.objects.exists()


def test_who_is_what_to_whom(folk: Folk) -> None:
    opened = folk.case()
    a, b = folk.write(opened), folk.write(opened, UNBORN)
    browser = folk.browser()
    assert browser.get(f"/cases/{opened.case.reference}/people/new/").status_code == 200
    assert f'href="/cases/{opened.case.reference}/">Case' in people_page(browser, opened)
    base = f"/cases/{opened.case.reference}/people/relationships/"
    sent = {"record": a.pk, "kind": "parent", "other": b.pk, "since": "", "until": ""}
    assert browser.post(f"{base}new/", sent).status_code == 302
    page = people_page(browser, opened)
    assert "Parent of" in page
    unsaid = browser.post(f"{base}new/", {**sent, "kind": ""})
    assert "Choose one." in unsaid.content.decode()
    itself = browser.post(f"{base}new/", {**sent, "other": a.pk})
    assert "not two people" in itself.content.decode()
    late = browser.post(f"{base}new/", {**sent, "since": "2024-02-02", "until": "2024-02-01"})
    assert "end before it begins" in late.content.decode()
    with service():
        kin = a.relationships.get()
    assert browser.post(f"{base}{kin.pk}/remove/").status_code == 302
    assert browser.post(f"{base}{kin.pk}/remove/").status_code == 404
    assert "Parent of" not in people_page(browser, opened)


def test_only_the_agency_that_wrote_a_relationship_takes_it_away(folk: Folk) -> None:
    opened = folk.case()
    case = world.shared("charnwood", opened)
    a, b = folk.write(opened), folk.write(opened, UNBORN)
    mine, theirs = folk.browser(), folk.browser("charnwood")
    base = f"/cases/{case.reference}/people/relationships/"
    for browser, kind in ((mine, "parent"), (theirs, "carer")):
        sent = {"record": a.pk, "kind": kind, "other": b.pk, "since": "", "until": ""}
        assert browser.post(f"{base}new/", sent).status_code == 302
    with service():
        ours, other = a.relationships.order_by("pk")
        # Written before it was kept who wrote it: that agency's whose record it begins with.
        old = Relationship.objects.create(
            case=case, field=ours.field, record=a, other=b, kind="other", by="before"
        )
    for browser, own, foreign in ((mine, (ours, old), (other,)), (theirs, (other,), (ours, old))):
        page = people_page(browser, opened)
        assert all(f"{base}{one.pk}/remove/" in page for one in own)
        for one in foreign:
            assert f"{base}{one.pk}/remove/" not in page
            assert browser.post(f"{base}{one.pk}/remove/").status_code == 404
    with transaction.atomic():
        by = world.key(folk.officers["charnwood"], "charnwood").open(case.reference)
        for one in (ours, old):
            with pytest.raises(Refused, match="did not write"):
                recording.unrelate(by=by, relationship=one)
    assert theirs.post(f"{base}{other.pk}/remove/").status_code == 302
    for one in (ours, old):
        assert mine.post(f"{base}{one.pk}/remove/").status_code == 302
    with service():
        assert not Relationship.objects.exists()


def test_identity_is_not_open_to_every_role() -> None:
    """An analyst of a joint action group sees that there is a case, and not who is in it."""
    world.agreed("jag", "blaby")
    opened = world.opened(world.worker("lead", "blaby", "lead-officer"), "blaby", "jag", "jag")
    with transaction.atomic():
        admit(opened.key)
        recording.add_record(by=opened, written=known())
    analyst = world.client(world.worker("analyst", "blaby", "analyst"), "blaby", "jag")
    answer = analyst.get(f"/cases/{opened.case.reference}/people/")
    assert answer.status_code == 403
    assert "Madeup" not in answer.content.decode()


def queries(browser: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


def test_as_many_queries_for_many_as_for_few(folk: Folk) -> None:
    opened = folk.case()
    records = [folk.write(opened), folk.write(opened, named("Beth"))]
    others = [folk.write(folk.case("charnwood")), folk.write(folk.case("charnwood"))]
    decide(folk, records[0], others[0], Said.LINK)
    manager, officer = folk.managing(), folk.browser()
    addresses = ("/cases/links/", "/cases/links/decided/")
    people = f"/cases/{opened.case.reference}/people/"
    few = [queries(manager, one) for one in addresses] + [queries(officer, people)]
    for given in ("Cath", "Dora", "Elsie", "Flora"):
        mine = folk.write(opened, named(given))
        theirs = folk.write(folk.case("charnwood"), named(given))
        folk.write(folk.case("charnwood"), named(given))
        decide(folk, mine, theirs, Said.LINK)
    assert [queries(manager, one) for one in addresses] + [queries(officer, people)] == few


# The database's own second line.

POSTGRESQL = pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's own rules")


@POSTGRESQL
def test_the_database_shows_a_pair_to_whoever_may_read_both(folk: Folk) -> None:
    folk.write(folk.case("blaby"))
    folk.write(folk.case("charnwood"))
    with transaction.atomic():
        world.key(folk.officers["blaby"], "blaby")
        assert not Proposal.objects.exists()
        assert not BlockingKey.objects.exists()
        assert PersonRecord.objects.count() == 1
        world.key(folk.manager, "police")
        assert Proposal.objects.count() == 1
        assert not BlockingKey.objects.exists()
        with rows.service("tests"):
            assert BlockingKey.objects.count() == 10
