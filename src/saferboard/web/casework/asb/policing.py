"""The police's incidents: who may read them, and taking a file in."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import Max, Min, QuerySet

from saferboard.core.casework.agreements import covering
from saferboard.core.casework.asb import incidents as core
from saferboard.core.casework.asb.incident_rows import Rows
from saferboard.core.casework.asb.kinds import Kind
from saferboard.core.casework.cases import FieldClass
from saferboard.core.directory.permissions import Decision
from saferboard.core.faults import refuse
from saferboard.web.casework.asb.declared import settings
from saferboard.web.casework.asb.models import Load, PoliceIncident
from saferboard.web.casework.lock.entering import Key
from saferboard.web.directory.models import Organisation

PIECE = 1000
"""So many rows are asked for, and written, at a time."""


def holders(key: Key) -> list[Organisation]:
    """The agencies whose incidents somebody may read: those whose accounts are open to them."""
    open_to = key.purpose.opens.get(FieldClass.ACCOUNT, frozenset())
    if key.purpose.key != "asb" or not open_to & key.roles:
        return []
    return [
        one
        for one in key.holders
        if any(
            FieldClass.ACCOUNT in agreement.items
            for agreement in covering(
                key.reader.agreements, key.purpose.key, {key.agency.key, one.key}, key.on
            )
        )
    ]


def incidents(key: Key) -> QuerySet[PoliceIncident]:
    """The incidents that somebody may read."""
    return PoliceIncident.objects.filter(holder__in=holders(key))


def police(key: Key) -> Organisation | None:
    """The organisation whose incidents are taken in, if its incidents are open to the reader."""
    return next((one for one in holders(key) if one.key == settings().front.police), None)


def may_import(key: Key) -> Decision:
    """Whether somebody may take a file of incidents in."""
    if not key.roles & frozenset(settings().front.imports):
        said = ", ".join(sorted(settings().front.imports))
        return Decision(False, f"incidents are taken in by these roles: {said}")
    if police(key) is None:
        return Decision(
            False, "no live agreement with the police lets your agency read what happened"
        )
    return Decision(True, "your role takes incidents in")


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A file as read, what it changes, and the row that says so; none where nothing was written."""

    read: core.Read
    changes: core.Changes
    load: Load | None


@transaction.atomic
def take_in(*, by: Key, rows: Rows, sha: str, write: bool) -> TakenIn:
    """Take a file of incidents in, or only say what that would change.

    What is held and not in the file stays. The same file a second time changes nothing.
    """
    decision, holder = may_import(by), police(by)
    if not decision or holder is None:
        raise refuse(
            decision.because,
            where="file",
            expected="a role that takes incidents in, and an agreement",
            remedy="ask the co-ordinator",
        )
    # Of two who take files in at once the second waits, and sees what the first wrote.
    Organisation.objects.select_for_update().get(pk=holder.pk)
    read = core.read_incidents(rows, by.on, frozenset(one.code for one in settings().areas))
    held = _held(holder, read.incidents)
    changes = core.compare({key: value(row) for key, row in held.items()}, read.incidents)
    if not write:
        by.note("asb incidents checked", "police incidents", rows=read.rows, sha=sha)
        return TakenIn(read, changes, None)
    PoliceIncident.objects.bulk_create(
        (PoliceIncident(holder=holder, loaded=by.on, **asdict(one)) for one in changes.added),
        batch_size=PIECE,
    )
    # One statement for a thousand rows: each stands in the place of the one with its reference.
    PoliceIncident.objects.bulk_create(
        (
            PoliceIncident(holder=holder, loaded=by.on, changed=by.on, **asdict(one.now))
            for one in changes.changed
        ),
        batch_size=PIECE,
        update_conflicts=True,
        unique_fields=("holder", "reference"),
        update_fields=("at", "kind", "area", "lsoa", "street", "closing", "changed"),
    )
    load = Load.objects.create(
        holder=holder, sha=sha, rows=read.rows, added=len(changes.added),
        changed=len(changes.changed), unchanged=changes.unchanged, repeated=len(read.repeated),
        rejects=[[one.line, one.reason] for one in read.rejects], at=by.on, by=by.by,
    )  # fmt: skip
    by.note(
        "asb incidents loaded", f"load {load.pk}", sha=sha, rows=read.rows, added=load.added,
        changed=load.changed, rejects=len(read.rejects),
    )  # fmt: skip
    return TakenIn(read, changes, load)


def value(row: PoliceIncident) -> core.Incident:
    """A row as core knows it."""
    return core.Incident(
        row.reference, row.at, Kind(row.kind), row.area, row.lsoa, row.street, row.closing
    )


def _held(holder: Organisation, read: Sequence[core.Incident]) -> dict[str, PoliceIncident]:
    """What is held of the file's references, and of the time that it spans."""
    if not read:
        return {}
    moments = [one.at for one in read]
    ours = PoliceIncident.objects.filter(holder=holder)
    found = {row.reference: row for row in ours.filter(at__range=(min(moments), max(moments)))}
    for piece in _pieces([one.reference for one in read if one.reference not in found]):
        found |= {row.reference: row for row in ours.filter(reference__in=piece)}
    return found


def _pieces(references: list[str]) -> Iterator[list[str]]:
    for at in range(0, len(references), PIECE):
        yield references[at : at + PIECE]


def spanned(key: Key) -> dict[str, object]:
    """From when to when incidents are held that the reader may read."""
    return incidents(key).aggregate(first=Min("at"), last=Max("at"))
