"""What the pages show of a matrix, worked out once."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from saferboard.core.evidence.risk import RiskPlan
from saferboard.core.evidence.risk_matrix import Assessed, Matrix, PartnerScore
from saferboard.core.evidence.risk_telling import NOT_KNOWN, decimal, rule
from saferboard.engines.charts import risk_grid
from saferboard.web.evidence.presenting import Tag


@dataclass(frozen=True, slots=True)
class Row:
    """One threat as a row of the table."""

    risk: Assessed
    probability: str
    harm: str
    score: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class Scoring:
    """How far one organisation has come: which threats it scored, and which wait for it."""

    name: str
    done: int
    waiting: tuple[Assessed, ...]


def rows(matrix: Matrix) -> list[Row]:
    """The table's rows, each with its band in word and colour."""
    found = []
    for risk in matrix.risks:
        value = risk.probability.value
        probability = NOT_KNOWN if value is None else matrix.probability.word(value)
        tag = Tag(risk.band, Tag.of(risk.rag).css)
        found.append(Row(risk, probability, decimal(risk.harm), decimal(risk.score), tag))
    return found


def matrix_page(matrix: Matrix) -> dict[str, Any]:
    """The picture and its table."""
    return {
        "matrix": matrix,
        "rows": rows(matrix),
        "picture": picture(matrix),
        "summary": risk_grid.summary(matrix),
        "rule": rule(matrix),
    }


def picture(matrix: Matrix) -> SafeString:
    """The matrix as inline SVG."""
    return mark_safe(risk_grid.svg(matrix))  # noqa: S308 -- our own drawing, by an XML writer


def partners_table(matrix: Matrix) -> list[tuple[Assessed, list[tuple[str, str]]]]:
    """Each threat with every partner's own score (``–``: none that counts), and why if none."""
    return [(risk, [cell(partner) for partner in risk.partners]) for risk in matrix.risks]


def cell(partner: PartnerScore) -> tuple[str, str]:
    """``18``, or a dash with the reason."""
    value = partner.stood.value
    return ("–", partner.stood.why_not) if value is None else (str(value), "")


def scoring(matrix: Matrix, plan: RiskPlan, organisation: str, name: str) -> Scoring | None:
    """What an organisation has scored; None where it is not asked."""
    if organisation not in plan.partners:
        return None
    at = plan.partners.index(organisation)
    waiting = tuple(r for r in matrix.risks if r.partners[at].stood.value is None)
    return Scoring(name, len(matrix.risks) - len(waiting), waiting)
