"""The page of the figures that dashboards printed, and the observations made of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from saferboard.web.directory.permissions import Permission, may, needs
from saferboard.web.ingest import figuring
from saferboard.web.ingest.forms import Where
from saferboard.web.look.sheets import csv_file


@needs(Permission.HISTORY_IMPORT)
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Every figure as printed, the measure it is taken for, and what it restates."""
    found = figuring.found()
    form = Where(request.GET, found.areas) if found.areas else None
    return _page(request, found, form)


@needs(Permission.HISTORY_IMPORT)
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Those that are certain, as a file of observations that can be loaded."""
    found = figuring.found()
    form = Where(request.GET, found.areas) if found.areas else None
    if form is None or not form.is_valid():
        return _page(request, found, form, status=400)
    # Not observations.csv: a file that is loaded takes the place of the last of its name.
    name = f"figures-of-the-past-{form.cleaned_data['area']}.csv"
    area = form.cleaned_data["area"]
    return csv_file(found.of(area).table(area), name, is_marked=False)


def _page(
    request: HttpRequest, found: figuring.Found, form: Where | None, status: int = 200
) -> HttpResponse:
    area = form.cleaned_data["area"] if form is not None and form.is_valid() else ""
    found = found.of(area) if area else found
    context = {
        "may_load": may(request, Permission.RETURN_ACCEPT),
        "rows": found.rows,
        "certain": found.certain,
        "form": form,
        "area": area,
        "crumbs": [
            {"text": "The past", "url": reverse("history-sources")},
            {"text": "Figures", "url": ""},
        ],
    }
    return render(request, "ingest/figures.html", context, status=status)
