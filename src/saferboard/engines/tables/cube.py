"""The cube: events by month, force, district and category. Small enough to read for every page."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import narwhals as nw
import polars as pl
from narwhals.typing import IntoFrame, IntoLazyFrame

from saferboard.core.evidence.periods import Month
from saferboard.core.ingest import police
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


def grouped(rows: IntoLazyFrame | IntoFrame) -> nw.LazyFrame[Any]:
    """Count source rows of any engine, lazily, by month, force, district and crime type."""
    # Grouped columns may be numbered texts; the few rows that come of them are plain ones.
    texts = (nw.col(name).cast(nw.String) for name in ("force", "district", "crime_type"))
    counted = nw.from_native(rows).lazy().group_by("month", "force", "district", "crime_type")
    return counted.agg(nw.len().cast(nw.Int64).alias("events")).select("month", *texts, "events")


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
    return categorised(grouped(rows).collect(engine="streaming").to_native())


def categorised(found: pl.DataFrame) -> pl.DataFrame:
    """What ``grouped`` gave, by category; crime types that differ in case only are added up."""
    # There are a score of crime types: their categories are worked out once each.
    categories = {kind: police.category(kind) for kind in found["crime_type"].unique()}
    found = found.with_columns(
        pl.col("crime_type").replace_strict(categories, return_dtype=pl.String).alias("category")
    )
    if len(set(categories.values())) < len(categories):
        found = found.group_by("month", "force", "district", "category").agg(pl.sum("events"))
    return found.select(SCHEMA.names())


def merged(parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """One cube of parts that share no key, in the order pages read it: district, then month."""
    whole = pl.concat([part.select(SCHEMA.names()).cast(SCHEMA) for part in (EMPTY, *parts)])
    return whole.sort("district", "month", "force", "category")
