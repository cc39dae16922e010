"""The Board's two printed dashboards: the rule gives the arrow printed, but for known errors."""

import pytest

from saferboard.core.evidence.assessment import Direction
from saferboard.core.evidence.change import change, direction
from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.measures import Better, Kind

LOWER, HIGHER = Better.LOWER, Better.HIGHER
UP, LEVEL, DOWN = Direction.UP, Direction.LEVEL, Direction.DOWN
RATE, SHARE, COUNT, AVERAGE = Kind.RATE, Kind.PROPORTION, Kind.COUNT, Kind.AVERAGE

# indicator, previous, current, kind, better, printed, by rule
JUNE_2017 = [
    ("total crime", 47.21, 51.61, RATE, LOWER, DOWN, DOWN),
    ("domestic burglary", 3.53, 3.91, RATE, LOWER, DOWN, DOWN),
    ("vehicle crime", 7.07, 7.29, RATE, LOWER, LEVEL, LEVEL),
    ("violence with injury (sic)", 2.95, 3.93, RATE, LOWER, LEVEL, DOWN),
    ("reduction in offending", 41, 42.8, SHARE, HIGHER, LEVEL, LEVEL),
    ("re-offences", 0.82, 0.28, AVERAGE, LOWER, UP, UP),
    ("first time entrants", 124, 83, COUNT, LOWER, UP, UP),
    ("MARAC repeats (sic)", 28, 37, SHARE, LOWER, UP, DOWN),
    ("referrals to support (sic)", 2003, 1611, COUNT, HIGHER, UP, DOWN),
    ("victim of ASB", 5.4, 5.4, SHARE, LOWER, LEVEL, LEVEL),
    ("dealing with ASB", 92.7, 84.5, SHARE, HIGHER, DOWN, DOWN),
    ("hate incidents", 0.58, 0.66, RATE, HIGHER, UP, UP),
]
JUNE_2019 = [
    ("total crime", 60.00, 65.70, RATE, LOWER, DOWN, DOWN),
    ("residential burglary", 5.17, 4.81, RATE, LOWER, LEVEL, LEVEL),
    ("burglary", 7.63, 6.74, RATE, LOWER, UP, UP),
    ("vehicle crime", 8.29, 8.56, RATE, LOWER, LEVEL, LEVEL),
    ("violence with injury", 4.89, 4.58, RATE, LOWER, LEVEL, LEVEL),
    ("reduction in offending (sic)", 41, 26.4, SHARE, HIGHER, LEVEL, DOWN),
    ("re-offences", 0.71, 0.72, AVERAGE, LOWER, LEVEL, LEVEL),
    ("first time entrants", 104, 76, COUNT, LOWER, UP, UP),
    ("MARAC repeats", 34, 43, SHARE, LOWER, DOWN, DOWN),
    ("UAVA referrals", 1074, 1323, COUNT, HIGHER, UP, UP),
    ("ASB decreased or same", 80.7, 80.2, SHARE, HIGHER, LEVEL, LEVEL),
    ("hate incidents", 0.81, 0.85, RATE, HIGHER, LEVEL, LEVEL),
]


@pytest.mark.parametrize(
    ("name", "previous", "current", "kind", "better", "printed", "by_rule"), JUNE_2017 + JUNE_2019
)
def test_the_printed_arrow(
    name: str,
    previous: float,
    current: float,
    kind: Kind,
    better: Better,
    printed: Direction,
    by_rule: Direction,
) -> None:
    found = direction(change(Number(current), Number(previous), kind), better, 7.5)
    assert found is by_rule
    assert (found is printed) == (not name.endswith("(sic)"))


def test_any_dead_band_from_7_1_to_9_2_gives_the_same_crime_arrows() -> None:
    crimes = [row for row in JUNE_2017[:4] + JUNE_2019[:5] if not row[0].endswith("(sic)")]

    def agreeing(band: float) -> int:
        return sum(
            direction(change(Number(row[2]), Number(row[1]), row[3]), row[4], band) is row[5]
            for row in crimes
        )

    assert [agreeing(band) for band in (7.1, 7.5, 9.2)] == [8, 8, 8]
    assert agreeing(6.9) < 8
    assert agreeing(9.4) < 8
