"""What the officer's first page says of people and of messages."""

from datetime import timedelta

import pytest

from saferboard.core.casework.vetting import Level
from saferboard.web.casework.lock import governing
from saferboard.web.casework.running.models import RefusedMessage
from saferboard.web.directory.models import User
from tests.web.casework import world
from tests.web.casework.protection import held
from tests.web.casework.protection.held import LONG_AGO, service

pytestmark = pytest.mark.django_db


def overview(me: User) -> str:
    """The page as the officer sees it."""
    return held.browser(me).get("/cases/protection/").content.decode()


@pytest.fixture
def me() -> User:
    return held.officer()


def test_who_is_checked_for_less_than_the_lock_needs_is_told_as_not_vetted(me: User) -> None:
    user = world.worker("one", "blaby", "asb-officer", vetted=False)
    none = "Whoever works for an agency is vetted."
    assert none not in overview(me)
    said = {"by": "t", "user": user, "issued": world.NOW, "expires": None}
    governing.record_vetting(level=Level.ENHANCED_DBS, **said)
    assert none not in overview(me)
    said["expires"] = world.NOW + timedelta(days=90)
    governing.record_vetting(level=Level.NPPV1, **said)
    assert none in overview(me)


def test_messages_outside_the_lines_name_roles_by_their_titles(me: User) -> None:
    case = held.case(closed=LONG_AGO)
    with service():
        held.fill(RefusedMessage, case, from_role="asb-officer", to_role="asb-manager")
    page = overview(me)
    assert "ASB officer at" in page
    assert "asb-manager" not in page
