"""What a report of anti-social behaviour says of itself, in words police and councils share."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from saferboard.core.casework.clocks import LONDON, day_begins, instant


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


def span(
    day: date, begin: time | None, end: time | None, zone: ZoneInfo = LONDON
) -> tuple[datetime, datetime]:
    """When it happened at the earliest and at the latest, from a day and the hours that are known.

    Without hours it is the whole day. An end that comes before its beginning is after midnight.
    """
    next_day = day + timedelta(days=1)
    if begin is None and end is None:
        return day_begins(day, zone), day_begins(next_day, zone) - timedelta(seconds=1)
    first, last = begin or end or time(), end or begin or time()
    until = next_day if last < first else day
    return tuple(  # type: ignore[return-value]
        instant(datetime.combine(on, at, zone)) for on, at in ((day, first), (until, last))
    )
