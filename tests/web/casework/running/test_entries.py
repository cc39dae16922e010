"""Entries: of classes that are open, never overwritten; tasks: asked of a role, answered once."""

import re
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from saferboard.core.casework.cases import FieldClass
from saferboard.core.faults import Refused
from saferboard.web.audit.models import Event
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.running import actions, queries
from saferboard.web.casework.running.models import Entry, Task
from saferboard.web.casework.running.timeline import timeline
from saferboard.web.directory.models import Mail, User
from tests.web.casework import world
from tests.web.casework.running.played import as_opened, service, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> User:
    world.agreed("asb", *world.AGENCIES)
    return world.worker("one", "blaby", "asb-officer")


@pytest.fixture
def police() -> User:
    return world.worker("two", "police", "police-officer")


@pytest.fixture
def case(officer: User, police: User) -> Case:
    return world.shared("police", world.opened(officer, "blaby"))


def page(user: User, place: str, case: Case) -> str:
    return world.client(user, place).get(f"/cases/{case.reference}/").content.decode()


@pytest.mark.parametrize("field", FieldClass)
def test_an_entry_is_read_by_whom_its_class_is_open_to(
    officer: User, police: User, case: Case, field: FieldClass
) -> None:
    with service():
        Entry.objects.create(
            case=case, field=field, words="Words of one class.", at=world.NOW, by="tests",
            agency=world.agency("blaby"),
        )  # fmt: skip
    with transaction.atomic():
        for user, place in ((officer, "blaby"), (police, "police")):
            opened = as_opened(user, place, case.reference)
            shown = [point.text for point in timeline(opened)]
            assert ("Words of one class." in shown) == bool(opened.may(field))
            assert queries.entries(opened).exists() == bool(opened.may(field))
    opens = as_opened(police, "police", case.reference).key.purpose.opens
    assert ("Words of one class." in page(police, "police", case)) == (
        "police-officer" in opens[field]
    )


def test_a_long_time_line_is_read_page_by_page_and_says_how_long_it_is(
    officer: User, case: Case
) -> None:
    with service():
        Entry.objects.bulk_create(
            Entry(
                case=case, field=FieldClass.ACCOUNT, words=f"Words {number:03d}.", by="tests",
                at=world.NOW + timedelta(minutes=number), agency=world.agency("blaby"),
            )
            for number in range(120)
        )  # fmt: skip
    browser = world.client(officer, "blaby")
    read = []
    for number in (1, 2, 3):
        said = browser.get(f"/cases/{case.reference}/?page={number}").content.decode()
        read += re.findall(r"Words (\d{3})\.", said)
        last = min(50 * number, 121)  # the opening of the case is a point too
        assert f"{50 * number - 49} to {last} of 121 points, the newest first" in said
        assert ("?page=2#line" in said) == (number != 2)
    assert read == [f"{number:03d}" for number in reversed(range(120))]
    with CaptureQueriesContext(connection) as many:
        browser.get(f"/cases/{case.reference}/")
    with service():
        Entry.objects.filter(words__gt="Words 001.").delete()
    with CaptureQueriesContext(connection) as few:
        said = browser.get(f"/cases/{case.reference}/").content.decode()
    assert len(many) == len(few)
    assert "3 points, the newest first" in said
    assert "?page=" not in said


def test_a_class_that_is_not_open_is_not_written(police: User, case: Case) -> None:
    browser = world.client(police, "police")
    address = f"/cases/{case.reference}/entries/new/"
    assert 'value="contact"' not in browser.get(address).content.decode()
    sent = {"piece": "note", "field": "contact", "words": "Ring at noon."}
    assert "Ring at noon." in browser.post(address, sent).content.decode()
    with transaction.atomic():
        opened = as_opened(police, "police", case.reference)
        with pytest.raises(Refused, match="not open to your role"):
            actions.add_entry(by=opened, field=FieldClass.CONTACT, words="Ring at noon.")
        with pytest.raises(Refused, match="no such piece"):
            actions.add_entry(by=opened, piece="x", field=FieldClass.ACCOUNT, words="Words.")
        with pytest.raises(Refused, match="nothing is written"):
            actions.add_entry(by=opened, field=FieldClass.ACCOUNT, words="  ")
    assert Entry.objects.count() == 0


def test_what_is_put_right_stays_beside_it(officer: User, police: User, case: Case) -> None:
    first = write(officer, "blaby", case.reference, words="It began in Mai.")
    browser = world.client(officer, "blaby")
    address = f"/cases/{case.reference}/entries/{first.pk}/"
    assert "It began in Mai." in browser.get(address).content.decode()
    assert browser.post(address, {"words": "It began in May."}).status_code == 302
    shown = page(officer, "blaby", case)
    assert "It began in Mai." in shown
    assert "It began in May." in shown
    assert "Put right later." in shown
    again = browser.post(address, {"words": "It began in June."}).content.decode()
    assert "This entry was put right already" in again
    assert "It began in June." in again
    newest = Entry.objects.get(replaces=first)
    assert (newest.piece, newest.field) == (first.piece, first.field)
    with transaction.atomic(), pytest.raises(Refused, match="cannot be put right so"):
        actions.add_entry(
            by=as_opened(officer, "blaby", case.reference), piece="risk matrix",
            field=FieldClass.RISK, words="x", replaces=newest,
        )  # fmt: skip
    secret = write(officer, "blaby", case.reference, field=FieldClass.CONTACT)
    assert world.client(police, "police").get(
        f"/cases/{case.reference}/entries/{secret.pk}/"
    ).status_code == 404  # fmt: skip


def test_a_piece_counts_for_those_who_may_not_read_it(officer: User, case: Case) -> None:
    """Whether a step can be taken must not hang on who looks."""
    police = world.worker("three", "blaby", "police-officer")
    write(officer, "blaby", case.reference, piece="legal advice", field=FieldClass.LEGAL)
    with transaction.atomic():
        opened = as_opened(police, "blaby", case.reference)
        assert queries.held([case])[case.pk] == {"legal advice"}
        assert list(queries.entries(opened)) == []


def test_a_task_is_asked_seen_and_answered_once(officer: User, police: User, case: Case) -> None:
    home, due = f"/cases/{case.reference}/", localdate() + timedelta(days=3)
    browser, theirs = world.client(officer, "blaby"), world.client(police, "police")
    sent = {"to_role": "police-officer", "words": "Send the calls.", "field": "account"}
    late = browser.post(f"{home}tasks/new/", {**sent, "due": str(localdate() - timedelta(days=1))})
    assert "Give today or a later day." in late.content.decode()
    assert browser.post(f"{home}tasks/new/", {**sent, "due": str(due)}).status_code == 302
    mail = Mail.objects.get()
    assert (mail.to, case.reference in mail.text) == (police.email, False)
    assert "A task for you" in theirs.get("/cases/").content.decode()
    row = Task.objects.get()
    assert "Send the calls." in theirs.get(f"{home}tasks/{row.pk}/").content.decode()
    assert theirs.post(f"{home}tasks/{row.pk}/", {"answer": "Sent today."}).status_code == 302
    again = theirs.post(f"{home}tasks/{row.pk}/", {"answer": "Sent again."}).content.decode()
    assert "This task was answered" in again
    row.refresh_from_db()
    assert (row.answer, row.done_by, row.done_at) == (
        "Sent today.", f"account {police.pk}", world.agency("police"),
    )  # fmt: skip
    assert "Sent today." in page(officer, "blaby", case)
    assert "A task for you" not in theirs.get("/cases/").content.decode()
    assert "calls" not in str(list(Event.objects.values_list("detail", flat=True)))


def test_tasks_that_are_refused(officer: User, case: Case) -> None:
    housing = world.worker("three", "blaby", "housing-officer")
    said = {"words": "Look.", "due": localdate(), "to_role": "police-officer"}
    with transaction.atomic():
        opened = as_opened(officer, "blaby", case.reference)
        with pytest.raises(Refused, match="not open to this role"):
            actions.task(by=opened, field=FieldClass.CONTACT, **said)  # type: ignore[arg-type]
        with pytest.raises(Refused, match="nothing is asked"):
            actions.task(by=opened, field=FieldClass.ACCOUNT, **{**said, "words": ""})  # type: ignore[arg-type]
        row = actions.task(by=opened, field=FieldClass.ACCOUNT, **said)  # type: ignore[arg-type]
    with transaction.atomic():
        theirs = as_opened(housing, "blaby", case.reference)
        with pytest.raises(Refused, match="not yours to answer"):
            actions.answer_task(by=theirs, task=row, answer="Done.")
    Case.objects.filter(pk=case.pk).update(closed=world.NOW)
    with transaction.atomic():
        opened = as_opened(officer, "blaby", case.reference)
        with pytest.raises(Refused, match="the case is closed"):
            actions.task(by=opened, field=FieldClass.ACCOUNT, **said)  # type: ignore[arg-type]
