"""Source rows to rolling-twelve rates of every district and measure: ours, and three by hand.

Each writes its answer as Parquet (measure, district, month, events, rate); all must agree.
"""

from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl

from bench.country import CRIME_TYPES, Size, areas, forces, persons
from bench.loading import store_of
from bench.measured import Line, Run, alone, by_turns
from saferboard.core.evidence.measures import Kind, Measure
from saferboard.core.ingest.police import ForceMonth, category
from saferboard.engines.tables import cube, measures
from saferboard.engines.tables.store import Store

NATIVE_LIMIT = 1.2
PANDAS_LIMIT = 15.0
MEMORY_LIMIT = 1024.0
TWICE_LIMIT = 2.2
PAGE_LIMIT_MS = 50.0
MONTHS = 12
PER = 1000
ASB = "Anti-social behaviour"
TOTAL = "total_crime"


PEERS = (("in_polars", "native Polars"), ("in_duckdb", "DuckDB SQL"), ("in_pandas", "pandas"))


def rows_of(home: str, months: str) -> list[str]:
    """The Parquet files of a store's first so many months."""
    held = Store(Path(home)).read()
    return [str(held.path(entry)) for entry in held.of("rows")[: int(months)]]


def declared() -> list[Measure]:
    """A measure for each category, and one for all crime."""
    total = Measure(TOTAL, TOTAL, "", Kind.RATE, "", "", "", (), ("*",), (category(ASB),), per=PER)
    return [
        total,
        *(
            Measure(key, key, "", Kind.RATE, "", "", "", (), (key,), per=PER)
            for key in map(category, CRIME_TYPES)
        ),
    ]


def people(size: Size) -> pl.DataFrame:
    """Persons by district."""
    held = persons(size)
    return pl.DataFrame({"district": list(held), "persons": list(held.values())})


def ours(answer: str, size: str, home: str, months: str) -> Callable[[], int]:
    """The expressions that Saferboard measures with."""
    whole, paths = Size.parse(size), rows_of(home, months)
    calendar, names = whole.calendar[: int(months)], set(forces(whole).values())
    forces_months = [ForceMonth(month, force) for month in calendar for force in names]

    def work() -> int:
        rows = pl.scan_parquet(paths)
        counted = cube.build_cube(rows, ["month", "district"]).collect(engine="streaming")
        wanted = declared()
        held = measures.months_by_area(forces_months, areas(whole), forces(whole))
        districts = measures.by_district(counted.to_native(), wanted, ["month", "district"])
        table = measures.by_area(districts, areas(whole), held)
        rates = [
            found.join(people(whole), left_on="area", right_on="district").select(
                pl.lit(key).alias("measure"),
                pl.col("area").alias("district"),
                "month",
                pl.col("numerator").alias("events"),
                (pl.col("numerator") * PER / pl.col("persons")).alias("rate"),
            )
            for key, found in measures.windows(table, wanted, MONTHS).items()
        ]
        return _answered(pl.concat(rates), answer)

    return work


def in_polars(answer: str, size: str, home: str, months: str) -> Callable[[], int]:
    """The same in Polars alone, as one would write it for this and nothing else."""
    whole, paths = Size.parse(size), rows_of(home, months)

    def work() -> int:
        counts = (
            pl.scan_parquet(paths)
            .group_by("month", "district", "crime_type")
            .len("n")
            .collect(engine="streaming")
            .with_columns(
                pl.col("n").cast(pl.Int64), pl.col("district", "crime_type").cast(pl.String)
            )
        )
        names = {crime: category(crime) for crime in CRIME_TYPES}
        each = counts.with_columns(pl.col("crime_type").replace_strict(names).alias("measure"))
        total = (
            counts.filter(pl.col("crime_type") != ASB)
            .group_by("month", "district")
            .agg(pl.sum("n"))
            .with_columns(pl.lit(TOTAL).alias("measure"))
        )
        columns = ["measure", "district", "month", "n"]
        both = pl.concat([each.select(columns), total.select(columns)])
        grid = (
            both.select("measure")
            .unique()
            .join(people(whole), how="cross")
            .join(both.select("month").unique(), how="cross")
        )
        rolled = (
            grid.join(both, on=["measure", "district", "month"], how="left")
            .with_columns(pl.col("n").fill_null(0))
            .sort("measure", "district", "month")
            .with_columns(
                pl.col("n")
                .rolling_sum(MONTHS, min_samples=MONTHS)
                .over("measure", "district")
                .alias("events")
            )
            .drop_nulls("events")
            .with_columns((pl.col("events") * PER / pl.col("persons")).alias("rate"))
        )
        return _answered(rolled, answer)

    return work


SQL = """
with counts as (
    select month, district, crime_type, count(*) as n
    from read_parquet($paths) group by all
),
series as (
    select names.measure, month, district, n from counts join names using (crime_type)
    union all
    select $total, month, district, sum(n) from counts where crime_type <> $asb group by all
),
grid as (
    select measure, district, persons, month
    from (select distinct measure from series), people, (select distinct month from series)
),
rolled as (
    select measure, district, month, persons,
        sum(coalesce(n, 0)) over w as events, count(*) over w as months
    from grid left join series using (measure, district, month)
    window w as (
        partition by measure, district order by month
        rows between $before preceding and current row
    )
)
select measure, district, month, events::bigint as events, events * $per / persons as rate
from rolled where months = $before + 1
"""


def in_duckdb(answer: str, size: str, home: str, months: str) -> Callable[[], int]:
    """The same in SQL."""
    whole, paths = Size.parse(size), rows_of(home, months)

    def work() -> int:
        with duckdb.connect() as connection:
            connection.register("people", people(whole).to_arrow())
            names = {"crime_type": list(CRIME_TYPES), "measure": list(map(category, CRIME_TYPES))}
            connection.register("names", pl.DataFrame(names).to_arrow())
            given = {"paths": paths, "total": TOTAL, "asb": ASB, "before": MONTHS - 1, "per": PER}
            found = connection.execute(SQL, given).to_arrow_table()
            return _answered(pl.DataFrame(pl.from_arrow(found)), answer)

    return work


def in_pandas(answer: str, size: str, home: str, months: str) -> Callable[[], int]:
    """The same in pandas."""
    import pandas as pd

    whole, paths = Size.parse(size), rows_of(home, months)

    def work() -> int:
        columns = ["month", "district", "crime_type"]
        frame = pd.concat([pd.read_parquet(path, columns=columns) for path in paths])
        names = {crime: category(crime) for crime in CRIME_TYPES}
        frame["measure"] = frame["crime_type"].map(names)
        counts = frame.groupby(["month", "district", "measure"]).size().unstack(fill_value=0)
        counts[TOTAL] = counts.drop(columns=category(ASB)).sum(axis=1)
        held = persons(whole)
        wide = counts.unstack("district", fill_value=0).sort_index()
        rolled = wide.rolling(MONTHS).sum().dropna().stack(["measure", "district"])
        long = rolled.rename("events").reset_index()
        long = long[long["district"] != ""]
        long["rate"] = long["events"] * PER / long["district"].map(held)
        return _answered(pl.from_pandas(long), answer)

    return work


def page(home: str, size: str) -> Callable[[], float]:
    """Read the cube from disk for one measure in every area; gives milliseconds, once warm."""
    from time import perf_counter

    whole, wanted = Size.parse(size), declared()[:1]
    places, whose = areas(whole), forces(whole)

    def work() -> float:
        taken = []
        for _ in range(6):
            started = perf_counter()
            held = Store(Path(home)).read().frame(cube.DATASET, cube.KEY)
            assert held is not None
            assert measures.monthly(held, wanted, places, whose)
            taken.append(1000 * (perf_counter() - started))
        return sorted(taken[1:])[2]

    return work


def _answered(found: pl.DataFrame, answer: str) -> int:
    """Keep the answer to be compared; gives its rows."""
    columns = [
        pl.col("measure").cast(pl.String),
        pl.col("district").cast(pl.String),
        pl.col("month").cast(pl.Date),
        pl.col("events").cast(pl.Int64),
        pl.col("rate").cast(pl.Float64),
    ]
    found.select(columns).write_parquet(answer)
    return found.height


def _same(one: Path, other: Path) -> bool:
    keys = ["measure", "district", "month"]
    left, right = (pl.read_parquet(path).sort(keys) for path in (one, other))
    events = ["measure", "district", "month", "events"]
    if not left.select(events).equals(right.select(events)):
        return False
    return bool(((left["rate"] - right["rate"]).abs() < 1e-9).all())


def bench(folder: Path, size: Size, times: int) -> list[Line]:
    """Measuring beside each peer, its memory, half the months and all, and one page's read."""
    home = store_of(folder, size)
    answers = folder / "answers"
    answers.mkdir(exist_ok=True)

    def run(name: str, months: int) -> Callable[[], Run]:
        target = answers / f"{name}-{months}.parquet"
        return lambda: alone(f"bench.measuring:{name}", target, size, home, months)

    runs = by_turns(
        {name: run(name, size.months) for name in ("ours", "in_polars", "in_duckdb")}
        | {"half": run("ours", size.months // 2)},
        3 * times,
    )
    # Pandas takes long, so it is run by turns with ours alone, and less often.
    slow = by_turns({name: run(name, size.months) for name in ("in_pandas", "ours")}, times)
    runs["in_pandas"] = slow["in_pandas"]
    mine = answers / f"ours-{size.months}.parquet"
    for name in ("in_polars", "in_duckdb", "in_pandas"):
        assert _same(mine, answers / f"{name}-{size.months}.parquet"), f"{name} differs"
    assert runs["ours"].value > 0
    page_ms = min(alone("bench.measuring:page", home, size).value for _ in range(3 * times))
    seconds = runs["ours"].seconds
    native = min(PEERS[:2], key=lambda peer: runs[peer[0]].seconds)[0]
    lines = []
    for name, words in PEERS:
        limit = PANDAS_LIMIT if name == "in_pandas" else NATIVE_LIMIT if name == native else None
        theirs = runs[name].seconds
        if name == "in_pandas":
            lines.append(
                Line(
                    "measure, pandas beside ours",
                    theirs,
                    "s",
                    limit,
                    "ours",
                    slow["ours"].seconds,
                    True,
                )
            )
        else:
            lines.append(Line("measure", seconds, "s", limit, words, theirs))
    twice = TWICE_LIMIT * size.months / 2 / (size.months // 2)
    return [
        *lines,
        Line("measure, memory", runs["ours"].megabytes, "MB", MEMORY_LIMIT),
        Line("measure, all months", seconds, "s", twice, "half the months", runs["half"].seconds),
        Line("cube, one measure's page", page_ms, "ms", PAGE_LIMIT_MS),
    ]
