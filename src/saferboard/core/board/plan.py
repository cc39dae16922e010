"""The forward plan: rules that say what a body looks at and when, and what is planned for a year.

A year begins in April, as the financial years do whose quarters the Board is told of.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from saferboard.core.board.pack import ItemKind

YEAR_STARTS = 4
MIDDLE = 15  # the day that stands for a month in which nobody meets
ASSUMED = 10  # minutes of an item for which none are set aside
ROOM = 120  # minutes of business in a meeting, if nothing else is said
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
TIMES = {1: "once", 2: "twice"}

Last = Mapping[str, date]
"""On which day before the year each topic was last planned or taken, as far as is known."""


class Often(StrEnum):
    """How often a topic comes."""

    EVERY = "every-meeting"
    TIMES = "times-a-year"
    MONTHS = "in-months"
    SLOT = "partner-slot"
    ONCE = "once"


@dataclass(frozen=True, slots=True)
class Rule:
    """How often a body looks at a topic, from one day until another.

    ``months`` are those in which it must come; ``prefers`` those in which it comes where there is a
    choice. ``gap`` is how many months at least lie between two times. ``organisations`` are those
    whose slot it is. ``title`` may hold ``{quarter}``, the last quarter that ended before the
    meeting. ``source`` says in words who asked for it, and where that is written.
    """

    topic: str
    title: str
    often: Often
    times: int = 1
    months: tuple[int, ...] = ()
    prefers: tuple[int, ...] = ()
    gap: int = 0
    organisations: tuple[str, ...] = ()
    kind: ItemKind = ItemKind.REPORT
    presenter: str = ""
    minutes: int | None = None
    source: str = ""
    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the rule is in force on a day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    @property
    def badge(self) -> str:
        """How often, in a few words: ``Twice a year``."""
        match self.often:
            case Often.EVERY:
                return "Every meeting"
            case Often.MONTHS:
                return f"Every {joined(MONTHS[month - 1] for month in self.months)}"
            case Often.ONCE:
                return "Asked for once"
            case Often.SLOT:
                return "Partner, once a year"
            case _:
                return f"{often(self.times).capitalize()} a year"

    def titled(self, day: date) -> str:
        """The title at a meeting on a day."""
        return self.title.replace("{quarter}", last_quarter(day))

    @property
    def name(self) -> str:
        """The title wherever no one meeting is meant."""
        return self.title.replace("{quarter}", "").rstrip(" ,:-–")


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """A meeting of the year and the minutes that it has for the business planned here."""

    on: date
    minutes: int = ROOM


@dataclass(frozen=True, slots=True)
class Planned:
    """A topic planned for the meeting on a day, and why it stands there. Pinned ones stay."""

    topic: str
    title: str
    on: date
    minutes: int | None = None
    pinned: bool = False
    because: str = ""

    @property
    def length(self) -> int:
        """The minutes set aside for it, or those assumed."""
        return ASSUMED if self.minutes is None else self.minutes


@dataclass(frozen=True, slots=True)
class Plan:
    """What is planned for the meetings of one year."""

    meetings: tuple[PlannedMeeting, ...]
    items: tuple[Planned, ...]

    def load(self, on: date) -> int:
        """Minutes planned for the meeting on a day."""
        return load(self.items, on)

    def at(self, on: date) -> tuple[Planned, ...]:
        """What is planned for the meeting on a day."""
        return tuple(item for item in self.items if item.on == on)


def load(items: Iterable[Planned], on: date) -> int:
    """Minutes that the items of one day take."""
    return sum(item.length for item in items if item.on == on)


def year_of(day: date) -> int:
    """The year, named by the one it begins in, that a day lies in."""
    return day.year if day.month >= YEAR_STARTS else day.year - 1


def year_name(year: int) -> str:
    """``2016/17``."""
    return f"{year}/{(year + 1) % 100:02d}"


def first_day(year: int) -> date:
    """The first day of a year."""
    return date(year, YEAR_STARTS, 1)


def in_words(days: Iterable[date]) -> str:
    """``June 2016 and December 2016``."""
    return joined(f"{MONTHS[day.month - 1]} {day.year}" for day in days)


def joined(words: Iterable[str]) -> str:
    """``a, b and c``."""
    found = list(words)
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}"


def often(times: int) -> str:
    """``once``, ``twice``, ``3 times``."""
    return TIMES.get(times, f"{times} times")


def months_between(first: date, second: date) -> int:
    """Calendar months from one day's month to another's."""
    return (second.year - first.year) * 12 + second.month - first.month


def last_quarter(day: date) -> str:
    """The last quarter that ended before a day: ``quarter 1 of 2016/17``, ``2015/16`` for a whole
    year."""
    year, quarter = year_of(day), (day.month - YEAR_STARTS) % 12 // 3
    return f"quarter {quarter} of {year_name(year)}" if quarter else year_name(year - 1)


def due_months(rule: Rule, days: Sequence[date]) -> tuple[int, ...]:
    """The months of the year, in its order, in which the rule asks for its topic.

    Where nobody meets in a month the rule is asked about the month's middle.
    """
    if not days:
        return ()
    year = year_of(min(days))
    inside = []
    for month in sorted(set(rule.months), key=lambda month: (month - YEAR_STARTS) % 12):
        met = [day for day in days if day.month == month]
        middle = date(year + (month < YEAR_STARTS), month, MIDDLE)
        if any(rule.holds(day) for day in met or [middle]):
            inside.append(month)
    return tuple(inside)


def due(rule: Rule, days: Sequence[date], last: Last) -> int:
    """How many times a rule asks for its topic at a year's meetings.

    A rule that is in force for a part of them asks for its share, rounded to the nearest and never
    down to nothing; what was asked for once is asked until it came.
    """
    held = sum(1 for day in days if rule.holds(day))
    if rule.often is Often.EVERY or not held:
        return held
    if rule.often is Often.ONCE:
        return 0 if rule.topic in last else 1
    if rule.often is Often.MONTHS:
        return len(due_months(rule, days))
    if held == len(days):
        return rule.times
    return min(held, max(1, (2 * rule.times * held + len(days)) // (2 * len(days))))
