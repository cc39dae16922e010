"""Loading a country with all its checks, beside a bare streamed copy to Parquet."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl

from bench.country import Size, make
from bench.measured import Line, Run, alone, by_turns
from saferboard.engines.tables.police import load_police
from saferboard.engines.tables.store import Store

COPY_LIMIT = 1.5
MEMORY_LIMIT = 1024.0
# The cube is written anew with each load, so a month more costs a little more than the first.
MONTH_LIMIT = 1.25
# Twice the rows may take twice the time, and a tenth for the unrest of the machine.
TWICE_LIMIT = 2.2


def ours(home: str, *folders: str) -> Callable[[], int]:
    """Load into a store; gives the rows stored."""

    def work() -> int:
        report = load_police(Store(Path(home)), [Path(folder) for folder in folders])
        return sum(row.rows for row in report.loaded)

    return work


def bare(target: str, *folders: str) -> Callable[[], int]:
    """Copy month by month to Parquet with nothing else done."""
    Path(target).mkdir(parents=True)

    def work() -> int:
        for folder in folders:
            path = Path(target) / f"{Path(folder).name}.parquet"
            pl.scan_csv(f"{folder}/*.csv").sink_parquet(path)
        return 0

    return work


def store_of(folder: Path, size: Size) -> Path:
    """The home of a store with the whole country in it; loaded on first use and kept."""
    home = folder / f"store-{size}"
    if not home.exists():
        months = [make(folder, size) / str(month) for month in size.calendar]
        alone("bench.loading:ours", home, *months)
    return home


def bench(folder: Path, size: Size, times: int) -> list[Line]:
    """Loading: time and memory, half the country and all of it, one month more."""
    country = make(folder, size)
    months = [country / str(month) for month in size.calendar]
    half = months[: len(months) // 2]
    more = country / str(size.next_month)
    scratch = folder / "scratch"

    def into_empty(job: str, *folders: Path) -> Callable[[], Run]:
        def run() -> Run:
            shutil.rmtree(scratch, ignore_errors=True)
            return alone(job, scratch, *folders)

        return run

    def into_whole() -> Run:
        shutil.rmtree(scratch, ignore_errors=True)
        # Files of a store never change, so links to them are as good as copies.
        shutil.copytree(store_of(folder, size), scratch, copy_function=os.link)
        return alone("bench.loading:ours", scratch, more)

    shutil.rmtree(folder / f"store-{size}", ignore_errors=True)
    store_of(folder, size)
    runs = by_turns(
        {
            "ours": into_empty("bench.loading:ours", *months),
            "bare": into_empty("bench.loading:bare", *months),
            "half": into_empty("bench.loading:ours", *half),
        },
        times,
    )
    one = by_turns(
        {"whole": into_whole, "empty": into_empty("bench.loading:ours", more)}, 3 * times
    )
    shutil.rmtree(scratch, ignore_errors=True)
    assert runs["ours"].value == size.total
    all_s, bare_s, half_s = (runs[name].seconds for name in ("ours", "bare", "half"))
    all_cpu, bare_cpu = (runs[name].processor for name in ("ours", "bare"))
    twice = TWICE_LIMIT * len(months) / 2 / len(half)
    whole_s, empty_s = one["whole"].seconds, one["empty"].seconds
    return [
        Line("load, all checks", all_s, "s", COPY_LIMIT, "bare copy to Parquet", bare_s),
        Line("load, processor time", all_cpu, "s", None, "bare copy to Parquet", bare_cpu),
        Line("load, memory", runs["ours"].megabytes, "MB", MEMORY_LIMIT),
        Line("load, all months", all_s, "s", twice, "half the months", half_s),
        Line("load, one month more", whole_s, "s", MONTH_LIMIT, "into an empty store", empty_s),
    ]
