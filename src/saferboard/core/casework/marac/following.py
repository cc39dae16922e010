"""The actions that a MARAC gives agencies: what is due, overdue and answered, and when to close.

An action is answered by its agency: it was done, or it was not and why. Nothing closes a case but
a person: it is offered when every action has an answer.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from saferboard.core.casework.clocks import day_begins, instant
from saferboard.core.directory.permissions import Decision
from saferboard.core.directory.spells import DAY


@dataclass(frozen=True, slots=True)
class Action:
    """What one agency is to do by the end of a day; ``answered`` when it said what became of it."""

    key: str
    agency: str
    due: date
    answered: datetime | None = None
    done: bool = False


class Standing(StrEnum):
    """Where an action stands."""

    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"
    DONE_LATE = "done late"
    NOT_DONE = "not done, with a reason"


def standing(action: Action, on: datetime) -> Standing:
    """Where an action stands at a moment. The day is over at midnight in London."""
    ends = day_begins(action.due + DAY)
    answered = action.answered
    if answered is None or instant(answered) > instant(on):
        return Standing.OVERDUE if instant(on) >= ends else Standing.OPEN
    if not action.done:
        return Standing.NOT_DONE
    return Standing.DONE_LATE if instant(answered) >= ends else Standing.DONE


OPEN = frozenset({Standing.OPEN, Standing.OVERDUE})


def closing(actions: Iterable[Action], on: datetime) -> Decision:
    """Whether to offer that the case be closed, and why or why not."""
    held = [standing(one, on) for one in actions]
    waiting = sum(one in OPEN for one in held)
    if waiting:
        return Decision(False, f"{waiting} of {len(held)} actions have no answer")
    if not held:
        return Decision(True, "no action was given")
    undone = held.count(Standing.NOT_DONE)
    return Decision(
        True, f"every action has an answer; {undone} of {len(held)} were not done, with a reason"
    )


@dataclass(frozen=True, slots=True)
class Chased:
    """How many actions wait for one agency, and how many of these are overdue."""

    agency: str
    waiting: int
    overdue: int


def chasing(actions: Iterable[Action], on: datetime) -> tuple[Chased, ...]:
    """Whom to chase: each agency with what waits for it, the most overdue first."""
    waiting: Counter[str] = Counter()
    overdue: Counter[str] = Counter()
    for one in actions:
        found = standing(one, on)
        waiting[one.agency] += found in OPEN
        overdue[one.agency] += found is Standing.OVERDUE
    found_ones = [
        Chased(agency, count, overdue[agency]) for agency, count in waiting.items() if count
    ]
    return tuple(sorted(found_ones, key=lambda one: (-one.overdue, -one.waiting, one.agency)))
