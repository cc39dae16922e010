"""Loading evidence in two steps: files are read and shown, then loaded by whoever looked at them.

While files are looked at nothing is kept of them but the files themselves: the load is tried out
on the store and undone, so what is shown is what the load itself says.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from saferboard.core.faults import Fault, Refused, refuse
from saferboard.core.ingest import police
from saferboard.core.ingest.observations import parse_observations
from saferboard.core.ingest.text import decode
from saferboard.core.partnership import Partnership
from saferboard.engines.tables.police import load_police
from saferboard.engines.tables.rehearsal import Rehearsal, events_by_month, state_of
from saferboard.engines.tables.returns import OBSERVATIONS, load_observations, partnership_held
from saferboard.engines.tables.store import Store
from saferboard.web.audit.actions import record
from saferboard.web.directory.files import StoredFile
from saferboard.web.evidence.returns import reports
from saferboard.web.evidence.returns.models import Activated, Staged

WAIT = 20.0
Kind = Staged.Kind


def stage(*, by: str, files: Sequence[StoredFile], key: str, today: date) -> Staged:
    """Read files and keep what loading them would do. Refused with every fault of every file.

    One with the same key is not read again. Reading may take seconds: no transaction is open
    meanwhile, so nobody else's writing waits for it.
    """
    held = Staged.objects.filter(key=key).first()
    if held is not None:
        return held
    kind = kind_of([file.name for file in files])
    report, seen = rehearse(kind, files, today)
    return _staged(by, kind, files, key, report, seen)


@transaction.atomic
def _staged(
    by: str, kind: Kind, files: Sequence[StoredFile], key: str, report: dict[str, Any], seen: str
) -> Staged:
    staged, is_new = Staged.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "files": [(file.sha, file.name, file.size) for file in files],
            "report": report,
            "seen": seen,
            "by": by,
        },
    )
    if is_new:
        shas = [file.sha for file in files]
        record(
            by=by, action="evidence read", object=f"load {staged.pk}", kind=kind.value, files=shas
        )
    return staged


def activate(*, by: str, staged: Staged, today: date) -> Activated:
    """Load what was looked at. Refused if it is loaded already, or if the store has changed since.

    A store that changed since makes what was shown untrue: the files are looked at again first.
    The store is written before the row that says so, and no transaction waits for it. Where the
    second step is lost, the files are still there to be read again, and change nothing.
    """
    if Activated.objects.filter(staged=staged).exists():
        raise _loaded_already()
    store = Store(settings.HOME)
    if state_of(store.read()) != staged.seen:
        raise refuse(
            "something else was loaded since these files were read, so the differences shown are "
            "no longer true",
            where="load",
            expected="the store that they were held against",
            remedy="send the files again and look at the differences",
        )
    _load(store, Kind(staged.kind), staged.kept, today)
    with transaction.atomic():
        done, is_new = Activated.objects.get_or_create(staged=staged, defaults={"by": by})
        if not is_new:
            raise _loaded_already()
        record(by=by, action="evidence loaded", object=f"load {staged.pk}", kind=staged.kind)
    return done


def _loaded_already() -> Refused:
    return refuse(
        "these files are loaded already",
        where="load",
        expected="files that nobody has loaded",
        remedy="nothing is left to do",
    )


def kind_of(names: Sequence[str]) -> Kind:
    """What files hold, by their names. Refused if they are of two kinds."""
    packed = [name for name in names if name.lower().endswith(".zip") or police.recognise(name)]
    if len(packed) == len(names):
        return Kind.POLICE
    others = [name for name in names if name not in packed]
    if packed or len(others) > 1 or not others[0].lower().endswith(".csv"):
        raise Refused(
            Fault(
                "these files cannot be loaded together",
                ", ".join(names),
                "files of data.police.uk (.zip, or named as 2022-04-leicestershire-street.csv), "
                "or one CSV file of observations",
                "send them one kind at a time, police files with the names they were "
                "downloaded with",
            )
        )
    return Kind.OBSERVATIONS


def rehearse(kind: Kind, files: Sequence[StoredFile], today: date) -> tuple[dict[str, Any], str]:
    """What loading the files would do, and the state of the store that they were held against."""
    store = Rehearsal(settings.HOME)
    seen = state_of(store.read())
    return _load(store, kind, files, today), seen


def _load(store: Store, kind: Kind, files: Sequence[StoredFile], today: date) -> dict[str, Any]:
    found = partnership_held(store.read())
    if kind is Kind.OBSERVATIONS:
        return _load_observations(store, found, files[0])
    events = events_by_month(store.read())
    with _named(files) as named:
        try:
            done = load_police(store, list(named), areas=found.areas, today=today, wait=WAIT)
        except Refused as refusal:
            faults = (Fault(*_as_sent(astuple(fault), named)) for fault in refusal.faults)
            raise Refused(*faults) from None
        told: dict[str, Any] = _as_sent(reports.of_police(done, events), named)
    return told


def _as_sent(told: Any, named: Mapping[Path, str]) -> Any:
    """What the load says, with the names that files came with for where they lie meanwhile."""
    if isinstance(told, str):
        for path, name in named.items():
            told = told.replace(str(path), name)
        return told
    if isinstance(told, dict):
        return {key: _as_sent(value, named) for key, value in told.items()}
    return [_as_sent(value, named) for value in told] if isinstance(told, list | tuple) else told


def _load_observations(store: Store, found: Partnership, file: StoredFile) -> dict[str, Any]:
    measures = {measure.key: measure for measure in found.measures}
    text = decode(file.read(), file.name)
    if text.startswith(police.HEADER_LINE):
        raise refuse(
            "its columns are those of a street-level file, and its name does not say of which "
            "month and force",
            where=file.name,
            expected="a name such as 2022-04-leicestershire-street.csv",
            remedy="give the file the name it was downloaded with",
        )
    # Downloaded once more, it is the same file still.
    name = police.as_published(file.name)
    rows = parse_observations(text, file.name, measures=measures, areas=found.areas)
    entry = store.read().texts(OBSERVATIONS).get(name)
    before = parse_observations(entry, name, measures=measures, areas=found.areas) if entry else ()
    load_observations(store, name, text)
    return reports.of_observations(found, rows, before)


@contextmanager
def _named(files: Sequence[StoredFile]) -> Iterator[dict[Path, str]]:
    """The kept files under the names they came with, which tell what they hold; and those names."""
    with tempfile.TemporaryDirectory(prefix="load-") as folder:
        named = {}
        for number, file in enumerate(files):
            place = Path(folder) / str(number)
            place.mkdir()
            (place / file.name).symlink_to(file.path)
            named[place / file.name] = file.name
        yield named
