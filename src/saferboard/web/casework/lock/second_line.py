"""Whether the database's second line stands: what ``saferboard doctor`` says of it."""

from django.apps import apps
from django.db import connection

from saferboard.web.casework.lock.models import Case, InCase
from saferboard.web.directory.health import Finding, State

WHAT = "second line"
ROLE = "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
GUARDED = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = current_schema() AND c.relrowsecurity AND c.relforcerowsecurity
AND EXISTS (
  SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = c.relname || '_lock')
AND NOT EXISTS (
  SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid
  AND p.polpermissive AND p.polname <> c.relname || '_lock')
"""


def wanted() -> set[str]:
    """The tables that the database must guard: cases, and whatever belongs to one."""
    of_cases = (model for model in apps.get_models() if issubclass(model, InCase))
    return {Case._meta.db_table, *(model._meta.db_table for model in of_cases)}


def unguarded() -> set[str]:
    """Those that it does not guard by the lock's policy, or that another opens as well."""
    with connection.cursor() as cursor:
        cursor.execute(GUARDED)
        return wanted() - {name for (name,) in cursor.fetchall()}


def is_bound() -> bool:
    """Whether the role that the service uses must keep to policies."""
    with connection.cursor() as cursor:
        cursor.execute(ROLE)
        return not any(cursor.fetchone())


def check() -> Finding:
    """One line of the doctor's."""
    if connection.vendor != "postgresql":
        return Finding(WHAT, State.OK, "none: the embedded database has no row-level security")
    if gone := sorted(unguarded()):
        return Finding(
            WHAT,
            State.FAULT,
            f"{', '.join(gone)} can be read past the lock: the policy is gone",
            "run saferboard manage migrate; if it stays, restore the newest backup",
        )
    if not is_bound():
        return Finding(
            WHAT,
            State.FAULT,
            "the role of DATABASE_URL is a superuser or has BYPASSRLS: policies do not bind it",
            "use a role with neither: ALTER ROLE name NOSUPERUSER NOBYPASSRLS",
        )
    return Finding(WHAT, State.OK, "the database itself keeps cases from whoever may not see them")
