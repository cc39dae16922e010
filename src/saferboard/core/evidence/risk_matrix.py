"""The risk matrix of a day: every threat rated, as a value that is frozen and shown as it was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pydantic import TypeAdapter

from saferboard.core.evidence.measures import Rag
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.risk import (
    Band,
    Given,
    Risk,
    RiskPlan,
    Scale,
    ShownTo,
    Stood,
    marked,
    rated,
    stood,
)

NO_DATA = "No data"


@dataclass(frozen=True, slots=True)
class PartnerScore:
    """One partner's own view of a threat: its harm score, or why none counts."""

    organisation: str
    name: str
    stood: Stood


@dataclass(frozen=True, slots=True)
class Assessed:
    """One threat on the day. ``number`` is its mark on the picture; none where it has no score.

    In what the public sees ``partners`` are empty and ``probability`` has no reason: only how many
    of how many partners scored is told.
    """

    key: str
    name: str
    description: str
    probability: Stood
    partners: tuple[PartnerScore, ...]
    scored: int
    asked: int
    harm: float | None
    score: float | None
    band: str
    rag: Rag
    because: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """All threats on a day, the highest score first, and the scales by which they were scored."""

    name: str
    source: str
    quarter: Period
    on: date
    shown: ShownTo
    probability: Scale
    harms: tuple[Scale, ...]
    bands: tuple[Band, ...]
    least_partners: int
    lasts: int
    risks: tuple[Assessed, ...]

    @property
    def most_harm(self) -> int:
        """The highest harm score there can be."""
        return sum(scale.most for scale in self.harms)

    @property
    def least_harm(self) -> int:
        """The lowest."""
        return sum(scale.least for scale in self.harms)

    @property
    def mark(self) -> str:
        """Its scales in short: two matrices of other scales are not compared."""
        return marked(self.probability, self.harms)

    def of(self, key: str) -> Assessed | None:
        """What it says of one threat."""
        return next((risk for risk in self.risks if risk.key == key), None)


MATRIX = TypeAdapter(Matrix)
"""Reads and writes a matrix as JSON values."""


def build(
    plan: RiskPlan,
    given: Sequence[Given],
    names: Mapping[str, str],
    quarter: Period,
    on: date,
) -> Matrix:
    """The matrix of a day from all scores ever given, in the order in which they were entered."""
    month = Month(on.year, on.month)
    by: dict[tuple[str, str], list[Given]] = {}
    for row in given:
        by.setdefault((row.risk, row.organisation), []).append(row)
    found = [_assessed(plan, r, by, names, on) for r in plan.risks if r.is_scored_in(month)]
    found.sort(key=lambda risk: (risk.score is None, -(risk.score or 0), risk.name))
    return Matrix(
        name=plan.name,
        source=plan.source,
        quarter=quarter,
        on=on,
        shown=plan.shown,
        probability=plan.probability,
        harms=plan.harms,
        bands=plan.bands,
        least_partners=plan.least_partners,
        lasts=plan.lasts,
        risks=tuple(
            replace(risk, number=None if risk.score is None else place)
            for place, risk in enumerate(found, start=1)
        ),
    )


def _assessed(
    plan: RiskPlan,
    risk: Risk,
    by: Mapping[tuple[str, str], list[Given]],
    names: Mapping[str, str],
    on: date,
) -> Assessed:
    probability = stood(plan, by.get((risk.key, ""), ()), on)
    partners = tuple(
        PartnerScore(key, names.get(key, key), stood(plan, by.get((risk.key, key), ()), on))
        for key in plan.partners
    )
    harms = [partner.stood.value for partner in partners]
    result = rated(plan, probability.value, harms)
    return Assessed(
        key=risk.key,
        name=risk.name,
        description=risk.description,
        probability=probability,
        partners=partners,
        scored=sum(harm is not None for harm in harms),
        asked=len(harms),
        harm=result.harm,
        score=result.score,
        band=result.band.name if result.band else NO_DATA,
        rag=result.band.rag if result.band else Rag.GREY,
        because=result.because,
    )


def public(matrix: Matrix) -> Matrix:
    """The same without what each partner said, and without reasons."""
    return replace(
        matrix,
        risks=tuple(
            replace(risk, partners=(), probability=replace(risk.probability, given=None))
            for risk in matrix.risks
        ),
    )
