"""A release for 300 partnerships over ten years: ours, and the same by hand in Polars; then Spark.

Every measure that the bundled partnership counts, in 43 forces and their 301 districts, over 120
months. By hand is what one would write for this and nothing else: for each measure and area the
events, rate, limits, previous rate, change, direction and rank, and the rate of the twelve months
to each month. Every one of these must be the same (figures to 1 in 10^9).
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from bench.country import CRIME_TYPES, Size, areas, district_names, force_name, persons
from bench.measured import Line, Run, alone, by_turns
from saferboard.cli.load import texts_of
from saferboard.core.directory.populations import Population, Populations
from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.peers import PeerSet
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.release import Release
from saferboard.core.ingest.partnership import read_partnership
from saferboard.core.ingest.police import category
from saferboard.core.partnership import Partnership
from saferboard.engines.tables import cube
from saferboard.engines.tables.engine import Engine, counting
from saferboard.engines.tables.spark import has_java
from saferboard.engines.tables.store import Store
from saferboard.web.evidence.making import release_of
from saferboard.web.evidence.storage import fingerprint

HUB = Size(43, 120, 0)
SECONDS, MEGABYTES = 60.0, 2048.0
DAY = date(2030, 1, 1)
BUNDLED = Path(__file__).parents[1] / "partnerships" / "leicestershire"
MONTHLY_RATE = 0.007  # crimes and incidents a person and month, roughly England's
Z = 1.959963984540054
MONTHS = 12
OVER = ("measure", "area")
FIGURES = ("events", "rate", "lower", "upper", "previous", "per_cent", "place")


def declared() -> tuple[Measure, ...]:
    """What the bundled partnership counts, ranked among all districts."""
    found = read_partnership(texts_of(BUNDLED)).measures
    return tuple(
        Measure(
            *(m.key, m.name, "crime", m.kind, m.unit, m.source, m.definition, m.polarity, m.counts),
            leaves_out=m.leaves_out,
            per=m.per,
            dead_band=m.dead_band,
            peers="all",
            control=m.control,
        )
        for m in found
        if m.is_counted
    )


def partnership() -> Partnership:
    """The whole country as one, its first force the Board's own area."""
    held, board = persons(HUB), force_name(0)
    people = [Population(area, 2020, "all", count, "made up") for area, count in held.items()]
    bundled = read_partnership(texts_of(BUNDLED))
    outcome = next(o for o in bundled.outcomes if o.key == "crime")
    return Partnership(
        name="Country",
        board="Board",
        area=board,
        force=board,
        attribution="Made up.",
        areas=areas(HUB),
        populations=Populations(people),
        organisations=(),
        bodies=(),
        posts=(),
        outcomes=(outcome,),
        measures=declared(),
        peer_sets=(PeerSet("all", "All districts", tuple(held), "made up"),),
        observations=(),
        printed=(),
        monthly=(),
    )


def home_of(folder: Path) -> Path:
    """An instance that holds the cube of ten years; made on first use and kept."""
    home = folder / f"hub-{HUB}"
    if not home.exists():
        with Store(home).change() as change:
            change.put_frame(cube.DATASET, cube.KEY, _cube())
    return home


def _cube() -> pl.DataFrame:
    """Events by month, district and category, drawn anew each time and always the same."""
    rng = np.random.default_rng(20220401)
    kinds = [category(kind) for kind in CRIME_TYPES]
    share = np.array(list(CRIME_TYPES.values())) / sum(CRIME_TYPES.values())
    months = [cube.first_day(month) for month in HUB.calendar]
    parts = []
    for force in range(HUB.forces):
        for name in district_names(force):
            people = persons(HUB)[name]
            drawn = rng.poisson(people * MONTHLY_RATE * share, size=(len(months), len(kinds)))
            parts.append(
                pl.DataFrame(
                    {
                        "month": np.repeat(np.array(months, dtype="datetime64[D]"), len(kinds)),
                        "force": force_name(force),
                        "district": name,
                        "category": kinds * len(months),
                        "events": drawn.reshape(-1),
                    }
                )
            )
    return cube.merged(parts).filter(pl.col("events") > 0)


def ours(home: Path, engine: Engine = Engine.POLARS) -> Release:
    """From the cube as it is held to the release."""
    last = HUB.calendar[-1]
    quarter = Period(last.plus(-2), last)
    with counting(engine, Store(home).read()) as found:
        return release_of(partnership(), found, (), quarter, known_by=DAY, made_on=DAY)


def by_hand(home: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The same in Polars: by measure and area the figures; by measure, area and month the rates."""
    held = Store(home).read().frame(cube.DATASET, cube.KEY)
    assert held is not None
    cells = held.collect()
    series = _rolled(_by_area(cells), declared())
    now = series["month"].max()
    k, scale = pl.col("events"), pl.col("per") / pl.col("persons")
    previous = pl.col("rate").shift(MONTHS).over(OVER, order_by="month")
    last = series.with_columns(previous.alias("previous")).filter(pl.col("month") == now)
    rate, before = pl.col("rate"), pl.col("previous")
    last = last.with_columns(
        (k * (1 - 1 / (9 * k) - Z / (3 * k.sqrt())) ** 3 * scale).alias("lower"),
        ((k + 1) * (1 - 1 / (9 * (k + 1)) + Z / (3 * (k + 1).sqrt())) ** 3 * scale).alias("upper"),
        (100 * (rate - before) / before).alias("per_cent"),
        pl.when(pl.col("is_peer"))
        .then(rate.rank("min").over("measure", "is_peer"))
        .cast(pl.Int64)
        .alias("place"),
    )
    moved = pl.col("per_cent")
    way = pl.when(moved.abs() <= pl.col("band")).then(pl.lit("level"))
    way = way.when(moved < 0).then(pl.lit("up")).otherwise(pl.lit("down"))
    return last.with_columns(way.alias("direction")), series


def _by_area(cells: pl.DataFrame) -> pl.DataFrame:
    """Events of each district, and of each force from those of its districts."""
    columns = ["month", "category", "events"]
    districts = cells.select(pl.col("district").alias("area"), *columns)
    forces = cells.group_by(pl.col("force").alias("area"), "month", "category").agg(
        pl.sum("events")
    )
    return pl.concat([districts, forces.select(districts.columns)])


def _rolled(cells: pl.DataFrame, measures: tuple[Measure, ...]) -> pl.DataFrame:
    """Every measure, area and month with the rate of the twelve months to it."""
    held = persons(HUB)
    forces = {
        force_name(n): sum(held[name] for name in district_names(n)) for n in range(HUB.forces)
    }
    people = pl.DataFrame(
        {
            "area": [*held, *forces],
            "persons": [*held.values(), *forces.values()],
            "is_peer": [True] * len(held) + [False] * len(forces),
        }
    )
    grid = people.join(cells.select("month").unique(), how="cross")
    parts = []
    for m in measures:
        own = (
            ~pl.col("category").is_in(m.leaves_out)
            if m.counts == ("*",)
            else pl.col("category").is_in(m.counts)
        )
        counted = cells.filter(own).group_by("area", "month").agg(pl.sum("events").alias("n"))
        parts.append(
            grid.join(counted, on=["area", "month"], how="left").with_columns(
                pl.col("n").fill_null(0),
                pl.lit(m.key).alias("measure"),
                pl.lit(m.per).alias("per"),
                pl.lit(m.dead_band).alias("band"),
            )
        )
    twelve = pl.col("n").rolling_sum(MONTHS, min_samples=MONTHS)
    return (
        pl.concat(parts)
        .sort("measure", "area", "month")
        .with_columns(twelve.over(OVER, order_by="month").alias("events"))
        .with_columns((pl.col("events") * pl.col("per") / pl.col("persons")).alias("rate"))
    )


def timed(what: str, home: str) -> Callable[[], int]:
    """One work: ``ours``, ``frozen`` (ours, with its fingerprint), ``polars``, ``spark``."""
    path = Path(home)
    match what:
        case "polars":
            return lambda: by_hand(path)[0].height
        case "spark":
            return lambda: len(ours(path, Engine.SPARK).assessments)
        case "frozen":
            return lambda: len(fingerprint(ours(path)))
    return lambda: len(ours(path).assessments)


def checked(home: str) -> Callable[[], int]:
    """Ours beside the answer by hand; gives the number of assessments."""

    def work() -> int:
        release = ours(Path(home))
        last, series = by_hand(Path(home))
        theirs = {(row["measure"], row["area"]): row for row in last.iter_rows(named=True)}
        assert len(theirs) == len(release.assessments)
        rates = {
            key: part["rate"].to_list()
            for key, part in series.partition_by(OVER, as_dict=True).items()
        }
        for a in release.assessments:
            _same(a, theirs[a.measure, a.area], rates[a.measure, a.area])
        return len(theirs)

    return work


def _same(a: object, row: dict[str, object], rates: list[float | None]) -> None:
    figure, previous = a.figure, a.previous  # type: ignore[attr-defined]
    assert isinstance(figure, Number)
    assert isinstance(previous, Number)
    mine = (
        figure.numerator,
        figure.value,
        figure.lower,
        figure.upper,
        previous.value,
        a.change.per_cent,  # type: ignore[attr-defined]
        a.rank.place if a.rank else None,  # type: ignore[attr-defined]
    )
    for name, value in zip(FIGURES, mine, strict=True):
        assert _near(value, row[name]), (row["measure"], row["area"], name, value, row[name])
    assert a.direction.value == row["direction"]  # type: ignore[attr-defined]
    assert all(map(_near, (r.rolling for r in a.series), rates))  # type: ignore[attr-defined]


def _near(mine: object, theirs: object) -> bool:
    if mine is None or theirs is None:
        return mine is theirs
    return abs(mine - theirs) <= 1e-9 * max(1.0, abs(mine))  # type: ignore[operator,arg-type]


def bench(folder: Path, size: Size, times: int) -> list[Line]:
    """Time and memory of the release, beside by hand; then the same on a local Spark."""
    home = home_of(folder)
    judged = alone("bench.releasing:checked", home).value
    names = ("ours", "frozen", "polars")

    def run(what: str) -> Callable[[], Run]:
        return lambda: alone("bench.releasing:timed", what, home)

    runs = by_turns({name: run(name) for name in names}, times)
    words = f"release of {judged:,} assessments"
    mine, by = runs["ours"], runs["polars"]
    lines = [
        Line(words, mine.seconds, "s", SECONDS),
        Line(f"{words}, memory", mine.megabytes, "MB", MEGABYTES),
        Line(words, mine.seconds, "s", None, "by hand in Polars", by.seconds),
        Line(f"{words}, processor", mine.processor, "s", None, "by hand", by.processor),
        Line(f"{words}, with its fingerprint", runs["frozen"].seconds, "s", SECONDS),
        Line("memory with its fingerprint", runs["frozen"].megabytes, "MB", MEGABYTES),
    ]
    if has_java():
        spark = alone("bench.releasing:timed", "spark", home)
        assert spark.value == judged
        what = f"{words}, by local Spark"
        lines.append(Line(what, spark.seconds, "s", None, "ours", mine.seconds))
    return lines
