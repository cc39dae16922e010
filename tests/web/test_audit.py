"""Rows that are written once: by the model, and by the database beneath it."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from saferboard.web.audit.actions import record
from saferboard.web.audit.frozen import VERBS, FrozenModel, WrittenOnce
from saferboard.web.audit.models import Event
from saferboard.web.evidence import models

TABLES = (
    "audit_event",
    "audit_link",
    "evidence_release",
    "evidence_releasedmeasure",
    "evidence_ragoverride",
)


REPLACE = "REPLACE INTO evidence_release ({names}) SELECT {taken} FROM evidence_release"


@pytest.mark.django_db
def test_an_event_says_who_did_what_to_what() -> None:
    event = record(by="clerk", action="minute written", object="meeting 7", pages=3)
    held = Event.objects.get(pk=event.pk)
    assert (held.by, held.action, held.object, held.detail) == (
        "clerk",
        "minute written",
        "meeting 7",
        {"pages": 3},
    )
    assert held.at is not None
    assert "clerk minute written meeting 7" in str(held)


@pytest.mark.django_db
def test_an_event_goes_when_its_transaction_fails() -> None:
    @transaction.atomic
    def write_minute() -> None:
        record(by="clerk", action="minute written", object="meeting 7")
        raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError, match="full"):
        write_minute()
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_the_model_refuses_to_change_an_event() -> None:
    event = record(by="clerk", action="minute written", object="meeting 7")
    event.by = "somebody else"
    for refused in (
        event.save,
        event.delete,
        Event.objects.all().delete,
        lambda: Event.objects.update(by="somebody else"),
    ):
        with pytest.raises(WrittenOnce):
            refused()
    assert Event.objects.get().by == "clerk"


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("change", ["UPDATE {} SET {} = {} + 100", "DELETE FROM {}"])
def test_the_database_itself_refuses(table: str, change: str, stored: models.Release) -> None:
    key = "number" if table == "audit_link" else "id"
    models.RagOverride.objects.create(
        release=stored, measure="x", area="y", rag="Red", reason="z", by="chair", on="2022-06-30"
    )
    with (
        pytest.raises(DatabaseError, match="written once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change.format(table, key, key))


@pytest.mark.parametrize("recursive", ["ON", "OFF"])
@pytest.mark.parametrize("key", ["id", "quarter, number"])
def test_sqlite_puts_no_row_in_the_place_of_another(
    key: str, recursive: str, stored: models.Release
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no REPLACE")
    columns = [field.column for field in models.Release._meta.fields]
    changed = {"made_by": "'somebody else'", ("id" if key != "id" else "number"): "id + 100"}
    names = ", ".join(columns)
    taken = ", ".join(changed.get(name, name) for name in columns)
    with connection.cursor() as cursor:
        # Another program that opens the file has not switched them on.
        cursor.execute(f"PRAGMA recursive_triggers={recursive}")
        with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
            cursor.execute(REPLACE.format(names=names, taken=taken))
        cursor.execute("PRAGMA recursive_triggers=ON")
    assert models.Release.objects.get().made_by == "analyst"


@pytest.mark.django_db
def test_triggers_see_what_replace_deletes() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no REPLACE")
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA recursive_triggers").fetchone() == (1,)


@pytest.mark.django_db
def test_every_frozen_table_has_its_triggers_after_all_migrations() -> None:
    frozen = {m._meta.db_table for m in apps.get_models() if issubclass(m, FrozenModel)}
    assert set(TABLES) <= frozen
    if connection.vendor == "sqlite":
        query = "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'"
        wanted = {(table, f"{table}_no_{verb}") for table in frozen for verb in VERBS}
    else:
        query = "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal"
        wanted = {(table, f"{table}_frozen") for table in frozen}
    with connection.cursor() as cursor:
        cursor.execute(query)
        assert wanted <= set(cursor.fetchall())


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["audit_event CASCADE", "audit_link"])
def test_postgresql_refuses_to_empty_a_table(table: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    with (
        pytest.raises(DatabaseError, match="written once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {table}")
