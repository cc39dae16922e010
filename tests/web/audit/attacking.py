"""Somebody who owns the database: nothing there stops them, and only the chain tells."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

TABLES = ("audit_event", "audit_link")


@contextmanager
def attacker() -> Iterator[Any]:
    """Triggers and references of the trail are gone for a while; what was done is undone."""
    connection.check_constraints()  # what waits for the commit is done before
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN (%s, %s)",
                TABLES,
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
        else:
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(
                "SELECT conname FROM pg_constraint "
                "WHERE conrelid = 'audit_link'::regclass AND contype IN ('f', 'p', 'u')"
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f'ALTER TABLE audit_link DROP CONSTRAINT "{name}"')
        yield cursor
        transaction.set_rollback(True)
