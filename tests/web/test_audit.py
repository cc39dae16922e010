"""Rows that are written once: by the model, and by the database beneath it."""

import pytest
from django.db import DatabaseError, connection, transaction

from saferboard.web.audit.actions import record
from saferboard.web.audit.frozen import WrittenOnce
from saferboard.web.audit.models import Event
from saferboard.web.evidence import models

TABLES = (
    "audit_event",
    "evidence_release",
    "evidence_releasedmeasure",
    "evidence_ragoverride",
)


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
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id + 100", "DELETE FROM {}"])
def test_the_database_itself_refuses(table: str, change: str, stored: models.Release) -> None:
    models.RagOverride.objects.create(
        release=stored, measure="x", area="y", rag="Red", reason="z", by="chair", on="2022-06-30"
    )
    with (
        pytest.raises(DatabaseError, match="written once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change.format(table))


@pytest.mark.django_db
def test_postgresql_refuses_to_empty_a_table() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    with (
        pytest.raises(DatabaseError, match="written once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE audit_event")
