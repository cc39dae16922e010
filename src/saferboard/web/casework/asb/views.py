"""Opening a case by a report, and what is due."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from saferboard.core.faults import Refused
from saferboard.web.casework.asb import actions, policing, queries
from saferboard.web.casework.asb.declared import settings
from saferboard.web.casework.asb.forms import OpenByReport
from saferboard.web.casework.lock import sending
from saferboard.web.casework.lock.entering import Key, at_the_lock
from saferboard.web.directory.desk import tell
from saferboard.web.directory.permissions import Permission, needs

require_form = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 50


def refusal(request: HttpRequest, because: str) -> HttpResponse:
    """Not allowed, and why."""
    return render(request, "403.html", {"because": because}, status=403)


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def report(request: HttpRequest, key: Key) -> HttpResponse:
    """Open a case by what a resident told."""
    if key.purpose.key != "asb" or not key.roles & key.purpose.begins:
        return refusal(request, "your role opens no cases on this procedure, for this purpose")
    form = OpenByReport(request.POST or None, settings=settings(), key=key)
    sending.carry(form, "asb-report", key)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            sent = sending.once(
                form=form,
                by=key,
                make=lambda: (
                    actions.report(
                        by=key,
                        told=form.told(),
                        who=said.get("who", ""),
                        reach=said.get("reach", ""),
                    ).case
                ),
            )
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, sending.AGAIN if sent.again else "The case is open.")
            return redirect("case", sent.case.reference)
    return render(request, "asb/report.html", {"form": form, "crumbs": _crumbs("Take a report")})


@needs(Permission.CASE_OPEN)
@require_safe
@at_the_lock
def due(request: HttpRequest, key: Key) -> HttpResponse:
    """The open cases by what is due: victims to hear from us, visits to make, files to look at."""
    if key.purpose.key != "asb":
        return refusal(request, "you entered for another purpose")
    found = queries.standing(key, queries.open_cases(key))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    key.note("asb cases listed", "cases", cases=[row.case.reference for row in page])
    return render(
        request,
        "asb/due.html",
        {
            "key": key,
            "page": page,
            "today": localdate(key.on),
            "incidents": bool(policing.holders(key)),
            "crumbs": _crumbs("What is due"),
        },
    )


def _crumbs(here: str) -> list[dict[str, str]]:
    return [{"text": "Cases", "url": reverse("cases")}, {"text": here}]
