"""Risk and harm: what may happen, how likely it is, and how much harm each partner sees in it.

The rule is that of the risk rating in the Board's pack of June 2017 (appendix 2, adapted there from
the ACPO 3PLEM model): the score is the probability times the mean of the partners' harm scores. An
edge belongs to the band below it: up to 108 is low, up to 216 medium, everything above is high. The
mean of whole numbers may fall between 108 and 109, where the print has no band: it is above 108.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from saferboard.core.evidence.measures import Rag
from saferboard.core.evidence.periods import Month


class ShownTo(StrEnum):
    """Who sees a published matrix: everybody, or whoever has signed in."""

    PUBLIC = "public"
    SIGNED_IN = "signed-in"


@dataclass(frozen=True, slots=True)
class Risk:
    """A threat or issue, scored from one month on and, once retired, no longer.

    ``measures`` are those whose figures speak for its probability.
    """

    key: str
    name: str
    description: str
    since: Month
    retired: Month | None = None
    measures: tuple[str, ...] = ()

    def is_scored_in(self, month: Month) -> bool:
        """Whether it stands in a matrix of that month."""
        return self.since <= month and (self.retired is None or month < self.retired)


@dataclass(frozen=True, slots=True)
class Scale:
    """Whole numbers from ``least`` to ``most``; ``steps`` are a word for each, or none at all."""

    key: str
    name: str
    asks: str
    least: int
    most: int
    steps: tuple[str, ...] = ()

    def word(self, value: int) -> str:
        """What a value is called: ``4, likely``."""
        return f"{value}, {self.steps[value - self.least]}" if self.steps else str(value)


@dataclass(frozen=True, slots=True)
class Band:
    """Scores up to and with ``up_to``; the highest band has no end."""

    name: str
    rag: Rag
    up_to: int | None = None


@dataclass(frozen=True, slots=True)
class RiskPlan:
    """What a partnership declares of its risk matrix.

    A partner's harm score is the sum over ``harms``. ``partners`` are the organisations asked. A
    score counts for ``lasts`` months after the month it was given in. Fewer than
    ``least_partners`` scores make no mean: it would be the view of those few, and tell it.
    """

    name: str
    source: str
    probability: Scale
    harms: tuple[Scale, ...]
    bands: tuple[Band, ...]
    partners: tuple[str, ...]
    risks: tuple[Risk, ...]
    least_partners: int = 3
    lasts: int = 12
    shown: ShownTo = ShownTo.PUBLIC

    @property
    def mark(self) -> str:
        """The scales in short. What was scored on others is not comparable and is not used."""
        return marked(self.probability, self.harms)

    def risk(self, key: str) -> Risk | None:
        """The threat with this key."""
        return next((risk for risk in self.risks if risk.key == key), None)


@dataclass(frozen=True, slots=True)
class Given:
    """A score as somebody gave it: points by scale, on which day, why, by whom.

    ``organisation`` is the partner whose harm score it is; a probability has none. ``mark`` tells
    the scales on which it was given.
    """

    risk: str
    organisation: str
    points: tuple[tuple[str, int], ...]
    on: date
    reason: str
    by: str
    mark: str

    @property
    def total(self) -> int:
        """The sum of the points."""
        return sum(value for _, value in self.points)


@dataclass(frozen=True, slots=True)
class Stood:
    """What counted on a day of one partner, or of the probability: a value, or why there is none.

    ``given`` is the newest score whether it counts or not.
    """

    value: int | None
    why_not: str
    given: Given | None


@dataclass(frozen=True, slots=True)
class Rated:
    """Probability, mean harm and their product with its band; None where something is lacking."""

    harm: float | None
    score: float | None
    band: Band | None
    because: str


def marked(probability: Scale, harms: tuple[Scale, ...]) -> str:
    """``probability 1-9; physical 0-6``."""
    return "; ".join(f"{s.key} {s.least}-{s.most}" for s in (probability, *harms))


def stood(plan: RiskPlan, given: Iterable[Given], on: date) -> Stood:
    """What counted on that day of scores of one thing, in the order in which they were entered."""
    known = [row for row in given if row.on <= on]
    if not known:
        return Stood(None, "not scored", None)
    newest = max(enumerate(known), key=lambda entry: (entry[1].on, entry[0]))[1]
    if newest.mark != plan.mark:
        return Stood(None, "scored on other scales than today's", newest)
    age = Month(on.year, on.month).since(Month(newest.on.year, newest.on.month))
    if age > plan.lasts:
        return Stood(None, f"the score is more than {plan.lasts} months old", newest)
    return Stood(newest.total, "", newest)


def rated(plan: RiskPlan, probability: int | None, harms: Iterable[int | None]) -> Rated:
    """The score of one threat. A partner without a score is left out of the mean, not zero in it.

    The band is found in whole numbers (probability x sum against edge x count), so that no
    rounding can carry a score over an edge.
    """
    asked = list(harms)
    held = [harm for harm in asked if harm is not None]
    of = f"{len(held)} of {len(asked)} partners scored its harm"
    if len(held) < plan.least_partners:
        return Rated(None, None, None, f"{of}; it takes {plan.least_partners} to be rated")
    total, count = sum(held), len(held)
    mean = total / count
    if probability is None:
        return Rated(mean, None, None, f"{of}; its probability is not known")
    band = next(
        band
        for band in plan.bands
        if band.up_to is None or probability * total <= band.up_to * count
    )
    because = f"probability {probability} × mean harm {mean:.1f}; {of}"
    return Rated(mean, probability * total / count, band, because)


def out_of_scale(scales: Iterable[Scale], points: Mapping[str, int]) -> tuple[Scale, ...]:
    """The scales for which no value, or one outside them, is given."""
    return tuple(s for s in scales if not s.least <= points.get(s.key, s.least - 1) <= s.most)
