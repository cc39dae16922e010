"""Who may send for a post, and who may see what it sent."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from saferboard.core.directory.permissions import Decision
from saferboard.web.directory.accounts import User
from saferboard.web.directory.models import Post
from saferboard.web.directory.permissions import Permission, may
from saferboard.web.directory.queries import post_of


def own_post(request: HttpRequest) -> Post | None:
    """The post of whoever is signed in; none where the directory does not know it."""
    return post_of(request.user) if isinstance(request.user, User) else None


def for_post(request: HttpRequest, post: str) -> Decision:
    """Whether returns of the post may be sent and seen: its own, or all by who accepts them."""
    accepting = may(request, Permission.RETURN_ACCEPT)
    if accepting:
        return accepting
    if isinstance(request.user, User) and request.user.post == post:
        return Decision(True, "your post sends these figures")
    return Decision(False, "only the post that sends these figures, an analyst or an officer may")


def refused(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Told why not."""
    return render(request, "403.html", {"because": decision.because}, status=403)
