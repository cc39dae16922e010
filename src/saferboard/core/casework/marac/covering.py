"""The figures of a return for those who may not see small counts.

A count from 1 to 4 is covered, and whatever would give it back by taking one shown count from
another: the one agency left out of a total, the cases that are neither known nor not. A quarter
shares no case with another, so only sums over quarters need care, and ``whole_year`` takes it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from saferboard.core.casework.marac.quarterly import Counted, Return

UP_TO = 4
Shown = int | None
"""A count, or None where it is covered. Nought is a count."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the return, and in how many cases it is not known."""

    label: str
    count: Shown
    unknown: Shown = 0


def is_small(count: int, up_to: int = UP_TO) -> bool:
    """Whether a count may not be shown."""
    return 0 < count <= up_to


CHARACTERISTICS = (
    ("minority ethnic victims", "minority_ethnic"),
    ("LGBT+ victims", "lgbt"),
    ("disabled victims", "disabled"),
    ("male victims", "male_victims"),
    ("victims of 16 or 17", "victims_16_17"),
    ("with a perpetrator of 17 or under", "perpetrators_under_18"),
)


def lines(found: Return, *, covered: bool, up_to: int = UP_TO) -> tuple[Line, ...]:
    """The lines of a return in their order; small counts covered where ``covered`` says so."""
    said = [
        Line("cases heard", found.cases),
        Line("repeats", found.repeats),
        Line("children", found.children),
        *(Line(label, *_both(getattr(found, name))) for label, name in CHARACTERISTICS),
        *(Line(f"referred by {agency}", count) for agency, count in found.by_agency),
    ]
    if not covered:
        return tuple(said)
    if is_small(found.cases, up_to):
        return tuple(Line(one.label, None, None) for one in said)
    repeats_small = _parts_small(found.repeats, found.cases, 0, up_to)
    head = [
        said[0],
        Line("repeats", None if repeats_small else found.repeats),
        Line("children", None if is_small(found.children, up_to) else found.children),
    ]
    middle = [
        _characteristic(label, getattr(found, name), found.cases, up_to)
        for label, name in CHARACTERISTICS
    ]
    hidden = _hidden(tuple(count for _, count in found.by_agency), up_to)
    agencies = [
        Line(f"referred by {agency}", None if number in hidden else count)
        for number, (agency, count) in enumerate(found.by_agency)
    ]
    return (*head, *middle, *agencies)


def _both(counted: Counted) -> tuple[int, int]:
    return counted.cases, counted.unknown


def _parts_small(count: int, whole: int, unknown: int, up_to: int) -> bool:
    """Whether a count, or what is left of the whole beside it, may not be shown."""
    return any(is_small(part, up_to) for part in (count, whole - count, whole - count - unknown))


def _characteristic(label: str, found: Counted, cases: int, up_to: int) -> Line:
    return Line(
        label,
        None if _parts_small(found.cases, cases, found.unknown, up_to) else found.cases,
        None if _parts_small(found.unknown, cases, found.cases, up_to) else found.unknown,
    )


def _hidden(counts: Sequence[int], up_to: int) -> frozenset[int]:
    """Which of counts that add up to a shown total are covered: the small, and enough beside."""
    hidden = {number for number, count in enumerate(counts) if is_small(count, up_to)}
    others = sorted((count, number) for number, count in enumerate(counts) if number not in hidden)
    while hidden and others and (len(hidden) < 2 or sum(counts[n] for n in hidden) <= up_to):
        hidden.add(others.pop(0)[1])
    return frozenset(hidden)


def whole_year(quarters: Iterable[Return], up_to: int = UP_TO) -> bool:
    """Whether a year's sums may stand beside its quarters: no quarter's cases are covered."""
    return not any(is_small(one.cases, up_to) for one in quarters)
