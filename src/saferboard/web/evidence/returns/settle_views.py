"""Accepting and rejecting a return."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from saferboard.core.faults import Refused
from saferboard.web.directory.desk import by
from saferboard.web.directory.permissions import Permission, needs
from saferboard.web.evidence.returns import actions
from saferboard.web.evidence.returns.forms import Accept, Reject
from saferboard.web.evidence.returns.models import Sent
from saferboard.web.evidence.returns.views import sent_page


@needs(Permission.RETURN_ACCEPT)
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Its figures become observations, known from today."""
    row = get_object_or_404(Sent, pk=pk)
    form = Accept(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else ""
    try:
        actions.accept(by=by(request), sent=row, seen=seen, on=localdate())
    except Refused as refusal:
        return _shown_again(request, pk, refusal)
    messages.success(request, "The return is accepted. The next release will use its figures.")
    return redirect("return-sent", pk=pk)


@needs(Permission.RETURN_ACCEPT)
@require_POST
def reject(request: HttpRequest, pk: int) -> HttpResponse:
    """It goes back with a reason."""
    row = get_object_or_404(Sent, pk=pk)
    form = Reject(request.POST)
    form.full_clean()
    reason = str(form.cleaned_data.get("reason", ""))
    try:
        actions.reject(by=by(request), sent=row, reason=reason, on=localdate())
    except Refused as refusal:
        for fault in refusal.faults:
            if fault.where == "reason":
                form.add_error(
                    "reason", f"{fault.what[:1].upper()}{fault.what[1:]}: {fault.remedy}."
                )
                return sent_page(request, row, reject=form)
        return _shown_again(request, pk, refusal)
    messages.success(request, "The return is rejected, and its sender is written to.")
    return redirect("return-sent", pk=pk)


def _shown_again(request: HttpRequest, pk: int, refusal: Refused) -> HttpResponse:
    """As it stands now, with why nothing was done."""
    row = Sent.objects.select_related("settled").get(pk=pk)
    return sent_page(request, row, refusal=refusal.faults)
