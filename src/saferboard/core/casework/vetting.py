"""Vetting: the check that somebody passed before they may see a case, and whether it holds today.

Sources: the Board's paper on anti-social behaviour of June 2019, paragraph 2 (every user of the
case system needs Non Police Personnel Vetting level 1; whoever had access with an enhanced DBS
check had three years from 16 April 2019 to get it). The levels are those of the College of
Policing's Authorised Professional Practice on vetting; an enhanced DBS check (Police Act 1997,
s.113B) is on another scale and stands for none of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from saferboard.core.casework.clocks import day_begins, holds, instant, months_after
from saferboard.core.directory.permissions import Decision
from saferboard.core.directory.spells import DAY, day


class Level(StrEnum):
    """What somebody was checked for."""

    ENHANCED_DBS = "enhanced DBS check"
    NPPV1 = "NPPV level 1"
    NPPV2 = "NPPV level 2"
    NPPV3 = "NPPV level 3"


SCALE = (Level.NPPV1, Level.NPPV2, Level.NPPV3)
"""Each level stands for those before it."""


@dataclass(frozen=True, slots=True)
class Vetting:
    """One check: its level, when it was issued and the moment from which it holds no more.

    Only a DBS check may have no end: it is a statement of one day.
    """

    level: Level
    issued: datetime
    expires: datetime | None = None
    withdrawn: datetime | None = None

    def __post_init__(self) -> None:
        if self.expires is None and self.level in SCALE:
            raise ValueError(f"{self.level} must say when it expires")


@dataclass(frozen=True, slots=True)
class Transition:
    """Another check that goes on being accepted for a time, if it was held on the first day."""

    level: Level
    held_on: date
    months: int

    @property
    def last_day(self) -> date:
        """The last day on which it is accepted."""
        return months_after(self.held_on, self.months)


@dataclass(frozen=True, slots=True)
class VettingRule:
    """The level that is needed from a day on, and what is accepted for a while beside it."""

    since: date
    level: Level
    transition: Transition | None = None


DBS_UNTIL_2022 = Transition(Level.ENHANCED_DBS, held_on=date(2019, 4, 16), months=36)
RULES = (
    VettingRule(date.min, Level.ENHANCED_DBS),
    VettingRule(date(2019, 4, 16), Level.NPPV1, DBS_UNTIL_2022),
)
"""The rules one after another. The paper dates the transition only, so the rule begins with it."""


def rule_on(on: datetime, rules: Iterable[VettingRule] = RULES) -> VettingRule:
    """The rule in force at a moment."""
    begun = [rule for rule in rules if rule.since == date.min or _begun(rule.since, on)]
    return max(begun, key=lambda rule: rule.since)


def vetted(
    records: Iterable[Vetting], on: datetime, rules: Iterable[VettingRule] = RULES
) -> Decision:
    """Whether somebody's vetting is valid at a moment, to the second, and why."""
    rule = rule_on(on, rules)
    valid = [record for record in records if _is_valid(record, on)]
    if any(stands_for(record.level, rule.level) for record in valid):
        return Decision(True, f"vetted to {rule.level}")
    carried = rule.transition
    if carried is not None and any(_is_carried(record, carried, on) for record in valid):
        return Decision(True, f"{carried.level}, accepted to the end of {day(carried.last_day)}")
    return Decision(False, f"no valid vetting: {rule.level} is needed")


def stands_for(held: Level, needed: Level) -> bool:
    """Whether one level is enough where another is asked for; any is where a DBS check is."""
    if needed is Level.ENHANCED_DBS:
        return True
    return held in SCALE and SCALE.index(held) >= SCALE.index(needed)


def _is_valid(record: Vetting, on: datetime) -> bool:
    ends = [end for end in (record.expires, record.withdrawn) if end is not None]
    return holds(record.issued, min(ends, key=instant, default=None), on)


def _is_carried(record: Vetting, transition: Transition, on: datetime) -> bool:
    """Whether the check was held on the transition's first day, and its time is not over."""
    if record.level is not transition.level:
        return False
    issued_in_time = not _begun(transition.held_on + DAY, record.issued)
    return issued_in_time and not _begun(transition.last_day + DAY, on)


def _begun(since: date, on: datetime) -> bool:
    return day_begins(since) <= instant(on)
