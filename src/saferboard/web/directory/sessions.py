"""Sessions of people who can change something end when nothing happens for an hour."""

import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest

from saferboard.core.directory.second_step import second_step_needed

SEEN = "seen"  # in the session: when something was last done, in seconds
NOTED_EVERY = 5 * 60  # a session is not written at every request


def is_idle(request: HttpRequest) -> bool:
    """Whether the session has outlived its rest; notes that somebody is there if it has not."""
    now = int(time.time())
    seen = request.session.get(SEEN)
    if seen is None or 0 <= now - seen <= settings.SESSION_IDLE:
        if seen is None or now - seen >= NOTED_EVERY:
            request.session[SEEN] = now
        return False
    user = request.user
    return user.is_authenticated and bool(second_step_needed(user.held))


def end(request: HttpRequest) -> None:
    """Sign out, and say why on the next page."""
    logout(request)
    messages.info(request, "You were signed out because nothing happened for an hour. Sign in.")


def begin(request: HttpRequest) -> None:
    """Somebody has just signed in."""
    request.session[SEEN] = int(time.time())
