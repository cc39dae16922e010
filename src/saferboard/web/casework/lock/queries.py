"""Which cases somebody may see, as a query. A test holds it to ``core.casework.access.may``.

Its conditions are named as the rules are. A test takes out each in turn, and some door stands open.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import and_

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from saferboard.core.casework.access import BREAK_GLASS_LASTS, FRESH, OWN
from saferboard.core.casework.agreements import covering
from saferboard.core.casework.cases import FieldClass, Purpose, Reader
from saferboard.web.casework.lock.declared import purposes
from saferboard.web.casework.lock.models import BreakGlass, Case, Conflict, Involvement, Share
from saferboard.web.casework.lock.rows import BLANK
from saferboard.web.directory.models import Organisation


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody asks for cases at a moment; ``holders`` share theirs with the agency."""

    reader: Reader
    purpose: Purpose
    holders: list[Organisation]
    on: datetime

    @property
    def me(self) -> int:
        """Their account."""
        return int(self.reader.key)

    @property
    def roles(self) -> frozenset[str]:
        """The roles in which they ask."""
        return self.reader.roles(self.on)


Condition = Callable[[Asking], Q]


def lasting(on: datetime) -> Q:
    """Stretches that are not over at a moment."""
    return Q(until__isnull=True) | Q(until__gt=on)


def here(on: datetime) -> Q:
    """Stretches that a moment lies in."""
    return Q(since__lte=on) & lasting(on)


def holders(reader: Reader, on: datetime) -> list[Organisation]:
    """The agencies of whose cases a live agreement shares at least the outline with one's own."""
    return [
        one
        for one in Organisation.objects.all()
        if any(
            FieldClass.OUTLINE in agreement.items
            for agreement in covering(
                reader.agreements, reader.purpose, {reader.agency, one.key}, on
            )
        )
    ]


def visible(reader: Reader, on: datetime, of: list[Organisation] | None = None) -> QuerySet[Case]:
    """The cases that somebody may see at a moment. ``of`` are the ``holders``, if known already."""
    purpose = purposes().get(reader.purpose)
    if purpose is None or any(own(reader, on) for own in OWN):
        return Case.objects.none()
    asking = Asking(reader, purpose, holders(reader, on) if of is None else of, on)
    given = _all(GIVEN, asking)
    if purpose.break_glass:
        broken = BreakGlass.objects.filter(Q(case=OuterRef("pk")) & _all(BROKEN, asking))
        given = given | Q(Exists(broken))
    return Case.objects.filter(_all(ALWAYS, asking) & given).select_related("holder")


def _all(conditions: Mapping[str, Condition], asking: Asking) -> Q:
    return reduce(and_, (condition(asking) for condition in conditions.values()), Q())


def _involved(asking: Asking) -> Q:
    if asking.purpose.co_ordinator in asking.roles:
        return Q()
    mine = Q(case=OuterRef("pk"), agency__key=asking.reader.agency)
    return Q(Exists(Involvement.objects.filter(mine, here(asking.on))))


def _shared(asking: Asking) -> Q:
    to_agency = Q(agency__isnull=True) | Q(agency__key=asking.reader.agency)
    to_role = Q(role="") | Q(role__in=asking.roles)
    of_case = Share.objects.filter(case=OuterRef("pk"))
    return Q(Exists(of_case.filter(here(asking.on), to_agency, to_role)))


def _no_conflict(asking: Asking) -> Q:
    mine = Conflict.objects.filter(
        case=OuterRef("pk"), user=asking.me, declared__lte=asking.on
    ).filter(Q(withdrawn__isnull=True) | Q(withdrawn__gt=asking.on))
    return ~Q(Exists(mine))


ALWAYS: dict[str, Condition] = {
    "purpose": lambda asking: Q(purpose=asking.reader.purpose),
    "agreement": lambda asking: Q(holder__in=asking.holders),
    "conflict": _no_conflict,
}
"""What must be met in any case."""

GIVEN: dict[str, Condition] = {"involved": _involved, "shared": _shared}
"""What break-glass stands in for."""

BROKEN: dict[str, Condition] = {
    "whose": lambda asking: Q(user=asking.me),
    "agency": lambda asking: Q(agency__key=asking.reader.agency),
    "reason": lambda asking: Q(reason__regex=f"[^{BLANK}]"),
    "fresh": lambda asking: Q(signed_in__lte=F("opened")) & Q(signed_in__gte=F("opened") - FRESH),
    "supervisor": lambda asking: ~Q(supervisor=asking.me),
    "notice": lambda asking: Q(told__lte=asking.on),
    "lasting": lambda asking: (
        Q(opened__lte=asking.on) & Q(opened__gt=asking.on - BREAK_GLASS_LASTS)
    ),
    "ended": lambda asking: Q(ended__isnull=True) | Q(ended__gt=asking.on),
}
"""``access.BREAKING``, and whose break-glass it is."""
