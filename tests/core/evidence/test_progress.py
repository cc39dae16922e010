"""Target against actual: where the trajectory says one should be, and what is said of it."""

from dataclasses import replace
from datetime import date

import pytest

from saferboard.core.evidence.actuals import progress_of
from saferboard.core.evidence.assessing import Counted, assess_counted, assess_observed
from saferboard.core.evidence.assessment import Assessment
from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.measures import Better, Kind, Measure
from saferboard.core.evidence.observations import Flag
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.progress import Actual, Standing, expected, progress, standing
from saferboard.core.evidence.progress_words import chart, projection, sentence
from saferboard.core.evidence.trajectory import Milestone, Shape, Trajectory
from tests.core.evidence.samples import BURGLARY, GROUND, HIGHER, Q4, REPEATS, observed

LINE = Trajectory(
    Shape.LINE,
    (Milestone(Month(2020, 3), 50), Milestone(Month(2021, 3), 40), Milestone(Month(2023, 3), 36)),
    "the plan",
)
YEARLY = Trajectory(
    Shape.CUMULATIVE,
    (Milestone(Month(2021, 3), 1000), Milestone(Month(2022, 3), 1200)),
    "annual targets",
)
VISITS = replace(
    REPEATS, kind=Kind.COUNT, polarity=HIGHER, unit="visits", trigger=None, trajectory=YEARLY
)
SHARE = replace(REPEATS, trajectory=LINE)


def period(text: str) -> Period:
    return Period.parse(text)


@pytest.mark.parametrize(
    ("month", "value", "towards"),
    [
        ("2020-03", 50, "2021-03"),
        ("2020-09", 45, "2021-03"),
        ("2021-03", 40, "2021-03"),
        ("2022-03", 38, "2023-03"),
        ("2023-03", 36, "2023-03"),
    ],
)
def test_a_line_from_point_to_point(month: str, value: float, towards: str) -> None:
    found = expected(LINE, period(month))
    assert found is not None
    assert (found.value, str(found.towards.on)) == (value, towards)


def test_a_line_ends_where_its_points_do() -> None:
    assert expected(LINE, period("2020-02")) is None
    assert expected(LINE, period("2023-04")) is None


def test_a_year_fills_up() -> None:
    quarter = expected(YEARLY, period("2021/22-Q1"))
    assert quarter is not None
    assert quarter.value == 300
    seasonal = replace(YEARLY, profile=(3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0))
    first = expected(seasonal, period("2021-04"))
    assert first is not None
    assert first.value == 300


@pytest.mark.parametrize("text", ["2021/22-Q2", "2022/23-Q1", "2019/20"])
def test_only_the_year_so_far_is_compared(text: str) -> None:
    assert expected(YEARLY, period(text)) is None


@pytest.mark.parametrize(
    ("actual", "better", "where"),
    [
        (105, Better.HIGHER, Standing.ON),
        (95, Better.HIGHER, Standing.ON),
        (105.1, Better.HIGHER, Standing.AHEAD),
        (94.9, Better.HIGHER, Standing.BEHIND),
        (105.1, Better.LOWER, Standing.BEHIND),
        (94.9, Better.LOWER, Standing.AHEAD),
        (94.9, None, None),
    ],
)
def test_ahead_on_and_behind(actual: float, better: Better | None, where: Standing | None) -> None:
    assert standing(actual, 100, 5, better) is where


def test_progress_through_a_year() -> None:
    rows = [Actual(period("2021-04..2021-09"), 500), Actual(period("2021/22-Q1"), 310)]
    found = progress(VISITS, rows, Month(2022, 3))
    assert found is not None
    assert [(c.actual, c.expected, c.standing) for c in found.compared] == [
        (310, 300, Standing.ON),
        (500, 600, Standing.BEHIND),
    ]
    assert found.target == YEARLY.points[1]
    assert found.projected == 1000
    assert sentence(VISITS, found, YEARLY) == (
        "April to September 2021: 500, where 600 was to be expected. That is behind its "
        "trajectory (up to 5% either way counts as on it)."
    )
    assert projection(VISITS, found, YEARLY) == (
        "If the rest of the year goes as the year so far, it stands at 1,000 at the end of "
        "2021/22, against a target of 1,200. That is a projection, not a forecast."
    )


def test_progress_on_a_line() -> None:
    found = progress(SHARE, [Actual(period("2021-04..2022-03"), 42)], Month(2022, 3))
    assert found is not None
    assert found.latest.standing is Standing.BEHIND  # lower is better, 38 expected
    # Eight points in twenty-four months, so four more in twelve.
    assert found.projected == 38
    assert projection(SHARE, found, LINE).startswith("If it goes on in a line from where")
    assert "by the end of March 2023, against a target of 36%" in projection(SHARE, found, LINE)


def test_of_two_values_to_one_month_the_longer_stands() -> None:
    rows = [Actual(period("2020/21"), 41), Actual(period("2021-03"), 30)]
    found = progress(SHARE, rows, Month(2022, 3))
    assert found is not None
    assert [c.actual for c in found.compared] == [41]
    assert projection(SHARE, found, LINE) == (
        "The target by the end of March 2021 was 40%; it stands at 41%."
    )


def test_too_little_to_project_from() -> None:
    start = progress(SHARE, [Actual(period("2020-03"), 50)], Month(2022, 3))
    assert start is not None
    assert start.projected is None
    assert projection(SHARE, start, LINE) == (
        "The target is 40% by the end of March 2021. There is too little to project from."
    )
    late = replace(YEARLY, profile=(0, *(1,) * 11))
    first = progress(
        replace(VISITS, trajectory=late), [Actual(period("2021-04"), 9)], Month(2022, 3)
    )
    assert first is not None
    assert (first.projected, first.latest.expected) == (None, 0)
    assert "too little to project from" in projection(VISITS, first, late)


def test_money_is_reckoned_in_whole_pence() -> None:
    yearly = replace(YEARLY, points=(Milestone(Month(2022, 3), 1000),))
    spend = replace(VISITS, kind=Kind.MONEY, unit="", places=2, trajectory=yearly)
    found = progress(spend, [Actual(period("2021-04"), 83.34)], Month(2022, 3))
    assert found is not None
    assert found.latest.expected == 83.33
    assert found.projected == 1000.08
    assert "£83.34, where £83.33 was to be expected" in sentence(spend, found, yearly)


def test_without_a_trajectory_or_values_there_is_no_progress() -> None:
    assert progress(REPEATS, [Actual(period("2021/22"), 1)], Month(2022, 3)) is None
    assert progress(VISITS, [], Month(2022, 3)) is None
    assert progress(VISITS, [Actual(period("2021/22"), 1)], Month(2021, 12)) is None


def assessed(measure: Measure, *rows: tuple[str, float, tuple[Flag, ...]]) -> Assessment:
    returns = [observed(text, value, flags=flags) for text, value, flags in rows]
    return assess_observed(measure, "E10000001", returns, Q4, date(2022, 12, 31))


PART = (Flag.PART_YEAR,)


def test_returned_values_part_years_too() -> None:
    a = assessed(VISITS, ("2021/22-Q1", 310, PART), ("2021/22", 1190, ()), ("2020/21", 3, ()))
    found = progress_of(VISITS, a, Q4.last)
    assert found is not None
    # Three visits in a year are a small count: nowhere in public.
    assert [c.actual for c in found.compared] == [310, 1190]


def test_a_part_year_does_not_stand_on_a_line() -> None:
    a = assessed(SHARE, ("2021/22", 39, ()), ("2021-04..2021-12", 20, PART))
    found = progress_of(SHARE, a, Q4.last)
    assert found is not None
    assert [c.actual for c in found.compared] == [39]
    assert assessed(REPEATS, ("2021/22", 39, ())).actuals == ()


def test_a_share_of_few_is_left_out() -> None:
    small = observed("2021/22", 10, parts=(3, 30))
    a = assess_observed(SHARE, "E10000001", [small], Q4, date(2022, 12, 31))
    assert a.actuals == ()


def test_no_figure_no_progress() -> None:
    late = assessed(VISITS, ("2020/21", 990, ()))
    assert progress_of(VISITS, late, Q4.last) is None
    assert progress_of(REPEATS, assessed(REPEATS, ("2021/22", 39, ())), Q4.last) is None


def counted(measure: Measure, events: dict[Month, int]) -> Assessment:
    return assess_counted(measure, "E07000001", Counted(events), Q4, GROUND)


def test_counted_measures_by_their_rolling_value() -> None:
    line = replace(LINE, points=(Milestone(Month(2021, 3), 10), Milestone(Month(2023, 3), 6)))
    held = dict.fromkeys(period("2020-04..2022-03").months, 10)
    measure = replace(BURGLARY, trajectory=line)
    found = progress_of(measure, counted(measure, held), Q4.last)
    assert found is not None
    assert found.compared[0].period == period("2020/21")
    assert found.latest.actual == 12  # 120 burglaries, 10,000 people
    assert found.latest.expected == 8


def test_counted_measures_by_their_year_so_far() -> None:
    measure = replace(BURGLARY, kind=Kind.COUNT, trajectory=YEARLY)
    held = dict.fromkeys(period("2020-04..2022-03").months, 100)
    held[Month(2021, 4)] = 2  # a small count, so no value to its end
    found = progress_of(measure, counted(measure, held), Q4.last)
    assert found is not None
    assert period("2021-04") not in [c.period for c in found.compared]
    assert found.latest.actual == 1102
    gap = {month: 100 for month in held if month != Month(2021, 6)}
    short = progress_of(measure, counted(measure, gap), Q4.last)
    assert short is None  # the twelve months are incomplete, so there is no figure


def test_the_chart_of_a_year_shows_that_year() -> None:
    rows = [Actual(period(text), value) for text, value in (("2020/21", 990), ("2021/22-Q1", 310))]
    found = progress(VISITS, rows, Month(2022, 3))
    assert found is not None
    drawn = chart(VISITS, found, YEARLY, "Mercia")
    actual, way = drawn.series
    assert [(p.at, p.value) for p in actual.points] == [("2021-06", 310)]
    assert len(way.points) == 12
    assert way.points[-1].value == 1200
    assert [(level.name, level.value) for level in drawn.levels] == [("Target", 1200)]
    assert drawn.table.rows[0] == ("April 2021", "–", "100", "–")
    assert drawn.table.rows[2] == ("June 2021", "310", "300", "On")
    assert "on its trajectory; target 1,200 at the end of 2021/22" in drawn.summary


def test_the_chart_of_a_line_shows_all_of_it() -> None:
    rows = [Actual(period("2020/21"), 41), Actual(period("2021-10..2022-09"), 44)]
    measure = replace(SHARE, polarity=())
    found = progress(measure, rows, Month(2022, 9))
    assert found is not None
    drawn = chart(measure, found, LINE, "Mercia")
    assert [p.at for p in drawn.series[0].points] == ["2021-03", "2022-09"]
    assert [p.at for p in drawn.series[1].points] == ["2020-03", "2021-03", "2022-09", "2023-03"]
    assert drawn.table.rows[1] == ("March 2021", "41%", "40%", "Not judged")
    assert "not judged" in sentence(measure, found, LINE)


def test_the_figure_of_progress_is_the_figure_of_the_measure() -> None:
    a = assessed(VISITS, ("2021/22", 1190, ()))
    assert a.figure == Number(1190)
