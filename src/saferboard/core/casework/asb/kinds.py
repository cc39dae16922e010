"""What a report of anti-social behaviour says of itself, in words police and councils share."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from saferboard.core.casework.clocks import instant


class Kind(StrEnum):
    """The three kinds by which the police count incidents (PEN)."""

    PERSONAL = "personal"
    ENVIRONMENTAL = "environmental"
    NUISANCE = "nuisance"


PEN: dict[str, Kind] = {
    **{kind[0]: kind for kind in Kind},
    **{kind: kind for kind in Kind},
    **{f"asb {kind}": kind for kind in Kind},
    **{f"asb - {kind}": kind for kind in Kind},
}
"""How a file may write a kind, in small letters: its first letter, the word, or the whole title."""


class Channel(StrEnum):
    """How a report came."""

    TELEPHONE = "telephone"
    EMAIL = "e-mail"
    ONLINE = "online form"
    IN_PERSON = "in person"
    LETTER = "letter"
    PARTNER = "from a partner"


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody told a council: when it happened at the earliest and at the latest, and where.

    ``key`` names it. ``quoted`` is all text in which a reference of the police may stand.
    """

    key: str
    kind: Kind
    earliest: datetime
    latest: datetime
    lsoa: str = ""
    street: str = ""
    quoted: str = ""

    def __post_init__(self) -> None:
        if instant(self.latest) < instant(self.earliest):
            raise ValueError("a report does not end before it begins")

    def gap(self, moment: datetime) -> timedelta:
        """How far a moment lies from the time of the report; nothing within it."""
        at = instant(moment)
        before, after = instant(self.earliest) - at, at - instant(self.latest)
        return max(before, after, timedelta())
