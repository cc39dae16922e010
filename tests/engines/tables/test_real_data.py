"""The real months of police.uk for Leicestershire, against a plain count of the files."""

import csv
import gzip
from collections import Counter
from pathlib import Path

import pytest

from saferboard.cli.folder import read_folder
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.ingest.partnership import read_partnership
from saferboard.core.ingest.police import category
from saferboard.core.partnership import Partnership
from saferboard.engines.tables import measures
from saferboard.engines.tables.police import load_police
from saferboard.engines.tables.store import Store

ROOT = Path(__file__).parents[3]
POLICE = ROOT.parent / "shared" / "data" / "police_uk" / "leicestershire"
COUNTY, DENOMINATOR = "E10000018", 713_085
YEAR = Period(Month(2020, 1), Month(2020, 12))

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not POLICE.is_dir(), reason="the real data is not beside the repository"),
]


@pytest.fixture(scope="module")
def partnership() -> Partnership:
    files = read_folder(ROOT / "partnerships" / "leicestershire")
    return read_partnership(files)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, partnership: Partnership) -> Store:
    store = Store(tmp_path_factory.mktemp("real"))
    report = load_police(store, [POLICE], areas=partnership.areas)
    assert len(report.loaded) == 29
    return store


@pytest.fixture(scope="module")
def plain() -> Counter[tuple[str, str, str]]:
    """Month, district and category of every row, with nothing but the csv module."""
    found: Counter[tuple[str, str, str]] = Counter()
    for path in sorted(POLICE.glob("*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                district = " ".join(row["LSOA name"].split(" ")[:-1])
                found[row["Month"], district, category(row["Crime type"])] += 1
    return found


def test_every_count_equals_a_plain_count(
    store: Store, plain: Counter[tuple[str, str, str]]
) -> None:
    frame = store.read().frame("cube", "all")
    assert frame is not None
    rows = frame.collect().iter_rows()
    assert {(f"{m:%Y-%m}", d, c): n for m, _, d, c, n in rows} == plain


def test_the_countys_rates_of_2020(store: Store, partnership: Partnership) -> None:
    frame = store.read().frame("cube", "all")
    assert frame is not None
    whole = frame.collect()
    forces = measures.forces_of(
        partnership.areas, frozenset(whole["force"]), partnership.area, partnership.force
    )
    monthly = measures.monthly(
        measures.measured(whole, partnership.measures, partnership.areas, forces)
    )
    people = partnership.populations.denominator(partnership.areas, COUNTY, "all", 2020)
    assert people is not None
    assert (people.persons, people.year) == (DENOMINATOR, 2020)

    def per_thousand(key: str) -> float:
        events = sum(monthly[key, COUNTY][month] for month in YEAR.months)
        return round(1000 * events / people.persons, 2)

    assert per_thousand("burglary") == 3.66
    assert per_thousand("vehicle_crime") == 5.00
    held = {what.month for what in measures.held_in(whole) if what.force == "leicestershire"}
    assert held == set(Period(Month(2019, 12), Month(2022, 4)).months)


def test_districts_and_rows_not_placed_make_up_the_whole(
    store: Store, partnership: Partnership, plain: Counter[tuple[str, str, str]]
) -> None:
    frame = store.read().frame("cube", "all")
    assert frame is not None
    whole = frame.collect()
    found = measures.unplaced(whole, partnership.areas, "leicestershire", YEAR)
    names = {name.casefold() for area in partnership.areas for name in area.names}
    within_year = {key: n for key, n in plain.items() if key[0].startswith("2020")}
    placed = sum(n for (_, district, _), n in within_year.items() if district.casefold() in names)
    assert placed + found.events == sum(within_year.values())


def test_the_bundled_counts_are_those_of_the_files(
    partnership: Partnership, plain: Counter[tuple[str, str, str]]
) -> None:
    bundled = {(str(r.month), r.district, r.category): r.events for r in partnership.monthly}
    assert bundled == plain
