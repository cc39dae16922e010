"""The chain read from the database as it stands, page by page: nobody waits, nothing is locked."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import Q

from saferboard.core.audit.chain import Entry, Finding, Head, Link, verify
from saferboard.web.audit import models

PAGE = 2000  # links
TOLD = ("at", "by", "action", "object", "detail", "digest")

Step = Callable[[int], None]


def head() -> Head | None:
    """The last link; None before there is any."""
    last = models.Link.objects.order_by("-number").values_list("number", "hash").first()
    return Head(*last) if last else None


def length() -> int:
    """How many links there are."""
    return models.Link.objects.count()


def holds(known: Head) -> bool:
    """Whether the chain has a link of that number and hash."""
    return models.Link.objects.filter(number=known.number, hash=known.hash).exists()


def findings(known: Iterable[Head] = (), step: Step = lambda done: None) -> Iterator[Finding]:
    """All that is wrong with the trail. ``step`` is told how many links were read.

    Links are only added at the end, and an event is there before its link can be seen: pages that
    are read one after another tell the same as all at one moment.
    """
    yield from verify(_chain(step), known=known, unlinked=_unlinked())


def _chain(step: Step) -> Iterator[tuple[Link, Entry | None]]:
    after = Q()
    while True:
        # By number and event: somebody may have taken away that a number comes once.
        rows = models.Link.objects.filter(after).order_by("number", "event_id")
        links = [
            Link(*row) for row in rows.values_list("number", "event_id", "previous", "hash")[:PAGE]
        ]
        if not links:
            return
        events = _events([link.event for link in links if isinstance(link.event, int)])
        yield from ((link, events.get(link.event)) for link in links)
        step(len(links))
        last = links[-1]
        after = Q(number__gte=last.number) & ~Q(number=last.number, event_id__lte=last.event)


def _events(ids: list[int]) -> dict[int, Entry]:
    try:
        return _read(ids)
    except (TypeError, ValueError):  # somebody wrote what is no JSON, or no moment, into one
        return {event: _alone(event) for event in _held(ids)}


def _read(ids: list[int]) -> dict[int, Entry]:
    found = _rows(ids).values_list("pk", *TOLD)
    return {event: Entry(*told) for event, *told in found}


def _alone(event: int) -> Entry:
    try:
        return _read([event])[event]
    except (TypeError, ValueError):
        return Entry(None, "", "", "", None, "")


def _held(ids: list[int]) -> list[int]:
    return list(_rows(ids).values_list("pk", flat=True))


def _rows(ids: list[int]) -> Any:
    """The events of some ids, which mostly follow one another: more can be given than SQLite takes.

    An event outside the page's range is none of its links'.
    """
    lowest, highest = min(ids, default=0), max(ids, default=-1)
    rows = models.Event.objects.order_by("pk")
    if highest - lowest < 2 * PAGE:
        return rows.filter(pk__range=(lowest, highest))
    return rows.filter(pk__in=ids)


def _unlinked() -> Iterator[int]:
    found = models.Event.objects.filter(link=None).order_by("pk").values_list("pk", flat=True)
    yield from found.iterator(chunk_size=PAGE)
