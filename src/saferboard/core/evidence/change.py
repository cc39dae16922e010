"""Change and direction: current against previous, named for what it is.

A difference between two percentages is in points; dividing one by the other gives per cent. The
Board's papers have confused the two ("an increase of 9%" for 34% to 43%: 9 points, 26.5%).
"""

from saferboard.core.evidence.assessment import Change, Direction
from saferboard.core.evidence.figures import Figure, Number
from saferboard.core.evidence.measures import Better, Kind


def change(current: Figure, previous: Figure, kind: Kind) -> Change | None:
    """What changed, in the measure's unit, in per cent of the previous value, and in points.

    None unless both are Numbers. Per cent is None where the previous value is zero.
    """
    if not (isinstance(current, Number) and isinstance(previous, Number)):
        return None
    absolute = current.value - previous.value
    return Change(
        absolute=absolute,
        per_cent=100 * absolute / abs(previous.value) if previous.value else None,
        points=absolute if kind is Kind.PROPORTION else None,
    )


def direction(moved: Change | None, better: Better | None, dead_band: float) -> Direction:
    """Direction of travel by performance: UP is better.

    Level when the relative change is within ``dead_band`` per cent, its edge included. From zero
    there is no relative change: any move is then a change. Unknown without a figure or a polarity.
    """
    if moved is None or better is None:
        return Direction.UNKNOWN
    if moved.absolute == 0 or (moved.per_cent is not None and abs(moved.per_cent) <= dead_band):
        return Direction.LEVEL
    improved = (moved.absolute < 0) == (better is Better.LOWER)
    return Direction.UP if improved else Direction.DOWN
