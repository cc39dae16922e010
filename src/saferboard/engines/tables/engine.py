"""Which engine counts: Polars, DuckDB or Spark. All run the same expressions and give the same.

Polars reads the cube that loading keeps. The others count the source rows of the lake anew, each in
its own way, and hand on a cube of their own: so a national hub counts on its cluster. What came
without source rows (a folder's monthly counts) is taken from the kept cube by all.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from importlib import import_module
from typing import Any

import polars as pl

from saferboard.core.evidence.periods import Month
from saferboard.core.faults import refuse
from saferboard.core.ingest.police import ForceMonth
from saferboard.engines.tables import cube
from saferboard.engines.tables.measures import Cube
from saferboard.engines.tables.police import ROWS
from saferboard.engines.tables.store import Holdings


class Engine(StrEnum):
    """The engines that a release can be counted with."""

    POLARS = "polars"
    DUCKDB = "duckdb"
    SPARK = "spark"


@contextmanager
def counting(engine: Engine, held: Holdings) -> Iterator[Cube]:
    """The cube of everything held, in the engine's own form, for as long as the context lasts.

    Refused where the engine is not installed.
    """
    match engine:
        case Engine.POLARS:
            yield kept(held)
        case Engine.DUCKDB:
            with in_duckdb(held) as found:
                yield found
        case Engine.SPARK:
            from saferboard.engines.tables import spark

            with spark.session() as session:
                yield spark.counted(session, paths_of(held), without_rows(held))


def kept(held: Holdings) -> pl.DataFrame:
    """The cube as loading left it."""
    frame = held.frame(cube.DATASET, cube.KEY)
    return cube.EMPTY if frame is None else frame.collect()


def paths_of(held: Holdings) -> list[str]:
    """The Parquet files of the source rows, a month each."""
    return [str(held.path(entry).resolve()) for entry in held.of(ROWS)]


def without_rows(held: Holdings) -> pl.DataFrame:
    """The part of the kept cube of which no source rows are held."""
    of_rows = {
        ForceMonth(Month.parse(entry.key), source.part)
        for entry in held.of(ROWS)
        for source in entry.sources
    }
    return cube.without(kept(held), of_rows)


@contextmanager
def in_duckdb(held: Holdings) -> Iterator[Cube]:
    """Counted by DuckDB."""
    duckdb = needed("duckdb", "DuckDB", "pip install duckdb pyarrow")
    needed("pyarrow", "Arrow, by which DuckDB hands tables on,", "pip install duckdb pyarrow")
    with duckdb.connect() as connection:
        paths, parts = paths_of(held), [without_rows(held)]
        if paths:
            rows = cube.grouped(connection.read_parquet(paths)).collect(backend="polars")
            parts.append(cube.categorised(rows.to_native()))
        yield connection.from_arrow(cube.merged(parts).to_arrow())


def needed(module: str, name: str, install: str) -> Any:
    """The module, or a refusal that says what to install."""
    try:
        return import_module(module)
    except ImportError:
        raise refuse(
            f"{name} is not installed",
            where="--engine",
            expected=f"the Python package {module}",
            remedy=f"run: {install}; or leave --engine out, which takes Polars",
        ) from None
