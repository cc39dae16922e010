"""Rows of the lock as the values that the rule asks for; every table is read once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from saferboard.core.casework import agreements as core_agreements
from saferboard.core.casework import cases as core
from saferboard.core.casework import vetting as core_vetting
from saferboard.core.casework.clocks import holds
from saferboard.web.casework.lock.declared import purposes
from saferboard.web.casework.lock.models import (
    BreakGlass,
    Case,
    Conflict,
    Flag,
    Involvement,
    Membership,
    Share,
    SharingAgreement,
    VettingRecord,
)

NO_CASE = 0  # no row has this key


def agreements(purpose: str) -> tuple[core_agreements.Agreement, ...]:
    """Every agreement for a purpose, live or not."""
    rows = SharingAgreement.objects.filter(purpose=purpose).prefetch_related(
        "parties", "signatures__agency", "reviews"
    )
    return tuple(agreement(row) for row in rows)


def agreement(row: SharingAgreement) -> core_agreements.Agreement:
    """One agreement, with its signatures and reviews."""
    return core_agreements.Agreement(
        key=row.key,
        purpose=row.purpose,
        parties=frozenset(one.key for one in row.parties.all()),
        items=frozenset(row.items),
        lawful_basis=row.lawful_basis,
        special_category=row.special_category,
        rights=row.rights,
        governance=row.governance,
        retention=row.retention,
        starts=row.starts,
        signatures=tuple(
            core_agreements.Signature(one.agency.key, one.signed, one.left)
            for one in row.signatures.all()
        ),
        reviewed=tuple(one.on for one in row.reviews.all()),
        ends=row.ends,
    )


def memberships(user: Any) -> tuple[core.Membership, ...]:
    """Where an account works, and worked."""
    rows = Membership.objects.filter(user=user).select_related("agency")
    return tuple(membership(row) for row in rows)


def membership(row: Membership) -> core.Membership:
    """One stretch of work for an agency."""
    return core.Membership(row.agency.key, row.role, row.since, row.until)


def vetting(user: Any) -> tuple[core_vetting.Vetting, ...]:
    """What an account was checked for."""
    return tuple(check(row) for row in VettingRecord.objects.filter(user=user))


def check(row: VettingRecord) -> core_vetting.Vetting:
    """One check."""
    level = core_vetting.Level(row.level)
    return core_vetting.Vetting(level, row.issued, row.expires, row.withdrawn)


def reader(user: Any, agency: str, purpose: str) -> core.Reader:
    """An account that acts for an agency and a purpose. Seven queries, whatever there is."""
    return core.Reader(
        key=str(user.pk),
        agency=agency,
        purpose=purpose,
        memberships=memberships(user),
        vetting=vetting(user),
        agreements=agreements(purpose),
    )


def cases(rows: Iterable[Case], on: datetime) -> dict[int, core.Case]:
    """Cases by their key in the table, as the rule sees them. Six queries, however many or none.

    Of several flags the one that holds at that moment counts, or else the last.
    """
    found = list(rows)
    # Django asks nothing of an empty list: whoever counted or timed would learn that there is none.
    keys = [row.pk for row in found] or [NO_CASE]
    involved = _by_case(Involvement.objects.filter(case__in=keys).select_related("agency"))
    shares = _by_case(Share.objects.filter(case__in=keys).select_related("agency"))
    conflicts = _by_case(Conflict.objects.filter(case__in=keys))
    broken = _by_case(BreakGlass.objects.filter(case__in=keys).select_related("agency"))
    flags = _by_case(Flag.objects.filter(case__in=keys))
    known = purposes()
    return {
        row.pk: core.Case(
            key=row.reference,
            purpose=known[row.purpose],
            holder=row.holder.key,
            involved=tuple(
                core.Involved(one.agency.key, one.since, one.until) for one in involved[row.pk]
            ),
            shares=tuple(
                core.Share(one.since, one.until, one.agency.key if one.agency else "", one.role)
                for one in shares[row.pk]
            ),
            conflicts=tuple(
                core.Conflict(str(one.user_id), one.declared, one.withdrawn)
                for one in conflicts[row.pk]
            ),
            broken=tuple(map(_broken, broken[row.pk])),
            flag=_flag(flags[row.pk], on),
        )
        for row in found
    }


def _by_case(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found = defaultdict(list)
    for row in rows:
        found[row.case_id].append(row)
    return found


def with_glass(case: core.Case, row: BreakGlass) -> core.Case:
    """The case as it would stand with this break-glass and no other."""
    return replace(case, broken=(_broken(row),))


def _broken(row: BreakGlass) -> core.BreakGlass:
    return core.BreakGlass(
        reader=str(row.user_id),
        agency=row.agency.key,
        reason=row.reason,
        signed_in=row.signed_in,
        opened=row.opened,
        supervisor=str(row.supervisor_id),
        told=row.told,
        ended=row.ended,
    )


def _flag(rows: list[Flag], on: datetime) -> core.Flag | None:
    flags = [core.Flag(row.since, row.until) for row in rows if row.until is not None]
    now = [one for one in flags if holds(one.since, one.until, on)]
    return next(reversed(now or flags), None)
