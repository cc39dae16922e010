"""Writing in minutes: by the page's script, which asks for JSON, or by plain forms."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saferboard.core.board.merging import differences
from saferboard.core.faults import Refused
from saferboard.web.board.minutes import (
    drafting,
    finding,
    forms,
    queries,
    views,
    writing,
)
from saferboard.web.board.minutes.models import Minute
from saferboard.web.directory.desk import Desk, serve
from saferboard.web.directory.permissions import Permission, needs

require_form = require_http_methods(["GET", "HEAD", "POST"])


def wants_json(request: HttpRequest) -> bool:
    """Whether the page's script asks, and not a form."""
    return request.headers.get("Accept", "") == "application/json"


@needs(Permission.MINUTES_TAKE)
@require_POST
def save(request: HttpRequest, meeting: int, pk: int) -> HttpResponse:
    """Store the text of a minute. The answer comes after the commit, never before."""
    minute = finding.minute_or_404(meeting, pk)
    text, base = request.POST.get("text", ""), request.POST.get("base", "")
    try:
        saved = writing.save_text(
            by=finding.by(request),
            minute=minute,
            text=text,
            base=int(base) if base.isdecimal() and len(base) < 10 else -1,
            writer=request.POST.get("writer", "")[:40],
        )
    except Refused as refused:
        return not_saved(request, minute, refused, {"text": text, "base": base})
    if wants_json(request):
        told = {"revision": saved.revision, "text": saved.text, "undecided": saved.undecided}
        return JsonResponse(told)
    messages.success(request, _saved_words(minute, saved))
    return finding.to_section(minute)


def _saved_words(minute: Minute, saved: writing.Saved) -> str:
    if saved.undecided:
        return (
            f"Minute {minute.number} is saved. Somebody else changed the same words: both are kept "
            "in it, marked EITHER and OR. Choose between them."
        )
    if saved.merged:
        return f"Minute {minute.number} is saved, together with what somebody else wrote meanwhile."
    return f"Minute {minute.number} is saved."


def not_saved(
    request: HttpRequest, minute: Minute, refused: Refused, typed: dict[str, str]
) -> HttpResponse:
    """Why not, with what was typed: nothing is thrown away."""
    if wants_json(request):
        return JsonResponse({"faults": views.said(refused)}, status=422)
    minutes = finding.minutes_or_404(minute.minutes.meeting_id)
    if minutes.state != minutes.State.DRAFT:
        words = " ".join(typed.values())
        return finding.page(
            request, "kept", minutes, "Not saved", words=words, faults=refused.faults, status=422
        )
    return views.live_page(request, minutes, typed={minute.pk: typed}, faults=refused.faults)


@needs(Permission.MINUTES_TAKE)
@require_form
def section(request: HttpRequest, meeting: int, pk: int) -> HttpResponse:
    """A minute's title, its place in the order, and whether it was taken at all."""
    minute = finding.minute_or_404(meeting, pk)
    title = f"Minute {minute.number}"
    desk = Desk(
        title,
        "Save the title",
        finding.address("minutes-live", minute.minutes),
        str(minute.minutes.meeting),
    )
    form = forms.TitleForm(
        request.POST or None, initial={"title": minute.title, "was": minute.title}
    )
    if request.method == "POST":

        def act(said: dict[str, str]) -> str:
            writing.retitle(
                by=finding.by(request), minute=minute, title=said["title"], was=said["was"]
            )
            return f"{finding.address('minutes-live', minute.minutes)}#minute-{minute.pk}"

        return serve(request, desk, form, act, "The title is saved.")
    return finding.page(request, "section", minute.minutes, title, minute=minute, form=form)


@needs(Permission.MINUTES_TAKE)
@require_POST
def move(request: HttpRequest, meeting: int, pk: int) -> HttpResponse:
    """Taken one place earlier or later."""
    minute = finding.minute_or_404(meeting, pk)
    places = -1 if request.POST.get("way") == "earlier" else 1
    return done(
        request,
        minute,
        lambda: drafting.move_minute(by=finding.by(request), minute=minute, places=places),
        "The order of business is varied, and the minutes are numbered anew.",
    )


@needs(Permission.MINUTES_TAKE)
@require_POST
def leave_out(request: HttpRequest, meeting: int, pk: int) -> HttpResponse:
    """Its business was not taken; or was, after all."""
    minute = finding.minute_or_404(meeting, pk)
    act = drafting.take_up if minute.left_out else drafting.leave_out
    told = "The minute is in again, last." if minute.left_out else "The minute is left out."
    return done(request, minute, lambda: act(by=finding.by(request), minute=minute), told)


def done(
    request: HttpRequest, minute: Minute, act: Callable[[], object], told: str
) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        messages.error(request, " ".join(views.said(refused)))
    else:
        messages.success(request, told)
    return finding.to_section(minute)


@needs(Permission.MINUTES_TAKE)
@require_form
def add_minute(request: HttpRequest, meeting: int) -> HttpResponse:
    """A minute for business that was not on the agenda, or was put on it since the draft."""
    minutes = finding.minutes_or_404(meeting)
    desk = Desk(
        "Add a minute",
        "Add the minute",
        finding.address("minutes-live", minutes),
        str(minutes.meeting),
        "It is taken last until you move it.",
    )
    form = forms.MinuteForm(request.POST or None, items=queries.lacking(minutes))

    def act(said: dict) -> str:
        made = drafting.add_minute(
            by=finding.by(request), minutes=minutes, title=said["title"], item=said.get("item")
        )
        return f"{finding.address('minutes-live', minutes)}#minute-{made.pk}"

    return serve(request, desk, form, act, "The minute is added.")


@needs(Permission.MINUTES_TAKE)
@require_safe
def history(request: HttpRequest, meeting: int, pk: int) -> HttpResponse:
    """Every revision of a minute, the newest first, with what each changed word by word."""
    minute = finding.minute_or_404(meeting, pk)
    revisions = list(minute.revisions.order_by("number"))
    before = ""
    rows = []
    for row in revisions:
        rows.append({"revision": row, "pieces": differences(before, row.text)})
        before = row.text
    return finding.page(
        request,
        "history",
        minute.minutes,
        f"History of minute {minute.number}",
        minute=minute,
        rows=rows[::-1],
        outcomes=queries.outcome_history(minute),
    )


@needs(Permission.MINUTES_TAKE)
@require_POST
def bring_back(request: HttpRequest, meeting: int, pk: int, number: int) -> HttpResponse:
    """Write an earlier text again."""
    minute = finding.minute_or_404(meeting, pk)
    base = request.POST.get("base", "")
    return done(
        request,
        minute,
        lambda: writing.bring_back(
            by=finding.by(request),
            minute=minute,
            number=number,
            base=int(base) if base.isdecimal() and len(base) < 10 else -1,
        ),
        f"The text of revision {number} is back.",
    )


@needs(Permission.MINUTES_TAKE)
@require_POST
def add_items(request: HttpRequest, meeting: int) -> HttpResponse:
    """A minute for each item that was put on the agenda since."""
    minutes = finding.minutes_or_404(meeting)
    try:
        for item in queries.lacking(minutes):
            drafting.add_minute(by=finding.by(request), minutes=minutes, item=item)
    except Refused as refused:
        messages.error(request, " ".join(views.said(refused)))
    return redirect("minutes-live", meeting=meeting)
