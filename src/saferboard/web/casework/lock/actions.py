"""What is written of a case at the lock: opening, who takes part, conflicts, break-glass, flags."""

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction

from saferboard.core.casework.access import BREAK_GLASS_LASTS, broken, may
from saferboard.core.casework.process.pinning import beginning, pinned
from saferboard.core.faults import Refused, refuse
from saferboard.web.casework.lock import reading, rows
from saferboard.web.casework.lock.declared import processes
from saferboard.web.casework.lock.entering import Key, Opened
from saferboard.web.casework.lock.models import (
    BreakGlass,
    Case,
    Conflict,
    Flag,
    Involvement,
    Share,
)
from saferboard.web.directory import mail
from saferboard.web.directory.models import Organisation, User

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
    pin = beginning(processes(), process, by.on.date())
    goes_by = pinned(processes(), pin)
    if goes_by.purpose != by.purpose.key:
        raise _refused(
            "this procedure serves another purpose than the one you entered for",
            "procedure",
            f"a procedure for {by.purpose.title}",
            "enter again, for the purpose of the case",
        )
    # The rule reads of a case what is written next: until then it is the service that opens it.
    with rows.service("opening"):
        case = Case.objects.create(
            reference=_unused(process),
            purpose=by.purpose.key,
            process=pin.process,
            version=pin.version,
            state=goes_by.first,
            state_since=by.on,
            holder=by.agency,
            area=area,
            opened=by.on,
            opened_by=by.by,
            example=example,
        )
        Involvement.objects.create(case=case, agency=by.agency, since=by.on, by=by.by)
        Share.objects.create(case=case, agency=by.agency, since=by.on, by=by.by)
    by.note("case opened", f"case {case.reference}", process=pin.process, version=pin.version)
    return case


def _unused(process: str) -> str:
    while Case.objects.filter(reference=(drawn := _reference(process))).exists():
        pass
    return drawn


@transaction.atomic
def involve(*, by: Opened, agency: Organisation, role: str = "") -> Involvement:
    """Another agency takes part from now on, and the case is shared with it, or a role of it."""
    _decides_who(by)
    _lock(by.case)
    key = by.key
    if by.case.involvements.filter(agency=agency, until__isnull=True).exists():
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
    row = Share.objects.create(case=by.case, role=role, since=by.key.on, by=by.key.by)
    by.key.note("case shared", f"case {by.case}", role=role)
    return row


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
    for kind in (Involvement, Share):
        kind.objects.filter(case=by.case, agency=agency, until__isnull=True).update(until=by.key.on)
    by.key.note("case no longer shared", f"case {by.case}", with_agency=agency.key)


@transaction.atomic
def declare_conflict(*, by: Opened, user: User | None = None) -> Conflict:
    """Whoever asks, or a colleague, has a conflict of interest: the case is shut to them now."""
    key = by.key
    if user is not None and user != key.user:
        _decides_who(by)
    row = Conflict.objects.create(case=by.case, user=user or key.user, declared=key.on, by=key.by)
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
def break_glass(
    *, by: Key, reference: str, reason: str, signed_in: datetime, supervisor: User
) -> BreakGlass | None:
    """Open a case in an emergency, for three hours, with notice to a supervisor.

    None, and on record, alike for a case that there is not and for one that cannot be opened so.
    """
    with rows.service("break-glass"):
        case = Case.objects.filter(reference=reference, purpose=by.purpose.key).first()
        row = BreakGlass(
            case=case,
            user=by.user,
            agency=by.agency,
            reason=reason.strip(),
            signed_in=signed_in,
            opened=by.on,
            supervisor=supervisor,
            told=by.on,
        )
        opened = case is not None and _would_open(by, row)
        if opened:
            row.save()
    if not opened:
        by.note("break-glass refused", f"case {reference[:20]}")
        return None
    by.note(
        "break-glass", f"case {reference}", supervisor=f"account {supervisor.pk}",
        ends=str(by.on + BREAK_GLASS_LASTS),
    )  # fmt: skip
    mail.queue(
        by=by.by,
        to=[supervisor.email],
        subject="A case was opened in an emergency",
        text="Somebody opened a case by break-glass and named you as supervisor.\n\n"
        "Sign in to see which, why and until when.",
        link_path="/cases/break-glass/",
    )
    return row


def _would_open(by: Key, row: BreakGlass) -> bool:
    """Whether the case would be open with it: the rule itself is asked, vetting and all."""
    seen = reading.cases([row.case], by.on)[row.case_id]
    with_it = reading.with_glass(seen, row)
    return bool(broken(by.reader, with_it, by.on)) and bool(may(by.reader, with_it, None, by.on))


@transaction.atomic
def end_break_glass(*, by: Key, glass: BreakGlass) -> None:
    """End it before its time: whoever opened it, or the supervisor."""
    if by.user.pk not in (glass.user_id, glass.supervisor_id):
        raise _refused(
            "this is not yours to end", "break-glass", "your own", "ask whoever opened it"
        )
    with rows.service("break-glass"):
        BreakGlass.objects.filter(pk=glass.pk, ended__isnull=True).update(ended=by.on)
        reference = Case.objects.get(pk=glass.case_id).reference
    by.note("break-glass ended", f"case {reference}")


@transaction.atomic
def flag(*, by: Opened, until: datetime) -> Flag:
    """Agencies outside the case may learn, until a moment, that something is held."""
    row = Flag.objects.create(case=by.case, since=by.key.on, until=until, by=by.key.by)
    by.key.note("case flagged", f"case {by.case}", until=str(until))
    return row


def _decides_who(by: Opened) -> None:
    """Who takes part is decided by whoever co-ordinates, or begins cases at the case's holder."""
    key = by.key
    holds = key.agency == by.case.holder and bool(key.roles & key.purpose.begins)
    if not (holds or key.co_ordinates):
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
