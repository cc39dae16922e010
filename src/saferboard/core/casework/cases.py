"""What the lock looks at: who asks, for which agency and purpose, and whose case it is.

None of these values holds what a case says. Agencies, roles and people are keys, never names.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from saferboard.core.casework.agreements import Agreement
from saferboard.core.casework.clocks import holds
from saferboard.core.casework.vetting import Vetting


class FieldClass(StrEnum):
    """What kind of thing a field of a case says; each is opened to roles by itself."""

    OUTLINE = "outline"  # reference, dates and state
    IDENTITY = "identity"  # names, dates of birth, addresses
    CONTACT = "contact"  # how a victim may safely be reached
    ACCOUNT = "account"  # what happened
    RISK = "risk"  # assessments and their answers
    SPECIAL = "special category"  # UK GDPR art. 9: health, ethnicity, sexual orientation
    OFFENCES = "criminal offences"  # UK GDPR art. 10
    LEGAL = "legal advice"


@dataclass(frozen=True, slots=True)
class Purpose:
    """What cases are held for: who co-ordinates, and which field classes are open to which roles.

    ``begins`` are the roles that may begin a case. ``break_glass`` is false where no emergency
    opens one, as for domestic homicide reviews.
    """

    key: str
    title: str
    co_ordinator: str
    opens: Mapping[FieldClass, frozenset[str]]
    begins: frozenset[str] = frozenset()
    break_glass: bool = True


@dataclass(frozen=True, slots=True)
class Membership:
    """Somebody works for an agency in a role, from a moment until another."""

    agency: str
    role: str
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever asks: the agency they act for and the purpose they chose on entry."""

    key: str
    agency: str
    purpose: str
    memberships: tuple[Membership, ...] = ()
    vetting: tuple[Vetting, ...] = ()
    agreements: tuple[Agreement, ...] = ()

    def roles(self, on: datetime) -> frozenset[str]:
        """The roles they hold at a moment at the agency they act for; none elsewhere counts."""
        return frozenset(
            one.role
            for one in self.memberships
            if one.agency == self.agency and holds(one.since, one.until, on)
        )


@dataclass(frozen=True, slots=True)
class Involved:
    """An agency takes part in a case."""

    agency: str
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A case is shared with an agency or a role; with one role at one agency if both are said."""

    since: datetime
    until: datetime | None = None
    agency: str = ""
    role: str = ""

    def __post_init__(self) -> None:
        if not (self.agency or self.role):
            raise ValueError("a case is shared with an agency or a role")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody declared a conflict of interest in a case, until it is withdrawn."""

    reader: str
    declared: datetime
    withdrawn: datetime | None = None


@dataclass(frozen=True, slots=True)
class BreakGlass:
    """Somebody opened a case in an emergency. ``told`` is when the supervisor was sent notice."""

    reader: str
    agency: str
    reason: str
    signed_in: datetime
    opened: datetime
    supervisor: str
    told: datetime
    ended: datetime | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """Agencies outside the case may learn that something is held."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Case:
    """A case as the lock sees it. ``holder`` is the agency that shares it."""

    key: str
    purpose: Purpose
    holder: str
    involved: tuple[Involved, ...] = ()
    shares: tuple[Share, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    broken: tuple[BreakGlass, ...] = ()
    flag: Flag | None = None
