"""The two national files a folder may hold: Table C2, and the people of each partnership in it."""

from collections.abc import Mapping

from saferboard.core.directory.populations import Denominator
from saferboard.core.faults import Refused
from saferboard.core.ingest.csp import CODE, parse_csp_table
from saferboard.core.ingest.gathering import Faults
from saferboard.core.ingest.populations import YEARS
from saferboard.core.ingest.rows import read_rows

TABLE, FILE = NATIONAL = ("csp_table_c2.csv", "csp_populations.csv")
COLUMNS = ("code", "name", "year", "persons", "districts", "source")


def read_csp_populations(text: str | None, where: str, faults: Faults) -> Mapping[str, Denominator]:
    """People by code of partnership, faults being noted. ``text`` is None where there is no file.

    ``districts`` is how many districts they were added up from.
    """
    found: dict[str, Denominator] = {}
    for row in (read_rows(text, where, COLUMNS, faults) if text is not None else None) or []:
        code, year, persons = row.text("code"), row.whole("year"), row.whole("persons")
        row.whole("districts")
        if code and CODE.fullmatch(code) is None:
            row.fault(
                "code",
                f"'{code}' is not a code",
                expected="a letter and eight digits, as E22000164",
                remedy="take the code from Table C2",
            )
        if code in found:
            row.fault(
                "code",
                f"{code} is given twice",
                expected="each partnership once",
                remedy="take one row out",
            )
        if year is not None and year not in YEARS:
            row.fault(
                "year",
                f"{year} cannot be a year of estimate",
                expected=f"a year from {YEARS[0]} to {YEARS[-1]}",
                remedy="write the year in four digits",
            )
        if persons == 0:
            row.fault(
                "persons",
                "nobody lives there",
                expected="1 or more",
                remedy="give the number of people, or take the row out",
            )
        if code and year is not None and persons:
            found.setdefault(code, Denominator(persons, year, row.text("source")))
    return found


def check_national(files: Mapping[str, str | None], faults: Faults) -> None:
    """Note the faults of the two national files of a folder; None where there is no such file.

    They are read again by whoever compares: a partnership's own figures need neither.
    """
    read_csp_populations(files[FILE], FILE, faults)
    table = files[TABLE]
    if table is not None:
        try:
            parse_csp_table(table, TABLE)
        except Refused as refused:
            faults.found += refused.faults
