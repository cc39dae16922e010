"""Who sees a release whole: those who may, signed in with all that takes. All others: the public.

The public pages are the same addresses for everybody, so this is asked anew for every request, and
what is shown whole is kept by no cache.
"""

from django.conf import settings
from django.http import HttpRequest

from saferboard.web.directory import mfa, sessions
from saferboard.web.directory.permissions import Permission, may

AS_PUBLIC = "public"


def sees_detail(request: HttpRequest) -> bool:
    """Whether suppressed figures may be shown; never with ``?public``, to see what others see."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or AS_PUBLIC in request.GET:
        return False
    if not may(request, Permission.EVIDENCE_DETAIL):
        return False
    return not sessions.is_idle(request) and not mfa.missing(request)
