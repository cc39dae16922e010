"""What the pages of minutes look up, and how they are reached and refused."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from saferboard.core.directory.permissions import Decision
from saferboard.web.board.meetings.models import Meeting
from saferboard.web.board.minutes import queries
from saferboard.web.board.minutes.models import Attendee, Minute, Minutes, Outcome
from saferboard.web.directory.permissions import Permission, may


def minutes_or_404(meeting: int) -> Minutes:
    """The minutes of the meeting; no such page while nobody has drafted them."""
    held = get_object_or_404(Meeting.objects.select_related("body"), pk=meeting)
    found = queries.minutes_of(held)
    if found is None:
        raise Http404
    return found


def minute_or_404(meeting: int, pk: int) -> Minute:
    """A minute of the meeting's minutes."""
    rows = Minute.objects.select_related("minutes__meeting__body", "item__presenter__organisation")
    return get_object_or_404(rows, pk=pk, minutes__meeting__pk=meeting)


def outcome_or_404(meeting: int, pk: int) -> Outcome:
    """An outcome of the meeting's minutes."""
    rows = Outcome.objects.select_related("minute__minutes__meeting__body", "minute__item")
    return get_object_or_404(rows, pk=pk, minute__minutes__meeting__pk=meeting)


def attendee_or_404(meeting: int, pk: int) -> Attendee:
    """A row of the meeting's attendance."""
    rows = Attendee.objects.select_related("minutes__meeting__body", "instead_of", "minute")
    return get_object_or_404(rows, pk=pk, minutes__meeting__pk=meeting)


def by(request: HttpRequest) -> str:
    """The post that writes, as revisions and the audit trail name it."""
    return request.user.post if request.user.is_authenticated else "visitor"


def address(name: str, minutes: Minutes, *rest: int) -> str:
    """The address of a page of these minutes."""
    return reverse(name, args=(minutes.meeting_id, *rest))


def crumbs(minutes: Minutes, *trail: str) -> list[dict[str, str]]:
    """The way here, the last step without an address."""
    first = [{"text": "Minutes", "url": reverse("minutes")}]
    own = {"text": str(minutes.meeting), "url": address("minutes-home", minutes)}
    return [*first, own, *({"text": text, "url": ""} for text in trail)]


def page(
    request: HttpRequest, template: str, minutes: Minutes, title: str, **context: Any
) -> HttpResponse:
    """A page of these minutes, with the way here."""
    status = context.pop("status", 200)
    context |= {"minutes": minutes, "meeting": minutes.meeting, "title": title}
    context["crumbs"] = crumbs(minutes, title)
    return render(request, f"minutes/{template}.html", context, status=status)


def to_section(minute: Minute) -> HttpResponse:
    """Back to the place of a minute on the page where minutes are taken."""
    return redirect(f"{address('minutes-live', minute.minutes)}#minute-{minute.pk}")


def may_read(request: HttpRequest, minutes: Minutes) -> Decision:
    """Drafts are for those who write them; then they are for all round the table."""
    if minutes.state != Minutes.State.DRAFT:
        return Decision(True, "these minutes were circulated")
    decision = may(request, Permission.MINUTES_TAKE)
    if decision:
        return decision
    return Decision(False, "these minutes are still being written, and not yet circulated")


def refusal(request: HttpRequest, because: str) -> HttpResponse:
    """Not allowed, and why."""
    return render(request, "403.html", {"because": because}, status=403)
