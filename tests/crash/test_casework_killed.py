"""Killed at any moment while cases are worked: no write is lost, no read unaudited, none is half.

As in ``test_killed``, by the real server and its pages. ``CRASH_SEED`` chooses other moments.
"""

import json
import os
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from random import Random
from threading import Barrier, Thread

import pytest

from tests.crash.case_books import CaseBooks, every_page_is_on_record, everything_is_there
from tests.crash.cases import COLLEAGUE
from tests.crash.caseworkers import EVERYBODY, KINDS, RISK, Caseworker, hides
from tests.crash.instance import WORLD
from tests.crash.service import COMMAND, PATIENCE, Service
from tests.crash.writers import Ledger

SEED = int(os.environ.get("CRASH_SEED", "20261128"))
KILLED_IN = ("report", "report", "entry", "risk", "step", "research")
WRITES, EACH = 120, 5  # acknowledged in all, and of each kind
AT_ONCE = 5  # cases on which two take the same step


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """An instance with made-up cases, not yet served."""
    made = Service(tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("compiled"))
    made.make("tests.crash.cases")
    yield made
    made.kill()


def begun(service: Service, ledger: Ledger) -> list[Caseworker]:
    """Everybody, signed in and within the lock; the service is up."""
    if not service.up.is_set():
        service.start()
        service.up.set()
    shared, chance = json.loads((service.home / WORLD).read_text()), Random(SEED)
    people = [
        kind(post, service, ledger, Random(chance.random()), shared)
        for post, kind in EVERYBODY.items()
    ]
    for person in people:
        person.enter()
    return people


def test_no_write_is_lost_and_no_read_is_off_the_record(service: Service) -> None:
    print(f"CRASH_SEED={SEED}")
    began, chance = time.monotonic(), Random(SEED)
    ledger, books = Ledger(KINDS), CaseBooks(service.home)
    books.check()
    people = begun(service, ledger)
    threads = [Thread(target=person.run, daemon=True) for person in people]
    for thread in threads:
        thread.start()
    heads = []
    for kind in chance.sample(KILLED_IN, len(KILLED_IN)):
        ledger.await_begin(kind, PATIENCE)
        time.sleep(chance.uniform(0, 1.2 * ledger.usual(kind)))
        service.kill()
        books.check()
        heads.append(books.head())
        service.start()
        service.up.set()
    ledger.await_acknowledged(WRITES, EACH, 2 * PATIENCE)
    ledger.stop.set()
    for thread in threads:
        thread.join(PATIENCE)
    assert not ledger.faults
    assert not any(thread.is_alive() for thread in threads)
    books.check()
    everything_is_there(ledger, books)
    pages = every_page_is_on_record(people, books)
    the_chain_verifies(service, heads)
    told = Counter(write.kind for write in ledger.writes if write.acknowledged)
    print(
        f"{told.total()} writes acknowledged ({dict(told)}), {ledger.unanswered} without an "
        f"answer, {pages} pages of cases, {len(KILLED_IN)} kills, {time.monotonic() - began:.0f} s"
    )


def the_chain_verifies(service: Service, heads: list[str]) -> None:
    """As an auditor asks, with every head that stood when the service was killed."""
    known = [f"--known={head}" for head in heads]
    done = subprocess.run(
        [COMMAND, "audit", "verify", *known],
        env=service.settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Known heads that are still there: {len(set(heads))}." in done.stdout


def test_two_officers_take_the_same_step_at_one_moment(service: Service) -> None:
    """One is done; the other is told, and their words stand in the form. On SQLite as served."""
    books, ledger = CaseBooks(service.home), Ledger(KINDS)
    people = {person.post: person for person in begun(service, ledger)}
    two = [people["asb-officer-blaby"], people[COLLEAGUE]]
    for _ in range(AT_ONCE):
        case = a_report(two[0], ledger)
        path = f"/cases/{case}/asb/risk/"
        forms = [{**hides(one.read(path)), **RISK, "words": one.mark()} for one in two]
        start, answers = Barrier(2), {}

        def act(number: int, path: str = path, forms: list = forms, start: Barrier = start,
                answers: dict = answers) -> None:  # fmt: skip
            start.wait(60)
            answers[number] = two[number].send("risk", path, forms[number])

        threads = [Thread(target=act, args=(number,)) for number in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
        assert sorted(answer.status_code for answer in answers.values()) == [200, 302]
        late = next(number for number, answer in answers.items() if answer.status_code == 200)
        assert "has moved on while you were looking at it" in answers[late].text
        assert f"{forms[late]['words']}</textarea>" in answers[late].text
        scored = [
            row["words"]
            for row in books.of_cases("running_entry")
            if (row["reference"], row["piece"]) == (case, "risk matrix")
        ]
        assert [one.rpartition("\n")[2] for one in scored] == [forms[1 - late]["words"]]
    books.check()


def a_report(officer: Caseworker, ledger: Ledger) -> str:
    """The reference of a case that somebody has just opened."""
    officer.write_report()  # type: ignore[attr-defined]
    return ledger.told("report")[-1].about["case"]
