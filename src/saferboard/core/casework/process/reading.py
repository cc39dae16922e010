"""Processes as TOML, one version a file: every fault of every file at once, with its key."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeVar

from saferboard.core.casework.process.checking import check_against, check_process
from saferboard.core.casework.process.process import (
    Amendment,
    Line,
    Party,
    Process,
    State,
    Step,
)
from saferboard.core.faults import Fault
from saferboard.core.ingest.declarations import Shape, Table, declared, read_toml
from saferboard.core.ingest.gathering import Faults

FOLDER = "processes"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Front:
    """The keys at the head of the file."""

    key: str
    title: str
    purpose: str
    version: int
    in_force: date
    source: str
    first: str
    last: tuple[str, ...]


_FRONT = Shape(Front)
_STATE, _PARTY, _STEP = Shape(State), Shape(Party), Shape(Step)
_LINE, _AMENDMENT = Shape(Line), Shape(Amendment)
_TABLES = ("states", "parties", "steps", "lines", "amended")
_HEAD = tuple(Front.__dataclass_fields__)


def read_process(text: str | None, where: str, faults: Faults) -> Process | None:
    """The process of a file; none, its faults being noted, if it cannot be one."""
    before = len(faults.found)
    found = read_toml(text, where, faults, tables=(*_HEAD, *_TABLES))
    if found is None:
        return None
    front = _FRONT.read({key: found[key] for key in _HEAD if key in found}, where, faults)
    states = declared(found, "states", _STATE, where, faults)[0]
    parties = declared(found, "parties", _PARTY, where, faults)[0]
    steps = declared(found, "steps", _STEP, where, faults)[0]
    lines = _optional(found, "lines", _LINE, where, faults)
    amended = _optional(found, "amended", _AMENDMENT, where, faults)
    if front is None or len(faults.found) > before:
        return None
    process = Process(
        key=front.key,
        title=front.title,
        purpose=front.purpose,
        version=front.version,
        in_force=front.in_force,
        source=front.source,
        first=front.first,
        last=front.last,
        states=states,
        parties=parties,
        steps=steps,
        lines=lines,
        amended=amended,
    )
    check_process(process, where, faults)
    return process


def _optional(
    found: Table, table: str, shape: Shape[T], where: str, faults: Faults
) -> tuple[T, ...]:
    """The table's sound entries; a process may do without it."""
    return declared(found, table, shape, where, faults)[0] if table in found else ()


def load(files: Mapping[str, str | Fault]) -> tuple[Process, ...]:
    """Every version of every process of a partnership, by key and version.

    ``files`` are the texts by file name, or why there is none. Refused with every fault of all.
    """
    faults = Faults([found for found in files.values() if isinstance(found, Fault)])
    read: dict[tuple[str, int], tuple[Process, str]] = {}
    for where, text in files.items():
        process = read_process(text, where, faults) if isinstance(text, str) else None
        if process is None:
            continue
        pin = (process.key, process.version)
        if pin in read:
            faults.add(
                f"version {process.version} of '{process.key}' is in {read[pin][1]} too",
                where=f"{where}, version",
                expected="each version of a process in one file",
                remedy="give it the next number, or take one of the files out",
            )
        else:
            read[pin] = (process, where)
    ordered = [read[pin] for pin in sorted(read)]
    for (earlier, _), (new, where) in pairwise(ordered):
        if earlier.key == new.key:
            check_against(new, earlier, where, faults)
    faults.refuse()
    return tuple(process for process, _ in ordered)
