"""Tasks for partners: asked of a role, due on a day, answered once."""

from datetime import date

from django.db import transaction

from saferboard.core.casework.cases import FieldClass
from saferboard.core.directory.permissions import Decision
from saferboard.core.faults import refuse
from saferboard.web.casework.lock.entering import Opened
from saferboard.web.casework.running import queries
from saferboard.web.casework.running.messaging import notify
from saferboard.web.casework.running.models import Task
from saferboard.web.directory.models import Organisation


@transaction.atomic
def task(
    *,
    by: Opened,
    to_role: str,
    words: str,
    due: date,
    field: FieldClass,
    to_agency: Organisation | None = None,
) -> Task:
    """Ask a role to do something by a day. Refused where its holders could not read it."""
    key, case = by.key, by.case
    if not words.strip():
        raise refuse(
            "nothing is asked",
            where="words",
            expected="a few words",
            remedy="say what is to be done",
        )
    if case.closed is not None:
        raise refuse(
            "the case is closed", where="due", expected="an open case", remedy="add a note instead"
        )
    decision = by.may(field) and _may_ask(by, to_role, field)
    if not decision:
        raise refuse(
            decision.because,
            where="field",
            expected="a kind that is open to you and to whoever is asked",
            remedy="choose another kind, or ask another role",
        )
    row = Task.objects.create(
        case=case, to_role=to_role, to_agency=to_agency, words=words.strip(), due=due, field=field,
        at=key.on, by=key.by, agency=key.agency,
    )  # fmt: skip
    key.note("case task set", f"case {case}", task=row.pk, to_role=to_role, due=str(due),
             field=field)  # fmt: skip
    notify(by, to_role, to_agency, field, "A task waits for you in a case")
    return row


def _may_ask(by: Opened, role: str, field: FieldClass) -> Decision:
    if role in by.key.purpose.opens.get(field, frozenset()):
        return Decision(True, f"fields of the class '{field}' are open to this role")
    return Decision(False, f"fields of the class '{field}' are not open to this role")


def may_answer(by: Opened, row: Task) -> Decision:
    """Whoever is asked answers; so does whoever asked, or co-ordinates, for one who told them."""
    key = by.key
    if row.done is not None:
        return Decision(False, "this task was answered")
    asked = row.to_role in key.roles and row.to_agency_id in (None, key.agency.pk)
    if asked or row.by == key.by or key.co_ordinates:
        return Decision(True, "you were asked, you asked, or you co-ordinate")
    return Decision(False, "this task is not yours to answer")


@transaction.atomic
def answer_task(*, by: Opened, task: Task, answer: str) -> Task:
    """Say what came of it: the task is done. Refused if it was answered before."""
    found = queries.tasks(by).select_related(None).select_for_update().get(pk=task.pk)
    decision = may_answer(by, found)
    if not decision:
        raise refuse(
            decision.because, where="answer", expected="an open task that is yours",
            remedy="look at the case: the answer stands there",
        )  # fmt: skip
    if not answer.strip():
        raise refuse(
            "nothing is written",
            where="answer",
            expected="a few words",
            remedy="say what came of it",
        )
    found.answer, found.done, found.done_by = answer.strip(), by.key.on, by.key.by
    found.done_at = by.key.agency
    found.save(update_fields=["answer", "done", "done_by", "done_at"])
    by.key.note("case task answered", f"case {by.case}", task=found.pk, rule=decision.because)
    return found
