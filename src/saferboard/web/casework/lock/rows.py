"""The second line, on PostgreSQL: the database itself keeps rows of cases from whoever may not see.

The rule is ``core.casework.access``; what follows repeats it in SQL, so that a query which forgot
to ask still finds nothing. What the rule needs of the reader is put into the session's settings by
``entering``, for the length of a transaction. Nothing set, nothing seen. Not for superusers and
owners with BYPASSRLS: ``saferboard doctor`` tells of such a role.

The tables of the lock itself (who takes part in which case) are read by every reader within it:
rules that looked into one another would never end. They hold keys only. They are written for cases
that the reader may see, and nothing is deleted from them: nobody lets themselves in. Break-glass
gives a reason in words, and is open to whoever broke it and to whoever was told.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection
from psycopg.pq import TransactionStatus

from saferboard.core.casework.access import BREAK_GLASS_LASTS, FRESH
from saferboard.web.audit.steps import OfDatabase

PREFIX = "saferboard."
BLANK = r"\s\u001c-\u001f\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""What Python takes for white space, for both databases: PostgreSQL's own list is shorter."""


def setting(name: str) -> str:
    """What the session was told of under a name, in SQL; NULL for nothing."""
    return f"NULLIF(current_setting('{PREFIX}{name}', true), '')"


SERVICE = f"{setting('service')} IS NOT NULL"
WITHIN = f"({SERVICE} OR {setting('user')} IS NOT NULL)"
ON = f"{setting('on')}::timestamptz"
_USER, _AGENCY = f"{setting('user')}::bigint", f"{setting('agency')}::bigint"
_FRESH = f"interval '{FRESH.total_seconds():.0f} seconds'"
_LASTS = f"interval '{BREAK_GLASS_LASTS.total_seconds():.0f} seconds'"


def _here(alias: str) -> str:
    return f"{alias}.since <= {ON} AND ({alias}.until IS NULL OR {ON} < {alias}.until)"


_TO_ME = f"s.case_id = lock_case.id AND (s.agency_id IS NULL OR s.agency_id = {_AGENCY})"
_ROLES = f"string_to_array({setting('roles')}, ',')"

ALWAYS = {
    "purpose": f"lock_case.purpose = {setting('purpose')}",
    "agreement": (
        f"lock_case.holder_id = ANY (string_to_array({setting('holders')}, ',')::bigint[])"
    ),
    "conflict": f"""NOT EXISTS (
      SELECT 1 FROM lock_conflict x WHERE x.case_id = lock_case.id AND x.user_id = {_USER}
      AND x.declared <= {ON} AND (x.withdrawn IS NULL OR {ON} < x.withdrawn))""",
}
GIVEN = {
    "involved": f"""({setting("co_ordinates")} IS NOT NULL OR EXISTS (
      SELECT 1 FROM lock_involvement i WHERE i.case_id = lock_case.id
      AND i.agency_id = {_AGENCY} AND {_here("i")}))""",
    "shared": f"""EXISTS (SELECT 1 FROM lock_share s WHERE {_TO_ME}
      AND (s.role = '' OR s.role = ANY ({_ROLES})) AND {_here("s")})""",
}
BROKEN = {
    "purpose": f"{setting('break_glass')} IS NOT NULL",
    "whose": f"g.user_id = {_USER}",
    "agency": f"g.agency_id = {_AGENCY}",
    "reason": f"g.reason ~ '[^{BLANK}]'",
    "fresh": f"g.signed_in <= g.opened AND g.opened - {_FRESH} <= g.signed_in",
    "supervisor": f"g.supervisor_id <> {_USER}",
    "notice": f"g.told <= {ON}",
    "lasting": f"g.opened <= {ON} AND {ON} < g.opened + {_LASTS}",
    "ended": f"(g.ended IS NULL OR {ON} < g.ended)",
}


def case_condition(
    always: Mapping[str, str], given: Mapping[str, str], broken: Mapping[str, str]
) -> str:
    """Which rows of the table of cases the reader may see, out of named parts."""
    glass = " AND ".join(("g.case_id = lock_case.id", *broken.values()))
    given_or_broken = (
        f"(({' AND '.join(given.values())}) OR EXISTS (SELECT 1 FROM lock_breakglass g "
        f"WHERE {glass}))"
    )
    return f"({SERVICE} OR ({' AND '.join((*always.values(), given_or_broken))}))"


CASE = case_condition(ALWAYS, GIVEN, BROKEN)
OF_CASE = f"({SERVICE} OR {{table}}.case_id IN (SELECT id FROM lock_case))"
OF_CLASS = f"""({SERVICE} OR EXISTS (
  SELECT 1 FROM lock_case c WHERE c.id = {{table}}.case_id
  AND c.holder_id || ':' || {{table}}.field = ANY (string_to_array({setting("fields")}, ','))))"""
OF_GLASS = f"({SERVICE} OR user_id = {_USER} OR supervisor_id = {_USER})"


def guard(table: str, condition: str = OF_CASE, check: str = "") -> OfDatabase:
    """The migration step after which PostgreSQL shows and takes only rows that the reader may see.

    ``OF_CASE`` for rows of a case, ``OF_CLASS`` for those that have a class of fields as well: it
    asks for the class at the agency that holds the case, as the rule does.

    ``check`` is asked besides of what is written, and then only the service deletes. It stands in
    policies of its own: those of a table that others look into may not look elsewhere to be read.
    """
    said, more = condition.replace("{table}", table), check.replace("{table}", table)
    verbs = {"INSERT": f"WITH CHECK ({more})", "UPDATE": f"WITH CHECK ({more})"}
    narrower = {**verbs, "DELETE": f"USING ({SERVICE})"} if check else {}

    def forwards(schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            made = [f"CREATE POLICY {table}_lock ON {table} USING ({said}) WITH CHECK ({said})"]
            for verb, asked in narrower.items():
                name = f"{table}_{verb.lower()}"
                made.append(f"CREATE POLICY {name} ON {table} AS RESTRICTIVE FOR {verb} {asked}")
            for statement in (
                *made,
                f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
                f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            ):
                schema_editor.execute(statement, params=None)

    def backwards(schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
            schema_editor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
            for name in ("lock", *(verb.lower() for verb in narrower)):
                schema_editor.execute(f"DROP POLICY {table}_{name} ON {table}")

    return OfDatabase(forwards, backwards)


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
        # A statement that failed leaves a transaction in which nothing more may be said: what is
        # rolled back with it, to the end or to a savepoint, takes back what was said as well.
        if not (connection.needs_rollback or _is_aborted()):
            say(service=before)


def _is_aborted() -> bool:
    if connection.vendor != "postgresql":
        return False
    return bool(connection.connection.info.transaction_status == TransactionStatus.INERROR)


def _service() -> str:
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(current_setting('saferboard.service', true), '')")
        return str(cursor.fetchone()[0])
