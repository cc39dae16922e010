"""The trail as the console verifies it: whole, tampered with, cut off, upgraded, killed."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.cli.conftest import ROOT
from tests.cli.test_backup import POSTGRESQL, URL, Place

SEED = int(os.environ.get("CRASH_SEED", "20220610"))
WRITERS, KILLS = 3, 5
PATIENCE = 120.0  # seconds, on a busy machine
# Writes one to four events in each transaction, and then tells how many.
WRITER = """
import sys, time
from pathlib import Path
from random import Random
from saferboard.cli.instance import Instance, start_service
start_service(Instance(Path(sys.argv[1])), migrate=False)
from django.db import transaction
from saferboard.web.audit.actions import record
chance = Random(sys.argv[2])
while True:
    parts = chance.randint(1, 4)
    with transaction.atomic():
        for part in range(parts):
            record(by=f"writer {sys.argv[2]}", action="written", object=str(part), text="x" * 500)
    print(parts, flush=True)
    time.sleep(chance.uniform(0, 0.02))  # so that all have their turn, and the trail stays small
"""


@pytest.fixture(scope="module", params=["SQLite", pytest.param("PostgreSQL", marks=POSTGRESQL)])
def three_days(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Place]:
    """An instance in which the work of three days was done, to be copied."""
    home = tmp_path_factory.mktemp("days") / "home"
    with database("made") if request.param == "PostgreSQL" else nullcontext("") as url:
        made = Place(home, url)
        for day in ("2022-06-09", "2022-06-10", "2022-06-11"):
            done = made.run("daily", "--on", day)
            assert done.returncode == 0, done.stderr
        yield made


@pytest.fixture
def place(three_days: Place, tmp_path: Path) -> Iterator[Place]:
    """A copy of it."""
    shutil.copytree(three_days.home, tmp_path / "home")
    made = three_days.settings.get("DATABASE_URL", "")
    with database("copied", urlsplit(made).path[1:]) if made else nullcontext("") as url:
        yield Place(tmp_path / "home", url)


@contextmanager
def database(word: str, template: str = "template1") -> Iterator[str]:
    """A new database in the server of the tests, as another one is."""
    name = f"saferboard_audit_{word}_{os.getpid()}"
    with psycopg.connect(URL, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        try:
            yield urlsplit(URL)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def opened(place: Place) -> Iterator[Any]:
    """The database past the service, its triggers and references off: an attacker owns it."""
    if place.settings:
        with psycopg.connect(place.settings["DATABASE_URL"]) as connection:
            for table in ("audit_event", "audit_link"):
                connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield connection
            connection.commit()
            for table in ("audit_event", "audit_link"):
                connection.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        return
    with closing(sqlite3.connect(place.home / "saferboard.sqlite3")) as connection:
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit_%'"
        triggers = connection.execute(query).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _, sql in triggers:
            connection.execute(sql)
        connection.commit()


def attack(place: Place, *statements: str) -> None:
    with opened(place) as connection:
        for statement in statements:
            connection.execute(statement)


def head(place: Place) -> str:
    done = place.run("audit", "head")
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_day_s_work_notes_the_head_outside_the_database(place: Place) -> None:
    file = place.home / "audit-heads"
    assert file.stat().st_mode & 0o777 == 0o600
    lines = file.read_text("ascii").splitlines()
    assert [line.split(":")[0] for line in lines] == ["1", "2"]  # the first day began with nothing
    done = place.run("audit", "verify", "--known", head(place))
    assert done.returncode == 0, done.stderr
    assert "3 events, each as it was written and in its place." in done.stdout
    assert f"Head: {head(place)}" in done.stdout
    assert "Known heads that are still there: 3." in done.stdout
    assert "audit trail: holds the head noted on 20" in place.run("doctor").stdout


def test_a_changed_event_is_found_and_not_repeated(place: Place) -> None:
    attack(place, "UPDATE audit_event SET by = 'Example Person A' WHERE object = '2022-06-10'")
    done = place.run("audit", "verify")
    assert done.returncode == 1
    told = " ".join(done.stderr.split())
    assert "Broken. link 2, event 2: the event was changed after it was written" in told
    assert "expected: the very words" in told
    assert "what to do: keep this database as it is" in told
    assert "Findings: 1." in told
    assert "Example" not in done.stdout + done.stderr


def test_a_tail_that_was_cut_off_is_missed(place: Place) -> None:
    kept = head(place)
    attack(
        place,
        "DELETE FROM audit_link WHERE number > 1",
        "DELETE FROM audit_event WHERE id > 1",
    )
    done = place.run("audit", "verify")
    assert (done.returncode, "link 2: a link is gone that was known" in done.stderr) == (1, True)
    doctor = place.run("doctor")
    assert (doctor.returncode, "fault   audit trail: the head noted on" in doctor.stdout) == (
        1,
        True,
    )
    (place.home / "audit-heads").unlink()
    done = place.run("audit", "verify")
    assert done.returncode == 0
    assert "No head was known" in done.stdout
    done = place.run("audit", "verify", "--known", kept)
    assert (done.returncode, "link 3: a link is gone that was known" in done.stderr) == (1, True)


def test_a_clock_set_back_is_noted_and_breaks_nothing(place: Place) -> None:
    """Its events are linked as any others; who reads the trail is told of the order."""
    writer = (
        "import sys, datetime; from pathlib import Path\n"
        "from saferboard.cli.instance import Instance, start_service\n"
        "start_service(Instance(Path(sys.argv[1])))\n"
        "from django.db import transaction; from django.utils import timezone\n"
        "back = timezone.now() - datetime.timedelta(days=1)\n"
        "timezone.now = lambda: back\n"
        "from saferboard.web.audit.actions import record\n"
        "with transaction.atomic(): record(by='clerk', action='written', object='x')\n"
    )
    done = subprocess.run([sys.executable, "-c", writer, place.home], env=environment(place))
    assert done.returncode == 0
    done = place.run("audit", "verify")
    assert (done.returncode, "4 events" in done.stdout) == (0, True)
    assert "Note. link 4, event 4: the clock went back" in done.stderr


def test_many_findings_are_told_in_few_lines(place: Place) -> None:
    attack(
        place,
        "INSERT INTO audit_event (at, by, action, object, detail, digest) "
        "SELECT a.at, 'x', a.action, a.object, a.detail, 'y' "
        "FROM audit_event a, audit_event b, audit_event c",
    )
    done = place.run("audit", "verify")
    assert done.stderr.count("the event is in no link") == 20
    assert "And 7 more." in done.stderr
    assert "Findings: 27." in done.stderr


def test_what_cannot_be_asked_is_refused(tmp_path: Path, place: Place) -> None:
    done = place.run("audit", "verify", "--known", "7:abc")
    assert (done.returncode, "Refused. --known: this is no head" in done.stderr) == (1, True)
    file = place.home / "audit-heads"
    first = file.read_text("ascii").splitlines()[0]
    file.write_text(f"{first}\n2:cut", "ascii")  # the machine went down as the line was written
    assert "Known heads that are still there: 1." in place.run("audit", "verify").stdout
    assert place.run("daily").returncode == 0
    assert "Known heads that are still there: 2." in place.run("audit", "verify").stdout
    file.write_text(f"{first}\nno head\n", "ascii")
    done = place.run("audit", "verify")
    assert (done.returncode, "audit-heads, line 2: this is no head" in done.stderr) == (1, True)
    assert "audit-heads, line 2 is no head" in place.run("doctor").stdout


def test_before_anything_was_done_there_is_no_head(tmp_path: Path) -> None:
    new = Place(tmp_path / "new")
    done = new.run("audit", "verify")
    assert (done.returncode, "is no chain yet" in done.stderr) == (1, True)
    assert new.run("manage", "migrate", "-v0").returncode == 0
    done = new.run("audit", "head")
    assert (done.returncode, "the audit trail is empty" in done.stderr) == (1, True)
    assert "There is no head yet." in new.run("audit", "verify").stdout


def test_events_from_before_there_was_a_chain_are_linked_in_their_order(
    place: Place, tmp_path: Path
) -> None:
    before = head(place)
    assert place.run("manage", "migrate", "audit", "0001").returncode == 0
    done = place.run("audit", "verify")
    assert (done.returncode, "is no chain yet" in done.stderr) == (1, True)
    done = place.run("backup", str(tmp_path / "before.tar"))  # as an upgrade begins
    assert done.returncode == 0, done.stderr
    assert "the audit trail cannot say so" in done.stderr
    assert place.run("manage", "migrate").returncode == 0
    assert head(place) == before
    assert place.run("daily").returncode == 0
    assert "4 events" in place.run("audit", "verify").stdout
    assert "fault" not in place.run("doctor").stdout


def test_a_backup_holds_the_chain_and_the_heads_from_before_it(
    place: Place, tmp_path: Path
) -> None:
    if place.settings:
        pytest.skip("tests/cli/test_backup.py verifies what is restored into PostgreSQL")
    file, new = tmp_path / "backup.tar", Place(tmp_path / "new")
    assert place.run("backup", str(file)).returncode == 0
    assert new.run("restore", str(file)).returncode == 0
    noted = (new.home / "audit-heads").read_bytes()
    assert noted == (place.home / "audit-heads").read_bytes()
    assert new.run("audit", "verify").returncode == 0
    assert new.run("audit", "verify", "--known", head(place)).returncode == 1  # made since


def environment(place: Place) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SAFERBOARD", "DJANGO"))}
    kept.pop("DATABASE_URL", None)
    return kept | place.settings


class Writer:
    """A process that writes until it is killed, and tells in a file of what it wrote."""

    def __init__(self, place: Place, folder: Path, number: int) -> None:
        self._said = folder / f"writer-{number}"
        with self._said.open("w") as said:
            self._process = subprocess.Popen(
                [sys.executable, "-c", WRITER, place.home, str(number)],
                cwd=ROOT,
                env=environment(place),
                stdout=said,
            )

    def told(self) -> int:
        """The events that it acknowledged; a line that was cut short is none."""
        lines = self._said.read_text("ascii").splitlines(keepends=True)
        return sum(int(line) for line in lines if line.endswith("\n"))

    def await_writing(self) -> None:
        until = time.monotonic() + PATIENCE
        while not self.told():
            assert self.lives(), "it stopped by itself"
            assert time.monotonic() < until, "it does not write"
            time.sleep(0.05)

    def lives(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> int:
        """Take it away as a crash does; how much it had told."""
        self._process.kill()
        self._process.wait(PATIENCE)
        return self.told()


def test_killed_at_any_moment_the_chain_is_whole(place: Place, tmp_path: Path) -> None:
    """Each writer is killed and started again; what one acknowledged is there, and linked."""
    chance, told = Random(SEED), 0
    print(f"CRASH_SEED={SEED}")
    writers = [Writer(place, tmp_path, number) for number in range(WRITERS)]
    try:
        for number in range(WRITERS, WRITERS + KILLS):
            which = chance.randrange(WRITERS)
            writers[which].await_writing()
            time.sleep(chance.uniform(0, 0.3))
            assert writers[which].lives(), "it must not have stopped by itself"
            told += writers[which].kill()
            done = place.run("audit", "verify")  # while the others write
            assert done.returncode == 0, done.stderr
            writers[which] = Writer(place, tmp_path, number)
    finally:
        told += sum(writer.kill() for writer in writers)
    done = place.run("audit", "verify")
    assert done.returncode == 0, done.stderr
    held = int(done.stdout.split()[0].replace(",", "")) - 3
    # Of each writer that was killed, a transaction of up to four may be stored and not told of.
    assert told <= held <= told + 4 * (WRITERS + KILLS)
    assert told > KILLS
