"""The risk matrix in words: what moved since the one before, its table, its rule, its history."""

from collections.abc import Iterable
from dataclasses import dataclass

from saferboard.core.document.tree import Chart, Column, Mark, Point, Series, Table
from saferboard.core.evidence.risk_matrix import Assessed, Matrix

NOT_KNOWN = "Not known"


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
