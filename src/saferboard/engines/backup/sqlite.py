"""A snapshot of a SQLite database while others write to it, and whether one is sound."""

import sqlite3
from contextlib import closing
from pathlib import Path

from saferboard.core.faults import refuse

PAGES = 2000  # copied at a time


def snapshot(source: Path, target: Path) -> dict[str, int]:
    """Copy the database as it is at this moment, check the copy, and count its rows by table.

    Everything is read in one transaction, which keeps no writer waiting (write-ahead log).
    """
    with (
        closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as held,
        closing(sqlite3.connect(target)) as copy,
    ):
        held.isolation_level = None
        held.execute("BEGIN")
        held.execute("SELECT count(*) FROM sqlite_master").fetchone()
        held.backup(copy, pages=PAGES)
        held.execute("ROLLBACK")
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it
    check(target)
    return count(target)


def check(path: Path) -> None:
    """Refused if the file, an index or a reference from one table to another is broken."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
            said = [row[0] for row in database.execute("PRAGMA integrity_check(3)")]
            dangling = database.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        said, dangling = [str(error)], None
    if said != ["ok"] or dangling is not None:
        what = f"a row of {dangling[0]} refers to nothing" if dangling else said[0]
        raise refuse(
            f"the database is damaged: {what}",
            where=path.name,
            expected="a database that passes SQLite's own checks",
            remedy="go back to the newest backup that saferboard backup --verify finds whole",
        )


def count(path: Path) -> dict[str, int]:
    """The number of rows of every table."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
        named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        names = sorted(name for (name,) in database.execute(named))
        return {
            name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
            for name in names
        }
