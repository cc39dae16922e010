"""From counts and returns to assessments."""

from dataclasses import replace
from datetime import date

import pytest

from saferboard.core.directory.populations import Population, Populations
from saferboard.core.evidence.assessing import (
    Counted,
    Ground,
    assess_counted,
    assess_observed,
    listed,
)
from saferboard.core.evidence.assessment import Direction, State
from saferboard.core.evidence.figures import Missing, Number
from saferboard.core.evidence.measures import Break, Kind
from saferboard.core.evidence.observations import Flag
from saferboard.core.evidence.periods import Month, Period
from tests.core.evidence.samples import AREAS, BURGLARY, GROUND, HELD, Q4, REPEATS
from tests.core.evidence.samples import observed as seen

TODAY = date(2026, 1, 1)
STEADY = Counted(dict.fromkeys(HELD, 5))


def test_twelve_months_against_the_twelve_before() -> None:
    counts = Counted({m: 10 if m >= Month(2021, 4) else 5 for m in HELD})
    a = assess_counted(BURGLARY, "E07000001", counts, Q4, GROUND)
    assert isinstance(a.figure, Number)
    assert isinstance(a.previous, Number)
    assert (a.figure.numerator, a.figure.denominator, a.figure.value) == (120, 10_000, 12.0)
    assert a.figure.lower is not None
    assert a.figure.upper is not None
    assert a.figure.lower < 12 < a.figure.upper
    assert a.previous.value == 6.0
    assert a.change is not None
    assert a.change.per_cent == 100
    assert a.direction is Direction.DOWN
    assert (a.denominator_year, a.denominator_source) == (2020, "mid-2020")
    assert a.states == ()
    assert a.series[-1].rolling == 12.0
    assert a.series[10].rolling is None
    assert len(a.series) == len(HELD)


def test_a_month_not_held_is_told_and_a_held_month_without_events_is_zero() -> None:
    gap = Month(2021, 7)
    gappy = Counted({m: 5 for m in HELD if m != gap})
    a = assess_counted(BURGLARY, "E07000001", gappy, Q4, GROUND)
    assert a.figure == Missing("no source data is held for July 2021")
    assert a.states == (State.INCOMPLETE,)
    assert a.direction is Direction.UNKNOWN
    assert next(r for r in a.series if r.month == gap).events is None
    quiet = Counted(dict.fromkeys(HELD, 0))
    none = assess_counted(BURGLARY, "E07000001", quiet, Q4, GROUND)
    assert isinstance(none.figure, Number)
    assert (none.figure.value, none.figure.lower) == (0.0, 0.0)


def test_nothing_held_at_all() -> None:
    a = assess_counted(BURGLARY, "E07000001", Counted({}), Q4, GROUND)
    assert a.series == ()
    assert a.figure == Missing("no source data is held for April 2021 to March 2022")


def test_a_place_without_population_has_no_rate_but_has_a_count() -> None:
    measure = replace(BURGLARY, population="10-17")
    assert assess_counted(measure, "E07000001", STEADY, Q4, GROUND).figure == Missing(
        "no population is held for this area"
    )
    count = assess_counted(
        replace(measure, kind=Kind.COUNT), "E07000001", STEADY, Q4, GROUND
    ).figure
    assert isinstance(count, Number)
    assert (count.value, count.numerator, count.denominator) == (60.0, 60, None)


def test_a_share_is_taken_of_all_events() -> None:
    share = replace(BURGLARY, kind=Kind.PROPORTION)
    counts = Counted(dict.fromkeys(HELD, 5), dict.fromkeys(HELD, 20))
    a = assess_counted(share, "E07000001", counts, Q4, GROUND)
    assert isinstance(a.figure, Number)
    assert (a.figure.value, a.figure.numerator, a.figure.denominator) == (25.0, 60, 240)
    assert a.series[-1].rolling == 25.0
    assert a.denominator_year is None
    assert assess_counted(share, "E07000001", STEADY, Q4, GROUND).figure == Missing(
        "there was nothing to take a share of"
    )


def test_a_change_of_denominator_makes_no_change_in_crime() -> None:
    """Three hundred burglaries every month are level, whichever estimates of people are held."""
    quiet = Counted(dict.fromkeys(Period.parse("2014-01..2016-12").months, 300))
    late = Period.parse("2016-10..2016-12")
    a = assess_counted(BURGLARY, "E07000001", quiet, late, GROUND)
    assert a.direction is Direction.LEVEL
    assert a.denominator_year == 2020
    assert a.notes == (
        "Both figures are taken over the population of 2020: the estimate nearest to the earlier "
        "one is of 2011.",
    )
    county = assess_counted(BURGLARY, "E10000001", quiet, late, GROUND)
    assert county.notes == ()


def test_a_line_between_yearly_estimates_keeps_each_year() -> None:
    years = Populations(
        [
            Population("E07000001", 2019, "all", 9_000, "mid-2019"),
            Population("E07000001", 2020, "all", 10_000, "mid-2020"),
        ]
    )
    quiet = Counted(dict.fromkeys(Period.parse("2019-01..2020-12").months, 90))
    a = assess_counted(
        BURGLARY, "E07000001", quiet, Period.parse("2020-10..2020-12"), Ground(AREAS, years)
    )
    assert (a.figure.value, a.previous.value) == (108.0, 120.0)  # type: ignore[union-attr]


def test_a_break_within_the_two_windows_is_told() -> None:
    broken = replace(BURGLARY, breaks=(Break(Month(2021, 1), "counted anew"),))
    old = replace(BURGLARY, breaks=(Break(Month(2020, 4), "counted anew"),))
    assert assess_counted(broken, "E07000001", STEADY, Q4, GROUND).states == (
        State.DEFINITION_CHANGED,
    )
    assert assess_counted(old, "E07000001", STEADY, Q4, GROUND).states == ()


def test_a_declared_break_is_told_of_returns_too() -> None:
    """Sentinel cases: 18.5 per 1,000 and then 6.68, across a break that no row was flagged for."""
    broken = replace(REPEATS, breaks=(Break(Month(2021, 4), "a new system"),))
    rows = [seen("2020/21", 18.5), seen("2021/22", 7.04)]
    a = assess_observed(broken, "E10000001", rows, Q4, TODAY)
    assert a.states == (State.DEFINITION_CHANGED,)
    flagged = [rows[0], seen("2021/22", 7.04, flags=(Flag.DEFINITION_CHANGED,))]
    assert assess_observed(broken, "E10000001", flagged, Q4, TODAY).states == a.states
    old = replace(REPEATS, breaks=(Break(Month(2020, 4), "a new system"),))
    assert assess_observed(old, "E10000001", rows, Q4, TODAY).states == ()


def test_months_in_words() -> None:
    assert listed((Month(2021, 1), Month(2021, 2))) == "January 2021, February 2021"
    assert listed((Month(2021, 1), Month(2021, 2), Month(2021, 4))) == (
        "January 2021, February 2021, April 2021"
    )
    assert listed((Month(2021, 1), Month(2021, 2), Month(2021, 3))) == (
        "January 2021 to March 2021"
    )


def test_a_return_with_its_parts_gets_limits() -> None:
    """MARAC, Leicester: 225 repeats of 656 referrals is 34.3%, 30.8 to 38.0."""
    a = assess_observed(REPEATS, "E10000001", [seen("2021/22", 34, parts=(225, 656))], Q4, TODAY)
    assert isinstance(a.figure, Number)
    assert a.figure.value == pytest.approx(34.3, abs=0.05)
    assert a.figure.lower == pytest.approx(30.8, abs=0.05)
    assert a.figure.upper == pytest.approx(38.0, abs=0.05)
    assert a.previous == Missing("no earlier return to compare")
    assert a.sources == ("pack of 2022-06-10, paragraph 7",)


def test_a_returned_rate_with_its_parts_gets_limits() -> None:
    measure = replace(BURGLARY, counts=())
    a = assess_observed(measure, "E10000001", [seen("2021/22", 0, parts=(65, 1000))], Q4, TODAY)
    assert isinstance(a.figure, Number)
    assert (a.figure.value, round(a.figure.lower or 0, 4)) == (65.0, 50.1632)


def test_no_return_says_what_the_last_one_was() -> None:
    never = assess_observed(REPEATS, "E10000001", [], Q4, TODAY)
    late = assess_observed(REPEATS, "E10000001", [seen("2019/20", 50)], Q4, TODAY)
    assert never.figure == Missing("no return is held for 2021/22 Q4 or before")
    assert late.figure == Missing("no return is held for 2021/22 Q4; the last one covers 2019/20")
    assert late.series[0].rolling == 50
    assert late.period is None


def test_a_restatement_is_noted() -> None:
    rows = [
        seen("2021/22", 41, known="2022-06-01", note="Counted by hand."),
        seen("2021/22", 43, known="2022-09-01", note="Counted by hand."),
        seen("2020/21", 40, note="Counted by hand."),
    ]
    a = assess_observed(REPEATS, "E10000001", rows, Q4, TODAY)
    assert a.notes == (
        "Counted by hand.",
        "The figure for 2021/22 was first given as 41 (pack of 2022-06-01).",
    )
    assert a.states == (State.REVISED,)
