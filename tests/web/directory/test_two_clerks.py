"""Two clerks at the same moment: one is done, the other refused; never both."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from saferboard.core.faults import Refused
from saferboard.web.directory import actions
from saferboard.web.directory.models import Seat, SeatRole, Tenure
from saferboard.web.directory.versions import stamp
from tests.web.directory.people_samples import JUNE, SEPTEMBER, Table, table

# SQLite's tests live in memory, where one connection is all there is; its file takes one writer.
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="needs PostgreSQL's many writers"),
]


@pytest.fixture
def round_it() -> Table:
    return table()


def at_once(*acts: Callable[[], Any]) -> list[bool]:
    """Whether each was done; all begin together."""
    start = Barrier(len(acts))

    def one(act: Callable[[], Any]) -> bool:
        try:
            start.wait(120)
            act()
        except Refused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_two_appointments_to_one_post(round_it: Table) -> None:
    for number in range(5):  # the two may miss each other once, but hardly five times
        post = actions.add_post(by="clerk", title=f"Post {number}", organisation=round_it.council)
        done = at_once(
            *(
                lambda name=name, post=post: actions.appoint(
                    by=name, post=post, name=f"{name}. Example", since=JUNE
                )
                for name in "XY"
            )
        )
        assert sorted(done) == [False, True]
        assert Tenure.objects.filter(post=post).count() == 1


def test_two_chairs_of_one_body(round_it: Table) -> None:
    done = at_once(
        *(
            lambda post=post: actions.seat(
                by="clerk", body=round_it.group, post=post, role=SeatRole.CHAIR, since=JUNE
            )
            for post in (round_it.lead, round_it.deputy)
        )
    )
    assert sorted(done) == [False, True]
    assert Seat.objects.filter(body=round_it.group).count() == 1


def test_two_ends_of_one_tenure(round_it: Table) -> None:
    seen = stamp(round_it.tenure)
    done = at_once(
        *(
            lambda until=until: actions.end_tenure(
                by="clerk", tenure=round_it.tenure, seen=seen, until=until
            )
            for until in (JUNE, SEPTEMBER)
        )
    )
    assert sorted(done) == [False, True]
