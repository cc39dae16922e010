"""Who sees a release whole: those who may, signed in with all that takes. All others: the public.

The public pages are the same addresses for everybody, so this is asked anew for every request, and
what is shown whole is kept by no cache.
"""

from enum import Enum

from django.conf import settings
from django.http import HttpRequest

from saferboard.web.directory import mfa, sessions
from saferboard.web.directory.permissions import Permission, may

AS_PUBLIC = "public"


class Sight(Enum):
    """What somebody is shown of a release."""

    PUBLIC = "public"
    WAITS = "waits"  # the public version; the whole after signing in anew or a second step
    WHOLE = "whole"


def sight_of(request: HttpRequest) -> Sight:
    """Whether suppressed figures may be shown; never with ``?public``, to see what others see."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or AS_PUBLIC in request.GET:
        return Sight.PUBLIC
    if not may(request, Permission.EVIDENCE_DETAIL):
        return Sight.PUBLIC
    if sessions.is_idle(request) or mfa.missing(request):
        return Sight.WAITS
    return Sight.WHOLE
