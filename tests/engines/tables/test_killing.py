"""Killed at any moment, the store is the old one or the new one, whole, and loads go on."""

import random
import signal
import time
from pathlib import Path

import pytest

from saferboard.engines.tables.police import load_police
from saferboard.engines.tables.store import Store
from tests.engines.tables.loading import start
from tests.engines.tables.street import contents, put, text

MONTHS = [f"2021-{month:02d}" for month in range(1, 4)]
FORCES = ("mereshire", "fellshire")
KILLS = 15
LSOAS = [f"Northmere {n:03d}A" for n in range(40)]


def country(folder: Path, rows: int) -> Path:
    """Two forces, six months."""
    for month in MONTHS:
        for force in FORCES:
            put(folder, month, text(month, [(n, "Drugs") for n in LSOAS] * rows), force)
    return folder


@pytest.fixture
def old_and_new(tmp_path: Path) -> tuple[Path, Path]:
    return country(tmp_path / "old", 40), country(tmp_path / "new", 60)


def rows_held(store: Store) -> dict[tuple[str, str], int]:
    """Rows of every entry, each entry read."""
    contents(store)
    return {(entry.dataset, entry.key): entry.rows for entry in store.read().entries}


def test_killed_at_random_moments(tmp_path: Path, old_and_new: tuple[Path, Path]) -> None:
    """Loads of the old and of the new data by turns, from the start of a load to its end."""
    wholes = []
    for folder in old_and_new:
        load_police(Store(tmp_path / f"whole-{folder.name}"), [folder])
        wholes.append(rows_held(Store(tmp_path / f"whole-{folder.name}")))
    home = tmp_path / "home"
    store = Store(home)
    load_police(store, [old_and_new[0]])
    process = start(home, old_and_new[1])
    began = time.monotonic()
    process.communicate(timeout=300)
    whole_time = time.monotonic() - began
    chance = random.Random(20210401)
    kills, holds = 0, 1
    for _ in range(4 * KILLS):
        process = start(home, old_and_new[1 - holds])
        moment = chance.uniform(0, whole_time)
        time.sleep(moment)
        process.kill()
        process.communicate()
        found = rows_held(store)
        assert found in wholes
        if process.returncode == -signal.SIGKILL:
            kills += 1
        else:
            assert found == wholes[1 - holds]
            whole_time = moment  # the first took longer than most: each miss aims better
        holds = wholes.index(found)
        if kills == KILLS:
            break
    assert kills == KILLS
    load_police(store, [old_and_new[1 - holds]])
    assert rows_held(store) == wholes[1 - holds]


def test_killed_at_every_step_of_the_commit(tmp_path: Path, old_and_new: tuple[Path, Path]) -> None:
    """Three months of rows and the cube are moved into place, then the manifest."""
    home = tmp_path / "home"
    store = Store(home)
    load_police(store, [old_and_new[0]])
    before = contents(store)
    renamings = len(MONTHS) + 2
    for step in range(1, renamings + 1):
        process = start(home, old_and_new[1], "--die-at", step)
        process.communicate(timeout=300)
        assert process.returncode == -signal.SIGKILL
        assert contents(store) == before
    assert list((store.lake / "staging").iterdir()) != []
    process = start(home, old_and_new[1], "--die-at", renamings + 1)
    process.communicate(timeout=300)
    assert process.returncode == 0
    assert contents(store) != before
    assert list((store.lake / "staging").iterdir()) == []
