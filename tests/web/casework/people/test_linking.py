"""Who is proposed to whom, what a co-ordinator decides, and who learns of it."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from saferboard.core.casework.people.linking import Said
from saferboard.core.casework.people.records import Address, Born, Name
from saferboard.core.faults import Refused
from saferboard.web.audit.models import Event
from saferboard.web.casework.lock import actions, rows
from saferboard.web.casework.lock.entering import admit
from saferboard.web.casework.people import deciding, matching, recording
from saferboard.web.casework.people.models import (
    BlockingKey,
    PairDecision,
    PersonRecord,
    Proposal,
)
from saferboard.web.casework.people.recording import Written
from tests.web.casework import world
from tests.web.casework.people.folk import (
    ANN,
    FORM,
    UNBORN,
    UNKNOWN,
    Folk,
    decisions,
    known,
    named,
    proposals,
    service,
)

pytestmark = pytest.mark.django_db
NAMESAKE = known(born=Born(1971, 5, 20), addresses=(Address("9 Other Road", "ZZ9 9BB"),), phones=())
SAME, RELATIVES = "may be one person", "probably relatives"


@pytest.fixture
def folk() -> Folk:
    return Folk.new()


@pytest.fixture(autouse=True)
def _after_commit(django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests never commit: what would be done after it is done at once."""
    monkeypatch.setattr(matching, "soon", lambda pks: matching.look(pks, world.NOW))


def found(folk: Folk, other: Written) -> list[str]:
    """What a record of one council is taken for beside Ann of another."""
    folk.write(folk.case("blaby"))
    folk.write(folk.case("charnwood"), other)
    return [one[2] for one in proposals()]


@pytest.mark.parametrize(
    ("other", "finding"),
    [
        (ANN, [SAME]),
        (known(name=Name("Madeup", "Ann")), [SAME]),
        (named("Annie", "Married"), [SAME]),
        (named("Sue", "Other", aliases=(Name("Ann", "Madeup"),)), [SAME]),
        (known(addresses=(), phones=()), [SAME]),
        (known(born=Born(1990, 3, 15)), [SAME]),
        (named("Beth"), [RELATIVES]),
        (known(born=Born(2012, 5, 2)), [RELATIVES]),
        (NAMESAKE, []),
        (UNBORN, []),
        (UNKNOWN, []),
    ],
    ids=[
        "the same", "reversed names", "married, short form", "alias", "address not known",
        "a digit of the birthday", "twins", "mother and daughter", "namesakes", "unborn", "unknown",
    ],
)  # fmt: skip
def test_who_is_proposed_to_whom(folk: Folk, other: Written, finding: list[str]) -> None:
    assert found(folk, other) == finding


def test_records_of_two_purposes_are_never_compared(folk: Folk) -> None:
    world.agreed("marac", *world.AGENCIES)
    referrer = world.worker("referrer", "blaby", "referrer")
    folk.write(folk.case())
    folk.write(world.opened(referrer, "blaby", "marac", "marac"))
    assert proposals() == []


def test_a_record_that_changes_is_looked_for_anew(folk: Folk) -> None:
    folk.write(folk.case("blaby"))
    opened = folk.case("charnwood")
    record = folk.write(opened)
    assert len(proposals()) == 1
    with transaction.atomic():
        admit(opened.key)
        other = known(name=Name("Zed", "Other"), born=Born(1950, 1, 1), addresses=(), phones=())
        recording.change_record(by=opened, record=record, written=other, turn=0)
    assert proposals() == []


def test_what_fails_is_put_off_and_the_record_is_kept(
    folk: Folk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(matching, "look", lambda pks, on: 1 / 0)
    matching._tried([1])
    assert caplog.messages == ["linkage was put off until tonight: ZeroDivisionError"]


# Nothing is left of a record that is removed.


def test_a_record_that_is_removed_leaves_nothing(folk: Folk) -> None:
    a = folk.write(folk.case("blaby"))
    opened = folk.case("charnwood")
    b = folk.write(opened)
    with service():
        assert BlockingKey.objects.filter(record=b.pk).count() == 5
    decide(folk, a, b, Said.LINK)
    with transaction.atomic():
        admit(opened.key)
        recording.remove_record(by=opened, record=b)
    with service():
        assert not BlockingKey.objects.filter(record=b.pk).exists()
        assert list(PersonRecord.objects.values_list("pk", flat=True)) == [a.pk]
    assert proposals() == decisions() == []


@pytest.mark.parametrize("gone", ["blaby", "charnwood"])
def test_retention_takes_rows_straight_from_the_table_and_nothing_is_left(
    folk: Folk, gone: str
) -> None:
    records = {place: folk.write(folk.case(place)) for place in ("blaby", "charnwood")}
    decide(folk, records["blaby"], records["charnwood"], Said.REFUSE)
    with service():
        of_case = PersonRecord.objects.filter(case=records[gone].case_id)
        of_case._raw_delete(of_case.db)
        assert PersonRecord.objects.count() == 1
        assert not BlockingKey.objects.filter(record=records[gone].pk).exists()
    assert proposals() == decisions() == []
    connection.check_constraints()


# Deciding.


def decide(folk: Folk, a: PersonRecord, b: PersonRecord, said: Said, seen: int = 0) -> PairDecision:
    with transaction.atomic():
        key = world.key(folk.manager, "police")
        pair = deciding.both(by=key, first=a.pk, second=b.pk)
        assert pair is not None
        return deciding.decide(by=key, pair=pair, said=said, reason="They told us.", seen=seen)


def three(folk: Folk) -> list[PersonRecord]:
    return [folk.write(folk.case()) for _ in range(3)]


def test_a_link_is_undone_and_made_again(folk: Folk) -> None:
    a, b = folk.write(folk.case("blaby")), folk.write(folk.case("charnwood"))
    seen = 0
    for said in (Said.LINK, Said.UNDO, Said.REFUSE, Said.UNDO, Said.LINK):
        seen = decide(folk, a, b, said, seen).pk
    assert [one[2] for one in decisions()] == [
        "one person", "taken back", "not one person", "taken back", "one person",
    ]  # fmt: skip


def test_a_decision_that_stands_already_is_refused(folk: Folk) -> None:
    a, b = folk.write(folk.case("blaby")), folk.write(folk.case("charnwood"))
    with pytest.raises(Refused, match="how it stands already"):
        decide(folk, a, b, Said.UNDO)
    first = decide(folk, a, b, Said.LINK)
    with pytest.raises(Refused, match="how it stands already"):
        decide(folk, a, b, Said.LINK, first.pk)


def test_whoever_saw_the_pair_before_it_was_decided_is_told(folk: Folk) -> None:
    a, b = folk.write(folk.case("blaby")), folk.write(folk.case("charnwood"))
    decide(folk, a, b, Said.LINK)
    with pytest.raises(Refused, match="decided of this pair meanwhile"):
        decide(folk, a, b, Said.REFUSE)
    assert len(decisions()) == 1


def test_a_refused_pair_is_never_merged_by_way_of_a_third(folk: Folk) -> None:
    a, b, c = three(folk)
    decide(folk, a, b, Said.LINK)
    decide(folk, a, c, Said.REFUSE)
    with pytest.raises(Refused, match="make one person of two records"):
        decide(folk, b, c, Said.LINK)
    assert len(decisions()) == 2


def test_what_links_make_one_person_is_refused_only_after_one_is_taken_back(folk: Folk) -> None:
    a, b, c = three(folk)
    decide(folk, a, b, Said.LINK)
    link = decide(folk, b, c, Said.LINK)
    with pytest.raises(Refused, match="links that stand"):
        decide(folk, a, c, Said.REFUSE)
    decide(folk, b, c, Said.UNDO, link.pk)
    decide(folk, a, c, Said.REFUSE)


def test_no_reason_no_decision(folk: Folk) -> None:
    a, b = folk.write(folk.case("blaby")), folk.write(folk.case("charnwood"))
    with transaction.atomic():
        key = world.key(folk.manager, "police")
        pair = deciding.both(by=key, first=a.pk, second=b.pk)
        assert pair is not None
        with pytest.raises(Refused, match="no reason"):
            deciding.decide(by=key, pair=pair, said=Said.LINK, reason=" ", seen=0)


def test_decisions_are_never_changed(folk: Folk) -> None:
    a, b = folk.write(folk.case("blaby")), folk.write(folk.case("charnwood"))
    row = decide(folk, a, b, Said.LINK)
    with pytest.raises(Exception, match="added to and never changed"):
        row.save()
    with pytest.raises(DatabaseError, match="UPDATE refused"), service():
        PairDecision.objects.filter(pk=row.pk).update(said=Said.REFUSE)


def test_the_trail_holds_no_name_and_no_reason(folk: Folk) -> None:
    a, b = folk.write(folk.case("blaby")), folk.write(folk.case("charnwood"))
    decide(folk, a, b, Said.LINK)
    told = [f"{one.action} {one.object} {one.detail}" for one in Event.objects.all()]
    assert any("records linked" in one for one in told)
    assert not [one for one in told if any(word in one for word in ("Ann", "Madeup", "told us"))]


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
    sent = browser.post(
        f"/cases/links/{a}/{b}/", {"seen": "0", "said": "one person", "reason": "Both were asked."}
    )
    assert sent.status_code == 302, sent.content.decode()
    assert "Ann Madeup" not in browser.get("/cases/links/").content.decode()
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
    base = f"/cases/{opened.case.reference}/people/relationships/"
    sent = {"record": a.pk, "kind": "parent", "other": b.pk, "since": "", "until": ""}
    assert browser.post(f"{base}new/", sent).status_code == 302
    page = people_page(browser, opened)
    assert "Parent of" in page
    itself = browser.post(f"{base}new/", {**sent, "other": a.pk})
    assert "not two people" in itself.content.decode()
    late = browser.post(f"{base}new/", {**sent, "since": "2024-02-02", "until": "2024-02-01"})
    assert "end before it begins" in late.content.decode()
    with service():
        kin = a.relationships.get()
    assert browser.post(f"{base}{kin.pk}/remove/").status_code == 302
    assert browser.post(f"{base}{kin.pk}/remove/").status_code == 404
    assert "Parent of" not in people_page(browser, opened)


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
