"""CSV files of a partnership: each spoilt cell is refused with its row, column and remedy."""

import pytest

from saferboard.core.evidence.measures import Kind, Measure
from saferboard.core.faults import Refused
from saferboard.core.ingest.observations import parse_observations
from saferboard.core.ingest.partnership import read_partnership
from saferboard.core.ingest.populations import parse_populations
from tests.core.ingest.folder import SOUND, faults_of, only_fault, spoilt

AREAS, PEOPLE, OBSERVED = "areas.csv", "populations.csv", "observations.csv"
PRINTED, MONTHLY = "printed.csv", "monthly.csv"

# file, old, new, row and column, what is wrong, what to write instead
SPOILT = [
    # shape of the table
    (AREAS, SOUND[AREAS], "", "row 1", "there is no header", "write the names"),
    (AREAS, "code,name,kind", "code,title,kind", "row 1", "'name' is missing", "add the column"),
    (AREAS, "name,kind", "names,kind", "row 1", "there is a column 'names'", "rename 'names' to"),
    (AREAS, "code,name", "name,code", "row 1", "another order", "put the columns in this order"),
    (AREAS, ",aliases", ",aliases,aliases", "row 1", "a column stands twice", "each once"),
    (AREAS, ",until,aliases", ",aliases", "row 1", "column 'until' is missing", "add the column"),
    (AREAS, ",aliases\n", ",aliases,x\n", "row 1", "column 'x' is not known", "take the column"),
    (AREAS, "MF\n", "MF,\n", "row 2", "the row has 8 cells", "quotation marks"),
    (
        AREAS,
        "E06000001,Fell,",
        'E06000001,"Fell,',
        "row 6",
        "not proper CSV",
        "close the quotation",
    ),
    (AREAS, ",Northmere,", ",,", "row 4, column 'name'", "the cell is empty", "write the name"),
    # areas
    (AREAS, "E06000001,", "E0600001,", "row 6, column 'code'", "is not a GSS code", "nine-char"),
    (AREAS, "2009-04-01,", "2009-4-1,", "row 5, column 'since'", "is not a date", "in that form"),
    (AREAS, "2009-04-01,", "2009-02-30,", "row 5, column 'since'", "is not a date", "that form"),
    (AREAS, "2009-04-01,", "2009-W01-1,", "row 5, column 'since'", "is not a date", "that form"),
    (AREAS, "2009-04-01,", "2009-04-01,2008-01-01", "row 5, column 'until'", "ends", "two dates"),
    (
        *(AREAS, "E07000002,Southmere,district,E10000001,2009-04-01,,"),
        "E07000002,Southmere,district,E10000001,,,\n"
        "E07000002,Southmere,district,E10000001,2009-04-01,,",
        *("row 6, column 'code'", "dates that overlap; it stands in row 5", "take one row out"),
    ),
    (
        *(AREAS, "E07000002,Southmere,district,E10000001,2009-04-01,,"),
        "E07000002,Southmere,district,E10000001,,2009-03-31,\n"
        "E07000002,Southmere,district,E10000001,2009-04-01,,",
        *("row 6, column 'code'", "listed twice; it stands", "take one row out"),
    ),
    (
        AREAS,
        "Fell,unitary",
        "Northmere,unitary",
        "row 6, column 'name'",
        "row 4",
        "change one name",
    ),
    (AREAS, "the north", "southmere", "row 5, column 'name'", "also names", "change one"),
    (AREAS, "E10000001,2009", "E10000002,2009", "row 5, column 'parent'", "no area", "'E10000001'"),
    (AREAS, "E10000001,2009", "E06000001,2009", "row 5, column 'parent'", "unitary", "larger area"),
    # populations
    (PEOPLE, "E06000001,2020", "E23000001,2020", "row 4, column 'area'", "is a force", "districts"),
    (PEOPLE, "E06000001,2020", "E06000001,20", "row 4, column 'year'", "cannot be a year", "four"),
    (PEOPLE, "1000", "1e3", "row 2, column 'persons'", "not a whole number", "without commas"),
    (
        PEOPLE,
        "E06000001,2020,all,3000",
        "E07000002,2020,all,2000",
        "row 4, column 'persons'",
        "",
        "",
    ),
    (PEOPLE, "E06000001,2020,all,3000,ONS\n", "", PEOPLE, "Fell (E06000001) has no", "E06000001,"),
    (PEOPLE, "E06000001,2020,all", ",2020,all", "row 4, column 'area'", "is empty", "write the"),
    # observations
    (OBSERVED, "E06000001,2019/20", "E06000002,2019/20", "row 3, column 'area'", "no area", "did"),
    (
        OBSERVED,
        "repeats,E06000001",
        "burglary,E06000001",
        "'measure'",
        "counted from source",
        "own",
    ),
    (OBSERVED, "repeats,E06000001", ",E06000001", "row 3, column 'measure'", "is empty", "write"),
    (OBSERVED, "repeats,E06000001", "repeats,", "row 3, column 'area'", "is empty", "write the"),
    (OBSERVED, "E06000001,2019/20", "E06000001,2019/21", "row 3, column 'period'", "not a per", ""),
    (OBSERVED, "E06000001,2019/20", "E06000001,9999-12", "row 3, column 'known'", "before", "part"),
    (OBSERVED, "E06000001,2019/20", "E06000001,2020-06", "row 3, column 'known'", "before", "part"),
    (OBSERVED, "38.7,260", "38.6,260", "row 2, column 'value'", "is 38.6905", "correct one of"),
    (OBSERVED, "38.7,260", "38.7%,260", "row 2, column 'value'", "not a number", "per cent sign"),
    (OBSERVED, "38.7,260", "1_0,260", "row 2, column 'value'", "not a number", "without commas"),
    (OBSERVED, "38.7,260", ",-260", "row 2, column 'numerator'", "is negative", "correct"),
    (OBSERVED, "38.7,260", "38.7,", "row 2, column 'numerator'", "not both given", "fill in"),
    (OBSERVED, "672", "", "row 2, column 'numerator'", "not both given", "fill in"),
    (OBSERVED, "11,23", "24,23", "row 3, column 'numerator'", "more than all", "exchange"),
    (OBSERVED, "11,23", "0,0", "row 3, column 'denominator'", "divided by 0", "leave the row out"),
    (
        OBSERVED,
        ",76,,",
        ",76,76,1",
        "row 4, column 'denominator'",
        "a count has no",
        "as the value",
    ),
    (OBSERVED, ",76,,", ",,,", "row 4, column 'value'", "there is no value", "has no row"),
    (OBSERVED, ",76,,", ",-76,,", "row 4, column 'value'", "-76 is negative", "correct the value"),
    (OBSERVED, ",76,,", ",many,,", "row 4, column 'value'", "'many' is not a number", "12.3"),
    (OBSERVED, "38.7,260,672", "101,,", "row 2, column 'value'", "more than 100 per", "kind"),
    (
        OBSERVED,
        "76,,,part-year,2020-06-01",
        "76,,,,1 June",
        "row 4, column 'known'",
        "'1 June'",
        "",
    ),
    (
        *(OBSERVED, "repeats,E06000001,2019/20", "repeats,E10000001,2019/20"),
        *("row 3, column 'known'", "as row 2, known on the same day", "restated value"),
    ),
    # printed dashboards
    (PRINTED, "Q4,repeats", "Q4,repeat", "row 2, column 'measure'", "no measure", "'repeats'"),
    (PRINTED, "Q4,repeats", "Q4,", "row 2, column 'measure'", "is empty", "write the measure"),
    (PRINTED, "2019/20-Q4,repeats", "2019/20,repeats", "row 2, column 'quarter'", "not a quar", ""),
    (PRINTED, "Q4,entrants", "Q4,repeats", "row 3, column 'measure'", "stands in row 2", "take"),
    (PRINTED, "34,38.7", "34,n/a", "row 2, column 'current'", "not a number", "known"),
    (PRINTED, "4/9", "10/9", "row 2, column 'rank'", "'10/9' is not a rank", "as printed"),
    (PRINTED, "4/9", "fourth", "row 2, column 'rank'", "not a rank", "as printed"),
    (PRINTED, "4/9,Top", "4/9,Topp", "row 2, column 'county'", "not one of the words", "'Top'"),
    # monthly counts
    (
        MONTHLY,
        "2020-01,mereshire,N",
        "2020-13,mereshire,N",
        "row 2, column 'month'",
        "not a mon",
        "",
    ),
    (MONTHLY, "Northmere,burglary", "Northmere,Bike theft", "'category'", "not a cat", "anti_soc"),
    (MONTHLY, "Northmere,burglary", "Northmere,", "'category'", "is empty", "write the category"),
    (MONTHLY, "Elsewhere,burglary,0", ",burglary,2", "row 4, column 'events'", "row 3", "add the"),
]


def test_every_table_is_spoilt() -> None:
    assert {case[0] for case in SPOILT} == {name for name in SOUND if name.endswith(".csv")}


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "what", "remedy"),
    SPOILT,
    ids=[f"{file}: {new[:30]}" for file, _, new, *_ in SPOILT],
)
def test_a_spoilt_cell(file: str, old: str, new: str, place: str, what: str, remedy: str) -> None:
    found = faults_of(spoilt(file, old, new))
    told = [f for f in found if f.where.startswith(file) and place in f.where]
    assert any(what in fault.what and remedy in fault.remedy for fault in told), found


def test_empty_lines_are_passed_over_but_counted() -> None:
    files = spoilt(AREAS, "E06000001,Fell", "\nE06000001,Fell")
    assert len(read_partnership(files).areas) == 5
    assert only_fault(AREAS, "E06000001,Fell,unitary,", "\nE06000001,Fell,unitary,E2").where == (
        "areas.csv, row 7, column 'parent'"
    )


def test_a_quoted_line_break_is_one_row() -> None:
    files = spoilt(AREAS, "the north", '"the\nnorth"')
    files[AREAS] = files[AREAS].replace('North Mere|"the\nnorth"', '"North Mere|the\nnorth"')
    assert read_partnership(files).areas["E07000001"].aliases == ("North Mere", "the\nnorth")


def test_names_in_turn_are_in_order() -> None:
    turn = "E07000002,Southmere,district,E10000001,2009-04-01,,"
    old = "E07000009,Southmere,district,E10000001,,2009-03-31,"
    files = spoilt(AREAS, turn, f"{old}\n{turn}")
    files[PEOPLE] += "E07000009,2020,all,1,ONS\n"
    assert read_partnership(files).areas.find("Southmere").code == "E07000002"


def test_every_area_on_a_ring_is_told() -> None:
    found = faults_of(spoilt(AREAS, "Mere and Fell,force,,", "Mere and Fell,force,E10000001,"))
    ring = [fault for fault in found if "lies within itself" in fault.what]
    assert [fault.where for fault in ring] == [
        "areas.csv, row 2, column 'parent'",
        "areas.csv, row 3, column 'parent'",
    ]
    assert ring[0].what.endswith("E23000001 in E10000001 in E23000001")


def test_a_restated_value_is_known_later() -> None:
    files = dict(SOUND)
    files[OBSERVED] += "entrants,E10000001,2019-04..2019-12,75,,,revised,2021-06-01,June 2021,,\n"
    assert len(read_partnership(files).observations) == 4


@pytest.mark.parametrize("value", ["39", "38.7", "38.69", "38.690"])
def test_a_value_agrees_at_the_precision_printed(value: str) -> None:
    read_partnership(spoilt(OBSERVED, "38.7,260", f"{value},260"))


def test_a_reduction_may_turn_into_a_rise() -> None:
    read_partnership(spoilt(OBSERVED, "38.7,260,672", "-12.5,,"))


def test_one_table_alone() -> None:
    areas = read_partnership(SOUND).areas
    assert len(areas) == 5
    assert len(parse_populations(SOUND[PEOPLE], areas=areas).rows) == 3
    one_area = "".join(SOUND[PEOPLE].splitlines(keepends=True)[:2])
    assert len(parse_populations(one_area, areas=areas).rows) == 1
    count = Measure("entrants", "E", "o", Kind.COUNT, "people", "s", "d", ())
    text = SOUND[OBSERVED].splitlines()[0] + "\nentrants,E06000001,2019/20,5,,,,2020-06-01,a,1,\n"
    (found,) = parse_observations(text, measures={"entrants": count}, areas=areas)
    assert found.area == "E06000001"


def test_one_table_alone_is_refused_under_its_own_name() -> None:
    areas = read_partnership(SOUND).areas
    with pytest.raises(Refused, match="mid-2020, row 2, column 'area'"):
        parse_populations(SOUND[PEOPLE].replace("E07000001", "E07000009"), "mid-2020", areas=areas)
    with pytest.raises(Refused, match="returns, row 2, column 'measure'"):
        parse_observations(SOUND[OBSERVED], "returns", measures={}, areas=areas)


def test_parts_of_an_unknown_measure_are_not_worked_out() -> None:
    (fault,) = faults_of(spoilt(OBSERVED, "repeats,E06000001", "reports,E06000001"))
    assert fault.what == "there is no measure 'reports'"
