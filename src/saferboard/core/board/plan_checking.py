"""Where a year's plan breaks the rules, why, and what would mend it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from saferboard.core.board.plan import (
    MONTHS,
    Last,
    Often,
    Plan,
    Planned,
    Rule,
    due,
    due_months,
    in_words,
    months_between,
    often,
)


class BreachKind(StrEnum):
    """In which way a plan breaks a rule."""

    TOO_FEW = "too few"
    TOO_MANY = "too many"
    TOO_CLOSE = "too close"
    WRONG_MONTH = "wrong month"
    SLOT_MISSING = "slot missing"
    NOT_IN_FORCE = "rule not in force"
    CLASH = "overloaded"


@dataclass(frozen=True, slots=True)
class Breach:
    """One breach: at which meetings, what is wrong and what would mend it.

    ``topic`` is empty where a meeting as a whole is overloaded.
    """

    kind: BreachKind
    topic: str
    on: tuple[date, ...]
    what: str
    remedy: str


def check(plan: Plan, rules: Sequence[Rule], last: Last | None = None) -> tuple[Breach, ...]:
    """Every breach, rule by rule, then meeting by meeting.

    Each item is judged by the rule for its topic that is in force on its day. A topic without any
    rule is an extra item and breaks none.
    """
    days = tuple(meeting.on for meeting in plan.meetings)
    found: list[Breach] = []
    for rule in rules:
        on = sorted(i.on for i in plan.items if i.topic == rule.topic and rule.holds(i.on))
        found += _counted(rule, plan, days, on, last or {})
        found += _spaced(rule, on, (last or {}).get(rule.topic))
    return (*found, *_not_in_force(plan, rules), *_overloaded(plan))


def _counted(
    rule: Rule, plan: Plan, days: Sequence[date], on: Sequence[date], last: Last
) -> Iterator[Breach]:
    match rule.often:
        case Often.EVERY:
            missing = [day for day in days if rule.holds(day) and day not in on]
            if missing:
                yield Breach(
                    BreachKind.TOO_FEW,
                    rule.topic,
                    tuple(missing),
                    f"{rule.name} comes to every meeting but is not planned in {in_words(missing)}",
                    f"add it in {in_words(missing)}",
                )
        case Often.MONTHS:
            yield from _by_month(rule, days, on)
        case _:
            wanted = due(rule, days, last)
            if len(on) > wanted:
                yield _too_many(rule, on, wanted)
            if len(on) < wanted:
                yield _too_few(rule, plan, on, wanted)


def _too_many(rule: Rule, on: Sequence[date], wanted: int) -> Breach:
    return Breach(
        BreachKind.TOO_MANY,
        rule.topic,
        tuple(on),
        f"{rule.name} is planned {often(len(on))}, in {in_words(on)}, "
        f"but its rule asks for it {often(wanted) if wanted else 'no more'}",
        f"take it off {'one' if len(on) - wanted == 1 else str(len(on) - wanted)} of these "
        "meetings, or change the rule",
    )


def _too_few(rule: Rule, plan: Plan, on: Sequence[date], wanted: int) -> Breach:
    is_slot = rule.often is Often.SLOT
    planned = f"only {often(len(on))}, in {in_words(on)}" if on else "nowhere"
    free = [m for m in plan.meetings if m.on not in on and rule.holds(m.on)]
    lightest = min(free, key=lambda m: (plan.load(m.on) - m.minutes, m.on), default=None)
    return Breach(
        BreachKind.SLOT_MISSING if is_slot else BreachKind.TOO_FEW,
        rule.topic,
        tuple(on),
        f"{rule.name} is planned {planned}, but its rule asks for "
        f"{'a slot once a year' if is_slot else often(wanted)}",
        f"add it in {in_words([lightest.on])}, where the most time is left"
        if lightest
        else "arrange another meeting, or change the rule",
    )


def _by_month(rule: Rule, days: Sequence[date], on: Sequence[date]) -> Iterator[Breach]:
    for month in due_months(rule, days):
        there = [day for day in on if day.month == month]
        held = [day for day in days if day.month == month and rule.holds(day)]
        name = MONTHS[month - 1]
        if not there:
            yield Breach(
                BreachKind.TOO_FEW,
                rule.topic,
                tuple(held),
                f"{rule.name} must come in {name} but is not planned then"
                + ("" if held else f", and no meeting is held in {name}"),
                f"add it in {in_words(held)}"
                if held
                else f"arrange a meeting in {name}, or change the rule",
            )
        if len(there) > 1:
            yield _too_many(rule, there, 1)
    wrong = tuple(day for day in on if day.month not in rule.months)
    if wrong:
        yield Breach(
            BreachKind.WRONG_MONTH,
            rule.topic,
            wrong,
            f"{rule.name} is planned in {in_words(wrong)}, but its rule says "
            + rule.badge.lower().removeprefix("every ").title().replace(" And ", " and "),
            "move it to a meeting in its month, or take it off",
        )


def _spaced(rule: Rule, on: Sequence[date], last: date | None) -> Iterator[Breach]:
    times = [last, *on] if last else on
    for earlier, later in pairwise(times):
        months = months_between(earlier, later)
        if earlier == later:
            yield Breach(
                BreachKind.TOO_CLOSE,
                rule.topic,
                (later,),
                f"{rule.name} is planned twice at the same meeting, in {in_words([later])}",
                "take one of the two off, or move it",
            )
        elif months < rule.gap:
            yield Breach(
                BreachKind.TOO_CLOSE,
                rule.topic,
                (later,) if earlier == last else (earlier, later),
                f"{rule.name} is planned in {in_words([later])}, {_months(months)} after "
                f"{in_words([earlier])}, but its rule asks for {_months(rule.gap)} at least",
                "move one of the two, or change the rule",
            )


def _months(number: int) -> str:
    return f"{number} month{'' if number == 1 else 's'}"


def _not_in_force(plan: Plan, rules: Sequence[Rule]) -> Iterator[Breach]:
    for item in plan.items:
        about = [rule for rule in rules if rule.topic == item.topic]
        if about and not any(rule.holds(item.on) for rule in about):
            yield Breach(
                BreachKind.NOT_IN_FORCE,
                item.topic,
                (item.on,),
                f"{item.title} is planned in {in_words([item.on])}, when its rule is not in force",
                "take it off, or change the dates of the rule",
            )


def _overloaded(plan: Plan) -> Iterator[Breach]:
    for meeting in plan.meetings:
        taken = plan.load(meeting.on)
        if taken > meeting.minutes:
            yield Breach(
                BreachKind.CLASH,
                "",
                (meeting.on,),
                f"{in_words([meeting.on])} holds {taken} minutes of business "
                f"and has {meeting.minutes}",
                _relief(plan, meeting.on, taken - meeting.minutes),
            )


def _relief(plan: Plan, on: date, over: int) -> str:
    """What would make an overloaded meeting fit: a move to the meeting with the most time left."""
    left = {m.on: m.minutes - plan.load(m.on) for m in plan.meetings if m.on != on}
    roomy = max(left, key=lambda day: (left[day], -day.toordinal()), default=None)
    movable = sorted((i for i in plan.at(on) if not i.pinned and i.length >= over), key=_length)
    if roomy is not None and movable and movable[0].length <= left[roomy]:
        return f"move {movable[0].title} to {in_words([roomy])}, which has {left[roomy]} left"
    return "take an item off, give items less time, or make the meeting longer"


def _length(item: Planned) -> int:
    return item.length
