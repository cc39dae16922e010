"""The cube: events by month, force, district and category. Small enough to read for every page."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import narwhals as nw
import polars as pl
from narwhals.typing import IntoFrame, IntoLazyFrame

from saferboard.core.evidence.periods import Month
from saferboard.core.ingest.police import ForceMonth

SCHEMA = pl.Schema(
    {
        "month": pl.Date,
        "force": pl.String,
        "district": pl.String,
        "category": pl.String,
        "events": pl.Int64,
    }
)
DATASET = "cube"
KEY = "all"
EMPTY = pl.DataFrame(schema=SCHEMA)


def build_cube(
    rows: IntoLazyFrame | IntoFrame, by: Sequence[str] = ("month", "force", "district")
) -> nw.LazyFrame[Any]:
    """Count source rows of any engine, lazily, ``by`` these columns and ``category``.

    A category is the crime type in lower case with ``_`` for all but letters and digits; it is
    worked out after counting, on thousands of rows and not on millions. Crime types that differ
    in case only give rows of their own, which ``counted`` adds up; ``crime_type`` tells them apart.
    """
    counted = nw.from_native(rows).lazy().group_by(*by, "crime_type")
    # Grouped columns may be numbered texts; the few rows that come of them are plain ones.
    texts = (nw.col(name) if name == "month" else nw.col(name).cast(nw.String) for name in by)
    words = nw.col("crime_type").cast(nw.String).str.to_lowercase()
    category = words.str.replace_all("[^a-z0-9]+", "_").str.strip_chars("_")
    return counted.agg(nw.len().cast(nw.Int64).alias("events")).select(
        *texts, category.alias("category"), "events", "crime_type"
    )


def first_day(month: Month) -> date:
    """How a month is written in tables: its first day."""
    return date(month.year, month.month, 1)


def month_of(day: date) -> Month:
    """The month of a day in a table."""
    return Month(day.year, day.month)


def without(cube: pl.DataFrame, gone: Iterable[ForceMonth]) -> pl.DataFrame:
    """The cube less some forces' months."""
    rows = [(first_day(what.month), what.force) for what in gone]
    keys = pl.DataFrame(rows, schema={"month": pl.Date, "force": pl.String}, orient="row")
    return cube.join(keys, on=["month", "force"], how="anti")


def counted(rows: pl.LazyFrame) -> pl.DataFrame:
    """Source rows of the lake counted as a part of the cube, a row for each key."""
    found: pl.DataFrame = build_cube(rows).collect(engine="streaming").to_native()
    # Crime types that differ in case only would give two rows of one key. There are a score of
    # types: looking at them costs nothing, and counting all rows again would.
    if found["crime_type"].n_unique() > found["category"].n_unique():
        found = found.group_by("month", "force", "district", "category").agg(pl.sum("events"))
    return found.select(SCHEMA.names())


def merged(parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """One cube of parts that share no key, in the order pages read it: district, then month."""
    whole = pl.concat([part.select(SCHEMA.names()).cast(SCHEMA) for part in (EMPTY, *parts)])
    return whole.sort("district", "month", "force", "category")
