"""The database itself refuses to change confirmed minutes, and whatever hangs on them.

A later migration that makes one of these tables anew must take the guard away first, and put it
back.
"""

from typing import Any

from saferboard.web.audit.steps import OfDatabase

OWN = "{row}.id"
DIRECT = "{row}.minutes_id"
BY_MINUTE = "(SELECT minutes_id FROM minutes_minute WHERE id = {row}.minute_id)"
GUARDED = {
    "minutes_minutes": OWN,
    "minutes_minute": DIRECT,
    "minutes_attendee": DIRECT,
    "minutes_declaration": DIRECT,
    "minutes_outcome": BY_MINUTE,
    "minutes_amendment": BY_MINUTE,
    "minutes_revision": BY_MINUTE,
    "minutes_outcomerevision": BY_MINUTE,
}
"""To which minutes a row of each table belongs."""

ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}
CONFIRMED = "SELECT 1 FROM minutes_minutes WHERE state = 'confirmed' AND id IN ({owners})"
HERE = CONFIRMED + " AND taken_from = ''"
"""Minutes of the past are a copy of a source, which is kept and frozen in their place: what was
misread can be taken back."""
SQLITE = """
CREATE TRIGGER {table}_confirmed_{verb} BEFORE {verb} ON {table} WHEN EXISTS ({confirmed})
BEGIN SELECT RAISE(ABORT, 'these minutes are confirmed: {verb} refused'); END
"""
POSTGRESQL = """
CREATE FUNCTION {table}_confirmed_{verb}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS ({confirmed}) THEN
    RAISE EXCEPTION 'these minutes are confirmed: {verb} refused';
  END IF;
  RETURN {answer};
END $$;
CREATE TRIGGER {table}_confirmed_{verb} BEFORE {verb} ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_confirmed_{verb}();
"""


def guard(confirmed: str = CONFIRMED) -> OfDatabase:
    """The migration step after which confirmed minutes are frozen: those that the query finds."""

    def forwards(schema_editor: Any) -> None:
        _put(schema_editor, confirmed)

    def backwards(schema_editor: Any) -> None:
        _take_away(schema_editor)

    return OfDatabase(forwards, backwards)


def unguard(confirmed: str = CONFIRMED) -> OfDatabase:
    """The step that takes the guard away, before a table under it is made anew."""

    def forwards(schema_editor: Any) -> None:
        _take_away(schema_editor)

    def backwards(schema_editor: Any) -> None:
        _put(schema_editor, confirmed)

    return OfDatabase(forwards, backwards)


def _put(schema_editor: Any, confirmed: str) -> None:
    sqlite = schema_editor.connection.vendor == "sqlite"
    for table, owner in GUARDED.items():
        for verb, rows in ROWS.items():
            owners = ", ".join(owner.format(row=row) for row in rows)
            parts = {
                "table": table,
                "verb": verb,
                "confirmed": confirmed.format(owners=owners),
                "answer": rows[-1],
            }
            statement = (SQLITE if sqlite else POSTGRESQL).format(**parts)
            schema_editor.execute(statement, params=None)


def _take_away(schema_editor: Any) -> None:
    sqlite = schema_editor.connection.vendor == "sqlite"
    for table in GUARDED:
        for verb in ROWS:
            name = f"{table}_confirmed_{verb}"
            if sqlite:
                schema_editor.execute(f"DROP TRIGGER {name}")
            else:
                schema_editor.execute(f"DROP TRIGGER {name} ON {table}")
                schema_editor.execute(f"DROP FUNCTION {name}()")
