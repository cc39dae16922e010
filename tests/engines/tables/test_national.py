"""The newest Table C2: what was loaded by itself before the folder's, people from the folder."""

from pathlib import Path

import pytest

from saferboard.core.evidence.periods import Month
from saferboard.core.ingest.csp_populations import COLUMNS, FILE, NATIONAL, TABLE
from saferboard.engines.tables.national import national
from saferboard.engines.tables.returns import inputs, load_csp, load_partnership
from saferboard.engines.tables.store import Store
from tests.core.ingest.folder import SOUND
from tests.core.ingest.test_csp import cells, text

PEOPLE = ",".join(COLUMNS) + "\nE22000063,Poole,2020,150000,1,mid-2020\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "home")


def table(year: str) -> str:
    return text(cells()).replace("June 2025", year)


def test_nothing_is_held(store: Store) -> None:
    load_partnership(store, SOUND)
    assert national(store.read()) is None


def test_the_folder_has_a_table_and_people(store: Store) -> None:
    load_partnership(store, {**SOUND, TABLE: table("June 2025"), FILE: PEOPLE})
    found = national(store.read())
    assert found is not None
    assert found.table.year_ending == "June 2025"
    assert found.source == f"partnership/{TABLE}"
    assert found.people["E22000063"].persons == 150_000
    assert len(found.sha256) == len(found.people_sha256) == 64


def test_a_table_loaded_by_itself_wins_within_a_year_and_the_later_year_always(
    store: Store,
) -> None:
    load_partnership(store, {**SOUND, TABLE: table("June 2025")})
    load_csp(store, "mine.csv", table("June 2025").replace('"1,000 "', '"1,001 "'))
    found = national(store.read())
    assert found is not None
    assert found.source == "csp/mine.csv"
    assert (found.people, found.people_sha256) == ({}, "")
    load_csp(store, "old.csv", table("December 2024"))
    load_csp(store, "new.csv", table("September 2025"))
    newest = national(store.read())
    assert newest is not None
    assert newest.table.year_ending == "September 2025"


def test_no_release_is_made_from_it(store: Store) -> None:
    load_partnership(store, {**SOUND, TABLE: table("June 2025"), FILE: PEOPLE})
    names = {used.name for used in inputs(store.read(), Month(2021, 4))}
    assert names
    assert not names & {f"partnership/{name}" for name in NATIONAL}
