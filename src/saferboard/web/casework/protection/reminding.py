"""The data protection officers hear what is due: how many, and never whose."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.urls import reverse

from saferboard.core.directory.permissions import Permission, decide
from saferboard.web.audit.actions import record
from saferboard.web.audit.models import Event
from saferboard.web.casework.lock import rows
from saferboard.web.casework.protection import duty, erasing, supervising
from saferboard.web.directory import mail
from saferboard.web.directory.models import Post, User
from saferboard.web.directory.waiting import Waiting

BY = "daily"
REMINDED = "data protection officers reminded"
SOON = 7  # days before a request must be answered; every day from then on is asked for


def remind(today: date) -> int:
    """Write to the officers where something is due that they were not told of. How many heard.

    Once a day, however often it runs. Requests are told of every day of their last week and after
    it; cases whose time is over when their number is another than was told last.
    """
    erasing.clear()
    with transaction.atomic(), rows.service(duty.DUTY):
        found = duty.officers()
        if not found or Event.objects.filter(action=REMINDED, object=today.isoformat()).exists():
            return 0
        requests = sum(_is_soon(one) for one in supervising.asked(today))
        cases = supervising.to_erase(today)[0]
        last = Event.objects.filter(action=REMINDED).order_by("-pk").first()
        told = last.detail["cases"] if last else 0
        if not requests and cases == told:
            return 0
        record(by=BY, action=REMINDED, object=today.isoformat(), requests=requests, cases=cases)
        if not requests and not cases:
            return 0
        mail.queue(
            by=BY,
            to=[user.email for user in found],
            subject="Data protection: something is due",
            text=f"Requests for access due within {SOON} days, or late: {requests}\n"
            f"Closed cases whose time is over, and that nothing keeps: {cases}\n\n"
            "Sign in to see which.",
            link_path=reverse("cases-protection"),
        )
    return len(found)


def _is_soon(one: supervising.Asked) -> bool:
    return one.left is not None and one.left <= SOON


def for_account(user: User, post: Post | None, today: date) -> Iterator[Waiting]:
    """What waits for a data protection officer, for the first page of their account."""
    if not decide(Permission.PROTECTION_MANAGE, user.held):
        return
    with transaction.atomic(), rows.service(duty.DUTY):
        asked = supervising.asked(today)
        may_go = supervising.to_erase(today)[0]
    for one in asked:
        url = reverse("cases-request", args=[one.row.pk])
        yield Waiting(f"Answer to {one.row}", url, one.due, one.is_late)
    if may_go:
        many = "" if may_go == 1 else "s"
        yield Waiting(f"{may_go} case{many} whose time is over", reverse("cases-retention"))
