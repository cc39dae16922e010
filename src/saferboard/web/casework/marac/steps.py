"""Steps of the procedure, taken by what is done on these pages.

The one place of this room that moves a case from state to state: by the rule of the procedure that
the case goes by, with what it holds as evidence.
"""

from collections.abc import Collection

from django.db import transaction

from saferboard.core.casework.process.deciding import allowed
from saferboard.core.casework.process.pinning import Pin, pinned
from saferboard.core.casework.process.process import Process
from saferboard.core.directory.permissions import Decision
from saferboard.core.faults import refuse
from saferboard.web.casework.lock.declared import processes
from saferboard.web.casework.lock.entering import Opened
from saferboard.web.casework.lock.models import Case


def process_of(case: Case) -> Process:
    """The version of the procedure that the case goes by."""
    return pinned(processes(), Pin(case.process, case.version))


def may_take(by: Opened, step: str, evidence: Collection[str]) -> Decision:
    """Whether whoever asks may take a step now, and why not."""
    return allowed(
        process_of(by.case), by.case.state, step, by.key.roles, evidence, by.key.on.date()
    )


@transaction.atomic
def take(*, by: Opened, step: str, evidence: Collection[str]) -> Case:
    """Take a step; refused, with the reason, where the procedure does not allow it.

    Two people who take the same step at once: the second is refused, because it leads on no more.
    """
    case = Case.objects.select_for_update().get(pk=by.case.pk)
    process = process_of(case)
    found = allowed(process, case.state, step, by.key.roles, evidence, by.key.on.date())
    taken = process.step(step)
    if not found or taken is None:
        raise refuse(
            found.because,
            where="step",
            expected="a step that the procedure allows where the case stands",
            remedy="open the case again to see where it stands",
        )
    case.state, case.state_since, case.turn = taken.into, by.key.on, case.turn + 1
    if taken.into in process.last:
        case.closed = by.key.on
    case.save(update_fields=["state", "state_since", "turn", "closed"])
    by.key.note("case step", f"case {case}", step=step, into=taken.into, rule=found.because)
    by.case.state, by.case.turn, by.case.closed = case.state, case.turn, case.closed
    by.case.state_since = case.state_since
    return case


def state_title(case: Case) -> str:
    """Where the case stands, in words."""
    return next((one.title for one in process_of(case).states if one.key == case.state), case.state)
