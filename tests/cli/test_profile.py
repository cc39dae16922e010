"""Profiles from the console: made, written out, not made twice, refused with what there is."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, saferboard

BOUNDARIES = ROOT / "partnerships" / "leicestershire" / "boundaries.geojson"


@pytest.fixture(scope="module")
def home(demo: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo of our own, to change as we like."""
    return Path(shutil.copytree(demo[0], tmp_path_factory.mktemp("profiles") / "home"))


def test_a_profile_is_made_with_its_hot_spots_and_written_out(home: Path, tmp_path: Path) -> None:
    saferboard("load", "boundaries", str(BOUNDARIES), home=home)
    words = ("profile", "blaby", "--release", "2021/22-Q4", "--out", str(tmp_path / "out"))
    done = saferboard(*words, home=home)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Blaby, 2021/22-Q4.")
    pdf, table, hexagons = (Path(line.strip()) for line in done.stdout.splitlines()[1:])
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert "E07000129,Blaby,total_crime" in table.read_text("utf-8-sig")
    rows = [line.split(",") for line in hexagons.read_text("utf-8-sig").splitlines()]
    hot = [row for row in rows if row[-1] == "yes"]
    assert hot
    assert {(row[4], row[5]) for row in rows[1:]} <= {
        ("0", "4"), ("5", "9"), ("10", "24"), ("25", "49"), ("50", "99"), ("100", ""),
    }  # fmt: skip
    again = saferboard("profile", "E07000129", home=home)
    assert "says the same as before, so nothing was kept" in again.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Atlantis",), "no district called 'Atlantis'"),
        (("Blaby", "--release", "1999/00-Q1"), "there is no release 1999/00-Q1"),
    ],
)
def test_an_unknown_district_or_release_is_refused(
    home: Path, words: tuple[str, ...], said: str
) -> None:
    done = saferboard("profile", *words, home=home)
    assert done.returncode == 1
    assert said in done.stderr


def test_without_a_release_there_is_no_profile(tmp_path: Path) -> None:
    done = saferboard("profile", "Blaby", home=tmp_path / "new")
    assert done.returncode == 1
    assert "there is no release yet" in done.stderr
