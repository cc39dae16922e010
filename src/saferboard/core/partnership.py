"""One partnership as data: everything its folder declares, read and checked."""

from dataclasses import dataclass, field

from saferboard.core.board.plan_declared import ForwardPlan
from saferboard.core.directory.areas import Areas
from saferboard.core.directory.organisations import Body, Organisation, Post
from saferboard.core.directory.populations import Populations
from saferboard.core.evidence.deriving import Further
from saferboard.core.evidence.measures import Measure, Outcome
from saferboard.core.evidence.observations import Observation, Printed
from saferboard.core.evidence.peers import PeerSet, in_force
from saferboard.core.evidence.periods import Month
from saferboard.core.evidence.profile.located import HourCount, Located, TileAt
from saferboard.core.evidence.risk import RiskPlan
from saferboard.core.evidence.two_sources import TwoSources


@dataclass(frozen=True, slots=True)
class MonthlyCount:
    """Events of one category in one month. ``district`` is a name, empty if not placed."""

    month: Month
    force: str
    district: str
    category: str
    events: int


@dataclass(frozen=True, slots=True)
class Partnership:
    """``area`` is the one the Board answers for; ``force`` the police.uk name of its force."""

    name: str
    board: str
    area: str
    force: str
    attribution: str
    areas: Areas
    populations: Populations
    organisations: tuple[Organisation, ...]
    bodies: tuple[Body, ...]
    posts: tuple[Post, ...]
    outcomes: tuple[Outcome, ...]
    measures: tuple[Measure, ...]
    peer_sets: tuple[PeerSet, ...]
    observations: tuple[Observation, ...]
    printed: tuple[Printed, ...]
    monthly: tuple[MonthlyCount, ...]
    plan: ForwardPlan = field(default_factory=ForwardPlan)
    risks: RiskPlan | None = None
    two_sources: tuple[TwoSources, ...] = ()
    further: Further = field(default_factory=Further)
    hexagons: tuple[Located, ...] = ()
    tiles: tuple[TileAt, ...] = ()
    hours: tuple[HourCount, ...] = ()

    def measure(self, key: str) -> Measure | None:
        """The measure with this key."""
        return next((m for m in self.measures if m.key == key), None)

    def peer_set(self, key: str, month: Month) -> PeerSet | None:
        """The list that a peer set's key stands for in a month; None if none is in force."""
        return in_force(self.peer_sets, key, month)
