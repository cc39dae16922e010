"""What is written of a case at the lock: opening, who takes part, conflicts, break-glass, flags."""

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction

from saferboard.core.casework.access import broken
from saferboard.core.casework.clocks import local_day
from saferboard.core.casework.process.pinning import beginning, pinned
from saferboard.core.faults import Refused, refuse
from saferboard.web.casework.lock import rows
from saferboard.web.casework.lock.chasing import remind
from saferboard.web.casework.lock.declared import processes, roles_of
from saferboard.web.casework.lock.entering import Key, Opened
from saferboard.web.casework.lock.glass import break_glass, end_break_glass
from saferboard.web.casework.lock.models import (
    Case,
    Conflict,
    Flag,
    Involvement,
    Membership,
    Share,
)
from saferboard.web.casework.lock.queries import lasting
from saferboard.web.directory.models import Organisation, User

__all__ = [
    "break_glass",
    "declare_conflict",
    "end_break_glass",
    "end_share",
    "flag",
    "involve",
    "leave",
    "open_case",
    "receive",
    "remind",
    "share_with_role",
    "withdraw_conflict",
]

# Crockford's alphabet: no letter that is taken for a digit or for another letter.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def _reference(process: str) -> str:
    """``ASB-7K3M9Q``: drawn by lot, so that it tells nothing of how many there are."""
    drawn = "".join(secrets.choice(_LETTERS) for _ in range(6))
    return f"{process[:12].upper()}-{drawn}"


@transaction.atomic
def open_case(*, by: Key, process: str, area: str = "", example: bool = False) -> Case:
    """Open a case of the key's agency on the newest version of a procedure.

    The agency takes part, and the case is shared with it. Refused for a role that begins none.
    """
    if not by.roles & by.purpose.begins:
        raise _refused(
            "your role opens no cases for this purpose",
            "role",
            "one of: " + ", ".join(sorted(by.purpose.begins)),
            "ask somebody with that role to open it",
        )
    goes_by = pinned(processes(), beginning(processes(), process, local_day(by.on)))
    if goes_by.purpose != by.purpose.key:
        raise _refused(
            "this procedure serves another purpose than the one you entered for",
            "procedure",
            f"a procedure for {by.purpose.title}",
            "enter again, for the purpose of the case",
        )
    case = receive(
        process=process, holder=by.agency, area=area, on=by.on, by=by.by, example=example
    )
    by.note("case opened", f"case {case}", process=case.process, version=case.version)
    return case


@transaction.atomic
def receive(
    *,
    process: str,
    holder: Organisation,
    on: datetime,
    by: str,
    area: str = "",
    example: bool = False,
) -> Case:
    """A case that the service itself opens for an agency: on its behalf, or sent by the public.

    The caller has asked whether it may, and records it.
    """
    goes_by = pinned(processes(), beginning(processes(), process, local_day(on)))
    # The rule reads of a case what is written next: until then it is the service that opens it.
    with rows.service("opening"):
        case = Case.objects.create(
            reference=_unused(process),
            purpose=goes_by.purpose,
            process=goes_by.key,
            version=goes_by.version,
            state=goes_by.first,
            state_since=on,
            holder=holder,
            area=area,
            opened=on,
            opened_by=by,
            example=example,
        )
        Involvement.objects.create(case=case, agency=holder, since=on, by=by)
        Share.objects.create(case=case, agency=holder, since=on, by=by)
    return case


def _unused(process: str) -> str:
    while Case.objects.filter(reference=(drawn := _reference(process))).exists():
        pass
    return drawn


@transaction.atomic
def involve(*, by: Opened, agency: Organisation, role: str = "") -> Involvement:
    """Another agency takes part from now on, and the case is shared with it, or a role of it."""
    _decides_who(by)
    _known(by, role)
    _lock(by.case)
    key = by.key
    if by.case.lock_involvements.filter(lasting(key.on), agency=agency).exists():
        raise _refused(
            "this agency takes part already", "agency", "another agency", "choose another agency"
        )
    Share.objects.create(case=by.case, agency=agency, role=role, since=key.on, by=key.by)
    row = Involvement.objects.create(case=by.case, agency=agency, since=key.on, by=key.by)
    key.note("case shared", f"case {by.case}", with_agency=agency.key, role=role)
    return row


@transaction.atomic
def share_with_role(*, by: Opened, role: str) -> Share:
    """Those with a role, at any agency of the case, may see it from now on."""
    _decides_who(by)
    _known(by, role or "no role")
    _lock(by.case)
    if by.case.lock_shares.filter(lasting(by.key.on), agency__isnull=True, role=role).exists():
        raise _refused(
            "the case is shared with this role already", "role", "another role", "choose another"
        )
    row = Share.objects.create(case=by.case, role=role, since=by.key.on, by=by.key.by)
    by.key.note("case shared", f"case {by.case}", role=role)
    return row


@transaction.atomic
def end_share(*, by: Opened, share: Share) -> None:
    """What was shared with a role is shared with it no more. An agency leaves as a whole."""
    _decides_who(by)
    ended = Share.objects.filter(
        lasting(by.key.on), pk=share.pk, case=by.case, agency__isnull=True
    ).update(until=by.key.on)
    if ended:
        by.key.note("case no longer shared", f"case {by.case}", role=share.role)


@transaction.atomic
def leave(*, by: Opened, agency: Organisation) -> None:
    """An agency takes part no more, and what was shared with it is shared no more."""
    _decides_who(by)
    if agency == by.case.holder:
        raise _refused(
            "the agency that holds the case cannot leave it",
            "agency",
            "another agency",
            "hand the case to another agency first",
        )
    of_agency = {"case": by.case, "agency": agency}
    rows_of = [
        kind.objects.filter(lasting(by.key.on), **of_agency) for kind in (Involvement, Share)
    ]
    if sum([found.update(until=by.key.on) for found in rows_of]):
        by.key.note("case no longer shared", f"case {by.case}", with_agency=agency.key)


@transaction.atomic
def declare_conflict(*, by: Opened, user: User | None = None) -> Conflict:
    """Whoever asks, or a colleague, has a conflict of interest: the case is shut to them now."""
    key = by.key
    if user is not None and user != key.user:
        _decides_who(by)
    of = user or key.user
    if not Membership.objects.filter(user=of).exists():
        raise _refused(
            "this account works for no agency", "user", "a colleague", "choose another account"
        )
    row = Conflict.objects.create(case=by.case, user=of, declared=key.on, by=key.by)
    key.note("conflict declared", f"case {by.case}", of=f"account {row.user_id}")
    return row


@transaction.atomic
def withdraw_conflict(*, by: Opened, conflict: Conflict) -> None:
    """A declared conflict holds no more. Never one's own: one cannot see the case."""
    _decides_who(by)
    held = Conflict.objects.select_for_update().get(pk=conflict.pk, case=by.case)
    if held.withdrawn is None:
        held.withdrawn = by.key.on
        held.save()
        by.key.note("conflict withdrawn", f"case {by.case}", of=f"account {held.user_id}")


@transaction.atomic
def flag(*, by: Opened, until: datetime) -> Flag:
    """Agencies outside the case may learn, until a moment, that something is held."""
    if until <= by.key.on:
        raise _refused(
            "the flag would be over before it begins", "until", "a later time", "give a later day"
        )
    row = Flag.objects.create(case=by.case, since=by.key.on, until=until, by=by.key.by)
    by.key.note("case flagged", f"case {by.case}", until=str(until))
    return row


def decides_who(by: Opened) -> bool:
    """Who takes part is decided by whoever co-ordinates, or begins cases at the case's holder.

    Not by whoever sees the case by break-glass alone: that opens it to be read.
    """
    key = by.key
    if by.because == broken(key.reader, by.seen, key.on):
        return False
    holds = key.agency == by.case.holder and bool(key.roles & key.purpose.begins)
    return holds or key.co_ordinates


def _known(by: Opened, role: str) -> None:
    """A role that nobody can hold would share the case with nobody, and look as if it did."""
    if role and role not in roles_of(by.key.purpose):
        raise _refused(
            "there is no such role for this purpose", "role", "a role of the purpose", "choose one"
        )


def _decides_who(by: Opened) -> None:
    if not decides_who(by):
        raise _refused(
            "your role does not decide who takes part in a case",
            "role",
            "the co-ordinator, or the agency that holds the case",
            "ask the co-ordinator",
        )


def _lock(case: Case) -> Any:
    """Others who change the case wait until this transaction ends."""
    return Case.objects.select_for_update().get(pk=case.pk)


def _refused(what: str, where: str, expected: str, remedy: str) -> Refused:
    return refuse(what, where=where, expected=expected, remedy=remedy)
