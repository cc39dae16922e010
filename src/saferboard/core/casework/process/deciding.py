"""Whether a step may be taken, and whether one party may write to another."""

from collections.abc import Collection
from datetime import date

from saferboard.core.casework.process.process import Process
from saferboard.core.directory.permissions import Decision
from saferboard.core.directory.spells import day


def allowed(
    process: Process,
    state: str,
    step: str,
    hands: Collection[str],
    evidence: Collection[str],
    on: date,
) -> Decision:
    """Whether somebody with these roles may take a step of a case that stands in a state.

    ``evidence`` is what the case holds. Deny by default: an unknown step is refused.
    """
    taken = process.step(step)
    if taken is None:
        return Decision(False, "there is no such step in this procedure")
    if on < process.in_force:
        return Decision(False, f"this version is in force from {day(process.in_force)}")
    if state not in taken.out_of:
        return Decision(False, f"the step '{taken.title}' does not lead on from where the case is")
    if taken.actor not in hands:
        return Decision(False, f"only the {process.party_title(taken.actor)} may take this step")
    lacking = [piece for piece in taken.evidence if piece not in evidence]
    if lacking:
        return Decision(False, "this is still needed: " + ", ".join(lacking))
    return Decision(True, f"you act as {process.party_title(taken.actor)}, and nothing is lacking")


def may_tell(process: Process, sender: str, receiver: str, step: str = "") -> Decision:
    """Whether one party may write to another; about a step, if one is named.

    Only along a line of the procedure, and about a step only with its actor and whom it names.
    """
    if not any(line.ends == {sender, receiver} for line in process.lines):
        return Decision(False, "the procedure has no line of communication between these two")
    if not step:
        return Decision(True, "the procedure has a line of communication between these two")
    about = process.step(step)
    if about is None:
        return Decision(False, "there is no such step in this procedure")
    if {sender, receiver} <= {about.actor, *about.told}:
        return Decision(True, f"both may know of the step '{about.title}'")
    return Decision(False, f"not both may be told of the step '{about.title}'")
