"""Any procedure by its own pages, without the rooms that take its steps on pages of theirs."""

import pytest

from saferboard.web.casework.running.panels import TAKING


@pytest.fixture(autouse=True)
def _no_pages_of_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    for step in list(TAKING):
        monkeypatch.delitem(TAKING, step)
