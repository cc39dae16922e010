"""The list by what is due, in as many queries for one case as for fifty; and who is reminded."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now

from saferboard.core.casework.cases import FieldClass
from saferboard.web.audit.models import Event
from saferboard.web.casework.lock.actions import declare_conflict
from saferboard.web.casework.lock.models import Case, Involvement, Share
from saferboard.web.casework.running import actions, queries
from saferboard.web.casework.running.models import Entry, Message, Reminded, Task
from saferboard.web.directory.models import Mail, User
from tests.web.casework import world
from tests.web.casework.running.played import as_opened, service, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> User:
    world.agreed("asb", *world.AGENCIES)
    return world.worker("one", "blaby", "asb-officer")


@service()
def cases(count: int, **said: Any) -> list[Case]:
    """Cases of Blaby's, made at once."""
    blaby, ago = world.agency("blaby"), now() - timedelta(days=1)
    begun = Case.objects.count()
    made = [
        Case.objects.create(
            **{
                "reference": f"ASB-{begun + number:06}", "purpose": "asb", "process": "asb",
                "version": 1, "state": "reported", "state_since": ago, "holder": blaby,
                "opened": ago, "opened_by": "tests", **said,
            }
        )
        for number in range(count)
    ]  # fmt: skip
    for kind in (Involvement, Share):
        kind.objects.bulk_create(
            kind(case=case, agency=blaby, since=world.AGO, by="tests") for case in made
        )
    return made


@service()
def fill(case: Case, count: int) -> None:
    """So many entries, messages and tasks of a case."""
    at = {"case": case, "field": "account", "words": "x", "at": now(), "by": "tests"}
    said = {**at, "agency": world.agency("blaby")}
    for _ in range(count):
        Entry.objects.create(**said)
        Message.objects.create(**said, from_role="asb-officer", to_role="asb-officer")
        Task.objects.create(**said, to_role="asb-officer", due=localdate())


def queries_of(browser: Client, path: str) -> int:
    browser.get(path)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert browser.get(path).status_code == 200
    return len(seen)


def test_lists_ask_as_much_for_fifty_cases_as_for_five(officer: User) -> None:
    browser = world.client(officer, "blaby")
    counted: dict[str, list[int]] = {"/cases/": [], "/cases/closed/": []}
    for more in (5, 45):
        for case in cases(more):
            fill(case, 1)
        cases(more, closed=now(), state="closed")
        for path, found in counted.items():
            found.append(queries_of(browser, path))
    assert [few == many for few, many in counted.values()] == [True, True], counted


def test_a_case_asks_as_much_for_fifty_entries_as_for_five(officer: User) -> None:
    browser, (case,) = world.client(officer, "blaby"), cases(1)
    counted = []
    for more in (5, 45):
        fill(case, more)
        counted.append(queries_of(browser, f"/cases/{case.reference}/"))
    assert counted[0] == counted[1]
    assert "x</p>" in browser.get(f"/cases/{case.reference}/").content.decode()


def test_what_is_due_soonest_comes_first(officer: User) -> None:
    late, soon, waits = cases(3)
    with service():
        Case.objects.filter(pk=late.pk).update(state_since=now() - timedelta(days=20))
    write(officer, "blaby", soon.reference, piece="risk matrix")
    with transaction.atomic():
        actions.take(by=as_opened(officer, "blaby", soon.reference), step="triage", turn=0)
        opened = as_opened(officer, "blaby", waits.reference)
        Task.objects.create(
            case=waits, field="account", words="x", to_role="asb-officer", at=now(), by="tests",
            agency=world.agency("blaby"), due=localdate() - timedelta(days=1),
        )  # fmt: skip
        found = queries.due(opened.key)
    assert [one.case.reference for one in found] == [
        late.reference, waits.reference, soon.reference,
    ]  # fmt: skip
    assert found[0].todo[0].overdue
    assert [one.mine for one in found] == [True] * 3
    assert [len(one.tasks) for one in found] == [0, 1, 0]
    assert "Overdue" in world.client(officer, "blaby").get("/cases/").content.decode()


def test_a_list_is_recorded_with_what_it_showed(officer: User) -> None:
    found = {case.reference for case in cases(3)}
    world.client(officer, "blaby").get("/cases/")
    listed = Event.objects.filter(action="cases listed").last()
    assert listed is not None
    assert set(listed.detail["cases"]) == found


def test_every_page_of_a_case_is_recorded_before_it_is_shown(officer: User) -> None:
    (case,) = cases(1)
    fill(case, 1)
    with service():
        entry, task = Entry.objects.get().pk, Task.objects.get().pk
    browser = world.client(officer, "blaby")
    for path in (
        "", "steps/triage/", "entries/new/", f"entries/{entry}/", "messages/new/", "tasks/new/",
        f"tasks/{task}/",
    ):  # fmt: skip
        before = Event.objects.filter(action="case read").count()
        browser.get(f"/cases/{case.reference}/{path}")
        assert Event.objects.filter(action="case read").count() == before + 1, path


def test_who_cannot_see_the_outline_is_not_let_in(officer: User) -> None:
    """A role that has no part in the purpose, at an agency that takes part in the case."""
    (case,) = cases(1)
    browser = Client()
    browser.force_login(world.worker("two", "blaby", "analyst"))
    answer = browser.post("/cases/enter/", {"agency": "blaby", "purpose": "asb"})
    assert "your role takes no part in this purpose" in answer.content.decode()
    for path in ("/cases/", "/cases/closed/", f"/cases/{case.reference}/"):
        assert browser.get(path)["Location"].startswith("/cases/enter/")
    told = Event.objects.get(action="casework not entered").detail["rule"]
    assert told == "your role takes no part in this purpose"


def test_an_agreement_without_the_outline_lists_no_case() -> None:
    world.agreed("asb", "blaby", "police", items=("account",))
    officer = world.worker("one", "blaby", "asb-officer")
    (case,) = cases(1)
    browser = world.client(officer, "blaby")
    assert case.reference not in browser.get("/cases/").content.decode()
    assert browser.get(f"/cases/{case.reference}/").status_code == 404


# Reminders


def reminded(on: date) -> set[str]:
    before = set(Mail.objects.values_list("pk", flat=True))
    actions.remind(on)
    found = Mail.objects.exclude(pk__in=before)
    assert all("case" in mail.text and "ASB-" not in mail.text for mail in found)
    return set(found.values_list("to", flat=True))


def test_one_mail_a_person_a_day_that_names_nothing(officer: User) -> None:
    world.worker("manager", "blaby", "asb-manager")
    world.worker("police", "police", "police-officer")
    cases(3)
    day = localdate() + timedelta(days=10)
    assert reminded(day) == {"one@example.org"}
    assert reminded(day) == set()
    assert reminded(day + timedelta(days=1)) == {"one@example.org"}
    assert Reminded.objects.count() == 2
    mail = Mail.objects.first()
    assert mail is not None
    assert mail.subject == "Something is due in a case"
    assert "Triage" not in mail.text
    assert Event.objects.filter(action="case workers reminded").count() == 2


def test_nobody_is_reminded_of_what_is_far_off_closed_or_shut_to_them(officer: User) -> None:
    (case,) = cases(1, state_since=now())
    cases(1, closed=now(), state="closed", state_since=world.AGO)
    with service():
        Case.objects.filter(pk=case.pk).update(
            state="open"
        )  # due in ten working days at the soonest
    assert reminded(localdate()) == set()
    late = localdate() + timedelta(days=40)
    with transaction.atomic():
        declare_conflict(by=as_opened(officer, "blaby", case.reference))
    assert reminded(late) == set()
    world.worker("colleague", "blaby", "asb-officer")
    world.worker("unvetted", "blaby", "asb-officer", vetted=False)
    world.worker("elsewhere", "charnwood", "asb-officer")
    assert reminded(late) == {"colleague@example.org"}


def test_a_task_reminds_the_agency_that_was_asked(officer: User) -> None:
    world.worker("here", "blaby", "police-officer")
    there = world.worker("there", "police", "police-officer")
    with transaction.atomic():
        mine = world.opened(officer, "blaby")
    case = world.shared("police", mine)
    with service():
        Case.objects.filter(pk=case.pk).update(state="open")
    with transaction.atomic():
        actions.task(
            by=as_opened(officer, "blaby", case.reference), to_role="police-officer",
            to_agency=world.agency("police"), words="Look.", due=localdate(),
            field=FieldClass.ACCOUNT,
        )  # fmt: skip
    assert reminded(localdate()) == {there.email}


def test_it_is_done_every_day(officer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    from saferboard.cli.daily import _reminders

    tasks: dict[str, Callable[[], object]] = dict(_reminders(localdate() + timedelta(days=9)))
    cases(1)
    assert tasks["reminders of running"]() == 1
