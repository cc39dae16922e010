"""The doctor says what is not well and what to do, and its exit code tells a timer."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import saferboard


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with nothing in it."""
    home = tmp_path_factory.mktemp("doctor") / "home"
    assert saferboard("daily", "--on", "2022-06-10", home=home).returncode == 0
    return home


def test_an_instance_that_is_well_but_for_what_is_not_set(home: Path, tmp_path: Path) -> None:
    saferboard("backup", str(tmp_path / "b.tar"), home=home)
    done = saferboard("doctor", home=home)
    assert done.returncode == 0, done.stdout
    assert "fault" not in done.stdout
    told = dict(line.split(": ", 1) for line in done.stdout.splitlines() if ":" in line)
    assert told["ok      database"] == "SQLite answers"
    assert told["ok      second step"] == "asked of everybody"
    assert told["ok      backup"].startswith("b.tar, ")
    assert told["ok      daily work"].startswith("done on ")
    assert "warning mail server" in told


@pytest.mark.parametrize(
    ("settings", "said", "code"),
    [
        ({"SAFERBOARD_SECOND_STEP": "no"}, "warning second step: whoever knows a password", 0),
        ({"SAFERBOARD_SECRET_KEY": "short"}, "fault   secret key: SAFERBOARD_SECRET_KEY has 5", 1),
        (
            {"SAFERBOARD_SMTP_HOST": "127.0.0.1", "SAFERBOARD_SMTP_PORT": "1"},
            "fault   mail server: 127.0.0.1 does not take mail from us",
            1,
        ),
        ({"SAFERBOARD_ORIGIN": "http://board.example.org"}, "is not encrypted", 0),
        (
            {"SAFERBOARD_ORIGIN": "https://board.example.org", "SAFERBOARD_DEBUG": "yes"},
            "fault   address: faults are shown",
            1,
        ),
    ],
)
def test_settings_that_are_not_well(
    settings: dict[str, str], said: str, code: int, home: Path
) -> None:
    done = saferboard("doctor", home=home, settings=settings)
    assert said in done.stdout
    assert "what to do: " in done.stdout
    assert done.returncode == code


def test_a_database_that_is_away_is_told_and_the_rest_looked_at(tmp_path: Path) -> None:
    settings = {
        "DATABASE_URL": "postgres://x:secret@127.0.0.1:1/z",
        "SAFERBOARD_SECRET_KEY": "only-for-this-test-" * 4,
    }
    done = saferboard("doctor", home=tmp_path, settings=settings)
    assert done.returncode == 1
    assert "fault   database: " in done.stdout
    assert "ok      disk: " in done.stdout
    assert "secret@" not in done.stdout + done.stderr


def test_tables_of_an_older_version_and_triggers_that_are_gone(home: Path) -> None:
    with closing(sqlite3.connect(home / "saferboard.sqlite3")) as database:
        database.execute("DROP TRIGGER audit_event_no_UPDATE")
        database.commit()
        done = saferboard("doctor", home=home)
        assert (done.returncode, "fault   written once: audit_event" in done.stdout) == (1, True)
        database.execute("DELETE FROM django_migrations WHERE name = '0004_mail'")
        database.commit()
    done = saferboard("doctor", home=home)
    assert (done.returncode, "fault   tables: 1 step behind" in done.stdout) == (1, True)


def test_others_may_not_read_the_instance(home: Path) -> None:
    home.chmod(0o755)
    done = saferboard("doctor", home=home)
    assert "warning folder: other accounts of this machine may use home" in done.stdout
