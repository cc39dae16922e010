"""Outcomes of a minute: added while writing, changed, moved, removed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods, require_POST

from saferboard.core.faults import Refused
from saferboard.web.board.minutes import finding, forms, outcomes, views
from saferboard.web.board.minutes.text_views import done, not_saved, wants_json
from saferboard.web.directory.desk import Desk, serve
from saferboard.web.directory.permissions import Permission, needs

require_form = require_http_methods(["GET", "HEAD", "POST"])


@needs(Permission.MINUTES_TAKE)
@require_POST
def add_outcome(request: HttpRequest, meeting: int, pk: int) -> HttpResponse:
    """An outcome, or words of the text marked as an undertaking."""
    minute = finding.minute_or_404(meeting, pk)
    text, kind = request.POST.get("text", ""), request.POST.get("kind", "")
    try:
        outcomes.add_outcome(
            by=finding.by(request),
            minute=minute,
            kind=kind,
            text=text,
            key=_key(request.POST.get("key", "")),
        )
    except Refused as refused:
        return not_saved(request, minute, refused, {"new_outcome": text, "new_kind": kind})
    if wants_json(request):
        return JsonResponse({"outcomes": views.outcomes_html(minute)})
    messages.success(request, f"The outcome stands in minute {minute.number}.")
    return finding.to_section(minute)


def _key(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None


@needs(Permission.MINUTES_TAKE)
@require_form
def outcome(request: HttpRequest, meeting: int, pk: int) -> HttpResponse:
    """Change an outcome, move it or remove it."""
    one = finding.outcome_or_404(meeting, pk)
    minutes = one.minute.minutes
    back = f"{finding.address('minutes-live', minutes)}#minute-{one.minute_id}"
    form = forms.OutcomeForm(
        request.POST or None, initial={"kind": one.kind, "text": one.text, "was": one.text}
    )
    if request.method == "POST":
        desk = Desk("Change an outcome", "Save the outcome", back, str(minutes.meeting))

        def act(said: dict[str, str]) -> str:
            outcomes.change_outcome(by=finding.by(request), outcome=one, **said)
            return back

        return serve(request, desk, form, act, "The outcome is changed.")
    return finding.page(
        request, "outcome", minutes, "Change an outcome", outcome=one, form=form, back=back
    )


@needs(Permission.MINUTES_TAKE)
@require_POST
def move_outcome(request: HttpRequest, meeting: int, pk: int) -> HttpResponse:
    """One place earlier or later, or out."""
    one = finding.outcome_or_404(meeting, pk)
    by, way = finding.by(request), request.POST.get("way")
    if way == "out":
        return done(
            request,
            one.minute,
            lambda: outcomes.remove_outcome(by=by, outcome=one),
            "The outcome is removed. Its words stay in the history of the minute.",
        )
    places = -1 if way == "earlier" else 1
    return done(
        request,
        one.minute,
        lambda: outcomes.move_outcome(by=by, outcome=one, places=places),
        "The outcomes are in another order.",
    )
