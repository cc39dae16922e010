"""The database links every event, whoever adds it and by whatever way, in its own transaction.

SQLite has one writer at a time: a trigger links the event as it is added. Only SHA-256 is lent to
it, by ``lend_hash``.

PostgreSQL has many, and the end of the chain is theirs in common. Whoever held it while they wait
for a row could wait for somebody who waits for the chain: a deadlock. So it is taken last of all.
At the commit the event is put into ``audit_waiting``; what was deferred to the commit, as the
checks of references, which lock rows, is done in that same round. Only then, in the round that
the waiting row began, is the chain locked, until the transaction is over, and the events linked.
"""

from collections.abc import Iterator
from typing import Any

from django.db import migrations

from saferboard.core.audit.canonical import digest
from saferboard.core.audit.chain import BEGINNING, link_hash
from saferboard.web.audit.steps import OfDatabase

SQLITE = f"""
CREATE TRIGGER audit_event_chained AFTER INSERT ON audit_event
BEGIN
  INSERT INTO audit_link (number, event_id, previous, hash)
  SELECT number, NEW.id, previous, saferboard_link_hash(previous, number, NEW.id, NEW.digest)
  FROM (
    SELECT last + 1 AS number,
      coalesce((SELECT hash FROM audit_link WHERE number = last), '{BEGINNING.hash}') AS previous
    FROM (SELECT coalesce(max(number), 0) AS last FROM audit_link)
  );
END
"""  # noqa: S608 our own constant

LOCK = 0x5AFE_C4A1  # any number that nobody else locks in this database
# Nothing is ever left in the table, so that a crash can take nothing from it: it is not logged.
POSTGRESQL = f"""
CREATE UNLOGGED TABLE audit_waiting (event_id bigint PRIMARY KEY, digest text NOT NULL);

CREATE FUNCTION audit_wait() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_waiting VALUES (NEW.id, NEW.digest);
  RETURN NULL;
END $$;

CREATE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last record;
  number bigint;
  previous text;
BEGIN
  PERFORM pg_advisory_xact_lock({LOCK});
  SELECT l.number, l.hash INTO last FROM audit_link l ORDER BY l.number DESC LIMIT 1;
  number := coalesce(last.number, 0) + 1;
  previous := coalesce(last.hash, '{BEGINNING.hash}');
  INSERT INTO audit_link (number, event_id, previous, hash)
  VALUES (number, NEW.event_id, previous, encode(sha256(convert_to(
    previous || ' ' || number || ' ' || NEW.event_id || ' ' || NEW.digest, 'UTF8')), 'hex'));
  DELETE FROM audit_waiting WHERE event_id = NEW.event_id;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER audit_event_chained AFTER INSERT ON audit_event
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_wait();
CREATE CONSTRAINT TRIGGER audit_waiting_chained AFTER INSERT ON audit_waiting
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_chain();
"""  # noqa: S608 our own constants
POSTGRESQL_UNDONE = """
DROP TRIGGER audit_event_chained ON audit_event;
DROP TABLE audit_waiting;
DROP FUNCTION audit_chain();
DROP FUNCTION audit_wait();
"""
AT_ONCE = 2000  # events


def lend_hash(*, connection: Any, **_: Any) -> None:
    """Give a new connection to SQLite the hash of a link, which it does not have itself."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("saferboard_link_hash", 4, link_hash)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA trusted_schema=ON")  # some builds let no trigger call it


def chained() -> OfDatabase:
    """The migration step from which on every event is linked."""

    def forwards(schema_editor: Any) -> None:
        sqlite = schema_editor.connection.vendor == "sqlite"
        schema_editor.execute(SQLITE if sqlite else POSTGRESQL, params=None)

    def backwards(schema_editor: Any) -> None:
        sqlite = schema_editor.connection.vendor == "sqlite"
        undone = "DROP TRIGGER audit_event_chained" if sqlite else POSTGRESQL_UNDONE
        schema_editor.execute(undone, params=None)

    return OfDatabase(forwards, backwards)


def chain_what_is_held() -> migrations.RunPython:
    """The migration step that links the events from before there was a chain, in their order."""

    def forwards(state: Any, schema_editor: Any) -> None:
        connection = schema_editor.connection
        number, previous = BEGINNING.number, BEGINNING.hash
        with connection.cursor() as cursor:
            for events in _pages(state.get_model("audit", "Event")):
                digests, links = [], []
                for event, *told in events:
                    number += 1
                    made = digest(**dict(zip(TOLD, told, strict=True)))
                    now = link_hash(previous, number, event, made)
                    digests.append((made, event))
                    links.append((number, event, previous, now))
                    previous = now
                cursor.executemany("UPDATE audit_event SET digest = %s WHERE id = %s", digests)
                cursor.executemany(
                    "INSERT INTO audit_link (number, event_id, previous, hash) "
                    "VALUES (%s, %s, %s, %s)",
                    links,
                )
        connection.check_constraints()  # done now: PostgreSQL alters no table that waits for it

    return migrations.RunPython(forwards, migrations.RunPython.noop)


TOLD = ("at", "by", "action", "object", "detail")


def _pages(model: Any) -> Iterator[list[tuple[Any, ...]]]:
    """The events by their ids, some at a time."""
    last = 0
    while True:
        events = model.objects.filter(pk__gt=last).order_by("pk").values_list("pk", *TOLD)
        page = list(events[:AT_ONCE])
        if not page:
            return
        yield page
        last = page[-1][0]


def missing_triggers(connection: Any) -> set[str]:
    """Tables whose rows are not linked, because the trigger that does it is not there."""
    if connection.vendor == "sqlite":
        query = "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'"
        wanted = {("audit_event", "audit_event_chained")}
    else:
        query = (
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger "
            "WHERE NOT tgisinternal AND tgenabled <> 'D'"
        )
        wanted = {(table, f"{table}_chained") for table in ("audit_event", "audit_waiting")}
    with connection.cursor() as cursor:
        cursor.execute(query)
        held = set(cursor.fetchall())
    return {table for table, _ in wanted - held}
