"""Returns of the youth justice service, of either shape."""

import pytest

from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.youth import Band, Cohort
from saferboard.core.evidence.youth_returns import YouthReturns
from saferboard.core.faults import Refused
from saferboard.core.ingest.gathering import Names
from saferboard.core.ingest.youth import COHORTS, DISPOSALS, parse_youth

AREAS = Names("area", "areas.csv", frozenset({"north"}))
CLOSED = "2022-03,north,school-age,24.5,2022-05-01"
COHORT = "2020/21,north,50,20,64,2022-05-01"


def parsed(*rows: str, columns: tuple[str, ...]) -> YouthReturns:
    text = "\n".join([",".join(columns), *rows]) + "\n"
    return parse_youth(text, "y.csv", areas=AREAS, within=lambda area: (area, "county"))


def test_disposals_are_read() -> None:
    (found,) = parsed(CLOSED, columns=DISPOSALS).disposals
    assert (found.closed, found.areas, found.band, found.hours) == (
        Month(2022, 3),
        ("north", "county"),
        Band.SCHOOL,
        24.5,
    )


def test_cohorts_are_read() -> None:
    later = COHORT.replace("2022-05-01", "2022-06-01")
    first, second = parsed(COHORT, later, columns=COHORTS).followed
    assert (first.period, first.cohort) == (Period.parse("2020/21"), Cohort(50, 20, 64))
    assert second.known > first.known


@pytest.mark.parametrize(
    ("columns", "row", "old", "new", "said"),
    [
        (DISPOSALS, CLOSED, "24.5", "169", "169 is not a number of hours in a week"),
        (DISPOSALS, CLOSED, "24.5", "-1", "-1 is not a number of hours in a week"),
        (DISPOSALS, CLOSED, "24.5", "many", "'many' is not a number"),
        (DISPOSALS, CLOSED, "school-age", "schoolage", "did you mean 'school-age'?"),
        (DISPOSALS, CLOSED, "north", "nort", "did you mean 'north'?"),
        (DISPOSALS, CLOSED, "2022-05-01", "2022-02-28", "known before March 2022 began"),
        (COHORTS, COHORT, "20,64", "51,64", "these cannot be"),
        (COHORTS, COHORT, "20,64", "20,19", "at least one re-offence for each"),
        (COHORTS, COHORT, "20,64", "x,64", "'x' is not a whole number"),
        (COHORTS, COHORT, "north", "nort", "did you mean 'north'?"),
        (COHORTS, COHORT, "2022-05-01", "2021-03-31", "known before 2020/21 was over"),
        (COHORTS, COHORT, "2020/21", "soon", "'soon' is not a period"),
    ],
)
def test_every_fault_says_where(
    columns: tuple[str, ...], row: str, old: str, new: str, said: str
) -> None:
    with pytest.raises(Refused) as caught:
        parsed(row.replace(old, new, 1), columns=columns)
    assert said in str(caught.value)
    assert "y.csv, row 2" in str(caught.value)


def test_a_cohort_stands_once() -> None:
    with pytest.raises(Refused, match="given twice"):
        parsed(COHORT, COHORT, columns=COHORTS)
