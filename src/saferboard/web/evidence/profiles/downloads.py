"""A profile as PDF and CSV."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from saferboard import __version__
from saferboard.core.document.tree import Picture
from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.profile.profile import Line, Profile
from saferboard.engines.typesetting.shelf import FolderShelf
from saferboard.web.directory.permissions import Permission, needs
from saferboard.web.evidence.profiles import queries
from saferboard.web.evidence.profiles.maps import sha_of
from saferboard.web.evidence.profiles.models import MadeProfile
from saferboard.web.evidence.profiles.views import held
from saferboard.web.look.sheets import csv_file

FIGURES = (
    "release", "area_code", "area", "measure", "name", "period", "value", "lower_95", "upper_95",
    "state", "reason", "priority", "beside_area", "beside_value", "verdict",
)  # fmt: skip
HEXAGONS = ("release", "area_code", "measure", "hexagon", "events_from", "events_to", "hot_spot")
DETAIL = ("release", "area_code", "measure", "hexagon", "events", "z", "p", "p_adjusted")


@needs(Permission.EVIDENCE_READ)
@require_safe
def pdf(request: HttpRequest, slug: str, quarter: Period, number: int) -> HttpResponse:
    """The profile to print."""
    row = held(queries.numbered(slug, quarter, number))
    response = HttpResponse(pdf_of(row), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{row.file_name}.pdf"'
    return response


@needs(Permission.EVIDENCE_READ)
@require_safe
def figures(request: HttpRequest, slug: str, quarter: Period, number: int) -> HttpResponse:
    """Every measure of the profile."""
    row = held(queries.numbered(slug, quarter, number))
    return csv_file(figure_rows(queries.read(row).profile), f"{row.file_name}.csv")


@needs(Permission.EVIDENCE_READ)
@require_safe
def hexagons(request: HttpRequest, slug: str, quarter: Period, number: int) -> HttpResponse:
    """Each hexagon's band, and whether it is a hot spot."""
    row = held(queries.numbered(slug, quarter, number))
    return csv_file(hexagon_rows(queries.read(row).profile), f"{row.file_name}-hexagons.csv")


@needs(Permission.EVIDENCE_DETAIL)
@require_safe
def hexagons_detail(request: HttpRequest, slug: str, quarter: Period, number: int) -> HttpResponse:
    """Each hexagon's count and test, small numbers too."""
    row = held(queries.numbered(slug, quarter, number))
    name = queries.read(row).profile.release
    rows: list[tuple[object, ...]] = [DETAIL]
    for measure, seen in queries.detail(row).items():
        rows += [
            (name, row.area, measure, h.cell, h.events, h.z, h.p, h.adjusted) for h in seen.hexagons
        ]
    response = csv_file(rows, f"{row.file_name}-hexagons-detail.csv")
    response["Cache-Control"] = "private, no-store"
    return response


def pdf_of(row: MadeProfile) -> bytes:
    """The profile as PDF/UA; set once and then kept."""
    shelf = FolderShelf(Path(settings.CACHE) / "profiles")
    key = hashlib.sha256(f"{row.pk} {row.fingerprint} {__version__}".encode()).hexdigest()
    found = shelf.find(key)
    if found is None:
        found = _set(row)
        shelf.put(key, found)
    return found


def _set(row: MadeProfile) -> bytes:
    from saferboard.engines.typesetting.typesetter import document_pdf

    read = queries.read(row)
    by_sha = {sha_of(svg): svg.encode() for svg in read.maps.values()}

    def kept(picture: Picture) -> bytes:
        return by_sha[picture.sha]

    return document_pdf(read.document, made_on=read.profile.made_on, kept=kept)


def figure_rows(profile: Profile) -> Iterator[tuple[object, ...]]:
    """The table of every measure, unrounded."""
    yield FIGURES
    priorities = {priority.measure for priority in profile.priorities}
    for line in profile.lines:
        measure, a = line.measure, line.assessment
        yield (
            profile.release,
            profile.place.code,
            profile.place.name,
            measure.key,
            measure.name,
            a.period or "",
            *_figure(line),
            "yes" if measure.key in priorities else "no",
            *_beside(line),
        )


def _figure(line: Line) -> tuple[object, ...]:
    figure = line.assessment.figure
    if isinstance(figure, Number):
        return (figure.value, figure.lower, figure.upper, figure.state, "")
    return ("", "", "", figure.state, figure.reason)


def _beside(line: Line) -> tuple[object, ...]:
    if line.beside is None:
        return ("", "", "")
    figure = line.beside.figure
    value = figure.value if isinstance(figure, Number) else ""
    return (line.beside.area, value, line.beside.verdict.value)


def hexagon_rows(profile: Profile) -> Iterator[tuple[object, ...]]:
    """Every hexagon of every map; without an upper edge a band has no end."""
    yield HEXAGONS
    for spread in profile.spreads:
        for spot in spread.spots:
            yield (
                profile.release,
                profile.place.code,
                spread.measure,
                spot.cell,
                spot.band.lower,
                spot.band.upper,
                "yes" if spot.hot else "no",
            )
