"""What waits for an account: research that is asked of its agency, and actions. It says no name."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Min
from django.urls import reverse

from saferboard.web.casework.lock import rows
from saferboard.web.casework.lock.models import Membership
from saferboard.web.casework.marac.declared import REPRESENTATIVE
from saferboard.web.casework.marac.models import Action, Request, Research
from saferboard.web.directory.models import Post, User
from saferboard.web.directory.waiting import Waiting


def for_account(user: User, post: Post | None, today: date) -> Iterable[Waiting]:
    """How much waits and by when, for whoever represents an agency now; which cases, never.

    Nobody has entered the lock on this page, so it counts and shows nothing else.
    """
    works = list(
        Membership.objects.filter(
            user_id=user.pk, role=REPRESENTATIVE, since__date__lte=today
        ).exclude(until__date__lte=today).values_list("agency", flat=True)
    )  # fmt: skip
    if not works:
        return []
    with rows.service("counts"):
        return [*_research(works, today), *_actions(works, today)]


def _research(works: list[int], today: date) -> list[Waiting]:
    answered = Research.objects.filter(agency__in=works).values("case")
    open_ones = Request.objects.filter(
        agency__in=works, case__closed__isnull=True, case__state__in=("listed", "researched")
    ).exclude(case__in=answered)
    return _told("Research for MARAC to answer", open_ones, today)


def _actions(works: list[int], today: date) -> list[Waiting]:
    open_ones = Action.objects.filter(agency__in=works, answered__isnull=True)
    return _told("Actions of MARAC to answer", open_ones, today)


def _told(what: str, found: object, today: date) -> list[Waiting]:
    count = found.count()  # type: ignore[attr-defined]
    if not count:
        return []
    due = found.aggregate(due=Min("due"))["due"]  # type: ignore[attr-defined]
    return [Waiting(f"{what}: {count}", reverse("marac"), due, due < today)]
