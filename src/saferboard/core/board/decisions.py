"""Decisions: whether each is answered by what must happen, and what a later log lost."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar

from saferboard.core.faults import refuse


class AnswerKind(StrEnum):
    """What must happen because of a decision."""

    MADE = "made"
    ADDED = "added"
    NONE = "none"


class Answer(Protocol):
    """An answer, whoever stores it. One that ``supersedes`` ends all that were given before."""

    @property
    def kind(self) -> str: ...
    @property
    def supersedes(self) -> bool: ...


A = TypeVar("A", bound=Answer)


def standing(answers: Sequence[A]) -> tuple[A, ...]:
    """The answers that hold, of all that were given, in the order they were given."""
    last = max((n for n, answer in enumerate(answers) if answer.supersedes), default=0)
    return tuple(answers[last:])


def must_supersede(kind: AnswerKind, held: Iterable[Answer]) -> bool:
    """Whether an answer cannot stand beside those that hold: needing none, and needing some."""
    kinds = {answer.kind for answer in held}
    return bool(kinds) if kind is AnswerKind.NONE else AnswerKind.NONE in kinds


def check_answer(kind: AnswerKind, held: Iterable[Answer], reason: str) -> bool:
    """Whether the new answer supersedes those that hold. Refused: one that lacks its reason."""
    supersedes = must_supersede(kind, held)
    if (supersedes or kind is AnswerKind.NONE) and not reason.strip():
        what = "a different answer holds already" if supersedes else "no reason is given"
        raise refuse(
            what,
            where="reason",
            expected="why it needs none" if kind is AnswerKind.NONE else "why the answer changes",
            remedy="say why in a few words: they stay beside the decision",
        )
    return supersedes


@dataclass(frozen=True, slots=True)
class Lost:
    """An action that stood in one log and stands in a later one no more, without being closed."""

    number: int
    text: str


def lost(
    earlier: Mapping[int, str], later: Iterable[int], closed: Iterable[int]
) -> tuple[Lost, ...]:
    """What of an earlier log (number to text) a later one lost."""
    kept = frozenset(later) | frozenset(closed)
    return tuple(Lost(number, text) for number, text in earlier.items() if number not in kept)
