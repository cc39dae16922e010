"""Versions: which one a new case begins under, which one a case pins, and how it moves on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from saferboard.core.casework.process.process import Process
from saferboard.core.faults import Fault, Refused, refuse


@dataclass(frozen=True, slots=True)
class Pin:
    """The version that a case was begun under, or was moved to."""

    process: str
    version: int


def beginning(processes: Iterable[Process], key: str, on: date) -> Pin:
    """The version under which a case begins on a day: the newest in force. Refused without one."""
    begun = [one for one in processes if one.key == key and one.in_force <= on]
    if not begun:
        raise refuse(
            "no version of the procedure is in force",
            where=key,
            expected="a version whose day has come",
            remedy="publish a version, or begin the case on a later day",
        )
    return Pin(key, max(one.version for one in begun))


def pinned(processes: Iterable[Process], pin: Pin) -> Process:
    """The version that a case goes by, whatever came after it. Refused if it is not kept."""
    for one in processes:
        if (one.key, one.version) == (pin.process, pin.version):
            return one
    raise refuse(
        f"version {pin.version} of the procedure is not kept",
        where=pin.process,
        expected="every version that a case pins",
        remedy="put its file back into the folder of processes",
    )


@dataclass(frozen=True, slots=True)
class Migration:
    """How cases of one version go on under another: each old state to a new one."""

    old: Pin
    new: Pin
    states: Mapping[str, str]
    because: str


def check_migration(migration: Migration, old: Process, new: Process) -> None:
    """Refused, with every fault, unless each state goes somewhere sensible and a reason is given.

    What has ended stays ended, and what has not does not end by a change of rules.
    """
    faults = [
        *_wrong_versions(migration, old, new),
        *(_fault(f"the state '{key}' is mapped, and there is no such state", key)
          for key in migration.states if key not in _keys(old)),
        *(_fault(f"the state '{key}' goes nowhere", key)
          for key in _keys(old) if key not in migration.states),
    ]  # fmt: skip
    for key, into in migration.states.items():
        if into not in _keys(new):
            faults.append(_fault(f"'{into}' is no state of the new version", key))
        elif key in _keys(old) and (key in old.last) != (into in new.last):
            faults.append(_fault(f"'{key}' to '{into}' would end a case or open it again", key))
    if faults:
        raise Refused(*faults)


def moved(migration: Migration, old: Process, new: Process, state: str) -> tuple[Pin, str]:
    """The pin and the state of a case after a migration. Refused as ``check_migration`` says."""
    check_migration(migration, old, new)
    if state not in migration.states:
        raise refuse(
            "the case stands in no state of its version",
            where="state",
            expected="one of: " + ", ".join(sorted(migration.states)),
            remedy="look at the record of the case before it is moved",
        )
    return migration.new, migration.states[state]


def _wrong_versions(migration: Migration, old: Process, new: Process) -> list[Fault]:
    faults = []
    pins = (Pin(old.key, old.version), Pin(new.key, new.version))
    if (migration.old, migration.new) != pins or old.key != new.key or old.version == new.version:
        faults.append(_fault("these are not the two versions of one procedure", "versions"))
    if not migration.because.strip():
        faults.append(_fault("no reason is given", "because"))
    return faults


def _keys(process: Process) -> tuple[str, ...]:
    return tuple(state.key for state in process.states)


def _fault(what: str, where: str) -> Fault:
    return Fault(
        what,
        where=f"migration, {where}",
        expected="each state of the old version to one of the new, and a reason",
        remedy="correct the migration; no case was moved",
    )
