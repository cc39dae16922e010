"""Pages of the information governance officer: work, vetting, agreements, and what is chased."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail as outbox
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now

from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.clocks import day_begins, months_after
from saferboard.core.casework.vetting import Level
from saferboard.core.faults import Refused
from saferboard.web.audit.models import Event
from saferboard.web.casework.lock import actions, governing, standing
from saferboard.web.casework.lock.governing_forms import Agree
from saferboard.web.casework.lock.models import (
    Membership,
    SharingAgreement,
    Signature,
    VettingRecord,
)
from saferboard.web.directory.models import Mail, Organisation, Post, User
from saferboard.web.directory.waiting import waiting
from tests.web.casework import world

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TEXTS = dict.fromkeys(governing.TEXTS, "as agreed")


@pytest.fixture
def officer() -> User:
    return User.objects.create(
        post="governance",
        email="governance@example.org",
        roles=["information governance officer"],
        created_by="tests",
    )


@pytest.fixture
def browser(officer: User) -> Client:
    client = Client()
    client.force_login(officer)
    return client


def test_somebody_works_to_the_end_of_the_day_in_london(browser: Client) -> None:
    user = world.worker("one", "blaby")
    said = {
        "user": user.pk,
        "agency": world.agency("blaby").pk,
        "role": "asb-officer",
        "since": "2027-03-28",
        "until": "2027-07-15",
    }
    assert browser.post("/cases/people/work/", said)["Location"] == f"/cases/people/{user.pk}/"
    row = Membership.objects.get()
    assert (row.since, row.until) == (day_begins(date(2027, 3, 28)), day_begins(date(2027, 7, 16)))
    assert row.until.hour == 23  # by UTC, in summer
    page = browser.get(f"/cases/people/{user.pk}/").content.decode()
    assert "To the end of 15 July 2027" in page
    assert "28 March 2027" in page


def test_roles_are_those_that_the_partnership_declared(browser: Client) -> None:
    page = browser.get("/cases/people/work/").content.decode()
    for role in ("asb-officer", "marac-chair", "police-officer", "idva"):
        assert f'value="{role}"' in page
    user = world.worker("one", "blaby")
    sent = {"user": user.pk, "agency": world.agency("blaby").pk, "since": "2027-03-28"}
    assert browser.post("/cases/people/work/", {**sent, "role": "nobody"}).status_code == 200
    assert not Membership.objects.exists()


@pytest.mark.parametrize("at_once", [True, False])
def test_work_is_ended_at_once_or_with_a_day(at_once: bool, browser: Client) -> None:
    world.worker("one", "blaby", "asb-officer")
    row = Membership.objects.get()
    last = localdate() + 9 * DAY
    sent = {"until": "" if at_once else last.isoformat()}
    browser.post(f"/cases/people/work/{row.pk}/end/", sent)
    row.refresh_from_db()
    if at_once:
        assert timedelta() <= now() - row.until < timedelta(minutes=5)
    else:
        assert row.until == day_begins(last + DAY)


def test_work_that_is_over_is_not_lengthened() -> None:
    world.worker("one", "blaby", "asb-officer")
    row = Membership.objects.get()
    governing.end_membership(by="t", membership=row, on=now())
    with pytest.raises(Refused, match="ends before that already"):
        governing.end_membership(by="t", membership=row, on=now() + 30 * DAY)


def test_vetting_is_recorded_and_withdrawn(browser: Client) -> None:
    user = world.worker("one", "blaby", "asb-officer", vetted=False)
    said = {"user": user.pk, "level": Level.NPPV1, "issued": "2026-01-05", "expires": ""}
    refused = browser.post("/cases/people/vetting/", said).content.decode()
    assert "must say when it expires" in refused
    browser.post("/cases/people/vetting/", {**said, "expires": "2031-01-05"})
    row = VettingRecord.objects.get()
    assert row.expires == day_begins(date(2031, 1, 6))
    for _ in range(2):
        browser.post(f"/cases/people/vetting/{row.pk}/withdraw/")
    first = VettingRecord.objects.get().withdrawn
    assert first is not None
    assert Event.objects.filter(action="vetting withdrawn").count() == 1


def test_who_is_shut_out_today_and_why() -> None:
    world.agreed("asb", "blaby", "police")
    may = world.worker("may", "blaby", "asb-officer")
    world.worker("unvetted", "blaby", "asb-officer", vetted=False)
    world.worker("unbound", "charnwood", "asb-officer")
    gone = world.worker("gone", "blaby", "asb-officer")
    gone.memberships.update(until=now() - DAY)
    closed = world.worker("closed", "blaby", "asb-officer")
    chair = world.worker("chair", "blaby", "asb-officer")
    User.objects.filter(pk=closed.pk).update(is_active=False)
    User.objects.filter(pk=chair.pk).update(roles=["chair"])
    found = {one.user.post: one.shut_out for one in standing.accounts(now())}
    assert found == {
        "may": "",
        "unvetted": "no valid vetting: NPPV level 1 is needed",
        "unbound": "their agency has signed no live agreement",
        "gone": "they work for no agency today",
        "closed": "the account is closed",
        "chair": "the account does not have the role of a case worker",
    }
    # Whoever is shut out cannot enter, and whoever is not can.
    for name in ("may", "unvetted", "unbound", "gone"):
        client = Client()
        client.force_login(User.objects.get(post=name))
        place = "charnwood" if name == "unbound" else "blaby"
        entered = client.post("/cases/enter/", {"agency": place, "purpose": "asb"})
        assert (entered.status_code == 302) == (not found[name]), name
    assert may.pk


def test_what_ends_within_thirty_and_sixty_days() -> None:
    on = now()
    for name, days in (("soon", 30), ("later", 60), ("far", 61)):
        user = world.worker(name, "blaby", "asb-officer", vetted=False)
        governing.record_vetting(
            by="t", user=user, level=Level.NPPV2, issued=world.AGO, expires=on + days * DAY
        )
    rows = standing.ending(standing.accounts(on), on)
    assert [(one.account.user.post, one.within) for one in rows] == [("soon", 30), ("later", 60)]


def test_the_list_of_people_asks_as_much_for_many_as_for_few(browser: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert browser.get("/cases/people/").status_code == 200
        return len(found)

    world.agreed("asb", "blaby", "police")
    world.worker("first", "blaby", "asb-officer")
    asked()  # what is declared is read once and kept
    few = asked()
    for number in range(7):
        world.worker(f"w{number}", "police", "police-officer", "asb-manager")
    assert asked() == few


# Agreements.


def said(**more: Any) -> dict[str, Any]:
    return {
        "title": "Agreement on anti-social behaviour",
        "key": "asb-2027",
        "purpose": "asb",
        "starts": localdate().isoformat(),
        "parties": [world.agency("blaby").pk, world.agency("police").pk],
        "items": ["outline", "identity"],
        **TEXTS,
        **more,
    }


def test_an_agreement_is_written_signed_reviewed_and_left(browser: Client) -> None:
    answer = browser.post("/cases/agreements/new/", said())
    assert answer["Location"] == "/cases/agreements/asb-2027/", answer.content.decode()
    row = SharingAgreement.objects.get()
    assert row.items == ["outline", "identity"]
    assert "Not signed" in browser.get("/cases/agreements/").content.decode()
    today = localdate().isoformat()
    for place in ("blaby", "police"):
        sent = {"agency": world.agency(place).pk, "on": today}
        assert browser.post("/cases/agreements/asb-2027/sign/", sent).status_code == 302
    assert "Live" in browser.get("/cases/agreements/asb-2027/").content.decode()
    browser.post("/cases/agreements/asb-2027/review/", {"on": today})
    assert row.reviews.get().on == localdate()
    signature = Signature.objects.get(agency__key="police")
    for _ in range(2):
        browser.post(f"/cases/agreements/signatures/{signature.pk}/leave/")
    signature.refresh_from_db()
    assert signature.left is not None
    assert Event.objects.filter(action="agreement left").count() == 1


@pytest.mark.parametrize("name", ["title", "items", "parties", *governing.TEXTS])
def test_an_agreement_says_everything(name: str, browser: Client) -> None:
    """One that lacked a text would shut every case of its purpose: the rule does not read it."""
    page = browser.post("/cases/agreements/new/", said(**{name: ""})).content.decode()
    assert "There is a problem" in page
    assert not SharingAgreement.objects.exists()


def test_a_party_that_cannot_be_is_refused_and_no_fault_of_ours(browser: Client) -> None:
    page = browser.post("/cases/agreements/new/", said(parties="9" * 23)).content.decode()
    assert "There is a problem" in page
    assert not SharingAgreement.objects.exists()


@pytest.mark.parametrize("name", ["title", *governing.TEXTS])
def test_the_action_itself_takes_no_empty_text(name: str) -> None:
    about = {"title": "t", "key": "k", "purpose": "asb", "items": ["outline"], **TEXTS, name: " "}
    with pytest.raises(Refused, match="must say this"):
        governing.agree(by="t", parties=[], starts=localdate(), **about)


@pytest.mark.parametrize("items", [[], ["outline", "gossip"]])
def test_the_action_itself_takes_no_unknown_class(items: list[str]) -> None:
    about = {"title": "t", "key": "k", "purpose": "asb", "items": items, **TEXTS}
    with pytest.raises(Refused, match="no such class"):
        governing.agree(by="t", parties=[], starts=localdate(), **about)


def test_nothing_is_reviewed_before_its_day(browser: Client) -> None:
    row = world.agreed("asb", "blaby", "police")
    tomorrow = (localdate() + DAY).isoformat()
    page = browser.post(f"/cases/agreements/{row.key}/review/", {"on": tomorrow}).content.decode()
    assert "Nothing is reviewed before its day" in page
    assert not row.reviews.exists()


def test_every_class_of_fields_can_be_chosen() -> None:
    choices = [value for value, _ in Agree().fields["items"].choices]  # type: ignore[attr-defined]
    assert choices == list(FieldClass)


# What is chased.


def due_in(days: int, **more: Any) -> SharingAgreement:
    """An agreement whose first review is due in so many days; near it, at the end of a month."""
    row = world.agreed("asb", "blaby", "police")
    wanted = localdate() + days * DAY
    starts = (wanted - (182 + n) * DAY for n in range(-4, 5))
    start = min(starts, key=lambda day: abs(months_after(day, 6) - wanted))
    SharingAgreement.objects.filter(pk=row.pk).update(starts=start, **more)
    return row


@pytest.mark.parametrize(
    ("days", "sent"), [(31, 0), (30, 1), (29, 0), (14, 1), (7, 1), (1, 1), (0, 1), (-1, 1), (-2, 0)]
)
def test_a_review_is_asked_for_before_it_is_missed(days: int, sent: int, officer: User) -> None:
    row = due_in(0)
    due = standing.standing(SharingAgreement.objects.get(pk=row.pk), now()).due
    on = due - days * DAY
    assert actions.remind(on) == sent
    assert Mail.objects.filter(to=officer.email).count() == sent
    assert actions.remind(on) == 0, "once a day, however often it runs"
    assert Mail.objects.count() == sent
    for told in Mail.objects.all():
        assert ("has lapsed" in told.text) == (days < 0)
        assert f"/cases/agreements/{row.key}/" in told.text


def test_an_agreement_that_is_over_is_not_chased(officer: User) -> None:
    due_in(0, ends=localdate() - DAY)
    assert actions.remind(localdate()) == 0
    assert not outbox.outbox


def test_what_waits_for_the_officer_stands_on_their_first_page(officer: User) -> None:
    row = due_in(7)
    place = Organisation.objects.get(key="blaby")
    post = Post.objects.create(key="governance", title="Governance", organisation=place)
    user = world.worker("one", "blaby", "asb-officer", vetted=False)
    governing.record_vetting(
        by="t", user=user, level=Level.NPPV2, issued=world.AGO, expires=now() + 10 * DAY
    )
    found = waiting(officer, post, localdate())
    assert {one.url for one in found} == {f"/cases/agreements/{row.key}/", "/cases/people/"}
    assert waiting(user, post, localdate()) == []


def test_a_moment_that_is_no_midnight_is_told_with_its_hour() -> None:
    assert standing.until(None) == ""
    assert standing.until(day_begins(date(2026, 11, 1))) == "to the end of 31 October 2026"
    noon = datetime.fromisoformat("2026-07-01T11:30:00+00:00")
    assert standing.until(noon) == "until 1 July 2026 at 12:30"
