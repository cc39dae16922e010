"""Making accounts by the console, and files that only their owner may read."""

from pathlib import Path

import pytest

from tests.cli.conftest import saferboard

PASSWORD = "a long enough sentence"
CLERK = (
    "account", "create", "--post", "clerk", "--email", "Clerk@example.org", "--role", "clerk",
    "--role", "member", "--undeclared",
)  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with one account."""
    home = tmp_path_factory.mktemp("accounts")
    done = saferboard(*CLERK, home=home, typed=PASSWORD + "\n")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "Account 1 made for clerk: clerk, member\n"
    return home


def test_accounts_are_listed_without_their_passwords(home: Path) -> None:
    done = saferboard("account", "list", home=home)
    assert done.stdout.splitlines()[0].split()[:5] == [
        "1",
        "clerk",
        "clerk@example.org",
        "clerk,",
        "member",
    ]
    assert PASSWORD not in done.stdout


def test_whatever_is_written_only_its_owner_reads(home: Path) -> None:
    found = [home, *home.rglob("*")]
    assert {path.name for path in found} >= {"saferboard.sqlite3", "secret-key"}
    assert [path.name for path in found if path.stat().st_mode & 0o077] == []


@pytest.mark.parametrize(
    ("words", "password", "code", "said"),
    [
        (CLERK, PASSWORD, 1, "exists already"),
        ((*CLERK, "--email", "other@example.org"), "password1234", 1, "made known"),
        ((*CLERK, "--email", "other@example.org"), "", 1, "too short"),
        ((*CLERK, "--email", "nobody"), PASSWORD, 1, "valid email address"),
        ((*CLERK, "--email", "a@example.org", "--post", "The Clerk"), PASSWORD, 1, "a post's key"),
        ((*CLERK, "--role", "emperor"), PASSWORD, 2, "emperor"),
    ],
)
def test_an_account_that_cannot_be_is_refused(
    home: Path, words: tuple[str, ...], password: str, code: int, said: str
) -> None:
    done = saferboard(*words, home=home, typed=password + "\n")
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not password or password not in done.stderr
    assert len(saferboard("account", "list", home=home).stdout.splitlines()) == 1


def test_a_post_that_nobody_declared_is_refused(home: Path) -> None:
    words = [word for word in CLERK if word != "--undeclared"]
    done = saferboard(*words, "--post", "cleark", home=home, typed=PASSWORD + "\n")
    assert done.returncode == 1
    assert "no post has the key cleark" in done.stderr
    assert "--undeclared" in done.stderr


def test_an_account_is_changed_shut_and_opened(home: Path) -> None:
    words = ("account", "roles", "1", "--role", "chair", "--role", "clerk")
    assert saferboard(*words, home=home).stdout == "Account 1 acts as chair, clerk\n"
    assert saferboard("account", "disable", "1", home=home).stdout == "Account 1 is shut\n"
    assert "chair, clerk  (made on" in saferboard("account", "list", home=home).stdout
    assert ", shut)" in saferboard("account", "list", home=home).stdout
    again = saferboard("account", "disable", "1", home=home)
    assert (again.returncode, "shut already" in again.stderr) == (1, True)
    assert saferboard("account", "enable", "1", home=home).stdout == "Account 1 is open\n"
    nobody = saferboard("account", "disable", "99", home=home)
    assert (nobody.returncode, "no such account" in nobody.stderr) == (1, True)
