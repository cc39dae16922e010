"""The public pages of meetings: by year, one meeting, its papers, minutes and files."""

import re
from datetime import date
from typing import Any, cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from saferboard.web.board.papers.files import where
from saferboard.web.directory.permissions import Permission, needs
from saferboard.web.publish import presenting, queries
from saferboard.web.publish.caching import OPEN, kept
from saferboard.web.publish.models import Kind, Publication, Withdrawal
from saferboard.web.publish.snapshots import File, read

_NUMBERED = re.compile(r'id="section-\d+">(\d+)\.')


def page(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    """A public page, with the way back."""
    trail = [("Meetings", reverse("public-meetings")), *context.pop("trail")]
    crumbs = [{"text": text, "url": url} for text, url in trail]
    return render(request, f"publish/{template}.html", context | {"crumbs": crumbs})


def gone(request: HttpRequest, withdrawal: Withdrawal) -> HttpResponse:
    """410: it was here, and why it is no more."""
    shown = {"withdrawal": withdrawal, "publication": withdrawal.publication}
    return render(request, "publish/gone.html", shown, status=410)


def found_or_gone(
    request: HttpRequest, kind: Kind, subject: str
) -> tuple[Publication | None, HttpResponse | None]:
    """What stands at an address, or the page that says it was withdrawn; 404 if nothing was."""
    found = queries.newest(kind, subject)
    if found is None:
        raise Http404
    withdrawal = queries.withdrawal_of(found)
    return (None, gone(request, withdrawal)) if withdrawal else (found, None)


@needs(Permission.BOARD_READ)
@require_safe
@kept("body")
def meetings(request: HttpRequest) -> HttpResponse:
    """Every meeting that is published or announced: those to come, then by year."""
    listed = presenting.listed(queries.all_standing([Kind.CALENDAR, Kind.PACK, Kind.MINUTES]))
    bodies = sorted({(one.body, one.name) for one in listed}, key=lambda pair: pair[1])
    chosen = request.GET.get("body", "")
    shown = [one for one in listed if not chosen or one.body == chosen]
    today = timezone.localdate()
    years = sorted({one.day.year for one in shown}, reverse=True)
    return page(
        request,
        "meetings",
        trail=[],
        bodies=bodies,
        chosen=chosen,
        coming=[one for one in reversed(shown) if one.day >= today],
        years=[(y, [m for m in shown if m.day.year == y and m.day < today]) for y in years],
    )


@needs(Permission.BOARD_READ)
@require_safe
@kept()
def meeting(request: HttpRequest, body: str, day: date) -> HttpResponse:
    """One meeting: its business with papers, its minutes, what was decided."""
    found = queries.of_meeting(body, day)
    standing = {k: p for k, p in found.items() if queries.withdrawal_of(p) is None}
    announced = presenting.announced(queries.standing(Kind.CALENDAR, body), day)
    if not standing and announced is None:
        for publication in found.values():
            if (withdrawal := queries.withdrawal_of(publication)) is not None:
                return gone(request, withdrawal)
        raise Http404
    withdrawn = [w for p in found.values() if (w := queries.withdrawal_of(p)) is not None]
    record = queries.standing(Kind.RECORD, body)
    shown = presenting.meeting(body, day, standing, announced, record)
    trail = [(shown["title"], "")]
    shown["announced"] = announced is not None
    return page(request, "meeting", trail=trail, withdrawn=withdrawn, **shown)


@needs(Permission.BOARD_READ)
@require_safe
@kept()
def paper(request: HttpRequest, body: str, day: date, slug: str) -> HttpResponse:
    """One paper, as the pack has it."""
    found, other = found_or_gone(request, Kind.PACK, f"{body}/{day}")
    if found is None:
        return other  # type: ignore[return-value]
    shown = presenting.paper(found, slug)
    if shown is None:
        raise Http404
    if name := shown["paper"]["document"]:
        # Our own rendering: every text in it was escaped when it was made.
        shown["html"] = SafeString(read(found.files[f"{name}.html"]).decode())
    above = reverse("public-meeting", args=[body, day])
    trail = [(presenting.title(found.content), above), (shown["paper"]["title"], "")]
    return page(request, "paper", trail=trail, publication=found, **shown)


@needs(Permission.BOARD_READ)
@require_safe
@kept()
def minutes(request: HttpRequest, body: str, day: date) -> HttpResponse:
    """The minutes of a meeting."""
    found, other = found_or_gone(request, Kind.MINUTES, f"{body}/{day}")
    if found is None:
        return other  # type: ignore[return-value]
    # Our own rendering, in which every text was escaped; its minutes are found by their numbers.
    html = _NUMBERED.sub(r'id="minute-\1">\1.', read(found.files["minutes.html"]).decode())
    above = reverse("public-meeting", args=[body, day])
    trail = [(presenting.title(found.content), above), ("Minutes", "")]
    return page(
        request,
        "minutes",
        trail=trail,
        publication=found,
        content=found.content,
        day=day,
        html=SafeString(html),
        history=presenting.corrections(queries.history(Kind.MINUTES, found.subject)),
    )


@needs(Permission.BOARD_READ)
@require_safe
def pack(request: HttpRequest, body: str, day: date) -> HttpResponse:
    """The whole pack as PDF."""
    return file(request, body, day, "pack.pdf")


@needs(Permission.BOARD_READ)
@require_safe
def file(request: HttpRequest, body: str, day: date, name: str) -> HttpResponse:
    """A file of what was published of a meeting, by its public name."""
    withdrawal = None
    for publication in queries.files_of(body, day):
        held = publication.files.get(name)
        if held is None or held["type"].startswith("text/html"):  # that is the inside of a page
            continue
        withdrawal = queries.withdrawal_of(publication)
        if withdrawal is None:
            return sent(request, held, f"{body}-{day}-{name}")
    if withdrawal is not None:
        return gone(request, withdrawal)
    raise Http404


def sent(request: HttpRequest, held: File, name: str) -> HttpResponse:
    """A kept file: whoever has it already is told so, and a changed one is never hidden."""
    tag = f'"{held["sha256"]}"'
    response = get_conditional_response(request, tag)
    if response is None:
        data = where(held["sha256"]).open("rb")
        found = FileResponse(data, content_type=held["type"], filename=name)
        response = cast(HttpResponse, found)
    response["ETag"] = tag
    response["Cache-Control"] = OPEN
    if held["type"].startswith(("application/pdf", "image/")) and "svg" not in held["type"]:
        response["Content-Encoding"] = "identity"  # it is packed already
    return response
