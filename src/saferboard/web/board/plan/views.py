"""The plan of a year: the grid, what changes it, and what has been changed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saferboard.core.board.plan import year_name
from saferboard.core.faults import Refused
from saferboard.web.board.meetings.models import Meeting
from saferboard.web.board.plan import actions, forms, presenting, queries
from saferboard.web.board.plan.models import Entry, Plan
from saferboard.web.directory.desk import Desk, by, serve
from saferboard.web.directory.models import Body
from saferboard.web.directory.permissions import Permission, may, needs

require_form = require_http_methods(["GET", "HEAD", "POST"])
YEARS = range(2000, 2100)


@needs(Permission.PLAN_READ)
@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """The bodies that plan, and their years."""
    found = [presenting.shelf(body, localdate()) for body in queries.bodies()]
    others = Body.objects.exclude(pk__in=[shelf.body.pk for shelf in found])
    edit = may(request, Permission.PLAN_EDIT)
    context = {"shelves": found, "others": others, "may_edit": edit}
    return render(request, "plan/plans.html", context)


@needs(Permission.PLAN_READ)
@require_safe
def plan(request: HttpRequest, key: str, year: int) -> HttpResponse:
    """The grid of a year: meetings across, topics down."""
    body = body_of(key, year)
    found = queries.year_of(body, year)
    context = {
        "grid": presenting.grid(found),
        "found": found,
        "next_step": presenting.next_step(found),
        "may_edit": may(request, Permission.PLAN_EDIT),
        "crumbs": presenting.crumbs(body, found.name),
    }
    return render(request, "plan/plan.html", context)


@needs(Permission.PLAN_EDIT)
@require_form
def add_item(request: HttpRequest, key: str, year: int) -> HttpResponse:
    """An item more."""
    body = body_of(key, year)
    found = queries.year_of(body, year)
    back = page_of(body, year)
    desk = Desk("Add an item", "Add the item", back, f"Plan of {found.name}")
    meetings = [meeting for meeting in found.meetings if meeting.state in actions.OPEN]
    form = forms.AddItem(sent(request), rules=found.rules, meetings=meetings)

    def act(said: dict[str, Any]) -> str:
        actions.add(by=by(request), body=body, year=year, **said)
        return back

    return serve(request, desk, form, act, "The item is added.")


@needs(Permission.PLAN_EDIT)
@require_form
def change_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Move an item, or change it. ``?to=`` names the meeting it was dropped on."""
    entry = _entry(pk)
    back = page_of(entry.plan.body, entry.plan.year)
    desk = Desk(
        f"Change {entry.title}",
        "Save the item",
        back,
        f"Plan of {year_name(entry.plan.year)}",
        presenting.standing(entry),
    )
    form = forms.ChangeItem.of(entry, sent(request))
    meetings = queries.meetings_in(entry.plan.body, entry.plan.year)
    form.offer([m for m in meetings if m.state in actions.OPEN or m.pk == entry.meeting_id])
    if request.GET.get("to", "").isdecimal():
        form.initial["meeting"] = request.GET["to"]

    def act(said: dict[str, Any]) -> str:
        actions.change(by=by(request), entry=entry, **said)
        return back

    return serve(request, desk, form, act, "The item is saved.")


@needs(Permission.PLAN_EDIT)
@require_POST
def move_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Move an item by dropping it on another meeting; where more must be said, ask for it.

    It is pinned there: filling the year does not move it back.
    """
    entry = _entry(pk)
    to = request.POST.get("meeting", "")
    meeting = Meeting.objects.filter(pk=to).first() if to.isdecimal() else None
    if meeting is None:
        raise Http404
    try:
        actions.change(
            by=by(request),
            entry=entry,
            seen=request.POST.get("seen", ""),
            meeting=meeting,
            title=entry.title,
            minutes=entry.minutes,
            pinned=True,
        )
    except Refused as refused:
        fault = refused.faults[0]
        messages.warning(request, f"Not moved: {fault.what}. What to do: {fault.remedy}.")
        return redirect(f"{reverse('plan-item', args=[pk])}?to={meeting.pk}")
    messages.success(request, f"{entry.title} is moved to {meeting.day}.")
    return redirect(page_of(entry.plan.body, entry.plan.year))


@needs(Permission.PLAN_EDIT)
@require_form
def remove_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an item off."""
    entry = _entry(pk)
    back = page_of(entry.plan.body, entry.plan.year)
    desk = Desk(
        f"Take {entry.title} off the plan",
        "Take it off",
        back,
        f"Plan of {year_name(entry.plan.year)}",
        presenting.standing(entry),
        warning=True,
    )

    def act(said: dict[str, Any]) -> str:
        actions.remove(by=by(request), entry=entry, because=said["because"])
        return back

    return serve(request, desk, forms.RemoveItem(sent(request)), act, "It is taken off.")


@needs(Permission.PLAN_EDIT)
@require_form
def agree(request: HttpRequest, key: str, year: int) -> HttpResponse:
    """Record that the plan was agreed."""
    body = body_of(key, year)
    back = page_of(body, year)
    desk = Desk(
        "Record the plan as agreed",
        "Record it",
        back,
        f"Plan of {year_name(year)}",
        "From then on this plan is what was promised: what comes to the meetings is held against "
        "it, and a change needs a reason.",
    )

    def act(said: dict[str, Any]) -> str:
        actions.agree(by=by(request), body=body, year=year, where=said["where"])
        return back

    return serve(request, desk, forms.Agree(sent(request)), act, "The plan is agreed.")


@needs(Permission.PLAN_READ)
@require_safe
def versions(request: HttpRequest, key: str, year: int) -> HttpResponse:
    """Every change there has been."""
    body = body_of(key, year)
    stored = get_object_or_404(Plan, body=body, year=year)
    context = {
        "name": year_name(year),
        "body": body,
        "versions": queries.versions_of(stored),
        "crumbs": presenting.crumbs(body, year_name(year), page_of(body, year), "Changes"),
    }
    return render(request, "plan/versions.html", context)


@needs(Permission.PLAN_READ)
@require_safe
def version(request: HttpRequest, key: str, year: int, number: int) -> HttpResponse:
    """The plan as it stood after one change."""
    body = body_of(key, year)
    stored = get_object_or_404(Plan, body=body, year=year)
    found = get_object_or_404(stored.versions, number=number)
    trail = presenting.crumbs(body, year_name(year), page_of(body, year), f"Version {number}")
    context = {
        "name": year_name(year),
        "body": body,
        "version": found,
        "meetings": presenting.as_it_stood(found),
        "crumbs": trail,
    }
    return render(request, "plan/version.html", context)


@needs(Permission.PLAN_READ)
@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """What was promised against what came, over the years; ``?body=`` names another body."""
    found = list(queries.bodies())
    wanted = request.GET.get("body")
    body = next((one for one in found if one.key == wanted), None)
    if body is None and wanted:
        raise Http404
    chosen = body or next(iter(found), None)
    context = {
        "body": chosen,
        "bodies": found,
        "years": presenting.record(chosen, localdate()) if chosen else [],
        "crumbs": [
            {"text": "Forward plans", "url": reverse("plans")},
            {"text": "Planned and tabled"},
        ],
    }
    return render(request, "plan/record.html", context)


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form sent; none while it is only shown."""
    return request.POST if request.method == "POST" else None


def body_of(key: str, year: int) -> Body:
    """The body with the key; no such page for it, or for a year out of reach."""
    if year not in YEARS:
        raise Http404
    return get_object_or_404(Body, key=key)


def _entry(pk: int) -> Entry:
    return get_object_or_404(
        Entry.objects.select_related("plan__body", "meeting", "item", "rule"), pk=pk
    )


def page_of(body: Body, year: int) -> str:
    return reverse("plan", args=[body.key, year])
