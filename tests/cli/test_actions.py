"""Taking in an older action log by the console."""

from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, saferboard

LOG = (
    "No.,Date,Action,Responsible officer,Comments,Status\n"
    "1,20.9.19,Publicise car thefts,community-safety-coordinator,Messages went out,Green\n"
    ",26.6.20,,,A regular article was proposed,Amber\n"
    "2,26.6.20,Report on lessons,a stranger,,Amber\n"
)
IMPORT = ("actions", "import", "--on", "2021-03-19")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance that knows the bundled partnership's posts and bodies."""
    home = tmp_path_factory.mktemp("actions")
    done = saferboard("load", "partnership", str(ROOT / "partnerships/leicestershire"), home=home)
    assert done.returncode == 0, done.stderr
    return home


def test_a_log_is_taken_in_and_what_is_not_is_named(home: Path, tmp_path: Path) -> None:
    log = tmp_path / "march.csv"
    log.write_text(LOG, encoding="utf-8")
    done = saferboard(*IMPORT, str(log), "--body", "safer-communities-board", home=home)
    assert done.returncode == 0, done.stderr
    first, second, *_ = done.stdout.splitlines()
    assert first == "Actions added: 1. Entries added: 4."
    assert second.startswith("march.csv, line 4: rejected, no. 2: its owner is no post")
    again = saferboard(*IMPORT, str(log), "--body", "safer-communities-board", home=home)
    assert again.stdout.startswith("Actions added: 0. Entries added: 0.")


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("march.csv", "nowhere", "there is no body 'nowhere'"),
        ("none.csv", "safer-communities-board", "the file cannot be read"),
        ("other.csv", "safer-communities-board", "this is not an action log"),
    ],
)
def test_what_cannot_be_taken_is_refused(
    home: Path, tmp_path: Path, name: str, body: str, said: str
) -> None:
    (tmp_path / "march.csv").write_text(LOG, encoding="utf-8")
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    done = saferboard(*IMPORT, str(tmp_path / name), "--body", body, home=home)
    assert done.returncode == 1
    assert said in " ".join(done.stderr.split())
