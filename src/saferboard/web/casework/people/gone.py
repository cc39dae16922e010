"""When a record is removed, the database removes what hangs on it: keys, proposals, decisions.

Retention deletes rows straight from the tables, case by case; a pair lies across two cases.
"""

from typing import Any

from saferboard.web.audit.steps import OfDatabase

HANGING = {
    "people_address": ("record_id",),
    "people_blockingkey": ("record_id",),
    "people_relationship": ("record_id", "other_id"),
    "people_proposal": ("a_id", "b_id"),
    "people_pairdecision": ("a_id", "b_id"),
}
_DELETES = " ".join(
    f"DELETE FROM {table} WHERE {' OR '.join(f'{column} = OLD.id' for column in columns)};"
    for table, columns in HANGING.items()
)
SQLITE = f"""
CREATE TRIGGER people_personrecord_gone AFTER DELETE ON people_personrecord
BEGIN {_DELETES} END
"""
POSTGRESQL = f"""
CREATE FUNCTION people_personrecord_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN {_DELETES} RETURN NULL; END $$;
CREATE TRIGGER people_personrecord_gone AFTER DELETE ON people_personrecord
FOR EACH ROW EXECUTE FUNCTION people_personrecord_gone();
"""


def go_with_records() -> OfDatabase:
    """The migration step after which nothing is left of a record that was removed."""

    def forwards(schema_editor: Any) -> None:
        sqlite = schema_editor.connection.vendor == "sqlite"
        schema_editor.execute(SQLITE if sqlite else POSTGRESQL, params=None)

    def backwards(schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute("DROP TRIGGER people_personrecord_gone")
        else:
            schema_editor.execute("DROP TRIGGER people_personrecord_gone ON people_personrecord")
            schema_editor.execute("DROP FUNCTION people_personrecord_gone()")

    return OfDatabase(forwards, backwards)
