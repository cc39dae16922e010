"""What tests of people share: a family in two cases, and what happens after each commit."""

from typing import Any

import pytest

from saferboard.core.casework.people.records import Address, Born
from saferboard.web.casework.people import matching
from tests.web.casework import world
from tests.web.casework.people.folk import (
    Folk,
    known,
)

pytestmark = pytest.mark.django_db
NAMESAKE = known(born=Born(1971, 5, 20), addresses=(Address("9 Other Road", "ZZ9 9BB"),), phones=())
SAME, RELATIVES = "may be one person", "probably relatives"


@pytest.fixture
def folk() -> Folk:
    return Folk.new()


@pytest.fixture(autouse=True)
def _after_commit(django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests never commit: what would be done after it is done at once."""
    monkeypatch.setattr(matching, "soon", lambda pks: matching.look(pks, world.NOW))
