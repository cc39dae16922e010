"""The public's pages: what a case review is, the form, and the figures of the years."""

from collections.abc import Mapping

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from saferboard.core.faults import Refused
from saferboard.web.casework.lock import sending
from saferboard.web.casework.lock.entering import Key, entered
from saferboard.web.casework.reviews import actions, queries
from saferboard.web.casework.reviews.forms import ROWS, Apply, Reported
from saferboard.web.directory.limits import limited
from saferboard.web.directory.models import Organisation
from saferboard.web.directory.permissions import Permission, may, needs

TAKEN = "case-review"  # in the session: the reference of what was just sent
Rows = django_forms.formset_factory(Reported, extra=ROWS, max_num=ROWS, absolute_max=ROWS)


@needs(Permission.REVIEW_APPLY)
@never_cache
@limited("case-review", 10, seconds=3600)
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest) -> HttpResponse:
    """The form. What is sent is stored whole, or shown again with what is wrong."""
    try:
        found = queries.procedures()
    except Refused:
        return render(request, "reviews/closed.html", status=503)
    areas = _areas(found.councils)
    form = Apply(request.POST or None, areas=areas)
    sending.carry(form, "case-review")
    complaints = Rows(request.POST or None, prefix="complaint")
    if request.method == "POST" and form.is_valid() and complaints.is_valid():
        made = [one.complaint for one in complaints if one.complaint is not None]
        sent = sending.once(
            form=form,
            make=lambda: actions.apply(said=form.cleaned_data, complaints=made, on=now()),
        )
        request.session[TAKEN] = sent.case.reference
        return redirect("case-review-taken")
    return render(
        request,
        "reviews/apply.html",
        {"form": form, "complaints": complaints, "procedures": found},
    )


def _areas(councils: Mapping[str, str]) -> list[tuple[str, str]]:
    """The areas of the councils that are known here, by the council's name."""
    names = dict(Organisation.objects.filter(key__in=councils.values()).values_list("key", "name"))
    found = [(area, names[key]) for area, key in councils.items() if key in names]
    return sorted(found, key=lambda one: one[1])


@needs(Permission.REVIEW_APPLY)
@never_cache
@require_safe
def taken(request: HttpRequest) -> HttpResponse:
    """What was sent has come; its reference, to be kept."""
    reference = request.session.get(TAKEN)
    if reference is None:
        return redirect("case-review")
    return render(request, "reviews/taken.html", {"reference": reference})


@needs(Permission.REVIEW_APPLY)
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """What the law has the bodies publish every year, and what was restated."""
    over = localdate().year - (localdate().month < 4)  # years begin in April
    key = entered(request, now()) if may(request, Permission.CASE_OPEN) else None
    leads = isinstance(key, Key) and queries.leads(key)
    context = {"years": queries.published(), "over": range(over - 1, over - 4, -1) if leads else ()}
    return render(request, "reviews/figures.html", context)
