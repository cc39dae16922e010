"""The pages of a release: dashboard, outcome, measure, district."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from saferboard.core.evidence import charts, exceptions, words
from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.rag import OVERALL_RULE
from saferboard.core.evidence.release import Place, Release
from saferboard.web.directory.permissions import Permission, needs
from saferboard.web.evidence import meanings, presenting, queries
from saferboard.web.evidence.addresses import Address, address_of, place_slug
from saferboard.web.evidence.drawing import drawn

PageView = Callable[..., HttpResponse]


def of_release(view: PageView) -> PageView:
    """Gives a view the release it is to show: the newest one, or the one its address names.

    It is the public version, or the whole one for those who may see the detail.

    Before the first release every page says so, and what to do about it.
    """

    @needs(Permission.EVIDENCE_READ)
    @require_safe
    @wraps(view)
    def shown(
        request: HttpRequest, quarter: Period | None = None, number: int = 0, **parts: Any
    ) -> HttpResponse:
        row = queries.by_number(quarter, number) if quarter else queries.latest()
        if row is None:
            if quarter:
                raise Http404
            return render(request, "evidence/empty.html", status=404 if parts else 200)
        address = address_of(request, row, pinned=quarter is not None)
        release = queries.shown(row, detail=address.detail).release
        response = view(request, release, address, **parts)
        if address.detail:
            response["Cache-Control"] = "private, no-store"
        return response

    return shown


def page(
    request: HttpRequest, template: str, release: Release, address: Address, **context: Any
) -> HttpResponse:
    """A page of a release, with what every one of them shows round the edges."""
    trail = [(f"Dashboard {release.quarter.words}", address.to("dashboard"))]
    trail += context.pop("trail", [])
    crumbs = [{"text": text, "url": url} for text, url in trail]
    context |= {"release": release, "address": address, "crumbs": crumbs}
    return render(request, f"evidence/{template}.html", context)


@of_release
def dashboard(request: HttpRequest, release: Release, address: Address) -> HttpResponse:
    """The front page: what changed, then the outcomes as the Board knows them."""
    summary = exceptions.summarise(release)
    found = [presenting.exceptional(item, address) for item in summary.exceptions]
    return page(
        request,
        "dashboard",
        release,
        address,
        summary=summary,
        unlike=presenting.links(summary.unlike, address),
        concerns=[item for item in found if not item.is_better],
        improvements=[item for item in found if item.is_better],
        sections=list(presenting.sections(release, address)),
        place=release.place(release.area),
        rules={"overall": OVERALL_RULE, "position": presenting.position_rules(release)},
    )


@of_release
def outcome(request: HttpRequest, release: Release, address: Address, key: str) -> HttpResponse:
    """One outcome: its measures as a table, then each with its sentence and chart."""
    section = next((s for s in presenting.sections(release, address) if s.outcome.key == key), None)
    if section is None:
        raise Http404
    place = release.place(release.area)
    parts = [
        {
            "row": row,
            "sentence": words.sentence(row.assessment, row.measure),
            "chart": drawn(charts.rolling_chart(row.measure, row.assessment, place)),
        }
        for row in section.rows
    ]
    return page(
        request,
        "outcome",
        release,
        address,
        trail=[(section.outcome.name, "")],
        section=section,
        parts=parts,
        place=place,
        rules={"overall": OVERALL_RULE, "position": presenting.position_rules(release)},
    )


@of_release
def measure(request: HttpRequest, release: Release, address: Address, key: str) -> HttpResponse:
    """Everything a release says of one measure; of a retired one, since when and why."""
    gone = next((m for m in release.retired if m.key == key), None)
    if gone is not None:
        shown = meanings.retired_page(release, gone, address)
        return page(request, "retired", release, address, trail=[(gone.name, "")], **shown)
    one = measure_of(release, key)
    held = next(o for o in release.outcomes if o.key == one.outcome)
    trail = [(held.name, address.to("outcome", key=held.key)), (one.name, "")]
    shown = presenting.measure_page(release, one, address)
    return page(request, "measure", release, address, trail=trail, **shown)


@of_release
def overlaps(request: HttpRequest, release: Release, address: Address) -> HttpResponse:
    """Which measures share events, as a picture and a table."""
    shown = meanings.overlaps_page(release, address)
    trail = [("Which measures share events", "")]
    return page(request, "overlaps", release, address, trail=trail, **shown)


@of_release
def districts(request: HttpRequest, release: Release, address: Address) -> HttpResponse:
    """Every place the release speaks of."""
    own = {place.code for place in presenting.district_places(release)} | {release.area}
    places = presenting.assessed_places(release)
    return page(
        request,
        "districts",
        release,
        address,
        trail=[("Districts", "")],
        own=[_card(release, p, address) for p in places if p.code in own],
        others=[_card(release, p, address) for p in places if p.code not in own],
        headline=release.place(release.area),
    )


@of_release
def district(request: HttpRequest, release: Release, address: Address, slug: str) -> HttpResponse:
    """Everything about one place: its own front page."""
    place = next((p for p in presenting.assessed_places(release) if place_slug(p) == slug), None)
    if place is None:
        raise Http404
    here = replace(release, area=place.code)
    summary = exceptions.summarise(here)
    found = [presenting.exceptional(item, address) for item in summary.exceptions]
    parent = next((p for p in release.places if p.code == place.within), None)
    return page(
        request,
        "district",
        release,
        address,
        trail=[("Districts", address.to("districts")), (place.name, "")],
        place=place,
        parent=parent,
        summary=summary,
        unlike=presenting.links(summary.unlike, address),
        concerns=[item for item in found if not item.is_better],
        improvements=[item for item in found if item.is_better],
        sections=list(presenting.sections(release, address, place.code)),
        silent=[m for m in release.measures if release.of(m.key, place.code) is None],
    )


def measure_of(release: Release, key: str) -> Measure:
    """The measure of a release with this key; no such page if there is none."""
    found = next((m for m in release.measures if m.key == key), None)
    if found is None:
        raise Http404
    return found


def _card(release: Release, place: Place, address: Address) -> dict[str, Any]:
    found = presenting.needs_attention(release, place.code)
    return {
        "place": place,
        "url": presenting.place_url(place, address),
        "worse": sum(1 for _, _, why in found if why not in exceptions.GOOD),
        "better": sum(1 for _, _, why in found if why in exceptions.GOOD),
        "measures": sum(1 for a in release.assessments if a.area == place.code),
    }
