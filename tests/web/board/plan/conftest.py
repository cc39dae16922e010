"""A board with the bundled partnership's rules and the four meetings of 2030/31, all to come."""

from datetime import date, time

import pytest
from django.test import Client

from saferboard.core.directory.permissions import Role
from saferboard.web.board.meetings.models import Meeting
from saferboard.web.board.plan import actions, ruling
from saferboard.web.directory.models import Body, User
from tests.web.board import plan_samples
from tests.web.board.plan_samples import declared

YEAR = 2030


@pytest.fixture
def board(db: None) -> Body:
    """The Board, the partners that have slots, and the posts that present."""
    return plan_samples.board()


@pytest.fixture
def ruled(board: Body) -> Body:
    """The Board with its rules and its days."""
    ruling.take_in(declared(), by="clerk")
    return board


@pytest.fixture
def year(ruled: Body) -> list[Meeting]:
    """Its meetings of the year, arranged."""
    return actions.arrange_meetings(by="clerk", body=ruled, year=YEAR)


@pytest.fixture
def filled(year: list[Meeting], ruled: Body) -> Body:
    """The year, filled from the rules."""
    actions.fill(by="clerk", body=ruled, year=YEAR)
    return ruled


def meeting(body: Body, day: date, state: str = "planned") -> Meeting:
    """A meeting on a day."""
    return Meeting.objects.create(body=body, date=day, starts=time(10), state=state)


def signed_in(role: Role) -> Client:
    """Somebody with this role alone; the second step is another test's business."""
    user = User.objects.create(
        post=role.value, email=f"{role.value}@example.org", roles=[role.value], created_by="tests"
    )
    client = Client()
    client.force_login(user)
    return client
