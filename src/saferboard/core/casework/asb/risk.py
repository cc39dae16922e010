"""The partnership's risk matrix: questions with scored answers, and the bands of the sum."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from saferboard.core.faults import Refused, refuse
from saferboard.core.ingest.gathering import Faults


class Band(StrEnum):
    """How high the risk is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """Nought for the lowest."""
        return list(Band).index(self)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question. ``raises_to`` is the lowest band that it leaves possible."""

    key: str
    title: str
    score: int
    raises_to: Band = Band.LOW


@dataclass(frozen=True, slots=True)
class Question:
    """One question, to be answered by one of its options."""

    key: str
    title: str
    options: tuple[Option, ...]

    def option(self, key: str) -> Option | None:
        """The answer with this key."""
        return next((one for one in self.options if one.key == key), None)


@dataclass(frozen=True, slots=True)
class Threshold:
    """A band from its least score on. ``contact_days`` is how soon the victim hears again."""

    band: Band
    least: int
    contact_days: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole table, in one version. ``bands`` go from the lowest to the highest."""

    version: int
    questions: tuple[Question, ...]
    bands: tuple[Threshold, ...]

    def threshold(self, band: Band) -> Threshold:
        """What is declared of a band."""
        return self.bands[band.rank]

    @property
    def most(self) -> int:
        """The highest sum there can be."""
        return sum(max(one.score for one in question.options) for question in self.questions)


@dataclass(frozen=True, slots=True)
class Triage:
    """What the matrix says of a report: the sum, the band, and all that led to it."""

    version: int
    score: int
    most: int
    band: Band
    reasons: tuple[str, ...]


def triage(matrix: Matrix, answers: Mapping[str, str]) -> Triage:
    """The band that the answers lead to. Refused unless every question, and no other, is answered.

    A sum never lowers what a single answer raises.
    """
    known = {question.key for question in matrix.questions}
    for key in sorted(answers.keys() - known):
        raise _unanswerable(f"there is no question '{key}'", "matrix", sorted(known))
    chosen = [(one, _chosen(one, answers)) for one in matrix.questions]
    score = sum(option.score for _, option in chosen)
    by_sum = max(
        (one for one in matrix.bands if one.least <= score), key=lambda one: one.band.rank
    ).band
    raised = max((option.raises_to for _, option in chosen), key=lambda band: band.rank)
    band = max(by_sum, raised, key=lambda one: one.rank)
    reasons = [
        f"{question.title} {option.title} ({option.score})"
        for question, option in chosen
        if option.score
    ]
    least = matrix.threshold(by_sum).least
    reasons.append(f"The sum is {score} of {matrix.most}: {by_sum}, which begins at {least}")
    reasons += [
        f"{question.title} {option.title}: never below {option.raises_to}"
        for question, option in chosen
        if option.raises_to.rank > by_sum.rank
    ]
    return Triage(matrix.version, score, matrix.most, band, tuple(reasons))


def _chosen(question: Question, answers: Mapping[str, str]) -> Option:
    answer = answers.get(question.key, "")
    option = question.option(answer)
    if option is None:
        said = f"'{answer}' is no answer to it" if answer else "it is not answered"
        raise _unanswerable(said, question.key, [one.key for one in question.options])
    return option


def _unanswerable(what: str, where: str, expected: list[str]) -> Refused:
    return refuse(
        what,
        where=where,
        expected="one of: " + ", ".join(expected),
        remedy="choose one of the answers shown; where there is no good one, ask for one to be "
        "added to the partnership's matrix",
    )


def check_matrix(matrix: Matrix, where: str, faults: Faults) -> None:
    """Every fault of a matrix: bands that cannot be, questions that decide nothing."""
    for question in matrix.questions:
        _check_question(question, f"{where}, questions '{question.key}'", faults)
    if [one.band for one in matrix.bands] != list(Band):
        faults.add(
            "the bands are " + ", ".join(one.band for one in matrix.bands),
            where=f"{where}, bands",
            expected=", ".join(Band) + ", each once and in this order",
            remedy="put the bands in this order",
        )
        return
    leasts = [one.least for one in matrix.bands]
    if leasts[0] != 0 or sorted(set(leasts)) != leasts:
        faults.add(
            "the bands begin at " + ", ".join(str(least) for least in leasts),
            where=f"{where}, bands, least",
            expected="0, then a higher score, then a higher one",
            remedy="correct the scores",
        )
    for one in matrix.bands:
        if one.contact_days < 1:
            faults.add(
                f"{one.contact_days} cannot be a time",
                where=f"{where}, bands '{one.band}', contact_days",
                expected="a whole number of working days, 1 or more",
                remedy="say how soon a victim hears again",
            )
    _check_reach(matrix, where, faults)


def _check_reach(matrix: Matrix, where: str, faults: Faults) -> None:
    """The highest band must be within reach of the sum. Empty questions were told of before."""
    if all(one.options for one in matrix.questions) and matrix.bands[-1].least > matrix.most:
        faults.add(
            f"no answers add up to {matrix.bands[-1].least}",
            where=f"{where}, bands '{matrix.bands[-1].band}', least",
            expected=f"at most {matrix.most}, the sum of the highest scores",
            remedy="lower it, or raise the scores",
        )


def _check_question(question: Question, place: str, faults: Faults) -> None:
    if len(question.options) < 2:
        faults.add(
            f"the question has {len(question.options)} answers",
            where=f"{place}, options",
            expected="at least two",
            remedy="write the answers that one can give",
        )
    keys = [one.key for one in question.options]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        faults.add(
            f"the answer '{key}' stands twice",
            where=f"{place}, options",
            expected="each key once",
            remedy="give one of them another key",
        )
    for number, one in enumerate(question.options, start=1):
        if one.score < 0:
            faults.add(
                f"{one.score} is below nought",
                where=f"{place}, options[{number}].score",
                expected="a whole number, 0 or more",
                remedy="correct the score",
            )
