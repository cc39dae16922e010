"""A snapshot of a PostgreSQL database by its own pg_dump, and putting one back by pg_restore."""

import os
import shutil
import subprocess
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from saferboard.core.faults import refuse

# pg_dump takes them from its environment: on its command line everybody could read a password.
VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
PLAIN = ["--no-owner", "--no-privileges"]
# Row-level security keeps rows of casework from whoever does not say who reads them: their own
# owner too. A backup says that the service does, for this duty, and pg_dump that it keeps to the
# policies: else it stops at the first such table.
DUTY = "-c saferboard.service=backup"
ROWS = "--enable-row-security"


def snapshot(url: str, target: Path) -> dict[str, int]:
    """Dump the database as it is at this moment, and count its rows by table in the same snapshot.

    Nobody waits meanwhile, neither readers nor writers.
    """
    with _connect(url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        name = row[0] if row else ""
        wanted = ["--format=custom", ROWS, f"--snapshot={name}", f"--file={target}"]
        _run("pg_dump", [*PLAIN, *wanted], url)
        return _count(connection)


def restore(url: str, dump: Path) -> None:
    """Put the dump into an empty database, in one transaction."""
    name = str(conninfo_to_dict(url)["dbname"])
    whole = ["--single-transaction", "--exit-on-error", ROWS, f"--dbname={name}", str(dump)]
    _run("pg_restore", [*PLAIN, *whole], url)


def count(url: str) -> dict[str, int]:
    """The number of rows of every table."""
    with _connect(url) as connection:
        return _count(connection)


def must_be_empty(url: str) -> None:
    """Refused if the database holds any table."""
    try:
        with psycopg.connect(url) as connection:
            found = len(connection.execute(TABLES).fetchall())
    except psycopg.OperationalError as error:
        raise refuse(
            f"the database cannot be used: {str(error).strip().splitlines()[0]}",
            where="DATABASE_URL",
            expected="a database that is running, and a name and password that it knows",
            remedy="start it, or correct DATABASE_URL",
        ) from None
    if found:
        raise refuse(
            f"the database holds {found} tables",
            where="DATABASE_URL",
            expected="an empty database: a backup replaces nothing",
            remedy="make a new one with createdb, and set DATABASE_URL to it",
        )


def empty(url: str) -> None:
    """Undo a restore into a database that was empty."""
    with psycopg.connect(url) as connection:
        for statement in ("DROP SCHEMA public CASCADE", "CREATE SCHEMA public"):
            connection.execute(sql.SQL(statement))


def _connect(url: str) -> psycopg.Connection:
    return psycopg.connect(url, options=_options(url))


def _options(url: str) -> str:
    """The address's own options, and the duty."""
    return f"{conninfo_to_dict(url).get('options') or ''} {DUTY}".strip()


def _count(connection: psycopg.Connection) -> dict[str, int]:
    counted = {}
    for (name,) in connection.execute(TABLES).fetchall():
        query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name))
        row = connection.execute(query).fetchone()
        counted[name] = row[0] if row else 0
    return counted


def _run(program: str, words: list[str], url: str) -> None:
    if shutil.which(program) is None:
        raise refuse(
            f"{program} is not installed",
            where="this machine",
            expected="PostgreSQL's own programs, of the server's version or newer",
            remedy="install them, on Debian with apt install postgresql-client",
        )
    told = conninfo_to_dict(url)
    given = {VARIABLES[key]: str(value) for key, value in told.items() if key in VARIABLES}
    given["PGOPTIONS"] = _options(url)
    done = subprocess.run(
        [program, *words], env=os.environ | given, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = (done.stderr.strip() or "no reason given").splitlines()[0]
        raise refuse(
            f"{program} failed: {said}",
            where="DATABASE_URL",
            expected="a database that this account may read and write whole",
            remedy="see to what it says, and try again",
        )
