"""What papers are held against: the newest release, and what partners returned."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from saferboard.core.evidence.checking.known import (
    Fact,
    facts_of_places,
    facts_of_release,
    facts_of_returns,
)
from saferboard.core.evidence.checking.sayings import NONE, Sayings, sayings_of
from saferboard.core.evidence.figures import Suppressed
from saferboard.core.faults import Refused
from saferboard.web.evidence import making, queries

QUARTERS = 8
"""Papers look back two years."""


@dataclass(frozen=True, slots=True)
class Known:
    """The name of the newest release, empty before the first, and all that is known."""

    release: str = ""
    facts: tuple[Fact, ...] = ()
    sayings: Sayings = NONE


def known() -> Known:
    """What papers are held against here."""
    row = queries.latest()
    if row is None:
        return Known()
    newest = {held.quarter: held.name for held in reversed(queries.releases())}
    quarters = sorted(newest, reverse=True)[:QUARTERS]
    said = _sayings(tuple(newest[quarter] for quarter in quarters))
    return Known(row.name, _facts(row.pk, row.name), said)


@lru_cache(maxsize=2)
def _sayings(names: tuple[str, ...]) -> Sayings:
    """What the newest releases of so many quarters say in public."""
    return sayings_of(queries.public(queries.named(name)) for name in names)


@lru_cache(maxsize=2)
def _facts(pk: int, name: str) -> tuple[Fact, ...]:
    """What the public version of a release says, and the returns of measures it hides nothing of.

    A release never changes; returns that came after it wait for the next one.
    """
    release = queries.public(queries.named(name))
    told = f"release {name}"
    facts = (*facts_of_release(release, told), *facts_of_places(release, told))
    try:
        partnership = making.partnership_of(Path(settings.HOME))
    except Refused:
        return facts  # an instance may hold releases and no partnership's folder
    hidden = {
        a.measure
        for a in release.assessments
        if a.area == release.area
        and (isinstance(a.figure, Suppressed) or isinstance(a.previous, Suppressed))
    }
    shown = [o for o in partnership.observations if o.measure not in hidden]
    return (*facts, *facts_of_returns(partnership.measures, shown, release.area))
