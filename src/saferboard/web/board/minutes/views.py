"""Pages of minutes: the list, taking them, reading them, the file."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from saferboard.core.board.merging import undecided
from saferboard.core.board.minutes import stands_in
from saferboard.core.document.html import to_html
from saferboard.core.document.tree import Drawn
from saferboard.core.faults import Fault, Refused
from saferboard.engines.typesetting.typesetter import document_pdf
from saferboard.web.board.meetings.models import Meeting
from saferboard.web.board.minutes import drafting, finding, queries
from saferboard.web.board.minutes.models import Minute, Minutes, Outcome
from saferboard.web.directory.permissions import Permission, may, needs


@needs(Permission.MINUTES_READ)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every meeting and how far its minutes have come."""
    takes = may(request, Permission.MINUTES_TAKE)
    rows = []
    for meeting in queries.listed():
        minutes = getattr(meeting, "minutes", None)
        if takes or (minutes and minutes.state != Minutes.State.DRAFT):
            rows.append({"meeting": meeting, "minutes": minutes})
    waiting = [row for row in rows if row["minutes"] and row["minutes"].state == "circulated"]
    return render(
        request,
        "minutes/index.html",
        {"rows": rows, "takes": takes, "waiting": waiting, "today": localdate()},
    )


@needs(Permission.MINUTES_TAKE)
@require_POST
def draft(request: HttpRequest, meeting: int) -> HttpResponse:
    """One press: draft minutes from the agenda."""
    held = get_object_or_404(Meeting.objects.select_related("body"), pk=meeting)
    try:
        drafting.draft(by=finding.by(request), meeting=held)
    except Refused as refused:
        messages.error(request, " ".join(f"{f.what}: {f.remedy}." for f in refused.faults))
        return redirect("minutes")
    return redirect("minutes-live", meeting=meeting)


@needs(Permission.MINUTES_READ)
@require_safe
def home(request: HttpRequest, meeting: int) -> HttpResponse:
    """Where the minutes are written, for whoever writes them; else where they are read."""
    minutes = finding.minutes_or_404(meeting)
    writes = may(request, Permission.MINUTES_TAKE) and minutes.state == Minutes.State.DRAFT
    return redirect("minutes-live" if writes else "minutes-read", meeting=meeting)


@needs(Permission.MINUTES_TAKE)
@never_cache
@require_safe
def live(request: HttpRequest, meeting: int) -> HttpResponse:
    """Taking minutes: agenda at the side, text in the middle."""
    return live_page(request, finding.minutes_or_404(meeting))


def live_page(
    request: HttpRequest,
    minutes: Minutes,
    *,
    typed: dict[int, dict[str, str]] | None = None,
    faults: tuple[Fault, ...] = (),
) -> HttpResponse:
    """The page with what was typed and could not be stored, and why."""
    if minutes.state != Minutes.State.DRAFT:
        return redirect("minutes-read", meeting=minutes.meeting_id)
    rows = queries.sections(minutes)
    return finding.page(
        request,
        "live",
        minutes,
        "Take minutes",
        sections=[section(row, (typed or {}).get(row.pk)) for row in rows if not row.left_out],
        left_out=[row for row in rows if row.left_out],
        lacking=queries.lacking(minutes),
        quorum=queries.quorum(minutes),
        kinds=[one for one in Outcome.Kind.choices if one[0] != Outcome.Kind.UNDERTAKING],
        faults=faults,
        status=422 if faults else 200,
    )


def section(row: Minute, typed: dict[str, str] | None = None) -> dict[str, Any]:
    """A minute as the page shows it; ``typed`` is what was sent and refused."""
    lettered = [
        {
            "mark": mark,
            "outcome": one,
            "lost": one.kind == Outcome.Kind.UNDERTAKING and not stands_in(one.text, row.text),
        }
        for mark, one in row.lettered()
    ]
    return {
        "minute": row,
        "text": row.text,
        "base": row.revision,
        "undecided": undecided(row.text),
        "outcomes": lettered,
        **(typed or {}),
    }


@needs(Permission.MINUTES_TAKE)
@never_cache
@require_safe
def state(request: HttpRequest, meeting: int) -> JsonResponse:
    """How everything stands now: texts that are newer than ``known`` (``12:3,13:4``), outcomes."""
    minutes = finding.minutes_or_404(meeting)
    pairs = (pair.split(":") for pair in request.GET.get("known", "").split(",") if ":" in pair)
    known = {pair[0]: pair[1] for pair in pairs}
    sections = []
    for row in queries.sections(minutes):
        told: dict[str, Any] = {"id": row.pk, "revision": row.revision}
        if known.get(str(row.pk)) != str(row.revision):
            told |= {"text": row.text, "undecided": undecided(row.text)}
        told["outcomes"] = outcomes_html(row)
        sections.append(told)
    return JsonResponse({"state": minutes.state, "csrf": get_token(request), "sections": sections})


def outcomes_html(row: Minute) -> str:
    """The list of a minute's outcomes, as the page has it."""
    context = {"section": section(row), "meeting": row.minutes.meeting}
    return render_to_string("minutes/parts/outcomes.html", context)


@needs(Permission.MINUTES_READ)
@require_safe
def read(request: HttpRequest, meeting: int) -> HttpResponse:
    """The minutes as they will be read, and what can be done with them next."""
    minutes = finding.minutes_or_404(meeting)
    allowed = finding.may_read(request, minutes)
    if not allowed:
        return finding.refusal(request, allowed.because)
    document = queries.document_of(minutes, public=not may(request, Permission.PRIVATE_READ))
    confirms = may(request, Permission.MINUTES_CONFIRM) and queries.may_confirm(
        request.user, minutes, localdate()
    )
    return finding.page(
        request,
        "read",
        minutes,
        "Read",
        # Made of plain texts, each escaped by the renderer.
        content=mark_safe(to_html(document, _none)),  # noqa: S308
        takes=may(request, Permission.MINUTES_TAKE),
        confirms=confirms,
        amendments=queries.amendments(minutes),
    )


@needs(Permission.MINUTES_READ)
@require_safe
def pdf(request: HttpRequest, meeting: int) -> HttpResponse:
    """The minutes as a file to print and sign (PDF/UA)."""
    minutes = finding.minutes_or_404(meeting)
    allowed = finding.may_read(request, minutes)
    if not allowed:
        return finding.refusal(request, allowed.because)
    document = queries.document_of(minutes, public=not may(request, Permission.PRIVATE_READ))
    data = document_pdf(document, made_on=minutes.signed_on or localdate())
    name = f"minutes-{minutes.meeting.body.key}-{minutes.meeting.date.isoformat()}.pdf"
    return HttpResponse(
        data,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


def _none(drawn: Drawn) -> str:
    """Minutes hold no pictures."""
    raise LookupError(f"minutes hold no pictures: {drawn}")


def said(refused: Refused) -> list[str]:
    """What is wrong and what to do, a sentence each."""
    return [f"{f.where}: {f.what}. {f.remedy[:1].upper()}{f.remedy[1:]}." for f in refused.faults]
