"""Loads police.uk street-level files into the store: all or nothing, every row accounted for."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from saferboard.core.directory.areas import Areas
from saferboard.core.evidence.periods import Month
from saferboard.core.faults import Fault, Refused
from saferboard.core.ingest import police
from saferboard.core.ingest.police import Changed, ForceMonth, Loaded, Reject, Report
from saferboard.engines.tables import cube
from saferboard.engines.tables.archive import LIMITS, Found, Limits, listing
from saferboard.engines.tables.disk import is_full
from saferboard.engines.tables.inspection import Inspected, diagnose, inspect, stray_quote
from saferboard.engines.tables.store import Change, Source, Store

ROWS = "rows"
REJECTS = "rejects"
# Source columns as they come, all text, under names that need no quoting; then what we derive.
COLUMNS = {
    "Crime ID": "crime_id",
    "Reported by": "reported_by",
    "Falls within": "falls_within",
    "Longitude": "longitude",
    "Latitude": "latitude",
    "Location": "location",
    "LSOA code": "lsoa_code",
    "LSOA name": "lsoa_name",
    "Crime type": "crime_type",
    "Last outcome category": "last_outcome",
    "Context": "context",
}
# Crime IDs hardly compress: a higher level costs half as much time again and saves 3 per cent.
QUICK = 1
# What rows are grouped by: numbered texts, which Polars groups in half the time.
GROUPED = ("force", "district", "crime_type")
_READ = pl.Schema(dict.fromkeys(police.HEADER, pl.String))

Progress = Callable[[int, int, str], None]
"""Called with files done, files in all, and what was done last."""


def _silent(done: int, total: int, last: str) -> None:
    """No progress shown."""


@dataclass(slots=True)
class _Load:
    """What one load gathers on its way through the months."""

    change: Change
    known: frozenset[str] | None
    limits: Limits
    loaded: list[Loaded] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    counts: list[pl.DataFrame] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def load_police(
    store: Store,
    paths: Sequence[Path],
    *,
    areas: Areas | None = None,
    today: date | None = None,
    limits: Limits = LIMITS,
    progress: Progress = _silent,
    wait: float = 0.0,
    waiting: Callable[[], None] | None = None,
) -> Report:
    """Load folders, files and zips as downloaded. A force's month held already is replaced.

    ``areas`` are those whose districts are expected (others are reported); months after ``today``
    are refused. Refused, with all
    faults found and the store unchanged, when any file is not what it should be.
    """
    with (
        listing(paths, lambda name: police.recognise(name) is not None, limits) as listed,
        store.change(wait=wait, waiting=waiting) as change,
    ):
        known = None if areas is None else frozenset(n.casefold() for a in areas for n in a.names)
        load = _Load(change, known, limits)
        load.ignored += [f"{where}: {police.why_ignored(name)}" for name, where in listed.others]
        done = 0
        for month, found in _by_month(listed.files):
            if today is not None and month > cube.month_of(today):
                load.faults += [police.future_fault(what, f.where) for what, f in found]
                continue
            _load_month(load, month, found)
            done += len(found)
            progress(done, len(listed.files), str(month))
        if load.faults:
            raise Refused(*load.faults)
        _update_cube(load)
    return Report(tuple(load.loaded), tuple(load.ignored))


def _by_month(files: Iterable[Found]) -> list[tuple[Month, list[tuple[ForceMonth, Found]]]]:
    months: dict[Month, list[tuple[ForceMonth, Found]]] = defaultdict(list)
    for found in files:
        what = police.recognise(found.name)
        if what is not None:
            months[what.month].append((what, found))
    return sorted((month, sorted(part, key=lambda p: p[0])) for month, part in months.items())


def _load_month(load: _Load, month: Month, found: list[tuple[ForceMonth, Found]]) -> None:
    entry = load.change.held.entry(ROWS, str(month))
    before = {source.part: source for source in entry.sources} if entry else {}
    fresh: list[Inspected] = []
    for inspected in _once_each(load, _inspect_all(load, found)):
        old = before.get(inspected.what.force)
        if old is not None and old.sha256 == inspected.sha256:
            load.loaded.append(
                Loaded(inspected.what, inspected.where, Changed.UNCHANGED, old.rows, old.rows)
            )
        else:
            fresh.append(inspected)
    if not fresh:
        return
    kept = [s for force, s in before.items() if force not in {i.what.force for i in fresh}]
    old_rows = load.change.held.frame(ROWS, str(month)) if kept else None
    try:
        path = _write_rows(load, month, fresh, old_rows)
    except pl.exceptions.PolarsError as error:
        if is_full(error):
            raise
        faults = [fault for file in fresh for fault in diagnose(file).faults]
        # Python's reader takes a stray quotation mark for a letter, Polars' does not.
        faults = faults or [fault for file in fresh if (fault := stray_quote(file))]
        if not faults:
            raise
        load.faults += faults
        return
    sources = [*kept, *_account(load, path, fresh, before)]
    rows = sum(source.rows for source in sources)
    ordered = tuple(sorted(sources, key=lambda source: source.part))
    load.change.put_file(ROWS, str(month), path, rows, ordered)


def _inspect_all(load: _Load, found: list[tuple[ForceMonth, Found]]) -> list[Inspected]:
    """Every file of a month read once, two at a time; the faulty ones left out and told."""

    def one(pair: tuple[ForceMonth, Found]) -> Inspected | Refused:
        try:
            unpacked = load.change.new_file(".csv")
            return inspect(pair[1], pair[0], unpacked, load.limits)
        except Refused as refused:
            return refused

    good: list[Inspected] = []
    with ThreadPoolExecutor(2) as pool:
        for result in pool.map(one, found):
            if isinstance(result, Refused):
                load.faults += result.faults
            else:
                good.append(result)
    return good


def _once_each(load: _Load, files: list[Inspected]) -> list[Inspected]:
    """One file a force; the same content given twice is taken once, different content refused."""
    by_force: dict[ForceMonth, list[Inspected]] = defaultdict(list)
    for file in files:
        by_force[file.what].append(file)
    for what, same in by_force.items():
        if len({file.sha256 for file in same}) > 1:
            load.faults.append(police.twice_fault(what, [file.where for file in same]))
        load.ignored += [f"{file.where}: the same as {same[0].where}" for file in same[1:]]
    return [same[0] for same in by_force.values()]


def _write_rows(
    load: _Load, month: Month, fresh: list[Inspected], old: pl.LazyFrame | None
) -> Path:
    """Stream a month's rows to Parquet, leaving out odd ones (they are accounted for after).

    A crime type that is absent is null, a quoted one of no letters is ``""``: neither is kept.
    """
    # Enumerations turn the path of a row's file into its force without touching text.
    paths = [str(file.path) for file in fresh]
    forces = [file.what.force for file in fresh]
    force = pl.col("path").cast(pl.Enum(paths)).to_physical().cat.to(pl.Enum(forces))
    new = (
        pl.scan_csv(paths, schema=_READ, include_file_paths="path", glob=False)
        .filter(pl.col("Month") == str(month), pl.col("Crime type") != "")
        .select(
            pl.lit(cube.first_day(month)).alias("month"),
            force.cast(pl.String).alias("force"),
            pl.col("LSOA name").str.replace(r"\s*\S+\s*$", "").fill_null("").alias("district"),
            *(pl.col(name).alias(ours) for name, ours in COLUMNS.items()),
        )
        .with_columns(pl.col(GROUPED).cast(pl.Categorical))
    )
    path = load.change.new_file(".parquet")
    rows = new if old is None else pl.concat([old.filter(~pl.col("force").is_in(forces)), new])
    rows.sink_parquet(path, compression_level=QUICK)
    return path


def _account(
    load: _Load, path: Path, fresh: list[Inspected], before: dict[str, Source]
) -> list[Source]:
    """Reconcile every new file with what was stored of it, and tell what is odd."""
    forces = [file.what.force for file in fresh]
    rows = pl.scan_parquet(path, glob=False).filter(pl.col("force").is_in(forces))
    counted = cube.counted(rows)
    load.counts.append(counted)
    ids = rows.filter(pl.col("crime_id") != "").group_by("force")
    repeated = dict(
        ids.agg(pl.len() - pl.col("crime_id").n_unique()).collect(engine="streaming").iter_rows()
    )
    placed: dict[str, dict[str, int]] = defaultdict(dict)
    for force, place, n in counted.group_by("force", "district").agg(pl.sum("events")).iter_rows():
        placed[force][place] = n
    types: dict[str, dict[str, int]] = defaultdict(dict)
    for force, kind, n in counted.group_by("force", "category").agg(pl.sum("events")).iter_rows():
        types[force][kind] = n
    odd = set(counted.filter(pl.col("category") == "")["force"])
    sources: list[Source] = []
    for file in fresh:
        what, districts = file.what, placed[file.what.force]
        stored = sum(districts.values())
        rejects = _reconcile(load, file, stored, odd=what.force in odd)
        _put_rejects(load.change, what, rejects)
        old = before.get(what.force)
        load.loaded.append(
            Loaded(
                what,
                file.where,
                Changed.REPLACED if old else Changed.ADDED,
                old.rows if old else 0,
                stored,
                rejects,
                districts.get("", 0),
                repeated.get(what.force, 0),
                () if load.known is None else police.elsewhere(districts, load.known),
                police.strange_types(types[what.force]),
            )
        )
        sources.append(Source(what.force, file.name, file.sha256, stored))
    return sources


def _reconcile(load: _Load, file: Inspected, stored: int, *, odd: bool) -> tuple[Reject, ...]:
    """The rejects of a file, once rows read = rows stored + rejects. RuntimeError if it is not."""
    if file.even and stored == file.rows and not odd:
        return ()
    found = diagnose(file)
    load.faults += found.faults
    if not found.faults and found.rows != stored + len(found.rejects):
        raise RuntimeError(
            f"{file.where}: {found.rows} rows read, but {stored} stored "
            f"and {len(found.rejects)} rejected"
        )
    return found.rejects


def _put_rejects(change: Change, what: ForceMonth, rejects: tuple[Reject, ...]) -> None:
    key = f"{what.month}-{what.force}.csv"
    if rejects:
        lines = [f"{reject.line},{reject.reason}" for reject in rejects]
        change.put_text(REJECTS, key, "\n".join(["line,reason", *lines]) + "\n")
    else:
        change.remove(REJECTS, key)


def _update_cube(load: _Load) -> None:
    """Take the replaced forces' months out of the cube and add the new ones."""
    if not load.counts:
        return
    old = load.change.held.frame(cube.DATASET, cube.KEY)
    fresh = [r.what for r in load.loaded if r.changed is not Changed.UNCHANGED]
    rest = [] if old is None else [cube.without(old.collect(), fresh)]
    load.change.put_frame(cube.DATASET, cube.KEY, cube.merged([*rest, *load.counts]))
