"""What a chart says of a quarter, in words, and how it weighs in exceptions and on a chart."""

from dataclasses import replace

import pytest

from saferboard.core.document.tree import Level, Moment
from saferboard.core.evidence.assessing import Counted, assess_counted
from saferboard.core.evidence.assessment import Assessment, Controlled, Direction, Sign
from saferboard.core.evidence.control import (
    Annotation,
    Assurance,
    Control,
    ControlChart,
    Rebase,
    RunRules,
    Step,
)
from saferboard.core.evidence.control_chart import control_chart
from saferboard.core.evidence.control_verdict import assurance, direction_of, verdict
from saferboard.core.evidence.control_words import (
    CHARTS,
    MEANINGS,
    RULES,
    finding,
    unit_words,
    value_words,
    way,
)
from saferboard.core.evidence.measures import Better, Kind, Line, Measure
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.release import Place
from saferboard.core.evidence.spc import Rule
from tests.core.evidence.samples import BURGLARY, GROUND, HIGHER

ASHBY = Place("E07000001", "Ashby", "district", None)
FIRST = Month(2020, 1)
STEADY = [10, 11, 9, 10, 12, 8, 10, 9, 11, 10, 12, 9, 10, 11]
COUNT = replace(BURGLARY, kind=Kind.COUNT, unit="burglaries", places=0, control=Control())
RATE = replace(BURGLARY, control=Control())


def counted(measure: Measure, events: list[int | None]) -> tuple[Assessment, Period]:
    held = {FIRST.plus(n): count for n, count in enumerate(events) if count is not None}
    last = FIRST.plus(len(events) - 1)
    quarter = Period(last.plus(-2), last)
    return assess_counted(measure, ASHBY.code, Counted(held), quarter, GROUND), quarter


def said(measure: Measure, events: list[int | None]) -> Controlled:
    found = verdict(measure, *counted(measure, events))
    assert found is not None
    return found


def test_nothing_is_said_where_nothing_is_declared() -> None:
    assert verdict(replace(COUNT, control=None), *counted(COUNT, [1, 2, 3])) is None


def test_a_quiet_quarter() -> None:
    found = said(COUNT, list(STEADY))
    assert (found.points, found.trial, found.seen, found.signs) == (14, False, True, ())
    assert found.centre == pytest.approx(sum(STEADY) / 14)
    assert found.since == FIRST
    assert way(found) is None
    assert finding(found) == "Its control chart shows no significant change in the quarter."


def test_limits_on_trial_are_called_so() -> None:
    found = said(COUNT, [10, 12, 9])
    assert found.trial
    assert finding(found) == (
        "Its control chart shows no significant change in the quarter (the limits are on trial: "
        "they rest on 3 months, and 12 are needed)."
    )
    alone = said(COUNT, [10])
    assert (alone.centre, alone.lower, alone.upper) == (None, None, None)
    assert finding(alone) == "Its control chart has too few points to tell a change from chance."


def test_a_point_outside_the_limits_is_for_the_worse_or_the_better() -> None:
    found = said(COUNT, [*STEADY, 30])
    (sign,) = found.signs
    assert (sign.rule, sign.first, sign.last) == (Rule.OUTSIDE, Month(2021, 3), Month(2021, 3))
    assert sign.direction is Direction.DOWN
    assert finding(found) == (
        "Its control chart shows a significant change for the worse: March 2021 (30) is above the "
        "upper limit (19.4)."
    )
    better = said(replace(COUNT, polarity=HIGHER), [*STEADY, 30])
    assert way(better) is Direction.UP
    assert "a significant change for the better" in finding(better)
    neither = said(replace(COUNT, polarity=()), [*STEADY, 30])
    assert "shows a significant change: " in finding(neither)
    low = said(COUNT, [n + 20 for n in [*STEADY, -10]])
    assert low.signs[0].words == "March 2021 (10) is below the lower limit (20.4)"


def test_runs_trends_and_near_limits_in_words() -> None:
    low: list[int | None] = [20, 22, 21, 20, 23, 21, 20, 8, 9, 8, 9, 8, 9, 8]
    assert "7 months in a row below the mean, August 2020 to February 2021" in finding(
        said(COUNT, low)
    )
    up: list[int | None] = [9, 13, 8, 12, 10, 14, 5, 6, 7, 8, 9, 10, 11]
    assert "7 months in a row rising, July 2020 to January 2021" in finding(said(COUNT, up))
    down: list[int | None] = [9, 13, 8, 12, 10, 14, 13, 12, 11, 10, 9, 8]
    assert "7 months in a row falling, June 2020 to December 2020" in finding(said(COUNT, down))
    high: list[int | None] = [20, 22, 21, 20, 23, 21, 20, 28, 29, 28, 29, 28, 29, 28]
    assert "7 months in a row above the mean" in finding(said(COUNT, high))
    near: list[int | None] = [10, 11, 10, 12, 11, 10, 12, 11, 10, 11, 12, 16, 11, 16]
    assert "2 of 3 in a row past the upper near limit, December 2020 to February 2021" in finding(
        said(COUNT, near)
    )
    under: list[int | None] = [30 - n for n in near if n is not None]
    assert "past the lower near limit" in finding(said(COUNT, under))


def test_anhoejs_rules_in_words() -> None:
    measure = replace(COUNT, control=Control(rules=RunRules.ANHOEJ))
    found = said(measure, [8, 9] * 6 + [20, 21] * 6)
    assert "12 months above the centre, more than chance gives" in finding(found)
    assert "12 months below" not in finding(found)  # long ago, not in the quarter
    assert "the line crosses its centre more seldom than chance gives" in finding(found)
    assert way(found) is Direction.UNKNOWN
    rising = said(measure, [20, 21] * 4 + [8] * 12)
    assert rising.signs[-1].rule in (Rule.LONGEST_RUN, Rule.FEW_CROSSINGS)
    above = said(measure, [8, 9] * 4 + [30] * 12)
    assert any("above the centre" in sign.words for sign in above.signs)
    assert any("below the centre" in sign.words for sign in rising.signs)


def test_only_what_touches_the_quarter_is_told() -> None:
    events: list[int | None] = [10, 30, *STEADY]
    assert said(COUNT, events).signs == ()
    quarters = replace(COUNT, control=Control(step=Step.QUARTER))
    found = said(quarters, [n for n in [5, 6, 7, 6, 5, 6] for _ in range(3)])
    assert found.signs == ()
    assert found.since == FIRST
    assert (found.points, found.step) == (6, Step.QUARTER)


def test_a_quarter_without_a_point_is_called_so() -> None:
    assessment, quarter = counted(COUNT, list(STEADY))
    later = verdict(COUNT, assessment, quarter.shifted(3))
    assert later is not None
    assert not later.seen
    assert finding(later) == "Its control chart has no point in the quarter."


def test_what_a_break_began_anew_is_said_of_the_last_stretch() -> None:
    measure = replace(COUNT, control=Control(rebases=(Rebase(Month(2020, 7), "New system."),)))
    found = said(measure, [50, 52, 51, 50, 52, 51, *STEADY])
    assert (found.since, found.points) == (Month(2020, 7), 14)
    assert found.signs == ()


@pytest.mark.parametrize(
    ("line", "better", "found"),
    [
        (12.0, Better.LOWER, Assurance.ALWAYS),
        (10.0, Better.LOWER, Assurance.ALWAYS),
        (9.0, Better.LOWER, Assurance.BY_CHANCE),
        (5.0, Better.LOWER, Assurance.BY_CHANCE),
        (4.0, Better.LOWER, Assurance.NEVER),
        (4.0, Better.HIGHER, Assurance.ALWAYS),
        (9.0, Better.HIGHER, Assurance.BY_CHANCE),
        (12.0, Better.HIGHER, Assurance.NEVER),
    ],
)
def test_assurance_is_where_the_line_lies(line: float, better: Better, found: Assurance) -> None:
    assert assurance(5.0, 10.0, Line(line, ""), better) is found


def test_a_line_for_a_year_is_held_against_a_months_share_of_it() -> None:
    measure = replace(
        COUNT,
        trigger=Line(300, "Plan"),
        target=Line(120, "Plan"),
        threshold=Line(36, "Law"),
    )
    found = said(measure, list(STEADY))
    assert [(a.line, a.assurance, a.words) for a in found.assured] == [
        ("trigger", Assurance.ALWAYS, "Trigger of 25: no month can be expected to pass it"),
        (
            "target",
            Assurance.BY_CHANCE,
            "Target of 10: chance alone decides whether a month meets or misses it",
        ),
        (
            "threshold",
            Assurance.NEVER,
            "Threshold of 3: every month can be expected to be past it unless something changes",
        ),
    ]
    rate = said(replace(RATE, target=Line(20, "Plan")), list(STEADY))
    assert rate.assured[0].words == "Target of 20.00: every month can be expected to meet it"
    assert said(replace(measure, polarity=()), list(STEADY)).assured == ()
    never = said(replace(COUNT, target=Line(12, "")), list(STEADY)).assured[0]
    assert never.words.endswith("no month can be expected to meet it unless something changes")


def test_signs_both_ways_are_a_change_and_no_verdict() -> None:
    one = Sign(Rule.RUN, FIRST, FIRST, Direction.UP, "up")
    both = replace(said(COUNT, list(STEADY)), signs=(one, replace(one, direction=Direction.DOWN)))
    assert way(both) is Direction.UNKNOWN
    assert direction_of(0, Better.LOWER) is Direction.UNKNOWN


def test_every_chart_rule_and_signal_has_its_words() -> None:
    assert set(CHARTS) == set(ControlChart)
    assert set(RULES) == set(RunRules)
    assert set(MEANINGS) == set(Rule)


def test_the_chart_as_a_value() -> None:
    control = Control(
        rebases=(Rebase(Month(2020, 5), "New system."),),
        annotations=(Annotation(Month(2020, 3), "Lockdown"), Annotation(Month(2030, 1), "Later")),
    )
    measure = replace(RATE, control=control, trigger=Line(25, "Plan"), target=Line(11, "Plan"))
    assessment, _ = counted(measure, [20, 21, None, 22, *STEADY, 30])
    chart = control_chart(measure, assessment, ASHBY)
    assert chart is not None
    assert chart.title == "Burglary by month, Ashby: significant change"
    assert chart.unit == "per 1,000 people, at a yearly pace"
    assert chart.summary == (
        "19 months, January 2020 to July 2021. Mean since May 2020 13.76, limits 4.19 to 23.33. "
        "One signal."
    )
    assert [len(s.points) for s in chart.series] == [4, 15]
    assert [p.sign for s in chart.series for p in s.points].count("worse") == 1
    assert chart.levels == (Level("Trigger", 25, "trigger"), Level("Target", 11, "target"))
    assert chart.moments == (
        Moment("2020-03", "Lockdown"),
        Moment("2020-05", "Limits begin anew", begins=True),
    )
    assert [g.kind for g in chart.guides] == ["limits", "near", "limits", "near"]
    rows = chart.table.rows
    assert rows[2] == (
        "March 2020",
        "Not known: no source data is held",
        "25.20",
        "22.01 to 28.39",
        "–",
    )
    assert rows[-1] == ("July 2021", "36.00", "13.76", "4.19 to 23.33", "Outside a limit")
    assert chart.table.note == (
        "A month's rate is shown 12 times as large, at the pace of a year; every month counts "
        "alike, whatever its length. Limits begin anew in May 2020: New system. March 2020: "
        "Lockdown."
    )


def test_a_chart_with_too_few_points_is_not_drawn() -> None:
    assert control_chart(COUNT, counted(COUNT, [5])[0], ASHBY) is None
    assert control_chart(BURGLARY, counted(COUNT, list(STEADY))[0], ASHBY) is None
    control = Control(rebases=(Rebase(Month(2021, 2), "New."),))
    measure = replace(COUNT, control=control)
    chart = control_chart(measure, counted(measure, list(STEADY))[0], ASHBY)
    assert chart is not None
    assert "Too few points are known since February 2021 to draw limits." in chart.summary
    assert chart.table.rows[-1] == ("February 2021", "11", "–", "–", "–")
    assert len(chart.guides) == 2


def test_a_month_that_is_not_held_and_a_lower_limit_of_nothing() -> None:
    assessment, _ = counted(COUNT, [1, 5, 0, None, 1, 6])
    chart = control_chart(COUNT, assessment, ASHBY)
    assert chart is not None
    assert chart.table.rows[3][1].startswith("Not known")
    assert {p.lower for g in chart.guides for p in g.points} == {None}
    assert "on trial" in chart.summary
    assert chart.unit == "burglaries a month"
    assert chart.summary.endswith("No signals.")


def test_a_point_of_signals_both_ways_is_only_a_change() -> None:
    events: list[int | None] = [20, 21, 20, 21, 20, 21, 20, 9, 2, 3, 4, 5, 6, 7, 8]
    measure = replace(COUNT, control=Control())
    chart = control_chart(measure, counted(measure, events)[0], ASHBY)
    assert chart is not None
    signs = [p.sign for s in chart.series for p in s.points]
    assert "change" in signs
    assert "; " in chart.table.rows[-1][-1]


def test_units_of_shares_averages_and_quarters() -> None:
    quarters = replace(COUNT, control=Control(step=Step.QUARTER))
    chart = control_chart(quarters, counted(quarters, list(STEADY[:12]))[0], ASHBY)
    assert chart is not None
    assert chart.unit == "burglaries a quarter"
    assert chart.table.rows[0][0] == "2019/20 Q4"
    assert chart.table.columns[0].name == "Quarter"
    share = replace(COUNT, kind=Kind.PROPORTION)
    assert unit_words(share, Control()) == "per cent"
    assert value_words(12.5, share) == "13%"
    average = replace(COUNT, kind=Kind.AVERAGE, unit="per offender", places=2)
    assert unit_words(average, Control()) == "per offender"
