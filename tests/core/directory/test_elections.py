"""Chairs and vice-chairs, elected yearly or named by the terms of reference."""

from datetime import date

import pytest

from saferboard.core.directory.elections import due_by, election_fault, overdue, term
from saferboard.core.directory.seats import SeatRole

CHAIR, VICE, MEMBER = SeatRole.CHAIR, SeatRole.VICE_CHAIR, SeatRole.MEMBER
JUNE = date(2022, 6, 10)
TABLE = {"lead": CHAIR, "second": VICE, "third": MEMBER, "clerk": SeatRole.OFFICER}


@pytest.mark.parametrize(
    ("elected", "due"),
    [
        (JUNE, date(2023, 6, 30)),
        (date(2022, 12, 1), date(2023, 12, 31)),
        (date(2023, 2, 28), date(2024, 2, 29)),
        (date(2022, 11, 30), date(2023, 11, 30)),
    ],
)
def test_the_next_election_is_due_within_the_same_month_a_year_on(elected: date, due: date) -> None:
    assert due_by(elected) == due


def test_a_term_in_words() -> None:
    on = date(2023, 6, 30)
    assert term(CHAIR, JUNE, None, elected=True, on=on) == (
        "elected chair on 10 June 2022; the next election is due by 30 June 2023"
    )
    assert term(VICE, JUNE, None, elected=True, on=date(2023, 7, 1)).endswith(
        "the next election was due by 30 June 2023"
    )
    assert term(CHAIR, JUNE, on, elected=True, on=JUNE) == (
        "elected chair on 10 June 2022, until 30 June 2023"
    )
    assert term(CHAIR, JUNE, None, elected=False, on=on) == (
        "chair since 10 June 2022; no election is recorded"
    )


@pytest.mark.parametrize(
    ("until", "on", "late"),
    [
        (None, date(2023, 6, 30), False),
        (None, date(2023, 7, 1), True),
        (date(2023, 6, 1), date(2023, 7, 1), False),
    ],
)
def test_an_election_is_overdue_once_the_month_has_passed(
    until: date | None, on: date, late: bool
) -> None:
    assert overdue(JUNE, until, on=on) is late


@pytest.mark.parametrize(
    ("role", "post", "chair_by", "said"),
    [
        (CHAIR, "third", "terms", "elects no chair"),
        (CHAIR, "clerk", "election", "only a member"),
        (CHAIR, "stranger", "election", "only a member"),
        (CHAIR, "second", "election", "is the vice-chair already"),
        (VICE, "lead", "election", "is the chair already"),
    ],
)
def test_who_cannot_be_elected(role: SeatRole, post: str, chair_by: str, said: str) -> None:
    fault = election_fault(role, post, TABLE, chair_by)
    assert fault is not None
    assert said in fault.what


@pytest.mark.parametrize(
    ("role", "post", "chair_by"),
    [(CHAIR, "third", "election"), (CHAIR, "lead", "election"), (VICE, "third", "terms")],
)
def test_who_can_be_elected(role: SeatRole, post: str, chair_by: str) -> None:
    assert election_fault(role, post, TABLE, chair_by) is None
