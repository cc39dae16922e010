"""Pages that concern the service itself."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from saferboard.web.directory.permissions import Permission, needs


@needs(Permission.INFORMATION_READ)
@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """``ok`` when the database answers; a monitor needs no more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@needs(Permission.INFORMATION_READ)
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "directory/accessibility.html")
