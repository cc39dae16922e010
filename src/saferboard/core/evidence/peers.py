"""Rank n/N and position among peers. Place 1 is the best performance."""

from collections.abc import Mapping

from saferboard.core.evidence.assessment import Position, Rank
from saferboard.core.evidence.measures import Better

# Fifths of the ranking. The Board prints the five words without saying where one ends and the
# next begins, so the boundaries are declared here and shown wherever a position is.
FIFTHS = (
    (0.2, Position.TOP),
    (0.4, Position.ABOVE),
    (0.6, Position.AVERAGE),
    (0.8, Position.BELOW),
    (1.0, Position.BOTTOM),
)
AS_PRINTED = "the peers of the Board's printed dashboard"
POSITION_RULE = "by fifths of the ranking, an area standing in the middle of its own place"


def position_rule(held: Rank | None) -> str:
    """How a position came about. A position without a rank of ours is the Board's own print."""
    return (
        POSITION_RULE
        if held is not None and held.peers != AS_PRINTED
        else "as the Board printed it"
    )


def rank(values: Mapping[str, float], area: str, better: Better, peers: str) -> Rank | None:
    """The area's place among all that have a value; areas with equal values share the best place.

    None if the area has no value or nobody to be compared with.
    """
    if area not in values or len(values) < 2:
        return None
    own = values[area]
    lower_is_better = better is Better.LOWER
    ahead = sum(1 for v in values.values() if (v < own if lower_is_better else v > own))
    level = sum(1 for v in values.values() if v == own)
    return Rank(place=ahead + 1, of=len(values), tied=level > 1, peers=peers)


def position(values: Mapping[str, float], area: str, better: Better) -> Position | None:
    """Top to Bottom by fifths; tied areas stand at the middle of the places they share."""
    found = rank(values, area, better, "")
    if found is None:
        return None
    sharing = sum(1 for v in values.values() if v == values[area])
    middle = (found.place - 1 + sharing / 2) / found.of
    return next(word for edge, word in FIFTHS if middle <= edge)
