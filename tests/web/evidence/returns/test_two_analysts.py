"""Two people at the same moment: a return is stored and settled once, evidence loaded once."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from saferboard.engines.tables.rehearsal import state_of
from saferboard.engines.tables.store import Store
from saferboard.web.directory.files import keep
from saferboard.web.evidence.returns import actions, loading, queries
from saferboard.web.evidence.returns.models import Activated, Chased, Sent, Settled, Staged
from tests.web.directory.test_two_clerks import at_once
from tests.web.evidence.returns.samples import TODAY, World, lines, sent, world
from tests.web.evidence.returns.test_loading_pages import MORE

# SQLite's tests live in memory, where one connection is all there is; its file takes one writer.
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="needs PostgreSQL's many writers"),
]


@pytest.fixture
def made(tmp_path: Path, settings: Any) -> World:
    settings.HOME = tmp_path / "home"
    settings.MEDIA_ROOT = settings.HOME / "media"
    queries._partnership.cache_clear()
    return world(settings.HOME)


def test_a_form_sent_twice_at_once(made: World) -> None:
    done = at_once(*[lambda: sent(made.head)] * 4)
    assert all(done)
    assert Sent.objects.count() == 1


def test_a_return_accepted_and_rejected_at_once(made: World) -> None:
    for number in range(3):
        row = sent(made.head, *lines(40.0 + number), key=str(number))
        seen = state_of(Store(made.home).read())
        done = at_once(
            lambda row=row, seen=seen: actions.accept(by="a", sent=row, seen=seen, on=TODAY),
            lambda row=row: actions.reject(by="b", sent=row, reason="No.", on=TODAY),
            lambda row=row, seen=seen: actions.accept(by="c", sent=row, seen=seen, on=TODAY),
        )
        assert sorted(done) == [False, False, True]
        assert Settled.objects.filter(sent=row).count() == 1


def test_files_read_and_loaded_twice_at_once(made: World) -> None:
    file = keep(MORE.encode(), "more.csv")

    def stage() -> Any:
        return loading.stage(by="a", files=[file], key="k", today=TODAY)

    at_once(stage, stage)
    row = Staged.objects.get()
    at_once(*[lambda: loading.activate(by="a", staged=row, today=TODAY)] * 2)
    assert Activated.objects.count() == 1


def test_a_source_is_written_to_once_by_two_runs(made: World) -> None:
    at_once(*[lambda: actions.remind(TODAY)] * 3)
    assert Chased.objects.count() == 1
