"""The victim's next contact: due by the risk, put off by having spoken and by nothing else."""

from datetime import date

import pytest

from saferboard.core.casework.asb.contact import Contact, next_contact
from saferboard.core.casework.asb.risk import Band
from tests.core.casework.asb.asb_world import MATRIX

REPORTED = date(2024, 6, 3)  # a Monday


@pytest.mark.parametrize(
    ("band", "due"),
    [
        (Band.HIGH, date(2024, 6, 10)),
        (Band.MEDIUM, date(2024, 6, 17)),
        (Band.LOW, date(2024, 7, 1)),
    ],
)
def test_the_first_contact_runs_from_the_report(band: Band, due: date) -> None:
    found = next_contact(MATRIX, band, REPORTED, (), due)
    assert (found.due, found.overdue, found.since, found.reached) == (due, False, REPORTED, False)
    late = next_contact(MATRIX, band, REPORTED, (), date(2024, 7, 2))
    assert late.overdue


def test_having_spoken_puts_it_off_and_an_attempt_does_not() -> None:
    log = [
        Contact(date(2024, 6, 12), False),
        Contact(date(2024, 6, 10), True),
        Contact(date(2024, 6, 4), False),
        Contact(date(2024, 6, 11), False),
    ]
    found = next_contact(MATRIX, Band.HIGH, REPORTED, log, date(2024, 6, 18))
    assert (found.since, found.due, found.attempts) == (date(2024, 6, 10), date(2024, 6, 17), 2)
    assert found.overdue
    assert found.reached


def test_what_lies_ahead_is_not_counted() -> None:
    log = [Contact(date(2024, 6, 20), True)]
    found = next_contact(MATRIX, Band.HIGH, REPORTED, log, date(2024, 6, 11))
    assert (found.due, found.overdue) == (date(2024, 6, 10), True)


def test_a_bank_holiday_is_no_working_day() -> None:
    found = next_contact(MATRIX, Band.HIGH, date(2024, 5, 24), (), date(2024, 5, 24))
    assert found.due == date(2024, 6, 3)
