"""Making accounts by the console, and files that only their owner may read."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import saferboard

CLERK = (
    "account", "create", "--post", "clerk", "--email", "Clerk@example.org", "--role", "clerk",
    "--role", "member", "--undeclared",
)  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with one account."""
    home = tmp_path_factory.mktemp("accounts")
    done = saferboard(*CLERK, home=home)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Account 1 made for clerk: clerk, member\nFirst password: ")
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
    assert "first password until" in done.stdout


def test_a_first_password_is_shown_once_and_another_can_be_made(home: Path) -> None:
    done = saferboard("account", "new-password", "1", home=home)
    (shown,) = re.findall(r"^First password: ([a-z2-9-]{19})$", done.stdout, re.M)
    assert "is shown this once, and good until" in done.stdout
    assert shown not in saferboard("account", "list", home=home).stdout
    assert shown not in saferboard("account", "new-password", "1", home=home).stdout
    nobody = saferboard("account", "new-password", "99", home=home)
    assert (nobody.returncode, "no such account" in nobody.stderr) == (1, True)


def test_whatever_is_written_only_its_owner_reads(home: Path) -> None:
    found = [home, *home.rglob("*")]
    assert {path.name for path in found} >= {"saferboard.sqlite3", "secret-key"}
    assert [path.name for path in found if path.stat().st_mode & 0o077] == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (CLERK, 1, "exists already"),
        ((*CLERK, "--email", "nobody"), 1, "valid email address"),
        ((*CLERK, "--email", "a@example.org", "--post", "The Clerk"), 1, "a post's key"),
        ((*CLERK, "--role", "emperor"), 2, "emperor"),
    ],
)
def test_an_account_that_cannot_be_is_refused(
    home: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    done = saferboard(*words, home=home)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert "First password" not in done.stdout
    assert len(saferboard("account", "list", home=home).stdout.splitlines()) == 1


def test_a_post_that_nobody_declared_is_refused(home: Path) -> None:
    words = [word for word in CLERK if word != "--undeclared"]
    done = saferboard(*words, "--post", "cleark", home=home)
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
