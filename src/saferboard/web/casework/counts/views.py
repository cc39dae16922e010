"""The page on which a co-ordinator sees what the Board will get, and hands it over."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from saferboard.core.faults import Fault, Refused
from saferboard.web.casework.counts import actions
from saferboard.web.casework.counts.counting import Found, counted, measured
from saferboard.web.casework.lock.entering import Key, at_the_lock
from saferboard.web.directory.permissions import Permission, needs
from saferboard.web.evidence.counts import tell


@needs(Permission.CASE_OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
@at_the_lock
def counts(request: HttpRequest, key: Key) -> HttpResponse:
    """Each count, and whether it is told or kept back; pressed, they are handed over."""
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        if request.POST.get("purpose") != key.purpose.key:  # another page entered for another one
            messages.error(request, "You have entered for another purpose since: look again.")
            return redirect("case-counts")
        try:
            made = actions.hand_over(by=key, token=request.POST.get("token", "")[:32] or _token())
        except Refused as refused:
            faults = refused.faults
        else:
            said = "Nothing is counted for this purpose." if not made else (
                "The counts are handed over. Somebody accepts them before they become evidence."
            )  # fmt: skip
            messages.success(request, said)
            return redirect("case-counts")
    tables: list[dict[str, Any]] = []
    if key.co_ordinates:
        try:
            tables = [_table(found) for found in counted(key)]
            key.note("counts read", "counts", measures=[one["measure"].key for one in tables])
        except Refused as refused:
            faults = refused.faults
    overlaps = measured(key) if key.co_ordinates else ()
    context = {
        "key": key,
        "tables": tables,
        "overlaps": overlaps,
        "faults": faults,
        "token": _token(),
    }
    return render(request, "counts/counts.html", context)


def _table(found: Found) -> dict[str, Any]:
    told = tell(found.counts)
    return {
        "measure": found.asked.measure,
        "period": found.asked.period,
        "counter": found.outlet.counter,
        "unsettled": found.unsettled,
        "rows": [
            {
                "area": found.asked.areas[one.area][0],
                "count": one.count,
                "of": one.of,
                "kept": one in told.kept_back,
            }
            for one in found.counts
        ],
    }


def _token() -> str:
    return secrets.token_hex(12)
