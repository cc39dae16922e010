"""What is said of one measure in one area for one quarter, as values."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from saferboard.core.evidence.comparison import Compared
from saferboard.core.evidence.control import Assurance, ControlChart, RunRules, Step
from saferboard.core.evidence.figures import Figure
from saferboard.core.evidence.measures import Rag
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.progress import Actual
from saferboard.core.evidence.spc.rules import Rule


class Direction(StrEnum):
    """Direction of travel, by performance: down is worse, whatever the figure did."""

    UP = "up"
    LEVEL = "level"
    DOWN = "down"
    UNKNOWN = "unknown"


class State(StrEnum):
    """What a reader must know before comparing the figure with another."""

    PART_YEAR = "part-year"
    UNEQUAL_PERIODS = "unequal periods"
    ESTIMATED = "estimated"
    PROVISIONAL = "provisional"
    REVISED = "revised"
    DEFINITION_CHANGED = "definition changed"
    ARREARS = "in arrears"
    INCOMPLETE = "incomplete"
    OVERLAPPING = "overlapping periods"


@dataclass(frozen=True, slots=True)
class Change:
    """Current less previous. ``per_cent`` is relative; ``points`` only for percentages."""

    absolute: float
    per_cent: float | None
    points: float | None


@dataclass(frozen=True, slots=True)
class Rank:
    """Place 1 is best. ``tied`` tells whether another area shares the place.

    ``rule`` says in words how a position follows from it.
    """

    place: int
    of: int
    tied: bool
    peers: str
    rule: str = ""

    def __str__(self) -> str:
        return f"{'=' if self.tied else ''}{self.place}/{self.of}"


class Position(StrEnum):
    """Place among peers by declared shares of the ranking, in the Board's own words."""

    TOP = "Top"
    ABOVE = "Above average"
    AVERAGE = "Average"
    BELOW = "Below average"
    BOTTOM = "Bottom"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A RAG, the declared rule that gave it, and why in words."""

    rag: Rag
    rule: str
    because: str


@dataclass(frozen=True, slots=True)
class Override:
    """A person's different RAG, beside the computed one, signed by post and dated."""

    rag: Rag
    reason: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Reading:
    """One month of a counted measure: events, and the value over twelve months to that month.

    ``over`` is what the month's events are taken over, where its control chart needs to know.
    ``suppressed`` says that the events are known but may not be shown: then they are None;
    ``rolling_suppressed`` says it of the value over twelve months.
    """

    month: Month
    events: int | None
    rolling: float | None
    over: int | None = None
    suppressed: bool = False
    rolling_suppressed: bool = False


@dataclass(frozen=True, slots=True)
class Returned:
    """A return for one month or quarter of a control chart, with its two parts where known.

    ``last`` is the period's last month. Without a value it is suppressed, or not known.
    """

    last: Month
    value: float | None
    part: int | None = None
    whole: int | None = None
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """A pattern that chance seldom gives: its rule, its months, and whether it is good news.

    ``limits_on_trial`` are limits from fewer than twelve points.
    """

    rule: Rule
    first: Month
    last: Month
    direction: Direction
    words: str
    limits_on_trial: bool = False


@dataclass(frozen=True, slots=True)
class Assured:
    """What the last limits say of a trigger, target or threshold."""

    line: str
    assurance: Assurance
    words: str


@dataclass(frozen=True, slots=True)
class Controlled:
    """What a control chart says of the quarter. The chart itself is worked out from the series.

    Centre and limits are those of the last point since ``since``, when they were last begun anew;
    None where too few points are known. ``signs`` are the patterns that touch the quarter.
    ``seen`` tells whether any point of the quarter is known.
    """

    chart: ControlChart
    step: Step
    rules: RunRules
    since: Month
    points: int
    trial: bool
    seen: bool
    centre: float | None = None
    lower: float | None = None
    upper: float | None = None
    signs: tuple[Sign, ...] = ()
    assured: tuple[Assured, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything said about one measure in one area, each part computed once."""

    measure: str
    area: str
    period: Period | None
    figure: Figure
    previous_period: Period | None
    previous: Figure
    change: Change | None
    direction: Direction
    judgement: Judgement
    denominator_year: int | None = None
    denominator_source: str = ""
    rank: Rank | None = None
    position: Position | None = None
    override: Override | None = None
    states: tuple[State, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    series: tuple[Reading, ...] = ()
    returned: tuple[Returned, ...] = ()
    control: Controlled | None = None
    compared: tuple[Compared, ...] = ()
    actuals: tuple[Actual, ...] = ()

    @property
    def rag(self) -> Rag:
        """The RAG that stands: a person's if there is one, else the computed one."""
        return self.override.rag if self.override else self.judgement.rag
