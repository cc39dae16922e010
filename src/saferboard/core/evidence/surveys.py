"""Surveys: what was asked in which words, who agreed, and how much a share of answers can bear.

The share that agrees is taken over everybody who gave an answer that counts. Its limits are
Wilson's; where answers are weighted they are taken over Kish's effective base, (sum of weights)
squared over the sum of their squares (Kish, "Survey Sampling", 1965, section 11.7), in place of the
number of people, as Korn and Graubard do for proportions (Survey Methodology 24, 1998, p. 193).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from saferboard.core.evidence.figures import Figure
from saferboard.core.evidence.periods import Month, Period

D = TypeVar("D", "Weighting", "Wording")


@dataclass(frozen=True, slots=True)
class Weighting:
    """The weights in use from a month on, by the version that results must name."""

    version: str
    since: Month
    how: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A question's exact words from a month on, and which answers count as what.

    ``agree`` and ``against`` together are the base; ``leaves_out`` are not in it.
    """

    version: str
    since: Month
    text: str
    agree: tuple[str, ...]
    against: tuple[str, ...]
    leaves_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Something a survey asks again and again. A changed wording starts a new series."""

    key: str
    survey: str
    name: str
    topic: str
    wordings: tuple[Wording, ...]

    def asked_in(self, period: Period) -> Wording | None:
        """The wording in use the whole period long; None if there is none, or it changed."""
        return _throughout(self.wordings, period)


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey of the people of ``area``.

    A share over fewer than ``least_base`` people is not shown, nor is one in which 1 to
    ``suppress_to`` people agree, or do not; 0 shows those, for the reason in ``open_because``.
    """

    key: str
    name: str
    source: str
    method: str
    area: str
    least_base: int = 30
    suppress_to: int = 4
    open_because: str = ""
    weightings: tuple[Weighting, ...] = ()

    def weighting_in(self, period: Period) -> Weighting | None:
        """The weights in use the whole period long; None if there are none, or they changed."""
        return _throughout(self.weightings, period)


def _throughout(held: Iterable[D], period: Period) -> D | None:
    started = [one for one in held if one.since <= period.last]
    newest = max(started, key=lambda one: one.since, default=None)
    return newest if newest is not None and newest.since <= period.first else None


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person said to one question: whether it counts as agreeing, and its weight."""

    question: str
    wording: str
    area: str
    period: Period
    known: date
    agrees: bool
    weight: float | None = None
    weighting: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """Who agreed in one area and period. ``share`` is 0 to 1, weighted where ``weighting`` says so.

    ``agree`` and ``base`` are people; ``effective`` is the base that the limits are taken over.
    """

    question: str
    wording: str
    area: str
    period: Period
    known: date
    agree: int
    base: int
    share: float
    effective: float
    weighting: str = ""


@dataclass(frozen=True, slots=True)
class Surveys:
    """What a partnership declares of its surveys, and the results loaded."""

    surveys: tuple[Survey, ...] = ()
    questions: tuple[Question, ...] = ()
    results: tuple[Result, ...] = field(default=())

    def survey(self, key: str) -> Survey:
        """The survey with this key."""
        return next(survey for survey in self.surveys if survey.key == key)

    def question(self, key: str) -> Question | None:
        """The question with this key; None if there is none."""
        return next((question for question in self.questions if question.key == key), None)


@dataclass(frozen=True, slots=True)
class Answered:
    """The share that agreed in one area and period, as a release shows it."""

    question: str
    wording: str
    area: str
    period: Period
    figure: Figure
    note: str = ""


@dataclass(frozen=True, slots=True)
class Surveyed:
    """All that a release says of one survey."""

    survey: Survey
    questions: tuple[Question, ...]
    answers: tuple[Answered, ...]
