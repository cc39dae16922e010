"""A case's way through MARAC, by its pages."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from saferboard.core.casework.marac.flags import flag_of
from saferboard.web.audit.models import Event
from saferboard.web.casework.lock import governing
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.marac.models import Action, Referral, Told
from saferboard.web.directory.models import Mail
from tests.web.casework import world
from tests.web.casework.marac import journey
from tests.web.casework.marac.journey import page, refer, table, url

pytestmark = pytest.mark.django_db

SECRET = ("Example Person", "Example Child", "Example Street", "secret account", "safe number")


def state(case: Case) -> str:
    with journey.every_row():
        case.refresh_from_db()
    return case.state


def test_from_referral_to_the_end_of_its_actions() -> None:
    at = table()
    case = refer(at.housing)
    assert "Referred" in page(at.housing, url(case))
    assert case.reference in page(at.co_ordinator, "/cases/marac/")
    assert "visible high risk" in page(at.co_ordinator, url(case)).lower()
    number = journey.listed(at, case, "health", "blaby")
    assert state(case) == "listed"

    # Each agency answers on its own page; until the research is closed it reads its own alone.
    assert case.reference in page(at.health, "/cases/marac/")
    at.health.post(url(case, "research/"), {"text": "known to a nurse", "nothing_known": ""})
    at.idva.post(url(case, "research/"), {"text": "", "nothing_known": "yes"})
    assert "known to a nurse" in page(at.health, url(case))
    assert "known to a nurse" in page(at.co_ordinator, url(case))
    for browser in (at.housing, at.idva):
        assert "known to a nurse" not in page(browser, url(case))
    journey.researched(at, case)
    assert state(case) == "researched"
    for browser in (at.housing, at.idva, at.chair):
        assert "known to a nurse" in page(browser, url(case, "hearing/"))

    plan = page(at.co_ordinator, f"/cases/marac/meetings/{number}/")
    assert "09:30 to 09:45" in plan
    assert "Charnwood, Health" in plan  # who referred, and who knows something

    # The chair cannot say that it was heard before there are minutes and a plan.
    at.chair.post(url(case, "do/heard/"))
    assert state(case) == "researched"
    journey.heard(at, case)
    assert state(case) == "heard"
    flag = case.lock_flags.get()
    assert flag.until == flag_of(flag.since).until
    housing = world.agency("charnwood").pk
    due = journey.TODAY + timedelta(days=10)
    given = {"agency": housing, "text": "change the locks", "due": due.isoformat()}
    at.co_ordinator.post(url(case, "actions/"), given)
    action = Action.objects.get()
    assert case.reference in page(at.housing, "/cases/marac/")
    assert "1 of 1 actions have no answer" not in page(at.co_ordinator, url(case))
    at.co_ordinator.post(url(case, "do/done/"))
    assert state(case) == "heard"  # an action waits

    answer = {"done": "no", "answer": ""}
    at.housing.post(url(case, f"actions/{action.pk}/"), answer)
    action.refresh_from_db()
    assert action.answered is None  # not done needs a reason
    at.housing.post(url(case, f"actions/{action.pk}/"), {"done": "yes", "answer": "on Monday"})
    assert "every action has an answer" in page(at.co_ordinator, url(case)).lower()
    at.co_ordinator.post(url(case, "do/done/"))
    assert state(case) == "done"
    at.co_ordinator.post(url(case, "do/ended/"))
    assert state(case) == "done"  # while the flag holds


def test_no_name_leaves_the_pages(mailoutbox: list) -> None:
    at = table()
    case = refer(at.housing)
    journey.listed(at, case, "health", "blaby")
    at.health.post(url(case, "research/"), {"text": "known to a nurse", "nothing_known": ""})
    at.co_ordinator.post(url(case, "research/remind/"))
    journey.researched(at, case)
    journey.heard(at, case)
    at.co_ordinator.post("/cases/marac/ask/", {"name": "Example Person A", "born": "1990-01-31"})
    said = str(list(Event.objects.values_list("action", "object", "detail")))
    mails = str(list(Mail.objects.values_list("subject", "text")))
    assert Mail.objects.count() >= 3
    for secret in (*SECRET, "known to a nurse", "what was said"):
        assert secret not in said
        assert secret not in mails
    assert case.reference not in mails
    assert all(secret not in str(mail.outbox) for secret in SECRET)
    for address in (url(case), url(case, "hearing/"), "/cases/marac/", url(case, "people/")):
        title = page(at.co_ordinator, address).split("<title>")[1].split("</title>")[0]
        assert all(secret not in title for secret in SECRET)


def test_classes_of_fields_are_kept() -> None:
    at = table()
    case = refer(at.housing)
    with journey.every_row():
        told = {row.part: row.field for row in Told.objects.filter(case=case)}
    assert told["contact"] == "contact"
    assert told["characteristics"] == "special category"
    assert "Sexual orientation and gender identity" in page(at.co_ordinator, url(case))
    assert "Sexual orientation and gender identity" not in page(at.housing, url(case))
    journey.listed(at, case, "health", "blaby")
    # The safe number is for the co-ordinator and the IDVA, not even for who wrote it.
    for browser, seen in (
        (at.co_ordinator, True), (at.idva, True), (at.housing, False), (at.health, False),
    ):  # fmt: skip
        assert ("safe number" in page(browser, url(case))) == seen


def test_what_is_lacking_is_told_and_keeps_nobody_out() -> None:
    at = table()
    bare = dict.fromkeys(journey.FORM, "") | {
        "on": journey.FORM["on"], "criminal": "no", "victim": "Example Person A",
        "judgement": "afraid to go home",
    }  # fmt: skip
    case = refer(at.housing, None, **bare)
    seen = page(at.co_ordinator, url(case))
    assert "professional judgement" in seen.lower()
    assert "A safe way to reach the victim" in seen
    journey.listed(at, case, "health")
    assert state(case) == "listed"
    assert Referral.objects.get(case=case).routes == ["professional judgement"]
    at.housing.post(url(case, "add/"), {**bare, "victim": "", "judgement": "", "way": "by letter"})
    seen = page(at.co_ordinator, url(case))
    assert "A safe way to reach the victim" not in seen
    assert "afraid to go home" in seen  # what was not written again stands


def test_without_a_route_a_case_is_not_listed_and_may_be_returned() -> None:
    at = table()
    case = refer(at.housing, 4)
    number = journey.meet(at.co_ordinator)
    keys = [world.agency("health").pk]
    answer = at.co_ordinator.post(url(case, "list/"), {"meeting": number, "agencies": keys})
    assert "route to the meeting" in answer.content.decode()
    assert state(case) == "referred"
    at.co_ordinator.post(url(case, "return/"), {"reason": "low risk", "answered": ""})
    assert state(case) == "referred"  # the referrer has not answered
    at.co_ordinator.post(url(case, "return/"), {"reason": "low risk", "answered": "yes"})
    assert state(case) == "not-heard"
    assert "low risk" in page(at.housing, url(case))  # its agency learns why


def test_the_same_victim_again_is_told_to_the_agency_itself() -> None:
    at = table()
    first = refer(at.housing)
    again = world.send(at.housing, "/cases/marac/refer/", journey.FORM)
    assert again.status_code == 200
    assert first.reference in again.content.decode()
    # Another agency is not told.
    assert world.send(at.health, "/cases/marac/refer/", journey.FORM).status_code == 302
    assert refer(at.housing, again="yes").pk != first.pk


def test_a_case_that_is_not_theirs_is_a_page_that_is_not() -> None:
    at = table()
    case = refer(at.housing)
    pages = ("", "checklist/", "add/", "people/", "list/", "research/", "hearing/", "transfer/")
    for name in pages:
        theirs = at.health.get(url(case, name))
        none = at.health.get(f"/cases/marac/case/MARAC-000000/{name}")
        assert theirs.status_code == none.status_code == 404
        assert theirs.content == none.content
    for name in ("research/ask/", "research/close/", "research/remind/", "actions/", "do/heard/"):
        assert at.health.post(url(case, name)).status_code == 404
    assert at.health.get(url(case, "people/")).status_code == 404
    assert at.housing.get(url(case, "people/")).status_code == 404
    assert at.housing.get("/cases/marac/quality/").status_code == 404


def test_whoever_entered_for_another_purpose_finds_nothing() -> None:
    at = table()
    refer(at.housing)
    world.agreed("asb", *journey.PLACES)
    user, police = at.users["co-ordinator"], world.agency("police")
    # Only whoever has a part in a purpose is let in for it.
    governing.employ(by="t", user=user, agency=police, role="police-officer", since=world.AGO)
    browser = world.client(user, "police", "asb")
    for address in ("/cases/marac/", "/cases/marac/ask/", "/cases/marac/figures/"):
        assert browser.get(address).status_code == 404
    assert Client().get("/cases/marac/").status_code == 302


def test_the_case_page_leads_here_and_the_list_of_cases_to_the_form() -> None:
    at = table()
    case = refer(at.housing)
    seen = page(at.housing, f"/cases/{case.reference}/")
    assert url(case) in seen
    assert "/cases/marac/refer/" in page(at.housing, "/cases/")
    # A step is taken where all that belongs to it is done, and nowhere else.
    assert url(case, "list/") in page(at.co_ordinator, f"/cases/{case.reference}/")
    for answer in (
        at.co_ordinator.get(f"/cases/{case.reference}/steps/list/"),
        at.co_ordinator.post(f"/cases/{case.reference}/steps/list/", {"turn": "0"}),
    ):
        assert answer["Location"] == url(case, "list/")
    assert state(case) == "referred"


def test_the_checklist_is_filled_by_whoever_works_with_the_victim() -> None:
    at = table()
    case = refer(at.housing, 4)
    seen = page(at.housing, url(case, "checklist/"))
    assert seen.count('type="radio"') == 72
    assert seen.count("checked") == 24
    wrong = at.housing.post(url(case, "checklist/"), {**journey.answers(5), "q3": "perhaps"})
    assert "Question 3: this is no answer" in wrong.content.decode()
    assert "4 of 24 answers are yes" in page(at.housing, url(case))
    at.housing.post(url(case, "checklist/"), journey.answers(6))
    assert "6 of 24 answers are yes" in page(at.housing, url(case))
    for refused in (
        at.co_ordinator.get(url(case, "checklist/")),
        at.co_ordinator.post(url(case, "checklist/"), journey.answers(0)),
    ):
        assert refused.status_code == 403
        assert "whoever works with the victim" in refused.content.decode()
    with journey.every_row():
        assert Told.objects.filter(case=case, part="checklist").count() == 2  # both are kept


def test_nobody_but_a_child_is_born_after_the_referral() -> None:
    at = table()
    later = (journey.TODAY + timedelta(days=1)).strftime("%d/%m/%Y")
    for said in ({"victim_born": later}, {"perpetrators": f"Example Person B; {later}"}):
        answer = world.send(at.housing, "/cases/marac/refer/", {**journey.FORM, **said})
        assert "born after the referral" in answer.content.decode()
    with journey.every_row():
        assert not Case.objects.exists()
    refer(at.housing, children=f"Example Child C; {later}")


def test_whoever_cannot_send_a_form_is_not_led_to_it_and_is_told_before_filling_it_in() -> None:
    at = table()
    case = refer(at.housing)
    journey.listed(at, case, "health", "charnwood")
    forms = (url(case, "checklist/"), url(case, "add/"))
    offered = page(at.housing, url(case))
    assert all(f'href="{form}"' in offered for form in forms)
    offered = page(at.health, url(case))  # takes part, and did not refer
    assert not any(f'href="{form}"' in offered for form in forms)
    for form in forms:
        for answer in (at.health.get(form), at.health.post(form, journey.FORM)):
            assert answer.status_code == 403
            assert "another agency’s" in answer.content.decode().replace("&#x27;", "’")
    offered = page(at.co_ordinator, url(case))
    assert [f'href="{form}"' in offered for form in forms] == [False, True]
    journey.researched(at, case)
    offered = page(at.housing, url(case))
    assert not any(f'href="{form}"' in offered for form in forms)
    for form in forms:
        answer = at.housing.get(form)
        assert answer.status_code == 403
        assert "past its listing" in answer.content.decode()
    for browser, refers in ((at.chair, False), (at.housing, True)):
        assert ("/cases/marac/refer/" in page(browser, "/cases/marac/")) is refers


def test_what_cannot_be_read_is_sent_back_without_repeating_it() -> None:
    at = table()
    for wrong, said in (
        ({"perpetrators": "; 01/02/1985"}, "Line 1 under “Perpetrators” cannot be read"),
        ({"events": "01/02/2024\nsoon"}, "Line 2 under “Days of earlier events”"),
        ({"on": (journey.TODAY + timedelta(days=2)).isoformat()}, "lies in the future"),
    ):
        answer = world.send(at.housing, "/cases/marac/refer/", {**journey.FORM, **wrong})
        assert answer.status_code == 200
        assert said in answer.content.decode()
    with journey.every_row():
        assert not Case.objects.exists()


def test_three_events_in_a_year_are_a_route() -> None:
    at = table()
    days = "\n".join(f"{journey.TODAY - timedelta(days=days):%d/%m/%Y}" for days in (10, 100, 300))
    case = refer(at.housing, 2, events=days)
    assert "3 events in 12 months" in page(at.co_ordinator, url(case))


def test_an_agency_of_the_co_ordinator_is_asked_like_another() -> None:
    at = table()
    officer = world.worker("officer", "police", "representative")
    case = refer(at.housing)
    journey.listed(at, case, "police")
    browser = world.client(officer, "police", "marac")
    browser.post(url(case, "research/"), {"text": "called there twice", "nothing_known": ""})
    assert "called there twice" in page(at.co_ordinator, url(case))
