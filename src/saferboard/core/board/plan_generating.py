"""A year's plan from its rules: the same rules and meetings always give the same plan.

What must be at a meeting comes first; what may be at any comes where it keeps its gap, finds room,
meets the months preferred for it, is evenly spaced over the year and where least is planned: in
this order.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from saferboard.core.board.plan import (
    MONTHS,
    Last,
    Often,
    Plan,
    Planned,
    PlannedMeeting,
    Rule,
    due,
    due_months,
    in_words,
    joined,
    load,
    months_between,
    often,
)

Cost: TypeAlias = tuple[int, ...]
"""Pins left out, gaps broken, meetings overfilled, preferences missed, unevenness, minutes."""
NOTHING: Cost = (0,) * 6
Ways: TypeAlias = dict[date, tuple[Cost, tuple[date, ...]]]
"""The cheapest way to each day, and what it costs."""


def generate(
    rules: Sequence[Rule],
    meetings: Iterable[PlannedMeeting],
    pinned: Iterable[Planned] = (),
    last: Last | None = None,
) -> Plan:
    """The plan of one year. What is pinned stays where it is and counts towards its rule."""
    found = tuple(sorted(meetings, key=lambda meeting: meeting.on))
    filling = _Filling(found, pinned, last or {})
    for rule in rules:
        if rule.often is Often.EVERY:
            filling.every(rule)
        elif rule.often is Often.MONTHS:
            filling.in_months(rule)
    for rule in sorted(rules, key=_hardest_first):
        if rule.often in (Often.TIMES, Often.SLOT):
            filling.spread(rule)
    for rule in rules:
        if rule.often is Often.ONCE:
            filling.once(rule)
    order = {rule.topic: place for place, rule in enumerate(rules)}
    items = sorted(
        filling.items, key=lambda item: (item.on, order.get(item.topic, len(order)), item.topic)
    )
    return Plan(found, tuple(items))


def _hardest_first(rule: Rule) -> tuple[bool, int, int, str]:
    return (not rule.prefers, -rule.times, -(rule.minutes or 0), rule.topic)


class _Filling:
    """A year while it is being filled."""

    def __init__(
        self, meetings: tuple[PlannedMeeting, ...], pinned: Iterable[Planned], last: Last
    ) -> None:
        self.room: Mapping[date, int] = {meeting.on: meeting.minutes for meeting in meetings}
        self.days = tuple(self.room)
        self.items = [replace(item, pinned=True) for item in pinned]
        self.last = last

    def every(self, rule: Rule) -> None:
        """At each meeting."""
        for day in self.days:
            if rule.holds(day) and day not in self._planned(rule):
                self._put(rule, day, "it comes to every meeting")

    def in_months(self, rule: Rule) -> None:
        """At the first meeting of each of its months."""
        planned = {day.month for day in self._planned(rule)}
        for month in due_months(rule, self.days):
            days = [day for day in self.days if day.month == month and rule.holds(day)]
            if days and month not in planned:
                self._put(rule, days[0], f"{MONTHS[month - 1]} is when it must come")

    def once(self, rule: Rule) -> None:
        """At the first meeting with room for it; the first of all where none has."""
        if self._planned(rule) or not due(rule, self.days, self.last):
            return
        days = [day for day in self.days if rule.holds(day)]
        first = min(days, key=lambda day: (self._is_full(rule, day), day))
        room = "" if first == days[0] else " with room for it"
        self._put(rule, first, f"the first meeting{room} after it was asked for")

    def spread(self, rule: Rule) -> None:
        """As many times as it is due, at the meetings that together cost least."""
        there = self._planned(rule)
        days = [day for day in self.days if rule.holds(day)]
        wanted = min(len(days), max(due(rule, self.days, self.last), len(there)))
        chosen = self._cheapest(rule, days, wanted) if wanted else ()
        for day in chosen:
            if day not in there:
                self._put(rule, day, self._why(rule, day, chosen))

    def _planned(self, rule: Rule) -> set[date]:
        return {i.on for i in self.items if i.topic == rule.topic and rule.holds(i.on)}

    def _is_full(self, rule: Rule, day: date) -> bool:
        length = Planned(rule.topic, "", day, rule.minutes).length
        return load(self.items, day) + length > self.room[day]

    def _put(self, rule: Rule, day: date, because: str) -> None:
        title = rule.titled(day)
        self.items.append(Planned(rule.topic, title, day, rule.minutes, because=because))

    def _cheapest(self, rule: Rule, days: Sequence[date], wanted: int) -> tuple[date, ...]:
        """The days that cost least together; of those that cost the same, the earliest.

        Costs add up from day to day, so that the cheapest way to each day is all that need be kept:
        every set of days is never tried.
        """
        last = self.last.get(rule.topic)
        alone = {day: self._alone(rule, day) for day in days}

        def between(earlier: date, later: date) -> Cost:
            months = months_between(earlier, later)
            return (0, months < rule.gap, 0, 0, (wanted * months - 12) ** 2, 0)

        found = []
        for first in days:
            before = between(last, first) if last else NOTHING
            ways: Ways = {first: (_sum(alone[first], before), (first,))}
            for _ in range(wanted - 1):
                ways = {
                    day: min(
                        (_sum(cost, between(path[-1], day), alone[day]), (*path, day))
                        for cost, path in ways.values()
                        if path[-1] < day
                    )
                    for day in days
                    if day > min(ways, default=date.max)
                }
            again = first.replace(year=first.year + 1, day=1)
            for cost, path in ways.values():
                after = NOTHING if last else between(path[-1], again)
                found.append((_sum(cost, after), path))
        return min(found)[1]

    def _alone(self, rule: Rule, day: date) -> Cost:
        """What it costs to have it at a meeting, whatever the others are."""
        if day in self._planned(rule):
            return (-1, 0, 0, 0, 0, 0)
        missed = bool(rule.prefers) and day.month not in rule.prefers
        return (0, 0, self._is_full(rule, day), missed, 0, load(self.items, day))

    def _why(self, rule: Rule, day: date, chosen: Sequence[date]) -> str:
        others = [other for other in chosen if other != day]
        said = [f"{often(rule.times)} a year"]
        if others:
            said.append(f"{'with' if len(others) > 1 else 'and also in'} {in_words(others)}")
        if not rule.prefers:
            said.append(f"{load(self.items, day)} minutes were planned here before it")
        elif day.month in rule.prefers:
            said.append(f"{MONTHS[day.month - 1]} is a month agreed for it")
        else:
            agreed = joined(MONTHS[month - 1] for month in rule.prefers)
            said.append(f"it did not fit in {agreed}, agreed for it")
        return ", ".join(said)


def _sum(*costs: Cost) -> Cost:
    return tuple(map(sum, zip(*costs, strict=True)))
