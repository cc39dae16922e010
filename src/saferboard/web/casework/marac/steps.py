"""Steps of the procedure, taken by what is done on these pages.

The rule and the record of steps are ``running``'s: this says which pieces of evidence the case
holds on these pages, and takes the step.
"""

from collections.abc import Collection

from django.db import transaction

from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.process.process import Process
from saferboard.web.casework.lock.entering import Opened
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.running import actions as running
from saferboard.web.casework.running import queries

KEPT = "Kept on the MARAC pages of the case."


@transaction.atomic
def take(*, by: Opened, step: str, evidence: Collection[str]) -> None:
    """Take a step; refused, with the reason, where the procedure does not allow it.

    Two people who take the same step at once: the second is told that the case has moved on, and
    nothing of theirs is written.
    """
    holds = queries.held([by.case])[by.case.pk]
    for piece in evidence:
        if piece not in holds:
            running.add_entry(by=by, piece=piece, field=FieldClass.OUTLINE, words=KEPT)
    running.take(by=by, step=step, turn=by.case.turn)


def process_of(case: Case) -> Process:
    """The version of the procedure that the case goes by."""
    return queries.process_of(case)


def state_title(case: Case) -> str:
    """Where the case stands, in words."""
    return process_of(case).state_title(case.state)
