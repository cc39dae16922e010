"""How a measure's months are judged for significant change, as its declaration says."""

from dataclasses import dataclass
from enum import StrEnum

from saferboard.core.evidence.periods import Month


class ControlChart(StrEnum):
    """Which chart fits what is counted."""

    XMR = "xmr"  # any value; the limits come from its moving ranges
    P = "p"  # successes of trials
    U = "u"  # events over an exposure that changes
    C = "c"  # events over an exposure that does not
    LANEY_P = "laney-p"  # p, where large counts vary more than chance alone
    LANEY_U = "laney-u"  # u, likewise


class RunRules(StrEnum):
    """By whose rules a run of points is a signal."""

    MAKING_DATA_COUNT = "making-data-count"
    ANHOEJ = "anhoej"


class Step(StrEnum):
    """What one point stands for. Never twelve rolling months: they overlap."""

    MONTH = "month"
    QUARTER = "quarter"


class Assurance(StrEnum):
    """Whether chance alone brings a series to the good side of a line, as it runs now."""

    ALWAYS = "always"  # both limits lie on the good side
    BY_CHANCE = "by chance"  # the line lies within the limits
    NEVER = "never"  # both limits lie on the bad side


@dataclass(frozen=True, slots=True)
class Rebase:
    """From this month on the limits are worked out anew, for a reason."""

    on: Month
    why: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """What happened in a month, written beside its point."""

    on: Month
    text: str


@dataclass(frozen=True, slots=True)
class Control:
    """``screen`` leaves moving ranges of 3.267 times their mean and more out of the limits."""

    chart: ControlChart = ControlChart.XMR
    step: Step = Step.MONTH
    rules: RunRules = RunRules.MAKING_DATA_COUNT
    screen: bool = False
    rebases: tuple[Rebase, ...] = ()
    annotations: tuple[Annotation, ...] = ()
