"""Pages about one's own account that allauth does not have."""

from allauth.account.decorators import reauthentication_required
from allauth.usersessions.views import list_usersessions
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from saferboard.core.directory.second_step import second_step_needed
from saferboard.web.directory import mfa
from saferboard.web.directory.permissions import Permission, needs

WANTED = "wanted_page"  # in the session: where somebody was going when set-up was asked of them


@needs(Permission.ACCOUNT_MANAGE)
@never_cache
@require_safe
def second_step(request: HttpRequest) -> HttpResponse:
    """Why a second step is needed, and the two ways to set one up."""
    wanted = request.GET.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        request.session[WANTED] = wanted
    user = request.user
    context = {
        "why": user.is_authenticated and second_step_needed(user.held),
        "done": user.is_authenticated and mfa.has_step(user),
        "wanted": request.session.get(WANTED, "/"),
    }
    return render(request, "directory/second_step.html", context)


@needs(Permission.SESSION_START)
@never_cache
@require_safe
def passkey(request: HttpRequest) -> HttpResponse:
    """Sign in with a passkey alone: something one has, opened by something one is or knows."""
    return render(request, "directory/passkey.html", {"next": request.GET.get("next", "")})


@needs(Permission.ACCOUNT_MANAGE)
@never_cache
def sessions(request: HttpRequest) -> HttpResponseBase:
    """Where one is signed in. To end other sessions one shows again who one is."""
    return _listed(request)


_listed = reauthentication_required(list_usersessions, allow_get=True)
