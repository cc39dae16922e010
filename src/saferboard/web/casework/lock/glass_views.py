"""Break-glass: opening a case in an emergency, what stands open so, what a supervisor sees."""

from datetime import UTC, datetime
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from saferboard.core.casework.access import BREAK_GLASS_LASTS, FRESH
from saferboard.core.faults import Refused
from saferboard.web.casework.lock import actions, glass, rows
from saferboard.web.casework.lock.entering import Key, at_the_lock
from saferboard.web.casework.lock.forms import Emergency
from saferboard.web.casework.lock.models import BreakGlass
from saferboard.web.casework.lock.standing import titles_of
from saferboard.web.directory.permissions import Permission, needs

NOT_OPENED = (
    "Nothing was opened, and that you asked is on record. Either there is no such case for this "
    "purpose, or it cannot be opened so, or this supervisor cannot be told of it."
)


def signed_in(request: HttpRequest) -> datetime | None:
    """When whoever asks last proved who they are, in this session; None if it is not known."""
    records = get_authentication_records(request, request.user)
    return max((datetime.fromtimestamp(one["at"], UTC) for one in records), default=None)


@needs(Permission.CASE_OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
@at_the_lock
def break_glass(request: HttpRequest, key: Key) -> HttpResponse:
    """The form, one's own that stand open, and those one was told of."""
    proved = signed_in(request)
    fresh = proved is not None and key.on - FRESH <= proved <= key.on
    supervisors = glass.supervisors(key.agency, key.user, key.on)
    form = Emergency(
        request.POST or None,
        supervisors=supervisors,
        titles=titles_of(supervisors),
        initial={"reference": request.GET.get("case", "")[:20]},
    )
    said = ""
    if request.method == "POST" and fresh and proved and form.is_valid():
        opened = _broken(key, form, proved)
        if opened is not None:
            messages.success(request, f"Case {opened.case} is open to you for three hours.")
            return redirect("cases-break-glass")
        said = NOT_OPENED
    own, told = _listed(key)
    return render(
        request,
        "lock/glass.html",
        {
            "key": key,
            "form": form,
            "fresh": fresh,
            "may": key.purpose.break_glass,
            "again": f"{reverse('account_reauthenticate')}?next={reverse('cases-break-glass')}",
            "said": "" if form.errors else said,
            "own": own,
            "told": told,
            "crumbs": [{"text": "Cases", "url": reverse("cases")}, {"text": "In an emergency"}],
        },
    )


def _broken(key: Key, form: Emergency, proved: datetime) -> BreakGlass | None:
    try:
        return actions.break_glass(by=key, signed_in=proved, **form.cleaned_data)
    except Refused as refused:
        for fault in refused.faults:
            form.add_error(fault.where, f"{fault.what[:1].upper()}{fault.what[1:]}.")
        return None


def _listed(key: Key) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """One's own, and those that one was named for as supervisor; the newest first.

    A supervisor reads which case and why, and may not open it for that.
    """
    concerned = BreakGlass.objects.filter(Q(user=key.user) | Q(supervisor=key.user))
    with rows.service("break-glass"):
        found = list(concerned.select_related("case", "user", "agency", "supervisor")[:100])
    key.note("break-glass listed", "break-glass", cases=sorted({str(row.case) for row in found}))
    titles = titles_of([row.user for row in found] + [row.supervisor for row in found])
    shown: list[dict[str, Any]] = [
        {
            "row": row,
            "ends": row.ended or row.opened + BREAK_GLASS_LASTS,
            "stands": row.ended is None and key.on < row.opened + BREAK_GLASS_LASTS,
            "by": titles[row.user_id],
            "supervisor": titles[row.supervisor_id],
        }
        for row in found
    ]
    own = [one for one in shown if one["row"].user_id == key.user.pk]
    return own, [one for one in shown if one["row"].user_id != key.user.pk]


@needs(Permission.CASE_OPEN)
@require_http_methods(["POST"])
@at_the_lock
def end(request: HttpRequest, key: Key, pk: int) -> HttpResponse:
    """End it before its three hours are over."""
    row = BreakGlass.objects.filter(Q(user=key.user) | Q(supervisor=key.user), pk=pk).first()
    if row is None:
        raise Http404
    actions.end_break_glass(by=key, glass=row)
    messages.success(request, "The case is open by break-glass no more.")
    return redirect("cases-break-glass")
