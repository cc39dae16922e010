"""One person at a time in a post."""

from datetime import date

import pytest

from saferboard.core.directory.spells import Spell
from saferboard.core.directory.tenures import backwards, clash, handed_over, vacancy
from saferboard.core.faults import Fault

FIRST = Spell(date(2020, 1, 1), date(2021, 12, 31))
SECOND = Spell(date(2022, 6, 1))


def test_two_people_at_once_are_refused_with_the_days_and_without_names() -> None:
    fault = clash(Spell(date(2021, 10, 1), date(2022, 1, 31)), [FIRST, SECOND], "the post is held")
    assert fault is not None
    assert fault.what == "the post is held by somebody else 1 January 2020 to 31 December 2021"
    assert "both would hold 1 October 2021 to 31 December 2021" in fault.expected


def test_the_day_after_is_free() -> None:
    between = Spell(date(2022, 1, 1), date(2022, 5, 31))
    assert clash(between, [FIRST, SECOND], "the post is held") is None


def test_it_cannot_end_before_it_begins() -> None:
    wrong = backwards(Spell(date(2022, 2, 1), date(2022, 1, 31)))
    assert wrong is not None
    assert wrong.where == "until"
    assert backwards(Spell(date(2022, 2, 1), date(2022, 2, 1))) is None
    assert backwards(SECOND) is None


def test_a_successor_ends_it_the_day_before() -> None:
    assert handed_over(SECOND, date(2022, 6, 2)) == Spell(date(2022, 6, 1), date(2022, 6, 1))
    assert isinstance(handed_over(SECOND, date(2022, 6, 1)), Fault)


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2019, 12, 31), "nobody is recorded yet; held again from 1 January 2020"),
        (date(2020, 1, 1), None),
        (date(2022, 3, 1), "vacant since 1 January 2022; held again from 1 June 2022"),
        (date(2030, 1, 1), None),
    ],
)
def test_how_long_it_is_vacant(on: date, said: str | None) -> None:
    assert vacancy([SECOND, FIRST], on) == said


def test_never_held_and_held_no_more() -> None:
    assert vacancy([], date(2022, 3, 1)) == "nobody is recorded yet"
    assert vacancy([FIRST], date(2022, 3, 1)) == "vacant since 1 January 2022"
