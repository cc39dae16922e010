"""Somebody who is rightly in casework reaches for more than their part."""

import time
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.internal.flows import login
from django.db import transaction
from django.test import Client
from django.utils.timezone import now

from saferboard.core.casework.cases import FieldClass
from saferboard.web.casework.lock import actions as lock
from saferboard.web.casework.lock import governing
from saferboard.web.casework.lock.models import Case, Flag, Membership, SharingAgreement
from saferboard.web.casework.marac.models import Party, Referral, Research, Told
from saferboard.web.casework.running.models import Entry
from saferboard.web.directory.mails import Mail
from tests.web.casework import world
from tests.web.casework.asb.test_journey import REPORT
from tests.web.casework.marac import journey
from tests.web.casework.red.loot import LATER, MARKED, WORD

pytestmark = pytest.mark.django_db
NO_PART = "no-part"
PAGES = ("", "checklist/", "add/", "research/", "hearing/", "actions/1/")


def no_part() -> Client:
    """An ASB officer of the agency that referred, who tries to enter for MARAC."""
    user = world.worker(NO_PART, "health", "asb-officer")
    browser = Client()
    browser.force_login(user)
    browser.post("/cases/enter/", {"agency": "health", "purpose": "marac"})
    return browser


# A role without part in the purpose, in an agency with which the case is shared as a whole.


@pytest.mark.parametrize("page", PAGES)
def test_a_role_without_part_in_the_purpose_opens_no_page_of_a_shared_case(page: str) -> None:
    at = journey.table()
    case = journey.refer(at.health, **MARKED)
    browser = no_part()
    for address in (journey.url(case, page), f"/cases/{case.reference}/{page}"):
        answer = browser.get(address)
        assert answer.status_code in (302, 404), address
        assert WORD not in answer.content.decode()


@pytest.mark.parametrize("page", ["who/", "who/conflict/", "asb/close/", "asb/visits/", "people/"])
def test_a_role_without_part_is_not_told_who_sees_the_case(page: str) -> None:
    at = journey.table()
    case = journey.refer(at.health, **MARKED)
    assert no_part().get(f"/cases/{case.reference}/{page}").status_code in (302, 404)


def test_a_role_without_part_is_not_said_to_see_the_case() -> None:
    at = journey.table()
    case = journey.refer(at.health, **MARKED)
    world.worker(NO_PART, "health", "asb-officer")
    page = journey.page(at.health, f"/cases/{case.reference}/who/")
    assert page.count(NO_PART) == 1
    assert page.index("may not") < page.index(NO_PART) if "may not" in page else True


def test_a_role_without_part_learns_of_no_flag() -> None:
    at = journey.table()
    case = journey.refer(at.health, **MARKED)
    with journey.every_row():
        Flag.objects.create(
            case=case, since=now() - timedelta(days=1), until=now() + timedelta(days=1), by="tests"
        )
    said = no_part().post("/cases/marac/ask/", {"name": MARKED["victim"], "born": "1990-01-31"})
    assert b"flag is held" not in said.content


def test_an_agreement_that_names_no_outline_opens_no_case() -> None:
    """The holder's agreement shares accounts and nothing else: nobody learns that a case is."""
    world.agreed("asb", "blaby", "charnwood", items=("account",))
    world.agreed("asb", "charnwood")
    world.agreed("asb", "blaby")
    officer = world.worker("officer", "blaby", "asb-officer")
    opened = world.opened(officer, "blaby")
    world.shared("charnwood", opened)
    browser = world.client(world.worker("manager", "charnwood", "asb-manager"), "charnwood")
    for page in ("", "who/", "asb/visits/", "asb/close/", "people/", "who/conflict/"):
        assert browser.get(f"/cases/{opened.case.reference}/{page}").status_code == 404, page
    for page in ("", "asb/due/", "closed/"):
        assert opened.case.reference not in journey.page(browser, f"/cases/{page}")


# The session's choice, when something ends under it.


@pytest.mark.parametrize("what", ["role", "vetting", "agreement", "account", "permission"])
def test_what_ends_while_a_browser_is_open_shuts_it_at_the_next_request(what: str) -> None:
    agreement = world.agreed("asb", "blaby")
    user = world.worker("ending", "blaby", "asb-officer")
    case = world.opened(user, "blaby").case
    browser = world.client(user, "blaby")
    address = f"/cases/{case.reference}/"
    assert browser.get(address).status_code == 200
    moment = now() - timedelta(seconds=1)
    if what == "role":
        governing.end_membership(by="tests", membership=user.memberships.get(), on=moment)
    elif what == "vetting":
        governing.withdraw_vetting(by="tests", vetting=user.vetting.get(), on=moment)
    elif what == "agreement":
        agreement.signatures.update(left=moment)
    elif what == "account":
        type(user).objects.filter(pk=user.pk).update(is_active=False)
    else:
        type(user).objects.filter(pk=user.pk).update(roles=[])
    for verb in ("get", "post"):
        answer = getattr(browser, verb)(f"{address}entries/new/", {
            "piece": "note", "field": "account", "words": "too late"})  # fmt: skip
        assert answer.status_code in (302, 403), verb
    with journey.every_row():
        assert not Entry.objects.filter(words="too late").exists()


def test_a_form_of_one_purpose_sent_after_entering_for_another_writes_nothing() -> None:
    world.agreed("asb", "blaby")
    world.agreed("marac", "blaby")
    user = world.worker("two-tabs", "blaby", "asb-officer", "referrer")
    case = world.opened(user, "blaby").case
    browser = world.client(user, "blaby")
    assert browser.get(f"/cases/{case.reference}/entries/new/").status_code == 200
    words = {"words": "into the wrong room"}
    report = world.keyed(browser, "/cases/asb/report/", {**REPORT, **words})
    browser.post("/cases/enter/", {"agency": "blaby", "purpose": "marac"})
    sent = {"piece": "note", "field": "account", **words}
    assert browser.post(f"/cases/{case.reference}/entries/new/", sent).status_code == 404
    assert browser.post("/cases/asb/report/", report).status_code in (200, 403, 404)
    with journey.every_row():
        assert not Entry.objects.filter(words__contains="wrong room").exists()
        assert Case.objects.count() == 1


# More in the form than the form asks for.


def test_extra_fields_of_an_entry_are_not_stored() -> None:
    world.agreed("asb", *world.AGENCIES)
    user = world.worker("stuffer", "blaby", "asb-officer")
    case, other = world.opened(user, "blaby").case, world.opened(user, "blaby").case
    browser = world.client(user, "blaby")
    sent = {
        "piece": "note", "field": "account", "words": "w", "case": other.pk, "agency": 99,
        "by": "account 99", "replaces": 1, "data": '{"band": "low"}', "at": "2001-01-01",
        "taken": 1, "turn": 9, "holder": 99, "example": "on", "id": 7,
    }  # fmt: skip
    assert browser.post(f"/cases/{case.reference}/entries/new/", sent).status_code == 302
    with journey.every_row():
        row = Entry.objects.get()
        assert (row.case_id, row.agency.key, row.by) == (case.pk, "blaby", f"account {user.pk}")
        assert (row.data, row.replaces, row.taken) == ({}, None, None)
        assert not Case.objects.filter(example=True).exists()


@pytest.mark.parametrize("field", ["criminal offences", "made up", "", "outline "])
def test_a_class_that_is_not_open_is_not_written_either(field: str) -> None:
    world.agreed("asb", *world.AGENCIES)
    user = world.worker("writer", "blaby", "asb-officer")
    case = world.opened(user, "blaby").case
    sent = {"piece": "note", "field": field, "words": "w"}
    answer = world.client(user, "blaby").post(f"/cases/{case.reference}/entries/new/", sent)
    assert answer.status_code == 200
    with journey.every_row():
        assert not Entry.objects.exists()


def test_putting_an_entry_right_does_not_move_it_to_another_class() -> None:
    world.agreed("asb", *world.AGENCIES)
    user = world.worker("mover", "blaby", "asb-officer")
    case = world.opened(user, "blaby").case
    browser = world.client(user, "blaby")
    home = f"/cases/{case.reference}/entries/"
    browser.post(f"{home}new/", {"piece": "note", "field": "special category", "words": "health"})
    with journey.every_row():
        first = Entry.objects.get()
    browser.post(f"{home}{first.pk}/", {"words": "health, anew", "field": "outline", "piece": "x"})
    with journey.every_row():
        assert set(Entry.objects.values_list("field", flat=True)) == {"special category"}


def test_a_referral_takes_no_state_by_whoever_refers() -> None:
    at = journey.table()
    case = journey.refer(
        at.health, heard="2020-01-01", repeat="yes", referred_by=1, example="on", holder=1,
        research_closed="2020-01-01", came_from="Another MARAC", routes="x", state="heard",
    )  # fmt: skip
    with journey.every_row():
        row = Referral.objects.get(case=case)
        assert (row.heard, row.repeat, row.research_closed, row.came_from) == (None, None, None, "")
        assert row.referred_by.key == "health"
        assert (case.state, case.example, case.holder.key) == ("referred", False, "health")


# MARAC.


def test_a_victim_known_elsewhere_changes_nothing_for_another_agency_that_refers() -> None:
    """Status, bytes and the notice of duplicates are those of a victim whom nobody knows."""
    at = journey.table()
    journey.refer(at.health, victim="Known Madeup", victim_born="1971-02-03")
    said = {}
    for name in ("Known Madeup", "Nobody Knows"):
        form = {**journey.FORM, "victim": name, "victim_born": "1971-02-03"}
        answer = world.send(at.housing, "/cases/marac/refer/", form)
        page = at.housing.get(answer["Location"])
        home = journey.page(at.housing, answer["Location"].replace("checklist/", ""))
        reference = answer["Location"].split("/")[4]
        said[name] = (answer.status_code, len(page.content), home.replace(reference, "").count(" "))
        assert "repeat" not in home.lower() or "known elsewhere" not in home.lower()
    assert said["Known Madeup"] == said["Nobody Knows"]


def test_an_agency_that_refers_does_not_read_the_safe_number_afterwards() -> None:
    at = journey.table()
    case = journey.refer(at.housing, **MARKED)
    for page in ("", "add/", "checklist/", "research/"):
        answer = at.housing.get(journey.url(case, page))
        assert f"{WORD} way" not in answer.content.decode()
    assert f"{WORD} way" not in journey.page(at.housing, f"/cases/{case.reference}/")


def test_research_of_another_agency_is_read_nowhere_before_it_is_closed() -> None:
    at = journey.table()
    case = journey.refer(at.housing)
    journey.listed(at, case, "health", "blaby")
    assert at.health.post(journey.url(case, "research/"), {"text": WORD}).status_code == 302
    for browser in (at.housing, at.idva, at.chair):
        for page in ("", "hearing/", "research/"):
            said = browser.get(journey.url(case, page)).content.decode()
            assert WORD not in said
        assert WORD not in browser.get(f"/cases/{case.reference}/").content.decode()
        assert "health: answered" not in said.lower()


@pytest.mark.parametrize(
    ("page", "said"),
    [("research/close/", {"silence_told": "yes"}), ("research/remind/", {}), ("repeat/", {
        "repeat": "no"}), ("do/heard/", {}), ("do/ended/", {}), ("do/done/", {}), ("do/raise/", {}),
     ("do/chase/", {}), ("hearing/", {"base": 0, "text": "x", "plan": "x"}),
     ("actions/", {"agency": 1, "text": "x", "due": LATER})],
)  # fmt: skip
def test_a_representative_does_nothing_that_is_the_co_ordinators(page: str, said: Any) -> None:
    at = journey.table()
    case = journey.refer(at.housing)
    journey.listed(at, case, "health")
    before = _of(case)
    at.health.post(journey.url(case, page), said)
    assert _of(case) == before


def _of(case: Case) -> tuple[Any, ...]:
    with journey.every_row():
        row, referral = Case.objects.get(pk=case.pk), Referral.objects.get(case=case)
        return (
            row.state, referral.heard, referral.repeat, referral.research_closed,
            row.marac_minutes.count(), row.marac_actions.count(), Research.objects.count(),
            Mail.objects.count(),
        )  # fmt: skip


def test_a_meeting_names_no_case_that_one_may_not_see() -> None:
    at = journey.table()
    mine, hidden = journey.refer(at.housing), journey.refer(at.health)
    number = journey.listed(at, mine, "police")
    answer = at.co_ordinator.post(
        journey.url(hidden, "list/"),
        {"meeting": number, "agencies": [world.agency("police").pk]},
    )
    assert answer.status_code == 302
    page = journey.page(at.housing, f"/cases/marac/meetings/{number}/")
    assert mine.reference in page
    assert hidden.reference not in page
    at.housing.post(f"/cases/marac/meetings/{number}/", {"place-1": "9", "minutes-1": "1"})
    assert at.housing.get(f"/cases/marac/meetings/{number}/change/").status_code == 404


def test_an_agency_that_was_taken_out_gets_no_more_mail_of_the_case() -> None:
    at = journey.table()
    case = journey.refer(at.housing)
    journey.listed(at, case, "health")
    with transaction.atomic():
        key = world.key(at.users["co-ordinator"], "police", "marac")
        lock.leave(by=key.open(case.reference), agency=world.agency("health"))
    before = Mail.objects.count()
    at.co_ordinator.post(journey.url(case, "research/remind/"))
    assert Mail.objects.count() == before
    assert at.health.get(journey.url(case)).status_code == 404


def test_who_is_who_names_nobody_whose_identity_no_agreement_shares() -> None:
    """Health's agreement with the police gives the outline alone: no name of its cases."""
    at = journey.table()
    world.agreed("marac", "police", "blaby")
    case = journey.refer(at.idva, victim="Same Madeup", victim_address="2 Open Street")
    journey.refer(at.health, victim="Same Madeup", victim_address=f"3 {WORD} Street")
    row = SharingAgreement.objects.get(key="marac-police-charnwood-blaby-health")
    SharingAgreement.objects.filter(pk=row.pk).update(items=["outline"])
    page = journey.page(at.co_ordinator, journey.url(case, "people/"))
    assert WORD not in page
    with journey.every_row():
        hidden = Party.objects.get(address__contains=WORD)
        mine = Party.objects.get(address__contains="Open", kind="victim")
    at.co_ordinator.post(journey.url(case, "people/"), {"party": mine.pk, "other": hidden.pk})
    with journey.every_row():
        hidden.refresh_from_db()
        mine.refresh_from_db()
        assert hidden.person != mine.person


# Break-glass.


@pytest.mark.parametrize("reason", ["", " ", "\u2003", "\u200b"])
def test_break_glass_with_no_reason_opens_nothing(reason: str) -> None:
    world.agreed("asb", *world.AGENCIES)
    officer = world.worker("opener", "blaby", "asb-officer")
    case = world.opened(officer, "blaby").case
    user = world.worker("breaker", "charnwood", "asb-officer")
    supervisor = world.worker("supervisor", "charnwood", "asb-manager")
    browser = _fresh(user)
    said = {"reference": case.reference, "reason": reason, "supervisor": supervisor.pk}
    browser.post("/cases/break-glass/", said)
    assert browser.get(f"/cases/{case.reference}/").status_code == 404


@pytest.mark.parametrize("who", ["self", "elsewhere", "nobody"])
def test_break_glass_with_a_supervisor_who_is_none_opens_nothing(who: str) -> None:
    world.agreed("asb", *world.AGENCIES)
    officer = world.worker("opener", "blaby", "asb-officer")
    case = world.opened(officer, "blaby").case
    user = world.worker("breaker", "charnwood", "asb-officer")
    pk = {"self": user.pk, "elsewhere": officer.pk, "nobody": 10**30}[who]
    browser = _fresh(user)
    said = {"reference": case.reference, "reason": "a threat", "supervisor": pk}
    assert browser.post("/cases/break-glass/", said).status_code == 200
    assert browser.get(f"/cases/{case.reference}/").status_code == 404


def test_break_glass_gives_no_say_in_who_takes_part() -> None:
    world.agreed("asb", *world.AGENCIES)
    officer = world.worker("opener", "blaby", "asb-officer")
    case = world.opened(officer, "blaby").case
    user = world.worker("breaker", "charnwood", "asb-manager")
    supervisor = world.worker("supervisor", "charnwood", "asb-manager")
    browser = _fresh(user)
    said = {"reference": case.reference, "reason": "a threat", "supervisor": supervisor.pk}
    assert browser.post("/cases/break-glass/", said).status_code == 302
    assert browser.get(f"/cases/{case.reference}/").status_code == 200
    answer = browser.post(
        f"/cases/{case.reference}/who/involve/", {"agency": world.agency("charnwood").pk}
    )
    assert answer.status_code in (403, 404)
    assert Membership.objects.count() == 3


def _fresh(user: Any, purpose: str = "asb") -> Client:
    browser = world.client(user, "charnwood", purpose)
    session = browser.session
    session[login.AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "password", "at": time.time() - 1, "reauthenticated": True}
    ]
    session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session.save()
    return browser


def test_what_a_break_glass_reads_of_the_answer_is_the_same_for_a_case_and_none() -> None:
    world.agreed("asb", *world.AGENCIES)
    world.agreed("case-review", *world.AGENCIES)
    officer = world.worker("opener", "blaby", "asb-officer")
    case = world.opened(officer, "blaby").case
    user = world.worker("breaker", "charnwood", "review-lead")
    supervisor = world.worker("supervisor", "charnwood", "asb-manager")
    browser = _fresh(user, "case-review")
    said = []
    for reference in (case.reference, "ASB-ZZZZZZ"):
        sent = {"reference": reference, "reason": "a threat", "supervisor": supervisor.pk}
        page = browser.post("/cases/break-glass/", sent)
        said.append((page.status_code, len(page.content)))
    assert said[0] == said[1]


def test_the_parts_of_a_referral_are_kept_in_their_own_classes() -> None:
    at = journey.table()
    case = journey.refer(at.health, **MARKED)
    with journey.every_row():
        classes = dict(Told.objects.filter(case=case).values_list("part", "field"))
    assert classes["contact"] == FieldClass.CONTACT
    assert classes["characteristics"] == FieldClass.SPECIAL
    assert "outline" not in classes.values()
