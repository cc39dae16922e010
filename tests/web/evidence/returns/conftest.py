"""An instance of its own for each test of returns: its store, its kept files, its posts."""

from pathlib import Path
from typing import Any

import pytest

from saferboard.web.evidence.returns import queries
from tests.web.evidence.returns.samples import World, world


@pytest.fixture
def loaded(db: None, tmp_path: Path, settings: Any) -> World:
    settings.HOME = tmp_path / "home"
    settings.MEDIA_ROOT = settings.HOME / "media"
    queries._partnership.cache_clear()
    return world(settings.HOME)
