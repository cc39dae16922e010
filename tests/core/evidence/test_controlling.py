"""From a measure's series to its chart: steps, gaps, rebases, parts, and what may be charted."""

from dataclasses import replace

import numpy as np
import pytest

from saferboard.core.evidence.assessing import Counted, assess_counted, assess_observed
from saferboard.core.evidence.assessment import Assessment, Returned
from saferboard.core.evidence.control import Control, ControlChart, Rebase, RunRules, Step
from saferboard.core.evidence.controlling import Chart, chart_of, suggestions, undrawn
from saferboard.core.evidence.figures import Missing, Suppressed
from saferboard.core.evidence.measures import Break, Kind, Measure
from saferboard.core.evidence.observations import Flag
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.plotting import (
    NO_PARTS,
    NO_WHOLE,
    NOT_HELD,
    NOT_RETURNED,
    NOT_SHOWN,
    points_of,
)
from saferboard.core.evidence.spc import Rule, laney_p, laney_u, p_chart, u_chart, xmr
from tests.core.evidence.samples import BURGLARY, GROUND, Q4, REPEATS, observed

ASHBY = "E07000001"  # 10,000 people in 2020
FIRST = Month(2020, 1)
CHARTED = replace(BURGLARY, control=Control())
EVENTS = [8, 10, 9, 11, 10, 9, 12, 8, 10, 11, 9, 10, 14, 15, 13, 16, 14, 15]


def counted(measure: Measure, events: list[int | None], of: list[int] | None = None) -> Assessment:
    held = {FIRST.plus(n): count for n, count in enumerate(events) if count is not None}
    whole = {FIRST.plus(n): count for n, count in enumerate(of or [])}
    return assess_counted(measure, ASHBY, Counted(held, whole), Q4, GROUND)


def chart(measure: Measure, assessment: Assessment) -> Chart:
    found = chart_of(measure, assessment)
    assert found is not None
    return found


def declared(measure: Measure, **control: object) -> Measure:
    return replace(measure, control=Control(**control))  # type: ignore[arg-type]


def test_without_a_declaration_or_a_figure_there_is_no_chart() -> None:
    assert chart_of(BURGLARY, counted(BURGLARY, [1, 2, 3])) is None
    nothing = replace(counted(CHARTED, [1]), series=())
    assert chart_of(CHARTED, nothing) is None
    assert chart_of(declared(CHARTED, step=Step.QUARTER), nothing) is None


def test_a_rate_is_charted_at_the_pace_of_a_year() -> None:
    found = chart(CHARTED, counted(CHARTED, [8, 10, 9]))  # type: ignore[list-item]
    values = [p.value for p in found.now.points]
    assert values == pytest.approx([8 * 12 / 10, 10 * 12 / 10, 9 * 12 / 10])
    assert found.now.limits.upper[0] == xmr(values).upper
    assert found.now.is_trial
    assert found.now.known == 3


def test_a_month_that_is_not_held_is_a_gap() -> None:
    points = chart(CHARTED, counted(CHARTED, [8, None, 10])).now.points
    assert [(p.value is None, p.why) for p in points] == [
        (False, ""),
        (True, NOT_HELD),
        (False, ""),
    ]


@pytest.mark.parametrize("at", [0, 2, 4])
def test_of_what_suppression_leaves_no_chart_is_drawn(at: int) -> None:
    """What is left are the months with many events or with none: their mean is nobody's."""
    assessment = counted(CHARTED, [8, 0, 9, 10, 11])
    series = tuple(
        replace(r, events=None, suppressed=True) if n == at else r
        for n, r in enumerate(assessment.series)
    )
    hidden = replace(assessment, series=series)
    assert chart_of(CHARTED, hidden) is None
    assert undrawn(CHARTED, hidden).startswith("1 of 5 months are suppressed")
    assert undrawn(CHARTED, assessment) == ""
    assert undrawn(replace(CHARTED, control=None), hidden) == ""


def test_what_is_not_known_at_the_ends_is_left_out() -> None:
    assessment = counted(CHARTED, [8, 9])
    silent = tuple(replace(r, events=None) for r in assessment.series)
    both = replace(assessment, series=(*silent, *assessment.series, *silent))
    assert len(chart(CHARTED, both).now.points) == 2
    assert chart_of(CHARTED, replace(assessment, series=silent)) is None


def test_quarters_are_those_of_the_year_and_whole() -> None:
    measure = declared(BURGLARY, step=Step.QUARTER)
    series = counted(measure, EVENTS).series
    # Beginning with February, the first whole quarter is April to June.
    late = replace(counted(measure, EVENTS), series=series[1:])
    found = chart(measure, late).now.points
    assert [str(p.last) for p in found] == ["2020-06", "2020-09", "2020-12", "2021-03", "2021-06"]
    assert found[0].part == 11 + 10 + 9
    assert found[0].value == pytest.approx(30 * 4 / 10)
    gap = chart(measure, counted(measure, [1, 2, 3, 4, None, 6, 7, 8, 9])).now.points
    assert [p.why for p in gap] == ["", NOT_HELD, ""]


def test_counts_and_shares_take_their_own_values() -> None:
    count = replace(CHARTED, kind=Kind.COUNT)
    found = chart(count, counted(count, [8, 9]))
    assert [p.value for p in found.now.points] == [8.0, 9.0]
    share = declared(replace(BURGLARY, kind=Kind.PROPORTION), chart=ControlChart.LANEY_P)
    events, of = [8, 9, 7, 3], [10, 12, 0, 9]
    shares = chart(share, counted(share, events, of))  # type: ignore[arg-type]
    assert [p.why for p in shares.now.points] == ["", "", NO_WHOLE, ""]
    expected = laney_p([8, 9, None, 3], [10, 12, None, 9], per=100)
    assert shares.now.limits.upper == pytest.approx(expected.upper, nan_ok=True)
    plain = declared(share, chart=ControlChart.P)
    assert chart(plain, counted(plain, events, of)).now.limits.lower == pytest.approx(  # type: ignore[arg-type]
        p_chart([8, 9, None, 3], [10, 12, None, 9], per=100).lower, nan_ok=True
    )


@pytest.mark.parametrize(("kind", "method"), [("u", u_chart), ("laney-u", laney_u)])
def test_rates_over_people(kind: str, method: object) -> None:
    measure = declared(BURGLARY, chart=ControlChart(kind))
    found = chart(measure, counted(measure, list(EVENTS))).now.limits
    expected = method(EVENTS, [10_000] * len(EVENTS), per=12_000)  # type: ignore[operator]
    assert found.upper == pytest.approx(expected.upper)
    assert found.values == pytest.approx(np.array(EVENTS) * 1.2)


def test_nothing_crosses_a_rebase_or_a_break() -> None:
    rebase = Rebase(Month(2021, 1), "A new system.")
    measure = replace(
        declared(BURGLARY, rebases=(rebase,)), breaks=(Break(Month(2020, 7), "New rules."),)
    )
    found = chart(measure, counted(measure, list(EVENTS)))
    parts = [EVENTS[:6], EVENTS[6:12], EVENTS[12:]]
    assert [len(s.points) for s in found.stretches] == [6, 6, 6]
    assert [s.begun and s.begun.why for s in found.stretches] == [
        None,
        "New rules.",
        "A new system.",
    ]
    for stretch, part in zip(found.stretches, parts, strict=True):
        assert stretch.limits.upper[0] == pytest.approx(xmr([n * 1.2 for n in part]).upper)
    # Without the rebase the level's change is a signal; with it there is none.
    whole = chart(CHARTED, counted(CHARTED, list(EVENTS)))
    assert whole.now.signals
    assert all(not stretch.signals for stretch in found.stretches)


def test_a_rebase_outside_the_series_changes_nothing() -> None:
    months = (Month(2019, 1), Month(2020, 1), Month(2024, 1))
    measure = declared(BURGLARY, rebases=tuple(Rebase(on, "Why.") for on in months))
    assert len(chart(measure, counted(measure, list(EVENTS))).stretches) == 1


def test_a_quarter_that_a_break_falls_into_belongs_to_what_went_before() -> None:
    measure = replace(
        declared(BURGLARY, step=Step.QUARTER), breaks=(Break(Month(2020, 5), "New rules."),)
    )
    found = chart(measure, counted(measure, list(EVENTS)))
    assert [str(s.points[0].last) for s in found.stretches] == ["2020-03", "2020-09"]


def test_too_few_points_have_no_limits_and_no_signals() -> None:
    found = chart(CHARTED, counted(CHARTED, [8, None, 9])).now
    assert not found.has_limits
    assert found.signals == ()


def test_the_declared_rules_are_used() -> None:
    events: list[int | None] = [10, 11] * 8 + [20] * 2 + [11, 10] * 4
    ours = chart(CHARTED, counted(CHARTED, events)).now.signals
    theirs = declared(BURGLARY, rules=RunRules.ANHOEJ)
    found = chart(theirs, counted(theirs, events)).now.signals
    assert {s.rule for s in found} == {Rule.OUTSIDE, Rule.LONGEST_RUN, Rule.FEW_CROSSINGS}
    assert Rule.RUN in {s.rule for s in ours}


def test_screening_is_declared() -> None:
    events: list[int | None] = [10, 11, 10, 11, 10, 60, 10, 11, 10, 11, 10, 11]
    screened = declared(BURGLARY, screen=True)
    wide = chart(CHARTED, counted(CHARTED, events)).now.limits.upper[0]
    assert chart(screened, counted(screened, events)).now.limits.upper[0] < wide / 2


def returned(measure: Measure, *periods: tuple[str, float]) -> Assessment:
    rows = [observed(period, value, parts=(int(value), 100)) for period, value in periods]
    return assess_observed(measure, ASHBY, rows, Q4, rows[-1].known)


def test_returns_are_charted_where_they_cover_one_step() -> None:
    quarters = declared(REPEATS, chart=ControlChart.LANEY_P, step=Step.QUARTER)
    found = returned(
        quarters,
        ("2020/21", 40.0),
        ("2020/21-Q2", 38.0),
        ("2020-09..2020-11", 99.0),
        ("2021/22-Q1", 41.0),
        ("2021/22-Q2", 43.0),
    )
    assert [str(r.last) for r in found.returned] == ["2020-09", "2021-06", "2021-09"]
    points = chart(quarters, found).now.points
    assert [p.why for p in points] == ["", NOT_RETURNED, NOT_RETURNED, "", ""]
    assert [p.value for p in points if p.value is not None] == [38.0, 41.0, 43.0]
    assert returned(REPEATS, ("2020/21-Q2", 38.0)).returned == ()
    assert chart_of(quarters, returned(quarters, ("2020/21", 38.0))) is None


def test_returns_of_months_their_parts_and_what_is_not_shown() -> None:
    months = declared(REPEATS, chart=ControlChart.P)
    rows = (
        Returned(Month(2020, 1), 40.0, 4, 10),
        Returned(Month(2020, 2), None, suppressed=True),
        Returned(Month(2020, 3), None),
        Returned(Month(2020, 4), 40.0),
        Returned(Month(2020, 5), 40.0, 4, 0),
        Returned(Month(2020, 6), 50.0, 5, 10),
    )
    held = replace(returned(months, ("2020/21-Q2", 1.0)), returned=rows)
    assert chart_of(months, held) is None
    points = points_of(months, Control(ControlChart.P), held)
    assert [p.why for p in points] == ["", NOT_SHOWN, NOT_RETURNED, NO_PARTS, NO_PARTS, ""]
    held = replace(held, returned=(rows[0], replace(rows[1], suppressed=False), *rows[2:]))
    singles = declared(REPEATS)
    values = [p.value for p in chart(singles, held).now.points]
    assert values == [40.0, None, None, 40.0, 40.0, 50.0]
    rates = replace(declared(REPEATS, chart=ControlChart.U), kind=Kind.RATE, per=1000)
    assert chart(rates, held).now.points[0].value == pytest.approx(4 / 10 * 12_000)
    assert chart(replace(rates, control=Control()), held).now.points[0].value == 480.0


def test_counts_returned_have_a_c_chart_of_their_own() -> None:
    counts = replace(declared(REPEATS, chart=ControlChart.C), kind=Kind.COUNT)
    rows = tuple(Returned(FIRST.plus(n), float(count)) for n, count in enumerate([4, 9, 5]))
    held = replace(returned(counts, ("2020/21-Q2", 1.0)), returned=rows)
    assert chart(counts, held).now.limits.upper[0] == pytest.approx(6 + 3 * 6**0.5)


def test_a_return_that_is_suppressed_or_missing_is_a_gap_of_its_own() -> None:
    quarters = declared(REPEATS, step=Step.QUARTER)
    rows = [
        observed("2020/21-Q1", 40.0),
        replace(observed("2020/21-Q2", 1.0), figure=Suppressed("small")),
        replace(observed("2020/21-Q3", 1.0), figure=Missing("lost")),
        observed("2020/21-Q4", 44.0, flags=(Flag.PROVISIONAL,)),
    ]
    found = assess_observed(quarters, ASHBY, rows, Q4, rows[0].known)
    points = points_of(quarters, Control(step=Step.QUARTER), found)
    assert [p.why for p in points] == ["", NOT_SHOWN, NOT_RETURNED, ""]


def test_a_lasting_change_is_suggested_by_its_month() -> None:
    noise = [0, 1, -1, 2, -2, 1, 0, -1, 1, 0, 2, -1]
    events: list[int | None] = [n + level for level in (20, 34) for n in noise]
    found = chart(CHARTED, counted(CHARTED, events))
    assert suggestions(found) == (Month(2021, 1),)
    assert Period.parse("2021-01").first == suggestions(found)[0]
