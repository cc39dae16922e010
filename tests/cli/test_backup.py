"""A backup taken while others write restores to one moment; whatever is not right is refused."""

import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from tests.cli.conftest import ROOT, saferboard

URL = os.environ.get("DATABASE_URL", "")
KEY = "only-for-this-test-" * 4
POSTGRESQL = pytest.mark.skipif(not URL, reason="DATABASE_URL is not set")

# Each time: a file first, then two rows in one transaction, as every action here writes.
WRITER = """
import hashlib, sys
from pathlib import Path
from saferboard.cli.instance import Instance, start_service
home = Path(sys.argv[1])
start_service(Instance(home))
from django.db import transaction
from saferboard.web.audit.actions import record
from saferboard.web.directory import mail
number = 0
while True:
    data = f"paper {number}".encode() * 5000
    name = hashlib.sha256(data).hexdigest()
    folder = home / "media" / name[:2]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f".{name}").write_bytes(data)
    (folder / f".{name}").replace(folder / name)
    with transaction.atomic():
        record(by="writer", action="first half", object=name)
        record(by="writer", action="second half", object=name)
    number += 1
    print(number, flush=True)
"""


class Place:
    """An instance: its folder, and the settings that lead to its database."""

    def __init__(self, home: Path, url: str = "") -> None:
        self.home = home
        self.settings = {"DATABASE_URL": url, "SAFERBOARD_SECRET_KEY": KEY} if url else {}

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return saferboard(*words, home=self.home, settings=self.settings)

    def events(self) -> dict[str, list[str]]:
        """Which halves were written, by file."""
        query = "SELECT object, action FROM audit_event WHERE action LIKE '% half'"
        if self.settings:
            with psycopg.connect(self.settings["DATABASE_URL"]) as connection:
                found = connection.execute(query.replace("%", "%%")).fetchall()
        else:
            with closing(sqlite3.connect(self.home / "saferboard.sqlite3")) as connection:
                found = connection.execute(query).fetchall()
        halves: dict[str, list[str]] = {}
        for name, action in found:
            halves.setdefault(name, []).append(action)
        return halves


@pytest.fixture
def databases() -> Iterator[list[str]]:
    """Two new databases in the server of the tests."""
    parts = urlsplit(URL)
    names = [f"saferboard_backup_{os.getpid()}_{number}" for number in (1, 2)]
    with psycopg.connect(URL, autocommit=True) as connection:
        for name in names:
            connection.execute(f'CREATE DATABASE "{name}"')
        yield [parts._replace(path=f"/{name}").geturl() for name in names]
        for name in names:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=["SQLite", pytest.param("PostgreSQL", marks=POSTGRESQL)])
def places(request: Any, tmp_path: Path) -> tuple[Place, Place]:
    """Where the instance is, and where it is restored to."""
    urls = ["", ""] if request.param == "SQLite" else request.getfixturevalue("databases")
    return Place(tmp_path / "old", urls[0]), Place(tmp_path / "new", urls[1])


def writing(place: Place) -> subprocess.Popen[str]:
    """A process that writes without pause."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SAFERBOARD", "DJANGO"))}
    kept.pop("DATABASE_URL", None)
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(place.home)],
        cwd=ROOT,
        env=kept | place.settings,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_taken_while_others_write_it_restores_to_one_moment(
    places: tuple[Place, Place], tmp_path: Path
) -> None:
    old, new = places
    file = tmp_path / "backup.tar"
    with writing(old) as writer:
        try:
            assert writer.stdout is not None
            while int(writer.stdout.readline()) < 20:
                pass
            done = old.run("backup", str(file))
            assert writer.poll() is None, "the writer must not have been stopped"
            # It goes on until it has surely written more than what the backup holds.
            written = len(list((old.home / "media").glob("??/*")))
            while int(writer.stdout.readline()) <= written:
                pass
        finally:
            writer.kill()
    assert done.returncode == 0, done.stderr
    assert "is whole" in saferboard("backup", "--verify", str(file)).stdout
    restored = new.run("restore", str(file))
    assert restored.returncode == 0, restored.stderr
    halves = new.events()
    assert 20 <= len(halves) < len(old.events())
    for name, actions in halves.items():
        assert sorted(actions) == ["first half", "second half"]
        held = new.home / "media" / name[:2] / name
        assert held.read_bytes() == (old.home / "media" / name[:2] / name).read_bytes()
    check = new.run("manage", "migrate", "--check")
    assert check.returncode == 0, check.stderr
    assert new.home.stat().st_mode & 0o077 == 0


# Rows that the database keeps from its own owner, unless they say who reads them.
CASES = """
import sys
from pathlib import Path
from saferboard.cli.instance import Instance, start_service
start_service(Instance(Path(sys.argv[1])))
from tests.web.casework import world
world.declare()
world.agreed("asb", *world.AGENCIES)
case = world.opened(world.worker("one", "blaby", "asb-officer"), "blaby")
world.shared("police", case)
print(case.case.reference)
"""
TABLES = ("lock_case", "lock_involvement", "lock_share")


def rows(url: str, duty: str = "") -> dict[str, list[tuple[Any, ...]]]:
    """The rows of casework that a connection sees."""
    with psycopg.connect(url) as connection:
        if duty:
            connection.execute("SELECT set_config('saferboard.service', %s, false)", [duty])
        return {
            table: connection.execute(
                sql.SQL("SELECT * FROM {} ORDER BY id").format(sql.Identifier(table))
            ).fetchall()
            for table in TABLES
        }


@POSTGRESQL
@pytest.mark.parametrize("options", ["", "?options=-c%20statement_timeout%3D60000"])
def test_cases_that_the_database_keeps_from_its_owner_are_in_it(
    options: str, databases: list[str], tmp_path: Path
) -> None:
    old, new = (
        Place(tmp_path / name, url + options)
        for name, url in zip(("old", "new"), databases, strict=True)
    )
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SAFERBOARD", "DJANGO"))}
    path = os.pathsep.join([str(ROOT), kept.get("PYTHONPATH", "")])
    made = subprocess.run(
        [sys.executable, "-c", CASES, str(old.home)],
        env=kept | old.settings | {"PYTHONPATH": path},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    assert not any(rows(databases[0]).values()), "the test needs a role that policies bind"
    held = rows(databases[0], "tests")
    assert [len(held[table]) for table in TABLES] == [1, 2, 2]
    done = old.run("backup", str(tmp_path / "b.tar"))
    assert done.returncode == 0, done.stderr
    restored = new.run("restore", str(tmp_path / "b.tar"))
    assert restored.returncode == 0, restored.stderr
    assert rows(databases[1], "tests") == held
    assert not any(rows(databases[1]).values()), "what was restored is guarded again"
    assert "the database itself keeps cases" in new.run("doctor").stdout


@POSTGRESQL
def test_a_full_database_is_not_restored_into(databases: list[str], tmp_path: Path) -> None:
    old, again = Place(tmp_path / "old", databases[0]), Place(tmp_path / "new", databases[0])
    old.run("account", "list")
    assert old.run("backup", str(tmp_path / "b.tar")).returncode == 0
    done = again.run("restore", str(tmp_path / "b.tar"))
    assert (done.returncode, "an empty database" in done.stderr) == (1, True)
    assert not again.home.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.tar", "old"]


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A small instance and its backup."""
    folder = tmp_path_factory.mktemp("backup")
    home, file = folder / "home", folder / "backup.tar"
    assert saferboard("account", "list", home=home).returncode == 0
    (home / "media").mkdir()
    (home / "media" / "paper").write_text("a paper")
    (home / "static").mkdir()
    (home / "static" / "made-anew.css").touch()
    assert saferboard("backup", str(file), home=home).returncode == 0
    return home, file


def test_it_holds_what_cannot_be_made_anew_and_is_for_its_owner_alone(
    taken: tuple[Path, Path],
) -> None:
    _, file = taken
    with tarfile.open(file) as tar:
        assert set(tar.getnames()) == {"database", "media/paper", "secret-key", "manifest.json"}
        manifest = json.load(tar.extractfile("manifest.json"))  # type: ignore[arg-type]
    assert manifest["about"]["has_key"] is True
    assert manifest["about"]["tables"]["directory_user"] == 0
    assert file.stat().st_mode & 0o077 == 0


def test_the_trail_says_that_a_backup_was_made(taken: tuple[Path, Path]) -> None:
    home, file = taken
    with closing(sqlite3.connect(home / "saferboard.sqlite3")) as database:
        found = database.execute("SELECT by, action, object FROM audit_event").fetchall()
    assert ("backup", "backup made", file.name) in found


def test_an_instance_is_not_overwritten(taken: tuple[Path, Path]) -> None:
    home, file = taken
    before = (home / "saferboard.sqlite3").read_bytes()
    done = saferboard("restore", str(file), home=home)
    assert (done.returncode, "something already" in done.stderr) == (1, True)
    assert (home / "saferboard.sqlite3").read_bytes() == before


def rewritten(file: Path, to: Path, change: dict[str, Any]) -> Path:
    """The backup with other things said of it."""
    with tarfile.open(file) as tar, tarfile.open(to, "w") as out:
        for entry in tar:
            stream = tar.extractfile(entry)
            assert stream is not None
            data = stream.read()
            if entry.name == "manifest.json":
                manifest = json.loads(data)
                manifest["about"] |= change
                data = json.dumps(manifest).encode()
            entry.size = len(data)
            out.addfile(entry, io.BytesIO(data))
    return to


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"tables": {"directory_user": 7}}, "has"),
        ({"migrations": ["directory.9999_tomorrow"]}, "newer version"),
        ({"database": "PostgreSQL"}, "the backup is of PostgreSQL"),
    ],
)
def test_a_backup_that_does_not_fit_leaves_nothing(
    change: dict[str, Any], said: str, taken: tuple[Path, Path], tmp_path: Path
) -> None:
    file = rewritten(taken[1], tmp_path / "other.tar", change)
    done = saferboard("restore", str(file), home=tmp_path / "new")
    assert (done.returncode, said in done.stderr) == (1, True), done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["other.tar"]


def test_a_damaged_backup_leaves_nothing(taken: tuple[Path, Path], tmp_path: Path) -> None:
    file = tmp_path / "damaged.tar"
    data = bytearray(taken[1].read_bytes())
    data[100_000] ^= 1
    file.write_bytes(data)
    for words in (["restore", str(file)], ["backup", "--verify", str(file)]):
        done = saferboard(*words, home=tmp_path / "new")
        assert (done.returncode, "not as its manifest says" in done.stderr) == (1, True)
    assert [path.name for path in tmp_path.iterdir()] == ["damaged.tar"]


def test_a_damaged_database_is_not_backed_up(taken: tuple[Path, Path], tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(taken[0], home)
    with closing(sqlite3.connect(home / "saferboard.sqlite3")) as database:
        database.execute("PRAGMA foreign_keys=OFF")
        database.execute(
            "INSERT INTO directory_tenure (person_id, post_id, since) VALUES (7, 7, '2022-06-10')"
        )
        database.commit()
    done = saferboard("backup", str(tmp_path / "b.tar"), home=home)
    assert (done.returncode, "refers to nothing" in done.stderr) == (1, True), done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_dated_backups_in_a_folder_are_kept_in_number(
    taken: tuple[Path, Path], tmp_path: Path
) -> None:
    for name in ("saferboard-2021-01-01T030000.tar", "saferboard-2021-01-02T030000.tar", "mine"):
        (tmp_path / name).touch()
    done = saferboard("backup", str(tmp_path), "--keep", "2", home=taken[0])
    assert done.returncode == 0, done.stderr
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left[:2] == ["mine", "saferboard-2021-01-02T030000.tar"]
    assert len(left) == 3


@pytest.mark.parametrize("words", [["backup", "none/b.tar"], ["restore", "none.tar"]])
def test_what_is_not_there_is_told(words: list[str], tmp_path: Path) -> None:
    done = saferboard(*words, home=tmp_path / "new")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
