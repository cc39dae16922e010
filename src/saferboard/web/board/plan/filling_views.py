"""Steps that change a whole year: each shows what it will do before it does it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from saferboard.core.board.plan_checking import check
from saferboard.core.faults import Refused
from saferboard.web.board.plan import actions, agendas, forms, presenting, queries, ruling
from saferboard.web.board.plan.views import body_of, page_of, require_form, sent
from saferboard.web.directory.desk import Desk, by, serve, tell
from saferboard.web.directory.permissions import Permission, needs


@needs(Permission.PLAN_EDIT)
@require_form
def meetings(request: HttpRequest, key: str, year: int) -> HttpResponse:
    """The meetings that fall due, and arranging them."""
    body = body_of(key, year)
    if request.method == "POST":
        try:
            made = actions.arrange_meetings(by=by(request), body=body, year=year)
        except Refused as refused:
            messages.warning(request, f"Nothing was arranged: {refused.faults[0].remedy}.")
            return redirect("plan-days", key=key, year=year)
        messages.success(request, f"{len(made)} meetings are arranged.")
        return redirect(page_of(body, year))
    found = queries.year_of(body, year)
    cycle = queries.cycle_of(body)
    due = queries.meetings_due(body, year)
    context = {
        "found": found,
        "cycle": queries.cycle_value(cycle) if cycle else None,
        "due": due,
        "new": sum(1 for one in due if one.meeting is None),
        "crumbs": presenting.crumbs(body, found.name, page_of(body, year), "Meetings"),
    }
    return render(request, "plan/meetings.html", context)


@needs(Permission.PLAN_EDIT)
@require_form
def days(request: HttpRequest, key: str, year: int) -> HttpResponse:
    """On which days the body meets."""
    body = body_of(key, year)
    back = reverse("plan-meetings", args=[key, year])
    desk = Desk("Set the days on which it meets", "Save the days", back, "Meetings of the year")
    cycle = queries.cycle_of(body)
    now = {name: getattr(cycle, name) for name in forms.Days.base_fields} if cycle else {}

    def act(said: dict[str, Any]) -> str:
        ruling.set_cycle(by=by(request), body=body, **said)
        return back

    form = forms.Days(sent(request), initial=now)
    return serve(request, desk, form, act, "The days are saved.")


@needs(Permission.PLAN_EDIT)
@require_form
def fill(request: HttpRequest, key: str, year: int) -> HttpResponse:
    """What the rules make of the year, and filling it."""
    body = body_of(key, year)
    form = forms.Fill(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.fill(by=by(request), body=body, year=year, **form.cleaned_data)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "The year is filled from the rules.")
            return redirect(page_of(body, year))
    found = queries.year_of(body, year)
    made = actions.filled(found)
    rules = [queries.rule_value(rule) for rule in found.rules]
    context = {
        "found": found,
        "form": form,
        "meetings": presenting.proposed(found, made),
        "breaches": check(made, rules, queries.last_times(body, year)),
        "crumbs": presenting.crumbs(body, found.name, page_of(body, year), "Fill the year"),
    }
    return render(request, "plan/fill.html", context)


@needs(Permission.PLAN_EDIT)
@require_form
def put_on_agendas(request: HttpRequest, key: str, year: int) -> HttpResponse:
    """What would be put on the agendas, and putting it on."""
    body = body_of(key, year)
    if request.method == "POST":
        new = agendas.put_on_agendas(by=by(request), body=body, year=year)
        said = f"{new} items were put on the agendas." if new else "The agendas had them all."
        messages.success(request, said)
        return redirect(page_of(body, year))
    found = queries.year_of(body, year)
    placings = agendas.placings(found)
    context = {
        "found": found,
        "placings": placings,
        "new": sum(1 for one in placings if one.will_be_put_on),
        "joined": sum(1 for one in placings if one.will_be_joined),
        "crumbs": presenting.crumbs(body, found.name, page_of(body, year), "Agendas"),
    }
    return render(request, "plan/agendas.html", context)
