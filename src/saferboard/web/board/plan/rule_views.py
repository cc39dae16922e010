"""The rules of a body's plan."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from saferboard.web.board.minutes.models import Outcome
from saferboard.web.board.plan import forms, presenting, queries, ruling
from saferboard.web.board.plan.models import Rule
from saferboard.web.board.plan.views import require_form, sent
from saferboard.web.directory.desk import Desk, by, serve
from saferboard.web.directory.models import Body
from saferboard.web.directory.permissions import Permission, may, needs

DECISIONS = 100  # newest first; older ones are in the register of decisions


@needs(Permission.PLAN_READ)
@require_safe
def rules(request: HttpRequest, key: str) -> HttpResponse:
    """Every rule, those that ended apart."""
    body = get_object_or_404(Body, key=key)
    today = localdate()
    found = [(rule, queries.rule_value(rule).badge) for rule in queries.rules_of(body)]
    context = {
        "body": body,
        "holding": [pair for pair in found if pair[0].until is None or pair[0].until >= today],
        "ended": [pair for pair in found if pair[0].until and pair[0].until < today],
        "may_edit": may(request, Permission.PLAN_EDIT),
        "crumbs": presenting.crumbs(body, "Rules"),
    }
    return render(request, "plan/rules.html", context)


@needs(Permission.PLAN_EDIT)
@require_safe
def decisions(request: HttpRequest, key: str) -> HttpResponse:
    """The decisions from which a rule can be made."""
    body = get_object_or_404(Body, key=key)
    context = {
        "body": body,
        "outcomes": queries.outcomes(body)[:DECISIONS],
        "crumbs": presenting.crumbs(body, "Rules", _page(body), "From a decision"),
    }
    return render(request, "plan/decisions.html", context)


@needs(Permission.PLAN_EDIT)
@require_form
def add_rule(request: HttpRequest, key: str, outcome: int | None = None) -> HttpResponse:
    """A new rule; from a decision, with what its words say filled in."""
    body = get_object_or_404(Body, key=key)
    decided = get_object_or_404(queries.outcomes(body), pk=outcome) if outcome else None
    intro = f"The decision says: “{decided.text}” Check what was read from it." if decided else ""
    desk = Desk("Add a rule", "Add the rule", _page(body), "Rules", intro)
    form = forms.AddRule(sent(request), initial=_read(decided))

    def act(said: dict[str, Any]) -> str:
        ruling.add_rule(by=by(request), body=body, resolution=decided, **form.rule())
        return _page(body)

    return serve(request, desk, form, act, "The rule is added. Fill the year again to follow it.")


@needs(Permission.PLAN_EDIT)
@require_form
def change_rule(request: HttpRequest, pk: int) -> HttpResponse:
    """A rule as it is."""
    rule = _rule(pk)
    desk = Desk(f"Change the rule for {rule}", "Save the rule", _page(rule.body), "Rules")
    form = forms.ChangeRule.of(rule, sent(request))

    def act(said: dict[str, Any]) -> str:
        ruling.change_rule(by=by(request), rule=rule, seen=said["seen"], **form.rule())
        return _page(rule.body)

    return serve(request, desk, form, act, "The rule is saved. Fill the year again to follow it.")


@needs(Permission.PLAN_EDIT)
@require_form
def end_rule(request: HttpRequest, pk: int) -> HttpResponse:
    """A rule holds no more."""
    rule = _rule(pk)
    desk = Desk(f"End the rule for {rule}", "End the rule", _page(rule.body), "Rules", warning=True)

    def act(said: dict[str, Any]) -> str:
        ruling.end_rule(by=by(request), rule=rule, **said)
        return _page(rule.body)

    form = forms.EndRule.of(rule, sent(request))
    return serve(request, desk, form, act, "The rule ends.")


def _read(outcome: Outcome | None) -> dict[str, Any]:
    return forms.from_decision(outcome) if outcome else {}


def _rule(pk: int) -> Rule:
    return get_object_or_404(Rule.objects.select_related("body"), pk=pk)


def _page(body: Body) -> str:
    return reverse("plan-rules", args=[body.key])
