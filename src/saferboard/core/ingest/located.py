"""hexagons.csv, hours.csv, tiles.csv: where and when events were, and how places lie."""

import re

from saferboard.core.directory.areas import LEAVES, Areas
from saferboard.core.evidence.profile.located import HourCount, Located, TileAt
from saferboard.core.ingest.gathering import Faults, Names
from saferboard.core.ingest.rows import Row, read_rows

HEXAGONS, HOURS, TILES = "hexagons.csv", "hours.csv", "tiles.csv"
HEXAGON_COLUMNS = ("twelve_months_to", "district", "measure", "cell", "events")
HOUR_COLUMNS = ("twelve_months_to", "district", "measure", "weekday", "hour", "events")
WEEKDAYS, HOURS_OF_DAY = range(1, 8), range(24)
TILE_COLUMNS = ("area", "row", "column")
CELL = re.compile(r"8([0-9a-f])[0-9a-f]{13}")


def read_hexagons(
    text: str | None, where: str, areas: Areas, measures: Names, faults: Faults
) -> tuple[Located, ...]:
    """The sound counts, faults being noted. A partnership that has no such file has no counts."""
    districts = _districts(areas)
    found: list[Located] = []
    first: dict[tuple[str, ...], int] = {}
    sizes: set[str] = set()
    for row in _rows(text, where, HEXAGON_COLUMNS, faults):
        last, events = row.month("twelve_months_to"), row.whole("events")
        district, measure, cell = (row.text(c) for c in ("district", "measure", "cell"))
        districts.check(district, row.where("district"), faults)
        measures.check(measure, row.where("measure"), faults)
        sizes.add(_size(cell, sizes, row))
        _once(first, (str(last), district, measure, cell), row, "events")
        if last is not None and events is not None:
            found.append(Located(last, district, measure, cell, events))
    return tuple(found)


def read_hours(
    text: str | None, where: str, areas: Areas, measures: Names, faults: Faults
) -> tuple[HourCount, ...]:
    """The sound counts by hour, faults being noted. Hours without events may be left out."""
    districts = _districts(areas)
    found: list[HourCount] = []
    first: dict[tuple[str, ...], int] = {}
    for row in _rows(text, where, HOUR_COLUMNS, faults):
        last, events = row.month("twelve_months_to"), row.whole("events")
        district, measure = row.text("district"), row.text("measure")
        districts.check(district, row.where("district"), faults)
        measures.check(measure, row.where("measure"), faults)
        weekday = _within(row, "weekday", WEEKDAYS, "1 for Monday to 7 for Sunday")
        hour = _within(row, "hour", HOURS_OF_DAY, "the hour in which it was, 0 to 23")
        _once(first, (str(last), district, measure, str(weekday), str(hour)), row, "events")
        if last is not None and weekday is not None and hour is not None and events is not None:
            found.append(HourCount(last, district, measure, weekday, hour, events))
    return tuple(found)


def read_tiles(text: str | None, where: str, codes: Names, faults: Faults) -> tuple[TileAt, ...]:
    """The sound tiles, faults being noted. A partnership that has no such file has no tile map."""
    found: list[TileAt] = []
    areas: dict[tuple[str, ...], int] = {}
    squares: dict[tuple[str, ...], int] = {}
    for row in _rows(text, where, TILE_COLUMNS, faults):
        down, along = row.whole("row"), row.whole("column")
        area = row.text("area")
        codes.check(area, row.where("area"), faults)
        _once(areas, (area,), row, "area")
        _once(squares, (str(down), str(along)), row, "column")
        if down is not None and along is not None:
            found.append(TileAt(area, down, along))
    return tuple(found)


def _districts(areas: Areas) -> Names:
    leaves = [name for area in areas if area.kind in LEAVES for name in area.names]
    return Names("district", "areas.csv", frozenset(leaves))


def _within(row: Row, column: str, allowed: range, expected: str) -> int | None:
    """A whole number of the range; None, and a fault, if it is another."""
    value = row.whole(column)
    if value is None or value in allowed:
        return value
    row.fault(
        column, f"{column} is {value}", expected=expected, remedy="take it from the source again"
    )
    return None


def _rows(text: str | None, where: str, columns: tuple[str, ...], faults: Faults) -> list[Row]:
    return [] if text is None else list(read_rows(text, where, columns, faults) or ())


def _size(cell: str, sizes: set[str], row: Row) -> str:
    """The hexagon's resolution; a fault if it is no address, or another than those before."""
    match = CELL.fullmatch(cell)
    if match is None or (sizes and match[1] not in sizes):
        row.fault(
            "cell",
            f"'{cell}' is not a hexagon" if match is None else f"'{cell}' is of another size",
            expected="the address of an H3 hexagon, as 88194c8a2dfffff, all of one resolution",
            remedy="take it from the program that made the file",
        )
    return match[1] if match and not sizes else next(iter(sizes), "")


def _once(first: dict[tuple[str, ...], int], key: tuple[str, ...], row: Row, column: str) -> None:
    if key in first:
        row.fault(
            column,
            f"this says again what stands in row {first[key]}",
            expected="each once",
            remedy="take one of the two rows out",
        )
    first.setdefault(key, row.number)
