"""Steps, through the pages and by the function: who may, with what, and what is told."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.utils.timezone import localdate

from saferboard.core.casework.cases import FieldClass
from saferboard.core.faults import Refused
from saferboard.web.audit.frozen import WrittenOnce
from saferboard.web.audit.models import Event
from saferboard.web.casework.lock import entering
from saferboard.web.casework.lock.entering import Key
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.running import actions, queries
from saferboard.web.casework.running.models import Entry, Taken
from saferboard.web.directory.models import User
from tests.web.casework import world
from tests.web.casework.running.played import as_opened, service, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> User:
    world.agreed("asb", *world.AGENCIES)
    return world.worker("one", "blaby", "asb-officer")


@pytest.fixture
def case(officer: User) -> Case:
    return world.opened(officer, "blaby").case


def test_a_step_is_taken_through_the_pages(officer: User, case: Case) -> None:
    browser = world.client(officer, "blaby")
    home = f"/cases/{case.reference}/"
    page = browser.get(home).content.decode()
    assert "Still needed" in page
    assert f"{home}steps/triage/" not in page
    refused = browser.get(f"{home}steps/triage/")
    assert refused.status_code == 403
    assert "this is still needed: risk matrix" in refused.content.decode()
    lead = browser.get(f"{home}entries/new/?piece=risk%20matrix")
    assert lead["Location"] == f"{home}asb/risk/"  # a room's own page alone makes the piece
    sent = {"piece": "risk matrix", "field": "risk", "words": "Scored 14."}
    assert browser.post(f"{home}entries/new/", sent).status_code == 200
    write(officer, "blaby", case.reference, **{**sent, "field": FieldClass.RISK})
    page = browser.get(home).content.decode()
    assert f"{home}steps/triage/" in page
    assert "Scored 14." in page
    answer = browser.post(f"{home}steps/triage/", {"turn": "0", "words": "Done by telephone."})
    assert answer.status_code == 302
    page = browser.get(home).content.decode()
    assert "Done by telephone." in page
    case.refresh_from_db()
    assert (case.state, case.turn, case.closed) == ("triaged", 1, None)
    said = Entry.objects.get(words="Done by telephone.")
    assert (said.field, said.taken) == ("risk", Taken.objects.get())
    told = Event.objects.get(action="case step taken")
    assert (told.detail["step"], told.detail["agency"]) == ("triage", "blaby")
    trail = str(list(Event.objects.values_list("object", "detail")))
    assert "telephone" not in trail
    assert "14" not in str(told.detail)


def test_who_looked_at_an_older_case_is_told_and_keeps_their_words(
    officer: User, case: Case
) -> None:
    for piece in ("risk matrix", "reason for closing", "action plan"):
        write(officer, "blaby", case.reference, piece=piece)
    browser, other = world.client(officer, "blaby"), world.client(officer, "blaby")
    home = f"/cases/{case.reference}/steps/"
    browser.post(f"{home}triage/", {"turn": "0"})
    late = browser.get(f"{home}open/").content.decode()
    assert 'name="turn" value="1"' in late
    assert other.post(f"{home}no-case/", {"turn": "1"}).status_code == 302
    answer = browser.post(f"{home}open/", {"turn": "1", "words": "Words that took an hour."})
    page = answer.content.decode()
    assert "The case has moved on while you were looking at it" in page
    assert "Close the report without a case" in page
    assert "Words that took an hour." in page
    case.refresh_from_db()
    assert (case.state, case.turn) == ("closed", 2)
    assert not Entry.objects.filter(words__contains="an hour").exists()


def test_words_are_kept_where_the_step_still_leads_on(officer: User, case: Case) -> None:
    manager = world.worker("two", "blaby", "asb-manager")
    Case.objects.filter(pk=case.pk).update(state="open")
    for step in queries.process_of(case).steps:
        for piece in step.evidence:
            write(officer, "blaby", case.reference, piece=piece, field=FieldClass.OUTLINE)
    first, second = world.client(officer, "blaby"), world.client(manager, "blaby")
    home = f"/cases/{case.reference}/steps/"
    assert first.post(f"{home}warn/", {"turn": "0"}).status_code == 302
    page = second.post(f"{home}order/", {"turn": "0", "words": "Judge agreed."}).content.decode()
    assert "Judge agreed.</textarea>" in page
    assert 'name="turn" value="1"' in page
    again = second.post(f"{home}order/", {"turn": "1", "words": "Judge agreed."})
    assert again.status_code == 302
    assert list(Taken.objects.values_list("step", "turn")) == [("warn", 1), ("order", 2)]


def test_a_step_that_is_not_theirs_is_refused_by_the_function_too(
    officer: User, case: Case
) -> None:
    police = world.worker("two", "police", "police-officer")
    with transaction.atomic():
        opened = as_opened(officer, "blaby", case.reference)
    world.shared("police", opened)
    write(officer, "blaby", case.reference, piece="risk matrix", field=FieldClass.RISK)
    with transaction.atomic():
        theirs = as_opened(police, "police", case.reference)
        with pytest.raises(Refused, match="only the ASB officer may take this step"):
            actions.take(by=theirs, step="triage", turn=0)
        with pytest.raises(Refused, match="there is no such step"):
            actions.take(by=theirs, step="nothing", turn=0)
    assert Taken.objects.count() == 0


def test_the_last_step_closes_the_case(officer: User, case: Case) -> None:
    for piece in ("risk matrix", "reason for closing"):
        write(officer, "blaby", case.reference, piece=piece)
    with transaction.atomic():
        opened = as_opened(officer, "blaby", case.reference)
        actions.take(by=opened, step="triage", turn=0)
        assert opened.case.state == "triaged"
        actions.take(by=opened, step="no-case", turn=1)
        assert opened.case.closed == opened.key.on
        with pytest.raises(Refused, match="does not lead on"):
            actions.take(by=opened, step="open", turn=2)
    browser = world.client(officer, "blaby")
    assert case.reference not in browser.get("/cases/").content.decode()
    assert case.reference in browser.get("/cases/closed/").content.decode()
    assert "The case was closed on" in browser.get(f"/cases/{case.reference}/").content.decode()


def test_words_of_a_class_that_is_not_open_are_not_taken() -> None:
    """The step is theirs, and what it records is not for them to read: the form asks no words."""
    world.agreed("marac", *world.AGENCIES)
    chair = world.worker("chair", "blaby", "marac-chair")
    listed = world.worker("list", "blaby", "marac-co-ordinator")
    marac = world.opened(listed, "blaby", "marac", "marac").case
    Case.objects.filter(pk=marac.pk).update(state="researched")
    for piece in ("minutes", "safety plan"):
        write(listed, "blaby", marac.reference, piece=piece, purpose="marac")
    with transaction.atomic():
        opened = as_opened(chair, "blaby", marac.reference, "marac")
        opens = {**opened.seen.purpose.opens, FieldClass.RISK: frozenset({"idva"})}
        purpose = replace(opened.seen.purpose, opens=opens)
        narrowed = replace(opened, seen=replace(opened.seen, purpose=purpose))
        with pytest.raises(Refused, match="not open to your role"):
            actions.take(by=narrowed, step="hear", turn=0, words="Heard.")
        assert Taken.objects.count() == 0
        actions.take(by=narrowed, step="hear", turn=0)


def test_nothing_written_is_ever_changed(officer: User, case: Case) -> None:
    entry = write(officer, "blaby", case.reference, piece="risk matrix")
    with transaction.atomic():
        taken = actions.take(by=as_opened(officer, "blaby", case.reference), step="triage", turn=0)
    for row in (entry, taken):
        with pytest.raises(WrittenOnce):
            row.save()
        with pytest.raises(Exception, match="UPDATE refused"), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(by="somebody else")


def test_the_day_of_a_step_is_the_day_here(officer: User, case: Case) -> None:
    write(officer, "blaby", case.reference, piece="risk matrix")
    with transaction.atomic():
        opened = as_opened(officer, "blaby", case.reference)
        actions.take(by=opened, step="triage", turn=0)
        taken = queries.last_taken([opened.case])[opened.case.pk]
    assert taken == {"triage": localdate(opened.key.on)}
    assert isinstance(taken["triage"], date)


def test_a_step_that_cannot_be_recorded_is_not_taken(
    officer: User, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between the step and the trail: neither is there."""
    write(officer, "blaby", case.reference, piece="risk matrix")

    def lost(self: Key, action: str, object: str, **detail: Any) -> None:
        if action == "case step taken":
            raise ConnectionError("the power went")

    monkeypatch.setattr(Key, "note", lost)

    def act() -> None:
        with transaction.atomic():
            opened = as_opened(officer, "blaby", case.reference)
            actions.take(by=opened, step="triage", turn=0, words="Lost words.")

    with pytest.raises(ConnectionError):
        act()
    monkeypatch.undo()
    with service():
        case.refresh_from_db()
        assert (case.state, case.turn, Taken.objects.count()) == ("reported", 0, 0)
        assert not Entry.objects.filter(words="Lost words.").exists()


def test_a_read_that_cannot_be_recorded_shows_nothing(
    officer: User, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = world.client(officer, "blaby")
    browser.raise_request_exception = False

    def full(**event: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(entering, "record_coded", full)
    for path in ("/cases/", "/cases/closed/", f"/cases/{case.reference}/"):
        answer = browser.get(path)
        assert answer.status_code == 500
        assert case.reference not in answer.content.decode()
