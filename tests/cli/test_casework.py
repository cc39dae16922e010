"""Moving cases to another version by the console."""

from pathlib import Path
from shutil import copytree

import pytest

from tests.cli.conftest import ROOT, saferboard

FOLDER = ROOT / "partnerships" / "leicestershire"
STATES = ["nominated", "scanned", "analysed", "responding", "assessed", "not-taken-on", "closed"]
SAME = ",".join(f"{state}={state}" for state in STATES)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance whose partnership has two versions of a procedure."""
    folder = tmp_path_factory.mktemp("partnership") / "two"
    copytree(FOLDER, folder)
    first = (folder / "processes" / "jag.toml").read_text("utf-8")
    second = first.replace("version = 1", "version = 2").replace("2019-06-14", "2024-06-14")
    (folder / "processes" / "jag-2.toml").write_text(second, "utf-8")
    home = tmp_path_factory.mktemp("casework")
    done = saferboard("load", "partnership", str(folder), home=home)
    assert done.returncode == 0, done.stderr
    return home


def test_without_commit_it_tells_and_with_it_it_moves(home: Path) -> None:
    said = ("casework", "migrate", "jag", "1", "2", "--states", SAME, "--because", "Agreed")
    told = saferboard(*said, home=home)
    assert told.returncode == 0, told.stderr
    assert told.stdout.splitlines() == [
        "Cases that would be moved: 0.",
        "Nothing was changed. Add --commit to move them.",
    ]
    assert saferboard(*said, "--commit", home=home).stdout.splitlines() == ["Cases moved: 0."]


@pytest.mark.parametrize(
    ("old", "new", "states", "said"),
    [
        ("1", "2", "nominated", "not one state to one state"),
        ("1", "2", "nominated=nominated", "goes nowhere"),
        (
            "1",
            "3",
            SAME,
            "one that was published: asb 1, case-review 1, jag 1, jag 2, marac 1, varm 1",
        ),
        ("2", "2", SAME, "not the two versions of one procedure"),
    ],
)
def test_what_does_not_hold_is_refused(
    home: Path, old: str, new: str, states: str, said: str
) -> None:
    done = saferboard(
        "casework", "migrate", "jag", old, new, "--states", states, "--because", "Agreed", home=home
    )
    assert done.returncode == 1
    assert said in done.stderr
