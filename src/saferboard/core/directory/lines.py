"""Reporting lines: which body reports to which, as a tree, and what the public is shown of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from saferboard.core.directory.seats import MEMBERS, SeatRole
from saferboard.core.faults import Fault


def line(key: str, above: Mapping[str, str | None]) -> list[str]:
    """The body and those it reports to in turn, until the line ends or comes round again."""
    passed = [key]
    following = above.get(key)
    while following is not None:
        passed.append(following)
        if following in passed[:-1]:
            break
        following = above.get(following)
    return passed


def circle(key: str, reports_to: str, above: Mapping[str, str | None]) -> Fault | None:
    """What is wrong with the body reporting to that other one; none if nothing is."""
    passed = line(key, {**above, key: reports_to})
    if passed[-1] != key:
        return None
    return Fault(
        "the body would report to itself: " + " to ".join(passed),
        where="reports_to",
        expected="reporting lines that end at a body reporting to none",
        remedy="choose a body that does not report to this one, directly or through others",
    )


@dataclass(frozen=True, slots=True)
class Branch:
    """A body and those that report to it."""

    body: str
    below: tuple["Branch", ...] = ()


def tree(above: Mapping[str, str | None]) -> tuple[Branch, ...]:
    """The bodies that report to none, each with all below it, in the order they were given.

    A body whose superior is not given stands at the top. Bodies in a circle would stand nowhere:
    ``circle`` keeps such lines out.
    """
    below: dict[str | None, list[str]] = {}
    for key, superior in above.items():
        below.setdefault(superior if superior in above else None, []).append(key)

    def branch(key: str) -> Branch:
        return Branch(key, tuple(branch(under) for under in below.get(key, ())))

    return tuple(branch(key) for key in below.get(None, ()))


@dataclass(frozen=True, slots=True)
class PublicSeat:
    """A post at a body's table. ``name`` is its holder's, or empty where it is not published."""

    post: str
    title: str
    organisation: str
    role: SeatRole
    name: str
    vacant: bool
    since: date
    until: date | None
    basis: str


@dataclass(frozen=True, slots=True)
class PublicBody:
    """A body as the public sees it."""

    key: str
    name: str
    reports_to: str | None
    purpose: str
    terms: str
    chair_by: str
    quorum: int | None
    notice_days: int
    since: date | None
    seats: tuple[PublicSeat, ...]


@dataclass(frozen=True, slots=True)
class PublicRemit:
    """Business that one body passed to another (keys of bodies), and how it came back."""

    business: str
    giver: str
    taker: str
    on: date
    because: str
    returned_on: date | None
    outcome: str


@dataclass(frozen=True, slots=True)
class PublicOrganisation:
    """An organisation round the table."""

    key: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class PublicBoard:
    """Who sits where and who reports to whom on a day, without anybody's contact details."""

    on: date
    organisations: tuple[PublicOrganisation, ...]
    bodies: tuple[PublicBody, ...]
    remits: tuple[PublicRemit, ...]


def named(roles: Iterable[str]) -> bool:
    """Whether the public is told who holds a post that sits in these roles.

    Those who decide are named. Those who serve, advise or are invited are shown by post alone.
    """
    return not MEMBERS.isdisjoint(roles)
