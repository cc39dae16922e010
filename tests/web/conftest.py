"""What tests of the service share: static files as they are served, and a stored release."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from saferboard.web.evidence import actions, models, queries
from tests.web.factories import release


@pytest.fixture(scope="session", autouse=True)
def _static_files() -> None:
    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(scope="session", autouse=True)
def _tables_can_be_emptied() -> Iterator[None]:
    """Tests that commit are cleared up after by emptying every table, those written once too.

    On PostgreSQL the tables' own triggers forbid it: they are off while Django empties them.
    """
    operations = type(connection.ops)
    plain = operations.sql_flush

    def sql_flush(self: Any, style: Any, tables: list[str], **options: Any) -> list[str]:
        def switch(verb: str) -> list[str]:
            return [f'ALTER TABLE "{table}" {verb} TRIGGER USER' for table in tables]

        return [*switch("DISABLE"), *plain(self, style, tables, **options), *switch("ENABLE")]

    with pytest.MonkeyPatch.context() as patch:
        if connection.vendor == "postgresql":
            patch.setattr(operations, "sql_flush", sql_flush)
        yield


@pytest.fixture(autouse=True)
def _nothing_read_before() -> None:
    """A test's releases are rolled back and their keys given again; a service's never are."""
    queries._whole.cache_clear()
    queries._public.cache_clear()


@pytest.fixture
def stored(db: None) -> models.Release:
    """The release of ``factories``, frozen."""
    return actions.freeze(release(), by="analyst")


@pytest.fixture
def visitor() -> Client:
    """Somebody who has not signed in."""
    return Client()


@pytest.fixture
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """No minute and no hour begins meanwhile: limits count by those."""
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)
