"""Who was at a meeting, in the groups in which minutes name them, and what they declared."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from saferboard.core.directory.seats import MEMBERS, Place, Quorum, SeatRole, quorum


class Group(StrEnum):
    """As what somebody came."""

    MEMBERS = "members"
    OFFICERS = "officers"
    OTHERS = "others"


class Presence(StrEnum):
    """Whether somebody came. Who neither came nor sent apologies is not named in the minutes."""

    PRESENT = "present"
    APOLOGIES = "apologies"
    ABSENT = "absent"


HEADINGS = {
    Group.MEMBERS: "Present",
    Group.OFFICERS: "Officers",
    Group.OTHERS: "Others in attendance",
}
APOLOGIES = "Apologies for absence"


class Interest(StrEnum):
    """Kinds of interest (Localism Act 2011 s.30; LGA Model Councillor Code of Conduct 2020, B)."""

    PECUNIARY = "disclosable pecuniary interest"
    REGISTERABLE = "other registerable interest"
    NOT_REGISTERABLE = "non-registerable interest"


class Done(StrEnum):
    """What somebody who declared an interest did."""

    TOOK_PART = "stayed and took part"
    STAYED = "stayed and took no part"
    LEFT = "left the meeting for the item"


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody of the record. ``minute`` is the one minute for which they came."""

    name: str
    post: str = ""
    organisation: str = ""
    group: Group = Group.MEMBERS
    presence: Presence = Presence.PRESENT
    in_chair: bool = False
    instead_of: str = ""
    minute: int | None = None

    @property
    def where(self) -> str:
        """``Head of Service, County Council``."""
        return ", ".join(part for part in (self.post, self.organisation) if part)

    @property
    def note(self) -> str:
        """``in the Chair; for the Police; minute 53 refers``."""
        notes = (
            "in the Chair" if self.in_chair else "",
            f"for {self.instead_of}" if self.instead_of else "",
            f"minute {self.minute} refers" if self.minute is not None else "",
        )
        return "; ".join(note for note in notes if note)


@dataclass(frozen=True, slots=True)
class Declared:
    """An interest somebody declared in the business of the meeting, or in a named part of it."""

    name: str
    interest: str
    kind: Interest
    done: Done
    business: str = ""
    standing: bool = False
    restricted: bool = False


def group_of(role: SeatRole) -> Group:
    """In which group a seat's holder is named."""
    if role in MEMBERS:
        return Group.MEMBERS
    return Group.OTHERS if role is SeatRole.INVITEE else Group.OFFICERS


def grouped(attendees: Iterable[Attendee]) -> list[tuple[str, list[Attendee]]]:
    """Those who came, by group and the chair first, then apologies. Groups of nobody are left out.

    ``attendees`` are in the order of the table, which is kept.
    """
    listed = sorted(attendees, key=lambda one: not one.in_chair)
    present = [one for one in listed if one.presence is Presence.PRESENT]
    groups = [(HEADINGS[group], [one for one in present if one.group is group]) for group in Group]
    groups.append((APOLOGIES, [one for one in listed if one.presence is Presence.APOLOGIES]))
    return [(heading, found) for heading, found in groups if found]


@dataclass(frozen=True, slots=True)
class Ticked:
    """A row of the table as it is ticked. ``instead_of`` is the row whose place it takes."""

    key: str
    group: Group
    presence: Presence
    instead_of: str = ""


def quorum_of(needed: int | None, rows: Iterable[Ticked]) -> Quorum:
    """Whether enough members are there; one who came instead of a member counts for that member."""
    rows = list(rows)
    instead = {row.instead_of: row.key for row in rows if row.instead_of and _came(row)}
    places = [
        Place(row.key, instead.get(row.key))
        for row in rows
        if row.group is Group.MEMBERS and not row.instead_of
    ]
    return quorum(needed, places, [row.key for row in rows if _came(row)])


def _came(row: Ticked) -> bool:
    return row.presence is Presence.PRESENT
