"""Reading the audit trail."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from saferboard.web.audit.models import Event

COLUMNS = ("number", "at", "by", "action", "object", "detail")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which events are wanted; what is empty narrows nothing."""

    by: tuple[str, ...] = ()
    action: str = ""
    object: str = ""
    day: date | None = None


def trail(asked: Asked) -> QuerySet[Event]:
    """The events asked for, newest first. ``by`` is exact; action and object are parts of theirs.

    A day is one of the service's own time zone, from midnight to midnight.
    """
    found = Event.objects.order_by("-at", "-pk")
    if asked.by:
        found = found.filter(by__in=asked.by)
    if asked.action:
        found = found.filter(action__icontains=asked.action)
    if asked.object:
        found = found.filter(object__icontains=asked.object)
    if asked.day:
        found = found.filter(at__date=asked.day)
    return found


def detail(event: Event) -> str:
    """``roles: clerk, member; post: clerk``."""
    told = ((key, _words(value)) for key, value in sorted(event.detail.items()))
    return "; ".join(f"{key.replace('_', ' ')}: {words}" for key, words in told if words)


def rows(events: Iterable[Event]) -> Iterator[tuple[str, ...]]:
    """The events as rows of ``COLUMNS``, times in UTC."""
    for event in events:
        at = event.at.isoformat(timespec="seconds")
        told = (event.by, event.action, event.object, detail(event))
        yield (str(event.pk), at, *(_harmless(cell) for cell in told))


def _words(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_words, value))
    if isinstance(value, dict):
        return ", ".join(f"{key} {_words(held)}" for key, held in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _harmless(cell: str) -> str:
    """A spreadsheet must not take it for a formula."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
