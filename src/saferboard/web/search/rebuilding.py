"""Making the index anew. Rooms that publish say how: search itself knows none of them."""

from collections.abc import Callable, Iterable

from django.db import transaction

from saferboard.web.search import actions, index

Rebuild = Callable[[], Iterable[str]]
"""Puts everything that stands of a room, and gives the subjects that it put."""

_REBUILDS: dict[str, Rebuild] = {}


def register(name: str, rebuild: Rebuild) -> None:
    """A room's own way, under its name. Called when the service starts (``AppConfig.ready``)."""
    _REBUILDS[name] = rebuild


def rooms() -> list[str]:
    """The names of the rooms that are asked."""
    return list(_REBUILDS)


@transaction.atomic
def rebuild() -> int:
    """Put everything that stands, take out what does not, and make the words anew: how much."""
    subjects = [subject for room in _REBUILDS.values() for subject in room()]
    actions.keep_only(subjects=subjects)
    index.renew()
    return len(subjects)
