"""Retention: how long cases are kept after they are closed, and which are proposed for erasure.

A rule proposes; a person decides, and both are on record. Source: UK GDPR art. 5(1)(e) (kept no
longer than is needed) and art. 17(3) (kept where the law or a legal claim needs it). How long is
the partnership's to say: its papers name no period.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from saferboard.core.casework.clocks import months_after
from saferboard.core.casework.purposes import TABLES
from saferboard.core.directory.spells import DAY, day
from saferboard.core.ingest.declarations import Shape, declared, read_toml
from saferboard.core.ingest.gathering import Faults, did_you_mean

FILE = f"{TABLES}/retention.toml"


@dataclass(frozen=True, slots=True)
class Retention:
    """Cases of a purpose are kept so many months after they were closed; ``basis`` says why."""

    purpose: str
    months: int
    basis: str


_RULE = Shape(Retention)


def read_retention(text: str, purposes: Iterable[str], faults: Faults) -> tuple[Retention, ...]:
    """The rules of the file, faults being noted. Each purpose needs one, and one only."""
    known = tuple(purposes)
    found = read_toml(text, FILE, faults, tables=("rules",))
    rules = declared(found, "rules", _RULE, FILE, faults)[0]
    if found is None:
        return ()
    named = [rule.purpose for rule in rules]
    for rule in rules:
        where = f"{FILE}, rules '{rule.purpose}'"
        if rule.purpose not in known:
            faults.add(
                f"there is no purpose '{rule.purpose}'",
                where=where,
                expected="a purpose that the partnership declares",
                remedy=did_you_mean(rule.purpose, known, "declare it, or take the rule out"),
            )
        if rule.months < 1:
            faults.add(
                f"{rule.months} months is no time",
                where=f"{where}, months",
                expected="a whole number of months from 1",
                remedy="say how long cases of this purpose are needed",
            )
    for purpose in known:
        if named.count(purpose) != 1:
            faults.add(
                f"there are {named.count(purpose)} rules for the purpose '{purpose}'",
                where=f"{FILE}, rules",
                expected="one for each purpose",
                remedy="add one, or take the others out",
            )
    return rules


@dataclass(frozen=True, slots=True)
class Kept:
    """A case as retention sees it. ``holds`` say, in a few words each, why it must stay.

    ``until`` is the last day of anything that still runs on it, such as a flag.
    """

    key: str
    purpose: str
    closed: date | None
    holds: tuple[str, ...] = ()
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Proposed:
    """A case whose time is over: the last day it had to be kept, and what still keeps it."""

    case: Kept
    last: date
    because: str
    kept_by: tuple[str, ...] = ()

    @property
    def may_go(self) -> bool:
        """Whether a person may erase it now."""
        return not self.kept_by


def last_day(closed: date, rule: Retention) -> date:
    """The last day on which the rule keeps a case that was closed on a day."""
    return months_after(closed, rule.months)


def proposed(cases: Iterable[Kept], rules: Iterable[Retention], on: date) -> tuple[Proposed, ...]:
    """The cases whose time is over on a day, the longest over first. An open case's never is."""
    by_purpose = {rule.purpose: rule for rule in rules}
    found = []
    for case in cases:
        rule = by_purpose.get(case.purpose)
        if rule is None or case.closed is None:
            continue
        last = last_day(case.closed, rule)
        if on <= last:
            continue
        kept_by = case.holds
        if case.until is not None and on <= case.until:
            kept_by += (f"something of it runs until {day(case.until)}",)
        because = f"closed on {day(case.closed)}, kept for {rule.months} months: {rule.basis}"
        found.append(Proposed(case, last, because, kept_by))
    return tuple(sorted(found, key=lambda one: (one.last, one.case.key)))


def erasable_from(closed: date, rule: Retention) -> date:
    """The first day on which a case may go."""
    return last_day(closed, rule) + DAY
