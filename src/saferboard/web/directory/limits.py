"""How often one person may send something: uploads, subscriptions, whatever costs others dearly."""

import logging
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from saferboard.web import logs

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
SECURITY = logging.getLogger("saferboard.security")


def limited(name: str, times: int, *, seconds: int) -> Callable[[View], View]:
    """Lets one account, or one visitor's address, POST so many times in so many seconds.

    Counted in the cache that all workers share, under a digest: no address is kept. Two that come
    in the same instant may count as one.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method == "POST" and _spent(name, request, seconds) > times:
                SECURITY.warning("limit reached: %s, %s", name, logs.who(request))
                page = {"wait": _words(seconds)}
                answer = render(request, "directory/too_often.html", page, status=429)
                answer["Retry-After"] = str(seconds)
                return answer
            return view(request, *args, **kwargs)

        return counted  # type: ignore[return-value]

    return mark


def _spent(name: str, request: HttpRequest, seconds: int) -> int:
    """How often, with this time, in the span of time that has begun."""
    who = (
        f"account {request.user.pk}"
        if request.user.is_authenticated
        else get_adapter(request).get_client_ip(request)
    )
    digest = salted_hmac("limits", str(who)).hexdigest()[:24]
    key = f"limit:{name}:{digest}:{int(time.time()) // seconds}"
    if cache.add(key, 1, timeout=seconds):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # it expired between the two
        return 1


def _words(seconds: int) -> str:
    return "a minute" if seconds <= 60 else f"{round(seconds / 60)} minutes"
