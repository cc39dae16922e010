"""A partnership's folder and partners' files in the store; source rows are never overwritten."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from saferboard.core.evidence.periods import Month
from saferboard.core.faults import Refused
from saferboard.core.ingest.police import Changed, ForceMonth
from saferboard.engines.tables.police import load_police
from saferboard.engines.tables.returns import (
    load_csp,
    load_observations,
    load_partnership,
    load_populations,
    partnership_held,
    remove,
)
from saferboard.engines.tables.store import Store
from tests.core.ingest.folder import SOUND
from tests.engines.tables.street import cube_of, put, text

APRIL, MAY = "2021-04", "2021-05"
HEADER = "month,force,district,category,events\n"
COUNTS = HEADER + f"{APRIL},mereshire,Northmere,burglary,7\n{MAY},mereshire,,drugs,9\n"
PEOPLE = "area,year,group,persons,source\nE07000001,2020,all,1111,Other\n"
C2 = Path(__file__).parents[4] / "shared/data/home_office_csp/prc_csp_table_c2_ye_june_2025.csv"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "home")


def sound(**changes: str) -> Mapping[str, str]:
    """The made-up partnership, with the counts above."""
    return {**SOUND, "monthly.csv": COUNTS, **changes}


def test_its_monthly_counts_go_into_the_cube(store: Store) -> None:
    taken = load_partnership(store, sound())
    assert {file.changed for file in taken.files} == {Changed.ADDED}
    assert (taken.placed, taken.skipped, taken.removed) == (2, (), ())
    assert cube_of(store) == {
        (APRIL, "mereshire", "Northmere", "burglary"): 7,
        (MAY, "mereshire", "", "drugs"): 9,
    }
    assert partnership_held(store.read()).name == "Mereshire"


def test_counts_that_are_gone_from_the_folder_are_gone_from_the_cube(store: Store) -> None:
    load_partnership(store, sound())
    fewer = HEADER + f"{MAY},mereshire,,drugs,10\n"
    taken = load_partnership(store, sound(**{"monthly.csv": fewer}))
    changed = {file.name: file for file in taken.files if file.changed is not Changed.UNCHANGED}
    assert list(changed) == ["monthly.csv"]
    assert changed["monthly.csv"].changed is Changed.REPLACED
    assert cube_of(store) == {(MAY, "mereshire", "", "drugs"): 10}


def test_loading_it_again_changes_nothing(store: Store) -> None:
    load_partnership(store, sound())
    manifest = (store.lake / "manifest.json").read_bytes()
    load_partnership(store, sound())
    assert (store.lake / "manifest.json").read_bytes() == manifest


def test_source_rows_keep_their_months(store: Store, tmp_path: Path) -> None:
    load_police(store, [put(tmp_path, APRIL, text(APRIL))])
    taken = load_partnership(store, sound())
    assert taken.skipped == (ForceMonth(Month(2021, 4), "mereshire"),)
    assert taken.placed == 1
    assert cube_of(store) == {
        (APRIL, "mereshire", "Northmere", "burglary"): 1,
        (MAY, "mereshire", "", "drugs"): 9,
    }


def test_source_rows_replace_monthly_counts(store: Store, tmp_path: Path) -> None:
    load_partnership(store, sound())
    load_police(store, [put(tmp_path, MAY, text(MAY))])
    assert cube_of(store)[MAY, "mereshire", "Northmere", "burglary"] == 1
    assert (MAY, "mereshire", "", "drugs") not in cube_of(store)
    assert load_partnership(store, sound()).placed == 1


def test_source_rows_are_let_go_when_asked(store: Store, tmp_path: Path) -> None:
    put(tmp_path, APRIL, text(APRIL, [("", ""), ("Northmere 001A", "Drugs")]))
    put(tmp_path, APRIL, text(APRIL), force="fellshire")
    put(tmp_path, MAY, text(MAY))
    load_police(store, [tmp_path])
    taken = load_partnership(store, sound(), over_rows=True)
    assert (taken.placed, taken.skipped) == (2, ())
    assert cube_of(store) == {
        (APRIL, "mereshire", "Northmere", "burglary"): 7,
        (APRIL, "fellshire", "Northmere", "burglary"): 1,
        (MAY, "mereshire", "", "drugs"): 9,
    }
    held = store.read()
    assert [(e.key, e.rows) for e in held.of("rows")] == [(APRIL, 1)]
    assert held.of("rejects") == ()


def test_a_faulty_folder_changes_nothing(store: Store) -> None:
    load_partnership(store, sound())
    before = store.read()
    with pytest.raises(Refused):
        load_partnership(store, sound(**{"populations.csv": PEOPLE.replace("1111", "-1")}))
    assert store.read() == before


def test_a_file_no_longer_in_the_folder_is_let_go(store: Store) -> None:
    load_partnership(store, sound())
    with store.change() as change:
        change.put_text("partnership", "old.csv", "from an earlier version")
    assert load_partnership(store, sound()).removed == ("old.csv",)
    assert store.read().entry("partnership", "old.csv") is None


def test_populations_loaded_beside_win(store: Store) -> None:
    load_partnership(store, sound())
    taken = load_populations(store, "new.csv", PEOPLE)
    assert (taken.changed, taken.rows) == (Changed.ADDED, 1)
    found = partnership_held(store.read()).populations
    people = {(p.area, p.year): p.persons for p in found.rows}
    assert people["E07000001", 2020] == 1111
    assert people["E07000002", 2020] == 2000
    again = load_populations(store, "new.csv", PEOPLE.replace("1111", "1112"))
    assert (again.changed, again.before) == (Changed.REPLACED, 1)
    with pytest.raises(Refused):
        load_populations(store, "new.csv", PEOPLE.replace("1111", "-5"))


def test_observations_loaded_beside_win(store: Store) -> None:
    load_partnership(store, sound())
    before = partnership_held(store.read()).observations
    restated = SOUND["observations.csv"].replace(",odd\n", ",corrected\n")
    taken = load_observations(store, "later.csv", restated)
    assert taken.rows == len(before)
    after = partnership_held(store.read()).observations
    assert len(after) == len(before)
    assert ["odd" in {o.note for o in rows} for rows in (before, after)] == [True, False]
    assert load_observations(store, "later.csv", restated).changed is Changed.UNCHANGED


OWN = "\n".join(SOUND["observations.csv"].splitlines()[:1]) + "\n"
WITHOUT_FELL = {
    "areas.csv": SOUND["areas.csv"].replace("E06000001,Fell,unitary,E23000001,,,\n", ""),
    "populations.csv": SOUND["populations.csv"].replace("E06000001,2020,all,3000,ONS\n", ""),
}


def without_repeats() -> Mapping[str, str]:
    """The partnership after it gave up a measure that returns were loaded for."""
    text = SOUND["measures.toml"]
    start, end = (text.index(f'[[measures]]\nkey = "{key}"') for key in ("repeats", "entrants"))
    kept = (text[:start] + text[end:]).replace('overlaps = ["repeats"]\n', "")
    headers = {name: SOUND[name].splitlines()[0] + "\n" for name in ("printed.csv",)}
    return sound(**{"measures.toml": kept, "observations.csv": OWN, **headers})


def test_a_folder_that_loaded_returns_do_not_fit_is_refused(store: Store) -> None:
    load_partnership(store, sound())
    load_observations(store, "later.csv", SOUND["observations.csv"])
    before = store.read()
    with pytest.raises(Refused) as error:
        load_partnership(store, without_repeats())
    first, *rest = error.value.faults
    assert first.where == "observations/later.csv"
    assert "saferboard load remove observations/later.csv" in first.remedy
    assert any("no measure 'repeats'" in fault.what for fault in rest)
    assert store.read() == before


def test_loaded_populations_that_a_folder_has_no_area_for_are_told_too(store: Store) -> None:
    load_partnership(store, sound())
    load_observations(store, "later.csv", SOUND["observations.csv"])
    load_populations(store, "fell.csv", PEOPLE.replace("E07000001", "E06000001"))
    with pytest.raises(Refused) as error:
        load_partnership(store, {**without_repeats(), **WITHOUT_FELL})
    places = {fault.where for fault in error.value.faults}
    assert {"observations/later.csv", "populations/fell.csv"} <= places


def test_a_file_let_go_lets_the_folder_in(store: Store) -> None:
    load_partnership(store, sound())
    load_observations(store, "later.csv", SOUND["observations.csv"])
    assert remove(store, "later.csv") == "observations/later.csv"
    load_partnership(store, without_repeats())
    assert partnership_held(store.read()).measure("repeats") is None


def test_a_file_that_does_not_fit_can_be_replaced_by_one_that_does(store: Store) -> None:
    """However the store came to hold it: a version before this one took such folders in."""
    load_partnership(store, without_repeats())
    with store.change() as change:
        change.put_text("observations", "later.csv", SOUND["observations.csv"])
        change.put_text("populations", "fell.csv", PEOPLE.replace("E07000001", "E99999999"))
    with pytest.raises(Refused, match="does not fit"):
        partnership_held(store.read())
    assert load_observations(store, "later.csv", OWN).changed is Changed.REPLACED
    assert load_populations(store, "fell.csv", PEOPLE).changed is Changed.REPLACED
    assert partnership_held(store.read()).observations == ()


def test_the_file_to_let_go_must_be_one(store: Store) -> None:
    load_partnership(store, sound())
    load_observations(store, "new.csv", SOUND["observations.csv"])
    load_populations(store, "new.csv", PEOPLE)
    for name, words in (("new.csv", "2 files held"), ("monthly.csv", "no files held")):
        with pytest.raises(Refused, match=words) as error:
            remove(store, name)
        assert "observations/new.csv, populations/new.csv" in error.value.faults[0].expected
    assert remove(store, "populations/new.csv") == "populations/new.csv"
    assert [e.dataset for e in store.read().entries if e.key == "new.csv"] == ["observations"]


def test_nothing_can_be_read_before_a_partnership_is_loaded(store: Store) -> None:
    with pytest.raises(Refused, match="no partnership is loaded"):
        load_populations(store, "new.csv", PEOPLE)


@pytest.mark.shared
@pytest.mark.skipif(not C2.is_file(), reason="the real data is not beside the repository")
def test_table_c2_is_kept_by_its_year(store: Store) -> None:
    table = C2.read_text("utf-8")
    taken = load_csp(store, C2.name, table)
    assert taken.rows > 300
    assert taken.notes
    assert [e.key for e in store.read().of("csp")] == ["june-2025.csv"]
    assert load_csp(store, "copy.csv", table).changed is Changed.UNCHANGED
