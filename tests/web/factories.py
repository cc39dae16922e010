"""A small release with everything that a page must tell apart: made from core values, not loaded.

The county has two districts. Burglary worsened and is past its trigger; vehicle crime improved;
first time entrants is a part-year against a full one; one measure is suppressed, one missing.
"""

from dataclasses import replace
from datetime import date

from saferboard.core.evidence import assessment as a
from saferboard.core.evidence.change import change, direction
from saferboard.core.evidence.figures import Figure, Missing, Number, Suppressed
from saferboard.core.evidence.measures import Better, Break, Kind, Line, Measure, Outcome, Polarity
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.rag import judge
from saferboard.core.evidence.release import Disagreement, Input, Place, Release

COUNTY, FORCE, MELTON, BLABY = "E10000018", "E23000021", "E07000133", "E07000129"
YEAR, BEFORE = Period.of_year(2021), Period.of_year(2020)


def measure(key: str, name: str, outcome: str = "crime", **changes: object) -> Measure:
    """A measure with sensible parts; lower is better."""
    base = Measure(
        key=key,
        name=name,
        outcome=outcome,
        kind=Kind.RATE,
        unit="per 1,000 people",
        source="Police returns",
        definition=f"{name} in twelve months, per 1,000 people.",
        polarity=(Polarity(Month(2010, 4), Better.LOWER),),
        per=1000,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


MEASURES = (
    measure(
        "burglary",
        "Burglary",
        counts=("burglary",),
        trigger=Line(3.5, "agreed by the Board"),
        caveats=("Locations are approximate.",),
        breaks=(Break(Month(2019, 4), "counting rules changed"),),
        overlaps=("vehicle",),
    ),
    measure("vehicle", "Vehicle crime"),
    measure("entrants", "First time entrants", "youth", kind=Kind.COUNT, unit="", per=1, places=0),
    measure("repeats", "MARAC repeats", "vulnerable", kind=Kind.PROPORTION, unit="per cent"),
    measure("hate", "Hate <incidents>", "vulnerable"),
)


def assessed(one: Measure, area: str, now: Figure, then: Figure, **changes: object) -> a.Assessment:
    """An assessment whose change, direction and judgement follow from its figures."""
    moved = change(now, then, one.kind)
    way = direction(moved, Better.LOWER, one.dead_band)
    made = a.Assessment(
        measure=one.key,
        area=area,
        period=YEAR,
        figure=now,
        previous_period=BEFORE,
        previous=then,
        change=moved,
        direction=way,
        judgement=judge(one, now, way, Better.LOWER, None),
        sources=("pack of 1 June 2022, paragraph 4",),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def series(level: float) -> tuple[a.Reading, ...]:
    """Fourteen months; the rolling value is known from the twelfth on."""
    first = Month(2021, 2)
    return tuple(
        a.Reading(first.plus(n), 100 + 3 * n, level + n / 10 if n > 9 else None) for n in range(14)
    )


def release(*, burglary: float = 3.91, quarter: str = "2021/22-Q4", **changes: object) -> Release:
    """The release described above; ``burglary`` is the county's figure."""
    crime, vehicle, entrants, repeats, hate = MEASURES
    rank = a.Rank(1, 2, tied=False, peers="Districts of the county")
    made = Release(
        partnership="Testshire",
        board="Testshire Safer Communities Board",
        quarter=Period.parse(quarter),
        area=COUNTY,
        made_on=date(2022, 6, 30),
        known_by=date(2022, 6, 1),
        code_version="0.1.0",
        inputs=(Input("monthly.csv", "ab" * 32), Input("observations.csv", "cd" * 32)),
        places=(
            Place(FORCE, "Testshire and Rutland", "force", None),
            Place(COUNTY, "Testshire", "county", FORCE),
            Place(MELTON, "Melton", "district", COUNTY),
            Place(BLABY, "Blaby", "district", COUNTY),
        ),
        outcomes=(
            Outcome("crime", "Ongoing reductions in crime"),
            Outcome("youth", "Reduce offending and re-offending"),
            Outcome("vulnerable", "Protect the most vulnerable"),
        ),
        measures=MEASURES,
        assessments=(
            assessed(
                crime,
                COUNTY,
                Number(burglary, 3.8, 4.0, 2600, 665000),
                Number(3.17, 3.05, 3.3, 2100, 662000),
                denominator_year=2020,
                denominator_source="mid-2020 estimates",
                series=series(3.2),
            ),
            assessed(crime, MELTON, Number(2.0, 1.8, 2.2), Number(2.5), rank=rank),
            assessed(crime, BLABY, Number(5.0, 4.7, 5.3), Number(4.0), series=series(4.0)),
            assessed(vehicle, COUNTY, Number(4.0), Number(5.0)),
            assessed(
                entrants,
                COUNTY,
                Number(83),
                Number(124),
                period=Period.parse("2021-04..2021-12"),
                states=(a.State.PART_YEAR, a.State.UNEQUAL_PERIODS, a.State.ARREARS),
            ),
            assessed(repeats, COUNTY, Suppressed("fewer than five"), Number(30.0)),
            assessed(hate, COUNTY, Missing("no return for the quarter"), Missing("none before")),
        ),
        disagreements=(
            Disagreement("burglary", a.Direction.LEVEL, a.Direction.DOWN, "from 3.17 to 3.91"),
        ),
        unplaced=12,
        attribution="Contains public sector information licensed under the OGL v3.0.",
    )
    return replace(made, **changes)  # type: ignore[arg-type]
