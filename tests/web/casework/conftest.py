"""What tests of casework share: the bundled procedures, and no second step to take."""

from typing import Any

import pytest

from tests.web.casework.world import declare


@pytest.fixture(autouse=True)
def _declared(db: None, settings: Any) -> None:
    settings.SECOND_STEP = False
    declare()
