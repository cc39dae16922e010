"""What one agency recorded of somebody. Values as they were written; nothing is made alike here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Known(StrEnum):
    """Whether it is known who somebody is."""

    PERSON = "person"
    UNBORN = "unborn child"
    UNKNOWN = "unknown person"


@dataclass(frozen=True, slots=True)
class Name:
    """A name as an agency wrote it; either part may be blank."""

    given: str = ""
    family: str = ""


@dataclass(frozen=True, slots=True)
class Born:
    """A date of birth, of which the day, or the month too, may not be known."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise ValueError("a day of birth without its month")
        _ = self.first  # refused where there is no such day

    @property
    def first(self) -> date:
        """The first day that it may have been."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def is_whole(self) -> bool:
        """Whether year, month and day are known."""
        return self.day is not None

    def __str__(self) -> str:
        parts = (f"{self.year:04d}", *(f"{one:02d}" for one in (self.month, self.day) if one))
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody lives or lived."""

    lines: str
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A person as one agency recorded them. ``key`` says nothing of who it is.

    ``sex`` is as recorded, blank where it is not. ``addresses`` are newest first.
    """

    key: str
    agency: str
    name: Name = Name()
    known: Known = Known.PERSON
    aliases: tuple[Name, ...] = ()
    born: Born | None = None
    sex: str = ""
    addresses: tuple[Address, ...] = ()
    phones: tuple[str, ...] = ()

    @property
    def is_linkable(self) -> bool:
        """Whether the machine may look for them elsewhere: they are known, and have a name."""
        return self.known is Known.PERSON and bool(self.name.given or self.name.family)


Records = Mapping[str, Record]
"""Records by their keys."""
