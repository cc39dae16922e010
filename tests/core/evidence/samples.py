"""A small partnership of made-up places for the tests of judging and releasing."""

from dataclasses import replace
from datetime import date

from saferboard.core.directory.areas import Area, AreaKind, Areas
from saferboard.core.directory.populations import Population, Populations
from saferboard.core.evidence.assessing import Counted, Ground
from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.measures import Better, Kind, Line, Measure, Outcome, Polarity
from saferboard.core.evidence.observations import Flag, Observation, Printed
from saferboard.core.evidence.peers import PeerSet
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.release import Release
from saferboard.core.evidence.releasing import Held, build
from saferboard.core.partnership import Partnership

Q4 = Period.parse("2021/22-Q4")
LOWER = (Polarity(Month(2010, 4), Better.LOWER),)
HIGHER = (Polarity(Month(2010, 4), Better.HIGHER),)
HELD = Period.parse("2020-04..2022-03").months

BURGLARY = Measure(
    key="burglary",
    name="Burglary",
    outcome="crime",
    kind=Kind.RATE,
    unit="per 1,000 people",
    source="police.uk",
    definition="Burglaries per 1,000 people over twelve months.",
    polarity=LOWER,
    counts=("burglary",),
    per=1000,
    peers="districts",
    overlaps=("repeats",),
)
REPEATS = replace(
    BURGLARY,
    key="repeats",
    name="MARAC repeats",
    outcome="vulnerable",
    kind=Kind.PROPORTION,
    unit="% of cases",
    source="MARAC",
    counts=(),
    per=1,
    places=0,
    peers=None,
    overlaps=(),
    trigger=Line(40, "SafeLives guide"),
)

AREAS = Areas(
    [
        Area("E10000001", "Mercia", AreaKind.COUNTY),
        Area("E07000001", "Ashby", AreaKind.DISTRICT, "E10000001"),
        Area("E07000002", "Barrow", AreaKind.DISTRICT, "E10000001"),
        Area("E07000003", "Corby Vale", AreaKind.DISTRICT, "E10000001", until=date(2020, 3, 31)),
    ]
)
POPULATIONS = Populations(
    [
        Population("E07000001", 2011, "all", 9_000, "Census 2011"),
        Population("E07000001", 2020, "all", 10_000, "mid-2020"),
        Population("E07000002", 2020, "all", 20_000, "mid-2020"),
        Population("E07000003", 2020, "all", 1_000, "mid-2020"),
    ]
)
GROUND = Ground(AREAS, POPULATIONS)


def observed(
    period: str,
    value: float,
    known: str = "2022-06-10",
    flags: tuple[Flag, ...] = (),
    measure: str = "repeats",
    note: str = "",
    parts: tuple[int, int] | None = None,
) -> Observation:
    return Observation(
        measure,
        "E10000001",
        Period.parse(period),
        Number(
            value, numerator=parts[0] if parts else None, denominator=parts[1] if parts else None
        ),
        date.fromisoformat(known),
        pack=known,
        paragraph="7",
        flags=frozenset(flags),
        note=note,
    )


def partnership(
    *measures: Measure,
    observations: tuple[Observation, ...] = (),
    printed: tuple[Printed, ...] = (),
) -> Partnership:
    return Partnership(
        name="Mercia",
        board="Mercia Safer Communities Board",
        area="E10000001",
        force="mercia",
        attribution="Made up for tests.",
        areas=AREAS,
        populations=POPULATIONS,
        organisations=(),
        bodies=(),
        posts=(),
        outcomes=(Outcome("crime", "Less crime"), Outcome("vulnerable", "Safer people")),
        measures=measures,
        peer_sets=(PeerSet("districts", "the districts", ("E07000001", "E07000002"), "made up"),),
        observations=observations,
        printed=printed,
        monthly=(),
    )


YEAR_AGO = range(12)


def events(before: int, now: int) -> dict[Month, int]:
    return {m: before if i in YEAR_AGO else now for i, m in enumerate(HELD)}


def released(
    given: Partnership,
    held: dict[tuple[str, str], dict[Month, int]] | None = None,
    unplaced: int = 0,
) -> Release:
    return build(
        given,
        Held({key: Counted(events) for key, events in (held or {}).items()}, unplaced, ()),
        Q4,
        known_by=date(2022, 12, 31),
        made_on=date(2022, 6, 1),
        code_version="0.1.0",
    )


def three(before: int, now: int) -> dict[tuple[str, str], dict[Month, int]]:
    return {
        ("burglary", "E10000001"): events(3 * before, 3 * now),
        ("burglary", "E07000001"): events(before, 2 * now),
        ("burglary", "E07000002"): events(2 * before, now),
    }
