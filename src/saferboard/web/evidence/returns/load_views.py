"""Loading evidence: files are read, what they would change is shown, then they are loaded."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from saferboard.core.faults import Refused
from saferboard.engines.tables.rehearsal import state_of
from saferboard.web.directory.desk import by
from saferboard.web.directory.files import keep
from saferboard.web.directory.permissions import Permission, may, needs
from saferboard.web.evidence.returns import loading, queries, sending
from saferboard.web.evidence.returns.forms import Load
from saferboard.web.evidence.returns.models import Staged

LISTED = 20


@needs(Permission.RETURN_ACCEPT)
@require_http_methods(["GET", "HEAD", "POST"])
def load(request: HttpRequest) -> HttpResponse:
    """Take files, read them whole, and go on to what they would change."""
    form = Load(*((request.POST, request.FILES) if request.method == "POST" else ()))
    faults: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        files = [keep(file.chunks(), file.name or "file") for file in form.cleaned_data["chosen"]]
        try:
            found = loading.stage(
                by=by(request), files=files, key=form.cleaned_data["key"], today=localdate()
            )
        except Refused as refusal:
            faults = sending.told(refusal)
        else:
            return redirect("load-staged", pk=found.pk)
    context = {
        "form": form,
        "faults": faults,
        "loaded": queries.declared() is not None,
        "releasing": bool(may(request, Permission.RELEASE_FREEZE)),
        "rows": Staged.objects.select_related("activated")[:LISTED],
    }
    return render(request, "returns/load.html", context)


@needs(Permission.RETURN_ACCEPT)
@require_http_methods(["GET", "HEAD", "POST"])
def staged(request: HttpRequest, pk: int) -> HttpResponse:
    """What was read, rejected and changed against last time; then the button that loads it."""
    row = get_object_or_404(Staged.objects.select_related("activated"), pk=pk)
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            loading.activate(by=by(request), staged=row, today=localdate())
        except Refused as error:
            refusal = error
            row = Staged.objects.select_related("activated").get(pk=pk)
        else:
            messages.success(request, "The files are loaded. Releases made from now on use them.")
            return redirect("load-staged", pk=pk)
    activated = getattr(row, "activated", None)
    context = {
        "staged": row,
        "activated": activated,
        "report": row.report,
        "police": row.kind == Staged.Kind.POLICE,
        "refusal": refusal.faults if refusal else (),
        "stale": activated is None and state_of(queries.held()) != row.seen,
        "releasing": bool(may(request, Permission.RELEASE_FREEZE)),
        "crumbs": [{"text": "Load evidence", "url": reverse("load")}, {"text": str(row)}],
    }
    return render(request, "returns/staged.html", context)
