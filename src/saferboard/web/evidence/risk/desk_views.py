"""Working pages of the risk matrix: it as it stands, every partner's scores, forms to add one."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from saferboard.core.evidence.risk import Risk, RiskPlan
from saferboard.core.evidence.risk_telling import history
from saferboard.web.directory.desk import Desk, by, serve
from saferboard.web.directory.permissions import Permission, may, needs
from saferboard.web.evidence import queries as releases
from saferboard.web.evidence.drawing import drawn
from saferboard.web.evidence.risk import actions, forms, presenting, queries

require_form = require_http_methods(["GET", "HEAD", "POST"])
PLACE = "Risk and harm"


@needs(Permission.RISK_READ)
@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """The matrix as it stands today, or stood on the day asked for, with partners' own scores."""
    plan = queries.plan()
    if plan is None:
        return render(request, "risk/undeclared.html", {"crumbs": _crumbs()})
    today = localdate()
    on = _day(request.GET.get("on", ""), today)
    matrix = queries.matrix_on(plan, on)
    post = queries.post_behind(request.user)
    own = post.organisation if post else None
    context: dict[str, Any] = {
        **presenting.matrix_page(matrix),
        "on": on,
        "is_today": on == today,
        "partners": presenting.partners_table(matrix),
        "names": [p.name for p in matrix.risks[0].partners] if matrix.risks else [],
        "moves": queries.since_published(matrix),
        "newest": queries.newest(),
        "scoring": presenting.scoring(matrix, plan, own.key, own.name) if own else None,
        "may_score": may(request, Permission.RISK_SCORE),
        "may_manage": may(request, Permission.RISK_MANAGE),
        "crumbs": _crumbs(),
    }
    return render(request, "risk/work.html", context)


@needs(Permission.RISK_READ)
@require_safe
def threat(request: HttpRequest, key: str) -> HttpResponse:
    """One threat: how it stands, who scored it how and why, and every score there ever was."""
    plan, risk = _risk(key)
    matrix = queries.matrix_on(plan, localdate())
    found = matrix.of(key)
    given = queries.scores_of(key)
    names = queries.names({row.organisation for row in given})
    context: dict[str, Any] = {
        "risk": risk,
        "measures": _measures(risk),
        "matrix": matrix,
        "row": next((r for r in presenting.rows(matrix) if r.risk.key == key), None),
        "found": found,
        "history": drawn(history(key, queries.matrices(), risk.name)),
        "given": [(row, names.get(row.organisation, row.organisation)) for row in given],
        "may_score": may(request, Permission.RISK_SCORE) and found,
        "may_manage": may(request, Permission.RISK_MANAGE) and found,
        "crumbs": [
            *_crumbs()[:1],
            {"text": PLACE, "url": reverse("work-risk")},
            {"text": risk.name},
        ],
    }
    return render(request, "risk/threat.html", context)


@needs(Permission.RISK_SCORE)
@require_form
def score(request: HttpRequest, key: str) -> HttpResponse:
    """The harm score of one's own organisation."""
    plan, risk = _risk(key)
    post = queries.post_behind(request.user)
    whose = post.organisation.name if post else "your organisation"
    intro = f"{risk.description} How much harm does it do, as {whose} sees it? {_kept(plan)}"
    desk = Desk(f"Score the harm: {risk.name}", "Give the score", _page(key), risk.name, intro)
    why = "What it rests on. Partners read it; the public does not. Name nobody."
    form = forms.Scored(request.POST or None, plan.harms, {"on": localdate()}, why)

    def act(said: dict[str, Any]) -> str:
        actions.score_harm(
            by=by(request),
            post=post,
            plan=plan,
            risk=risk,
            points=form.points,
            on=said["on"],
            reason=said["reason"],
            today=localdate(),
        )
        return _page(key)

    return serve(request, desk, form, act, f"The score of {whose} is kept.")


@needs(Permission.RISK_MANAGE)
@require_form
def probability(request: HttpRequest, key: str) -> HttpResponse:
    """How likely a threat is."""
    plan, risk = _risk(key)
    intro = f"{risk.description} {_kept(plan)}"
    desk = Desk(f"Set the probability: {risk.name}", "Set it", _page(key), risk.name, intro)
    why = "The figures it rests on. Partners read it; the public does not."
    form = forms.Scored(request.POST or None, (plan.probability,), {"on": localdate()}, why)

    def act(said: dict[str, Any]) -> str:
        actions.set_probability(
            by=by(request),
            post=queries.post_behind(request.user),
            plan=plan,
            risk=risk,
            value=form.points[plan.probability.key],
            on=said["on"],
            reason=said["reason"],
            today=localdate(),
        )
        return _page(key)

    return serve(request, desk, form, act, "The probability is set.")


@needs(Permission.RISK_MANAGE)
@require_form
def publish(request: HttpRequest) -> HttpResponse:
    """Freeze the matrix of a quarter."""
    plan = _plan()
    today = localdate()
    now = queries.quarter_of(today)
    quarters = [now.shifted(-3 * n) for n in range(1, forms.MOST_QUARTERS + 1)] + [now]
    who = "everybody" if plan.shown == "public" else "whoever has signed in"
    intro = (
        f"It is then shown to {who} and can never be changed, only corrected by another. "
        "Partners’ own scores are shown to nobody who has not signed in."
    )
    desk = Desk("Publish the matrix", "Publish it", reverse("work-risk"), PLACE, intro)
    form = forms.Publish(request.POST or None, quarters, today)

    def act(said: dict[str, Any]) -> str:
        actions.publish(
            by=by(request),
            post=queries.post_behind(request.user),
            plan=plan,
            today=today,
            **said,
        )
        return reverse("risk")

    return serve(request, desk, form, act, "The matrix is published.")


def _measures(risk: Risk) -> list[tuple[str, str]]:
    """Those measures of the threat that the newest release holds: key and name."""
    row = releases.latest()
    names = {m.key: m.name for m in releases.header(row).measures} if row else {}
    return [(key, names[key]) for key in risk.measures if key in names]


def _kept(plan: RiskPlan) -> str:
    return f"A score counts for {plan.lasts} months; the earlier ones are kept beside it."


def _plan() -> RiskPlan:
    plan = queries.plan()
    if plan is None:
        raise Http404
    return plan


def _risk(key: str) -> tuple[RiskPlan, Risk]:
    plan = _plan()
    risk = plan.risk(key)
    if risk is None:
        raise Http404
    return plan, risk


def _page(key: str) -> str:
    return reverse("work-risk-threat", args=(key,))


def _day(text: str, today: date) -> date:
    """The day asked for; today for none, for what is no day, and for one to come."""
    try:
        return min(date.fromisoformat(text), today)
    except ValueError:
        return today


def _crumbs() -> list[dict[str, str]]:
    return [{"text": "My work", "url": reverse("work")}, {"text": PLACE, "url": ""}]
