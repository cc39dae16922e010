"""Pages on which meetings are arranged and agendas put together."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saferboard.core.faults import Refused
from saferboard.web.board.meetings import actions, forms, presenting, queries
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.directory.desk import Desk, by, serve
from saferboard.web.directory.permissions import Permission, may, needs

require_form = require_http_methods(["GET", "HEAD", "POST"])


@needs(Permission.MEETING_READ)
@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """Every meeting: those to come, then those of the past by year."""
    found = presenting.calendar(queries.meetings(), localdate())
    return render(
        request,
        "meetings/meetings.html",
        {"calendar": found, "may_arrange": may(request, Permission.MEETING_ARRANGE)},
    )


@needs(Permission.MEETING_READ)
@require_safe
def meeting(request: HttpRequest, body: str, day: date) -> HttpResponse:
    """A meeting with its agenda, and what can be done with it."""
    row = meeting_at(body, day)
    found = presenting.meeting_page(
        row,
        localdate(),
        may_arrange=bool(may(request, Permission.MEETING_ARRANGE)),
        may_see_private=bool(may(request, Permission.PRIVATE_READ)),
    )
    crumbs = [{"text": "Meetings", "url": reverse("work-meetings")}, {"text": str(row)}]
    return render(request, "meetings/meeting.html", {**found, "crumbs": crumbs})


@needs(Permission.MEETING_ARRANGE)
@require_form
def arrange(request: HttpRequest) -> HttpResponse:
    """A new meeting."""
    desk = Desk("Arrange a meeting", "Arrange it", reverse("work-meetings"), "Meetings")

    def act(said: dict[str, Any]) -> str:
        return page_of(actions.arrange(by=by(request), **said))

    form = forms.Arrange(request.POST or None)
    return serve(request, desk, form, act, "The meeting is arranged.")


@needs(Permission.MEETING_ARRANGE)
@require_form
def change(request: HttpRequest, body: str, day: date) -> HttpResponse:
    """Another day, hour or place."""
    row = meeting_at(body, day)
    desk = Desk("Change the meeting", "Save", page_of(row), str(row))

    def act(said: dict[str, Any]) -> str:
        return page_of(actions.change(by=by(request), meeting=row, **said))

    form = forms.ChangeMeeting.of(row, request.POST or None)
    return serve(request, desk, form, act, "The meeting is changed.")


@needs(Permission.MEETING_ARRANGE)
@require_form
def cancel(request: HttpRequest, body: str, day: date) -> HttpResponse:
    """It will not be held."""
    row = meeting_at(body, day)
    intro = "A cancelled meeting stays in the calendar, with the reason. This cannot be undone."
    desk = Desk("Cancel the meeting", "Cancel the meeting", page_of(row), str(row), intro, True)

    def act(said: dict[str, Any]) -> str:
        return page_of(actions.cancel(by=by(request), meeting=row, **said))

    return serve(
        request, desk, forms.Because(request.POST or None), act, "The meeting is cancelled."
    )


@needs(Permission.MEETING_ARRANGE)
@require_POST
def standard(request: HttpRequest, body: str, day: date) -> HttpResponse:
    """Puts on the standing items that are lacking."""
    row = meeting_at(body, day)

    def act() -> str:
        added = actions.standard_items(row, by=by(request))
        return f"{len(added)} standing item{'' if len(added) == 1 else 's'} put on the agenda."

    return _pressed(request, row, act)


@needs(Permission.MEETING_ARRANGE)
@require_form
def add_item(request: HttpRequest, body: str, day: date) -> HttpResponse:
    """A new item of business."""
    row = meeting_at(body, day)
    desk = Desk("Add an item", "Add the item", page_of(row), str(row))

    def act(said: dict[str, Any]) -> str:
        return page_of(actions.add_item(by=by(request), meeting=row, **said).meeting)

    return serve(request, desk, forms.Item(request.POST or None), act, "The item is added.")


@needs(Permission.MEETING_ARRANGE)
@require_form
def change_item(request: HttpRequest, pk: int) -> HttpResponse:
    """An item's title, presenter, time, and whether it is private."""
    item = item_at(pk)
    desk = Desk(f"Change “{item.title}”", "Save", page_of(item.meeting), str(item.meeting))

    def act(said: dict[str, Any]) -> str:
        return page_of(actions.change_item(by=by(request), item=item, **said).meeting)

    form = forms.ChangeItem.of(item, request.POST or None)
    return serve(request, desk, form, act, "The item is changed.")


@needs(Permission.MEETING_ARRANGE)
@require_POST
def move_item(request: HttpRequest, pk: int) -> HttpResponse:
    """To the place whose number is given; anything else leaves it where it is."""
    item = item_at(pk)
    asked = request.POST.get("number", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0

    def act() -> str:
        if number < 1:
            return "Write the number of the place, as 3. Nothing was moved."
        moved = actions.move_item(by=by(request), item=item, number=number)
        return f"“{moved.title}” is now item {moved.number}."

    return _pressed(request, item.meeting, act)


@needs(Permission.MEETING_ARRANGE)
@require_form
def withdraw_item(request: HttpRequest, pk: int) -> HttpResponse:
    """It will not be taken."""
    item = item_at(pk)
    intro = "It stays below the agenda, with the reason. The items after it move up."
    desk = Desk(
        f"Withdraw “{item.title}”", "Withdraw it", page_of(item.meeting), str(item.meeting), intro
    )

    def act(said: dict[str, Any]) -> str:
        return page_of(actions.withdraw_item(by=by(request), item=item, **said).meeting)

    return serve(request, desk, forms.Because(request.POST or None), act, "The item is withdrawn.")


@needs(Permission.MEETING_ARRANGE)
@require_form
def defer_item(request: HttpRequest, pk: int) -> HttpResponse:
    """It will be taken at a later meeting."""
    item = item_at(pk)
    later = queries.later(item.meeting)
    intro = (
        "It is put on that agenda as it is here, and each says where the other stands."
        if later
        else f"No later meeting of {item.meeting.body} is arranged yet: arrange one first."
    )
    desk = Desk(
        f"Defer “{item.title}”", "Defer it", page_of(item.meeting), str(item.meeting), intro
    )

    def act(said: dict[str, Any]) -> str:
        return page_of(actions.defer_item(by=by(request), item=item, **said).meeting)

    return serve(
        request, desk, forms.Defer(request.POST or None, later), act, "The item is deferred."
    )


def page_of(row: Meeting) -> str:
    """The address of a meeting's working page."""
    return reverse("work-meeting", args=(row.body.key, row.date))


def meeting_at(body: str, day: date) -> Meeting:
    """The meeting of an address; no such page if there is none."""
    found = queries.meeting_of(body, day)
    if found is None:
        raise Http404
    return found


def item_at(pk: int) -> AgendaItem:
    """The item of an address; no such page if there is none."""
    return get_object_or_404(AgendaItem.objects.select_related("meeting__body"), pk=pk)


def _pressed(request: HttpRequest, row: Meeting, act: Any) -> HttpResponse:
    """A button of the meeting's page: what came of it is said there."""
    try:
        messages.success(request, act())
    except Refused as refused:
        for fault in refused.faults:
            messages.error(request, f"Nothing was changed: {fault.what}. To go on, {fault.remedy}.")
    return redirect(page_of(row))
