"""Two people on one case at the same moment: one is done, the other told, and nothing is lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction

from saferboard.core.casework.cases import FieldClass
from saferboard.core.faults import Refused
from saferboard.web.audit.models import Event
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.running import actions
from saferboard.web.casework.running.models import Entry, Taken, Task
from tests.web.casework import world
from tests.web.casework.running.played import as_opened, service, write

# SQLite's tests live in memory, where one connection is all there is; its file takes one writer.
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="needs PostgreSQL's many writers"),
]


def at_once(*acts: Callable[[], Any]) -> list[str]:
    """What became of each, all begun together: ``done``, or the kind of refusal."""
    start = Barrier(len(acts))

    def one(act: Callable[[], Any]) -> str:
        try:
            start.wait(10)
            act()
        except Refused as refused:
            return type(refused).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_two_steps_at_once() -> None:
    world.agreed("asb", *world.AGENCIES)
    officers = [world.worker(f"officer {number}", "blaby", "asb-officer") for number in range(2)]
    for _ in range(4):  # the two may miss each other once, but hardly four times
        case = world.opened(officers[0], "blaby").case
        for piece in ("risk matrix", "action plan", "reason for closing"):
            write(officers[0], "blaby", case.reference, piece=piece)
        with transaction.atomic():
            actions.take(by=as_opened(officers[0], "blaby", case.reference), step="triage", turn=0)

        def act(number: int, step: str, reference: str = case.reference) -> None:
            with transaction.atomic():
                opened = as_opened(officers[number], "blaby", reference)
                actions.take(by=opened, step=step, turn=1, words=f"Words of {number}.")

        done = at_once(lambda: act(0, "open"), lambda: act(1, "no-case"))
        assert sorted(done) == ["MovedOn", "done"]
        with service():
            taken = Taken.objects.filter(case=case, turn=2).get()
            said = Entry.objects.filter(case=case, taken=taken).get()
            case.refresh_from_db()
        assert taken.step == ["open", "no-case"][done.index("done")]
        assert (case.turn, case.state) == (2, taken.into)
        assert said.words == f"Words of {done.index('done')}."
        told = Event.objects.filter(action="case step taken", object=f"case {case}")
        assert told.count() == 2


def test_ten_entries_while_a_step_is_taken() -> None:
    world.agreed("asb", *world.AGENCIES)
    officer = world.worker("officer", "blaby", "asb-officer")
    case = world.opened(officer, "blaby").case
    write(officer, "blaby", case.reference, piece="risk matrix")

    def step() -> None:
        with transaction.atomic():
            actions.take(by=as_opened(officer, "blaby", case.reference), step="triage", turn=0)

    def entry(number: int) -> Callable[[], Any]:
        return lambda: write(officer, "blaby", case.reference, words=f"Entry {number}.")

    assert at_once(step, *(entry(number) for number in range(10))) == ["done"] * 11
    with service():
        kept = set(Entry.objects.filter(case=case, piece="note").values_list("words", flat=True))
    assert kept == {f"Entry {number}." for number in range(10)}


def test_two_answers_to_one_task_and_two_corrections_of_one_entry() -> None:
    world.agreed("asb", *world.AGENCIES)
    officer = world.worker("officer", "blaby", "asb-officer")
    case = world.opened(officer, "blaby").case
    first = write(officer, "blaby", case.reference)
    with transaction.atomic():
        row = actions.task(
            by=as_opened(officer, "blaby", case.reference), to_role="asb-officer", words="Ring.",
            due=world.AHEAD.date(), field=FieldClass.ACCOUNT,
        )  # fmt: skip

    def answer(words: str) -> None:
        with transaction.atomic():
            opened = as_opened(officer, "blaby", case.reference)
            actions.answer_task(by=opened, task=row, answer=words)

    def correct(words: str) -> None:
        write(officer, "blaby", case.reference, words=words, replaces=first)

    assert sorted(at_once(lambda: answer("A"), lambda: answer("B"))) == ["Refused", "done"]
    assert sorted(at_once(lambda: correct("A"), lambda: correct("B"))) == ["Refused", "done"]
    with service():
        assert Task.objects.get().answer in ("A", "B")
        assert Entry.objects.filter(replaces=first).count() == 1


def test_the_database_itself_shows_a_class_to_nobody_else() -> None:
    """With the application's own filters left out: nothing but the second line remains."""
    world.agreed("asb", *world.AGENCIES)
    officer = world.worker("officer", "blaby", "asb-officer")
    police = world.worker("police", "blaby", "police-officer")
    case = world.opened(officer, "blaby").case
    write(officer, "blaby", case.reference, field=FieldClass.CONTACT)
    write(officer, "blaby", case.reference, field=FieldClass.ACCOUNT)
    with transaction.atomic():
        world.key(police, "blaby")
        assert set(Entry.objects.values_list("field", flat=True)) == {"account"}
        assert Case.objects.count() == 1
    with transaction.atomic():
        assert Entry.objects.count() == Taken.objects.count() == Case.objects.count() == 0
