"""The register of decisions: every outcome of the minutes, and what was answered to it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from saferboard.core.board.decisions import standing
from saferboard.web.board.decisions.models import Answer
from saferboard.web.board.meetings.models import Meeting
from saferboard.web.board.minutes.models import Minute, Minutes, Outcome
from saferboard.web.board.minutes.queries import outcome_passages


@dataclass(frozen=True, slots=True)
class Decided:
    """An outcome with its place in the minutes, and the answers: all of them, and those that hold.

    ``mark`` is ``minute 54(b)``; ``earlier`` are the answers that were superseded.
    """

    outcome: Outcome
    mark: str
    meeting: Meeting
    minutes: Minutes
    earlier: tuple[Answer, ...]
    answers: tuple[Answer, ...]

    @property
    def given(self) -> int:
        """How many answers were given, those that hold no more included."""
        return len(self.earlier) + len(self.answers)

    @property
    def is_answered(self) -> bool:
        """Whether somebody has said what must happen."""
        return bool(self.answers)

    @property
    def is_past(self) -> bool:
        """Whether it was taken in from a source: what came of it is accounted for, not answered."""
        return bool(self.minutes.taken_from)

    @property
    def is_waiting(self) -> bool:
        """Whether somebody must still say what is to happen."""
        return not self.answers and not self.is_past

    @property
    def restricted(self) -> bool:
        """Whether it was decided in private."""
        return self.outcome.minute.is_restricted

    @property
    def words(self) -> str:
        """What it says, as amended when the minutes were confirmed."""
        return words_of(self.outcome)

    @property
    def has_changed(self) -> bool:
        """Whether the minutes now say something else than when it was answered."""
        return any(answer.sentence != self.words for answer in self.answers)


def words_of(outcome: Outcome) -> str:
    """The words of an outcome that hold."""
    return "".join(passage.text for passage in outcome_passages(outcome.minute, outcome))


def decided(minutes: QuerySet[Minutes]) -> list[Decided]:
    """Every outcome of these minutes, in their order. Five queries."""
    answers = Answer.objects.select_related("action__body").order_by("pk")
    outcomes = Outcome.objects.prefetch_related(Prefetch("answers", answers))
    taken = Minute.objects.filter(left_out=False).select_related("item")
    minute = taken.prefetch_related(Prefetch("outcomes", outcomes), "amendments")
    found = minutes.select_related("meeting__body").prefetch_related(Prefetch("minutes", minute))
    return [row for one in found for row in _of(one)]


def _of(minutes: Minutes) -> Iterator[Decided]:
    for minute in minutes.minutes.all():
        minute.minutes = minutes
        for letter, outcome in minute.lettered():
            outcome.minute = minute
            given = tuple(outcome.answers.all())
            held = standing(given)
            earlier = given[: len(given) - len(held)]
            told = f"minute {minute.number}{letter}"
            yield Decided(outcome, told, minutes.meeting, minutes, earlier, held)


def unanswered_in(minutes: QuerySet[Minutes]) -> list[Decided]:
    """What nobody has answered yet, in the order it was decided. Nobody answers for the past."""
    return [row for row in decided(minutes.filter(taken_from="")) if not row.is_answered]


def one(outcome: Outcome) -> Decided:
    """One outcome with its place and its answers."""
    minutes = Minutes.objects.filter(pk=outcome.minute.minutes_id)
    return next(row for row in decided(minutes) if row.outcome.pk == outcome.pk)
