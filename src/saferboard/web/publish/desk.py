"""Where the office publishes: what is in, late and missing, and one button."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saferboard.core.board.notice import latest_day
from saferboard.core.board.pack import Options
from saferboard.core.board.pack_copies import public_copy
from saferboard.core.faults import Refused
from saferboard.web.board.decisions import queries as decisions
from saferboard.web.board.meetings import queries as meetings
from saferboard.web.board.meetings.models import Meeting
from saferboard.web.board.minutes import queries as minutes
from saferboard.web.board.papers.files import StoredFile
from saferboard.web.board.plan import queries as plan
from saferboard.web.directory import queries as directory
from saferboard.web.directory.desk import Desk, by, serve
from saferboard.web.directory.models import Body
from saferboard.web.directory.permissions import Permission, needs
from saferboard.web.evidence import queries as evidence
from saferboard.web.publish import desk_rows, issuing, packing, progress, queries
from saferboard.web.publish.actions import withdraw as withdraw_publication
from saferboard.web.publish.assembling import assembled
from saferboard.web.publish.forms import AttachForm, IssueForm, MinutesForm, WithdrawForm
from saferboard.web.publish.models import Kind, Publication, SealedPapers

PLACE = "Publish"


def at(body: str, day: date) -> Meeting:
    """The meeting in an address."""
    found = meetings.meeting_of(body, day)
    if found is None:
        raise Http404
    return found


def here(meeting: Meeting) -> str:
    """Its page at the desk."""
    return reverse("desk-meeting", args=[meeting.body.key, meeting.date])


def told(refused: Refused) -> list[str]:
    """What is wrong and what to do, in sentences."""
    return [fault.sentence for fault in refused.faults]


@needs(Permission.PUBLICATION_MANAGE)
@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every meeting with what of it is out, and what stands from meeting to meeting."""
    out = list(queries.all_standing(Kind).defer("content"))
    found = reversed(meetings.meetings())
    rows = [desk_rows.listed(meeting, out) for meeting in found]
    bodies = [
        desk_rows.body(body, out) for body in directory.bodies() if desk_rows.meets(body, rows)
    ]
    board = next((p for p in out if p.kind == Kind.BOARD), None)
    context = {"rows": rows, "bodies": bodies, "board": board, "crumbs": [{"text": PLACE}]}
    return render(request, "publish/desk.html", context)


@needs(Permission.PACK_BUILD)
@never_cache
@require_safe
def meeting(request: HttpRequest, body: str, day: date) -> HttpResponse:
    """One meeting's pack: what goes in, what stops it, and the button."""
    return _desk(request, at(body, day), IssueForm(), [])


@needs(Permission.PUBLICATION_MANAGE)
@require_POST
def issue(request: HttpRequest, body: str, day: date) -> HttpResponse:
    """Publish, correct, or add a supplement."""
    found = at(body, day)
    form = IssueForm(request.POST)
    if not form.is_valid():
        return _desk(request, found, form, ["Choose one of the buttons on this page."])
    problems = _issue(request, found, form.cleaned_data)
    return _desk(request, found, form, problems) if problems else redirect(here(found))


def _issue(request: HttpRequest, found: Meeting, said: dict[str, Any]) -> list[str]:
    """Publish what was asked for; what stopped it, if something did."""
    on = timezone.localdate()
    common = {"by": by(request), "meeting": found, "on": on, "seen": said["seen"]}
    try:
        if said["what"] == "supplement":
            made = issuing.issue_supplement(
                **common, note=said["note"], told=progress.teller(found)
            )
        else:
            made = issuing.issue_pack(
                **common,
                note=said["note"],
                odd_start=said["odd_start"],
                told=progress.teller(found),
            )
    except Refused as refused:
        return told(refused)
    finally:
        progress.forget(found)
    messages.success(request, f"Published: {made.content['pages']} pages. The public sees it now.")
    return []


def _desk(
    request: HttpRequest, found: Meeting, form: forms.Form, problems: list[str]
) -> HttpResponse:
    now = assembled(found, timezone.localdate())
    out = queries.published_of(found)
    pack = out.get(Kind.PACK)
    stands = pack if pack and queries.withdrawal_of(pack) is None else None
    written = minutes.minutes_of(found)
    new = packing.new_slots(now, stands.content) if stands else ()
    context = {
        "meeting": found,
        "items": desk_rows.items(now, stands),
        "off": now.off,
        "missing": now.missing,
        "gap": decisions.gap_of(found.body, found),
        "previous": meetings.previous(found),
        "seen": now.fingerprint,
        "latest": latest_day(found.date, found.body.notice_days),
        "today": timezone.localdate(),
        "pack": pack,
        "withdrawn": queries.withdrawal_of(pack) if pack else None,
        "stands": stands,
        "sealed": SealedPapers.objects.filter(publication=pack).first() if pack else None,
        "new": len(new),
        "minutes": written,
        "minutes_out": out.get(Kind.MINUTES),
        "minutes_withdrawn": (
            queries.withdrawal_of(out[Kind.MINUTES]) if Kind.MINUTES in out else None
        ),
        "history": queries.history(Kind.PACK, f"{found.body.key}/{found.date}"),
        "form": form,
        "note_form": MinutesForm(),
        "attach": _attach_form(found),
        "problems": problems,
        "crumbs": [{"text": PLACE, "url": reverse("desk")}, {"text": str(found)}],
    }
    status = 422 if problems else 200
    return render(request, "publish/desk_meeting.html", context, status=status)


def _attach_form(found: Meeting, data: Any = None) -> AttachForm:
    items = [(i.pk, f"{i.number}. {i.title}") for i in meetings.agenda(found)]
    releases = [(row.name, row.name) for row in evidence.releases()]
    return AttachForm(data, items=items, releases=releases)


@needs(Permission.PUBLICATION_MANAGE)
@require_POST
def attach(request: HttpRequest, body: str, day: date) -> HttpResponse:
    """Put the performance paper of a release on an item."""
    found = at(body, day)
    form = _attach_form(found, request.POST)
    if not form.is_valid():
        return _desk(request, found, IssueForm(), ["Choose an item and a release."])
    said = form.cleaned_data
    item = next(i for i in meetings.agenda(found) if str(i.pk) == said["item"])
    try:
        release = evidence.named(said["release"])
        version = issuing.attach_performance_paper(by=by(request), item=item, release=release)
    except Refused as refused:
        return _desk(request, found, IssueForm(), told(refused))
    messages.success(request, f"“{version.paper.title}” is on item {item.number}.")
    return redirect(here(found))


@needs(Permission.PACK_BUILD)
@never_cache
@require_safe
def preview(request: HttpRequest, body: str, day: date) -> HttpResponse:
    """The public pack as it would go out now."""
    found = at(body, day)
    on = timezone.localdate()
    options = Options(odd_start="odd" in request.GET)
    try:
        made = packing.bound(public_copy(assembled(found, on).pack(options)), on)
    except Refused as refused:
        return _desk(request, found, IssueForm(), told(refused))
    return _pdf(made.whole, f"draft-pack-{body}-{day}.pdf")


@needs(Permission.PRIVATE_READ)
@never_cache
@require_safe
def sealed(request: HttpRequest, body: str, day: date) -> HttpResponse:
    """The papers of restricted items, as they went out with the pack."""
    found = at(body, day)
    pack = queries.published_of(found).get(Kind.PACK)
    papers = queries.sealed_with(pack) if pack else None
    if papers is None:
        raise Http404
    return _pdf(StoredFile(papers.sha, "", papers.size).read(), f"private-{body}-{day}.pdf")


def _pdf(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@needs(Permission.PACK_BUILD)
@never_cache
@require_safe
def so_far(request: HttpRequest, body: str, day: date) -> HttpResponse:
    """How far the pack that is being made has come."""
    return JsonResponse(progress.so_far(at(body, day)) or {})


@needs(Permission.PUBLICATION_MANAGE)
@require_POST
def issue_minutes(request: HttpRequest, body: str, day: date) -> HttpResponse:
    """Publish the minutes of a meeting, and the decisions and actions with them."""
    found = at(body, day)
    written = minutes.minutes_of(found)
    if written is None:
        raise Http404
    on = timezone.localdate()
    form = MinutesForm(request.POST)
    if not form.is_valid():
        return _desk(request, found, IssueForm(), ["Write the reason in at most 2,000 letters."])
    note = form.cleaned_data["note"]
    try:
        issuing.issue_minutes_and_record(by=by(request), found=written, on=on, note=note)
    except Refused as refused:
        return _desk(request, found, IssueForm(), told(refused))
    messages.success(request, "The minutes, decisions and actions are published.")
    return redirect(here(found))


@needs(Permission.PUBLICATION_MANAGE)
@require_POST
def issue_standing(request: HttpRequest, kind: str, body: str) -> HttpResponse:
    """Publish what stands from meeting to meeting: dates, decisions and actions, table, plans."""
    who, on = by(request), timezone.localdate()
    found = Body.objects.filter(key=body).first()
    if kind == Kind.BOARD:
        issuing.issue_board(by=who, on=on)
    elif found is None:
        raise Http404
    elif kind == Kind.CALENDAR:
        issuing.issue_calendar(by=who, body=found)
    elif kind == Kind.RECORD:
        issuing.issue_record(by=who, body=found, on=on)
    elif kind == Kind.PLAN:
        return _issue_plans(request, found, on)
    else:
        raise Http404
    messages.success(request, f"{Kind(kind).label}: published as of today.")
    return redirect("desk")


def _issue_plans(request: HttpRequest, body: Body, on: date) -> HttpResponse:
    try:
        for year in plan.years(body)[:1]:
            issuing.issue_plan(by=by(request), body=body, year=year, on=on)
            messages.success(request, f"Forward plan {year}: published as of today.")
    except Refused as refused:
        messages.error(request, " ".join(told(refused)))
    return redirect("desk")


@needs(Permission.PUBLICATION_MANAGE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what is out, with a reason."""
    found = Publication.objects.filter(pk=pk).select_related("meeting__body").first()
    if found is None:
        raise Http404
    back = here(found.meeting) if found.meeting else reverse("desk")
    desk = Desk(
        title=f"Withdraw: {found.get_kind_display().lower()}, {found.subject}",
        button="Withdraw",
        back=back,
        place=PLACE,
        intro="Its address stays, and answers with your reason. Nothing older shows in its place.",
        warning=True,
    )

    def act(said: dict[str, Any]) -> str:
        withdraw_publication(by=by(request), publication=found, reason=said["reason"])
        return back

    form = WithdrawForm(request.POST or None)
    acting: Callable[[dict[str, Any]], str] = act
    return serve(request, desk, form, acting, "It is withdrawn. The public sees your reason.")
