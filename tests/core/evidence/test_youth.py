"""Youth justice: hours and age, re-offending in its three measures, a count as a rate."""

from dataclasses import replace
from datetime import date

import pytest

from saferboard.core.evidence.entrants import rates
from saferboard.core.evidence.figures import Missing, Number, Suppressed
from saferboard.core.evidence.measures import Kind
from saferboard.core.evidence.observations import Flag
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.youth import Band, Cohort, YouthCount, engaged
from saferboard.core.evidence.youth_returns import (
    ORIGIN,
    Disposal,
    Followed,
    YouthReturns,
    observed,
)
from tests.core.evidence.samples import AREAS, POPULATIONS, REPEATS
from tests.core.evidence.samples import observed as returned

COUNTY, ASHBY = "E10000001", "E07000001"
KNOWN = date(2022, 5, 1)


@pytest.mark.parametrize(
    ("hours", "band", "is_engaged"),
    [
        (25, Band.SCHOOL, True),
        (24.9, Band.SCHOOL, False),
        (16, Band.SCHOOL, False),
        (16, Band.ABOVE, True),
        (15.9, Band.ABOVE, False),
        (0, Band.ABOVE, False),
    ],
)
def test_the_hours_that_count(hours: float, band: Band, is_engaged: bool) -> None:
    assert engaged(hours, band) is is_engaged


def test_hours_below_zero_are_an_error() -> None:
    with pytest.raises(ValueError, match="negative"):
        engaged(-1, Band.SCHOOL)


def test_one_cohort_has_three_measures() -> None:
    cohort = Cohort(offenders=100, reoffenders=38, reoffences=122)
    assert cohort.parts(YouthCount.BINARY) == (38, 100)
    assert cohort.parts(YouthCount.PER_OFFENDER) == (122, 100)
    assert cohort.parts(YouthCount.PER_REOFFENDER) == (122, 38)


@pytest.mark.parametrize("numbers", [(10, 11, 20), (10, 5, 4), (10, -1, 0), (10, 0, 3)])
def test_cohorts_that_cannot_be(numbers: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="re-off"):
        Cohort(*numbers)


def disposal(
    closed: str, hours: float, *, band: Band = Band.ABOVE, known: date = KNOWN
) -> Disposal:
    return Disposal(Month.parse(closed), (ASHBY, COUNTY), band, hours, known)


ENGAGED = replace(REPEATS, key="eet", youth=YouthCount.ENGAGED)


def test_disposals_become_the_year_to_date() -> None:
    rows = (
        disposal("2021-05", 30, band=Band.SCHOOL),
        disposal("2021-05", 20, band=Band.SCHOOL),
        disposal("2021-11", 16),
        disposal("2022-03", 0),
    )
    found = {(o.area, str(o.period)): o for o in observed(YouthReturns(rows), ENGAGED)}
    ours = [period for area, period in found if area == COUNTY]
    assert ours == ["2021/22-Q1", "2021-04..2021-12", "2021/22"]
    first, half, year = (found[COUNTY, period] for period in ours)
    assert first.figure == Number(50, numerator=1, denominator=2)
    assert half.figure == Number(pytest.approx(200 / 3), numerator=2, denominator=3)
    assert year.figure == Number(50, numerator=2, denominator=4)
    assert (half.flags, year.flags) == ({Flag.PART_YEAR}, frozenset())
    assert year.source == ORIGIN
    assert (ASHBY, "2021/22") in found


def test_a_quarter_that_was_not_over_is_left_out() -> None:
    rows = (disposal("2022-01", 20, known=date(2022, 2, 10)),)
    assert observed(YouthReturns(rows), ENGAGED) == ()


def test_cohorts_become_each_measure() -> None:
    year, half = Period.parse("2020/21"), Period.parse("2021-04..2021-09")
    returns = YouthReturns(
        followed=(
            Followed(year, COUNTY, Cohort(50, 20, 64), KNOWN),
            Followed(half, COUNTY, Cohort(10, 0, 0), KNOWN),
        )
    )
    binary = replace(REPEATS, youth=YouthCount.BINARY)
    per_offender = replace(REPEATS, kind=Kind.AVERAGE, youth=YouthCount.PER_OFFENDER)
    per_reoffender = replace(per_offender, youth=YouthCount.PER_REOFFENDER)
    assert [o.figure for o in observed(returns, binary)] == [
        Number(40, numerator=20, denominator=50),
        Number(0, numerator=0, denominator=10),
    ]
    assert observed(returns, per_offender)[0].figure == Number(1.28, numerator=64, denominator=50)
    whole, part = observed(returns, per_reoffender)
    assert whole.figure == Number(3.2, numerator=64, denominator=20)
    assert part.figure == Missing("there was nobody to take it over")
    assert part.flags == {Flag.PART_YEAR}
    assert observed(returns, REPEATS) == ()


RATE = replace(
    REPEATS, key="rate", kind=Kind.RATE, rate_of="entrants", population="all", per=100_000
)


def test_a_count_becomes_a_rate_with_limits() -> None:
    count = returned("2021/22", 65, measure="entrants", note="Leicestershire only.")
    (found,) = rates(RATE, [count], AREAS, POPULATIONS)
    assert isinstance(found.figure, Number)
    assert (found.measure, found.period, found.known) == ("rate", count.period, count.known)
    # 65 events have the limits 50.1632 and 82.8491 (PHE); 31,000 people live there.
    people = found.figure.denominator
    assert people == 31_000
    assert found.figure.value == pytest.approx(6_500_000 / people)
    assert found.figure.lower == pytest.approx(50.1632 * 100_000 / people, rel=1e-5)
    assert found.figure.upper == pytest.approx(82.8491 * 100_000 / people, rel=1e-5)
    assert found.note == f"Leicestershire only. Over {people:,} people (all) in 2020."


def test_what_is_no_number_stays_so() -> None:
    count = returned("2021/22", 3, measure="entrants")
    hidden = replace(count, figure=Suppressed("few"))
    placeless = replace(RATE, population="10-17")
    assert rates(RATE, [hidden], AREAS, POPULATIONS)[0].figure == Suppressed("few")
    (unknown,) = rates(placeless, [count], AREAS, POPULATIONS)
    assert unknown.figure == Missing("no population is held for this area")
