"""Answers to decisions, and what a later log lost."""

from dataclasses import dataclass

import pytest

from saferboard.core.board.decisions import (
    AnswerKind,
    Lost,
    check_answer,
    lost,
    standing,
)
from saferboard.core.faults import Refused


@dataclass(frozen=True)
class Given:
    kind: AnswerKind
    supersedes: bool = False


NONE, MADE, ADDED = Given(AnswerKind.NONE), Given(AnswerKind.MADE), Given(AnswerKind.ADDED)


def test_answers_hold_from_the_last_that_supersedes() -> None:
    changed = Given(AnswerKind.MADE, supersedes=True)
    assert standing([]) == ()
    assert standing([MADE, ADDED]) == (MADE, ADDED)
    assert standing([NONE, changed, ADDED]) == (changed, ADDED)


@pytest.mark.parametrize(
    ("kind", "held", "supersedes"),
    [
        (AnswerKind.MADE, (), False),
        (AnswerKind.MADE, (MADE,), False),
        (AnswerKind.ADDED, (NONE,), True),
        (AnswerKind.NONE, (MADE,), True),
        (AnswerKind.NONE, (), False),
    ],
)
def test_needing_none_and_needing_some_supersede_each_other(
    kind: AnswerKind, held: tuple[Given, ...], supersedes: bool
) -> None:
    assert check_answer(kind, held, "because") is supersedes


def test_needing_none_and_a_change_of_answer_need_a_reason() -> None:
    with pytest.raises(Refused, match="no reason is given"):
        check_answer(AnswerKind.NONE, (), " ")
    with pytest.raises(Refused, match="a different answer holds already"):
        check_answer(AnswerKind.MADE, (NONE,), "")
    assert check_answer(AnswerKind.MADE, (), "") is False


def test_what_left_the_log_unclosed_is_lost() -> None:
    earlier = {1: "Attendance figures", 2: "Slides", 3: "Link"}
    assert lost(earlier, later=[2], closed=[3]) == (Lost(1, "Attendance figures"),)
