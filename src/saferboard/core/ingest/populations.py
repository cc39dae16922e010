"""populations.csv: how many people live in each leaf area, by year and group."""

from saferboard.core.directory.areas import LEAVES, Areas
from saferboard.core.directory.populations import Population, Populations
from saferboard.core.ingest.gathering import Faults, Names
from saferboard.core.ingest.rows import read_rows

FILE = "populations.csv"
COLUMNS = ("area", "year", "group", "persons", "source")
YEARS = range(1801, 2200)


def parse_populations(text: str, where: str = FILE, *, areas: Areas) -> Populations:
    """The populations of a table with the columns of ``COLUMNS``. Refused with every fault.

    The table may be of some areas only: it stands beside a partnership's own.
    """
    faults = Faults()
    names = Names("area", "areas.csv", frozenset(area.code for area in areas))
    populations = read_populations(text, where, areas, names, faults, whole=False)
    faults.refuse()
    return populations


def read_populations(
    text: str | None, where: str, areas: Areas, names: Names, faults: Faults, *, whole: bool
) -> Populations:
    """The sound populations, faults being noted. A ``whole`` table has a row for every leaf."""
    rows = read_rows(text, where, COLUMNS, faults)
    found: dict[tuple[str, int, str], Population] = {}
    first: dict[tuple[str, int, str], int] = {}
    for row in rows or []:
        area, group, source = (row.text(column) for column in ("area", "group", "source"))
        year, persons = row.whole("year"), row.whole("persons")
        if area:
            names.check(area, row.where("area"), faults)
        if area in areas and areas[area].kind not in LEAVES:
            row.fault(
                "area",
                f"{areas[area].name} is a {areas[area].kind}",
                expected="a district or unitary; larger areas are the sum of theirs",
                remedy="give the populations of its districts instead",
            )
        if year is not None and year not in YEARS:
            row.fault(
                "year",
                f"{year} cannot be a year of estimate",
                expected=f"a year from {YEARS[0]} to {YEARS[-1]}",
                remedy="write the year in four digits",
            )
        if year is None or persons is None:
            continue
        key = (area, year, group)
        if key in first:
            row.fault(
                "persons",
                f"{group} in {area} for {year} is given twice; it stands in row {first[key]} too",
                expected="one figure for each area, year and group",
                remedy="take one out",
            )
        first.setdefault(key, row.number)
        found.setdefault(key, Population(area, year, group, persons, source))
    if whole and rows is not None:
        _check_leaves(areas, {code for code, _, _ in found}, where, faults)
    return Populations(found.values())


def _check_leaves(areas: Areas, held: set[str], where: str, faults: Faults) -> None:
    for area in areas:
        if area.kind in LEAVES and area.code not in held:
            faults.add(
                f"{area.name} ({area.code}) has no population",
                where=where,
                expected="at least one row for every district and unitary of areas.csv",
                remedy=f"add a row {area.code},2020,all,…",
            )
