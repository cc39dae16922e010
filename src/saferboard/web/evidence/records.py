"""Pages about releases themselves: the list, how one was made, and what it says differently."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.redefining import redefinitions
from saferboard.core.evidence.release import Release
from saferboard.core.evidence.restating import restatements
from saferboard.core.evidence.words import DIRECTION_WORDS
from saferboard.web.directory.permissions import Permission, needs
from saferboard.web.evidence import models, queries
from saferboard.web.evidence.addresses import Address, address_of
from saferboard.web.evidence.presenting import downloads


@needs(Permission.EVIDENCE_READ)
@require_safe
def releases(request: HttpRequest) -> HttpResponse:
    """Every release, newest first."""
    found = [
        {"row": row, "address": Address(row, pinned=True), "quarter": Period.parse(row.quarter)}
        for row in queries.releases()
    ]
    return render(
        request,
        "evidence/releases.html",
        {"found": found, "crumbs": _crumbs(("Releases", ""))},
    )


@needs(Permission.EVIDENCE_READ)
@require_safe
def record(request: HttpRequest, quarter: Period, number: int) -> HttpResponse:
    """How one release was made: from what, by whom, knowing what, and what it contradicts."""
    row = _row(quarter, number)
    address = address_of(request, row, pinned=True)
    release = queries.shown(row, detail=address.detail).release
    earlier = queries.before(row)
    names = {m.key: m.name for m in release.measures}
    return render(
        request,
        "evidence/record.html",
        {
            "row": row,
            "release": release,
            "address": address,
            "earlier": earlier,
            "dashboard_url": address.to("dashboard"),
            "changes_url": reverse("release-changes", kwargs=address.where),
            "json_url": address.to("release-json"),
            "assessments": len(release.assessments),
            "suppressed": _counted(release, "suppressed"),
            "missing": _counted(release, "missing"),
            "disagreements": [
                {
                    "name": names.get(d.measure, d.measure),
                    "url": address.to("measure", key=d.measure) if d.measure in names else "",
                    "printed": DIRECTION_WORDS[d.printed],
                    "computed": DIRECTION_WORDS[d.computed],
                    "because": d.because,
                }
                for d in release.disagreements
            ],
            "crumbs": _crumbs(("Releases", reverse("releases")), (_title(row), "")),
        },
    )


@needs(Permission.EVIDENCE_READ)
@require_safe
def changes(request: HttpRequest, quarter: Period, number: int) -> HttpResponse:
    """Every figure that a release restates, against the one before or the one asked for."""
    row = _row(quarter, number)
    asked = request.GET.get("from")
    earlier = _asked(asked) if asked else queries.before(row)
    address = address_of(request, row, pinned=True)
    version = queries.whole if address.detail else queries.public
    new = version(row)
    old = version(earlier) if earlier else None
    found = restatements(old, new) if old else ()
    redefined = redefinitions(old, new) if old else ()
    return render(
        request,
        "evidence/changes.html",
        {
            "row": row,
            "earlier": earlier,
            "address": address,
            "release": new,
            "found": [item.words for item in found],
            "redefined": [item.words for item in redefined],
            "others": [other for other in queries.releases() if other.pk != row.pk],
            "crumbs": _crumbs(
                ("Releases", reverse("releases")),
                (_title(row), address.record),
                ("What it restates", ""),
            ),
        },
    )


@needs(Permission.EVIDENCE_READ)
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Everything that can be downloaded, and on what terms."""
    row = queries.latest()
    context: dict[str, Any] = {"crumbs": _crumbs(("Data", ""))}
    if row is not None:
        address = Address(row, pinned=False)
        release = queries.public(row)
        context |= {
            "row": row,
            "release": release,
            "address": address,
            "measures": [
                {
                    "name": m.name,
                    "url": address.to("measure", key=m.key),
                    **downloads(m, address),
                }
                for m in release.measures
            ],
            "overlaps_url": address.to("overlaps"),
            "retired": [
                (m.name, address.to("measure", key=m.key), m.retired.words)
                for m in release.retired
                if m.retired
            ],
            "everything": {
                "csv": address.to("dashboard-csv"),
                "json": address.to("release-json"),
            },
        }
    return render(request, "evidence/data.html", context)


def _row(quarter: Period, number: int) -> models.Release:
    row = queries.by_number(quarter, number)
    if row is None:
        raise Http404
    return row


def _asked(name: str) -> models.Release:
    found = next((row for row in queries.releases() if row.name == name), None)
    if found is None:
        raise Http404
    return found


def _counted(release: Release, state: str) -> int:
    return sum(1 for a in release.assessments if a.figure.state == state)


def _title(row: models.Release) -> str:
    return f"{Period.parse(row.quarter).words}, release {row.number}"


def _crumbs(*trail: tuple[str, str]) -> list[dict[str, str]]:
    full = (("Dashboard", reverse("dashboard")), *trail)
    return [{"text": text, "url": url} for text, url in full]
