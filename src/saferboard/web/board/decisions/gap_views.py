"""The page of what earlier meetings asked for and nobody picked up, and how it is emptied."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from saferboard.core.faults import Refused
from saferboard.web.board.decisions import actions, presenting, queries
from saferboard.web.board.decisions.forms import ManyForm
from saferboard.web.board.decisions.views import crumbs, may_read, post_of
from saferboard.web.board.meetings.models import Meeting
from saferboard.web.board.minutes.models import Outcome
from saferboard.web.directory.permissions import Permission, may, needs


@needs(Permission.DECISION_READ)
@require_safe
def gap(request: HttpRequest, meeting: int) -> HttpResponse:
    """What earlier meetings asked for and nobody picked up, before this one's pack goes out."""
    return _gap(request, _meeting(meeting), None)


def _meeting(pk: int) -> Meeting:
    return get_object_or_404(Meeting.objects.select_related("body"), pk=pk)


@needs(Permission.DECISION_SETTLE)
@require_POST
def gap_noted(request: HttpRequest, meeting: int) -> HttpResponse:
    """Mark what was noted as needing no action, several at once."""
    return _settle(request, _meeting(meeting), "noted")


@needs(Permission.GAP_SIGN)
@require_POST
def gap_sign(request: HttpRequest, meeting: int) -> HttpResponse:
    """Let what is left go for this pack, by name and reason."""
    return _settle(request, _meeting(meeting), "sign")


def _settle(request: HttpRequest, meeting: Meeting, what: str) -> HttpResponse:
    held = queries.gap_of(meeting.body, meeting)
    seen = [row.outcome for row in held.outcomes if may_read(request, row)]
    form = ManyForm(seen, request.POST, prefix=what)
    if not form.is_valid():
        return _gap(request, meeting, form)
    said = form.cleaned_data
    try:
        if what == "noted":
            actions.needs_none(
                by=post_of(request),
                outcomes=list(said["outcomes"].select_related("minute")),
                reason=said.get("reason", ""),
                on=localdate(),
            )
            told = "They are marked as needing no action."
        else:
            left: list[Outcome | None] = list(said["outcomes"])
            left += [None] if held.unwritten and said["unwritten"] else []
            actions.sign_gap(
                by=post_of(request),
                meeting=meeting,
                outcomes=left,
                reason=said.get("reason", ""),
                on=localdate(),
            )
            told = "Signed off for this pack. The next pack asks again."
    except Refused as refused:
        form.refused(refused)
        return _gap(request, meeting, form)
    messages.success(request, told)
    return redirect("gap", meeting.pk)


def _gap(request: HttpRequest, meeting: Meeting, sent: ManyForm | None) -> HttpResponse:
    held = queries.gap_of(meeting.body, meeting)
    private = bool(may(request, Permission.PRIVATE_READ))
    rows = [row for row in held.outcomes if may_read(request, row)]
    noted = [row for row in rows if row.outcome.kind == Outcome.Kind.NOTED]
    found: dict[str, forms.Form] = {
        "noted": ManyForm([row.outcome for row in noted], prefix="noted"),
        "sign": ManyForm([row.outcome for row in rows], prefix="sign"),
    }
    if sent is not None:
        found[str(sent.prefix)] = sent
    context = {
        "meeting": meeting,
        "gap": held,
        "rows": rows,
        "hidden": len(held.outcomes) - len(rows),
        "noted": noted,
        "signed": presenting.signed(held.signed, private=private),
        "form": sent,
        "noted_form": found["noted"],
        "sign_form": found["sign"],
        "may_settle": may(request, Permission.DECISION_SETTLE),
        "may_sign": may(request, Permission.GAP_SIGN),
        "crumbs": crumbs(("Decisions", reverse("decisions")), ("Not picked up", "")),
    }
    return render(request, "decisions/gap.html", context)
