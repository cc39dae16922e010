"""By when a step is due, and what is due where a case stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from saferboard.core.board.notice import Nation
from saferboard.core.casework.clocks import months_after, working_days_after
from saferboard.core.casework.process.process import Due, Process, Step, Unit


def due_on(
    due: Due, entered: date, taken: Mapping[str, date], nation: Nation = Nation.ENGLAND
) -> date | None:
    """The last day for it; none while the step that it runs from is not taken.

    ``entered`` is when the case came to its state, ``taken`` when each step was last taken. Months
    end on the corresponding date, bank holiday or not; working days leave out the first day.
    """
    start = taken.get(due.after) if due.after else entered
    if start is None:
        return None
    if due.unit is Unit.MONTHS:
        return months_after(start, due.number)
    return working_days_after(start, due.number, nation)


@dataclass(frozen=True, slots=True)
class Reminder:
    """A step that can be taken now: who takes it, by when, and whether that day is past."""

    step: Step
    due: date | None
    overdue: bool


def reminders(
    process: Process,
    state: str,
    entered: date,
    taken: Mapping[str, date],
    on: date,
    nation: Nation = Nation.ENGLAND,
) -> tuple[Reminder, ...]:
    """What can be done where a case stands, the most pressing first."""
    found = []
    for step in process.steps_out_of(state):
        last = due_on(step.due, entered, taken, nation)
        found.append(Reminder(step, last, last is not None and last < on))
    return tuple(sorted(found, key=lambda one: (one.due or date.max, one.step.key)))
