"""Loading police.uk: every row accounted for, months replaced, the same content told as such."""

import gzip
import zipfile
from pathlib import Path

import polars as pl
import pytest

from saferboard.core.directory.areas import Area, AreaKind, Areas
from saferboard.core.evidence.periods import Month
from saferboard.core.ingest.police import HEADER_LINE, Changed, Loaded
from saferboard.engines.tables.police import load_police
from saferboard.engines.tables.store import Store
from tests.engines.tables.street import contents, crime_id, cube_of, line, put, text

APRIL, MAY = "2021-04", "2021-05"
BURGLARY = ("Northmere 001A", "Burglary")
THEFT = ("South Mere 002B", "Theft from the person")
NOWHERE = ("", "Anti-social behaviour")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "home")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "download"


def load(store: Store, *paths: Path) -> list[Loaded]:
    return list(load_police(store, paths).loaded)


def test_capitals_in_a_file_name_do_not_matter(store: Store, tmp_path: Path) -> None:
    path = put(tmp_path / "data", MAY, text(MAY))
    path = path.rename(path.with_name(path.name.upper()))
    (loaded,) = load_police(store, [path]).loaded
    assert str(loaded.what.month) == MAY


def test_a_crime_type_not_seen_before_is_kept_and_told(store: Store, tmp_path: Path) -> None:
    rows = [("Northmere 001A", "Burglary"), ("Northmere 001A", "Space piracy")]
    (loaded,) = load_police(store, [put(tmp_path / "data", MAY, text(MAY, rows))]).loaded
    assert loaded.rows == 2
    assert loaded.strange == (("space_piracy", 1),)


def test_rows_become_a_month_of_rows_and_a_cube(store: Store, folder: Path) -> None:
    put(folder, APRIL, text(APRIL, [BURGLARY, BURGLARY, THEFT, NOWHERE]))
    (loaded,) = load(store, folder)
    assert (loaded.changed, loaded.before, loaded.rows) == (Changed.ADDED, 0, 4)
    assert (loaded.rejects, loaded.unassigned, loaded.repeated) == ((), 1, 0)
    assert cube_of(store) == {
        (APRIL, "mereshire", "Northmere", "burglary"): 2,
        (APRIL, "mereshire", "South Mere", "theft_from_the_person"): 1,
        (APRIL, "mereshire", "", "anti_social_behaviour"): 1,
    }
    rows = store.read().frame("rows", APRIL)
    assert rows is not None
    first = rows.collect().row(0, named=True)
    assert first["crime_id"] == crime_id(APRIL, 0)
    assert (first["force"], first["lsoa_name"]) == ("mereshire", "Northmere 001A")
    assert (first["longitude"], first["context"]) == ("-1.1", None)


def test_crime_types_that_differ_in_case_are_one_category(store: Store, folder: Path) -> None:
    put(folder, APRIL, text(APRIL, [BURGLARY, ("Northmere 001A", "BURGLARY")]))
    (loaded,) = load(store, folder)
    assert loaded.rows == 2
    assert cube_of(store) == {(APRIL, "mereshire", "Northmere", "burglary"): 2}


def test_folders_zips_and_packed_files_give_the_same(store: Store, folder: Path) -> None:
    put(folder, APRIL, text(APRIL))
    packed = folder / MAY / f"{MAY}-mereshire-street.csv.gz"
    packed.parent.mkdir()
    packed.write_bytes(gzip.compress(text(MAY).encode()))
    load(store, folder)
    archive = folder.with_suffix(".zip")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
        for path in (folder / APRIL).iterdir():
            out.write(path, f"{APRIL}/{path.name}")
        out.writestr(f"{MAY}/{MAY}-mereshire-street.csv", text(MAY))
        out.writestr(f"{MAY}/{MAY}-mereshire-outcomes.csv", "another table")
    report = load_police(store, [archive])
    assert [row.changed for row in report.loaded] == [Changed.UNCHANGED] * 2
    assert report.ignored == (f"{archive}: {MAY}/{MAY}-mereshire-outcomes.csv: outcomes file",)
    other = Store(store.lake.parent / "other")
    load(other, archive)
    assert cube_of(other) == cube_of(store)


def test_a_file_may_be_given_by_name(store: Store, folder: Path) -> None:
    path = put(folder, APRIL, text(APRIL))
    put(folder, MAY, text(MAY))
    (loaded,) = load(store, path)
    assert loaded.what.month == Month(2021, 4)


def test_the_same_content_again_is_told_and_changes_nothing(store: Store, folder: Path) -> None:
    put(folder, APRIL, text(APRIL))
    load(store, folder)
    manifest = (store.lake / "manifest.json").read_bytes()
    (again,) = load(store, folder)
    assert (again.changed, again.before, again.rows) == (Changed.UNCHANGED, 1, 1)
    assert (store.lake / "manifest.json").read_bytes() == manifest


def test_a_forces_month_is_replaced_and_others_stay(store: Store, folder: Path) -> None:
    put(folder, APRIL, text(APRIL, [BURGLARY] * 3))
    put(folder, MAY, text(MAY))
    put(folder, APRIL, text(APRIL, [NOWHERE] * 2), force="fellshire")
    load(store, folder)
    path = put(folder, APRIL, text(APRIL, [THEFT] * 5))
    (loaded,) = load(store, path)
    assert (loaded.changed, loaded.before, loaded.rows) == (Changed.REPLACED, 3, 5)
    assert cube_of(store) == {
        (APRIL, "mereshire", "South Mere", "theft_from_the_person"): 5,
        (APRIL, "fellshire", "", "anti_social_behaviour"): 2,
        (MAY, "mereshire", "Northmere", "burglary"): 1,
    }
    entry = store.read().entry("rows", APRIL)
    assert entry is not None
    assert [(s.part, s.rows) for s in entry.sources] == [("fellshire", 2), ("mereshire", 5)]
    contents(store)


def test_a_new_month_leaves_the_files_of_others_alone(store: Store, folder: Path) -> None:
    put(folder, APRIL, text(APRIL))
    load(store, folder)
    before = contents(store)["rows", APRIL]
    path = put(folder, MAY, text(MAY))
    load(store, path)
    assert contents(store)["rows", APRIL] == before


def test_a_row_without_crime_type_is_rejected_and_listed(store: Store, folder: Path) -> None:
    rows = [BURGLARY, ("Northmere 001A", ""), THEFT, ("", "")]
    path = put(folder, APRIL, text(APRIL, rows))
    (loaded,) = load(store, folder)
    assert loaded.rows == 2
    assert [(r.line, r.reason) for r in loaded.rejects] == [
        (3, "no crime type"),
        (5, "no crime type"),
    ]
    listed = store.read().texts("rejects")
    assert listed == {f"{APRIL}-mereshire.csv": "line,reason\n3,no crime type\n5,no crime type\n"}
    path.write_text(text(APRIL, [BURGLARY]))
    load(store, folder)
    assert store.read().texts("rejects") == {}


def test_a_crime_type_of_nothing_in_quotation_marks_is_none(store: Store, folder: Path) -> None:
    content = text(APRIL, [("Northmere 001A", "Drugs"), ("Northmere 001A", '""')])
    path = put(folder, APRIL, content)
    (loaded,) = load_police(store, [path]).loaded
    assert (loaded.rows, [r.line for r in loaded.rejects]) == (1, [3])


def test_repeated_crime_ids_are_counted_and_kept(store: Store, folder: Path) -> None:
    lines = [line(APRIL, BURGLARY, its_id) for its_id in ("a", "b", "a", "a", "", "")]
    put(folder, APRIL, "\n".join([HEADER_LINE, *lines]))
    (loaded,) = load(store, folder)
    assert (loaded.rows, loaded.repeated) == (6, 2)


def test_windows_line_ends_and_quotation_marks_are_taken(store: Store, folder: Path) -> None:
    lines = [
        line(APRIL, BURGLARY, context='"one, two"'),
        line(APRIL, BURGLARY, context='"a line\nand another"'),
        line(APRIL, BURGLARY),
    ]
    put(folder, APRIL, "\r\n".join([HEADER_LINE, *lines]) + "\r\n")
    (loaded,) = load(store, folder)
    assert (loaded.rows, loaded.rejects) == (3, ())
    frame = store.read().frame("rows", APRIL)
    assert frame is not None
    found = frame.select("context").collect()["context"].to_list()
    assert found == ["one, two", "a line\nand another", None]


def test_a_file_given_twice_is_taken_once(store: Store, folder: Path, tmp_path: Path) -> None:
    put(folder, APRIL, text(APRIL))
    copy = put(tmp_path / "copy", APRIL, text(APRIL))
    report = load_police(store, [folder, copy])
    assert [row.rows for row in report.loaded] == [1]
    assert len(report.ignored) == 1
    assert "the same as" in report.ignored[0]


def test_districts_of_no_area_are_told_and_kept(store: Store, folder: Path) -> None:
    areas = Areas([Area("E07000001", "North Mere", AreaKind.DISTRICT, aliases=("NORTHMERE",))])
    put(folder, APRIL, text(APRIL, [BURGLARY, THEFT, NOWHERE]))
    (loaded,) = load_police(store, [folder], areas=areas).loaded
    assert loaded.elsewhere == (("South Mere", 1),)
    assert loaded.rows == 3


def test_progress_is_told_month_by_month(store: Store, folder: Path) -> None:
    put(folder, APRIL, text(APRIL))
    put(folder, MAY, text(MAY))
    told: list[tuple[int, int, str]] = []
    load_police(store, [folder], progress=lambda *step: told.append(step))
    assert told == [(1, 2, APRIL), (2, 2, MAY)]


def test_odd_folder_names_do_not_matter(store: Store, tmp_path: Path) -> None:
    put(tmp_path / "a [1] *?", APRIL, text(APRIL))
    assert [row.rows for row in load(store, tmp_path)] == [1]


def test_the_cube_lies_in_the_order_pages_read_it(store: Store, folder: Path) -> None:
    put(folder, MAY, text(MAY, [THEFT, BURGLARY]))
    put(folder, APRIL, text(APRIL, [THEFT, BURGLARY]))
    load(store, folder)
    frame = store.read().frame("cube", "all")
    assert frame is not None
    whole = frame.collect()
    assert whole.equals(whole.sort("district", "month", "force", "category"))
    assert whole.schema["events"] == pl.Int64
