"""What waits for a post, told by rooms that do not see one another: my work shows it all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from saferboard.web.directory.models import Post


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to do: what it is, its page, by when, and whether that day is past."""

    what: str
    url: str
    by: date
    is_late: bool


TELLERS: list[Callable[[Post, date], Iterable[Waiting]]] = []
"""Each room that has something to tell adds its own when the service starts."""


def waiting(post: Post, today: date) -> list[Waiting]:
    """Everything that waits for a post, the soonest first."""
    found = [one for tell in TELLERS for one in tell(post, today)]
    return sorted(found, key=lambda one: (one.by, one.what))
