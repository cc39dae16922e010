"""What waits for a post, told by rooms that do not see one another: my work shows it all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from saferboard.web.directory.models import Post, User


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to do: what it is, its page, by when (None: as soon as may be), if that is past."""

    what: str
    url: str
    by: date | None = None
    is_late: bool = False


Teller = Callable[[User, Post | None, date], Iterable[Waiting]]
TELLERS: list[Teller] = []
"""Each room that has something to tell adds its own when the service starts."""


def waiting(user: User, post: Post | None, today: date) -> list[Waiting]:
    """Everything that waits for an account, and for its post if it is declared, soonest first."""
    found = [one for tell in TELLERS for one in tell(user, post, today)]
    return sorted(found, key=lambda one: (one.by or today, one.what))
