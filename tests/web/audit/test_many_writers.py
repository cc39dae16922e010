"""Many writers at once on PostgreSQL: one chain without a gap, and no two wait for each other."""

from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Barrier
from threading import Event as Flag

import pytest
from django.db import connection, transaction

from saferboard.web.audit import models, verifying
from saferboard.web.audit.actions import record
from saferboard.web.directory.models import Organisation, Post

# SQLite's tests live in memory, where one connection is all there is; its file takes one writer,
# and tests/cli writes to that from many processes.
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="needs PostgreSQL's many writers"),
]
WRITERS, EACH = 8, 40


@pytest.fixture
def councils() -> list[Organisation]:
    return [
        Organisation.objects.create(key=f"council-{number}", name=f"Council {number}")
        for number in range(3)
    ]


def test_many_writers_make_one_chain(councils: list[Organisation]) -> None:
    """Half of them lock a row; the others refer to it, after an event of theirs.

    A reference is checked at the commit, and waits for whoever has locked its row. Had the chain
    been locked by then, that one would wait for the chain, and both for ever.
    """
    start = Barrier(WRITERS)

    def write(seed: int) -> int:
        chance, written = Random(seed), 0
        start.wait(30)
        try:
            for turn in range(EACH):
                council = chance.choice(councils)
                with transaction.atomic():
                    if seed % 2:
                        Organisation.objects.select_for_update().get(pk=council.pk)
                    for part in range(chance.randint(1, 3)):
                        record(by=f"writer {seed}", action="written", object=f"{turn}.{part}")
                        written += 1
                        if not seed % 2:
                            key = f"post-{seed}-{turn}-{part}"
                            Post.objects.create(key=key, title=key, organisation=council)
        finally:
            connection.close()
        return written

    with ThreadPoolExecutor(WRITERS) as pool:
        written = sum(pool.map(write, range(WRITERS)))
    assert written > WRITERS * EACH
    assert models.Event.objects.count() == written == verifying.length()
    assert list(verifying.findings()) == []


def test_events_of_one_transaction_stand_together_in_the_order_of_its_commit() -> None:
    """Who began first and ended last is linked last."""
    begun, ended = Flag(), Flag()

    def slow() -> None:
        try:
            with transaction.atomic():
                record(by="slow", action="written", object="first")
                begun.set()
                assert ended.wait(30)
                record(by="slow", action="written", object="second")
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(slow)
        assert begun.wait(30)
        with transaction.atomic():
            record(by="quick", action="written", object="only")
        ended.set()
        done.result(30)
    told = models.Link.objects.order_by("number").values_list("event__by", "event__object")
    assert list(told) == [("quick", "only"), ("slow", "first"), ("slow", "second")]
    assert list(verifying.findings()) == []


def test_nothing_is_left_waiting() -> None:
    with transaction.atomic():
        record(by="clerk", action="written", object="once")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_waiting")
        assert cursor.fetchone() == (0,)
