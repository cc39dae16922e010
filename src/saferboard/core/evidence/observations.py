"""Values that partners return, each with where it was printed and what is odd about it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from saferboard.core.evidence.figures import Figure
from saferboard.core.evidence.periods import Period


class Flag(StrEnum):
    """What a reader must know before comparing a value with another."""

    PART_YEAR = "part-year"
    ESTIMATED = "estimated"
    PROVISIONAL = "provisional"
    DEFINITION_CHANGED = "definition-changed"
    REVISED = "revised"


@dataclass(frozen=True, slots=True)
class Observation:
    """One value of one measure in one area over one period, as made known on a date.

    Two observations of the same measure, area and period differ by ``known``: the later one
    restates the earlier, and both are kept. ``origin`` says where it comes from if no pack
    printed it.
    """

    measure: str
    area: str
    period: Period
    figure: Figure
    known: date
    pack: str
    paragraph: str
    flags: frozenset[Flag] = frozenset()
    note: str = ""
    origin: str = ""

    @property
    def source(self) -> str:
        """Where it was said, without its paragraph: ``pack of 2017-06-02``."""
        return self.origin or f"pack of {self.pack}"


@dataclass(frozen=True, slots=True)
class Printed:
    """A row of a dashboard as the Board printed it, kept to be compared with our own judgement."""

    meeting: date
    quarter: Period
    measure: str
    previous: float
    current: float
    arrow: str
    rag: str
    rank: str = ""
    county: str = ""
    note: str = ""
