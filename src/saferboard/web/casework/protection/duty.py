"""The door to these pages: one transaction a request, in which every read is on record.

A data protection officer works for no agency and on no case, so that they do not enter the lock.
They read past the second line, by their own duty, and each time it is recorded what and why.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from saferboard.core.directory.permissions import Permission, Role
from saferboard.web.audit.actions import record
from saferboard.web.casework.lock import rows
from saferboard.web.directory.models import User
from saferboard.web.directory.permissions import needs

DUTY = "protection"
SUPERVISION = "supervision of casework (UK GDPR art. 39)"
ACCESS = "a request for access (UK GDPR art. 15)"
RETENTION = "storage limitation (UK GDPR art. 5(1)(e))"

View = Callable[..., HttpResponse]


def on_duty(view: View) -> Callable[..., HttpResponse]:
    """Marks a view as the data protection officer's; a page that is not there stays on record."""

    @needs(Permission.PROTECTION_MANAGE)
    @wraps(view)
    def within(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic(), rows.service(DUTY):
            try:
                return view(request, *args, **kwargs)
            except Http404:
                return render(request, "404.html", status=404)

    return within


def read(*, by: str, object: str, what: str, why: str, **detail: Any) -> None:
    """Record that an officer read something: what it was, never what it said."""
    record(by=by, action="protection read", object=object, what=what, rule=why, **detail)


def officers() -> list[User]:
    """The data protection officers."""
    return [one for one in User.objects.filter(is_active=True) if Role.PROTECTION in one.held]


def others(by: str) -> list[User]:
    """The other officers, who can look at what one has prepared."""
    return [one for one in officers() if f"account {one.pk}" != by]
