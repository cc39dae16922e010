"""The overlap of the two sources: samples, looking up each incident, the figure, handing it out."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from saferboard.core.casework.clocks import local_day
from saferboard.core.evidence.periods import Period
from saferboard.core.faults import Refused
from saferboard.web.casework.asb import measuring
from saferboard.web.casework.asb.declared import settings
from saferboard.web.casework.asb.forms import Draw
from saferboard.web.casework.asb.models import Study, Unit
from saferboard.web.casework.asb.police_views import by_hand, crumbs, judging
from saferboard.web.casework.asb.views import refusal, require_form
from saferboard.web.casework.lock.entering import Key, at_the_lock
from saferboard.web.directory.desk import tell
from saferboard.web.directory.permissions import Permission, needs

YEARS = 4


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def overlap(request: HttpRequest, key: Key) -> HttpResponse:
    """The samples that were drawn; draw another."""
    if not (may := measuring.may_measure(key)):
        return refusal(request, may.because)
    form = Draw(request.POST or None, settings=settings(), periods=_periods(local_day(key.on)))
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            study = measuring.draw(
                by=key,
                area=sent["area"],
                period=Period.parse(sent["period"]),
                number=sent["number"],
                seed=sent["seed"],
            )
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "The sample is drawn.")
            return redirect("asb-study", study.pk)
    named = _named()
    studies = [
        {"study": row, "area": named.get(row.area, row.area), "period": Period.parse(row.period)}
        for row in measuring.studies(key)
    ]
    key.note("asb overlap listed", "studies")
    context = {"form": form, "studies": studies, "key": key, "crumbs": crumbs("Overlap")}
    return render(request, "asb/overlap.html", context)


def _periods(today: date) -> list[tuple[str, str]]:
    """The quarters and years that are over, the newest first."""
    years = range(today.year, today.year - YEARS, -1)
    quarters = [Period.of_quarter(year, number) for year in years for number in (4, 3, 2, 1)]
    found = (*quarters, *(Period.of_year(year) for year in years))
    return [(str(one), one.words) for one in found if measuring.day_after(one) <= today]


def _named() -> dict[str, str]:
    return {one.code: one.name for one in settings().areas}


def _study(key: Key, pk: int) -> Study:
    row = measuring.studies(key).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def study(request: HttpRequest, key: Key, study: int) -> HttpResponse:
    """A sample: what was found of each incident, and what that says of all."""
    if not (may := measuring.may_measure(key)):
        return refusal(request, may.because)
    row = _study(key, study)
    refused_because = ""
    if request.method == "POST":
        try:
            measuring.hand_out(by=key, study=row)
        except Refused as refused:
            refused_because = refused.faults[0].sentence
        else:
            messages.success(request, "The overlap is handed out, for the counts of the Board.")
            return redirect("asb-study", row.pk)
    units = list(row.units.all())
    figure = measuring.figure(key, row, units)
    held = measuring.linked(key, measuring.within(key, row.holder_id, row.area, figure.period))
    key.note("asb overlap read", f"study {row.pk}")
    context = {
        "row": row,
        "area": _named().get(row.area, row.area),
        "figure": figure,
        "bar": _bar(figure),
        "units": [{"unit": unit, "held": unit.incident_id in held} for unit in units],
        "handed_out": list(row.measured.all()),
        "refused": refused_because,
        "crumbs": crumbs("Sample", ("Overlap", "asb-overlap")),
    }
    return render(request, "asb/study.html", context)


def _bar(figure: measuring.Figure) -> dict[str, Any] | None:
    """Where the value and its limits lie on a line from 0 to 100 per cent, 600 units long."""
    if figure.share is None:
        return None
    one = figure.share
    at = {"value": one.value, "lower": one.lower, "upper": one.upper}
    said = {f"{name}_said": f"{100 * share:.1f}%" for name, share in at.items()}
    return {**{name: round(20 + 600 * share, 1) for name, share in at.items()}, **said}


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def unit(request: HttpRequest, key: Key, study: int, number: int) -> HttpResponse:
    """Look up one incident of the sample."""
    if not (may := measuring.may_measure(key)):
        return refusal(request, may.because)
    row = _study(key, study)
    found = row.units.filter(number=number).select_related("incident", "study").first()
    if found is None:
        raise Http404
    if request.method == "POST":
        return _decided(request, key, found)
    asked = request.GET.get("case", "").strip().upper()[:20]
    also = by_hand(key, asked)
    context = {
        **judging(key, found.incident, also, asked),
        "unit": found,
        "study": row,
        "following": _following(key, row, number),
        "crumbs": crumbs(f"Incident {number}", ("Overlap", "asb-overlap")),
    }
    return render(request, "asb/incident.html", context)


def _decided(request: HttpRequest, key: Key, found: Unit) -> HttpResponse:
    sent = request.POST.get("verdict", "")
    if sent not in ("", Unit.NOT_HELD, Unit.UNSURE):
        raise Http404
    measuring.decide(by=key, unit=found, verdict=sent)
    onward = _following(key, found.study, found.number)
    if sent and onward:
        return redirect("asb-unit", found.study_id, onward)
    return redirect("asb-study", found.study_id)


def _following(key: Key, study: Study, number: int) -> int | None:
    """The next of the sample that nobody has looked up; from the beginning if there is none."""
    held = measuring.linked(
        key, measuring.within(key, study.holder_id, study.area, Period.parse(study.period))
    )
    still = study.units.filter(verdict="").exclude(number=number)
    left = [one.number for one in still if one.incident_id not in held]
    return next((one for one in left if one > number), next(iter(left), None))
