"""First passwords: drawn by the service, shown once, good for days, and only to choose another.

Whoever makes an account so never knows its lasting password.
"""

import secrets

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest
from django.utils import timezone

from saferboard.web.directory.models import User

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that are taken for one another
GROUPS, LONG = 4, 4  # sixteen letters: 79 bits
OPEN = frozenset({"account_change_password", "account_reauthenticate", "account_logout"})
"""The pages that open before another password is chosen."""


def draw() -> str:
    """A new one, as ``k7mq-x3fd-9wpt-2hrc``."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(LONG)) for _ in range(GROUPS))


def is_used(request: HttpRequest, user: User) -> bool:
    """Whether somebody signed in, or does just now, by a first password.

    A passkey or the council's directory opens the account by itself: the first password then waits
    unused, until its days are over.
    """
    if user.first_password_until is None:
        return False
    ways = {one.get("method") for one in get_authentication_records(request, user)}
    return not ways or "password" in ways


def is_over(user: User) -> bool:
    """Whether the days of the account's first password are over."""
    until = user.first_password_until
    return until is not None and until <= timezone.now()
