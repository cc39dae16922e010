"""Partners' returns: few people, nested periods, areas that add up."""

from dataclasses import replace

import pytest

from saferboard.core.evidence.assessment import Returned
from saferboard.core.evidence.control import Control, ControlChart, Step
from saferboard.core.evidence.disclosure.protecting import protect, protection
from saferboard.core.evidence.disclosure.returned import bounds
from saferboard.core.evidence.figures import Missing, Number, Suppressed
from saferboard.core.evidence.measures import Kind
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.progress import Actual
from saferboard.core.evidence.release import Release
from tests.core.evidence.disclosure.samples import (
    BURGLARY,
    ENTRANTS,
    REPEATS,
    even,
    returned,
    whole,
)
from tests.property.disclosure_world import CITY, COUNTY, DISTRICTS, FORCE

ONE, TWO, THREE = DISTRICTS
YEAR, BEFORE = "2021/22", "2020/21"
WITHIN = {COUNTY: FORCE, CITY: FORCE, **dict.fromkeys(DISTRICTS, COUNTY)}


def entrants(counts: dict[tuple[str, str], int], up_to: int = 4, **known: str) -> Release:
    measure = replace(ENTRANTS, suppress_to=up_to)
    rows = tuple(
        returned(measure, area, period, count, **known)  # type: ignore[arg-type]
        for (area, period), count in counts.items()
    )
    return whole(even(), (BURGLARY, measure), observations=rows)


def suppressed(release: Release, key: str = "entrants") -> set[str]:
    return {
        a.area for a in release.assessments if a.measure == key and isinstance(a.figure, Suppressed)
    }


def test_a_county_keeps_its_figure_and_the_smallest_other_district_pays() -> None:
    public = protect(
        entrants({(COUNTY, YEAR): 60, (ONE, YEAR): 2, (TWO, YEAR): 17, (THREE, YEAR): 41})
    )
    assert suppressed(public) == {ONE, TWO}
    said = [a for a in public.assessments if a.measure == "entrants"]
    assert {a.area: [r.rolling_suppressed for r in a.series] for a in said} == {
        COUNTY: [False],
        ONE: [True],
        TWO: [True],
        THREE: [False],
    }


def test_without_a_whole_nothing_else_is_hidden() -> None:
    assert suppressed(protect(entrants({(ONE, YEAR): 2, (TWO, YEAR): 17}))) == {ONE}
    assert suppressed(protect(entrants({(ONE, YEAR): 2}, up_to=0))) == set()
    made = entrants({(ONE, YEAR): 9, (TWO, YEAR): 17})
    assert protect(made) == made


def test_a_whole_that_is_small_itself_needs_nobody_else() -> None:
    public = protect(entrants({(FORCE, YEAR): 2, (COUNTY, YEAR): 2, (CITY, YEAR): 0}))
    assert suppressed(public) == {FORCE, COUNTY}


def test_a_missing_part_makes_the_whole_an_upper_limit() -> None:
    """Of three districts one never returned: the county still tells how many there can be."""
    assert suppressed(protect(entrants({(COUNTY, YEAR): 3, (ONE, YEAR): 3}))) == {COUNTY, ONE}
    assert suppressed(protect(entrants({(COUNTY, YEAR): 9, (ONE, YEAR): 3}))) == {ONE}


def test_marac_cases_of_a_small_area() -> None:
    """Eleven of twenty-three are shown, with all that adds up to them; three of them are not."""
    cases = {FORCE: (496, 1351), CITY: (225, 656), COUNTY: (260, 672)}
    for events, hidden in ((11, set()), (3, {ONE, THREE})):
        rows = [returned(REPEATS, area, YEAR, *parts) for area, parts in cases.items()]
        rows += [returned(REPEATS, ONE, YEAR, events, 23)]
        rows += [
            returned(REPEATS, TWO, YEAR, 200, 500),
            returned(REPEATS, THREE, YEAR, 60 - events, 149),
        ]
        public = protect(whole(even(), (BURGLARY, REPEATS), observations=tuple(rows)))
        assert suppressed(public, "repeats") == hidden


@pytest.mark.parametrize(("events", "of"), [(2, 23), (21, 23), (1, 3), (0, 3)])
def test_a_share_is_small_in_its_events_its_others_or_its_whole(events: int, of: int) -> None:
    rows = (returned(REPEATS, ONE, YEAR, events, of), returned(REPEATS, ONE, BEFORE, 30, 60))
    a = protect(whole(even(), (BURGLARY, REPEATS), observations=rows)).of("repeats", ONE)
    assert a is not None
    assert isinstance(a.figure, Suppressed)
    assert isinstance(a.previous, Number)
    assert a.change is None
    assert [r.rolling_suppressed for r in a.series] == [False, True]


def test_points_and_pounds_are_about_nobody() -> None:
    score = replace(ENTRANTS, kind=Kind.SCORE)
    rows = (returned(score, ONE, YEAR, 3),)
    made = whole(even(), (BURGLARY, score), observations=rows)
    assert protect(made) == made


def test_a_value_that_is_no_count_and_one_without_its_parts_stay() -> None:
    rate = replace(REPEATS, key="rate", kind=Kind.RATE)
    rows = (
        replace(returned(rate, ONE, YEAR, 3), figure=Number(2.6)),
        replace(returned(ENTRANTS, ONE, YEAR, 3), figure=Number(2.5)),
        replace(returned(ENTRANTS, TWO, YEAR, 3), figure=Missing("late")),
    )
    made = whole(even(), (BURGLARY, rate, ENTRANTS), observations=rows)
    assert protect(made) == made


def test_what_was_returned_for_nine_months_and_the_year_tells_the_last_three() -> None:
    """Forty-four in the year and two to December: the two are hidden, and the year is not exact."""
    made = entrants({(ONE, YEAR): 44, (ONE, BEFORE): 40})
    history = replace(
        made,
        assessments=tuple(
            replace(a, previous_period=Period.parse("2021-04..2021-12"), previous=Number(2.0))
            if a.measure == "entrants"
            else a
            for a in made.assessments
        ),
    )
    a = protect(history).of("entrants", ONE)
    assert a is not None
    assert isinstance(a.previous, Suppressed)
    assert isinstance(a.figure, Number)


def test_what_was_published_before_counts_and_what_was_restated_does_not() -> None:
    counts = {(COUNTY, YEAR): 60, (ONE, YEAR): 2, (TWO, YEAR): 17, (THREE, YEAR): 41}
    made = entrants(counts)
    # The second district's figure is out: now it is the third's turn.
    two_out = replace(
        made, assessments=tuple(a for a in made.assessments if a.area in (TWO, COUNTY))
    )
    found = protection(made, [two_out])
    assert suppressed(found.release) == {ONE, THREE}
    assert found.unproven == 0
    assert protect(made, [protect(made)]) == protect(made)
    all_out = protection(made, [made])
    assert suppressed(all_out.release) == {ONE}
    assert all_out.unproven == 1
    restated = protection(made, [entrants(counts | {(ONE, YEAR): 9, (TWO, YEAR): 10})])
    assert restated.unproven == 0
    assert ONE in suppressed(restated.release)


def test_returns_of_a_control_chart_and_of_a_trajectory_are_hidden_with_the_figure() -> None:
    for step, last in ((Step.MONTH, "2022-02"), (Step.QUARTER, "2021/22-Q4")):
        charted = replace(ENTRANTS, control=Control(ControlChart.C, step))
        made = whole(even(), (BURGLARY, charted), observations=(returned(charted, ONE, last, 3),))
        span = Period.parse(last)
        made = replace(
            made,
            assessments=tuple(
                replace(
                    a,
                    returned=(
                        *a.returned,
                        Returned(Month(2020, 3), None),
                        Returned(Month(2020, 6), 9.0),
                    ),
                    actuals=(Actual(span, 3.0), Actual(Period.of_year(2019), 40.0)),
                    notes=(
                        "Two of them are brothers.",
                        "Both figures are taken over the population of 2020",
                    ),
                )
                if a.measure == "entrants"
                else a
                for a in made.assessments
            ),
        )
        a = protect(made).of("entrants", ONE)
        assert a is not None
        assert [r.value for r in a.returned] == [None, None, 9.0]
        assert [r.suppressed for r in a.returned] == [True, False, False]
        assert a.actuals == (Actual(Period.of_year(2019), 40.0),)
        assert a.notes == ("Both figures are taken over the population of 2020",)


def test_bounds_are_those_of_all_that_is_given() -> None:
    year, nine = Period.parse(YEAR), Period.parse("2021-04..2021-12")
    true = {(COUNTY, year): 10, (ONE, year): 3, (TWO, year): 2, (THREE, year): 5, (ONE, nine): 1}
    given = {k: v for k, v in true.items() if k != (ONE, year) and k != (TWO, year)}
    assert bounds((ONE, year), given, true, WITHIN) == (1, 5)
    assert bounds((ONE, year), {**given, (TWO, year): 2}, true, WITHIN) == (3, 3)
    assert bounds((ONE, nine), {}, {(ONE, nine): 1}, {}) == (0, float("inf"))
    # Given counts that contradict one another bound nothing.
    odd = {(ONE, year): 3, (ONE, nine): 9}
    assert bounds((ONE, year), odd, odd, {}) == (0, float("inf"))
    # A whole that is less than its parts is no whole.
    less = {(COUNTY, year): 2, (ONE, year): 3, (TWO, year): 9}
    assert bounds((ONE, year), {(COUNTY, year): 2}, less, WITHIN) == (0, float("inf"))
