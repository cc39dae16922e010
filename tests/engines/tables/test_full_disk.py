"""A disk that fills up while loading: refused in words, the store as it was."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from saferboard.core.faults import Refused
from saferboard.engines.tables.disk import full_disk_refused, is_full
from saferboard.engines.tables.police import load_police
from saferboard.engines.tables.store import Store
from tests.engines.tables.loading import start
from tests.engines.tables.street import contents, put, text

APRIL, MAY = "2021-04", "2021-05"
MANY = [(f"Northmere {n:03d}A", "Drugs") for n in range(100)] * 30


def mount(*options: str) -> bool:
    return subprocess.run(["mount", *options], capture_output=True, check=False).returncode == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 32 KB, in memory. Making one needs rights that not everyone has."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not mount("-t", "tmpfs", "-o", "size=32k", "tmpfs", str(folder)):
        pytest.skip("this account may not mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_at_every_size(small_disk: Path, tmp_path: Path) -> None:
    """From hardly any room to enough: every load is refused until one succeeds."""
    store = Store(small_disk)
    load_police(store, [put(tmp_path / "old", APRIL, text(APRIL))])
    before = contents(store)
    new = put(tmp_path / "new", MAY, text(MAY, MANY))
    refusals = 0
    while refusal := refused(store, new):
        assert "the disk is full" in refusal
        assert contents(store) == before
        refusals += 1
        assert mount("-o", f"remount,size={32 + 12 * refusals}k", str(small_disk))
    assert refusals > 2
    assert set(contents(store)) == {*before, ("rows", MAY)}


def refused(store: Store, path: Path) -> str:
    """The words of a refusal to load, empty if there was none."""
    try:
        load_police(store, [path])
    except Refused as error:
        return str(error)
    return ""


@pytest.mark.parametrize("limit", [512, 4096, 20_000])
def test_a_file_that_may_not_grow(tmp_path: Path, limit: int) -> None:
    home = tmp_path / "home"
    store = Store(home)
    load_police(store, [put(tmp_path / "old", APRIL, text(APRIL))])
    before = contents(store)
    put(tmp_path / "new", MAY, text(MAY, MANY))
    process = start(home, tmp_path / "new", "--file-limit", limit)
    _, said = process.communicate()
    assert process.returncode == 1
    assert "the disk is full; nothing was changed" in said
    assert contents(store) == before


def test_other_errors_are_not_taken_for_a_full_disk(tmp_path: Path) -> None:
    assert not is_full(FileNotFoundError(2, "gone"))
    assert not is_full(OSError("no number"))
    with pytest.raises(FileNotFoundError), full_disk_refused(tmp_path):
        (tmp_path / "gone").read_text()
