"""The second line, on PostgreSQL: the database itself keeps rows of cases from whoever may not see.

The rule is ``core.casework.access``; what follows repeats its outer conditions in SQL, so that a
query which forgot to ask still finds nothing. What the rule needs of the reader is put into the
session's settings by ``entering``, for the length of a transaction. Nothing set, nothing seen. Not
for superusers and owners with BYPASSRLS: ``saferboard doctor`` tells of such a role.

The tables of the lock itself (who takes part in which case) are open to every reader within it:
rules that looked into one another would never end. They hold keys only.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, migrations

PREFIX = "saferboard."
SETTINGS = ("user", "agency", "purpose", "roles", "holders", "co_ordinates", "fields", "on")


def _said(name: str) -> str:
    return f"NULLIF(current_setting('{PREFIX}{name}', true), '')"


SERVICE = f"{_said('service')} IS NOT NULL"
WITHIN = f"({SERVICE} OR {_said('user')} IS NOT NULL)"
ON = f"{_said('on')}::timestamptz"
_USER, _AGENCY = f"{_said('user')}::bigint", f"{_said('agency')}::bigint"


def _here(alias: str) -> str:
    return f"{alias}.since <= {ON} AND ({alias}.until IS NULL OR {ON} < {alias}.until)"


CASE = f"""({SERVICE} OR (
  lock_case.purpose = {_said("purpose")}
  AND lock_case.holder_id = ANY (string_to_array({_said("holders")}, ',')::bigint[])
  AND NOT EXISTS (
    SELECT 1 FROM lock_conflict x WHERE x.case_id = lock_case.id AND x.user_id = {_USER}
    AND x.declared <= {ON} AND (x.withdrawn IS NULL OR {ON} < x.withdrawn))
  AND (
    EXISTS (
      SELECT 1 FROM lock_breakglass g WHERE g.case_id = lock_case.id AND g.user_id = {_USER}
      AND g.agency_id = {_AGENCY} AND g.opened <= {ON} AND {ON} < g.opened + interval '3 hours'
      AND (g.ended IS NULL OR {ON} < g.ended))
    OR (
      ({_said("co_ordinates")} IS NOT NULL OR EXISTS (
        SELECT 1 FROM lock_involvement i WHERE i.case_id = lock_case.id
        AND i.agency_id = {_AGENCY} AND {_here("i")}))
      AND EXISTS (
        SELECT 1 FROM lock_share s WHERE s.case_id = lock_case.id
        AND (s.agency_id IS NULL OR s.agency_id = {_AGENCY})
        AND (s.role = '' OR s.role = ANY (string_to_array({_said("roles")}, ',')))
        AND {_here("s")})))))"""
OF_CASE = f"({SERVICE} OR {{table}}.case_id IN (SELECT id FROM lock_case))"
OF_CLASS = (
    f"({SERVICE} OR ({{table}}.field = ANY (string_to_array({_said('fields')}, ',')) "
    "AND {table}.case_id IN (SELECT id FROM lock_case)))"
)

Step = Callable[[Any, Any], None]


def guard(table: str, condition: str = OF_CASE) -> migrations.RunPython:
    """The migration step after which PostgreSQL shows and takes only rows that the reader may see.

    ``OF_CASE`` for rows of a case, ``OF_CLASS`` for those that have a class of fields as well.
    """
    said = condition.format(table=table) if "{table}" in condition else condition

    def forwards(state: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE POLICY {table}_lock ON {table} USING ({said}) WITH CHECK ({said})",
                params=None,
            )
            schema_editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            schema_editor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")

    def backwards(state: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
            schema_editor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
            schema_editor.execute(f"DROP POLICY {table}_lock ON {table}")

    return migrations.RunPython(forwards, backwards)


def say(**settings: str) -> None:
    """Tell the database who reads, for the rest of the transaction. Elsewhere it asks nothing."""
    if connection.vendor != "postgresql":
        return
    if not connection.in_atomic_block:
        raise RuntimeError("who reads is said within a transaction")
    told = ", ".join("set_config(%s, %s, true)" for _ in settings)
    pairs = [part for name, value in settings.items() for part in (PREFIX + name, value)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {told}", pairs)


@contextmanager
def service(duty: str) -> Iterator[None]:
    """For what the service itself does by a rule and not for a reader: ``opening``, ``counts``.

    Each use is a door in the second line: it must ask the rule, or give away nothing but counts.
    """
    before = _service()
    say(service=duty)
    try:
        yield
    finally:
        # A statement that failed leaves a transaction in which nothing more may be said.
        if not connection.needs_rollback:
            say(service=before)


def _service() -> str:
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(current_setting('saferboard.service', true), '')")
        return str(cursor.fetchone()[0])
