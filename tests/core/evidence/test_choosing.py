"""Which return speaks for a quarter and which it is compared with."""

from datetime import date

from saferboard.core.evidence.assessment import State
from saferboard.core.evidence.choosing import Chosen, choose, points_of, states
from saferboard.core.evidence.observations import Flag
from saferboard.core.evidence.periods import Month, Period
from tests.core.evidence.samples import Q4, observed

TODAY = date(2026, 1, 1)


def periods(chosen: Chosen) -> tuple[str | None, str | None]:
    return (
        str(chosen.current.period) if chosen.current else None,
        str(chosen.previous.period) if chosen.previous else None,
    )


def test_the_year_is_compared_with_the_year_before() -> None:
    rows = [observed(p, 1) for p in ("2019/20", "2020/21", "2021/22", "2022/23")]
    assert periods(choose(rows, Q4, TODAY, 0)) == ("2021/22", "2020/21")


def test_a_part_year_is_compared_with_the_nearest_whole_year_and_says_so() -> None:
    """First time entrants, June 2019: 76 for April to December beside 104 for the year before."""
    rows = [
        observed("2017/18", 104),
        observed("2018-04..2018-12", 76, flags=(Flag.PART_YEAR,)),
    ]
    quarter = Period.parse("2018/19-Q4")
    chosen = choose(rows, quarter, TODAY, 3)
    assert periods(chosen) == ("2018-04..2018-12", "2017/18")
    assert states(chosen, quarter) == (State.PART_YEAR, State.UNEQUAL_PERIODS, State.ARREARS)


def test_the_same_stretch_a_year_earlier_wins_over_a_nearer_end() -> None:
    rows = [observed(p, 1) for p in ("2020-04..2020-12", "2020/21", "2021-04..2021-12")]
    assert periods(choose(rows, Q4, TODAY, 3)) == ("2021-04..2021-12", "2020-04..2020-12")


def test_of_two_years_as_near_the_later_is_compared_whatever_their_order() -> None:
    """Re-offences, June 2019: April to September beside the year before, not the one before it."""
    rows = [observed(p, 1) for p in ("2016/17", "2017/18", "2018-04..2018-09")]
    quarter = Period.parse("2018/19-Q4")
    assert periods(choose(rows, quarter, TODAY, 6)) == ("2018-04..2018-09", "2017/18")
    assert periods(choose(rows[::-1], quarter, TODAY, 6)) == ("2018-04..2018-09", "2017/18")


def test_what_is_too_old_does_not_speak_and_what_is_too_far_is_not_compared() -> None:
    rows = [observed("2018/19", 1), observed("2020-10..2021-09", 2)]
    assert periods(choose(rows, Q4, TODAY, 5)) == (None, None)
    assert periods(choose(rows, Q4, TODAY, 6)) == ("2020-10..2021-09", None)
    assert states(choose(rows, Q4, TODAY, 5), Q4) == ()


def test_periods_that_share_months_are_avoided_or_told() -> None:
    """First time entrants, rolling year to September 2020: two years stand equally near."""
    now = observed("2019-10..2020-09", 91)
    quarter = Period.parse("2020/21-Q2")
    both = choose([now, observed("2019/20", 111), observed("2018/19", 100)], quarter, TODAY, 0)
    assert periods(both) == ("2019-10..2020-09", "2018/19")
    assert states(both, quarter) == ()
    one = choose([now, observed("2019/20", 111)], quarter, TODAY, 0)
    assert periods(one) == ("2019-10..2020-09", "2019/20")
    assert states(one, quarter) == (State.OVERLAPPING,)


def test_what_was_not_known_by_the_day_is_not_used() -> None:
    """First time entrants 2017/18: first 104, restated as 101 in March 2021."""
    rows = [
        observed("2017/18", 101, known="2021-03-19", flags=(Flag.REVISED,)),
        observed("2017/18", 104, known="2019-06-14"),
        observed("2018/19", 100, known="2019-06-14"),
    ]
    quarter = Period.parse("2018/19-Q4")
    then = choose(rows, quarter, date(2019, 6, 14), 0)
    later = choose(rows, quarter, date(2021, 3, 19), 0)
    assert then.previous is not None
    assert later.previous is not None
    assert then.previous.figure.value == 104
    assert later.previous.figure.value == 101
    assert then.restated == ()
    assert [o.figure.value for o in later.restated] == [104]
    assert states(later, quarter) == (State.REVISED,)


def test_an_earlier_giving_of_the_same_value_is_no_restatement() -> None:
    rows = [observed("2021/22", 5, known="2022-04-01"), observed("2021/22", 5, known="2022-06-01")]
    assert choose(rows, Q4, TODAY, 0).restated == ()


def test_the_line_leaves_out_part_years() -> None:
    rows = [
        observed("2020/21", 10),
        observed("2021/22", 12),
        observed("2021-04..2021-12", 7, flags=(Flag.PART_YEAR,)),
    ]
    chosen = choose(rows, Q4, TODAY, 0)
    points = [(month, figure.value) for month, figure in points_of(chosen.history)]
    assert points == [(Month(2021, 3), 10), (Month(2022, 3), 12)]
