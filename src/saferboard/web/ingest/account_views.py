"""The page of what did not hold: asked for and never come back, promised and not kept."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from saferboard.core.faults import Refused
from saferboard.core.ingest.past.account.findings import Kind
from saferboard.web.directory.desk import by, tell
from saferboard.web.directory.permissions import Permission, needs
from saferboard.web.ingest import accounting
from saferboard.web.ingest.forms import Dismiss
from saferboard.web.look.sheets import csv_file


@needs(Permission.HISTORY_IMPORT)
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Every finding with its evidence, by kind."""
    return _page(request, None)


@needs(Permission.HISTORY_IMPORT)
@require_POST
def dismiss(request: HttpRequest) -> HttpResponse:
    """Say that a finding is none, and why."""
    form = Dismiss(request.POST)
    if form.is_valid():
        try:
            accounting.dismiss(by=by(request), **form.cleaned_data)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, "Dismissed.")
            return redirect("history-account")
    return _page(request, form)


@needs(Permission.HISTORY_IMPORT)
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Every finding that stands, as CSV."""
    return csv_file(accounting.table(), "accounting.csv")


def _page(request: HttpRequest, sent: Dismiss | None) -> HttpResponse:
    found = accounting.found()
    kinds = []
    for kind in Kind:
        rows = [row for row in found.standing if row.finding.kind is kind]
        forms = [_form(row.finding.key, place, kind, sent) for place, row in enumerate(rows)]
        if rows:
            kinds.append((kind.value, list(zip(rows, forms, strict=True))))
    context = {
        "kinds": kinds,
        "count": len(found.standing),
        "dismissed": [row for row in found.rows if row.dismissed is not None],
        "unjudged": found.unjudged,
        "form": sent,
        "crumbs": [
            {"text": "The past", "url": reverse("history-sources")},
            {"text": "Held to account", "url": ""},
        ],
    }
    return render(request, "ingest/account.html", context)


def _form(key: str, place: int, kind: Kind, sent: Dismiss | None) -> Dismiss:
    if sent is not None and sent.data.get("key") == key:
        return sent
    return Dismiss(initial={"key": key}, auto_id=f"id_{kind.name.lower()}_{place}_%s")
