"""Counts from under lock, made safe before anybody else has them: small ones are kept back.

A count from 1 to the measure's largest small one is not told, nor one whose rest is so small. Where
areas add up to a larger one, others are kept back with it, so that subtraction leaves it open: at
least two parts of a whole are not told, and together they may be larger than any small count. What
is told once is told for one series of periods, so no two of them can be subtracted.

The release covers small counts again (``protecting``): it knows what was published before.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from saferboard.core.evidence.disclosure.targets import is_small
from saferboard.core.evidence.periods import Period
from saferboard.core.faults import refuse

REASON = "a small number, kept back where it was counted"


@dataclass(frozen=True, slots=True)
class Counted:
    """How many there were in an area and period; of how many, where it is a share."""

    measure: str
    area: str
    period: Period
    count: int
    of: int | None = None

    @property
    def parts(self) -> tuple[int, ...]:
        """The counts that the figure tells: its own, and the rest and the whole of a share."""
        return (self.count,) if self.of is None else (self.count, self.of - self.count, self.of)


def kept_back(
    counts: Iterable[Counted], up_to: Mapping[str, int], wholes: Mapping[str, str]
) -> frozenset[Counted]:
    """Those of the counts that are not told.

    ``up_to`` is each measure's largest small count, ``wholes`` the area that an area is part of.
    Refused: a count below zero or above what it is of, and two for one area and period.
    """
    tables: dict[tuple[str, Period], dict[str, Counted]] = {}
    for one in counts:
        _check(one)
        table = tables.setdefault((one.measure, one.period), {})
        if one.area in table:
            raise _wrong("there are two counts", one, "one count for an area and period")
        table[one.area] = one
    return frozenset(
        table[area]
        for (measure, _), table in tables.items()
        for area in _hidden(table, up_to[measure], wholes)
    )


def _hidden(table: Mapping[str, Counted], up_to: int, wholes: Mapping[str, str]) -> set[str]:
    """The areas of one measure and period whose counts are kept back."""
    hidden = {
        area for area, one in table.items() if any(is_small(count, up_to) for count in one.parts)
    }
    parts_of: dict[str, list[str]] = {}
    for area in table:
        if wholes.get(area) in table:
            parts_of.setdefault(wholes[area], []).append(area)
    while found := {
        one
        for whole, parts in parts_of.items()
        if (one := _another(table, whole, parts, hidden, up_to)) is not None
    }:
        hidden |= found
    return hidden


def _another(
    table: Mapping[str, Counted], whole: str, parts: list[str], hidden: set[str], up_to: int
) -> str | None:
    """One more area to keep back, if subtraction from the whole would tell of the hidden parts.

    The part with the fewest goes first, of those that are not empty; the whole itself last.
    """
    here = [area for area in parts if area in hidden]
    if not here or whole in hidden:
        return None
    left = [sum(numbers) for numbers in zip(*(table[area].parts for area in here), strict=True)]
    if len(here) > 1 and all(total == 0 or total > up_to for total in left):
        return None
    shown = [area for area in parts if area not in hidden and table[area].parts[-1] > 0]
    return min(shown, key=lambda area: (table[area].parts[-1], area), default=whole)


def _check(one: Counted) -> None:
    if one.count < 0 or (one.of is not None and one.count > one.of):
        raise _wrong("the count cannot be", one, "from zero to the number it is of")


def _wrong(what: str, one: Counted, expected: str) -> Exception:
    return refuse(
        what,
        where=f"{one.measure}, {one.area}, {one.period.words}",
        expected=expected,
        remedy="count again; nothing was handed over",
    )
