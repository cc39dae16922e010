"""Addresses of the interface for programs: each open to all, read only, and kept by the stamp."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from saferboard.web.directory.permissions import Permission, needs
from saferboard.web.publish.api import api
from saferboard.web.publish.api_paging import READ
from saferboard.web.publish.caching import kept

View = Callable[..., HttpResponse]


def served(view: View) -> View:
    """The view as the service has it; any site's own scripts may read what is open to all."""
    made = kept(*READ)(view)

    @needs(Permission.BOARD_READ)
    @require_safe
    @wraps(made)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        # What is kept is kept whole; whoever serves it leaves out the body of an answer to HEAD.
        asked, request.method = request.method, "GET"
        try:
            response = made(request, *args, **kwargs)
        finally:
            request.method = asked
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return answered


app_name = "api"
urlpatterns = [
    path(str(pattern.pattern), served(pattern.callback), pattern.default_args, pattern.name)
    for pattern in api.urls[0]
    if isinstance(pattern, URLPattern)
]
