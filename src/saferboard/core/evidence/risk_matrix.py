"""The risk matrix of a day: every threat rated, as a value that is frozen and shown as it was."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pydantic import TypeAdapter

from saferboard.core.document.tree import Chart, Column, Mark, Point, Series, Table
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
NOT_KNOWN = "Not known"


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


@dataclass(frozen=True, slots=True)
class Move:
    """What became of a threat since the matrix before, in words. ``matters``: its band changed."""

    key: str
    name: str
    words: str
    matters: bool


def moves(before: Matrix, after: Matrix) -> tuple[Move, ...]:
    """Every threat that is new, gone, or stands otherwise; those that changed band first."""
    if before.mark != after.mark:
        return ()
    keys = {risk.key: risk for risk in (*before.risks, *after.risks)}
    found = [
        Move(key, risk.name, words, (was.band if was else "") != (now.band if now else ""))
        for key, risk in keys.items()
        if (words := _moved(was := before.of(key), now := after.of(key)))
    ]
    return tuple(sorted(found, key=lambda move: (not move.matters, move.name)))


def _moved(was: Assessed | None, now: Assessed | None) -> str:
    if was is None and now is not None:
        return f"new: {standing(now)}"
    if was is None or now is None:
        return "no longer scored"
    parts = [
        f"{what} {old} to {new}"
        for what, old, new in (
            ("probability", _shown(was.probability.value), _shown(now.probability.value)),
            ("mean harm", decimal(was.harm), decimal(now.harm)),
            ("partners who scored", f"{was.scored} of {was.asked}", f"{now.scored} of {now.asked}"),
        )
        if old != new
    ]
    if not parts:
        return ""
    way = "stands as it did" if standing(was) == standing(now) else _way(was, now)
    return f"{way} ({'; '.join(parts)})"


def _way(was: Assessed, now: Assessed) -> str:
    if was.score is None or now.score is None:
        return f"{standing(was)} to {standing(now)}"
    verb = "up" if now.score > was.score else "down"
    return f"{verb} from {standing(was)} to {standing(now)}"


def standing(risk: Assessed) -> str:
    """``High, 231.0``, or ``No data``."""
    return risk.band if risk.score is None else f"{risk.band}, {decimal(risk.score)}"


def decimal(value: float | None) -> str:
    """A mean or a score as it is shown, with one decimal."""
    return NOT_KNOWN if value is None else f"{value:.1f}"


def _shown(value: int | None) -> str:
    return NOT_KNOWN if value is None else str(value)


def table(matrix: Matrix) -> Table:
    """The matrix as a table: what the picture shows, for those who cannot see it."""
    return Table(
        caption=f"{matrix.name}, {matrix.quarter.words}",
        columns=(
            Column("Threat"),
            Column("Mark", True),
            Column("Probability", True),
            Column("Mean harm", True),
            Column("Score", True),
            Column("Band"),
            Column("Partners who scored", True),
        ),
        rows=tuple(
            (
                risk.name,
                "–" if risk.number is None else str(risk.number),
                _shown(risk.probability.value),
                decimal(risk.harm),
                decimal(risk.score),
                risk.band,
                f"{risk.scored} of {risk.asked}",
            )
            for risk in matrix.risks
        ),
    )


def rule(matrix: Matrix) -> str:
    """By which rule scores and bands come about, in words."""
    edges = [
        f"{band.name} up to and with {band.up_to}"
        if band.up_to is not None
        else f"{band.name} above"
        for band in matrix.bands
    ]
    return (
        f"The score is the probability ({matrix.probability.least} to {matrix.probability.most}) "
        f"times the mean of the partners’ harm scores ({matrix.least_harm} to {matrix.most_harm}): "
        f"{', '.join(edges)}. A partner who has not scored, or not in the last {matrix.lasts} "
        f"months, is left out of the mean, not counted as zero; with fewer than "
        f"{matrix.least_partners} partners’ scores there is no mean, and so no data."
    )


def history(key: str, matrices: Iterable[Matrix], name: str) -> Chart | None:
    """One threat's score over the published matrices; None with fewer than two on one scale.

    Where the scales changed the line begins anew, and earlier scores are left out. The newest
    matrix of each quarter speaks for it.
    """
    by_quarter = {matrix.quarter: matrix for matrix in sorted(matrices, key=lambda m: m.quarter)}
    if not by_quarter:
        return None
    newest = by_quarter[max(by_quarter)]
    points = [
        (matrix, found)
        for matrix in by_quarter.values()
        if matrix.mark == newest.mark and (found := matrix.of(key))
    ]
    known = [(m, a.score) for m, a in points if a.score is not None]
    if len(known) < 2:
        return None
    title = f"{name}: risk score by quarter"
    (first, was), (last, now) = known[0], known[-1]
    return Chart(
        title=title,
        summary=f"From {was:.1f} in {first.quarter.words} to {now:.1f} in {last.quarter.words}.",
        mark=Mark.LINE,
        unit="risk score",
        series=(Series("Score", tuple(Point(m.quarter.words, a.score) for m, a in points)),),
        table=Table(
            caption=title,
            columns=(Column("Quarter"), Column("Score", True), Column("Band")),
            rows=tuple((m.quarter.words, decimal(a.score), a.band) for m, a in points),
        ),
    )
