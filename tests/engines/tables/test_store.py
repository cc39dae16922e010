"""The store changes all or nothing, one change at a time, and keeps what a reader may hold."""

import json
import os
import threading
import time
from pathlib import Path

import polars as pl
import pytest

from saferboard.core.faults import Refused
from saferboard.engines.tables.store import KEPT, Source, Store

SOURCE = Source("a", "a.csv", "1" * 64, 1)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def files(store: Store) -> set[str]:
    return {path.name for path in (store.lake / "files").iterdir()}


def age(store: Store) -> None:
    """Let more than the time pass for which dropped files are kept."""
    then = time.time() - KEPT - 60
    for path in (store.lake / "files").iterdir():
        os.utime(path, (then, then))


def test_a_store_never_loaded_holds_nothing(store: Store) -> None:
    assert store.read().entries == ()
    assert store.read().texts("notes") == {}
    assert store.read().frame("cube", "all") is None
    assert not store.lake.exists()


def test_what_is_put_is_read_again(store: Store) -> None:
    with store.change() as change:
        change.put_text("notes", "a.csv", "x,£\r\n", (SOURCE,))
        change.put_frame("cube", "all", pl.DataFrame({"n": [1, 2]}))
    held = store.read()
    assert held.texts("notes") == {"a.csv": "x,£\r\n"}
    frame = held.frame("cube", "all")
    assert frame is not None
    assert frame.collect()["n"].to_list() == [1, 2]
    entry = held.entry("cube", "all")
    assert entry is not None
    assert entry.file == entry.sha256 + ".parquet"


def test_a_change_that_fails_leaves_nothing_behind(store: Store) -> None:
    with store.change() as change:
        change.put_text("notes", "a.csv", "old")
    before = store.read().entries, files(store)

    def fail() -> None:
        with store.change() as change:
            change.put_text("notes", "a.csv", "new")
            change.put_text("notes", "b.csv", "more")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert (store.read().entries, files(store)) == before
    assert list((store.lake / "staging").iterdir()) == []


def test_the_same_content_again_changes_nothing(store: Store) -> None:
    manifests = []
    for _ in range(2):
        with store.change() as change:
            change.put_text("notes", "a.csv", "same", (SOURCE,))
        manifests.append((store.lake / "manifest.json").read_bytes())
    assert manifests[0] == manifests[1]


def test_a_reader_of_the_replaced_store_still_finds_its_files(store: Store) -> None:
    with store.change() as change:
        change.put_text("notes", "a.csv", "old")
    reader = store.read()
    # Long held: what counts is not when the file was made, but when it was dropped.
    age(store)
    for text in ("new", "newer"):
        with store.change() as change:
            change.put_text("notes", "a.csv", text)
    with store.change():
        pass
    assert reader.texts("notes") == {"a.csv": "old"}
    assert len(files(store)) == 3


def test_files_dropped_long_ago_are_swept(store: Store) -> None:
    for text in ("old", "new"):
        with store.change() as change:
            change.put_text("notes", "a.csv", text)
    age(store)
    with store.change():
        pass
    assert len(files(store)) == 1
    assert store.read().texts("notes") == {"a.csv": "new"}


def test_removing_lets_an_entry_go(store: Store) -> None:
    with store.change() as change:
        change.put_text("notes", "a.csv", "x")
    with store.change() as change:
        change.remove("notes", "a.csv")
        change.remove("notes", "never there")
    assert store.read().entries == ()


def test_what_a_killed_change_left_is_swept(store: Store) -> None:
    with store.change():
        pass
    (store.lake / "staging" / "left").mkdir()
    (store.lake / "staging" / "left" / "1.parquet").write_bytes(b"half")
    (store.lake / "files" / "nobody.parquet").write_bytes(b"unnamed")
    age(store)
    with store.change():
        pass
    assert files(store) == set()
    assert list((store.lake / "staging").iterdir()) == []


def test_a_second_change_is_refused_while_one_is_under_way(store: Store) -> None:
    with (
        store.change(),
        pytest.raises(Refused, match="something else is being loaded"),
        store.change(),
    ):
        pass


def test_a_second_change_may_wait_for_the_first(store: Store) -> None:
    asked, said = threading.Event(), []

    def waiting() -> None:
        said.append(1)
        asked.set()

    def second() -> None:
        with store.change(wait=300, waiting=waiting) as change:
            change.put_text("notes", "b.csv", "second")

    with store.change() as change:
        change.put_text("notes", "a.csv", "first")
        thread = threading.Thread(target=second)
        thread.start()
        assert asked.wait(300)
    thread.join(300)
    assert said == [1]
    assert store.read().texts("notes") == {"a.csv": "first", "b.csv": "second"}


@pytest.mark.parametrize("content", ["{", '{"version": 2, "entries": []}', "[]"])
def test_a_manifest_that_cannot_be_read_is_refused(store: Store, content: str) -> None:
    store.lake.mkdir(parents=True)
    (store.lake / "manifest.json").write_text(content)
    with pytest.raises(Refused, match="restore the instance from its backup"):
        store.read()


def test_the_manifest_is_plain_json(store: Store) -> None:
    with store.change() as change:
        change.put_text("notes", "a.csv", "x", (SOURCE,))
    (entry,) = json.loads((store.lake / "manifest.json").read_text())["entries"]
    assert entry["dataset"] == "notes"
    assert entry["sources"][0]["name"] == "a.csv"


def test_a_home_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(Refused, match="choose another place with --home"),
        Store(tmp_path / "file").change(),
    ):
        pass
