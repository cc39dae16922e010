"""A release of two districts and their county, and hexagons of one of them, all made up."""

from dataclasses import replace
from datetime import date

from saferboard.core.directory.areas import Area, AreaKind, Areas
from saferboard.core.directory.populations import Population, Populations
from saferboard.core.evidence.assessment import Reading
from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.periods import Month
from saferboard.core.evidence.profile.building import Ground, Said, build
from saferboard.core.evidence.profile.hexagons import Hexagon, Seen, Touching
from saferboard.core.evidence.profile.located import HourCount
from saferboard.core.evidence.profile.profile import Profile
from saferboard.core.evidence.release import Place, Release
from tests.web.factories import BLABY, COUNTY, FORCE, MELTON, assessed, measure, release

LAST = Month(2022, 3)
VEHICLE = measure("vehicle", "Vehicle crime", counts=("vehicle",))
BURGLARY = measure("burglary", "Burglary", counts=("burglary",))
AREAS = Areas(
    [
        Area(FORCE, "Testshire and Rutland", AreaKind.FORCE),
        Area(COUNTY, "Testshire", AreaKind.COUNTY, FORCE),
        Area(MELTON, "Melton", AreaKind.DISTRICT, COUNTY, aliases=("Melton Borough",)),
        Area(BLABY, "Blaby", AreaKind.DISTRICT, COUNTY),
    ]
)
PEOPLE = Populations(
    [
        Population(MELTON, 2020, "all", 51000, "ONS"),
        Population(BLABY, 2020, "all", 102000, "ONS"),
        Population(MELTON, 2020, "10-17", 4700, "ONS"),
    ]
)
GROUND = Ground(AREAS, PEOPLE)


def rate(events: int, people: int) -> Number:
    """A rate per 1,000 with rough limits."""
    value = 1000 * events / people
    wide = 2 * 1000 * events**0.5 / people
    return Number(value, value - wide, value + wide, events, people)


def months(per_month: int, count: int = 24) -> tuple[Reading, ...]:
    """Whole years of the same number of events."""
    return tuple(Reading(LAST.plus(-n), per_month, None) for n in reversed(range(count)))


def sample(**changes: object) -> Release:
    """Burglary is worse than the county in Melton, and better in Blaby; vehicle crime is alike."""
    made = replace(
        release(),
        measures=(BURGLARY, VEHICLE),
        assessments=(
            assessed(BURGLARY, COUNTY, rate(480, 160000), rate(480, 160000)),
            assessed(BURGLARY, MELTON, rate(306, 51000), rate(200, 51000), series=months(25)),
            assessed(BURGLARY, BLABY, rate(200, 102000), rate(210, 102000)),
            assessed(VEHICLE, COUNTY, rate(480, 160000), rate(480, 160000)),
            assessed(VEHICLE, MELTON, rate(153, 51000), rate(151, 51000)),
        ),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def place(code: str = MELTON, of: Release | None = None) -> Place:
    """A place of the sample."""
    return (of or sample()).place(code)


def hexagons(*counts: int, hot: int = 0) -> tuple[Hexagon, ...]:
    """So many hexagons, the first ``hot`` of which stand out."""
    return tuple(
        Hexagon(f"88194c8a{n:04x}fff", events, 9.0, 0.0001, 0.001 if n < hot else 0.2)
        for n, events in enumerate(counts)
    )


PLACES = Seen(
    hexagons(120, 40, 9, 3, 0, 0, 0, 2, hot=2),
    (Touching(("88194c8a0000fff", "88194c8a0001fff"), 52.7661, -0.8869, "In the middle"),),
    bounded=True,
    placeless=2,
)
HOURS = tuple(
    HourCount(LAST, "Melton Borough", "burglary", day, hour, 6 if hour >= 21 else 1)
    for day in range(1, 8)
    for hour in range(24)
)


def profile(
    of: Release | None = None,
    code: str = MELTON,
    *,
    seen: Seen = PLACES,
    said: Said | None = None,
    before: Profile | None = None,
    ground: Ground = GROUND,
) -> Profile:
    """Melton's profile, burglary being looked at on the map."""
    made = of or sample()
    return build(
        made,
        "2021/22-Q4.1",
        place(code, made),
        ground=ground,
        seen={"burglary": seen},
        said=said or Said(),
        before=before,
        made_on=date(2022, 6, 30),
        credits="Boundaries: a survey.",
    )
