"""Actions of a MARAC: due, overdue, answered, and when a case is offered to be closed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from saferboard.core.casework.marac.following import (
    Action,
    Chased,
    Standing,
    chasing,
    closing,
    standing,
)

DUE = date(2024, 10, 26)
# The clock goes back the night after: the day ends before it does.
ENDS = datetime(2024, 10, 26, 23, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("answered", "done", "on", "found"),
    [
        (None, False, ENDS - SECOND, Standing.OPEN),
        (None, False, ENDS, Standing.OVERDUE),
        (ENDS + SECOND, True, ENDS, Standing.OVERDUE),
        (ENDS - SECOND, True, ENDS, Standing.DONE),
        (ENDS, True, ENDS, Standing.DONE_LATE),
        (ENDS, False, ENDS, Standing.NOT_DONE),
    ],
)
def test_where_an_action_stands(
    answered: datetime | None, done: bool, on: datetime, found: Standing
) -> None:
    assert standing(Action("1", "housing", DUE, answered, done), on) is found


def test_closing_is_offered_when_every_action_has_an_answer() -> None:
    done = Action("1", "housing", DUE, ENDS, done=True)
    undone = Action("2", "police", DUE, ENDS)
    waiting = Action("3", "police", DUE)
    assert closing([], ENDS).because == "no action was given"
    offer = closing([done, undone], ENDS)
    assert offer
    assert offer.because == "every action has an answer; 1 of 2 were not done, with a reason"
    refused = closing([done, undone, waiting], ENDS)
    assert not refused
    assert refused.because == "1 of 3 actions have no answer"


def test_whom_to_chase() -> None:
    later = date(2024, 12, 1)
    actions = [
        Action("1", "housing", DUE),
        Action("2", "police", later),
        Action("3", "police", later),
        Action("4", "health", DUE, ENDS, done=True),
        Action("5", "idva", later),
    ]
    assert chasing(actions, ENDS) == (
        Chased("housing", 1, 1),
        Chased("police", 2, 0),
        Chased("idva", 1, 0),
    )
