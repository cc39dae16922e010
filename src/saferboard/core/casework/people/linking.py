"""What people decided of pairs of records, and who is then one person.

Decisions are only ever added. A link and a refusal stand until they are undone; of one pair the
newest decision counts. Who is one person is worked out from the links that stand, never stored, so
that undoing a link takes back all that followed from it and nothing else.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Said(StrEnum):
    """What a person said of a pair."""

    LINK = "one person"
    REFUSE = "not one person"
    UNDO = "taken back"


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody said of two records. ``number`` tells which came later."""

    number: int
    a: str
    b: str
    said: Said

    def __post_init__(self) -> None:
        if self.a >= self.b:
            raise ValueError("a pair is two records in the order of their keys")

    @property
    def pair(self) -> tuple[str, str]:
        """The two records."""
        return self.a, self.b


@dataclass(frozen=True, slots=True)
class Conflict:
    """Records that links make one person, although some pair of them was refused."""

    records: frozenset[str]
    refused: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Persons:
    """Who is one person, and where what was decided contradicts itself.

    Records of a conflict stand apart, each by itself, until somebody takes a decision back.
    """

    groups: tuple[frozenset[str], ...]
    conflicts: tuple[Conflict, ...]

    def with_(self, record: str) -> frozenset[str]:
        """The records that are one person with a record, itself among them."""
        return next((group for group in self.groups if record in group), frozenset((record,)))


def standing(decisions: Iterable[Decision]) -> dict[tuple[str, str], Decision]:
    """The decision that stands of each pair; none of one that was taken back."""
    newest: dict[tuple[str, str], Decision] = {}
    for one in sorted(decisions, key=lambda decision: decision.number):
        newest[one.pair] = one
    return {pair: one for pair, one in newest.items() if one.said is not Said.UNDO}


def persons(decisions: Iterable[Decision]) -> Persons:
    """Groups of two or more records that links which stand make one person, and conflicts."""
    stand = standing(decisions)
    links = [pair for pair, one in stand.items() if one.said is Said.LINK]
    refused = sorted(pair for pair, one in stand.items() if one.said is Said.REFUSE)
    groups, conflicts = [], []
    for group in _joined(links):
        within = tuple(pair for pair in refused if group.issuperset(pair))
        if within:
            conflicts.append(Conflict(group, within))
        else:
            groups.append(group)
    return Persons(tuple(groups), tuple(conflicts))


def would_conflict(decisions: Iterable[Decision], new: Decision) -> tuple[tuple[str, str], ...]:
    """The refused pairs that a new decision would make one person; nothing if it is in order."""
    found = persons((*decisions, new))
    return next((one.refused for one in found.conflicts if one.records.issuperset(new.pair)), ())


def _joined(links: Iterable[tuple[str, str]]) -> list[frozenset[str]]:
    """Whatever hangs together, in the order of the first key of each."""
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for a, b in links:
        beside[a].add(b)
        beside[b].add(a)
    found: list[frozenset[str]] = []
    seen: set[str] = set()
    for start in sorted(beside):
        if start in seen:
            continue
        reached, waiting = {start}, [start]
        while waiting:
            further = beside[waiting.pop()] - reached
            reached |= further
            waiting.extend(further)
        seen |= reached
        found.append(frozenset(reached))
    return found
