"""Moving cases to another version of their procedure: said state by state, and done at once."""

from collections import Counter
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import now

from saferboard.core.casework.process.pinning import Migration, Pin, check_migration, moved
from saferboard.core.casework.process.process import Process
from saferboard.core.faults import refuse
from saferboard.web.audit.actions import record
from saferboard.web.casework.lock import rows
from saferboard.web.casework.lock.declared import processes
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.running.models import Taken


@dataclass(frozen=True, slots=True)
class Move:
    """So many open cases go from one state to another."""

    out_of: str
    into: str
    cases: int


@transaction.atomic
def migrate(*, by: str, migration: Migration, commit: bool) -> tuple[Move, ...]:
    """Move every open case of the old version, or tell what would be moved. Refused whole.

    A case is in its state since it came to it: a change of rules gives nobody more time. What is
    closed keeps the version that it was closed by.
    """
    known = processes()
    old, new = _published(known, migration.old), _published(known, migration.new)
    check_migration(migration, old, new)
    with rows.service("migration"):
        found = Case.objects.filter(
            process=migration.old.process, version=migration.old.version, closed__isnull=True
        ).order_by("pk")
        cases = list(found.select_for_update())
        counted = Counter(case.state for case in cases)
        for case in cases:
            pin, state = moved(migration, old, new, case.state)
            if commit:
                _move(by, migration.because, case, pin.version, state)
    states = (state.key for state in old.states if counted[state.key])
    return tuple(Move(state, migration.states[state], counted[state]) for state in states)


def _published(known: tuple[Process, ...], pin: Pin) -> Process:
    found = {Pin(one.key, one.version): one for one in known}
    if pin not in found:
        kept = sorted(f"{one.process} {one.version}" for one in found)
        raise refuse(
            f"there is no version {pin.version} of a procedure of that name",
            where=pin.process,
            expected=f"one that was published: {', '.join(kept) or 'none was'}",
            remedy="correct the command, or publish it: saferboard load partnership FOLDER",
        )
    return found[pin]


def _move(by: str, because: str, case: Case, version: int, into: str) -> None:
    before = (case.version, case.state)
    case.version, case.state, case.turn = version, into, case.turn + 1
    case.save(update_fields=["version", "state", "turn"])
    Taken.objects.create(
        case=case, out_of=before[1], into=into, version=version, turn=case.turn, because=because,
        at=now(), by=by,
    )  # fmt: skip
    record(
        by=by, action="case moved to another version", object=f"case {case}", process=case.process,
        old=before[0], new=version, out_of=before[1], into=into, because=because,
    )  # fmt: skip
