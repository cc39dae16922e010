"""Problem profiles as the public reads them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from saferboard.core.evidence.periods import Period
from saferboard.web.directory.permissions import Permission, may, needs
from saferboard.web.evidence import queries as releases
from saferboard.web.evidence.profiles import presenting, queries
from saferboard.web.evidence.profiles.models import MadeProfile

PLACE = "Problem profiles"


@needs(Permission.EVIDENCE_READ)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every district of which a profile was made, with its priorities."""
    rows = queries.newest_of_each()
    context = {
        "cards": [(row, Period.parse(row.quarter)) for row in rows],
        "may_write": may(request, Permission.PROFILE_WRITE),
        "crumbs": [{"text": "Dashboard", "url": reverse("dashboard")}, {"text": PLACE}],
    }
    return render(request, "profiles/index.html", context)


@needs(Permission.EVIDENCE_READ)
@require_safe
def newest(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest profile of a district."""
    return _page(request, held(queries.newest(slug)), pinned=False)


@needs(Permission.EVIDENCE_READ)
@require_safe
def numbered(request: HttpRequest, slug: str, quarter: Period, number: int) -> HttpResponse:
    """One profile, as it was made."""
    return _page(request, held(queries.numbered(slug, quarter, number)), pinned=True)


def held(row: MadeProfile | None) -> MadeProfile:
    """The profile; no such page if there is none."""
    if row is None:
        raise Http404
    return row


def _page(request: HttpRequest, row: MadeProfile, *, pinned: bool) -> HttpResponse:
    read = queries.read(row)
    parts = list(presenting.parts(read))
    latest = releases.latest()
    return render(
        request,
        "profiles/profile.html",
        {
            "row": row,
            "read": read,
            "quarter": read.profile.quarter,
            "opening": presenting.opening(read),
            "parts": parts,
            "contents": presenting.contents(parts),
            "downloads": {
                name: presenting.address(row, f"profile-{name}")
                for name in ("pdf", "csv", "hexagons", "detail")
            },
            "record": presenting.record(read.profile),
            "latest": latest if latest and latest.pk != row.release_id else None,
            "others": [(other, presenting.address(other)) for other in queries.others(row)],
            "pinned": pinned,
            "may_write": may(request, Permission.PROFILE_WRITE),
            "may_detail": may(request, Permission.EVIDENCE_DETAIL),
            "crumbs": [
                {"text": "Dashboard", "url": reverse("dashboard")},
                {"text": PLACE, "url": reverse("profiles")},
                {"text": row.name},
            ],
        },
    )
