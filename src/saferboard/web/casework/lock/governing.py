"""What the information governance officer writes down: who works where, vetting, agreements."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.vetting import Level
from saferboard.core.faults import refuse
from saferboard.web.audit.actions import record
from saferboard.web.casework.lock.models import (
    Membership,
    Review,
    SharingAgreement,
    Signature,
    VettingRecord,
)
from saferboard.web.casework.lock.queries import lasting
from saferboard.web.directory.models import Organisation, User

TEXTS = ("lawful_basis", "special_category", "rights", "governance", "retention")
"""What an agreement must say in words."""


@transaction.atomic
def employ(
    *,
    by: str,
    user: User,
    agency: Organisation,
    role: str,
    since: datetime,
    until: datetime | None = None,
) -> Membership:
    """An account works for an agency in a role."""
    _in_order(since, until)
    row = Membership.objects.create(
        user=user, agency=agency, role=role, since=since, until=until, by=by
    )
    record(
        by=by, action="membership begun", object=f"account {user.pk}", agency=agency.key, role=role,
        since=str(since), until=str(until or ""),
    )  # fmt: skip
    return row


@transaction.atomic
def end_membership(*, by: str, membership: Membership, on: datetime) -> None:
    """It ends at a moment. Refused for one that ends earlier: nobody comes back by it."""
    _in_order(membership.since, on)
    if not Membership.objects.filter(lasting(on), pk=membership.pk).update(until=on):
        raise refuse(
            "it ends before that already",
            where="until",
            expected="an earlier time than it has now",
            remedy="write down anew that they work there, if they came back",
        )
    record(
        by=by, action="membership ended", object=f"account {membership.user_id}",
        role=membership.role, until=str(on),
    )  # fmt: skip


@transaction.atomic
def record_vetting(
    *, by: str, user: User, level: Level, issued: datetime, expires: datetime | None
) -> VettingRecord:
    """A check was passed. Only a DBS check may have no end."""
    if expires is None and level is not Level.ENHANCED_DBS:
        raise refuse(
            f"{level} must say when it expires",
            where="expires",
            expected="the moment from which it holds no more",
            remedy="give the day from the certificate",
        )
    _in_order(issued, expires, "expires")
    row = VettingRecord.objects.create(
        user=user, level=level, issued=issued, expires=expires, by=by
    )
    record(
        by=by, action="vetting recorded", object=f"account {user.pk}", level=level,
        issued=str(issued), expires=str(expires or ""),
    )  # fmt: skip
    return row


@transaction.atomic
def withdraw_vetting(*, by: str, vetting: VettingRecord, on: datetime) -> None:
    """It was taken away at a moment; once is enough."""
    _in_order(vetting.issued, on, "withdrawn")
    if VettingRecord.objects.filter(pk=vetting.pk, withdrawn__isnull=True).update(withdrawn=on):
        record(by=by, action="vetting withdrawn", object=f"account {vetting.user_id}", at=str(on))


@transaction.atomic
def agree(
    *, by: str, parties: Iterable[Organisation], starts: date, ends: date | None = None, **said: str
) -> SharingAgreement:
    """An agreement is written down; it shares nothing before its parties have signed.

    ``said`` are the other fields of ``SharingAgreement``, its text and its items.
    """
    _in_order(starts, ends, "ends")
    _whole(said)
    row = SharingAgreement.objects.create(starts=starts, ends=ends, by=by, **said)
    row.parties.set(parties)
    record(
        by=by, action="agreement written", object=f"agreement {row.key}", purpose=row.purpose,
        items=row.items, starts=str(starts), ends=str(ends or ""),
        parties=sorted(one.key for one in row.parties.all()),
    )  # fmt: skip
    return row


@transaction.atomic
def sign(*, by: str, agreement: SharingAgreement, agency: Organisation, on: datetime) -> Signature:
    """An agency signed. Refused for one that is no party, or has signed and not left."""
    if not agreement.parties.filter(pk=agency.pk).exists():
        raise refuse(
            "this agency is no party to the agreement",
            where="agency",
            expected="one of the parties",
            remedy="write a new agreement that names it",
        )
    if agreement.signatures.filter(agency=agency, left__isnull=True).exists():
        raise refuse(
            "this agency has signed already",
            where="agency",
            expected="a party that has not signed",
            remedy="choose another party",
        )
    row = Signature.objects.create(agreement=agreement, agency=agency, signed=on, by=by)
    record(
        by=by, action="agreement signed", object=f"agreement {agreement.key}", agency=agency.key,
        at=str(on),
    )  # fmt: skip
    return row


@transaction.atomic
def leave_agreement(*, by: str, signature: Signature, on: datetime) -> None:
    """An agency left: from that moment nothing is shared with it or by it."""
    _in_order(signature.signed, on, "left")
    if not Signature.objects.filter(pk=signature.pk, left__isnull=True).update(left=on):
        raise refuse(
            "this agency has left already",
            where="left",
            expected="an agency that has signed and not left",
            remedy="let it sign again, if it came back",
        )
    record(
        by=by, action="agreement left", object=f"agreement {signature.agreement.key}",
        agency=signature.agency.key, at=str(on),
    )  # fmt: skip


@transaction.atomic
def review(*, by: str, agreement: SharingAgreement, on: date) -> Review:
    """The agreement was reviewed on a day, and stands. Refused for a day that is still to come."""
    if on > localdate():
        raise refuse(
            "nothing is reviewed before its day",
            where="on",
            expected="today or an earlier day",
            remedy="record it when it was done",
        )
    row = Review.objects.create(agreement=agreement, on=on, by=by)
    record(by=by, action="agreement reviewed", object=f"agreement {agreement.key}", on=str(on))
    return row


def _whole(said: Mapping[str, Any]) -> None:
    """Nothing is left empty: the rule will not read such an agreement, and shuts every case."""
    for name in ("title", *TEXTS):
        if not str(said.get(name, "")).strip():
            raise refuse(
                "an agreement must say this",
                where=name,
                expected="a sentence or more",
                remedy="copy it from the agreement",
            )
    unknown = sorted(set(said["items"]) - set(FieldClass))
    if unknown or not said["items"]:
        raise refuse(
            f"there is no such class of fields: {', '.join(unknown) or 'none is chosen'}",
            where="items",
            expected=", ".join(FieldClass),
            remedy="choose what the agreement lets be shared",
        )


def _in_order(since: date, until: date | None, where: str = "until") -> None:
    if until is not None and until < since:
        raise refuse(
            "it would end before it begins",
            where=where,
            expected="a later time than the beginning",
            remedy="check both",
        )
