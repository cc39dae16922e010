"""Rows that are added and never changed. Retention may delete, and nothing rewrite them."""

from typing import Any

from django.db import models

from saferboard.web.audit.frozen import WrittenOnce
from saferboard.web.audit.steps import OfDatabase

SQLITE = """
CREATE TRIGGER {table}_kept BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is added to: UPDATE refused'); END
"""
POSTGRESQL = """
CREATE FUNCTION {table}_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{table} is added to: UPDATE refused'; END $$;
CREATE TRIGGER {table}_kept BEFORE UPDATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION {table}_kept();
"""


class AddedTo(models.Model):
    """A row that is added and then says the same for ever."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Adds the row; saving it a second time is refused."""
        if not self._state.adding:
            raise WrittenOnce(f"{type(self).__name__} is added to and never changed")
        super().save(*args, **kwargs)


def keep(table: str) -> OfDatabase:
    """The migration step after which the database itself refuses to change the table's rows."""

    def forwards(schema_editor: Any) -> None:
        sqlite = schema_editor.connection.vendor == "sqlite"
        said = (SQLITE if sqlite else POSTGRESQL).format(table=table)
        schema_editor.execute(said, params=None)

    def backwards(schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {table}_kept")
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_kept ON {table}")
            schema_editor.execute(f"DROP FUNCTION {table}_kept()")

    return OfDatabase(forwards, backwards)
