"""ratings.toml and ratings.csv: a rating never defined is refused by file and row."""

import pytest

from saferboard.core.evidence.periods import Month
from saferboard.core.ingest.partnership import read_partnership
from tests.core.ingest.folder import SOUND, faults_of

FRAMEWORK = """
[[frameworks]]
key = "hmi"
name = "Inspection"
source = "Inspectors"
unrated = "over-rated"
ratings = [{ label = "Good", points = 1 }, { label = "Poor", points = 0 }]
standards = [{ key = "1", name = "Staff" }, { key = "2", name = "Services" }]
"""
HEADER = "framework,area,inspected,published,standard,rating,known,pack,note\n"
ROWS = """hmi,E10000001,A service,2022-01,1,Good,2022-02-01,2022-02-01,Read from the print.
hmi,E10000001,A service,2022-01,2,not rated,2022-02-01,2022-02-01,
"""
MEASURE = """
[[measures]]
key = "inspected"
name = "Inspected"
outcome = "crime"
kind = "score"
unit = "points"
source = "Inspectors"
definition = "Points."
polarity = [{ since = "2010-04", better = "higher" }]
framework = "hmi"
"""


def told(files: dict[str, str]) -> str:
    return "\n".join(str(fault) for fault in faults_of(files))


def folder(framework: str = FRAMEWORK, rows: str = ROWS, measure: str = "") -> dict[str, str]:
    measures = SOUND["measures.toml"] + measure
    return {
        **SOUND,
        "measures.toml": measures,
        "ratings.toml": framework,
        "ratings.csv": HEADER + rows,
    }


def test_inspections_are_read() -> None:
    further = read_partnership(folder()).further
    (found,) = further.inspections
    assert further.frameworks[0].best == 1
    assert (found.framework, found.published, found.note) == (
        "hmi",
        Month(2022, 1),
        "Read from the print.",
    )
    assert (found.label("1"), found.label("2"), found.label("3")) == (
        "Good",
        "not rated",
        "not known",
    )


def test_there_may_be_none() -> None:
    assert read_partnership(SOUND).further.frameworks == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("1,Good", "1,Splendid", "'Splendid' was never defined as a rating of 'hmi'"),
        ("1,Good", "3,Good", "'hmi' has no standard '3'"),
        ("1,Good", "2,Good", "standard '2' of this inspection stands twice"),
        ("1,Good", "1,", "column 'rating': the cell is empty"),
        ("hmi,", "hme,", "there is no framework 'hme'"),
        ("E10000001", "E1", "there is no area 'E1'"),
        ("2022-02-01,2022-02-01", "2021-12-31,2022", "before it was published"),
        ("2022-01,", "January,", "'January' is not a month"),
    ],
)
def test_a_fault_names_file_and_row(old: str, new: str, said: str) -> None:
    found = told(folder(rows=ROWS.replace(old, new, 1)))
    assert said in found
    assert "ratings.csv, row" in found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("points = 0", "points = 1", "the ratings are not in order"),
        ("points = 0", "points = -1", "none below 0"),
        (', { label = "Poor", points = 0 }', "", "two or more, the best first"),
        ('label = "Poor"', 'label = "Good"', "there are no ratings, or one stands twice"),
        ('key = "2"', 'key = "1"', "there are no standards, or one stands twice"),
        ('label = "Poor"', 'label = "not rated"', "'not rated' is declared as a rating"),
    ],
)
def test_a_framework_must_be_sound(old: str, new: str, said: str) -> None:
    assert said in told(folder(FRAMEWORK.replace(old, new, 1), rows=""))


PRINTED = "inspected,E10000001,2022-01,{},,,,2022-02-01,2022-02-01,,\n"
RATED = ROWS.replace("not rated", "Poor")


def with_print(value: str, rows: str) -> dict[str, str]:
    held = folder(rows=rows, measure=MEASURE)
    return {**held, "observations.csv": SOUND["observations.csv"] + PRINTED.format(value)}


def test_a_printed_composite_must_be_the_sum() -> None:
    assert "4 is printed, but the ratings add up to 1" in told(with_print("4", RATED))
    assert read_partnership(with_print("1", RATED)).observations[-1].measure == "inspected"


def test_what_is_not_known_contradicts_no_print() -> None:
    known = ROWS.splitlines(keepends=True)[0]
    assert read_partnership(with_print("4", known)).further.inspections[0].note
    assert read_partnership(folder(measure=MEASURE)).further.inspections
