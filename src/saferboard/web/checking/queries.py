"""What papers are held against: the newest release, and what partners returned."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from saferboard.core.evidence.checking.known import Fact, facts_of_release, facts_of_returns
from saferboard.core.faults import Refused
from saferboard.web.evidence import making, queries


def known() -> tuple[str, tuple[Fact, ...]]:
    """The name of the newest release, empty before the first, and all that is known."""
    row = queries.latest()
    if row is None:
        return "", ()
    return row.name, _facts(row.pk, row.name)


@lru_cache(maxsize=2)
def _facts(pk: int, name: str) -> tuple[Fact, ...]:
    """A release never changes; returns that came after it wait for the next one."""
    release = queries.whole(queries.named(name))
    facts = facts_of_release(release, f"release {name}")
    try:
        partnership = making.partnership_of(Path(settings.HOME))
    except Refused:
        return facts  # an instance may hold releases and no partnership's folder
    return (
        *facts,
        *facts_of_returns(partnership.measures, partnership.observations, release.area),
    )
