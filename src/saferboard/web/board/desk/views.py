"""The first page for whoever signs in, and the page a chair has before them in the meeting."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from saferboard.core.board.timing import timed
from saferboard.core.directory.permissions import CASEWORK
from saferboard.core.document.stored import from_json
from saferboard.core.document.tree import Nested, Recommendations
from saferboard.web.board.decisions import presenting
from saferboard.web.board.decisions.queries import gap_of
from saferboard.web.board.desk import queries
from saferboard.web.board.meetings.models import Meeting
from saferboard.web.board.meetings.queries import agenda
from saferboard.web.board.minutes.models import Minutes
from saferboard.web.board.papers import queries as papers
from saferboard.web.board.papers.models import Version
from saferboard.web.directory.models import Post, User
from saferboard.web.directory.permissions import Permission, may, needs
from saferboard.web.directory.queries import post_of, seated
from saferboard.web.directory.waiting import waiting


@needs(Permission.WORK_READ)
@never_cache
@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """Papers due, actions due, minutes to confirm, decisions to pick up; nothing else."""
    today = localdate()
    post = post_of(request.user) if request.user.is_authenticated else None
    private = bool(may(request, Permission.PRIVATE_READ))
    context: dict[str, Any] = {"post": post, "coming": queries.coming(today), "sits": private}
    context["looks_after"] = may(request, Permission.AUDIT_READ)
    if isinstance(request.user, User):
        context["sending"] = waiting(request.user, post, today)
        # Who works on cases alone is found by the account: papers and actions go to posts.
        context["lost"] = post is None and not request.user.held <= CASEWORK
    if post:
        context |= _of_post(post, today)
    if may(request, Permission.MINUTES_CONFIRM):
        rows = queries.open_minutes()
        context["to_confirm"] = [m for m in rows if m.state == Minutes.State.CIRCULATED]
    if may(request, Permission.MINUTES_TAKE):
        context |= _of_office(today, private=private)
    lists = (
        "due",
        "drafts",
        "sending",
        "actions",
        "to_confirm",
        "to_write",
        "unanswered",
        "awaited",
    )
    context["nothing"] = not any(context.get(name) for name in lists)
    return render(request, "desk/work.html", context)


def _of_post(post: Post, today: date) -> dict[str, Any]:
    return {
        "due": queries.papers_due(post, today),
        "drafts": queries.drafts(post),
        "actions": [presenting.row(life) for life in queries.actions(post, today)],
    }


def _of_office(today: date, *, private: bool) -> dict[str, Any]:
    rows = queries.unanswered()
    return {
        "to_write": queries.open_minutes(),
        "unanswered": [row for row in rows if private or not row.restricted],
        "awaited": queries.awaited(today),
    }


@needs(Permission.PRIVATE_READ)
@never_cache
@require_safe
def chair(request: HttpRequest, meeting: int) -> HttpResponse:
    """The agenda with timings, private items in place, who sits here, what each item asks for."""
    held = get_object_or_404(Meeting.objects.select_related("body"), pk=meeting)
    items = agenda(held)
    asked = papers.newest(item.pk for item in items)
    times = timed(held.starts, [item.minutes for item in items])
    rows = [
        {"item": item, "at": at, "papers": asked.get(item.pk, ()), "asks": _asks(asked, item.pk)}
        for item, at in zip(items, times[:-1], strict=True)
    ]
    context = {
        "meeting": held,
        "rows": rows,
        "is_timed": any(item.minutes for item in items),
        "ends": times[-1],
        "table": seated(held.body, held.date),
        "gap": gap_of(held.body, held),
    }
    return render(request, "desk/chair.html", context)


def _asks(asked: dict[int, list[Version]], item: int) -> list[str]:
    """What the papers of an item recommend, without the points under a recommendation."""
    return [
        said.text if isinstance(said, Nested) else said
        for version in asked.get(item, ())
        if version.document is not None
        for block in from_json(version.document).blocks
        if isinstance(block, Recommendations)
        for said in block.items
    ]
