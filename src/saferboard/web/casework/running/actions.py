"""What is written into a case: entries and steps; the other writes of the room beside them.

Each asks again whether whoever writes may, and nothing is overwritten. The audit trail learns what
was done by which rule, and never what was said.
"""

from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.process.deciding import allowed
from saferboard.core.casework.process.process import Step
from saferboard.core.faults import Fault, Refused, refuse
from saferboard.web.casework.lock.entering import Opened
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.running import queries
from saferboard.web.casework.running.messaging import read, send
from saferboard.web.casework.running.models import NOTE, Entry, Taken
from saferboard.web.casework.running.reminding import remind
from saferboard.web.casework.running.tasks import answer_task, task

__all__ = ["MovedOn", "add_entry", "answer_task", "read", "remind", "send", "take", "task"]


class MovedOn(Refused):
    """Others took a step while somebody looked at the case. ``since`` are the steps they took."""

    def __init__(self, case: Case, since: list[Taken]) -> None:
        super().__init__(
            Fault(
                "the case has moved on while you were looking at it",
                where="step",
                expected="the case where you saw it",
                remedy="read what was done; your words are kept below; send them again if they fit",
            )
        )
        self.case, self.since = case, since


@transaction.atomic
def add_entry(
    *,
    by: Opened,
    piece: str = NOTE,
    field: FieldClass,
    words: str = "",
    data: dict[str, Any] | None = None,
    replaces: Entry | None = None,
) -> Entry:
    """Write something into the case. Refused for a class that is not open to whoever writes.

    ``piece`` is one that the procedure requires, or a note. What puts an earlier entry right is of
    the same piece and class: whoever could read the one reads the other.
    """
    may_write(by, field)
    if not (words.strip() or data):
        raise refuse(
            "nothing is written", where="words", expected="a few words", remedy="write something"
        )
    if piece not in (NOTE, *queries.pieces(queries.process_of(by.case))):
        raise refuse(
            "the procedure knows no such piece",
            where="piece",
            expected="a piece that a step requires, or a note",
            remedy="choose one of those offered",
        )
    if replaces is not None:
        _check_replaced(by, replaces, piece, field)
    row = Entry.objects.create(
        case=by.case, field=field, piece=piece, words=words.strip(), data=data or {},
        replaces=replaces, at=by.key.on, by=by.key.by, agency=by.key.agency,
    )  # fmt: skip
    by.key.note("case entry added", f"case {by.case}", entry=row.pk, field=field, piece=piece,
                replaces=replaces.pk if replaces else None)  # fmt: skip
    return row


def may_write(by: Opened, field: FieldClass) -> None:
    """Refused unless the class is open to whoever writes."""
    decision = by.may(field)
    if not decision:
        raise refuse(
            decision.because,
            where="field",
            expected="a class that is open to your role",
            remedy="choose another kind, or ask the co-ordinator to write it",
        )


def _check_replaced(by: Opened, replaces: Entry, piece: str, field: FieldClass) -> None:
    _locked(by)  # of two who put the same entry right, the second is told
    same = (replaces.case_id, replaces.piece, replaces.field) == (by.case.pk, piece, field)
    if not same or Entry.objects.filter(replaces=replaces).exists():
        raise refuse(
            "this entry cannot be put right so" if not same else "this entry was put right already",
            where="piece",
            expected="the newest entry, of the same piece and kind",
            remedy="look at the case, and put the newest one right",
        )


@transaction.atomic
def take(*, by: Opened, step: str, turn: int, words: str = "") -> Taken:
    """Take a step. The case moves to its next state, and is closed where the procedure ends.

    ``turn`` is the case's as whoever asks saw it; MovedOn: others took a step since. Words are of
    the class that the step is of. Refused, on record, where the procedure does not allow the step.
    """
    case, key = at_turn(by, turn), by.key
    process, on = queries.process_of(case), key.on
    holds = queries.held([case])[case.pk]
    decision = allowed(process, case.state, step, key.roles, holds, localdate(on))
    found = process.step(step)
    if not decision or found is None:
        raise refuse(
            decision.because,
            where="step",
            expected="a step of the checklist, by whom it names, with nothing lacking",
            remedy="look at the checklist of the case",
        )
    row = Taken.objects.create(
        case=case, step=step, out_of=case.state, into=found.into, version=case.version,
        turn=case.turn + 1, at=on, by=key.by, agency=key.agency,
    )  # fmt: skip
    case.state, case.state_since, case.turn = found.into, on, case.turn + 1
    case.closed = on if found.into in process.last else None
    case.save(update_fields=["state", "state_since", "turn", "closed"])
    if words.strip():
        _say(by, found, row, words.strip())
    by.case.refresh_from_db(fields=["state", "state_since", "turn", "closed"])
    key.note(
        "case step taken", f"case {case}", step=step, out_of=row.out_of, into=row.into,
        version=case.version, rule=decision.because,
    )  # fmt: skip
    return row


def at_turn(by: Opened, turn: int) -> Case:
    """The case, which nobody else changes now; MovedOn: others took a step since that turn."""
    case = _locked(by)
    if case.turn != turn:
        raise MovedOn(case, list(Taken.objects.filter(case=case, turn__gt=turn)))
    return case


def _say(by: Opened, step: Step, taken: Taken, words: str) -> None:
    may_write(by, step.visibility)
    Entry.objects.create(
        case=by.case, field=step.visibility, words=words, taken=taken,
        at=by.key.on, by=by.key.by, agency=by.key.agency,
    )  # fmt: skip


def _locked(by: Opened) -> Case:
    """The case as it stands now; others who change it wait until this transaction ends."""
    return Case.objects.select_for_update(of=("self",)).select_related("holder").get(pk=by.case.pk)
