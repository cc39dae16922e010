"""Making accounts by the console, and files that only their owner may read."""

from pathlib import Path

import pytest

from tests.cli.conftest import saferboard

PASSWORD = "a long enough sentence"
CLERK = (
    "account", "create", "--post", "clerk", "--email", "Clerk@example.org", "--role", "clerk",
    "--role", "member",
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
        ((*CLERK, "--email", "other@example.org"), "password1234", 1, "too common"),
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
