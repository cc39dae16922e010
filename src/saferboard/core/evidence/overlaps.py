"""Which measures count some of the same events: as declared, or because their categories say so.

They must never be added up. A measure whose categories are all counted by another is a part of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from saferboard.core.evidence.measures import Kind, Measure


class How(StrEnum):
    """In what way two measures overlap."""

    SHARES = "shares events with"
    WITHIN = "is a part of"


# Of a long list the first names are told, and how many there are.
NAMED = 3


@dataclass(frozen=True, slots=True)
class Overlap:
    """``one`` shares events with ``other``, or is a part of it. Both are keys."""

    one: str
    other: str
    how: How
    one_name: str
    other_name: str


def overlaps(measures: Sequence[Measure]) -> tuple[Overlap, ...]:
    """Every pair that overlaps, once, in the order of the measures."""
    pairs = (overlap(first, second) for first, second in combinations(measures, 2))
    return tuple(found for found in pairs if found is not None)


def overlap(first: Measure, second: Measure) -> Overlap | None:
    """How two measures overlap; None if they do not. It is enough that one of them declares it."""
    whole = _within(first, second)
    if whole is not None:
        part = second if whole is first else first
        return Overlap(part.key, whole.key, How.WITHIN, part.name, whole.name)
    if second.key in first.overlaps or first.key in second.overlaps or _share(first, second):
        return Overlap(first.key, second.key, How.SHARES, first.name, second.name)
    return None


def of_measure(measure: Measure, among: Sequence[Measure]) -> tuple[Overlap, ...]:
    """The overlaps of one measure with others."""
    pairs = (overlap(measure, other) for other in among if other.key != measure.key)
    return tuple(found for found in pairs if found is not None)


def words_of(measure: Measure, among: Sequence[Measure]) -> Iterator[str]:
    """What a reader of one measure must know of its overlaps, in a sentence for each way."""
    key, found = measure.key, of_measure(measure, among)
    within = [o for o in found if o.how is How.WITHIN]
    ways = (
        ("Counted in {} too: not to be added up", [o.other_name for o in within if o.one == key]),
        ("Takes in {}", [o.one_name for o in within if o.other == key]),
        (
            "Shares events with {}: not to be added up",
            [o.other_name for o in found if o.how is How.SHARES],
        ),
    )
    for text, names in ways:
        if names:
            yield text.format(listed(names))


def told_once(found: Sequence[Overlap]) -> tuple[str, ...]:
    """All overlaps as lines: a whole with all its parts in one, every other pair in one each."""
    parts: dict[str, list[str]] = {}
    for one in found:
        if one.how is How.WITHIN:
            parts.setdefault(one.other_name, []).append(one.one_name)
    wholes = (f"{whole} takes in {joined(names)}" for whole, names in parts.items())
    pairs = (f"{o.one_name} {o.how} {o.other_name}" for o in found if o.how is How.SHARES)
    return (*wholes, *pairs)


def listed(names: Sequence[str]) -> str:
    """``A``, ``A and B``, ``A, B, C and 11 more``."""
    if len(names) > NAMED + 1:
        return f"{', '.join(names[:NAMED])} and {len(names) - NAMED} more"
    return joined(names)


def joined(names: Sequence[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def groups(found: Sequence[Overlap]) -> tuple[tuple[str, ...], ...]:
    """The keys that hang together through overlaps, each group in the order it is first met."""
    held: list[list[str]] = []
    for overlap in found:
        joined = [g for g in held if overlap.one in g or overlap.other in g]
        whole = list(
            dict.fromkeys([*(key for g in joined for key in g), overlap.one, overlap.other])
        )
        held = [g for g in held if g not in joined] + [whole]
    return tuple(map(tuple, held))


def _share(first: Measure, second: Measure) -> bool:
    """Whether two counted measures take some of the same categories."""
    if not (_counts(first) and _counts(second)):
        return False
    return any(second.takes(category) for category in _named(first)) or any(
        first.takes(category) for category in _named(second)
    )


def _within(first: Measure, second: Measure) -> Measure | None:
    """The one of two counted measures that takes every category of the other, and more."""
    if not (_counts(first) and _counts(second)):
        return None
    takes_second = bool(_named(second)) and all(first.takes(c) for c in _named(second))
    takes_first = bool(_named(first)) and all(second.takes(c) for c in _named(first))
    if takes_second == takes_first:
        return None
    return first if takes_second else second


def _counts(measure: Measure) -> bool:
    """A share of source rows counts them too, but is no part of a rate of them."""
    return measure.is_counted and measure.kind is not Kind.PROPORTION


def _named(measure: Measure) -> tuple[str, ...]:
    return tuple(category for category in measure.counts if category != "*")
