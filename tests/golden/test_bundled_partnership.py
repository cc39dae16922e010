"""The bundled partnership is accepted whole, and its figures are those that were printed."""

import csv
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from saferboard.cli.folder import read_folder
from saferboard.core.directory.areas import LEAVES
from saferboard.core.evidence.assessing import assess_observed
from saferboard.core.evidence.assessment import Direction
from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.measures import Better, Kind
from saferboard.core.evidence.observations import Printed
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.ingest.csp import RowKind, parse_csp_table
from saferboard.core.ingest.partnership import read_partnership
from saferboard.core.ingest.text import decode

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "partnerships" / "leicestershire"
SHARED = ROOT.parent / "shared" / "data"
BUNDLED = read_partnership(read_folder(FOLDER))
COUNTY, FORCE = "E10000018", "E23000021"

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the real data is not beside the repository"
)


def test_the_places() -> None:
    assert BUNDLED.area == COUNTY
    assert BUNDLED.areas.find("Leicestershire").code == COUNTY
    assert BUNDLED.areas.find("LLR").code == FORCE
    assert len(BUNDLED.areas.leaves(COUNTY)) == 7
    assert len(BUNDLED.areas.leaves(FORCE)) == 9
    # The region's other districts are not held, so no figure may be made for it by adding up.
    assert BUNDLED.areas.leaves("E12000004") == ()


@pytest.mark.parametrize(
    ("area", "group", "year", "persons"),
    [
        (FORCE, "all", 2011, 1_017_697),
        (COUNTY, "all", 2020, 713_085),
        (FORCE, "all", 2020, 1_107_597),
    ],
)
def test_the_people(area: str, group: str, year: int, persons: int) -> None:
    found = BUNDLED.populations.denominator(BUNDLED.areas, area, group, year)
    assert found is not None
    assert (found.persons, found.year) == (persons, year)


@needs_shared
@pytest.mark.shared
def test_mid_2020_is_what_ons_published() -> None:
    columns = {"all": "persons_all_ages", "10-17": "persons_10_17", "16-plus": "persons_16_plus"}
    with (SHARED / "population" / "lad_mid2020.csv").open(encoding="utf-8", newline="") as lines:
        published = {row["lad21cd"]: row for row in csv.DictReader(lines)}
    held = [row for row in BUNDLED.populations.rows if row.year == 2020]
    assert len(held) == 27
    assert [(r.area, r.group, r.persons) for r in held] == [
        (r.area, r.group, int(published[r.area][columns[r.group]])) for r in held
    ]


@needs_shared
@pytest.mark.shared
def test_the_monthly_counts_can_be_derived_again() -> None:
    done = subprocess.run(
        [
            sys.executable,
            str(ROOT / "scripts" / "derive-monthly"),
            str(SHARED / "police_uk" / "leicestershire"),
        ],
        capture_output=True,
        check=True,
    )
    assert done.stdout == (FOLDER / "monthly.csv").read_bytes()


@pytest.mark.parametrize(("measure", "per_thousand"), [("burglary", 3.66), ("vehicle_crime", 5.00)])
def test_county_rates_to_december_2020(measure: str, per_thousand: float) -> None:
    counted = BUNDLED.measure(measure)
    assert counted is not None
    year = Period(Month(2020, 1), Month(2020, 12)).months
    districts = {leaf.name for leaf in BUNDLED.areas.leaves(COUNTY)}
    events = sum(
        row.events
        for row in BUNDLED.monthly
        if row.month in year and row.district in districts and counted.takes(row.category)
    )
    people = BUNDLED.populations.denominator(BUNDLED.areas, COUNTY, "all", 2020)
    assert people is not None
    assert round(1000 * events / people.persons, 2) == per_thousand


def test_every_category_belongs_to_a_measure() -> None:
    taken = {category for measure in BUNDLED.measures for category in measure.counts}
    assert {row.category for row in BUNDLED.monthly} <= taken


def test_every_leaf_has_monthly_counts() -> None:
    counted = {row.district for row in BUNDLED.monthly}
    assert {area.name for area in BUNDLED.areas if area.kind in LEAVES} <= counted
    assert "" in counted


def said(row: Printed) -> str:
    return f"{row.meeting} {row.measure}"


@pytest.mark.parametrize("row", BUNDLED.printed, ids=said)
def test_a_published_row_is_reproduced(row: Printed) -> None:
    """Chosen as of the meeting, the returns are the two printed, and so is the arrow but (sic)."""
    measure = BUNDLED.measure(row.measure)
    assert measure is not None
    returns = [o for o in BUNDLED.observations if (o.measure, o.area) == (row.measure, COUNTY)]
    found = assess_observed(measure, COUNTY, returns, row.quarter, row.meeting)
    assert isinstance(found.figure, Number)
    assert isinstance(found.previous, Number)
    assert (found.previous.value, found.figure.value) == (row.previous, row.current)
    assert (found.direction is Direction(row.arrow)) == (not row.note.startswith("(sic)"))


def test_four_printed_arrows_are_errors() -> None:
    assert sum(row.note.startswith("(sic)") for row in BUNDLED.printed) == 4


def test_a_restated_figure_keeps_both_values() -> None:
    year = Period.of_year(2017)
    given = [
        (o.known, o.figure.value)
        for o in BUNDLED.observations
        if o.measure == "first_time_entrants" and o.period == year and isinstance(o.figure, Number)
    ]
    assert given == [(date(2019, 6, 14), 104), (date(2021, 3, 19), 101)]


@pytest.mark.parametrize(
    ("area", "share"),
    [("E06000016", 34.3), (COUNTY, 38.7), ("E06000017", 47.8), (FORCE, 36.7)],
)
def test_marac_by_area(area: str, share: float) -> None:
    period = Period(Month(2023, 4), Month(2024, 5))
    (found,) = (
        o.figure
        for o in BUNDLED.observations
        if (o.measure, o.area, o.period) == ("marac_repeats", area, period)
    )
    assert isinstance(found, Number)
    assert round(found.value, 1) == share


def test_hate_reports_changed_their_meaning() -> None:
    hate = BUNDLED.measure("hate_incidents")
    assert hate is not None
    assert hate.better_at(Month(2017, 3)) is Better.HIGHER
    assert hate.better_at(Month(2021, 3)) is Better.LOWER


def test_every_measure_says_what_it_is() -> None:
    for measure in BUNDLED.measures:
        assert measure.definition.endswith("."), measure.key
        assert measure.caveats, measure.key
        assert measure.dead_band == 7.5, measure.key
        assert measure.better_at(Month(2015, 4)) is not None, measure.key


def test_every_observed_measure_has_a_figure() -> None:
    observed = {o.measure for o in BUNDLED.observations}
    # The papers write of the PEN codes and print no figure of them.
    awaited = {"asb_personal", "asb_environmental", "asb_nuisance"}
    returned = {m.key for m in BUNDLED.measures if not m.is_counted and not m.rate_of}
    assert returned == observed | awaited


def test_trigger_of_marac_is_forty() -> None:
    marac = BUNDLED.measure("marac_repeats")
    assert marac is not None
    assert marac.kind is Kind.PROPORTION
    assert marac.trigger is not None
    assert marac.trigger.value == 40


def test_the_contact_is_a_post_that_cannot_be_rung_by_mistake() -> None:
    for post in BUNDLED.posts:
        assert not post.telephone or post.telephone.startswith("01632 960")
        assert not post.email or post.email.endswith("@example.org")
    assert any(post.title == "Community Safety Coordinator" for post in BUNDLED.posts)


@needs_shared
@pytest.mark.shared
def test_the_real_table_c2() -> None:
    (path,) = (SHARED / "home_office_csp").glob("*.csv")
    table = parse_csp_table(decode(path.read_bytes(), path.name), path.name)
    total = "Total recorded crime (excluding fraud)"
    values = {
        row.name or row.force_name: figure.value
        for row in table.rows
        if row.force == FORCE and isinstance(figure := row.figures[total], Number)
    }
    assert table.year_ending == "June 2025"
    assert len(table.rows) == 399
    assert values.pop("Leicestershire") == 94_194 == sum(values.values())
    assert values["Unassigned Leicestershire"] == 4_481
    assert values["Charnwood"] == 12_859
    assert sum(r.kind is RowKind.PARTNERSHIP and not r.authority for r in table.rows) == 11
    # Two rows carry another force's code, one force has no total, one part no figures at all.
    assert [note.partition(":")[0] for note in table.notes] == [
        "row 129",
        "row 339",
        "City of London",
        "Surrey",
    ]
