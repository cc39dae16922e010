"""Who was there, and what they declared."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from saferboard.core.board.attendance import HEADINGS, Group, Presence
from saferboard.core.faults import Refused
from saferboard.web.board.minutes import finding, forms, queries, seating, views
from saferboard.web.board.minutes.models import Attendee, Declaration, Minutes
from saferboard.web.directory.desk import Desk, serve
from saferboard.web.directory.permissions import Permission, needs

require_form = require_http_methods(["GET", "HEAD", "POST"])
CHOICES = (
    (Presence.PRESENT.value, "Present"),
    (Presence.APOLOGIES.value, "Apologies"),
    (Presence.ABSENT.value, "Not there"),
)


@needs(Permission.MINUTES_TAKE)
@require_form
def attendance(request: HttpRequest, meeting: int) -> HttpResponse:
    """Tick who is there; the quorum is said above."""
    minutes = finding.minutes_or_404(meeting)
    if request.method == "POST":
        faults = _tick(request, minutes)
        for words in faults:
            messages.error(request, words)
        if not faults:
            messages.success(request, "The attendance is saved.")
        return redirect("minutes-attendance", meeting=meeting)
    rows = queries.attendees(minutes)
    groups = [
        {"key": group.value, "heading": HEADINGS[group], "rows": found}
        for group in Group
        if (found := [row for row in rows if row.group == group])
    ]
    return finding.page(
        request,
        "attendance",
        minutes,
        "Attendance",
        groups=groups,
        rows=rows,
        choices=CHOICES,
        quorum=queries.quorum(minutes),
        members=[row for row in rows if row.group == Group.MEMBERS],
        open=minutes.state == Minutes.State.DRAFT,
    )


def _tick(request: HttpRequest, minutes: Minutes) -> list[str]:
    """Store every row that was changed, and say which could not be."""
    faults: list[str] = []
    by = finding.by(request)
    for row in queries.attendees(minutes):
        wanted = request.POST.get(f"presence-{row.pk}", "")
        was = request.POST.get(f"was-{row.pk}", wanted)
        try:
            if wanted and wanted != was:
                seating.mark(by=by, attendee=row, presence=wanted, was=was)
        except Refused as refused:
            faults += views.said(refused)
    chair = request.POST.get("chair", "")
    found = minutes.attendees.filter(pk=chair).first() if chair.isdecimal() else None
    if found is not None:
        try:
            seating.take_chair(by=by, attendee=found)
        except Refused as refused:
            faults += views.said(refused)
    return faults


@needs(Permission.MINUTES_TAKE)
@require_POST
def mark(request: HttpRequest, meeting: int, pk: int) -> HttpResponse:
    """One tick, stored at once; the answer says whether there is a quorum now."""
    row = finding.attendee_or_404(meeting, pk)
    wanted, was = request.POST.get("presence", ""), request.POST.get("was", "")
    try:
        seating.mark(by=finding.by(request), attendee=row, presence=wanted, was=was)
    except Refused as refused:
        return JsonResponse({"faults": views.said(refused)}, status=422)
    quorum = queries.quorum(row.minutes)
    return JsonResponse({"quorum": quorum.words, "met": quorum.met, "presence": wanted})


@needs(Permission.MINUTES_TAKE)
@require_form
def add(request: HttpRequest, meeting: int) -> HttpResponse:
    """Somebody who has no row yet: a substitute, a speaker, a guest."""
    minutes = finding.minutes_or_404(meeting)
    form = forms.AttendeeForm(
        request.POST or None, minutes=minutes, initial={"group": Group.OTHERS.value}
    )

    def act(said: dict[str, Any]) -> str:
        seating.add_attendee(by=finding.by(request), minutes=minutes, **said)
        return finding.address("minutes-attendance", minutes)

    return serve(request, _desk(minutes, "Add somebody", "Add"), form, act, "The row is added.")


@needs(Permission.MINUTES_TAKE)
@require_form
def change(request: HttpRequest, meeting: int, pk: int) -> HttpResponse:
    """Other words for a row, or another place; or out with it."""
    row = finding.attendee_or_404(meeting, pk)
    fields = ("name", "title", "organisation", "group", "presence", "instead_of", "minute")
    form = forms.AttendeeForm(
        request.POST or None,
        minutes=row.minutes,
        initial={field: getattr(row, field) for field in fields},
    )
    back = finding.address("minutes-attendance", row.minutes)
    if request.method == "POST":

        def act(said: dict[str, Any]) -> str:
            seating.change_attendee(by=finding.by(request), attendee=row, **said)
            return back

        desk = _desk(row.minutes, "Change a row", "Save")
        return serve(request, desk, form, act, "The row is changed.")
    return finding.page(
        request, "attendee", row.minutes, "Change a row", row=row, form=form, back=back
    )


@needs(Permission.MINUTES_TAKE)
@require_POST
def remove(request: HttpRequest, meeting: int, pk: int) -> HttpResponse:
    """Take a row out."""
    row = finding.attendee_or_404(meeting, pk)
    try:
        seating.remove_attendee(by=finding.by(request), attendee=row)
    except Refused as refused:
        messages.error(request, " ".join(views.said(refused)))
    else:
        messages.success(request, "The row is removed.")
    return redirect("minutes-attendance", meeting=meeting)


@needs(Permission.MINUTES_TAKE)
@require_form
def declarations(request: HttpRequest, meeting: int) -> HttpResponse:
    """Interests declared at the meeting, standing ones carried to it; add one."""
    minutes = finding.minutes_or_404(meeting)
    form = forms.DeclarationForm(request.POST or None, minutes=minutes)
    if request.method == "POST":

        def act(said: dict[str, Any]) -> str:
            attendee: Attendee = said.pop("attendee")
            seating.declare(by=finding.by(request), attendee=attendee, **said)
            return finding.address("minutes-declarations", minutes)

        desk = _desk(minutes, "Declare an interest", "Add the interest")
        return serve(request, desk, form, act, "The interest is added.")
    return finding.page(
        request,
        "declarations",
        minutes,
        "Declarations of interest",
        rows=queries.declarations(minutes),
        form=form,
        open=minutes.state == Minutes.State.DRAFT,
    )


@needs(Permission.MINUTES_TAKE)
@require_POST
def undeclare(request: HttpRequest, meeting: int, pk: int) -> HttpResponse:
    """It was not declared at this meeting."""
    rows = Declaration.objects.select_related("attendee__minutes__meeting__body")
    row = get_object_or_404(rows, pk=pk, minutes__meeting__pk=meeting)
    try:
        seating.remove_declaration(by=finding.by(request), declaration=row)
    except Refused as refused:
        messages.error(request, " ".join(views.said(refused)))
    else:
        messages.success(request, "The interest is removed from these minutes.")
    return redirect("minutes-declarations", meeting=meeting)


def _desk(minutes: Minutes, title: str, button: str) -> Desk:
    back = finding.address("minutes-attendance", minutes)
    return Desk(title, button, back, str(minutes.meeting))
