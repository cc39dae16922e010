"""Records in DuckDB, within bounds of memory; what does not fit is put on disk and removed."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyarrow as pa

from saferboard.engines.identity.model import SCHEMA

MEMORY = "4GB"
AT_ONCE = 50_000

Row = Mapping[str, Any]


@contextmanager
def database(
    memory: str = MEMORY, folder: Path | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database that is gone afterwards. It spills to a private folder."""
    with TemporaryDirectory(dir=folder, prefix="linking-") as spill:
        connection = duckdb.connect(
            f"{spill}/records.duckdb",
            config={
                "memory_limit": memory,
                "temp_directory": spill,
                "preserve_insertion_order": "false",
                # Nothing is fetched from anywhere.
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
            },
        )
        try:
            yield connection
        finally:
            connection.close()


def fill(connection: duckdb.DuckDBPyConnection, rows: Iterable[Row]) -> int:
    """Put records into the table ``records``, some at a time; gives how many."""
    found = 0
    connection.register("none_yet", SCHEMA.empty_table())
    connection.execute("CREATE OR REPLACE TABLE records AS SELECT * FROM none_yet")
    waiting: list[Row] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) == AT_ONCE:
            found += _put(connection, waiting)
            waiting = []
    return found + _put(connection, waiting)


def arrow(rows: Iterable[Row]) -> pa.Table:
    """Records as a table; an empty list is null."""
    found = [
        {name: row[name] if row[name] != () else None for name in SCHEMA.names} for row in rows
    ]
    return pa.Table.from_pylist(found, SCHEMA)


def _put(connection: duckdb.DuckDBPyConnection, rows: list[Row]) -> int:
    connection.register("waiting", arrow(rows))
    connection.execute("INSERT INTO records SELECT * FROM waiting")
    connection.unregister("waiting")
    return len(rows)
