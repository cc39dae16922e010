"""Peer sets, rank n/N and position among peers. Place 1 is the best performance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from saferboard.core.evidence.assessment import Position, Rank
from saferboard.core.evidence.measures import Better
from saferboard.core.evidence.periods import Month

# Fifths of the ranking. The Board prints the five words without saying where one ends and the
# next begins, so the boundaries are declared (here, or in a peer set) and shown wherever a
# position is.
FIFTHS = (0.2, 0.4, 0.6, 0.8)
AS_PRINTED = "the peers of the Board's printed dashboard"
MIDDLE = "an area standing in the middle of its own place"
POSITION_RULE = f"by fifths of the ranking, {MIDDLE}"


@dataclass(frozen=True, slots=True)
class PeerSet:
    """A named list of areas that are compared with one another, from one month until another.

    A key may stand for several lists, one after the other in time. ``quantiles`` are the four
    shares of the ranking where Top, Above average, Average and Below average end.
    """

    key: str
    name: str
    areas: tuple[str, ...]
    source: str
    since: Month | None = None
    until: Month | None = None
    quantiles: tuple[float, ...] = FIFTHS

    def holds_in(self, month: Month) -> bool:
        """Whether the list was in force in that month; first and last month included."""
        return (self.since is None or self.since <= month) and (
            self.until is None or month <= self.until
        )

    @property
    def rule(self) -> str:
        """How a position among these comes about, in words."""
        if self.quantiles == FIFTHS:
            return POSITION_RULE
        ends = ", ".join(
            f"{word} to {100 * edge:g}%"
            for word, edge in zip(Position, self.quantiles, strict=False)
        )
        return f"by place in the ranking ({ends}, then {Position.BOTTOM}), {MIDDLE}"

    @property
    def dates(self) -> str:
        """From when until when these were peers, in words; empty if always."""
        since = f"since {self.since.words}" if self.since else ""
        until = f"until {self.until.words}" if self.until else ""
        return " ".join(filter(None, (since, until)))


def in_force(peer_sets: Sequence[PeerSet], key: str, month: Month) -> PeerSet | None:
    """The list that a key stands for in a month; None if it stands for none then."""
    return next((p for p in peer_sets if p.key == key and p.holds_in(month)), None)


def overlapping(peer_sets: Sequence[PeerSet]) -> tuple[PeerSet, ...]:
    """Those of one key that begin before the one before them has ended."""
    ordered = sorted(peer_sets, key=lambda p: p.since or Month(1, 1))
    return tuple(
        later
        for earlier, later in pairwise(ordered)
        if earlier.until is None or later.since is None or later.since <= earlier.until
    )


def position_rule(held: Rank | None) -> str:
    """How a position came about. A position without a rank of ours is the Board's own print."""
    if held is None or held.peers == AS_PRINTED:
        return "as the Board printed it"
    return held.rule or POSITION_RULE


def rank(
    values: Mapping[str, float], area: str, better: Better, peers: str, rule: str = ""
) -> Rank | None:
    """The area's place among all that have a value; areas with equal values share the best place.

    None if the area has no value or nobody to be compared with.
    """
    if area not in values or len(values) < 2:
        return None
    own = values[area]
    lower_is_better = better is Better.LOWER
    ahead = sum(1 for v in values.values() if (v < own if lower_is_better else v > own))
    level = sum(1 for v in values.values() if v == own)
    return Rank(place=ahead + 1, of=len(values), tied=level > 1, peers=peers, rule=rule)


def position(
    values: Mapping[str, float],
    area: str,
    better: Better,
    quantiles: Sequence[float] = FIFTHS,
) -> Position | None:
    """Top to Bottom by the quantiles; tied areas stand at the middle of the places they share."""
    found = rank(values, area, better, "")
    if found is None:
        return None
    sharing = sum(1 for v in values.values() if v == values[area])
    middle = (found.place - 1 + sharing / 2) / found.of
    edges = zip(Position, (*quantiles, 1.0), strict=True)
    return next(word for word, edge in edges if middle <= edge)
