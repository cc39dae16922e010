"""The page of sources that share incidents."""

from django.http import Http404, HttpRequest, HttpResponse

from saferboard.core.evidence.release import Release
from saferboard.web.evidence.addresses import Address
from saferboard.web.evidence.two_sources import sources_page
from saferboard.web.evidence.views import of_release, page


@of_release
def sources(request: HttpRequest, release: Release, address: Address, key: str) -> HttpResponse:
    """Two sources side by side, in every area, and what they say together."""
    both = next((s for s in release.two_sources if s.key == key), None)
    if both is None:
        raise Http404
    shown = sources_page(release, both, address)
    return page(request, "sources", release, address, trail=[(both.name, "")], **shown)
