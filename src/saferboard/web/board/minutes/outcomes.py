"""What a minute ended in: added, changed, moved and removed while the minutes are a draft."""

from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import ProtectedError

from saferboard.core.board.numbering import moved
from saferboard.core.faults import refuse
from saferboard.web.audit.actions import record
from saferboard.web.board.minutes import locking
from saferboard.web.board.minutes.models import Minute, Outcome, OutcomeRevision


@transaction.atomic
def add_outcome(
    *, by: str, minute: Minute, kind: str, text: str, key: UUID | None = None
) -> Outcome:
    """An outcome, last of its minute. Sent twice with one ``key`` it is added once."""
    held = locking.writable_minute(minute)
    known = Outcome.objects.filter(key=key).first() if key else None
    if known is not None:
        return known
    outcome = Outcome.objects.create(
        minute=held,
        kind=_kind(kind),
        place=held.outcomes.count(),
        text=_text(text),
        key=key or uuid4(),
    )
    _keep(by, "added", outcome)
    return outcome


@transaction.atomic
def change_outcome(*, by: str, outcome: Outcome, kind: str, text: str, was: str) -> None:
    """Other words, or another kind, instead of the text that was seen."""
    held = _stored(outcome)
    clean = _text(text)
    if held.text not in (was, clean):
        raise locking.changed_meanwhile("outcome", now=held.text, yours=clean)
    held.kind, held.text = _kind(kind), clean
    held.save(update_fields=["kind", "text"])
    _keep(by, "changed", held)


@transaction.atomic
def move_outcome(*, by: str, outcome: Outcome, places: int) -> None:
    """Earlier (below 0) or later among the outcomes of its minute; letters follow."""
    held = _stored(outcome)
    order = list(held.minute.outcomes.values_list("pk", flat=True))
    _place(held.minute, moved(order, held.pk, places))
    _keep(by, "moved", held)


@transaction.atomic
def remove_outcome(*, by: str, outcome: Outcome) -> None:
    """Take it out; its words stay in the history. Refused where decisions rest on it."""
    held = _stored(outcome)
    try:
        _keep(by, "removed", held)
        held.delete()
    except ProtectedError:
        raise refuse(
            "an action or an answer in the register of decisions rests on it",
            where="outcome",
            expected="an outcome that nobody has taken up yet",
            remedy="change its words, or settle what rests on it first",
        ) from None
    _place(held.minute, list(held.minute.outcomes.values_list("pk", flat=True)))


def _stored(outcome: Outcome) -> Outcome:
    minute = locking.writable_minute(outcome.minute)
    stored = Outcome.objects.filter(pk=outcome.pk).first()
    if stored is None:
        raise refuse(
            "it was removed meanwhile",
            where="outcome",
            expected="an outcome of this minute",
            remedy="open the minutes again; its words are in the history of the minute",
        )
    stored.minute = minute
    return stored


def _place(minute: Minute, order: list[int]) -> None:
    rows = {row.pk: row for row in minute.outcomes.all()}
    for place, pk in enumerate(order):
        rows[pk].place = place
    Outcome.objects.bulk_update(rows.values(), ["place"])


def _kind(kind: str) -> str:
    if kind not in Outcome.Kind.values:
        raise refuse(
            "no such kind of outcome",
            where="kind",
            expected=", ".join(Outcome.Kind.values),
            remedy="choose one of them",
        )
    return kind


def _text(text: str) -> str:
    return locking.words(text, where="words of the outcome", most=5000).strip()


def _keep(by: str, what: str, outcome: Outcome) -> None:
    """The words of every outcome at every change; the audit trail holds none of them."""
    OutcomeRevision.objects.create(
        minute=outcome.minute,
        outcome=outcome.key,
        what=what,
        kind=outcome.kind,
        text=outcome.text,
        by=by,
    )
    record(
        by=by,
        action=f"outcome {what}",
        object=locking.named(outcome.minute.minutes),
        minute=outcome.minute_id,
        kind=outcome.kind,
    )
