"""Freezing twice at once, and setting a RAG by the console."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.cli.conftest import saferboard

OVERRIDE = ("release", "override", "2021/22-Q4")


@pytest.fixture(scope="module")
def home(demo: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo of our own, to change as we like."""
    return Path(shutil.copytree(demo[0], tmp_path_factory.mktemp("releases") / "home"))


def test_two_who_freeze_at_once_make_one_release(home: Path) -> None:
    words = ("release", "2020/21-Q4")
    with ThreadPoolExecutor(2) as both:
        done = list(both.map(lambda _: saferboard(*words, home=home), range(2)))
    assert [one.returncode for one in done] == [0, 0], done
    told = sorted(one.stdout.split(":")[0] for one in done)
    assert told == [
        "Release 2020/21-Q4.1 frozen",
        "Release 2020/21-Q4.1 says the same as before, so nothing was stored",
    ]


def test_a_rag_is_set_beside_the_computed_one(home: Path) -> None:
    words = ("burglary", "--rag", "green", "--reason", "A new team started", "--by", "chair")
    done = saferboard(*OVERRIDE, *words, home=home)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Release 2021/22-Q4.1, burglary in Leicestershire: Green\n"
    in_melton = saferboard(*OVERRIDE, *words, "--area", "melton", home=home)
    assert in_melton.stdout == "Release 2021/22-Q4.1, burglary in Melton: Green\n"
    paper = saferboard("paper", "2021/22-Q4", home=home)
    assert paper.returncode == 0, paper.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("burglary", "--area", "Atlantis"), 1, "no place is called Atlantis"),
        (("nonsense",), 1, "says nothing of nonsense"),
        (("burglary", "--reason", " "), 1, "no reason"),
        (("burglary", "--rag", "blue"), 2, "blue"),
    ],
)
def test_a_rag_of_nothing_is_refused(
    home: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    given = ("--rag", "Red", "--reason", "because", "--by", "chair")
    done = saferboard(*OVERRIDE, *given, *words, home=home)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr
