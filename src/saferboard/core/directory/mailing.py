"""When an e-mail that could not be delivered is tried again, and when it is given up."""

from datetime import datetime, timedelta

WAITS = (
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(hours=24),
    timedelta(hours=24),
)
"""How long after the first, second, ... attempt. RFC 5321 4.5.4.1 asks for four days or so."""


def next_attempt(attempts: int, now: datetime) -> datetime | None:
    """When to try again after so many attempts; None once there were enough."""
    if attempts < 1:
        return now
    return now + WAITS[attempts - 1] if attempts <= len(WAITS) else None


def for_good(code: int) -> bool:
    """Whether a mail server's answer is final: 5yz is, 4yz asks to come again (RFC 5321 4.2.1)."""
    return 500 <= code < 600
