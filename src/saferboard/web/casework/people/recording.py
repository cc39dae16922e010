"""What agencies write of people: records, addresses, relationships. Names go into no trail."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.people.records import Address as CoreAddress
from saferboard.core.casework.people.records import Born, Known, Name
from saferboard.core.faults import Refused, refuse
from saferboard.web.casework.lock import rows
from saferboard.web.casework.lock.entering import Opened
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.people import deciding, index, matching, reading
from saferboard.web.casework.people.models import Address, PersonRecord, Relationship
from saferboard.web.directory.models import Organisation

IDENTITY, NO_NAME = FieldClass.IDENTITY, Name()


@dataclass(frozen=True, slots=True)
class Written:
    """All that is written of somebody."""

    part: str
    known: Known = Known.PERSON
    name: Name = NO_NAME
    aliases: tuple[Name, ...] = ()
    born: Born | None = None
    sex: str = ""
    addresses: tuple[CoreAddress, ...] = ()
    phones: tuple[str, ...] = ()


@transaction.atomic
def add_record(*, by: Opened, written: Written) -> PersonRecord:
    """Record somebody in the case, as one's own agency knows them.

    They are looked for among all records when it is safe. Refused if the class is not open.
    """
    _may_write(by)
    _check(written)
    row = PersonRecord(
        case=by.case, field=IDENTITY, agency=by.key.agency, at=by.key.on, by=by.key.by
    )
    _say(row, written)
    by.key.note("person recorded", f"case {by.case}", record=row.pk, part=row.part)
    return row


def record_told(
    *, case: Case, agency: Organisation, written: Written, on: datetime, by: str
) -> PersonRecord:
    """Record somebody whom an agency told of by a form that takes more than its role may read.

    Within the transaction, and the duty, of whoever takes the form.
    """
    _check(written)
    row = PersonRecord(case=case, field=IDENTITY, agency=agency, at=on, by=by)
    _say(row, written)
    return row


@transaction.atomic
def change_record(*, by: Opened, record: PersonRecord, written: Written, turn: int) -> PersonRecord:
    """Write anew what one's own agency knows. ``turn`` is the record's as it was seen."""
    _may_write(by)
    row = _own(by, record)
    if row.turn != turn:
        raise _refused(
            "somebody changed the record meanwhile", "turn", "the record as it is now", "look again"
        )
    _check(written)
    row.turn += 1
    _say(row, written)
    by.key.note("person changed", f"case {by.case}", record=row.pk)
    return row


@transaction.atomic
def remove_record(*, by: Opened, record: PersonRecord) -> None:
    """Take a record away that was a mistake: with it go its index, proposals and decisions."""
    _may_write(by)
    row = _own(by, record)
    pk = row.pk
    # What hangs on it goes too, and rooms above that point at it let go: proposals and decisions
    # reach into other cases.
    with rows.service("linking"):
        beside = deciding.reached([pk])
        PersonRecord.objects.filter(pk=pk).delete()
        deciding.tell(beside)
    by.key.note("person removed", f"case {by.case}", record=pk)


@transaction.atomic
def relate(
    *,
    by: Opened,
    record: PersonRecord,
    other: PersonRecord,
    kind: str,
    since: date | None = None,
    until: date | None = None,
) -> Relationship:
    """Write that somebody is something to somebody else of the case, from a day until another."""
    _may_write(by)
    if record.pk == other.pk or {record.case_id, other.case_id} != {by.case.pk}:
        raise _refused("these are not two people of the case", "other", "another person", "choose")
    if since and until and until < since:
        raise _refused("it would end before it begins", "until", "a later day", "correct the days")
    row = Relationship.objects.create(
        case=by.case, field=IDENTITY, record=record, other=other, kind=kind,
        since=since, until=until, agency=by.key.agency, by=by.key.by,
    )  # fmt: skip
    by.key.note("relationship recorded", f"case {by.case}", relationship=row.pk)
    return row


@transaction.atomic
def unrelate(*, by: Opened, relationship: Relationship) -> None:
    """Take a relationship away that was a mistake. Refused for all but the agency that wrote it."""
    _may_write(by)
    if not relationship.is_of(by.key.agency):
        raise _refused(
            "your agency did not write this relationship",
            "agency",
            "a relationship that your agency wrote",
            "tell the agency that wrote it what you know",
        )
    gone, _ = Relationship.objects.filter(pk=relationship.pk, case=by.case).delete()
    if gone:
        by.key.note("relationship removed", f"case {by.case}", relationship=relationship.pk)


def _say(row: PersonRecord, written: Written) -> None:
    born = written.born
    row.part, row.known = written.part, written.known
    row.given, row.family = written.name.given.strip(), written.name.family.strip()
    row.aliases = [[one.given.strip(), one.family.strip()] for one in written.aliases]
    row.birth_year, row.birth_month, row.birth_day = (
        (born.year, born.month, born.day) if born else (None, None, None)
    )
    row.sex, row.phones = written.sex.strip(), list(written.phones)
    row.save()
    Address.objects.filter(record=row).delete()
    Address.objects.bulk_create(_homes(row, written.addresses))
    index.put(row, reading.record(row, written.addresses))
    matching.soon([row.pk])


def _homes(row: PersonRecord, homes: Sequence[CoreAddress]) -> Iterable[Address]:
    for place, home in enumerate(homes):
        yield Address(
            case_id=row.case_id, field=IDENTITY, record=row, place=place,
            lines=home.lines.strip(), postcode=home.postcode.strip(),
        )  # fmt: skip


def _check(written: Written) -> None:
    named = written.name.given.strip() or written.name.family.strip()
    if written.known is Known.PERSON and not named:
        raise _refused(
            "there is no name",
            "family",
            "a name, or that it is an unborn child or not known who",
            "write the name, or say that it is not known",
        )


def _own(by: Opened, record: PersonRecord) -> PersonRecord:
    """The record as it stands now, if it is of the case and of one's own agency."""
    held: Any = PersonRecord.objects.select_for_update(of=("self",))
    row = held.filter(pk=record.pk, case=by.case, agency=by.key.agency).first()
    if row is None:
        raise _refused(
            "this is not a record of your agency",
            "agency",
            "a record that your agency wrote",
            "write one of your own: each agency keeps what it knows",
        )
    return row


def _may_write(by: Opened) -> None:
    decision = by.may(IDENTITY)
    if not decision:
        raise _refused(
            decision.because,
            "field",
            "a role to which identity is open",
            "ask the co-ordinator to write it",
        )


def _refused(what: str, where: str, expected: str, remedy: str) -> Refused:
    return refuse(what, where=where, expected=expected, remedy=remedy)
