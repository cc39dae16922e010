"""The officer's pages: who may open them, what they say, what is on record, how much they ask."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from saferboard.core.casework.cases import FieldClass
from saferboard.web.audit import heads
from saferboard.web.audit.models import Event
from saferboard.web.casework.lock.models import BreakGlass, Case, Flag
from saferboard.web.casework.marac.models import Referral
from saferboard.web.casework.protection import asking, keeping
from saferboard.web.casework.protection.models import Erasure, Redacted, SubjectRequest
from saferboard.web.casework.running.models import Entry, RefusedMessage
from saferboard.web.directory.models import User
from tests.web.casework import world
from tests.web.casework.marac import journey
from tests.web.casework.protection import held
from tests.web.casework.protection.held import LONG_AGO, NAME, service

pytestmark = pytest.mark.django_db
HERE = "/cases/protection/"
CLOSED = LONG_AGO + timedelta(days=2)
SECRET = "the neighbour at number 4"


@pytest.fixture
def me() -> User:
    return held.officer()


@pytest.fixture
def browser(me: User) -> Client:
    return held.browser(me)


def text(answer: Any) -> str:
    assert answer.status_code == 200, answer
    return answer.content.decode()


def reads() -> list[tuple[str, str]]:
    found = Event.objects.filter(action="protection read").order_by("pk")
    return [(one.object, one.detail["what"]) for one in found]


# Who.


@pytest.mark.parametrize("address", ["", "trail/", "requests/", "retention/", "retention/erased/"])
def test_no_one_else_opens_a_page(address: str) -> None:
    assert Client().get(f"{HERE}{address}").status_code == 302
    world.agreed("asb", *world.AGENCIES)
    case_worker = world.client(world.worker("one", "blaby", "asb-manager"), "blaby")
    assert case_worker.get(f"{HERE}{address}").status_code == 403
    assert reads() == []


def test_an_officer_has_the_page_in_the_menu_and_sees_no_case(browser: Client) -> None:
    assert f'href="{HERE}"' in text(browser.get(HERE))
    assert browser.get("/cases/").status_code == 403


# The first page.


def test_the_first_page_says_how_it_stands(browser: Client) -> None:
    world.agreed("asb", *world.AGENCIES)
    user = world.worker("one", "blaby", "asb-officer", vetted=False)
    boss = world.worker("two", "blaby", "asb-manager")
    case = held.case(closed=CLOSED)
    with service():
        BreakGlass.objects.create(
            case=case, user=user, agency=world.agency("blaby"), reason="a threat to life",
            signed_in=world.NOW, opened=world.NOW, supervisor=boss, told=world.NOW,
        )  # fmt: skip
        held.fill(RefusedMessage, case, from_role="asb-officer", because="there is no line")
        asking.enter(
            by="t", received=localdate() - timedelta(days=90), names=NAME, born=None,
            identity=None, on=world.NOW,
        )  # fmt: skip
    outside = world.client(boss, "blaby")
    outside.get("/cases/ASB-NOSUCH/who/")
    page = text(browser.get(HERE))
    for said in (
        "a threat to life", "there is no line", case.reference, "Still open", "Late",
        "1 closed case whose time is over", "Live: 1", "At work without vetting", "Case refused",
    ):  # fmt: skip
        assert said in page, said
    assert NAME not in page
    assert reads()[-1] == ("casework", "overview")
    event = Event.objects.filter(action="protection read").last()
    assert event is not None
    assert "art. 39" in event.detail["rule"]


def test_the_chain_is_told_of(browser: Client, settings: Any, tmp_path: Any) -> None:
    settings.HOME = tmp_path
    assert "No head was noted yet" in text(browser.get(HERE))
    heads.path().write_text(f"1:{'0' * 64} 2026-01-01T06:00:00Z\n")
    assert "The head that was noted last is gone" in text(browser.get(HERE))
    heads.path().write_text("nonsense\n")
    assert "The file of heads is damaged" in text(browser.get(HERE))


def test_as_many_queries_however_much_there_is(browser: Client) -> None:
    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as found:
            text(browser.get(address))
        return len(found)

    def more(number: int) -> None:
        world.agreed(f"p{number}", "blaby")
        user = world.worker(f"w{number}", "blaby", "asb-officer")
        case = held.case(number, closed=CLOSED)
        held.write(case, f"{NAME} {number}")
        with service():
            held.fill(BreakGlass, case, user=user, ended=None)
            held.fill(RefusedMessage, case)
            row = asking.enter(
                by="t", received=localdate(), names=NAME, born=None, identity=None, on=world.NOW
            )
            held.fill(keeping.Hold, held.case(100 + number, closed=CLOSED), lifted=None)
            asking.pick(
                by="t", request=first or row, on=world.NOW,
                references=[one.reference for one in Case.objects.filter(pk__lte=case.pk)],
            )  # fmt: skip

    first: SubjectRequest | None = None
    more(1)
    with service():
        first = SubjectRequest.objects.get()
    addresses = [
        HERE, f"{HERE}trail/", f"{HERE}requests/", f"{HERE}requests/{first.pk}/",
        f"{HERE}requests/{first.pk}/find/", f"{HERE}requests/{first.pk}/log/",
        f"{HERE}retention/", f"{HERE}retention/erased/",
    ]  # fmt: skip
    for address in addresses:
        browser.get(address)  # what is declared is read once and kept
    few = [asked(address) for address in addresses]
    for number in range(2, 5):
        more(number)
    assert [asked(address) for address in addresses] == few
    assert max(few) < 60


# The trail.


def test_the_trail_of_a_case_and_of_an_account(browser: Client) -> None:
    world.agreed("asb", *world.AGENCIES)
    one = world.worker("one", "blaby", "asb-officer")
    first, second = (world.opened(one, "blaby").case.reference for _ in range(2))
    page = text(browser.get(f"{HERE}trail/?case={first}"))
    assert first in page
    assert second not in page
    assert reads()[-1] == (f"case {first}", "trail")
    of_account = text(browser.get(f"{HERE}trail/?account={one.pk}"))
    assert first in of_account
    assert "vetting recorded" in of_account
    assert "account" in str(Event.objects.last().detail)  # type: ignore[union-attr]
    assert "No entry is like that" in text(browser.get(f"{HERE}trail/?account=999999"))
    assert "Write a number" in text(browser.get(f"{HERE}trail/?account=x"))
    asked = browser.get(f"{HERE}trail/csv/?case={first}")
    rows = list(csv.DictReader(io.StringIO(text(asked))))
    assert {row["object"] for row in rows} == {f"case {first}"}
    assert reads()[-1] == (f"case {first}", "trail as CSV")


def test_what_is_typed_to_narrow_the_trail_is_not_kept_in_it(browser: Client) -> None:
    browser.get(f"{HERE}trail/", {"case": NAME, "action": NAME})
    assert reads()[-1] == ("casework", "trail")
    assert NAME not in str(list(Event.objects.values_list("object", "detail")))


def test_the_boards_business_is_not_in_the_trail_of_casework(browser: Client) -> None:
    with service():
        from saferboard.web.audit.actions import record

        record(by="clerk", action="meeting called", object="meeting 7")
    assert "meeting 7" not in text(browser.get(f"{HERE}trail/"))


# A request, from its coming to its end.


def post(browser: Client, address: str, **said: Any) -> Any:
    answer = browser.post(f"{HERE}{address}", said)
    assert answer.status_code == 302, answer.content.decode()
    return browser.get(answer["Location"])


def test_a_request_is_entered_and_its_clock_stands_and_goes_on(browser: Client) -> None:
    assert "autocomplete" in text(browser.get(f"{HERE}requests/new/"))
    today = localdate().isoformat()
    entered = post(browser, "requests/new/", received=today, names=NAME, born="", checked="no")
    with service():
        row = SubjectRequest.objects.get()
    one = f"requests/{row.pk}/"
    assert entered.request["PATH_INFO"] == f"{HERE}{one}"
    assert "Not checked yet" in text(entered)
    assert "Checked on" in text(post(browser, f"{one}identity/"))
    assert "The clock stands" in text(post(browser, f"{one}pause/", asked=today))
    assert "The clock stood" in text(post(browser, f"{one}resume/", came=today))
    assert "many cases" in text(post(browser, f"{one}extend/", because="many cases"))


def test_a_request_is_answered_piece_by_piece_and_closed(browser: Client) -> None:
    case = held.case()
    held.write(case, f"{NAME} said that {SECRET} shouted.")
    held.write(case, "Somebody was visited.")
    with service():
        row = asking.enter(
            by="t", received=localdate(), names=NAME, born=None, identity=localdate(),
            on=world.NOW,
        )  # fmt: skip
    one = f"requests/{row.pk}/"
    assert case.reference in text(browser.get(f"{HERE}{one}find/"))
    page = text(post(browser, f"{one}find/", cases=[case.reference]))
    assert "Pieces to be looked at before it can be sent: 2" in page
    refused = browser.post(f"{HERE}{one}export/", {"form": "html"})
    assert refused.status_code == 409
    with service():
        keys = [
            f"running.entry-{pk}"
            for pk in Entry.objects.filter(case=case).values_list("pk", flat=True)
        ]
    piece = f"{one}pieces/{keys[0]}/"
    assert SECRET in text(browser.get(f"{HERE}{piece}"))
    wrong = browser.post(f"{HERE}{piece}", {"words": "not there", "reason": "", "because": ""})
    assert "Error" in text(wrong)
    reason = "somebody else's data (DPA 2018 Sch. 2 para. 16)"
    page = text(post(browser, piece, words=SECRET, reason=reason, because="it is theirs"))
    assert f"<mark>{SECRET}</mark>" in page
    unsaid = browser.post(f"{HERE}{piece}judge/", {"given": "no", "because": ""})
    assert "No reason is given" in text(unsaid)
    follows = post(browser, f"{piece}judge/", given="yes", because="")
    assert "visited" in text(follows), "the next piece follows"
    page = text(post(browser, f"{one}pieces/{keys[1]}/judge/", given="yes", because=""))
    assert "There is no second data protection officer" in page
    given = browser.post(f"{HERE}{one}export/", {"form": "html"})
    assert SECRET not in text(given)
    assert NAME in text(given)
    assert given["Content-Disposition"] == f'attachment; filename="subject-access-{row.pk}.html"'
    assert browser.post(f"{HERE}{one}export/", {"form": "docx"}).status_code == 404
    for log in (f"{one}log/", f"{one}log/csv/"):
        page = text(browser.get(f"{HERE}{log}"))
        assert "it is theirs" in page
        assert SECRET not in page
    with service():
        kept = Redacted.objects.get()
    assert SECRET in text(post(browser, f"{one}redactions/{kept.pk}/undo/"))
    assert "Closed" in text(post(browser, f"{one}close/"))
    assert NAME not in text(browser.get(f"{HERE}{one}"))
    assert "closed on" in text(browser.get(f"{HERE}requests/"))
    assert ("case ASB-000001", keys[0]) in reads()
    said = str(list(Event.objects.values_list("object", "detail")))
    assert NAME not in said
    assert SECRET not in said


def test_two_officers_see_what_each_is_to_do(browser: Client) -> None:
    second = held.browser(held.officer("second"))
    case = held.case()
    held.write(case, f"{NAME} was here.")
    post(browser, "requests/new/", received=localdate().isoformat(), names=NAME, checked="yes")
    with service():
        row = SubjectRequest.objects.get()
        key = f"running.entry-{Entry.objects.get(case=case).pk}"
    one = f"requests/{row.pk}/"
    post(browser, f"{one}find/", cases=[case.reference])
    page = text(post(browser, f"{one}pieces/{key}/judge/", given="yes"))
    assert "Another officer must approve it" in page
    assert "Export as PDF" not in page
    assert "waits for another officer" in text(post(browser, f"{one}submit/"))
    mine = browser.post(f"{HERE}{one}approve/")
    assert "does not approve" in text(mine)
    assert "Approve the answer" not in text(browser.get(f"{HERE}{one}"))
    assert "Approve the answer" in text(second.get(f"{HERE}{one}"))
    assert "It was approved by" in text(post(second, f"{one}approve/"))
    assert "Export as PDF" in text(browser.get(f"{HERE}{one}"))


def test_nothing_found_is_said(browser: Client) -> None:
    with service():
        row = asking.enter(
            by="t", received=localdate(), names=NAME, born=None, identity=None, on=world.NOW
        )
    assert "Nothing is found" in text(browser.get(f"{HERE}requests/{row.pk}/find/"))


@pytest.mark.parametrize("address", ["requests/999/", "requests/999/log/", "requests/999/find/"])
def test_a_request_that_there_is_not(browser: Client, address: str) -> None:
    assert browser.get(f"{HERE}{address}").status_code == 404


def test_a_day_to_come_is_refused(browser: Client) -> None:
    tomorrow = (localdate() + timedelta(days=1)).isoformat()
    said = {"received": tomorrow, "names": NAME, "checked": "no"}
    answer = browser.post(f"{HERE}requests/new/", said)
    assert "Give today or an earlier day" in text(answer)


def test_no_name_stands_in_an_address_or_a_title(browser: Client) -> None:
    case = held.case()
    held.write(case, f"{NAME} was here.")
    with service():
        row = asking.enter(
            by="t", received=localdate(), names=NAME, born=None, identity=None, on=world.NOW
        )
        asking.pick(by="t", request=row, references=[case.reference], on=world.NOW)
        key = f"running.entry-{Entry.objects.get(case=case).pk}"
    for address in (f"requests/{row.pk}/", f"requests/{row.pk}/pieces/{key}/"):
        page = text(browser.get(f"{HERE}{address}"))
        title = page.partition("<title>")[2].partition("</title>")[0]
        assert NAME not in title
        hrefs = [part.partition('"')[0] for part in page.split('href="')[1:]]
        assert not [href for href in hrefs if "Example" in href]


# Retention.


def test_chosen_cases_are_erased_on_the_page(browser: Client) -> None:
    first, second, third = (held.case(number, closed=CLOSED) for number in (1, 2, 3))
    for one in (first, second, third):
        held.write(one, held.CANARY, FieldClass.OUTLINE)
    page = text(post(browser, "retention/hold/", reference="asb-000003", because="a claim"))
    assert "Time is over: 2" in page
    assert "a claim" in page
    assert "Tick the box" in text(
        browser.post(f"{HERE}retention/", {"cases": [first.reference], "because": "over"})
    )
    kept = browser.post(
        f"{HERE}retention/", {"cases": [third.reference], "because": "over", "sure": "yes"}
    )
    assert "Choose out of those shown" in text(kept)
    page = text(post(browser, "retention/", cases=[first.reference], because="over", sure="yes"))
    assert "Erased: 1 case." in page
    assert "Time is over: 1" in page
    assert first.reference in text(browser.get(f"{HERE}retention/erased/"))
    with service():
        assert Erasure.objects.get().case == first
        assert not Entry.objects.filter(case=first).exists()
        assert Entry.objects.filter(case=second).exists()
        hold = keeping.Hold.objects.get()
    page = text(post(browser, f"retention/hold/{hold.pk}/lift/", because="it was settled"))
    assert "Time is over: 2" in page
    assert "No case is on hold" in page
    again = browser.post(f"{HERE}retention/hold/{hold.pk}/lift/", {"because": "again"})
    assert "lifted already" in text(again)


def test_the_page_of_an_erased_case_says_so(browser: Client) -> None:
    world.agreed("asb", *world.AGENCIES)
    one = world.worker("one", "blaby", "asb-officer")
    case = world.opened(one, "blaby").case
    held.write(case, held.CANARY)
    with service():
        Case.objects.filter(pk=case.pk).update(closed=CLOSED, state="closed")
    worker = world.client(one, "blaby")
    assert held.CANARY in text(worker.get(f"/cases/{case.reference}/"))
    post(browser, "retention/", cases=[case.reference], because="over", sure="yes")
    page = text(worker.get(f"/cases/{case.reference}/"))
    assert held.CANARY not in page
    assert "What it said was erased on" in page


def test_every_page_of_an_erased_marac_case_still_opens(browser: Client) -> None:
    table = journey.table()
    case = journey.refer(table.housing)
    journey.listed(table, case, "charnwood", "health")
    journey.researched(table, case)
    journey.heard(table, case)
    reference = case.reference
    with service():
        Case.objects.filter(reference=reference).update(closed=CLOSED)
        Flag.objects.filter(case=case).update(since=LONG_AGO, until=CLOSED)
        Referral.objects.filter(case=case).update(on=LONG_AGO.date(), heard=LONG_AGO)
    assert NAME in text(table.co_ordinator.get(journey.url(case)))
    post(browser, "retention/", cases=[reference], because="over", sure="yes")
    for address in (
        f"/cases/{reference}/", journey.url(case), journey.url(case, "hearing/"), "/cases/marac/",
        "/cases/marac/quality/", "/cases/marac/figures/", "/cases/marac/returning/",
    ):  # fmt: skip
        page = text(table.co_ordinator.get(address))
        assert NAME not in page, address


def test_without_rules_nothing_is_proposed(browser: Client, monkeypatch: Any) -> None:
    held.case(closed=CLOSED)
    monkeypatch.setattr(keeping, "FILE", "casework/nothing.toml")
    page = text(browser.get(f"{HERE}retention/"))
    assert "no rules: nothing is proposed" in page
    assert "No case may be erased today" in page
