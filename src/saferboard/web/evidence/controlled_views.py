"""The page of one measure's control chart in one area."""

from django.http import Http404, HttpRequest, HttpResponse

from saferboard.core.evidence.release import Release
from saferboard.web.evidence import presenting
from saferboard.web.evidence.addresses import Address, place_slug
from saferboard.web.evidence.controlled import section
from saferboard.web.evidence.views import measure_of, of_release, page


@of_release
def control(
    request: HttpRequest, release: Release, address: Address, key: str, slug: str
) -> HttpResponse:
    """The chart, what it shows of the quarter, and by which rules."""
    measure = measure_of(release, key)
    place = next((p for p in presenting.assessed_places(release) if place_slug(p) == slug), None)
    found = release.of(key, place.code) if place else None
    part = section(release, measure, found, address) if found else None
    if part is None:
        raise Http404
    back = address.to("measure", key=key)
    return page(
        request,
        "control",
        release,
        address,
        trail=[(measure.name, back), (f"Significant change, {part['place'].name}", "")],
        measure=measure,
        place=part["place"],
        part=part,
        back=back,
    )
