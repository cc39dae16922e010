"""What is counted, over what, in which unit, and how a change in it is read."""

from dataclasses import dataclass
from enum import StrEnum

from saferboard.core.evidence.control import Control
from saferboard.core.evidence.periods import Month
from saferboard.core.evidence.returning import Duty, Every, Over
from saferboard.core.evidence.trajectory import Trajectory
from saferboard.core.evidence.youth import YouthCount


class Kind(StrEnum):
    """How a measure's value is formed from its parts."""

    RATE = "rate"  # events / population x per
    PROPORTION = "proportion"  # successes / trials, shown as per cent
    COUNT = "count"  # events
    AVERAGE = "average"  # events / people concerned, as re-offences per offender
    SCORE = "score"  # points of an inspection's ratings, added up
    MONEY = "money"  # pounds and whole pence


class Better(StrEnum):
    """Which way is good news."""

    LOWER = "lower"
    HIGHER = "higher"


class Rag(StrEnum):
    """The Board's traffic light. Grey says that no judgement can be made."""

    GREEN = "Green"
    AMBER = "Amber"
    RED = "Red"
    GREY = "Grey"


class RagRule(StrEnum):
    """By which declared rule a measure's RAG is worked out (see evidence.rag)."""

    DIRECTION = "direction"
    TARGET = "target"


class CompareBy(StrEnum):
    """By which rule a measure is held against wider areas (see evidence.comparison)."""

    LIMITS = "limits"
    FUNNEL = "funnel"


@dataclass(frozen=True, slots=True)
class Polarity:
    """From this month on, lower (or higher) is better."""

    since: Month
    better: Better


@dataclass(frozen=True, slots=True)
class Break:
    """From this month on the series is not comparable with what went before."""

    on: Month
    why: str


@dataclass(frozen=True, slots=True)
class Line:
    """A level drawn on the chart. Trigger, target and threshold are three different things."""

    value: float
    why: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One of the Board's outcomes, in the order of its dashboard."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Measure:
    """One indicator. ``counts`` names lake categories; without them the value is observed.

    ``counts`` of ``("*",)`` takes every category but those in ``leaves_out``. ``dead_band`` is in
    per cent: a smaller relative change is called level. ``lag`` is in months: how old the latest
    return may be and still speak for the quarter. ``compared_with`` are wider areas it is held
    against, ``compared_by`` the rule, and ``work_back`` lets limits for that come from events
    worked back from a rate returned without its parts. ``question`` is the survey question that it
    shows, ``framework`` the inspection whose points it adds up, ``youth`` the count of the youth
    justice returns, ``rate_of`` the count whose rate it is, and ``trajectory`` the way to its
    target. Counts from 1 to ``suppress_to``
    are not shown in public; 0 shows all of them, for the reason that ``open_because`` gives.
    ``returned_by`` is the post that sends its figures by hand (see ``duty``).
    """

    key: str
    name: str
    outcome: str
    kind: Kind
    unit: str
    source: str
    definition: str
    polarity: tuple[Polarity, ...]
    counts: tuple[str, ...] = ()
    leaves_out: tuple[str, ...] = ()
    population: str = "all"
    per: int = 1
    places: int = 2
    dead_band: float = 7.5
    lag: int = 0
    rag: RagRule = RagRule.DIRECTION
    peers: str | None = None
    overlaps: tuple[str, ...] = ()
    breaks: tuple[Break, ...] = ()
    caveats: tuple[str, ...] = ()
    trigger: Line | None = None
    target: Line | None = None
    threshold: Line | None = None
    retired: Month | None = None
    retired_because: str = ""
    control: Control | None = None
    compared_with: tuple[str, ...] = ()
    compared_by: CompareBy = CompareBy.LIMITS
    work_back: bool = False
    suppress_to: int = 4
    open_because: str = ""
    question: str = ""
    framework: str = ""
    youth: YouthCount | None = None
    rate_of: str = ""
    trajectory: Trajectory | None = None
    returned_by: str = ""
    returned_every: Every = Every.QUARTER
    returned_over: Over = Over.TERM
    returned_since: Month | None = None
    returned_areas: tuple[str, ...] = ()
    returned_jump: float = 25.0
    due_days: int = 30

    @property
    def duty(self) -> Duty | None:
        """Who sends its figures by hand, and by when; None if nobody does."""
        if not self.returned_by or self.returned_since is None:
            return None
        return Duty(
            self.returned_by,
            self.returned_every,
            self.returned_since,
            self.due_days,
            self.returned_over,
            self.returned_areas,
            self.returned_jump,
        )

    @property
    def is_counted(self) -> bool:
        """Worked out from source rows, not from a partner's return."""
        return bool(self.counts)

    def better_at(self, month: Month) -> Better | None:
        """Which way was good in that month; None before the first declared polarity."""
        held = [p for p in self.polarity if p.since <= month]
        return max(held, key=lambda p: p.since).better if held else None

    def takes(self, category: str) -> bool:
        """Whether source rows of this category belong to the measure."""
        return category in self.counts or (
            self.counts == ("*",) and category not in self.leaves_out
        )
