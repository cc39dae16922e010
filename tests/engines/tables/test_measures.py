"""Expressions over the cube: the same on every engine, and the same as counting by hand."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saferboard.core.directory.areas import Area, AreaKind, Areas
from saferboard.core.evidence.measures import Kind, Measure
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.ingest import police
from saferboard.engines.tables import cube, measures
from saferboard.engines.tables.measures import OF

AREAS = Areas(
    [
        Area("F1", "Mere and Fell", AreaKind.FORCE, aliases=("Mereshire",)),
        Area("C1", "Mereshire", AreaKind.COUNTY, "F1"),
        Area("D1", "Northmere", AreaKind.DISTRICT, "C1", aliases=("North Mere",)),
        Area("D2", "Southmere", AreaKind.DISTRICT, "C1"),
        Area("U1", "Fell", AreaKind.UNITARY, "F1"),
        Area("F2", "Far County", AreaKind.FORCE),
        Area("D3", "Farmouth", AreaKind.DISTRICT, "F2"),
        Area("D4", "Lonely", AreaKind.DISTRICT),
    ]
)
FORCES = {"D1": "mereshire", "D2": "mereshire", "U1": "mereshire", "D3": "far-county"}
WITHIN = {
    "D1": ("northmere", "north mere"),
    "D2": ("southmere",),
    "U1": ("fell",),
    "D3": ("farmouth",),
}
WITHIN["C1"] = (*WITHIN["D1"], *WITHIN["D2"])
WITHIN["F1"] = (*WITHIN["C1"], *WITHIN["U1"])
WITHIN["F2"] = WITHIN["D3"]


def measure(key: str, kind: Kind, *counts: str, leaves_out: tuple[str, ...] = ()) -> Measure:
    """A measure of which only the counting matters here."""
    return Measure(
        key, key, "crime", kind, "", "", "", polarity=(), counts=counts, leaves_out=leaves_out
    )


MEASURES = (
    measure("all", Kind.RATE, "*"),
    measure("crime", Kind.RATE, "*", leaves_out=("anti_social_behaviour",)),
    measure("burglary", Kind.COUNT, "burglary"),
    measure("theft", Kind.RATE, "burglary", "robbery"),
    measure("share", Kind.PROPORTION, "burglary", leaves_out=("anti_social_behaviour",)),
)


@dataclass(frozen=True)
class Crime:
    """One source row."""

    month: Month
    force: str
    district: str
    crime_type: str


def polars_rows(crimes: list[Crime]) -> pl.LazyFrame:
    """Source rows as the lake holds them (the columns that counting needs)."""
    rows = [(cube.first_day(c.month), c.force, c.district, c.crime_type) for c in crimes]
    schema = {"month": pl.Date, "force": pl.String, "district": pl.String, "crime_type": pl.String}
    return pl.DataFrame(rows, schema, orient="row").lazy()


def in_polars(frame: pl.DataFrame) -> Iterator[Any]:
    yield frame.lazy()


def in_duckdb(frame: pl.DataFrame) -> Iterator[Any]:
    with duckdb.connect() as connection:
        yield connection.from_arrow(frame.to_arrow())


ENGINES = pytest.mark.parametrize("engine", [in_polars, in_duckdb])
Engine = Callable[[pl.DataFrame], Iterator[Any]]

crimes_of_years = st.lists(
    st.builds(
        Crime,
        st.integers(0, 15).map(Month(2020, 10).plus),
        st.sampled_from(["mereshire", "mereshire", "far-county"]),
        st.sampled_from(
            [
                "Northmere",
                "North Mere",
                "NORTHMERE",
                "Southmere",
                "Fell",
                "Farmouth",
                "Elsewhere",
                "",
            ]
        ),
        st.sampled_from(["Burglary", "Robbery", "Anti-social behaviour", "Drugs"]),
    ),
    max_size=60,
)


def counted(crimes: list[Crime], wanted: Measure, area: str, month: Month, of: bool = False) -> int:
    """How many crimes count: the slow and obvious way. ``of`` counts what they are a share of."""
    return sum(
        crime.month == month
        and crime.district.casefold() in WITHIN[area]
        and (category not in wanted.leaves_out if of else wanted.takes(category))
        for crime in crimes
        for category in [police.category(crime.crime_type)]
    )


def months_held(crimes: list[Crime], area: str) -> set[Month]:
    """The months of which the area's force has any row."""
    force = "far-county" if area in ("F2", "D3") else "mereshire"
    return {crime.month for crime in crimes if crime.force == force}


@ENGINES
@settings(deadline=None, max_examples=25)
@given(crimes=crimes_of_years)
def test_the_cube_and_monthly_counts_agree_with_counting_by_hand(
    engine: Engine, crimes: list[Crime]
) -> None:
    for rows in engine(polars_rows(crimes).collect()):
        found = cube.categorised(cube.grouped(rows).collect(backend="polars").to_native())
    by_hand = Counter(
        (cube.first_day(c.month), c.force, c.district, police.category(c.crime_type))
        for c in crimes
    )
    assert {row[:4]: row[4] for row in found.select(cube.SCHEMA.names()).iter_rows()} == by_hand
    for held in engine(cube.merged([found])):
        monthly = measures.monthly(measures.measured(held, MEASURES, AREAS, FORCES))
    expected = {}
    for wanted, area in product(MEASURES, WITHIN):
        months = sorted(months_held(crimes, area))
        if months:
            expected[wanted.key, area] = {m: counted(crimes, wanted, area, m) for m in months}
        if months and wanted.kind is Kind.PROPORTION:
            whole = {m: counted(crimes, wanted, area, m, of=True) for m in months}
            expected[wanted.key + OF, area] = whole
    assert monthly == expected


def test_months_held_and_rows_not_placed() -> None:
    april, june = Month(2021, 4), Month(2021, 6)
    held = cube.merged(
        [
            cube.counted(
                polars_rows(
                    [
                        Crime(april, "mereshire", "Northmere", "Drugs"),
                        Crime(april, "mereshire", "", "Drugs"),
                        Crime(april, "mereshire", "Elsewhere", "Drugs"),
                        Crime(june, "mereshire", "Elsewhere", "Drugs"),
                        Crime(june, "far-county", "", "Drugs"),
                    ]
                )
            )
        ]
    )
    whole = measures.unplaced(held, AREAS, "mereshire", Period(april, june))
    assert (whole.unassigned, whole.elsewhere, whole.events) == (1, 2, 3)
    part = measures.unplaced(held, AREAS, "mereshire", Period.of_month(june))
    assert (part.unassigned, part.elsewhere) == (0, 1)


@pytest.mark.parametrize("swapped", [False, True])
def test_a_name_borne_by_two_areas_in_turn(swapped: bool) -> None:
    """Each has its own months and no others, in whatever order they are declared."""
    change = date(2021, 4, 1)
    turns = [
        Area("D1", "Northmere", AreaKind.DISTRICT, "C1", until=date(2021, 3, 31)),
        Area("D2", "Northmere", AreaKind.UNITARY, "C1", since=change),
    ]
    county = Area("C1", "Mereshire", AreaKind.COUNTY)
    places = Areas([county, *(reversed(turns) if swapped else turns)])
    march, april = Month(2021, 3), Month(2021, 4)
    rows = [Crime(month, "mereshire", "Northmere", "Burglary") for month in (march, april, april)]
    held = cube.counted(polars_rows(rows))
    forces = dict.fromkeys(("D1", "D2"), "mereshire")
    found = measures.monthly(measures.measured(held, MEASURES, places, forces))
    assert found["burglary", "D1"] == {march: 1}
    assert found["burglary", "D2"] == {april: 2}
    assert found["burglary", "C1"] == {march: 1, april: 2}


def test_a_name_that_nobody_bore_in_a_month_is_the_last_bearers() -> None:
    places = Areas(
        [
            Area("D2", "Northmere", AreaKind.DISTRICT, since=date(2021, 5, 1)),
            Area("D1", "Northmere", AreaKind.DISTRICT, until=date(2021, 3, 31)),
        ]
    )
    april = Month(2021, 4)
    rows = polars_rows([Crime(april, "mereshire", "Northmere", "Burglary")])
    forces = dict.fromkeys(("D1", "D2"), "mereshire")
    found = measures.monthly(measures.measured(cube.counted(rows), MEASURES, places, forces))
    assert {area for _, area in found} == {"D2"}
    assert found["burglary", "D2"] == {april: 1}


def test_an_area_whose_force_is_not_held_is_not_measured_by_its_neighbours_rows() -> None:
    """A few rows of each force lie over its border; they are no series of the other side."""
    rows = polars_rows([Crime(Month(2021, 4), "mereshire", "Farmouth", "Drugs")])
    found = measures.monthly(measures.measured(cube.counted(rows), MEASURES, AREAS, FORCES))
    assert {area for _, area in found} == {"D1", "D2", "U1", "C1", "F1"}


def test_a_leafs_force_is_the_boards_own_or_the_one_whose_area_it_lies_in() -> None:
    held = frozenset({"mereshire-police", "far-county"})
    assert measures.forces_of(AREAS, held, "C1", "mereshire-police") == {
        "D1": "mereshire-police",
        "D2": "mereshire-police",
        "U1": "mereshire-police",
        "D3": "far-county",
    }
    assert measures.forces_of(AREAS, frozenset(), "D4", "x") == {"D4": "x"}


def test_the_column_of_a_whole_has_its_own_name() -> None:
    rows = polars_rows([Crime(Month(2021, 4), "mereshire", "Fell", "Drugs")])
    table = measures.by_district(cube.counted(rows), MEASURES[-1:])
    assert table.columns == ["month", "force", "district", "share", "share" + OF]
    assert table.row(0)[3:] == (0, 1)
