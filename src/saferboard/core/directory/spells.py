"""Stretches of days on which something holds: a tenure, a seat. Both ends are included."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, TypeVar

DAY = timedelta(days=1)


class Lasting(Protocol):
    """Anything from one day until another, or with no end in sight."""

    @property
    def since(self) -> date:
        """The first day."""

    @property
    def until(self) -> date | None:
        """The last day; none while it lasts."""


L = TypeVar("L", bound=Lasting)


@dataclass(frozen=True, slots=True)
class Spell:
    """From one day until another, both included; no end while it lasts."""

    since: date
    until: date | None = None


def covers(spell: Lasting, on: date) -> bool:
    """Whether it holds on that day."""
    return spell.since <= on and (spell.until is None or on <= spell.until)


def on_day(spells: Iterable[L], on: date) -> list[L]:
    """Those that hold on that day."""
    return [spell for spell in spells if covers(spell, on)]


def overlap(one: Lasting, other: Lasting) -> Spell | None:
    """The days on which both hold; none if there is no such day."""
    since = max(one.since, other.since)
    ends = [end for end in (one.until, other.until) if end is not None]
    until = min(ends) if ends else None
    return None if until is not None and until < since else Spell(since, until)


def words(spell: Lasting) -> str:
    """``1 June 2022 to 31 May 2023``, ``since 1 June 2022``."""
    if spell.until is None:
        return f"since {day(spell.since)}"
    return f"{day(spell.since)} to {day(spell.until)}"


def day(on: date) -> str:
    """``10 June 2022``."""
    return f"{on.day} {on:%B %Y}"
