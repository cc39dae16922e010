"""Rows that are written once: refused by the model and, beneath it, by the database itself."""

from typing import Any, Never, TypeVar

from django.apps import apps
from django.db import models

from saferboard.web.audit.steps import OfDatabase, Step

# INSERT is refused only where it would take the place of a row, as REPLACE INTO does.
SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} {when}
BEGIN SELECT RAISE(ABORT, '{table} is written once: {verb} refused'); END
"""
TAKEN = "WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"
VERBS = ("UPDATE", "DELETE", "INSERT")
POSTGRESQL = """
CREATE FUNCTION {table}_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{table} is written once: % refused', TG_OP; END $$;
CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION {table}_frozen();
"""


# Words that a person may ask to have taken out: emptied for good, and nothing else of the row.
ERASABLE = "WHEN NOT (NEW.{column} = '' AND {others})"
ERASABLE_POSTGRESQL = """
CREATE FUNCTION {table}_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.{column} = '' AND to_jsonb(NEW) - '{column}' = to_jsonb(OLD) - '{column}' THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION '{table} is written once: % refused', TG_OP;
END $$;
CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_frozen();
CREATE TRIGGER {table}_frozen_whole BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION {table}_frozen();
"""


class WrittenOnce(Exception):
    """Somebody tried to change or delete a row that may only be added."""


M = TypeVar("M", bound=models.Model)


class FrozenQuerySet(models.QuerySet[M]):
    """Reads and adds; never updates or deletes."""

    def update(self, **changes: Any) -> Never:
        """Refused."""
        raise WrittenOnce(f"{self.model.__name__} is written once and cannot be updated")

    def delete(self) -> Never:
        """Refused."""
        raise WrittenOnce(f"{self.model.__name__} is written once and cannot be deleted")


class FrozenModel(models.Model):
    """A row that is added and then stays as it is."""

    objects = models.Manager.from_queryset(FrozenQuerySet)()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Adds the row; saving it a second time is refused."""
        if not self._state.adding:
            raise WrittenOnce(f"{type(self).__name__} is written once and cannot be updated")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        """Refused."""
        raise WrittenOnce(f"{type(self).__name__} is written once and cannot be deleted")


def freeze(table: str, *, erasable: str = "") -> OfDatabase:
    """The migration step after which the database itself refuses to change the table's rows.

    The column named ``erasable`` may be emptied, where nothing else of the row changes.
    """
    return OfDatabase(*_steps(table, erasable))


def thaw(table: str) -> OfDatabase:
    """The step that undoes ``freeze``, for one that freezes the table in another way."""
    forwards, backwards = _steps(table, "")
    return OfDatabase(backwards, forwards)


def _steps(table: str, erasable: str) -> tuple[Step, Step]:
    def forwards(schema_editor: Any) -> None:
        connection = schema_editor.connection
        if connection.vendor == "sqlite":
            whens = {"INSERT": _taken(connection, table)}
            if erasable:
                whens["UPDATE"] = _erasing(connection, table, erasable)
            for verb in VERBS:
                when = whens.get(verb, "")
                schema_editor.execute(SQLITE.format(table=table, verb=verb, when=when))
        else:
            step = ERASABLE_POSTGRESQL if erasable else POSTGRESQL
            schema_editor.execute(step.format(table=table, column=erasable), params=None)

    def backwards(schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "sqlite":
            for verb in VERBS:
                schema_editor.execute(f"DROP TRIGGER {table}_no_{verb}")
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_frozen ON {table}")
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_frozen_whole ON {table}")
            schema_editor.execute(f"DROP FUNCTION {table}_frozen()")

    return forwards, backwards


def _erasing(connection: Any, table: str, column: str) -> str:
    """SQLite's condition for a change to be anything but the emptying of a column."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_description(cursor, table)
    names = [one.name for one in found if one.name != column]
    others = " AND ".join(f'NEW."{name}" IS OLD."{name}"' for name in names)
    return ERASABLE.format(column=column, others=others)


def _taken(connection: Any, table: str) -> str:
    """SQLite's condition for a new row to have a key, any key of the table, that is held already.

    Checked when the table is frozen: a key that is added later needs the trigger made again.
    """
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, table).values()
    keys = [key["columns"] for key in found if key["unique"] or key["primary_key"]]
    same = (" AND ".join(f'"{column}" = NEW."{column}"' for column in key) for key in keys)
    return TAKEN.format(table=table, same=" OR ".join(same))


def missing_triggers(connection: Any) -> set[str]:
    """Tables that should be written once and whose triggers, some or all, are not there."""
    tables = {m._meta.db_table for m in apps.get_models() if issubclass(m, FrozenModel)}
    if connection.vendor == "sqlite":
        query = "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'"
        wanted = {(table, f"{table}_no_{verb}") for table in tables for verb in VERBS}
    else:
        query = (
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger "
            "WHERE NOT tgisinternal AND tgenabled <> 'D'"
        )
        wanted = {(table, f"{table}_frozen") for table in tables}
    with connection.cursor() as cursor:
        cursor.execute(query)
        held = set(cursor.fetchall())
    return {table for table, _ in wanted - held}
