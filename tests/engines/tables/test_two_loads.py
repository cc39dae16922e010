"""Two loads at once: one waits for the other, and both are in the store."""

from pathlib import Path

from saferboard.engines.tables.store import Store
from tests.engines.tables.loading import start
from tests.engines.tables.street import cube_of, put, text


def test_two_loads_at_once_both_end_well(tmp_path: Path) -> None:
    months = ("2021-04", "2021-05", "2021-06", "2021-07")
    for month in months:
        put(tmp_path / month, month, text(month))
    loads = [start(tmp_path / "home", tmp_path / month) for month in months]
    for process in loads:
        _, said = process.communicate(timeout=300)
        assert process.returncode == 0, said
    assert sorted(month for month, *_ in cube_of(Store(tmp_path / "home"))) == list(months)
