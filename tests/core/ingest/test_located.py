"""hexagons.csv, hours.csv and tiles.csv: what is sound is read, every slip is told with its row."""

import pytest

from saferboard.core.evidence.periods import Month
from saferboard.core.evidence.profile.located import HourCount, Located, TileAt
from saferboard.core.ingest.partnership import read_partnership
from tests.core.ingest.folder import SOUND, faults_of

HEXAGONS, HOURS, TILES = "hexagons.csv", "hours.csv", "tiles.csv"
CELL, NEXT = "88194c8a2dfffff", "88194c8a25fffff"
MEASURE = "burglary"
HEADER = "twelve_months_to,district,measure,cell,events\n"
ROW = f"2022-03,Northmere,{MEASURE},{CELL},7\n"


def test_a_partnership_without_these_files_has_neither() -> None:
    found = read_partnership(SOUND)
    assert (found.hexagons, found.hours, found.tiles) == ((), (), ())


def test_counts_by_hexagon_and_tiles_are_read() -> None:
    files = {
        HEXAGONS: HEADER + ROW + f"2022-03,Northmere,{MEASURE},{NEXT},0\n",
        TILES: "area,row,column\nE07000001,0,1\n",
    }
    found = read_partnership({**SOUND, **files})
    assert found.hexagons == (
        Located(Month(2022, 3), "Northmere", MEASURE, CELL, 7),
        Located(Month(2022, 3), "Northmere", MEASURE, NEXT, 0),
    )
    assert found.tiles == (TileAt("E07000001", 0, 1),)


@pytest.mark.parametrize(
    ("row", "where", "what"),
    [
        (ROW.replace("2022-03", "March"), "row 2, column 'twelve_months_to'", "is not a month"),
        (ROW.replace("Northmere", "Northmer"), "row 2, column 'district'", "there is no district"),
        (ROW.replace(MEASURE, "theft"), "row 2, column 'measure'", "there is no measure"),
        (ROW.replace(CELL, "SK5804"), "row 2, column 'cell'", "is not a hexagon"),
        (ROW.replace(",7", ",-7"), "row 2, column 'events'", "is negative"),
        (ROW + ROW, "row 3, column 'events'", "says again what stands in row 2"),
        (ROW + ROW.replace(CELL, "89194c8a2dfffff"), "row 3, column 'cell'", "of another size"),
    ],
)
def test_each_slip_in_the_hexagons_is_told(row: str, where: str, what: str) -> None:
    (fault,) = faults_of({**SOUND, HEXAGONS: HEADER + row})
    assert (fault.where, what in fault.what) == (f"{HEXAGONS}, {where}", True)


@pytest.mark.parametrize(
    ("rows", "where", "what"),
    [
        ("E07000009,0,0\n", "row 2, column 'area'", "there is no area"),
        ("E07000001,0,x\n", "row 2, column 'column'", "is not a whole number"),
        ("E07000001,0,0\nE07000001,0,1\n", "row 3, column 'area'", "stands in row 2"),
        ("E07000001,0,0\nE07000002,0,0\n", "row 3, column 'column'", "stands in row 2"),
    ],
)
def test_each_slip_in_the_tiles_is_told(rows: str, where: str, what: str) -> None:
    (fault,) = faults_of({**SOUND, TILES: "area,row,column\n" + rows})
    assert (fault.where, what in fault.what) == (f"{TILES}, {where}", True)


BY_HOUR = "twelve_months_to,district,measure,weekday,hour,events\n"
SATURDAY = f"2022-03,Southmere,{MEASURE},6,23,40\n"


def test_counts_by_hour_are_read() -> None:
    found = read_partnership({**SOUND, HOURS: BY_HOUR + SATURDAY})
    assert found.hours == (HourCount(Month(2022, 3), "Southmere", MEASURE, 6, 23, 40),)


@pytest.mark.parametrize(
    ("row", "where", "what"),
    [
        (SATURDAY.replace(",6,", ",0,"), "row 2, column 'weekday'", "weekday is 0"),
        (SATURDAY.replace(",6,", ",8,"), "row 2, column 'weekday'", "weekday is 8"),
        (SATURDAY.replace(",23,", ",24,"), "row 2, column 'hour'", "hour is 24"),
        (SATURDAY.replace(",23,", ",23:00,"), "row 2, column 'hour'", "not a whole number"),
        (SATURDAY.replace("2022-03", "2022"), "row 2, column 'twelve_months_to'", "not a month"),
        (SATURDAY + SATURDAY, "row 3, column 'events'", "says again what stands in row 2"),
    ],
)
def test_each_slip_in_the_hours_is_told(row: str, where: str, what: str) -> None:
    (fault,) = faults_of({**SOUND, HOURS: BY_HOUR + row})
    assert (fault.where, what in fault.what) == (f"{HOURS}, {where}", True)
