"""risks.toml: threats and issues, the scales they are scored on, and whom the partnership asks."""

from dataclasses import dataclass
from itertools import pairwise

from saferboard.core.evidence.risk import Band, Risk, RiskPlan, Scale, ShownTo
from saferboard.core.ingest.declarations import Shape, Table, declared, read_toml
from saferboard.core.ingest.gathering import Faults, Names

RISKS = "risks.toml"
LONGEST = 80


@dataclass(frozen=True, slots=True)
class MatrixEntry:
    """``[matrix]``: what it is called, where the rule comes from, who scores, who sees it."""

    name: str
    source: str
    partners: tuple[str, ...]
    least_partners: int = 3
    lasts: int = 12
    shown: ShownTo = ShownTo.PUBLIC


_MATRIX = Shape(MatrixEntry)
_SCALE = Shape(Scale)
_BAND = Shape(Band)
_RISK = Shape(Risk)


def read_risks(
    text: str | None, where: str, organisations: Names, measures: Names, faults: Faults
) -> RiskPlan | None:
    """The risk matrix that is declared, faults being noted. A partnership may have none."""
    tables = ("matrix", "probability", "harms", "bands", "risks")
    found = read_toml(text, where, faults, tables=tables)
    if not found:
        return None
    matrix = _MATRIX.read(found.get("matrix", {}), f"{where}, matrix", faults)
    probability = _SCALE.read(_keyed(found), f"{where}, probability", faults)
    harms, _ = declared(found, "harms", _SCALE, where, faults)
    bands, _ = declared(found, "bands", _BAND, where, faults)
    risks, _ = declared(found, "risks", _RISK, where, faults)
    for risk in risks:
        _check_risk(risk, f"{where}, risk '{risk.key}'", measures, faults)
    if matrix is not None:
        _check_matrix(matrix, f"{where}, matrix", organisations, faults)
    scales = (*harms, probability) if probability else harms
    for scale in scales:
        _check_scale(scale, f"{where}, scale '{scale.key}'", faults)
    if probability and harms and bands:
        most = probability.most * sum(scale.most for scale in harms)
        _check_bands(bands, most, f"{where}, bands", faults)
    if matrix is None or probability is None:
        return None
    return RiskPlan(
        name=matrix.name,
        source=matrix.source,
        probability=probability,
        harms=harms,
        bands=bands,
        partners=matrix.partners,
        risks=risks,
        least_partners=matrix.least_partners,
        lasts=matrix.lasts,
        shown=matrix.shown,
    )


def _keyed(found: Table) -> object:
    """There is one probability, so its table in the file needs no key."""
    entry = found.get("probability", {})
    return {"key": "probability", **entry} if isinstance(entry, dict) else entry


def _check_matrix(matrix: MatrixEntry, place: str, organisations: Names, faults: Faults) -> None:
    for key in matrix.partners:
        organisations.check(key, f"{place}, partners", faults)
    if len(set(matrix.partners)) != len(matrix.partners):
        faults.add(
            "a partner stands twice",
            where=f"{place}, partners",
            expected="each organisation once",
            remedy="take one out",
        )
    # The mean of a single score is that score, and the public may not see a partner's own.
    least = 2 if matrix.shown is ShownTo.PUBLIC else 1
    if not least <= matrix.least_partners <= max(len(matrix.partners), least):
        faults.add(
            f"{matrix.least_partners} partners' scores cannot be asked for",
            where=f"{place}, least_partners",
            expected=f"a number from {least} to {len(matrix.partners)}, the partners named",
            remedy="correct the number, or name more partners",
        )
    if matrix.lasts < 1:
        faults.add(
            f"a score cannot last {matrix.lasts} months",
            where=f"{place}, lasts",
            expected="1 month or more",
            remedy="correct the number",
        )


def _check_scale(scale: Scale, place: str, faults: Faults) -> None:
    if not 0 <= scale.least < scale.most:
        faults.add(
            f"a scale cannot run from {scale.least} to {scale.most}",
            where=place,
            expected="'least' zero or more, and 'most' above it",
            remedy="correct the numbers",
        )
    elif scale.steps and len(scale.steps) != scale.most - scale.least + 1:
        faults.add(
            f"there are {len(scale.steps)} steps",
            where=f"{place}, steps",
            expected=f"a word for each value from {scale.least} to {scale.most}, or no steps",
            remedy="add the missing words, or take the steps out",
        )


def _check_bands(bands: tuple[Band, ...], most: int, place: str, faults: Faults) -> None:
    edges = [band.up_to for band in bands[:-1]]
    known = [edge for edge in edges if edge is not None]
    rising = all(a < b for a, b in pairwise((0, *known, most)))
    if len(known) != len(edges) or bands[-1].up_to is not None or not rising:
        faults.add(
            "the bands do not cover every score once",
            where=place,
            expected="the lowest first, each but the last with an 'up_to' above the one before "
            f"and under {most}, the highest score there is; the last without",
            remedy="correct the edges",
        )


def _check_risk(risk: Risk, place: str, measures: Names, faults: Faults) -> None:
    for key in risk.measures:
        measures.check(key, f"{place}, measures", faults)
    if len(risk.key) > LONGEST:
        faults.add(
            f"the key has {len(risk.key)} characters",
            where=f"{place}, key",
            expected=f"{LONGEST} characters at most",
            remedy="write it shorter",
        )
    if risk.retired is not None and risk.retired <= risk.since:
        faults.add(
            "the threat is retired before it is scored",
            where=f"{place}, retired",
            expected=f"a month after {risk.since.words}",
            remedy="correct 'since' or 'retired'",
        )
