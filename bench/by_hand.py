"""The work of a release as one would write it for this and nothing else, in three engines.

Each goes from source rows to events by measure, district and month; and, if ``full``, on to the
rate of the twelve months to each month, and to the last one's limits, previous figure and change.
"""

from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl

from bench.country import Size, persons
from saferboard.core.ingest.police import category
from saferboard.engines.tables.store import Store

MONTHS = 12
PER = 1000
Z = 1.959963984540054
ASB = "Anti-social behaviour"
TOTAL = "total_crime"
CRIMES = (ASB, "Burglary", "Vehicle crime", "Violence and sexual offences")
NAMES = {crime: category(crime) for crime in CRIMES}

Answer = tuple[pl.DataFrame, pl.DataFrame | None]
"""By measure, district and month events and rate; by measure and district the last figures."""


def rows_of(home: Path, months: int) -> list[str]:
    """The Parquet files of a store's first so many months."""
    held = Store(home).read()
    return [str(held.path(entry)) for entry in held.of("rows")[:months]]


def people(size: Size) -> pl.DataFrame:
    """Persons by district."""
    held = persons(size)
    return pl.DataFrame({"district": list(held), "persons": list(held.values())})


def in_polars(size: Size, paths: list[str], *, full: bool) -> Callable[[], Answer]:
    """In Polars alone."""

    def work() -> Answer:
        counts = (
            pl.scan_parquet(paths)
            .group_by("month", "district", "crime_type")
            .len("n")
            .collect(engine="streaming")
            .with_columns(
                pl.col("n").cast(pl.Int64), pl.col("district", "crime_type").cast(pl.String)
            )
        )
        each = counts.filter(pl.col("crime_type").is_in(CRIMES)).with_columns(
            pl.col("crime_type").replace_strict(NAMES).alias("measure")
        )
        total = (
            counts.filter(pl.col("crime_type") != ASB)
            .group_by("month", "district")
            .agg(pl.sum("n"))
            .with_columns(pl.lit(TOTAL).alias("measure"))
        )
        keys = ["measure", "district", "month"]
        both = pl.concat([part.select(*keys, "n") for part in (each, total)])
        grid = (
            both.select("measure")
            .unique()
            .join(people(size), how="cross")
            .join(both.select("month").unique(), how="cross")
        )
        series = (
            grid.join(both, on=keys, how="left").with_columns(pl.col("n").fill_null(0)).sort(keys)
        )
        if not full:
            return series, None
        over = ("measure", "district")
        twelve = pl.col("n").rolling_sum(MONTHS, min_samples=MONTHS).over(over)
        rolled = series.with_columns(twelve.alias("events")).with_columns(
            (pl.col("events") * PER / pl.col("persons")).alias("rate")
        )
        previous = pl.col("rate").shift(MONTHS).over(over)
        now, k = rolled["month"].max(), pl.col("events")
        scale = PER / pl.col("persons")
        last = (
            rolled.with_columns(previous.alias("previous"))
            .filter(pl.col("month") == now)
            .with_columns(
                (k * (1 - 1 / (9 * k) - Z / (3 * k.sqrt())) ** 3 * scale).alias("lower"),
                ((k + 1) * (1 - 1 / (9 * (k + 1)) + Z / (3 * (k + 1).sqrt())) ** 3 * scale).alias(
                    "upper"
                ),
                (100 * (pl.col("rate") - pl.col("previous")) / pl.col("previous")).alias("change"),
            )
        )
        return rolled, last

    return work


SERIES = """
with counts as (
    select month, district, crime_type, count(*) as n
    from read_parquet($paths) group by all
),
events as (
    select names.measure, month, district, n from counts join names using (crime_type)
    union all
    select $total, month, district, sum(n) from counts where crime_type <> $asb group by all
),
grid as (
    select measure, district, persons, month
    from (select distinct measure from events), people, (select distinct month from events)
)
select measure, district, month, persons, coalesce(n, 0)::bigint as n
from grid left join events using (measure, district, month)
"""
ROLLED = """
select *, if(count(*) over w = 12, sum(n) over w, null)::bigint as events,
    events * 1000 / persons as rate
from series
window w as (
    partition by measure, district order by month rows between 11 preceding and current row
)
"""
LAST = """
with figures as (
    select *, lag(rate, 12) over (partition by measure, district order by month) as previous,
        events as k, 1000 / persons as scale
    from rolled qualify month = max(month) over ()
)
select *, k * (1 - 1 / (9 * k) - $z / (3 * sqrt(k))) ** 3 * scale as lower,
    (k + 1) * (1 - 1 / (9 * (k + 1)) + $z / (3 * sqrt(k + 1))) ** 3 * scale as upper,
    100 * (rate - previous) / previous as change
from figures
"""


def in_duckdb(size: Size, paths: list[str], *, full: bool) -> Callable[[], Answer]:
    """In SQL."""

    def work() -> Answer:
        with duckdb.connect() as connection:
            connection.register("people", people(size).to_arrow())
            names = {"crime_type": list(NAMES), "measure": list(NAMES.values())}
            connection.register("names", pl.DataFrame(names).to_arrow())

            def asked(sql: str, **given: object) -> pl.DataFrame:
                found = connection.execute(sql, given or None).to_arrow_table()
                return pl.DataFrame(pl.from_arrow(found))

            series = asked(SERIES, paths=paths, total=TOTAL, asb=ASB)
            if not full:
                return series, None
            connection.register("series", series.to_arrow())
            rolled = asked(ROLLED)
            connection.register("rolled", rolled.to_arrow())
            return rolled, asked(LAST, z=Z)

    return work


def in_pandas(size: Size, paths: list[str], *, full: bool) -> Callable[[], Answer]:
    """In pandas."""
    import numpy as np
    import pandas as pd

    def work() -> Answer:
        columns = ["month", "district", "crime_type"]
        frame = pd.concat([pd.read_parquet(path, columns=columns) for path in paths])
        counts = frame.groupby(columns).size().unstack(fill_value=0)
        wide = counts[list(CRIMES)].rename(columns=NAMES)
        wide[TOTAL] = counts.drop(columns=ASB).sum(axis=1)
        held = persons(size)
        wide = wide.unstack("district", fill_value=0).sort_index()
        wide = wide.loc[:, wide.columns.get_level_values(1).isin(held)]
        wide.columns.names = ["measure", "district"]
        series = wide.stack(["measure", "district"], future_stack=True).rename("n").reset_index()
        if not full:
            return pl.from_pandas(series), None
        scale = PER / wide.columns.get_level_values(1).map(held).to_numpy(dtype=float)
        events = wide.rolling(MONTHS).sum()
        rates = events * scale
        series["rate"] = rates.stack(["measure", "district"], future_stack=True).to_numpy()
        k, now, before = events.iloc[-1], rates.iloc[-1], rates.iloc[-1 - MONTHS]
        lower = k * (1 - 1 / (9 * k) - Z / (3 * np.sqrt(k))) ** 3 * scale
        upper = (k + 1) * (1 - 1 / (9 * (k + 1)) + Z / (3 * np.sqrt(k + 1))) ** 3 * scale
        parts = {"events": k.astype(int), "rate": now, "lower": lower, "upper": upper}
        last = pd.DataFrame({**parts, "previous": before, "change": 100 * (now - before) / before})
        return pl.from_pandas(series), pl.from_pandas(last.reset_index())

    return work


ENGINES = {"native Polars": in_polars, "DuckDB SQL": in_duckdb, "pandas": in_pandas}
