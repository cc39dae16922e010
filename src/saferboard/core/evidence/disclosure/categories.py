"""Which categories of events a count takes, and how two such counts relate."""

from collections.abc import Iterable
from dataclasses import dataclass

from saferboard.core.evidence.measures import Measure


@dataclass(frozen=True, slots=True)
class Taken:
    """These categories or, with ``all_but``, every category but these."""

    categories: frozenset[str]
    all_but: bool = False

    def holds(self, other: "Taken") -> bool:
        """Whether every event that the other counts is counted here too."""
        if other.all_but:
            return self.all_but and self.categories <= other.categories
        if self.all_but:
            return not self.categories & other.categories
        return other.categories <= self.categories

    def shares_nothing_with(self, other: "Taken") -> bool:
        """Whether no event can be counted in both."""
        if self.all_but and other.all_but:
            return False
        if self.all_but or other.all_but:
            some, most = (other, self) if self.all_but else (self, other)
            return some.categories <= most.categories
        return not self.categories & other.categories


def counted_by(measure: Measure) -> Taken:
    """What a counted measure counts."""
    if measure.counts == ("*",):
        return Taken(frozenset(measure.leaves_out), all_but=True)
    return Taken(frozenset(measure.counts))


def taken_of(measure: Measure) -> Taken:
    """What the events of a counted proportion are a share of."""
    return Taken(frozenset(measure.leaves_out), all_but=True)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A count that is not told apart further: all of ``taken``, or what ``parts`` leave of it."""

    taken: Taken
    parts: tuple[Taken, ...] = ()

    def counts_in(self, node: Taken) -> bool | None:
        """Whether an event of the leaf counts in a node; None where some may and some not."""
        if node.holds(self.taken):
            return True
        if node.shares_nothing_with(self.taken) or any(part.holds(node) for part in self.parts):
            return False
        return None


def parts_of(node: Taken, nodes: Iterable[Taken]) -> tuple[Taken, ...]:
    """The widest counts within a node that share nothing with one another."""
    inner = [other for other in nodes if other != node and node.holds(other)]
    chosen: list[Taken] = []
    for one in inner:
        if any(wider != one and wider.holds(one) for wider in inner):
            continue
        if all(one.shares_nothing_with(other) for other in chosen):
            chosen.append(one)
    return tuple(chosen)
