"""Pages of retention: what may be erased, what must stay, and what is gone."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from saferboard.core.faults import Refused
from saferboard.web.casework.lock.declared import purposes
from saferboard.web.casework.protection import erasing, forms, keeping, listed
from saferboard.web.casework.protection.duty import RETENTION, on_duty, read
from saferboard.web.casework.protection.models import Erasure, Hold
from saferboard.web.casework.protection.request_views import require_form
from saferboard.web.directory.desk import Desk, by, serve

AT_ONCE = 100  # cases that one page proposes
PAGE = 50
PLACE = "Retention"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as the page says it."""

    title: str
    months: int
    basis: str


@never_cache
@require_form
@on_duty
def retention(request: HttpRequest) -> HttpResponse:
    """Cases whose time is over: chosen ones are erased, for a reason and for ever."""
    today = localdate()
    found = keeping.due(today)
    may_go = [one for one in found if one.may_go]
    shown = may_go[:AT_ONCE]
    choices = [(one.case.key, f"{one.case.key}, {one.because}") for one in shown]
    form = forms.Erase(request.POST if request.method == "POST" else None, proposed=choices)
    if form.is_valid():
        said = form.cleaned_data
        try:
            number = erasing.erase(
                by=by(request), references=said["cases"], because=said["because"], on=now(),
                today=today,
            )  # fmt: skip
        except Refused as refused:
            for fault in refused.faults:
                where = fault.where if fault.where in form.fields else None
                form.add_error(where, f"{fault.what[:1].upper()}{fault.what[1:]}.")
        else:
            messages.success(request, f"Erased: {number} case{'' if number == 1 else 's'}.")
            return redirect("cases-retention")
    references = [one.case.key for one in shown]
    read(by=by(request), object="cases", what="retention", why=RETENTION, cases=references)
    context = {
        "form": form,
        "may_go": may_go,
        "shown": shown,
        "kept": listed.kept(one for one in found if not one.may_go),
        "holds": listed.holds(Hold.objects.filter(lifted=None).select_related("case")),
        "rules": _rules(),
        "crumbs": [*_crumbs(), {"text": PLACE}],
    }
    return render(request, "protection/retention.html", context)


def _rules() -> list[Rule]:
    titles = {key: one.title for key, one in purposes().items()}
    return [
        Rule(titles.get(one.purpose, one.purpose), one.months, one.basis) for one in keeping.rules()
    ]


@never_cache
@require_safe
@on_duty
def erased(request: HttpRequest) -> HttpResponse:
    """The record of erasures, the newest first."""
    rows = Erasure.objects.select_related("case")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    read(by=by(request), object="cases", what="record of erasures", why=RETENTION)
    there = [*_crumbs(), {"text": PLACE, "url": reverse("cases-retention")}, {"text": "Erased"}]
    return render(
        request,
        "protection/erased.html",
        {"page": page, "rows": listed.erasures(page), "crumbs": there},
    )


@never_cache
@require_form
@on_duty
def hold(request: HttpRequest) -> HttpResponse:
    """A case must stay."""
    intro = "It stays, whatever the rule says, until the hold is lifted."
    desk = Desk("Put a case on hold", "Hold it", reverse("cases-retention"), PLACE, intro)

    def act(said: dict) -> str:
        reference = said["reference"].strip().upper()
        keeping.hold(by=by(request), reference=reference, because=said["because"], on=now())
        return reverse("cases-retention")

    form = forms.Hold(request.POST if request.method == "POST" else None)
    return serve(request, desk, form, act, "The case is on hold.")


@never_cache
@require_form
@on_duty
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    """A hold ends."""
    row = get_object_or_404(Hold.objects.select_related("case"), pk=pk)
    title = f"Lift the hold on case {row.case}"
    desk = Desk(title, "Lift it", reverse("cases-retention"), PLACE, warning=True)

    def act(said: dict) -> str:
        keeping.lift(by=by(request), hold=row, because=said["because"], on=now())
        return reverse("cases-retention")

    form = forms.Because(request.POST if request.method == "POST" else None)
    return serve(request, desk, form, act, "The hold is lifted.")


def _crumbs() -> list[dict[str, str]]:
    return [{"text": "Data protection", "url": reverse("cases-protection")}]
