"""Who sits round the table and who reports to whom. Posts, never people."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Organisation:
    """A council, a force, a service, a voluntary body."""

    key: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """A board or group, and the body it reports to (none for the top one).

    ``chair_by`` says how it comes by its chair. ``quorum`` is how many members must be present
    (none: unset), ``notice_days`` the clear days of notice of its meetings.
    """

    key: str
    name: str
    reports_to: str | None = None
    purpose: str = ""
    terms: str = ""
    chair_by: Literal["election", "terms"] = "election"
    quorum: int | None = None
    notice_days: int = 5


@dataclass(frozen=True, slots=True)
class Post:
    """A post in an organisation, and its roles on bodies (body key to role)."""

    key: str
    title: str
    organisation: str
    seats: tuple[tuple[str, str], ...] = ()
    telephone: str = ""
    email: str = ""
