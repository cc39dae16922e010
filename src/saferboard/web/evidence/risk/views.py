"""The published matrix, which the public reads."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.risk import ShownTo
from saferboard.core.evidence.risk_matrix import public
from saferboard.core.evidence.risk_telling import decimal
from saferboard.web.directory.permissions import Permission, may, needs
from saferboard.web.evidence.risk import presenting, queries
from saferboard.web.evidence.risk.models import PublishedMatrix
from saferboard.web.look.sheets import csv_file

COLUMNS = (
    "quarter", "number", "as_of", "threat", "name", "probability", "mean_harm", "score", "band",
    "partners_scored", "partners_asked",
)  # fmt: skip


@needs(Permission.EVIDENCE_READ)
@require_safe
def newest(request: HttpRequest) -> HttpResponse:
    """The newest published matrix."""
    row = queries.newest()
    if row is None:
        context = {"may_work": may(request, Permission.RISK_READ)}
        return render(request, "risk/none.html", context)
    return _page(request, row)


@needs(Permission.EVIDENCE_READ)
@require_safe
def numbered(request: HttpRequest, quarter: Period, number: int) -> HttpResponse:
    """One published matrix, as it was."""
    return _page(request, _row(quarter, number))


@needs(Permission.EVIDENCE_READ)
@require_safe
def download(request: HttpRequest, quarter: Period, number: int) -> HttpResponse:
    """One published matrix as CSV, without what each partner said."""
    row = _row(quarter, number)
    if _shut(request, row):
        return redirect_to_login(request.get_full_path(), "account_login")
    matrix = queries.shown(row).matrix
    rows = [
        (
            str(matrix.quarter), row.number, matrix.on.isoformat(), risk.key, risk.name,
            risk.probability.value, decimal(risk.harm) if risk.harm is not None else None,
            decimal(risk.score) if risk.score is not None else None, risk.band, risk.scored,
            risk.asked,
        )
        for risk in matrix.risks
    ]  # fmt: skip
    return csv_file([COLUMNS, *rows], f"risk-matrix-{str(matrix.quarter).replace('/', '-')}.csv")


def _page(request: HttpRequest, row: PublishedMatrix) -> HttpResponse:
    if _shut(request, row):
        return redirect_to_login(request.get_full_path(), "account_login")
    found = queries.shown(row)
    context: dict[str, Any] = {
        **presenting.matrix_page(public(found.matrix)),
        "found": found,
        "quarter": Period.parse(row.quarter),
        "others": [
            (other, Period.parse(other.quarter))
            for other in queries.published()
            if other.pk != row.pk
        ],
        "before": Period.parse(found.before.quarter) if found.before else None,
        "may_work": may(request, Permission.RISK_READ),
        "crumbs": [{"text": "Dashboard", "url": reverse("dashboard")}, {"text": "Risk and harm"}],
    }
    return render(request, "risk/published.html", context)


def _shut(request: HttpRequest, row: PublishedMatrix) -> bool:
    """Whether the partnership shows it to those alone who have signed in, and this one has not."""
    if row.content["shown"] == ShownTo.PUBLIC:
        return False
    return not request.user.is_authenticated


def _row(quarter: Period, number: int) -> PublishedMatrix:
    row = queries.by_number(quarter, number)
    if row is None:
        raise Http404
    return row
