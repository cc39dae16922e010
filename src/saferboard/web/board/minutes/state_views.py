"""From draft to record: times and dates, circulation, amendments, confirmation, number series."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST

from saferboard.core.faults import Refused
from saferboard.web.board.meetings.models import Meeting
from saferboard.web.board.minutes import actions, drafting, finding, forms, queries, views
from saferboard.web.board.minutes.models import Amendment
from saferboard.web.directory.desk import Desk, serve
from saferboard.web.directory.permissions import Permission, needs

require_form = require_http_methods(["GET", "HEAD", "POST"])


@needs(Permission.MINUTES_TAKE)
@require_form
def details(request: HttpRequest, meeting: int) -> HttpResponse:
    """When the meeting began and ended, and the meetings to come."""
    minutes = finding.minutes_or_404(meeting)
    back = finding.address("minutes-live", minutes)
    fields = ("started", "ended", "future", "version")
    form = forms.DetailsForm(
        request.POST or None, initial={field: getattr(minutes, field) for field in fields}
    )
    desk = Desk("Times and dates", "Save", back, str(minutes.meeting))

    def act(said: dict[str, Any]) -> str:
        actions.set_details(by=finding.by(request), minutes=minutes, **said)
        return back

    return serve(request, desk, form, act, "Times and dates are saved.")


@needs(Permission.MINUTES_TAKE)
@require_form
def circulate(request: HttpRequest, meeting: int) -> HttpResponse:
    """What must still be put right; then send the draft to the members."""
    minutes = finding.minutes_or_404(meeting)
    if request.method == "POST":
        try:
            actions.circulate(by=finding.by(request), minutes=minutes, today=localdate())
        except Refused as refused:
            for words in views.said(refused):
                messages.error(request, words)
            return redirect("minutes-circulate", meeting=meeting)
        messages.success(request, "The draft minutes are circulated. Members are told by e-mail.")
        return redirect("minutes-read", meeting=meeting)
    return finding.page(
        request, "circulate", minutes, "Circulate", findings=queries.findings(minutes)
    )


@needs(Permission.MINUTES_TAKE)
@require_form
def recall(request: HttpRequest, meeting: int) -> HttpResponse:
    """Take circulated minutes back to draft."""
    minutes = finding.minutes_or_404(meeting)
    back = finding.address("minutes-read", minutes)
    desk = Desk(
        "Take the minutes back to draft",
        "Take them back",
        back,
        str(minutes.meeting),
        "Members were told that they can be read; circulate them again when they are right. "
        "Amendments noted for their confirmation are dropped.",
        warning=True,
    )

    def act(said: dict[str, str]) -> str:
        actions.recall(by=finding.by(request), minutes=minutes, because=said["because"])
        return finding.address("minutes-live", minutes)

    form = forms.ReasonForm(request.POST or None)
    return serve(request, desk, form, act, "The minutes are a draft again.")


@needs(Permission.MINUTES_TAKE)
@require_form
def amend(request: HttpRequest, meeting: int) -> HttpResponse:
    """Note an amendment subject to which the minutes will be confirmed."""
    minutes = finding.minutes_or_404(meeting)
    back = finding.address("minutes-read", minutes)
    desk = Desk(
        "Note an amendment",
        "Note the amendment",
        back,
        str(minutes.meeting),
        "The minutes keep their words; the change is marked in them when they are confirmed.",
    )
    form = forms.AmendmentForm(request.POST or None, minutes=minutes)

    def act(said: dict[str, Any]) -> str:
        minute = said.pop("minute")
        minute.minutes = minutes
        following = queries.confirming(minutes, localdate())
        actions.amend(
            by=finding.by(request),
            minute=minute,
            at_meeting=following[0] if following else minutes.meeting,
            **said,
        )
        return back

    return serve(request, desk, form, act, "The amendment is noted.")


@needs(Permission.MINUTES_TAKE)
@require_POST
def drop(request: HttpRequest, meeting: int, pk: int) -> HttpResponse:
    """The meeting did not agree to the amendment."""
    rows = Amendment.objects.select_related("minute__minutes__meeting__body")
    row = get_object_or_404(rows, pk=pk, minute__minutes__meeting__pk=meeting)
    try:
        actions.drop_amendment(by=finding.by(request), amendment=row)
    except Refused as refused:
        messages.error(request, " ".join(views.said(refused)))
    else:
        messages.success(request, "The amendment is dropped.")
    return redirect("minutes-read", meeting=meeting)


@needs(Permission.MINUTES_CONFIRM)
@require_form
def confirm(request: HttpRequest, meeting: int) -> HttpResponse:
    """The chair confirms the minutes, subject to the amendments noted."""
    minutes = finding.minutes_or_404(meeting)
    allowed = queries.may_confirm(request.user, minutes, localdate())
    if not allowed:
        return finding.refusal(request, allowed.because)
    noted = queries.amendments(minutes)
    subject = f", subject to {len(noted)} amendment{'s' * (len(noted) > 1)}" if noted else ""
    meetings = queries.confirming(minutes, localdate())
    if not meetings:
        messages.error(
            request,
            f"No later meeting of {minutes.meeting.body} has begun: minutes are confirmed there.",
        )
        return redirect("minutes-read", meeting=meeting)
    form = forms.ConfirmForm(
        request.POST or None,
        meetings=meetings,
        initial={"amendments": len(noted), "at_meeting": meetings[0]},
    )
    back = finding.address("minutes-read", minutes)
    desk = Desk(
        f"Confirm the minutes as a correct record{subject}",
        "Confirm and sign",
        back,
        str(minutes.meeting),
        "Once confirmed they can never be changed. Read them first.",
    )

    def act(said: dict[str, Any]) -> str:
        actions.confirm(by=finding.by(request), minutes=minutes, today=localdate(), **said)
        return back

    return serve(request, desk, form, act, "The minutes are confirmed and signed.")


@needs(Permission.MINUTES_TAKE)
@require_form
def series(request: HttpRequest, meeting: int) -> HttpResponse:
    """Number the minutes anew from this meeting on."""
    held = get_object_or_404(Meeting.objects.select_related("body"), pk=meeting)
    known = {row.meeting_id: row for row in queries.restarts(held.body)}.get(held.pk)
    desk = Desk(
        f"Number the minutes anew from {held.day}",
        "Save",
        reverse("minutes"),
        "Minutes",
        "Numbers run on from meeting to meeting until they are begun anew.",
    )
    initial = {"first": known.first, "because": known.because} if known else {"first": 1}
    form = forms.SeriesForm(request.POST or None, initial=initial)

    def act(said: dict[str, Any]) -> str:
        drafting.restart_series(by=finding.by(request), meeting=held, **said)
        return reverse("minutes")

    return serve(request, desk, form, act, "The numbers begin anew from that meeting.")
