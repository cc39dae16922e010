"""Break-glass: a case opened in an emergency, for three hours, with notice to a supervisor."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from saferboard.core.casework.access import BREAK_GLASS_LASTS, broken, may
from saferboard.core.casework.cases import FieldClass
from saferboard.core.faults import refuse
from saferboard.web.casework.lock import reading, rows
from saferboard.web.casework.lock.entering import Key, asked_for
from saferboard.web.casework.lock.models import BreakGlass, Case, Conflict
from saferboard.web.directory import mail
from saferboard.web.directory.models import Organisation, User


def supervisors(agency: Organisation, but: User, on: datetime) -> QuerySet[User]:
    """Who can be named: the others who work for the agency at that moment."""
    working = User.objects.filter(
        Q(memberships__agency=agency)
        & (Q(memberships__since__lte=on))
        & (Q(memberships__until__isnull=True) | Q(memberships__until__gt=on)),
        is_active=True,
    )
    return working.exclude(pk=but.pk).distinct().order_by("post")


@transaction.atomic
def break_glass(
    *, by: Key, reference: str, reason: str, signed_in: datetime, supervisor: User
) -> BreakGlass | None:
    """Open a case in an emergency.

    None, and on record, alike for a case that there is not, for one that cannot be opened so, and
    for a supervisor who may not know of it. Refused for a supervisor who does not work there.
    """
    if not supervisors(by.agency, by.user, by.on).filter(pk=supervisor.pk).exists():
        raise refuse(
            "this supervisor does not work for your agency today",
            where="supervisor",
            expected="somebody else who works for your agency today",
            remedy="choose another supervisor",
        )
    if reason.strip() and not any(letter.isalnum() for letter in reason):
        raise refuse(
            "this gives no reason",
            where="reason",
            expected="a reason in words",
            remedy="write what the emergency is",
        )
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
        by.note("break-glass refused", asked_for(reference))
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
    """Whether this very break-glass would open the case: the rule itself is asked, vetting and all.

    What somebody broke earlier does not make a new one good, and a supervisor with a conflict of
    interest in the case is told nothing of it.
    """
    if _has_conflict(row.supervisor, row.case, by.on):
        return False
    seen = reading.cases([row.case], by.on)[row.case_id]
    with_it = reading.with_glass(seen, row)
    opens = may(by.reader, with_it, FieldClass.OUTLINE, by.on)
    return bool(broken(by.reader, with_it, by.on)) and bool(opens)


def _has_conflict(user: User, case: Case, on: datetime) -> bool:
    return (
        Conflict.objects.filter(case=case, user=user, declared__lte=on)
        .filter(Q(withdrawn__isnull=True) | Q(withdrawn__gt=on))
        .exists()
    )


@transaction.atomic
def end_break_glass(*, by: Key, glass: BreakGlass) -> None:
    """End it before its time: whoever opened it, or the supervisor."""
    if by.user.pk not in (glass.user_id, glass.supervisor_id):
        raise refuse(
            "this is not yours to end",
            where="break-glass",
            expected="your own",
            remedy="ask whoever opened it",
        )
    with rows.service("break-glass"):
        ended = BreakGlass.objects.filter(pk=glass.pk, ended__isnull=True).update(ended=by.on)
        reference = Case.objects.get(pk=glass.case_id).reference
    if ended:
        by.note("break-glass ended", f"case {reference}")
