"""Activating a source: what would be done, what differs from another source, the button."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from saferboard.core.faults import Refused
from saferboard.web.directory.desk import by, tell
from saferboard.web.directory.permissions import Permission, needs
from saferboard.web.ingest import actions, activating, queries
from saferboard.web.ingest.forms import Activate, Because, Choose
from saferboard.web.ingest.models import Source
from saferboard.web.ingest.planning import Plan, plan
from saferboard.web.ingest.views import page, require_form, source_or_404


@needs(Permission.HISTORY_IMPORT)
@require_form
def activate(request: HttpRequest, pk: int) -> HttpResponse:
    """What activating would write, what stops it, and the button."""
    source = source_or_404(pk)
    found = plan(source)
    form = _form(request.POST if request.method == "POST" else None, found)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            activating.activate(
                by=by(request),
                source=source,
                seen=said["seen"],
                bodies=form.bodies(),
                starts=said.get("starts"),
                take_log=said.get("take_log", False),
                is_open=said["is_open"],
            )
        except Refused as refusal:
            tell(form, refusal)
            found = plan(source)
        else:
            messages.success(request, "Activated. It stands in the Board’s own tables now.")
            return redirect("history-source", pk)
    return _page(request, source, found, form)


def _form(data: Any, found: Plan) -> Activate:
    return Activate(
        data,
        seen=found.reading.number,
        names=found.names,
        bodies=found.bodies,
        hourless=bool(found.hourless),
        has_log=bool(found.value.action_log),
    )


def _page(
    request: HttpRequest, source: Source, found: Plan, form: Any, choice: Choose | None = None
) -> HttpResponse:
    steps = []
    for step in found.steps:
        own = Choose(None, step.subject, step.held, source.name)
        if choice is not None and choice.data.get("subject") == step.subject:
            own = choice
        steps.append({"step": step, "form": own, "is_asked": step.differences and not step.here})
    return page(
        request,
        "activate",
        source,
        step="Activate",
        plan=found,
        steps=steps,
        form=choice if choice is not None else form,
        activate_form=form,
        activation=queries.standing(source),
    )


@needs(Permission.HISTORY_IMPORT)
@require_POST
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which of two accounts of one thing holds."""
    source = source_or_404(pk)
    found = plan(source)
    subject = request.POST.get("subject", "")
    step = next((one for one in found.steps if one.subject == subject), None)
    if step is None or not step.differences:
        raise Http404
    form = Choose(request.POST, subject, step.held, source.name)
    if form.is_valid():
        try:
            actions.choose(
                by=by(request),
                source=source,
                subject=subject,
                held=form.cleaned_data["held"] == "yes",
                reason=form.cleaned_data["reason"],
            )
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, "The difference is settled.")
            return redirect("history-activate", pk)
    return _page(request, source, found, _form(None, found), form)


@needs(Permission.HISTORY_IMPORT)
@require_form
def back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an activation back, with the reason."""
    source = source_or_404(pk)
    activation = queries.standing(source)
    if activation is None:
        raise Http404
    form = Because(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            row = activating.take_back(
                by=by(request), activation=activation, reason=form.cleaned_data["reason"]
            )
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, " ".join(("Taken back.", *row.said)))
            return redirect("history-source", pk)
    return page(request, "back", source, step="Take back", form=form, activation=activation)
