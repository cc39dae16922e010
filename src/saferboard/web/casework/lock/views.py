"""Pages at the lock: entering, who sees a case and why, break-glass."""

from dataclasses import replace
from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from saferboard.core.casework.access import OWN
from saferboard.core.directory.permissions import Decision
from saferboard.web.audit.actions import record
from saferboard.web.casework.lock import reading
from saferboard.web.casework.lock.declared import purposes
from saferboard.web.casework.lock.entering import ENTERED, Key, key_for
from saferboard.web.casework.lock.forms import Enter
from saferboard.web.casework.lock.models import Membership
from saferboard.web.directory.models import Organisation, User
from saferboard.web.directory.permissions import Permission, needs

require_form = require_http_methods(["GET", "HEAD", "POST"])


@needs(Permission.CASE_OPEN)
@require_form
def enter(request: HttpRequest) -> HttpResponse:
    """Choose an agency and a purpose; what was chosen stands with everything that is read."""
    on, user = now(), _account(request)
    works = Membership.objects.filter(user=user).values("agency")
    agencies = list(Organisation.objects.filter(pk__in=works))
    form = Enter(request.POST or None, agencies=agencies, purposes=purposes().values())
    refused: Key | Decision | None = None
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        with transaction.atomic():
            key = key_for(user, chosen["agency"], chosen["purpose"], on)
            because = "" if isinstance(key, Key) else key.because
            record(
                by=f"account {user.pk}",
                action="casework not entered" if because else "casework entered",
                object="casework",
                agency=chosen["agency"],
                purpose=chosen["purpose"],
                rule=because,
            )
        if not because:
            request.session[ENTERED] = dict(chosen)
            return redirect(_onward(request))
        refused = key
    return render(
        request,
        "lock/enter.html",
        {"form": form, "agencies": agencies, "refused": refused, "standing": _standing(user, on)},
    )


def _onward(request: HttpRequest) -> str:
    onward = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        onward, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return onward if safe and onward.startswith("/cases/") else reverse("cases")


def _account(request: HttpRequest) -> User:
    """Whoever asks: the permission of the view lets nobody else in."""
    if not isinstance(request.user, User):
        raise LookupError("a visitor came as far as the lock")
    return request.user


def _standing(user: User, on: datetime) -> list[str]:
    """What keeps them out whichever of their agencies they choose."""
    works = reading.memberships(user)
    if not works:
        return ["nobody has written down that you work for an agency"]
    reader = reading.reader(user, "", "")
    readers = [replace(reader, agency=one) for one in sorted({one.agency for one in works})]
    return [own(readers[0], on) for own in OWN if all(own(one, on) for one in readers)]


@needs(Permission.CASE_OPEN)
@require_http_methods(["POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """Leave the rooms under lock."""
    request.session.pop(ENTERED, None)
    messages.success(request, "You have left casework.")
    return redirect("cases-enter")
