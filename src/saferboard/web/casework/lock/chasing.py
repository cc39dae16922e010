"""Agreements whose review is due soon, or was missed: the governance officer is told."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate, now

from saferboard.core.casework.clocks import LONDON
from saferboard.core.directory.permissions import Permission, Role, decide
from saferboard.core.directory.spells import day
from saferboard.web.audit.actions import record
from saferboard.web.audit.models import Event
from saferboard.web.casework.lock.standing import SOON, Standing, accounts, agreements, ending
from saferboard.web.directory import mail
from saferboard.web.directory.models import Post, User
from saferboard.web.directory.waiting import Waiting

BY = "daily"
CHASED = "agreement chased"
DAYS = frozenset({SOON, 14, 7, 3, 1, 0, -1})
"""So many days before the review is due it is asked for; on the last, and on the day after."""


def remind(today: date) -> int:
    """Write to the information governance officers of what is due on that day. How many agreements.

    Once a day, however often it runs: what was sent is in the trail.
    """
    return sum(_chase(one, today) for one in agreements(_noon(today)) if is_wanted(one))


def is_wanted(one: Standing) -> bool:
    """Whether a review is asked for on that day: of what would be live with it."""
    over = one.row.ends is not None and one.row.ends < one.due
    return one.left in DAYS and not over


@transaction.atomic
def _chase(one: Standing, today: date) -> bool:
    about = {"action": CHASED, "object": f"agreement {one.row.key}"}
    if Event.objects.filter(**about, detail__on=today.isoformat()).exists():
        return False
    record(by=BY, **about, on=today.isoformat(), due=one.due.isoformat())
    mail.queue(
        by=BY,
        to=[user.email for user in officers()],
        subject="An information sharing agreement is to be reviewed",
        text=f"{one.row.title}\n\n{_said(one)}",
        link_path=reverse("cases-agreement", args=[one.row.key]),
    )
    return True


def _said(one: Standing) -> str:
    if one.left < 0:
        return f"Its review was due on {day(one.due)}. It has lapsed: no case is shared under it."
    return (
        f"Its review is due by {day(one.due)}. Without a review it lapses at the end of that day, "
        "and no case is shared under it."
    )


def officers() -> list[User]:
    """The information governance officers."""
    return [one for one in User.objects.filter(is_active=True) if Role.GOVERNANCE in one.held]


def to_review(user: User, post: Post | None, today: date) -> Iterator[Waiting]:
    """What waits for an information governance officer, for the first page of an account."""
    if not decide(Permission.LOCK_MANAGE, user.held):
        return
    on = now() if today == localdate() else _noon(today)
    for one in agreements(on):
        if one.left <= SOON and (one.row.ends is None or today <= one.row.ends):
            url = reverse("cases-agreement", args=[one.row.key])
            yield Waiting(f"Review of {one.row.title}", url, one.due, one.left < 0)
    soon = [one for one in ending(accounts(on), on) if one.within == SOON]
    if soon:
        many = "" if len(soon) == 1 else "s"
        words = f"{len(soon)} check{many} or place{many} of work that end within {SOON} days"
        yield Waiting(words, reverse("cases-people"))


def _noon(today: date) -> datetime:
    return datetime.combine(today, time(12), LONDON)
