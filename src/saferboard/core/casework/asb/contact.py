"""When a victim is to hear from us again: so many working days after we last spoke, by the risk.

An attempt that reached nobody is kept in the log and does not put the day off.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from saferboard.core.board.notice import Nation
from saferboard.core.casework.asb.risk import Band, Matrix
from saferboard.core.casework.clocks import working_days_after


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody tried to speak to the victim on a day."""

    on: date
    reached: bool


@dataclass(frozen=True, slots=True)
class NextContact:
    """By when the victim must hear from us, and how many attempts there were since they last did.

    ``since`` is when they last did, or the day of the report while they never did.
    """

    due: date
    overdue: bool
    since: date
    reached: bool
    attempts: int


def next_contact(
    matrix: Matrix,
    band: Band,
    reported: date,
    log: Iterable[Contact],
    on: date,
    nation: Nation = Nation.ENGLAND,
) -> NextContact:
    """The day by which contact is due, however the log is ordered.

    A report that is not triaged yet goes by the highest band: call with that.
    """
    held = [one for one in log if one.on <= on]
    last = max((one.on for one in held if one.reached), default=None)
    since = last if last is not None else reported
    due = working_days_after(since, matrix.threshold(band).contact_days, nation)
    attempts = sum(not one.reached and one.on >= since for one in held)
    return NextContact(due, due < on, since, last is not None, attempts)
