"""From the police's files to a release, by the console, against a plain count of the files."""

import csv
import gzip
import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from saferboard.core.evidence.periods import Period
from saferboard.web.evidence.making import make_release
from tests.cli.conftest import ROOT, saferboard

DISTRICTS = (
    "Blaby", "Charnwood", "Harborough", "Hinckley and Bosworth", "Melton",
    "North West Leicestershire", "Oadby and Wigston",
)  # fmt: skip


@pytest.fixture(scope="module")
def loaded(police_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("rows")
    partnership = ROOT / "partnerships" / "leicestershire"
    assert saferboard("load", "partnership", str(partnership), home=home).returncode == 0
    done = saferboard("load", "police-uk", str(police_data), home=home)
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture(scope="module")
def plain_count(police_data: Path) -> Counter[tuple[str, str]]:
    """Rows of 2020 by district and crime type: the slow and obvious way."""
    found: Counter[tuple[str, str]] = Counter()
    for path in sorted(police_data.rglob("2020-*-street.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found[row["LSOA name"].rpartition(" ")[0], row["Crime type"]] += 1
    return found


KINDS: dict[str, Callable[[str], bool]] = {
    "burglary": lambda kind: kind == "Burglary",
    "vehicle_crime": lambda kind: kind == "Vehicle crime",
    "violence_and_sexual_offences": lambda kind: kind == "Violence and sexual offences",
    "asb_police": lambda kind: kind == "Anti-social behaviour",
    "total_crime": lambda kind: kind != "Anti-social behaviour",
}
AREAS = {name: {name} for name in DISTRICTS} | {
    "Leicestershire": set(DISTRICTS),
    "Leicester, Leicestershire and Rutland": {*DISTRICTS, "Leicester", "Rutland"},
}


def test_every_count_is_a_plain_count_of_the_files(
    loaded: Path, plain_count: Counter[tuple[str, str]]
) -> None:
    day = date(2021, 1, 31)
    release = make_release(loaded, Period.parse("2020/21-Q3"), known_by=day, made_on=day)
    codes = {place.name: place.code for place in reversed(release.places)}
    for key, belongs in KINDS.items():
        for area, districts in AREAS.items():
            found = release.of(key, codes[area])
            assert found is not None
            assert found.figure.numerator == sum(  # type: ignore[union-attr]
                count
                for (district, kind), count in plain_count.items()
                if district in districts and belongs(kind)
            ), (key, area)


@pytest.mark.parametrize(("measure", "value"), [("burglary", 3.66), ("vehicle_crime", 5.00)])
def test_the_county_in_2020(loaded: Path, measure: str, value: float) -> None:
    done = saferboard(
        "measure", measure, "--area", "Leicestershire", "--to", "2020-12", "--json", home=loaded
    )
    assert round(json.loads(done.stdout)["value"], 2) == value


def test_source_rows_and_the_bundled_counts_give_the_same_release(
    loaded: Path, demo: tuple[Path, str]
) -> None:
    for home in (loaded, demo[0]):
        assert saferboard("release", "2021/22-Q4", home=home).returncode == 0
    shown = [
        saferboard("release", "show", "2021/22-Q4", home=home).stdout.split("Known by")[0]
        for home in (loaded, demo[0])
    ]
    assert shown[0] == shown[1]
    assert "Total crime (police.uk)" in shown[0]


def test_loading_again_changes_nothing_and_says_so(loaded: Path, police_data: Path) -> None:
    before = (loaded / "lake" / "manifest.json").read_bytes()
    again = saferboard("load", "police-uk", str(police_data), home=loaded)
    assert again.returncode == 0
    assert "unchanged" in again.stdout
    assert (loaded / "lake" / "manifest.json").read_bytes() == before
