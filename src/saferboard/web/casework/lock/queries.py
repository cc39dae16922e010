"""Which cases somebody may see, as a query. A test holds it to ``core.casework.access.may``."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from saferboard.core.casework.access import BREAK_GLASS_LASTS, FRESH, OWN
from saferboard.core.casework.agreements import covering
from saferboard.core.casework.cases import Reader
from saferboard.web.casework.lock.declared import purposes
from saferboard.web.casework.lock.models import BreakGlass, Case, Conflict, Involvement, Share
from saferboard.web.directory.models import Organisation


def here(on: datetime) -> Q:
    """Stretches that a moment lies in."""
    return Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gt=on))


def holders(reader: Reader, on: datetime) -> list[Organisation]:
    """The agencies whose cases a live agreement shares with the reader's."""
    return [
        one
        for one in Organisation.objects.all()
        if covering(reader.agreements, reader.purpose, {reader.agency, one.key}, on)
    ]


def visible(reader: Reader, on: datetime, of: list[Organisation] | None = None) -> QuerySet[Case]:
    """The cases that somebody may see at a moment. ``of`` are the ``holders``, if known already."""
    purpose = purposes().get(reader.purpose)
    if purpose is None or any(own(reader, on) for own in OWN):
        return Case.objects.none()
    roles = reader.roles(on)
    mine = Q(case=OuterRef("pk"))
    agency = Q(agency__key=reader.agency)
    involved = Exists(Involvement.objects.filter(mine, agency, here(on)))
    shared = Exists(
        Share.objects.filter(
            mine, here(on), Q(agency__isnull=True) | agency, Q(role="") | Q(role__in=roles)
        )
    )
    conflict = Exists(
        Conflict.objects.filter(mine, user=int(reader.key), declared__lte=on).filter(
            Q(withdrawn__isnull=True) | Q(withdrawn__gt=on)
        )
    )
    given = shared if purpose.co_ordinator in roles else Q(involved) & Q(shared)
    if purpose.break_glass:
        given = Q(given) | Q(Exists(_broken(reader, on).filter(mine)))
    found = Case.objects.filter(
        purpose=reader.purpose, holder__in=holders(reader, on) if of is None else of
    )
    return found.filter(~conflict, given).select_related("holder")


def _broken(reader: Reader, on: datetime) -> QuerySet[BreakGlass]:
    """Break-glass of the reader that stands at a moment: ``access.BREAKING``, as a query."""
    return (
        BreakGlass.objects.filter(
            user=int(reader.key),
            agency__key=reader.agency,
            signed_in__lte=F("opened"),
            signed_in__gte=F("opened") - FRESH,
            opened__lte=on,
            opened__gt=on - BREAK_GLASS_LASTS,
            told__lte=on,
        )
        .filter(Q(ended__isnull=True) | Q(ended__gt=on))
        .exclude(reason__regex=r"^\s*$")
        .exclude(supervisor=int(reader.key))
    )
