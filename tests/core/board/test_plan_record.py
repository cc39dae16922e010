"""What came of each promise: kept, moved, broken or still to come, with the reason recorded."""

from datetime import date

import pytest

from saferboard.core.board.plan_record import (
    UNSAID,
    Explained,
    Fate,
    Promise,
    Row,
    Tabled,
    planned_against_tabled,
)

JUNE, SEPTEMBER, MARCH = date(2016, 6, 10), date(2016, 9, 9), date(2017, 3, 10)
LATER = date(2018, 1, 1)


def promise(on: date = JUNE) -> Promise:
    return Promise("asb", "ASB", on)


def tabled(on: date, *, came: bool = True, because: str = "") -> Tabled:
    return Tabled("asb", "ASB", on, came, because)


def only(
    promised: Promise, *items: Tabled, today: date = LATER, explained: tuple[Explained, ...] = ()
) -> Row:
    (row,) = planned_against_tabled([promised], items, today, explained)
    return row


def test_any_day_of_the_month_keeps_a_promise() -> None:
    row = only(promise(), tabled(date(2016, 6, 17)))
    assert (row.fate, row.is_kept, row.because) == (Fate.CAME, True, "")
    assert row.words == "promised in June 2016, came as promised"


def test_what_comes_later_was_moved_for_the_reason_on_the_agenda() -> None:
    row = only(promise(), tabled(JUNE, came=False, because="no paper"), tabled(SEPTEMBER))
    assert (row.fate, row.is_kept, row.came) == (Fate.MOVED, False, SEPTEMBER)
    assert row.words == "promised in June 2016, moved to September 2016: no paper"
    assert not row.is_unexplained


def test_the_plan_s_own_reason_serves_where_the_agenda_gives_none() -> None:
    told = (
        Explained("asb", 2016, "first thoughts"),
        Explained("asb", 2016, "asked for by the chair"),
        Explained("asb", 2015, "another year"),
        Explained("hate", 2016, "another topic"),
    )
    row = only(promise(), tabled(JUNE, came=False), explained=told)
    assert (row.fate, row.because) == (Fate.NEVER, "asked for by the chair")


def test_what_comes_earlier_in_the_year_was_moved_too() -> None:
    row = only(promise(MARCH), tabled(SEPTEMBER))
    assert (row.fate, row.because) == (Fate.MOVED, UNSAID)
    assert row.is_unexplained


@pytest.mark.parametrize("on", [date(2017, 6, 9), date(2016, 3, 11)])
def test_a_year_late_or_a_year_early_answers_no_promise(on: date) -> None:
    row = next(
        r for r in planned_against_tabled([promise()], [tabled(on)], LATER) if r.promised == JUNE
    )
    assert (row.fate, row.because) == (Fate.NEVER, UNSAID)


def test_a_promise_is_still_to_come_until_its_month_is_over() -> None:
    row = only(promise(), today=date(2016, 6, 30))
    assert (row.fate, row.is_kept) == (Fate.TO_COME, None)
    assert row.words == "promised in June 2016, still to come"
    assert only(promise(), today=date(2016, 7, 1)).fate is Fate.NEVER
    assert only(promise(), tabled(JUNE, came=False), today=JUNE).fate is Fate.NEVER


def test_each_item_answers_one_promise() -> None:
    rows = planned_against_tabled([promise(), promise(SEPTEMBER)], [tabled(SEPTEMBER)], LATER)
    assert [row.fate for row in rows] == [Fate.NEVER, Fate.CAME]


def test_what_nobody_promised_is_shown_in_promised_years_only() -> None:
    extra = Tabled("", "Prison", SEPTEMBER)
    rows = planned_against_tabled(
        [promise()],
        [extra, tabled(MARCH), tabled(JUNE), Tabled("", "Old", date(2012, 6, 1))],
        LATER,
    )
    assert [(row.title, row.fate) for row in rows] == [
        ("ASB", Fate.CAME),
        ("Prison", Fate.EXTRA),
        ("ASB", Fate.EXTRA),
    ]
    assert rows[1].words == "came without being promised in September 2016"
    assert rows[1].is_kept is None
