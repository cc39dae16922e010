"""Who can see a case, and why: the rule, asked for every account that works on cases."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from saferboard.core.casework import cases as core
from saferboard.core.casework.access import may
from saferboard.core.casework.agreements import covering
from saferboard.core.casework.cases import FieldClass
from saferboard.core.directory.permissions import Decision, Permission, decide
from saferboard.web.casework.lock import reading, rows
from saferboard.web.casework.lock.actions import decides_who
from saferboard.web.casework.lock.declared import purposes, roles, roles_of
from saferboard.web.casework.lock.entering import Opened
from saferboard.web.casework.lock.models import Case, Conflict, Membership, VettingRecord
from saferboard.web.casework.lock.queries import lasting
from saferboard.web.casework.lock.standing import titles_of, until
from saferboard.web.directory.models import Organisation, User


@dataclass(frozen=True, slots=True)
class Seer:
    """An account that acts for an agency: whether it may see the case, and by which rule or why
    not, in the words in which it would be told.
    """

    user: User
    title: str
    agency: Organisation
    roles: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class Given:
    """An agency or a role that the case is given to; ``pk`` is the row by which that ends."""

    pk: int
    what: str
    since: datetime
    ends: str
    may_end: bool


@dataclass(frozen=True, slots=True)
class Declared:
    """A conflict that holds."""

    pk: int
    title: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Panel:
    """All that the page says of who can see a case."""

    opened: Opened
    seers: tuple[Seer, ...]
    agencies: tuple[Given, ...]
    shares: tuple[Given, ...]
    conflicts: tuple[Declared, ...]
    decides: bool

    @property
    def may(self) -> list[Seer]:
        """Those who may."""
        return [one for one in self.seers if one.decision]

    @property
    def may_not(self) -> list[Seer]:
        """Those who may not."""
        return [one for one in self.seers if not one.decision]


def panel(opened: Opened) -> Panel:
    """Who can see the case at the moment of the request. As many queries for few as for many."""
    case, on = opened.case, opened.key.on
    with rows.service("who can see"):
        seen = reading.cases([case], on)[case.pk]
    decides = decides_who(opened)
    shared = case.lock_shares.filter(lasting(on)).select_related("agency")
    involved = case.lock_involvements.filter(lasting(on)).select_related("agency")
    named = roles()
    only = {one.agency_id: named.get(one.role, one.role) for one in shared if one.role}
    return Panel(
        opened,
        tuple(_seers(case, seen, on)),
        tuple(
            Given(
                one.pk,
                f"{one.agency}, only as {only[one.agency_id]}"
                if one.agency_id in only
                else str(one.agency),
                one.since,
                until(one.until),
                decides and one.agency_id != case.holder_id,
            )
            for one in involved
        ),
        tuple(
            Given(one.pk, named.get(one.role, one.role), one.since, until(one.until), decides)
            for one in shared
            if one.agency_id is None
        ),
        tuple(_conflicts(case, on)),
        decides,
    )


def _conflicts(case: Case, on: datetime) -> list[Declared]:
    found = Conflict.objects.filter(case=case, withdrawn__isnull=True).select_related("user")
    held = [one for one in found if one.declared <= on]
    titles = titles_of([one.user for one in held])
    return [Declared(one.pk, titles[one.user_id], one.declared) for one in held]


def _seers(case: Case, seen: core.Case, on: datetime) -> list[Seer]:
    """Each account at each agency that it works or worked for, those who may first."""
    memberships = list(Membership.objects.select_related("agency", "user"))
    checks = defaultdict(list)
    for row in VettingRecord.objects.all():
        checks[row.user_id].append(reading.check(row))
    agreed = reading.agreements(case.purpose)
    works = defaultdict(list)
    places = {}
    for one in memberships:
        works[one.user_id].append(reading.membership(one))
        places[(one.user_id, one.agency_id)] = (one.user, one.agency)
    titles, named = titles_of([user for user, _ in places.values()]), roles()
    found = []
    for user, agency in places.values():
        reader = core.Reader(
            str(user.pk),
            agency.key,
            case.purpose,
            tuple(works[user.pk]),
            tuple(checks[user.pk]),
            agreed,
        )
        held = ", ".join(sorted(named.get(role, role) for role in reader.roles(on)))
        door = _door(user)
        decision = may(reader, seen, FieldClass.OUTLINE, on) if door else door
        found.append(Seer(user, titles[user.pk], agency, held, decision))
    return sorted(found, key=lambda one: (not one.decision, one.agency.name, one.title))


def _door(user: User) -> Decision:
    """Whether an account comes to the lock at all."""
    if not user.is_active:
        return Decision(False, "the account is closed")
    return decide(Permission.CASE_OPEN, user.held)


def agencies_to_involve(opened: Opened) -> dict[Organisation, bool]:
    """The agencies outside the case, and whether an agreement lets them see it."""
    key, case = opened.key, opened.case
    inside = case.lock_involvements.filter(lasting(key.on)).values_list("agency", flat=True)
    agreed = reading.agreements(case.purpose)
    outside = Organisation.objects.exclude(pk__in=list(inside))
    return {
        one: bool(covering(agreed, case.purpose, {one.key, case.holder.key}, key.on))
        for one in outside
    }


def colleagues(opened: Opened) -> list[User]:
    """Who may have a conflict: those who work, or worked, for an agency; not oneself."""
    working = User.objects.filter(memberships__isnull=False, is_active=True).distinct()
    return list(working.exclude(pk=opened.key.user.pk).order_by("post"))


def roles_to_share_with(opened: Opened) -> dict[str, str]:
    """The roles of the purpose, with what they are called."""
    named = roles()
    mine = roles_of(purposes()[opened.case.purpose])
    return {role: named.get(role, role) for role in sorted(mine)}
