"""Source rows to a release of a whole country: ours, and the same work by hand in three engines.

The path is the one that ``saferboard load`` and ``saferboard release`` take; every answer must be
the same. Measured twice over: up to the table of events by measure, area and month (all areas of
ours, with gaps told from zeros; districts only by hand), and up to the release, with every
district's and every force's figures, limits, change, ranks and judgements.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter

import polars as pl

from bench.by_hand import ENGINES, NAMES, TOTAL, Answer, rows_of
from bench.country import Size, areas, force_name, persons
from bench.loading import store_of
from bench.measured import Line, Run, alone, by_turns
from saferboard.core.directory.populations import Population, Populations
from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.measures import Better, Kind, Measure, Outcome, Polarity
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.release import Release
from saferboard.core.ingest.police import category
from saferboard.core.partnership import Partnership, PeerSet
from saferboard.engines.tables import cube
from saferboard.engines.tables.store import Store
from saferboard.web.evidence.making import counts_of, release_of, table_of

NATIVE_LIMIT = 1.2
PANDAS_LIMIT = 15.0
MEMORY_LIMIT = 1024.0
TWICE_LIMIT = 2.2
PAGE_LIMIT_MS = 50.0
OURS = "ours"
DAY = date(2030, 1, 1)
KEYS = ["measure", "district", "month"]
LAST = ["events", "rate", "lower", "upper", "previous", "change"]


def declared() -> tuple[Measure, ...]:
    """Five rates that a Board watches, ranked among all districts."""
    lower = (Polarity(Month(2010, 4), Better.LOWER),)
    asb = category("Anti-social behaviour")
    counted = {TOTAL: ("*",), **{key: (key,) for key in NAMES.values()}}
    return tuple(
        Measure(
            *(key, key, "crime", Kind.RATE, "per 1,000 people", "police.uk", key, lower, counts),
            leaves_out=(asb,) if key == TOTAL else (),
            per=1000,
            peers="all",
        )
        for key, counts in counted.items()
    )


def partnership(size: Size) -> Partnership:
    """The whole country as one partnership, its first force the Board's own area."""
    held = persons(size)
    board = force_name(0)
    people = [Population(area, 2020, "all", count, "made up") for area, count in held.items()]
    peers = (PeerSet("all", "All districts", tuple(held), "made up"),)
    return Partnership(
        *("Country", "Board", board, board, "Made up.", areas(size), Populations(people)),
        *((), (), (), (Outcome("crime", "Less crime"),), declared(), peers, (), (), ()),
    )


def counted(paths: list[str]) -> pl.DataFrame:
    """Source rows counted as loading counts them (it sorts the result for pages, too)."""
    return cube.counted(pl.scan_parquet(paths))


def ours(whole: Partnership, paths: list[str], last: Month) -> Callable[[], Release]:
    """Rows to cube to release."""

    def work() -> Release:
        quarter = Period(last.plus(-2), last)
        return release_of(whole, counted(paths), (), quarter, known_by=DAY, made_on=DAY)

    return work


def timed(engine: str, stage: str, size: str, home: str, months: str) -> Callable[[], int]:
    """An engine's work up to a stage (``counts`` or ``release``), nothing kept of the answer."""
    whole, paths = Size.parse(size), rows_of(Path(home), int(months))
    full = stage == "release"
    if engine != OURS:
        by_hand = ENGINES[engine](whole, paths, full=full)
        return lambda: by_hand()[0].height
    everybody = partnership(whole)
    if full:
        release = ours(everybody, paths, whole.calendar[int(months) - 1])
        return lambda: len(release().assessments)
    return lambda: table_of(counted(paths), everybody, everybody.measures).table.height


def checked(size: str, home: str) -> Callable[[], int]:
    """Every engine's answer beside ours; gives the number of assessments."""
    whole, paths = Size.parse(size), rows_of(Path(home), Size.parse(size).months)

    def work() -> int:
        release = ours(partnership(whole), paths, whole.calendar[-1])()
        mine = as_answer(release, set(persons(whole)))
        for name, engine in ENGINES.items():
            assert same(mine, engine(whole, paths, full=True)()), f"{name} differs"
        return len(release.assessments)

    return work


def as_answer(release: Release, districts: set[str]) -> Answer:
    """What a release says of its districts, in the form of the answers by hand."""
    series, last = [], []
    for a in release.assessments:
        if a.area in districts and isinstance(a.figure, Number) and isinstance(a.previous, Number):
            last.append(
                (
                    *(a.measure, a.area, a.figure.numerator, a.figure.value),
                    *(a.figure.lower, a.figure.upper, a.previous.value),
                    a.change.per_cent if a.change else None,
                )
            )
            series += [
                (a.measure, a.area, cube.first_day(reading.month), reading.events, reading.rolling)
                for reading in a.series
            ]
    return (
        pl.DataFrame(series, [*KEYS, "n", "rate"], orient="row"),
        pl.DataFrame(last, [*KEYS[:2], *LAST], orient="row"),
    )


def same(mine: Answer, theirs: Answer) -> bool:
    """Whether two answers hold the same districts, events and figures (these to 1 in 10^9)."""
    pairs = zip(mine, theirs, ((KEYS, ["n", "rate"]), (KEYS[:2], LAST)), strict=True)
    for left, right, (keys, values) in pairs:
        if left is None or right is None:
            return False
        one, other = (
            frame.select(
                pl.col("month").cast(pl.Date) if key == "month" else pl.col(key).cast(pl.String)
                for key in keys
            )
            .with_columns(frame.select(pl.col(values).cast(pl.Float64).fill_nan(None)))
            .sort(keys)
            for frame in (left, right)
        )
        if not one.select(keys).equals(other.select(keys)):
            return False
        for value in values:
            a, b = one[value], other[value]
            near = ((a - b).abs() <= 1e-9 * a.abs()).fill_null(True).all()
            if not near or not a.is_null().equals(b.is_null()):
                return False
    return True


def page(home: str, size: str) -> Callable[[], float]:
    """Read the cube from disk for one measure in every area; gives milliseconds, once warm."""
    whole = partnership(Size.parse(size))

    def work() -> float:
        taken = []
        for _ in range(6):
            started = perf_counter()
            held = Store(Path(home)).read().frame(cube.DATASET, cube.KEY)
            assert held is not None
            assert counts_of(held.collect(), whole, whole.measures[0])
            taken.append(1000 * (perf_counter() - started))
        return sorted(taken[1:])[2]

    return work


def bench(folder: Path, size: Size, times: int) -> list[Line]:
    """Measuring and a release beside each peer, memory, half the months and all, a page's read."""
    home = store_of(folder, size)

    def run(engine: str, stage: str, months: int = size.months) -> Callable[[], Run]:
        return lambda: alone("bench.measuring:timed", engine, stage, size, home, months)

    judged = alone("bench.measuring:checked", size, home).value
    said = {"counts": "measure", "release": f"release of {judged:,} assessments"}
    fast = [OURS, *(name for name in ENGINES if name != "pandas")]
    lines, memory = [], 0.0
    for stage, words in said.items():
        runs = by_turns({name: run(name, stage) for name in fast}, 3 * times)
        # Pandas takes long, so it is run by turns with ours alone, and less often.
        slow = by_turns({name: run(name, stage) for name in ("pandas", OURS)}, times)
        quickest = min(fast[1:], key=lambda name: runs[name].seconds)
        memory = max(memory, runs[OURS].megabytes)
        for name in fast[1:]:
            limit = NATIVE_LIMIT if name == quickest and stage == "counts" else None
            lines.append(Line(words, runs[OURS].seconds, "s", limit, name, runs[name].seconds))
        theirs, mine = slow["pandas"].seconds, slow[OURS].seconds
        limit = PANDAS_LIMIT if stage == "counts" else None
        lines.append(Line(f"{words}, pandas", theirs, "s", limit, "ours", mine, True))
    twice = TWICE_LIMIT * size.months / 2 / (size.months // 2)
    halves = by_turns(
        {"all": run(OURS, "counts"), "half": run(OURS, "counts", size.months // 2)}, 3 * times
    )
    all_s, half_s = halves["all"].seconds, halves["half"].seconds
    page_ms = min(alone("bench.measuring:page", home, size).value for _ in range(3 * times))
    return [
        *lines,
        Line("release, memory", memory, "MB", MEMORY_LIMIT),
        Line("measure, all months", all_s, "s", twice, "half the months", half_s),
        Line("cube, one measure's page", page_ms, "ms", PAGE_LIMIT_MS),
    ]
