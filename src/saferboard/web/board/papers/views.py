"""Pages on which papers are called for and followed."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from saferboard.core.board.papers import Steps
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.board.meetings.queries import meetings as all_meetings
from saferboard.web.board.meetings.views import meeting_at, page_of
from saferboard.web.board.papers import actions, calling, forms, presenting, queries
from saferboard.web.board.papers.access import of_item, paper_at, reading, refused, writing
from saferboard.web.board.papers.models import Steps as StoredSteps
from saferboard.web.directory.desk import Desk, by, serve
from saferboard.web.directory.models import User
from saferboard.web.directory.permissions import Permission, may, needs
from saferboard.web.directory.queries import post_of

require_form = require_http_methods(["GET", "HEAD", "POST"])


@needs(Permission.PAPER_READ)
@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    """What is asked of me; for the office, every meeting to come."""
    today = localdate()
    user = request.user
    post = post_of(user) if isinstance(user, User) else None
    asked = []
    for item in queries.asked_of(post, today) if post else []:
        due = queries.deadlines(item.meeting)
        asked += presenting.rows([item], due, today)
    to_come = [m for m in all_meetings(since=today) if m.state != Meeting.State.CANCELLED]
    return render(request, "papers/papers.html", {"asked": asked, "meetings": to_come})


@needs(Permission.PAPER_READ)
@require_safe
def meeting(request: HttpRequest, body: str, day: date) -> HttpResponse:
    """What is in, late and missing for a meeting."""
    row = meeting_at(body, day)
    found = presenting.meeting_papers(row, localdate())
    found["rows"] = [_readable(request, one) for one in found["rows"]]
    may_call = bool(may(request, Permission.PAPER_CALL)) and found["is_open"]
    crumbs = [{"text": str(row), "url": page_of(row)}, {"text": "Papers"}]
    return render(request, "papers/meeting.html", {**found, "may_call": may_call, "crumbs": crumbs})


def _readable(request: HttpRequest, row: presenting.Row) -> presenting.Row:
    """Of private business no paper is named to those who may not read it: a title tells much."""
    if not row.item.restricted:
        return row
    papers = [p for p in row.papers if reading(request, p, submitted=bool(p.versions.all()))]
    return replace(row, papers=papers)


@needs(Permission.PAPER_CALL)
@require_form
def call(request: HttpRequest, body: str, day: date) -> HttpResponse:
    """Look at whom it goes to and which days it names; then send it."""
    row = meeting_at(body, day)
    due = queries.deadlines(row)
    asked = queries.unasked(row)
    names = "; ".join(f"{item.title}: {item.presenter}" for item in asked) or "nobody yet"
    intro = (
        f"An e-mail goes to whoever presents an item that needs a paper. {names}. "
        f"Drafts are due on {_day(due.draft_due)}, final papers on {_day(due.final_due)}."
    )
    lacking = calling.unreached(asked)
    if lacking:
        silent = "; ".join(f"{item.title}: {item.presenter}" for item in lacking)
        intro += f" No address is known for these, so they are not written to: {silent}."
    desk = Desk("Call for papers", "Send the call", papers_of(row), f"Papers, {row}", intro)

    def act(said: dict[str, Any]) -> str:
        actions.call(by=by(request), meeting=row, today=localdate())
        return papers_of(row)

    form = forms.Nothing(request.POST if request.method == "POST" else None)
    return serve(request, desk, form, act, "The call is sent.")


@needs(Permission.PAPER_CALL)
@require_form
def steps(request: HttpRequest, body: str, day: date) -> HttpResponse:
    """When this body's papers are asked for and due."""
    row = meeting_at(body, day)
    intro = (
        "Working days before the latest day to publish, for every meeting of this body. "
        "A call that was sent keeps the days it named."
    )
    desk = Desk("Deadlines for papers", "Save", papers_of(row), f"Papers, {row}", intro)
    stored = StoredSteps.objects.filter(body=row.body).first() or Steps()
    initial = {name: getattr(stored, name) for name in ("asked", "draft", "final", "dispatch")}
    form = forms.Deadlines(request.POST or None, initial=initial)

    def act(said: dict[str, Any]) -> str:
        actions.set_steps(by=by(request), body=row.body, steps=form.steps())
        return papers_of(row)

    return serve(request, desk, form, act, "The deadlines are saved.")


@needs(Permission.PAPER_SUBMIT)
@require_safe
@of_item
def item(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """An item's papers, and the ways to make one."""
    found = presenting.meeting_papers(item.meeting, localdate())
    row = next((row for row in found["rows"] if row.item.pk == item.pk), None)
    crumbs = [
        {"text": f"Papers, {item.meeting}", "url": papers_of(item.meeting)},
        {"text": item.title},
    ]
    return render(
        request,
        "papers/item.html",
        {
            "item": item,
            "row": row,
            "due": found["due"],
            "is_open": found["is_open"],
            "crumbs": crumbs,
        },
    )


@needs(Permission.PAPER_SUBMIT)
@require_form
@of_item
def begin(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """A paper with a title, then what is in it."""
    back = reverse("work-papers-item", args=(item.pk,))
    desk = Desk("Begin a paper", "Begin", back, item.title)
    user = request.user
    own = post_of(user) if isinstance(user, User) else None

    def act(said: dict[str, Any]) -> str:
        # What the office begins belongs to whoever presents it.
        post = item.presenter if may(request, Permission.PAPER_CALL) else own
        paper = actions.begin(by=by(request), item=item, post=post or own, title=said["title"])
        return reverse("work-paper", args=(paper.pk,))

    form = forms.Begin(request.POST or None, initial={"title": item.title})
    return serve(request, desk, form, act, "The paper is begun. Now write it, or upload a file.")


@needs(Permission.PAPER_READ)
@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """A paper: its versions, its draft, and what can be done with it."""
    row = paper_at(pk)
    versions = list(row.versions.order_by("-number"))
    decision = reading(request, row, submitted=bool(versions))
    if not decision:
        return refused(request, decision)
    may_write = bool(writing(request, row.item, row))
    crumbs = [
        {"text": f"Papers, {row.item.meeting}", "url": papers_of(row.item.meeting)},
        {"text": row.title},
    ]
    return render(
        request,
        "papers/paper.html",
        {
            "paper": row,
            "versions": versions,
            "draft": getattr(row, "draft", None) if may_write else None,
            "may_write": may_write and row.item.meeting.state in queries.OPEN,
            "may_agree": bool(may(request, Permission.PAPER_CALL)),
            "crumbs": crumbs,
        },
    )


def papers_of(row: Meeting) -> str:
    """The address of the papers of a meeting."""
    return reverse("work-papers-meeting", args=(row.body.key, row.date))


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
