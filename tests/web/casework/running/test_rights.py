"""The pages allow exactly what the table of a procedure gives, for every state, step and role."""

import pytest
from django.db import transaction
from django.utils.timezone import now

from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.process.drawing import Right, rights
from saferboard.core.casework.process.process import Process
from saferboard.core.faults import Refused
from saferboard.web.casework.lock.declared import purposes
from saferboard.web.casework.lock.entering import Opened
from saferboard.web.casework.lock.models import Case, Involvement, Share
from saferboard.web.casework.running import actions
from saferboard.web.casework.running.models import Entry
from tests.web.casework import world
from tests.web.casework.running.played import as_opened, crew, process, service

pytestmark = pytest.mark.django_db


EVERY = ["asb", "jag", "marac", "varm"]


@service()
def complete(found: Process) -> Case:
    """A case that holds every piece, so that nothing is lacking."""
    blaby = world.agency("blaby")
    case = Case.objects.create(
        reference=f"{found.key.upper()}-000001", purpose=found.purpose, process=found.key,
        version=found.version, state=found.first, state_since=world.AGO, holder=blaby,
        opened=world.AGO, opened_by="tests",
    )  # fmt: skip
    for kind in (Involvement, Share):
        kind.objects.create(case=case, agency=blaby, since=world.AGO, by="tests")
    for piece in {piece for step in found.steps for piece in step.evidence}:
        Entry.objects.create(
            case=case, field="outline", piece=piece, words="Here.", at=now(), by="tests",
            agency=blaby,
        )  # fmt: skip
    return case


@pytest.mark.parametrize("key", EVERY)
def test_the_case_page_offers_what_the_table_gives(key: str) -> None:
    found, hands = process(key), crew(key)
    case, offered = complete(found), set()
    for state in found.states:
        with service():
            Case.objects.filter(pk=case.pk).update(state=state.key)
        for role, browser in hands.browsers.items():
            page = browser.get(f"/cases/{case.reference}/").content.decode()
            for step in found.steps:
                if f'href="/cases/{case.reference}/steps/{step.key}/"' in page:
                    offered.add(Right(state.key, step.key, role))
    assert offered == rights(found)


@pytest.mark.parametrize("key", EVERY)
def test_what_is_done_is_what_the_table_gives(key: str) -> None:
    found, hands = process(key), crew(key)
    case, done, tried = complete(found), set(), 0
    for role, user in hands.users.items():
        if role not in opening(key):
            continue
        for state in found.states:
            with service():
                Case.objects.filter(pk=case.pk).update(state=state.key)
            with transaction.atomic():
                opened = as_opened(user, "blaby", case.reference, found.purpose)
                for step in found.steps:
                    tried += 1
                    if _takes(opened, step.key):
                        done.add(Right(state.key, step.key, role))
    assert done == rights(found)
    assert tried == len(found.states) * len(found.steps) * len(opening(key))


def _takes(opened: Opened, step: str) -> bool:
    """Whether the step is taken; it is undone, so that the next one finds the case as it was."""
    try:
        with transaction.atomic():
            actions.take(by=opened, step=step, turn=0)
            raise Undone
    except Undone:
        return True
    except Refused:
        return False


class Undone(Exception):
    """The step was taken."""


def test_the_page_of_a_step_opens_as_the_table_gives() -> None:
    found, hands = process("jag"), crew("jag")
    case, opened, shut = complete(found), set(), set()
    for state in found.states:
        with service():
            Case.objects.filter(pk=case.pk).update(state=state.key)
        for role, browser in hands.browsers.items():
            for step in found.steps:
                answer = browser.get(f"/cases/{case.reference}/steps/{step.key}/")
                right = Right(state.key, step.key, role)
                (opened if answer.status_code == 200 else shut).add(right)
    assert opened == rights(found)
    assert len(opened) + len(shut) == len(found.states) * len(found.steps) * len(found.parties)


@pytest.mark.parametrize("key", EVERY)
def test_a_button_that_nobody_was_shown_does_nothing(key: str) -> None:
    found, hands = process(key), crew(key)
    opener = next(role for role in hands.users if role in beginners(key))
    case = world.opened(hands.users[opener], "blaby", key, found.purpose).case
    for role, browser in hands.browsers.items():
        for step in found.steps:
            answer = browser.post(f"/cases/{case.reference}/steps/{step.key}/", {"turn": "0"})
            assert answer.status_code in (200, 404), role
    with service():
        case.refresh_from_db()
    assert (case.state, case.turn) == (found.first, 0)


def beginners(key: str) -> frozenset[str]:
    return purposes()[process(key).purpose].begins


def opening(key: str) -> frozenset[str]:
    """The roles of the procedure that open cases of its purpose."""
    opens = purposes()[process(key).purpose].opens[FieldClass.OUTLINE]
    return opens & {party.key for party in process(key).parties}
