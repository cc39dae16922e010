"""The numbers of minutes, which run on from meeting to meeting, and the letters of outcomes.

An item of business carries three numbers, which part company when the order of business is varied:
its place on the agenda, the mark on its papers (the same number), and its minute's number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from saferboard.core.document.tree import letter


@dataclass(frozen=True, slots=True)
class Run:
    """The minutes of one meeting: the number of the first, and how many there are."""

    first: int
    count: int

    @property
    def following(self) -> int:
        """The number of the first minute of the next meeting."""
        return self.first + self.count


def first_number(before: Run | None, restart: int | None = None) -> int:
    """What a meeting's minutes start with: the declared number, else the one that follows."""
    if restart is not None:
        return restart
    return before.following if before else 1


@dataclass(frozen=True, slots=True)
class Numbered:
    """The minutes of a meeting in a series. ``fixed``: the first number, which stays."""

    count: int
    restart: int | None = None
    fixed: int | None = None


def renumbered(series: Iterable[Numbered]) -> list[int]:
    """The first number of each meeting's minutes, the meetings in order."""
    found: list[int] = []
    before: Run | None = None
    for minutes in series:
        first = minutes.fixed or first_number(before, minutes.restart)
        found.append(first)
        before = Run(first, minutes.count)
    return found


def letters(lettered: Sequence[bool]) -> tuple[str, ...]:
    """``(a)``, ``(b)`` through one minute; none for one alone, nor for what stands in the text."""
    alone = sum(lettered) < 2
    count, found = 0, []
    for one in lettered:
        found.append(f"({letter(count)})" if one and not alone else "")
        count += one
    return tuple(found)


def moved(order: Sequence[int], what: int, by: int) -> list[int]:
    """The order with one thing moved so many places; at either end it stays there."""
    left = [one for one in order if one != what]
    place = min(max(order.index(what) + by, 0), len(left))
    return [*left[:place], what, *left[place:]]
