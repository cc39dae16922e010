"""Answering decisions, and letting an unanswered one go for a pack, by name and reason."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction

from saferboard.core.board.action_steps import Step
from saferboard.core.board.decisions import AnswerKind, check_answer, standing
from saferboard.core.faults import refuse
from saferboard.web.audit.actions import record
from saferboard.web.board.decisions import entering
from saferboard.web.board.decisions.models import Action, Answer, GapSigned
from saferboard.web.board.decisions.register import words_of
from saferboard.web.board.meetings.models import Meeting
from saferboard.web.board.minutes.models import Outcome
from saferboard.web.directory.models import Post


@transaction.atomic
def make_action(
    *,
    by: str,
    outcome: Outcome,
    text: str,
    owners: Iterable[Post],
    on: date,
    due_on: date | None = None,
    due_meeting: Meeting | None = None,
    reason: str = "",
    seen: int | None = None,
) -> Action:
    """Answer an outcome by a new action. ``reason`` is needed where it was said to need none.

    ``seen`` is how many answers the writer had before the eyes: one more since then is shown first,
    so that a form sent twice makes one action.
    """
    supersedes = _supersedes(outcome, AnswerKind.MADE, reason, seen)
    action = entering.begin(
        by=by,
        body=outcome.minute.minutes.meeting.body,
        text=text,
        owners=owners,
        on=on,
        outcome=outcome,
        due_on=due_on,
        due_meeting=due_meeting,
    )
    _answer(by, outcome, AnswerKind.MADE, on, reason, supersedes, action)
    return action


@transaction.atomic
def add_to_action(
    *,
    by: str,
    outcome: Outcome,
    action: Action,
    on: date,
    reason: str = "",
    seen: int | None = None,
) -> Answer:
    """Answer an outcome by an action there is already, in whose life it is entered."""
    if action.body_id != outcome.minute.minutes.meeting.body_id:
        raise refuse(
            "the action is another body's",
            where="other action",
            expected="an open action of the body that decided",
            remedy="choose another action, or make a new one",
        )
    supersedes = _supersedes(outcome, AnswerKind.ADDED, reason, seen)
    said = entering.Said(text=words_of(outcome), outcome=outcome)
    entering.enter(by=by, action=action, step=Step.ADD, on=on, said=said, office=True)
    return _answer(by, outcome, AnswerKind.ADDED, on, reason, supersedes, action)


@transaction.atomic
def needs_none(
    *, by: str, outcomes: Sequence[Outcome], reason: str, on: date, seen: int | None = None
) -> tuple[Answer, ...]:
    """Answer that nothing must happen, and why. Several at once only where they were noted."""
    if len(outcomes) > 1 and any(o.kind != Outcome.Kind.NOTED for o in outcomes):
        raise refuse(
            "only what was noted is answered several at once",
            where="decisions",
            expected="one decision, or several that were noted",
            remedy="answer the others one by one",
        )
    _check_chosen(outcomes)
    return tuple(
        _answer(
            by,
            outcome,
            AnswerKind.NONE,
            on,
            reason,
            _supersedes(outcome, AnswerKind.NONE, reason, seen),
        )
        for outcome in outcomes
    )


def _check_chosen(outcomes: Sequence[Outcome | None]) -> None:
    if not outcomes:
        raise refuse(
            "no decision is chosen",
            where="decisions",
            expected="at least one decision",
            remedy="tick at least one",
        )


def _supersedes(outcome: Outcome, kind: AnswerKind, reason: str, seen: int | None = None) -> bool:
    """Checks the new answer against those that hold, kept from other writers meanwhile."""
    Outcome.objects.select_for_update(of=("self",)).get(pk=outcome.pk)
    given = list(outcome.answers.order_by("pk"))
    if seen is not None and seen != len(given):
        raise refuse(
            "somebody answered this decision while you were writing",
            where="answer",
            expected="an answer given beside those that are shown",
            remedy="look at that answer, and send yours again if it is still wanted",
        )
    return check_answer(kind, standing(given), reason)


def _answer(
    by: str,
    outcome: Outcome,
    kind: AnswerKind,
    on: date,
    reason: str,
    supersedes: bool,
    action: Action | None = None,
) -> Answer:
    answer = Answer.objects.create(
        outcome=outcome,
        kind=kind,
        action=action,
        reason=reason.strip(),
        sentence=words_of(outcome),
        supersedes=supersedes,
        on=on,
        by=by,
    )
    record(
        by=by,
        action=f"decision answered: {kind}",
        object=f"outcome {outcome.pk}",
        number=action.number if action else None,
        supersedes=supersedes,
    )
    return answer


@transaction.atomic
def sign_gap(
    *,
    by: str,
    meeting: Meeting,
    outcomes: Iterable[Outcome | None],
    reason: str,
    on: date,
) -> tuple[GapSigned, ...]:
    """Let what nobody picked up go for this meeting's pack; the next pack asks again.

    None among the outcomes stands for the meeting before, which has no minutes.
    """
    left = list(outcomes)
    if not reason.strip():
        raise refuse(
            "no reason is given",
            where="reason",
            expected="why the pack may go out without an answer",
            remedy="say why in a few words: they stay beside your post's name",
        )
    _check_chosen(left)
    signed = tuple(
        GapSigned.objects.create(
            meeting=meeting, outcome=outcome, reason=reason.strip(), on=on, by=by
        )
        for outcome in left
    )
    record(
        by=by,
        action="gap signed off",
        object=f"meeting {meeting.body.key} {meeting.date.isoformat()}",
        outcomes=[one.outcome_id for one in signed],
    )
    return signed
