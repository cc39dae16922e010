"""Flag and tag: for twelve months after a meeting agencies know that something is held of somebody.

A flag holds from the moment at which it is set to the midnight, in London, at which the twelve
months end. A later meeting renews it. An agency outside the case that asks after a person is told
that a flag is held, or nothing: never of which case, by whom it was brought, or for how long.
"""

from collections.abc import Iterable
from datetime import date, datetime

from saferboard.core.casework.access import FLAGGED, NOTHING, learn
from saferboard.core.casework.cases import Case, Flag, Reader
from saferboard.core.casework.clocks import day_begins, holds, instant, local_day, months_after
from saferboard.core.directory.permissions import Decision
from saferboard.core.directory.spells import DAY

FLAG_MONTHS = 12


def flagged_until(met: date) -> date:
    """The last day on which files stay flagged after a meeting."""
    return months_after(met, FLAG_MONTHS)


def flag_of(met: datetime) -> Flag:
    """The flag that a meeting sets: to the end of the last of its twelve months."""
    return Flag(instant(met), day_begins(flagged_until(local_day(met)) + DAY))


def flags(meetings: Iterable[datetime]) -> tuple[Flag, ...]:
    """The stretches in which a person is flagged: a meeting within one moves its end."""
    found: list[Flag] = []
    for flag in sorted((flag_of(met) for met in meetings), key=lambda one: one.since):
        if found and flag.since <= found[-1].until:
            found[-1] = Flag(found[-1].since, flag.until)
        else:
            found.append(flag)
    return tuple(found)


def asked_after(reader: Reader, cases: Iterable[Case], on: datetime) -> Decision:
    """What somebody is told who asks after a person, with all cases in which that person is.

    Refused with a reason of their own (no vetting, no work there) whether anything is held or not;
    else one of two answers, and every case is looked at whatever the first one gives.
    """
    none = learn(reader, None, on)
    answers = [
        bool(case.flag)
        and holds(case.flag.since, case.flag.until, on)
        and learn(reader, case, on).allowed
        for case in cases
        if case.flag
    ]
    if none.because != NOTHING:
        return none
    return Decision(True, FLAGGED) if any(answers) else Decision(False, NOTHING)
