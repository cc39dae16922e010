"""Every view names its permission; a view that names none is shut."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse

from saferboard.core.directory.permissions import Decision, Permission, Role, decide
from saferboard.web import logs
from saferboard.web.directory import first_passwords, mfa, sessions

SECURITY = logging.getLogger("saferboard.security")
View = TypeVar("View", bound=Callable[..., HttpResponseBase])

# allauth's views are not ours to decorate: by the names of their URLs instead.
SIGNED_OUT = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "account_signup",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_confirm_login_code",
        "account_email_verification_sent",
        "account_confirm_email",
        "mfa_authenticate",
        "mfa_trust",
        "mfa_login_webauthn",
        "openid_connect_login",
        "openid_connect_callback",
        "socialaccount_login_cancelled",
        "socialaccount_login_error",
    }
)
SIGNED_IN_PREFIXES = ("account_", "mfa_", "usersessions_")
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
"""No TRACE, which answers with whatever came; each view narrows these down."""


def needs(permission: Permission) -> Callable[[View], View]:
    """Marks a view with the permission that it takes."""

    def mark(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return mark


def permission_of(view: Callable[..., Any], url_name: str | None) -> Permission | None:
    """The permission a view names, or the one its allauth URL has; None if neither."""
    named = getattr(view, "permission", None)
    if named is not None:
        return Permission(named)
    if url_name in SIGNED_OUT:
        return Permission.SESSION_START
    if url_name and url_name.startswith(SIGNED_IN_PREFIXES):
        return Permission.ACCOUNT_MANAGE
    return None


def may(request: HttpRequest, permission: Permission) -> Decision:
    """Whether the person behind the request holds the permission, and why."""
    # What is public needs no look at the session, and so no query.
    public = decide(permission, ())
    if public or not request.user.is_authenticated:
        return public
    return decide(permission, request.user.held)


class PermissionMiddleware:
    """Denies by default: signed out goes to sign in; signed in is told why not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Passes the request on; the check itself waits until the view is known.

        What somebody signed in is shown is kept by no browser and no proxy, unless the view says,
        and no other site may embed it. Signing out empties what the browser kept of us.
        """
        response = (
            self.get_response(request)
            if request.method in METHODS
            else HttpResponseNotAllowed(METHODS)
        )
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            allowed = response.headers.get("Allow", "")
            response = render(request, "405.html", status=response.status_code)
            response.headers["Allow"] = allowed
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cache-Control", "private, no-store")
            response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
            match = request.resolver_match
            if request.method == "POST" and match and match.url_name == "account_logout":
                response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """None lets the view run."""
        match = request.resolver_match
        permission = permission_of(view, match.url_name if match else None)
        if permission is None:
            decision = Decision(False, "this page names no permission, so it is shut to all")
        else:
            decision = may(request, permission)
        if decision:
            return self._gate(request, permission)
        SECURITY.info("refused: %s, %s", logs.asked(request), logs.who(request))
        if permission is not None and not request.user.is_authenticated:
            return redirect_to_login(_back_to(request), "account_login")
        return render(request, "403.html", {"because": decision.because}, status=403)

    def _gate(self, request: HttpRequest, permission: Permission | None) -> HttpResponse | None:
        """What must be done first by somebody who may: sign in anew, choose a password of one's
        own, set up a second step.
        """
        scope = str(permission).partition(":")[0]
        if scope == "public":
            return None
        here = _back_to(request)
        if sessions.is_idle(request):
            sessions.end(request)
            return redirect_to_login(here, "account_login")
        match = request.resolver_match
        named = match.url_name if match else None
        user = request.user
        if (
            user.is_authenticated
            and named not in first_passwords.OPEN
            and first_passwords.is_used(request, user)
        ):
            return redirect(f"{reverse('account_change_password')}?{urlencode({'next': here})}")
        if scope in ("board", "casework") and mfa.missing(request):
            return redirect(f"{reverse('second_step')}?{urlencode({'next': here})}")
        return None


def _back_to(request: HttpRequest) -> str:
    """Where to go on after signing in: the page itself, or the one whose button was pressed.

    Many addresses take only what a button sends: to open one would lead nowhere.
    """
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc == request.get_host():
        return urlunsplit(("", "", came_from.path, came_from.query, ""))
    return reverse("work")


__all__ = ["Permission", "PermissionMiddleware", "Role", "may", "needs", "permission_of"]
