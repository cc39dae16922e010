"""Who sits on a body on a day, who is in the chair, and whether enough of them are present."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from saferboard.core.directory.spells import Lasting, covers


class SeatRole(StrEnum):
    """What a post is at a body's table, the first first."""

    CHAIR = "chair"
    VICE_CHAIR = "vice-chair"
    MEMBER = "member"
    OFFICER = "officer"
    ADVISER = "adviser"
    INVITEE = "invitee"


ORDER = {role: place for place, role in enumerate(SeatRole)}
MEMBERS = frozenset({SeatRole.CHAIR, SeatRole.VICE_CHAIR, SeatRole.MEMBER})
"""Who decides, and counts towards the quorum. The rest serve, advise or are asked to come."""


class Sitting(Lasting, Protocol):
    """A post's seat: its role, and from when until when."""

    @property
    def post_key(self) -> str:
        """The post that sits there."""

    @property
    def role(self) -> str:
        """One of ``SeatRole``."""


S = TypeVar("S", bound=Sitting)


def at_table(seats: Iterable[S], on: date) -> list[S]:
    """Those who sit on the body on that day, each post once and in order of role.

    A member who is elected chair keeps the member's seat and is shown in the chair's.
    """
    found: dict[str, S] = {}
    for seat in seats:
        if not covers(seat, on):
            continue
        held = found.get(seat.post_key)
        if held is None or ORDER[SeatRole(seat.role)] < ORDER[SeatRole(held.role)]:
            found[seat.post_key] = seat
    return sorted(found.values(), key=lambda seat: ORDER[SeatRole(seat.role)])


@dataclass(frozen=True, slots=True)
class Place:
    """A member's place: the post whose it is, and the post that may come instead."""

    post: str
    substitute: str | None = None


@dataclass(frozen=True, slots=True)
class Quorum:
    """Whether enough members are present, and how that is said."""

    met: bool
    present: int
    words: str

    def __bool__(self) -> bool:
        return self.met


def members_present(places: Collection[Place], present: Collection[str]) -> int:
    """How many members' places are filled, by the members or by their substitutes.

    Nobody fills two places: a substitute who is a member counts once, and so does one who could
    come for two.
    """
    owned = {place.post for place in places}
    own = owned.intersection(present)
    instead = {
        place.substitute
        for place in places
        if place.post not in own and place.substitute in present and place.substitute not in own
    }
    return len(own) + len(instead)


def quorum(needed: int | None, places: Collection[Place], present: Collection[str]) -> Quorum:
    """Whether the body can do business with those present (keys of posts)."""
    count = members_present(places, present)
    members = len({place.post for place in places})
    there = f"{count} of {members} member{'s' * (members != 1)} {'is' if count == 1 else 'are'}"
    if needed is None:
        return Quorum(True, count, f"{there} present; the body has set no quorum")
    met = count >= needed
    end = "there is a quorum" if met else f"{needed - count} more must come before it may decide"
    return Quorum(met, count, f"{there} present and {needed} are needed: {end}")
