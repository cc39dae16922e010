"""The forward plans that a partnership's folder declares: body by body, by key."""

from dataclasses import dataclass

from saferboard.core.board.plan import Rule
from saferboard.core.board.plan_dates import Cycle


@dataclass(frozen=True, slots=True)
class BodyCycle:
    """When a body meets."""

    body: str
    cycle: Cycle


@dataclass(frozen=True, slots=True)
class BodyRule:
    """A rule of a body's forward plan."""

    body: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class ForwardPlan:
    """Everything the folder says about plans; it may say nothing."""

    cycles: tuple[BodyCycle, ...] = ()
    rules: tuple[BodyRule, ...] = ()
