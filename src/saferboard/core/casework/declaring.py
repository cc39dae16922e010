"""All that a partnership declares of its casework, checked in one place: every fault at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from saferboard.core.casework import case_review_rule, counts, purposes, retention
from saferboard.core.casework.asb import settings as asb
from saferboard.core.casework.cases import Purpose
from saferboard.core.casework.marac import settings as marac
from saferboard.core.casework.process.process import Process
from saferboard.core.casework.process.reading import FOLDER, load
from saferboard.core.faults import Refused
from saferboard.core.ingest.gathering import Faults, did_you_mean

T = TypeVar("T")
FILES = (
    purposes.FILE,
    asb.FILE,
    case_review_rule.FILE,
    counts.FILE,
    marac.FILE,
    retention.FILE,
)
"""The files that may stand in the partnership's folder of casework."""


@dataclass(frozen=True, slots=True)
class Casework:
    """What is declared. ``tables`` say in a few words what each local table holds."""

    purposes: tuple[Purpose, ...]
    processes: tuple[Process, ...]
    tables: tuple[str, ...] = ()


def check(files: Mapping[str, str], faults: Faults) -> Casework:
    """What the files declare, the faults of all being noted. A partnership may leave any out."""
    _check_names(files, faults)
    declared = purposes.read_purposes(files.get(purposes.FILE), faults)
    of_processes = {name: text for name, text in files.items() if is_process(name)}
    processes = _gathered(lambda: load(of_processes), faults) or ()
    purposes.check_processes(declared, processes, faults)
    keys = [purpose.key for purpose in declared]
    if (text := files.get(retention.FILE)) is not None:
        retention.read_retention(text, keys, faults)
    if (text := files.get(counts.FILE)) is not None:
        counts.read_counts(text, keys, faults)
    if (text := files.get(case_review_rule.FILE)) is not None:
        case_review_rule.read_procedures(text, faults)
    if (text := files.get(marac.FILE)) is not None:
        _gathered(lambda: marac.read_settings(text), faults)
    return Casework(declared, processes, _asb(files.get(asb.FILE), processes, faults))


def is_process(name: str) -> bool:
    """Whether a file, by its name, holds a version of a procedure."""
    return name.startswith(f"{FOLDER}/")


def _check_names(files: Iterable[str], faults: Faults) -> None:
    for name in sorted(files):
        if not is_process(name) and name not in FILES:
            faults.add(
                f"nothing reads the file '{name}'",
                where=name,
                expected=", ".join(FILES),
                remedy=did_you_mean(name, FILES, "take it out of the folder, or correct its name"),
            )


def _asb(text: str | None, processes: Iterable[Process], faults: Faults) -> tuple[str, ...]:
    settings = asb.read_settings(text, faults)
    if settings is None:
        return ()
    asb.check_settings(settings, processes, faults)
    matrix = settings.matrix
    bands = ", ".join(f"{one.band} from {one.least}" for one in matrix.bands)
    return (
        f"risk matrix version {matrix.version}: {len(matrix.questions)} questions, "
        f"at most {matrix.most}; {bands}",
    )


def _gathered(reading: Callable[[], T], faults: Faults) -> T | None:
    try:
        return reading()
    except Refused as refused:
        faults.found.extend(refused.faults)
        return None
