"""Whether somebody may write or read one paper, told with the reason."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from saferboard.core.board.papers_access import may_read, may_write
from saferboard.core.directory.permissions import Decision
from saferboard.web.board.meetings.models import AgendaItem
from saferboard.web.board.papers.models import Paper
from saferboard.web.directory.models import User

View = Callable[..., HttpResponse]


def refused(request: HttpRequest, decision: Decision) -> HttpResponse:
    """The page that says why not."""
    return render(request, "403.html", {"because": decision.because}, status=403)


def writing(request: HttpRequest, item: AgendaItem, paper: Paper | None = None) -> Decision:
    """Whether somebody may write for an item, or this paper of it."""
    user = request.user
    held = user.held if isinstance(user, User) else ()
    return may_write(held, own=_is_own(request, item, paper))


def reading(request: HttpRequest, paper: Paper, *, submitted: bool) -> Decision:
    """Whether somebody may read a paper: what is submitted of it, or its draft."""
    user = request.user
    return may_read(
        user.held if isinstance(user, User) else (),
        own=_is_own(request, paper.item, paper),
        restricted=paper.item.restricted,
        submitted=submitted,
    )


def _is_own(request: HttpRequest, item: AgendaItem, paper: Paper | None) -> bool:
    if not isinstance(request.user, User):
        return False
    posts = {post.key for post in (item.presenter, paper and paper.post) if post}
    return request.user.post in posts


def of_item(view: View) -> View:
    """Gives a view the item of its address, if whoever asks may write for it."""

    @wraps(view)
    def shown(request: HttpRequest, pk: int, **parts: Any) -> HttpResponse:
        beside = ("meeting__body", "presenter__organisation")
        item = get_object_or_404(AgendaItem.objects.select_related(*beside), pk=pk)
        decision = writing(request, item)
        return view(request, item, **parts) if decision else refused(request, decision)

    return shown


def of_paper(view: View) -> View:
    """Gives a view the paper of its address, if whoever asks may write it."""

    @wraps(view)
    def shown(request: HttpRequest, pk: int, **parts: Any) -> HttpResponse:
        paper = paper_at(pk)
        decision = writing(request, paper.item, paper)
        return view(request, paper, **parts) if decision else refused(request, decision)

    return shown


def paper_at(pk: int) -> Paper:
    """The paper of an address with all that its pages name, in one query."""
    beside = (
        "item__meeting__body",
        "item__presenter__organisation",
        "post__organisation",
        "agreed_by__organisation",
        "draft",
    )
    return get_object_or_404(Paper.objects.select_related(*beside), pk=pk)
