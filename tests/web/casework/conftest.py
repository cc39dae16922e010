"""What tests of casework share: the bundled procedures, and no second step to take."""

from pathlib import Path
from typing import Any

import pytest

from tests.web.casework.world import declare


@pytest.fixture(autouse=True)
def _declared(db: None, settings: Any) -> None:
    settings.SECOND_STEP = False
    declare()


@pytest.fixture
def own_folder(settings: Any, tmp_path: Path) -> None:
    """Files and figures in a folder of the test's own, and no scanner."""
    settings.MEDIA_ROOT, settings.HOME, settings.SCANNER = tmp_path, tmp_path / "home", []
