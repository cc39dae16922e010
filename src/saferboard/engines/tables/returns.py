"""Loads what is not source rows: a partnership's folder, observations, populations, Table C2."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from saferboard.core.directory.populations import Populations
from saferboard.core.evidence.observations import Observation
from saferboard.core.evidence.periods import Month
from saferboard.core.evidence.release import Input
from saferboard.core.evidence.returns import Line, accepted
from saferboard.core.evidence.two_sources import Overlap
from saferboard.core.faults import Fault, Refused, refuse
from saferboard.core.ingest.csp import parse_csp_table
from saferboard.core.ingest.csp_populations import NATIONAL
from saferboard.core.ingest.observations import parse_observations
from saferboard.core.ingest.partnership import read_partnership
from saferboard.core.ingest.police import Changed, ForceMonth
from saferboard.core.ingest.populations import parse_populations
from saferboard.core.partnership import MonthlyCount, Partnership
from saferboard.engines.tables import cube, further
from saferboard.engines.tables.measures import held_in
from saferboard.engines.tables.overlaps import OVERLAPS, kept, parse_overlaps, with_overlaps
from saferboard.engines.tables.police import QUICK, REJECTS, ROWS
from saferboard.engines.tables.returned import RETURNED, parse_returned, text_of
from saferboard.engines.tables.store import Change, Holdings, Source, Store

# So many restated results are told; more are counted.
SHOWN = 10

PARTNERSHIP = "partnership"
OBSERVATIONS = "observations"
POPULATIONS = "populations"
CSP = "csp"
BOUNDARIES = "boundaries"
BESIDE = (OBSERVATIONS, POPULATIONS, further.SURVEYS, further.YOUTH, RETURNED, OVERLAPS)
KINDS = (*BESIDE, CSP, BOUNDARIES)
# What a release is made from, but for source rows.
READ = (PARTNERSHIP, *BESIDE)


@dataclass(frozen=True, slots=True)
class Taken:
    """One file taken in: what that did, its rows now and before, and what is odd about it."""

    name: str
    changed: Changed
    before: int
    rows: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartnershipTaken:
    """A partnership's folder taken in.

    ``placed`` forces' months went into the cube from its monthly counts; ``skipped`` did not,
    because source rows are held for them.
    """

    files: tuple[Taken, ...]
    removed: tuple[str, ...]
    placed: int
    skipped: tuple[ForceMonth, ...]


def partnership_held(held: Holdings) -> Partnership:
    """The partnership loaded, with the observations and populations loaded beside it.

    Of two values for the same thing the one loaded beside wins, the one loaded last among those.
    Refused if no partnership is loaded, or a file loaded beside it does not fit it.
    """
    return _joined(_declared(held), held)


def load_observations(store: Store, name: str, text: str) -> Taken:
    """Take a file of partners' returns; one of the same name is replaced. Refused with faults."""
    with store.change() as change:
        rows = _observations(_declared(change.held), name, text)
        return _put(change, OBSERVATIONS, name, text, len(rows))


def load_returned(
    store: Store, key: str, lines: Sequence[Line], *, known: date, origin: str, wait: float = 0.0
) -> tuple[Observation, ...]:
    """Take a partner's accepted return; what it adds to what is held. Done twice it adds once."""
    with store.change(wait=wait) as change:
        others = tuple(e for e in change.held.entries if (e.dataset, e.key) != (RETURNED, key))
        held = partnership_held(replace(change.held, entries=others))
        found = accepted(lines, held.observations, known=known, origin=origin)
        if found:
            _put(change, RETURNED, key, text_of(found), len(found))
    return found


def load_overlaps(
    store: Store, key: str, overlaps: Sequence[Overlap], *, wait: float = 0.0
) -> Taken:
    """Take overlaps that were measured on cases; those of the same key are replaced."""
    text = kept(overlaps)
    with store.change(wait=wait) as change:
        parse_overlaps(_declared(change.held), f"{OVERLAPS}/{key}", text)
        return _put(change, OVERLAPS, key, text, len(overlaps))


def load_populations(store: Store, name: str, text: str) -> Taken:
    """Take a file of populations; one of the same name is replaced. Refused with faults."""
    with store.change() as change:
        rows = parse_populations(text, name, areas=_declared(change.held).areas).rows
        return _put(change, POPULATIONS, name, text, len(rows))


def load_csp(store: Store, name: str, text: str) -> Taken:
    """Take the Home Office's Table C2; one for the same year is replaced. Refused with faults."""
    table = parse_csp_table(text, name)
    key = table.year_ending.lower().replace(" ", "-") + ".csv"
    with store.change() as change:
        taken = _put(change, CSP, key, text, len(table.rows), name)
    return replace(taken, name=name, notes=table.notes)


def load_survey(store: Store, name: str, text: str, *, restate: bool = False) -> Taken:
    """Take a file of survey results; one of the same name is replaced. Refused with faults.

    Without ``restate`` it is refused too if that would change or take away a result that is held:
    whoever loads it is to look at those first.
    """
    with store.change() as change:
        found = _declared(change.held)
        results = further.survey_results(found, name, text)
        held = change.held.texts(further.SURVEYS).get(name)
        before = further.survey_results(found, name, held) if held else ()
        if (said := further.restatements(before, results)) and not restate:
            raise _restates(name, said)
        others = [
            (key, further.survey_results(found, key, other))
            for key, other in _oldest_first(change.held, further.SURVEYS)
            if key != name
        ]
        further.check_whole([*others, (name, results)])
        return _put(change, further.SURVEYS, name, text, len(text.splitlines()) - 1)


def _restates(name: str, said: tuple[str, ...]) -> Refused:
    more = f"; and {len(said) - SHOWN} more" if len(said) > SHOWN else ""
    return refuse(
        f"it restates results that are held: {'; '.join(said[:SHOWN])}{more}",
        where=name,
        expected="new results, or those held as they are",
        remedy="look at each; if they are right, load the file with --restate",
    )


def load_youth(store: Store, name: str, text: str) -> Taken:
    """Take youth justice returns; a file of the same name is replaced. Refused with faults."""
    with store.change() as change:
        returned = further.youth_returns(_declared(change.held), name, text)
        rows = len(returned.disposals) + len(returned.followed)
        return _put(change, further.YOUTH, name, text, rows)


def load_boundaries(store: Store, name: str, text: str) -> Taken:
    """Take a GeoJSON file of boundaries; one of the same name is replaced. Refused with faults."""
    # Geometry is heavy, and nothing else here needs it.
    from saferboard.engines.places.boundaries import read_boundaries

    with store.change() as change:
        codes = [area.code for area in _declared(change.held).areas]
        return _put(change, BOUNDARIES, name, text, len(read_boundaries(text, name, codes)))


def remove(store: Store, name: str) -> str:
    """Let go of a file loaded beside the partnership's folder; gives its full name.

    ``name`` is as ``returns.csv``, or ``observations/returns.csv`` where two kinds of file bear
    the same name. Refused if no file, or more than one, is meant.
    """
    with store.change() as change:
        names = {
            f"{kind}/{entry.key}": (kind, entry.key)
            for kind in KINDS
            for entry in change.held.of(kind)
        }
        meant = [full for full, (_, key) in names.items() if name in (full, key)]
        if len(meant) != 1:
            raise refuse(
                f"{len(meant) or 'no'} files held are called '{name}'",
                where="store",
                expected="one of: " + (", ".join(meant or names) or "none, nothing is held"),
                remedy="write the name in full; a partnership's own files change with its folder",
            )
        change.remove(*names[meant[0]])
    return meant[0]


def load_partnership(
    store: Store, files: Mapping[str, str], *, over_rows: bool = False
) -> PartnershipTaken:
    """Take a partnership's folder (texts by file name), its monthly counts into the cube.

    Months of which source rows are held keep them, unless ``over_rows``: then those rows are let
    go. Refused with every fault of every file, those of files loaded beside it included.
    """
    found = read_partnership(files)
    with store.change() as change:
        _joined(found, change.held)
        before = {entry.key for entry in change.held.of(PARTNERSHIP)}
        taken = tuple(
            _put(change, PARTNERSHIP, name, text, len(text.splitlines()))
            for name, text in sorted(files.items())
        )
        removed = tuple(sorted(before - files.keys()))
        for name in removed:
            change.remove(PARTNERSHIP, name)
        given = {ForceMonth(row.month, row.force) for row in found.monthly}
        of_rows = _months_of_rows(change.held)
        if over_rows:
            _let_go(change, given & of_rows)
            of_rows -= given
        skipped = given & of_rows
        counts = [r for r in found.monthly if ForceMonth(r.month, r.force) not in skipped]
        _replace_counts(change, of_rows, counts)
    return PartnershipTaken(taken, removed, len(given - skipped), tuple(sorted(skipped)))


def inputs(held: Holdings, last: Month) -> tuple[Input, ...]:
    """The source files that a release of figures up to a month is made from, by name.

    Source rows of later months are none of them, and neither is Table C2: no release reads it.
    """
    used = {
        Input(source.name, source.sha256)
        for entry in held.entries
        if (entry.dataset in READ and entry.key not in NATIONAL)
        or (entry.dataset == ROWS and Month.parse(entry.key) <= last)
        for source in entry.sources
    }
    return tuple(sorted(used, key=lambda found: (found.name, found.sha256)))


def _declared(held: Holdings) -> Partnership:
    """The partnership as its folder declares it. Refused if none is loaded."""
    files = held.texts(PARTNERSHIP)
    if not files:
        raise refuse(
            "no partnership is loaded",
            where="store",
            expected="a partnership's folder, loaded first",
            remedy="run: saferboard load partnership FOLDER",
        )
    return read_partnership(files)


def _joined(found: Partnership, held: Holdings) -> Partnership:
    """A folder's partnership with the files loaded beside it. Refused if they do not fit it."""
    observations = {(o.measure, o.area, o.period, o.known): o for o in found.observations}
    persons = {(p.area, p.year, p.group): p for p in found.populations.rows}
    faults: list[Fault] = []
    for name, text in _oldest_first(held, OBSERVATIONS):
        with _fitting(OBSERVATIONS, name, faults):
            for o in _observations(found, name, text):
                observations[o.measure, o.area, o.period, o.known] = o
    for name, text in _oldest_first(held, RETURNED):
        with _fitting(RETURNED, name, faults):
            for o in parse_returned(found, name, text):
                observations[o.measure, o.area, o.period, o.known] = o
    for name, text in _oldest_first(held, POPULATIONS):
        with _fitting(POPULATIONS, name, faults):
            for p in parse_populations(text, name, areas=found.areas).rows:
                persons[p.area, p.year, p.group] = p
    surveys = []
    for name, text in _oldest_first(held, further.SURVEYS):
        with _fitting(further.SURVEYS, name, faults):
            surveys.append((name, further.survey_results(found, name, text)))
    youth = []
    for name, text in _oldest_first(held, further.YOUTH):
        with _fitting(further.YOUTH, name, faults):
            youth.append(further.youth_returns(found, name, text))
    found = replace(
        found,
        observations=tuple(observations.values()),
        populations=Populations(persons.values()),
        two_sources=with_overlaps(found.two_sources, _overlaps(found, held, faults)),
    )
    found = further.joined(found, surveys, youth, faults)
    if faults:
        raise Refused(*faults)
    return found


def _overlaps(found: Partnership, held: Holdings, faults: list[Fault]) -> list[Overlap]:
    overlaps: list[Overlap] = []
    for name, text in _oldest_first(held, OVERLAPS):
        with _fitting(OVERLAPS, name, faults):
            overlaps += parse_overlaps(found, name, text)
    return overlaps


def _observations(found: Partnership, name: str, text: str) -> tuple[Observation, ...]:
    measures = {measure.key: measure for measure in found.measures}
    return parse_observations(text, name, measures=measures, areas=found.areas)


@contextmanager
def _fitting(kind: str, name: str, faults: list[Fault]) -> Iterator[None]:
    """Note what does not fit in a held file, and first what to do about the file itself."""
    try:
        yield
    except Refused as refused:
        faults.append(
            Fault(
                "the file was loaded beside the partnership's folder and does not fit it",
                f"{kind}/{name}",
                "areas.csv and measures.toml that still declare what loaded files speak of",
                "declare it in the folder again, or let the file go (saferboard load remove "
                f"{kind}/{name}), load the folder, then load the file corrected",
            )
        )
        faults += refused.faults


def _oldest_first(held: Holdings, dataset: str) -> list[tuple[str, str]]:
    entries = sorted(held.of(dataset), key=lambda entry: entry.loaded_at)
    texts = held.texts(dataset)
    return [(entry.key, texts[entry.key]) for entry in entries]


def _put(
    change: Change, dataset: str, key: str, text: str, rows: int, name: str | None = None
) -> Taken:
    old = change.held.entry(dataset, key)
    digest = hashlib.sha256(text.encode()).hexdigest()
    given = f"{dataset}/{name or key}"
    if old is not None and old.sha256 == digest:
        return Taken(key, Changed.UNCHANGED, rows, rows)
    change.put_text(dataset, key, text, (Source(key, given, digest, rows),))
    if old is None:
        return Taken(key, Changed.ADDED, 0, rows)
    return Taken(key, Changed.REPLACED, sum(source.rows for source in old.sources), rows)


def _months_of_rows(held: Holdings) -> set[ForceMonth]:
    return {
        ForceMonth(Month.parse(entry.key), source.part)
        for entry in held.of(ROWS)
        for source in entry.sources
    }


def _let_go(change: Change, gone: set[ForceMonth]) -> None:
    """Take some forces' months out of the source rows."""
    for month in {what.month for what in gone}:
        entry = change.held.entry(ROWS, str(month))
        rows = change.held.frame(ROWS, str(month))
        if entry is None or rows is None:
            continue
        forces = {what.force for what in gone if what.month == month}
        kept = tuple(source for source in entry.sources if source.part not in forces)
        for force in forces:
            change.remove(REJECTS, f"{month}-{force}.csv")
        if kept:
            path = change.new_file(".parquet")
            rest = rows.filter(~pl.col("force").is_in(list(forces)))
            rest.sink_parquet(path, compression_level=QUICK)
            change.put_file(ROWS, str(month), path, sum(s.rows for s in kept), kept)
        else:
            change.remove(ROWS, str(month))


def _replace_counts(
    change: Change, of_rows: set[ForceMonth], counts: Iterable[MonthlyCount]
) -> None:
    """The cube keeps what came from source rows; all else in it comes from these counts."""
    old = change.held.frame(cube.DATASET, cube.KEY)
    parts: list[pl.DataFrame] = []
    if old is not None:
        whole = old.collect()
        parts.append(cube.without(whole, held_in(whole) - of_rows))
    rows = [
        (cube.first_day(row.month), row.force, row.district, row.category, row.events)
        for row in counts
    ]
    parts.append(pl.DataFrame(rows, cube.SCHEMA, orient="row"))
    change.put_frame(cube.DATASET, cube.KEY, cube.merged(parts))
