"""What the check found, what it checked, and what it could not check."""

from dataclasses import dataclass
from enum import StrEnum

from saferboard.core.evidence.checking.source import Place


class Kind(StrEnum):
    """Why a stated figure does not stand."""

    CHANGE = "change does not follow"
    POINTS = "per cent against points"
    TRUNCATED = "cut off, not rounded"
    DIRECTION = "wrong way"
    SHARE = "share does not follow"
    TOTAL = "does not add up"
    LENGTH = "period length"
    UNEQUAL = "unequal periods"
    SAME_PERIOD = "one period twice"
    RANK = "rank"
    UNIT = "unit"
    RESTATED = "restated without a note"
    DIFFERS = "two figures for one thing"
    BREAK = "break without a note"


class Checked(StrEnum):
    """What was worked out again."""

    CHANGES = "changes"
    SHARES = "shares"
    TOTALS = "totals"
    LENGTHS = "lengths of time"
    RANKS = "ranks"
    LEVELS = "figures held against a table, a release or an earlier paper"
    ROWS = "rows of tables"


class Unchecked(StrEnum):
    """What was seen and left, and why."""

    PER_CENT = "percentages whose parts are not given"
    MOVES = "changes whose two figures are not given"
    RATES = "rates whose counts and population are not given"
    RANKS = "ranks and fractions with nothing to hold them against"
    COUNTS = "numbers that stand alone"
    MONEY = "sums of money"
    COLUMNS = "columns of tables that are not added up"
    UNREAD = "pictures and pages without text"


@dataclass(frozen=True, slots=True)
class Finding:
    """One stated figure that does not stand: where, in which words, what follows and why."""

    kind: Kind
    place: Place
    excerpt: str
    stated: str
    computed: str
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """All of a check. Counts are by kind, in the order of the kinds; noughts are left out."""

    findings: tuple[Finding, ...]
    checked: tuple[tuple[Checked, int], ...]
    unchecked: tuple[tuple[Unchecked, int], ...]
