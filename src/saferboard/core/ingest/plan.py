"""plan.toml: on which days bodies meet, and the rules of their forward plans."""

from dataclasses import dataclass
from datetime import date, time
from typing import TypeVar

from saferboard.core.board.pack import ItemKind
from saferboard.core.board.plan import MONTHS, ROOM, Often, Rule
from saferboard.core.board.plan_dates import NTH, WEEKDAYS, Cycle
from saferboard.core.board.plan_declared import BodyCycle, BodyRule, ForwardPlan
from saferboard.core.ingest.declarations import Shape, Table, declared, read_toml
from saferboard.core.ingest.gathering import Faults, Names, did_you_mean

PLAN = "plan.toml"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CycleEntry:
    """One ``[[cycles]]``: a body meets on the nth weekday of months."""

    key: str
    body: str
    nth: int
    weekday: str
    months: tuple[str, ...]
    starts: time
    place: str = ""
    minutes: int = ROOM


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One ``[[rules]]``; its key is the topic."""

    key: str
    body: str
    title: str
    often: Often
    times: int = 1
    months: tuple[str, ...] = ()
    prefers: tuple[str, ...] = ()
    gap: int = 0
    organisations: tuple[str, ...] = ()
    kind: ItemKind = ItemKind.REPORT
    presenter: str = ""
    minutes: int | None = None
    source: str = ""
    begins: date | None = None
    ends: date | None = None


_CYCLE = Shape(CycleEntry)
_RULE = Shape(RuleEntry)


@dataclass(frozen=True, slots=True)
class Known:
    """The names that a plan may use."""

    bodies: Names
    organisations: Names
    posts: Names


def read_plan(text: str | None, where: str, known: Known, faults: Faults) -> ForwardPlan:
    """The sound cycles and rules, faults being noted. A partnership may have no plan."""
    found = read_toml(text, where, faults, tables=("cycles", "rules"))
    if found is None:
        return ForwardPlan()
    cycles = _entries(found, "cycles", _CYCLE, where, faults)
    rules = _entries(found, "rules", _RULE, where, faults)
    return ForwardPlan(
        cycles=tuple(
            BodyCycle(entry.body, cycle)
            for entry in cycles
            if (cycle := _cycle(entry, f"{where}, cycle '{entry.key}'", known, faults))
        ),
        rules=tuple(
            BodyRule(entry.body, rule)
            for entry in rules
            if (rule := _rule(entry, f"{where}, rule '{entry.key}'", known, faults))
        ),
    )


def _entries(
    found: Table, table: str, shape: Shape[T], where: str, faults: Faults
) -> tuple[T, ...]:
    """The table's sound entries; a plan may do without a table."""
    return declared(found, table, shape, where, faults)[0] if table in found else ()


def _cycle(entry: CycleEntry, place: str, known: Known, faults: Faults) -> Cycle | None:
    before = len(faults.found)
    known.bodies.check(entry.body, f"{place}, body", faults)
    months = _months(entry.months, f"{place}, months", faults)
    _check_word(entry.weekday, WEEKDAYS, f"{place}, weekday", faults)
    if entry.nth not in NTH:
        faults.add(
            f"{entry.nth} cannot stand here",
            where=f"{place}, nth",
            expected="1, 2, 3 or 4, or -1 for the last",
            remedy="write one of these numbers",
        )
    _check_least(entry.minutes, 1, f"{place}, minutes", faults)
    if not entry.months:
        _missing("months", place, faults)
    if len(faults.found) > before:
        return None
    weekday = WEEKDAYS.index(entry.weekday)
    return Cycle(entry.nth, weekday, months, entry.starts, entry.place, entry.minutes)


def _rule(entry: RuleEntry, place: str, known: Known, faults: Faults) -> Rule | None:
    before = len(faults.found)
    known.bodies.check(entry.body, f"{place}, body", faults)
    for organisation in entry.organisations:
        known.organisations.check(organisation, f"{place}, organisations", faults)
    if entry.presenter:
        known.posts.check(entry.presenter, f"{place}, presenter", faults)
    months = _months(entry.months, f"{place}, months", faults)
    prefers = _months(entry.prefers, f"{place}, prefers", faults)
    _check_least(entry.times, 1, f"{place}, times", faults)
    _check_least(entry.gap, 0, f"{place}, gap", faults)
    if entry.minutes is not None:
        _check_least(entry.minutes, 1, f"{place}, minutes", faults)
    if entry.often is Often.MONTHS and not entry.months:
        _missing("months", place, faults)
    if entry.often is Often.SLOT and not entry.organisations:
        _missing("organisations", place, faults)
    if entry.begins and entry.ends and entry.ends < entry.begins:
        faults.add(
            "the rule ends before it begins",
            where=f"{place}, ends",
            expected="a day on or after the one in begins",
            remedy="correct one of the two days",
        )
    if len(faults.found) > before:
        return None
    return Rule(
        topic=entry.key,
        title=entry.title,
        often=entry.often,
        times=entry.times,
        months=months,
        prefers=prefers,
        gap=entry.gap,
        organisations=entry.organisations,
        kind=entry.kind,
        presenter=entry.presenter,
        minutes=entry.minutes,
        source=entry.source,
        since=entry.begins,
        until=entry.ends,
    )


def _months(names: tuple[str, ...], place: str, faults: Faults) -> tuple[int, ...]:
    sound = [name for name in names if _check_word(name, MONTHS, place, faults)]
    return tuple(MONTHS.index(name) + 1 for name in sound)


def _check_word(word: str, words: tuple[str, ...], place: str, faults: Faults) -> bool:
    if word in words:
        return True
    faults.add(
        f"'{word}' cannot stand here",
        where=place,
        expected="one of: " + ", ".join(words),
        remedy=did_you_mean(word, words, "write one of these"),
    )
    return False


def _check_least(number: int, least: int, place: str, faults: Faults) -> None:
    if number < least:
        faults.add(
            f"{number} cannot stand here",
            where=place,
            expected=f"a whole number, {least} or more",
            remedy="write such a number, or leave it out",
        )


def _missing(key: str, place: str, faults: Faults) -> None:
    faults.add(
        f"'{key}' is missing",
        where=f"{place}, {key}",
        expected="at least one name in square brackets",
        remedy=f"add {key} = [...]",
    )
