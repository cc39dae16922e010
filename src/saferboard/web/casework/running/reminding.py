"""Reminding those who take steps: one mail a person a day, which says that something is due."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate, now

from saferboard.core.casework import cases as core
from saferboard.core.casework.access import may
from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.process.due import reminders
from saferboard.web.audit.actions import record
from saferboard.web.casework.lock import reading, rows
from saferboard.web.casework.lock.declared import processes
from saferboard.web.casework.lock.models import Case, Membership
from saferboard.web.casework.lock.queries import here
from saferboard.web.casework.running import queries
from saferboard.web.casework.running.models import Reminded, Task
from saferboard.web.directory import mail
from saferboard.web.directory.models import User

BY = "reminders"
SOON = timedelta(days=2)  # ours: as long as somebody who is out for a day needs


def remind(today: date) -> int:
    """Write to whoever has something due in a case soon, today or before. How many people.

    Once a day, however often it runs. The mail names no case, no step and nobody.
    """
    with transaction.atomic(), rows.service("reminders"):
        found = [user for user in _concerned(today) if _once(user, today)]
        for user in found:
            mail.queue(
                by=BY,
                to=[user.email],
                subject="Something is due in a case",
                text="Something is due in a case of yours.\n\nSign in to see what and by when.",
                link_path=reverse("cases"),
            )
        if found:
            record(by=BY, action="case workers reminded", object="cases", people=len(found))
    return len(found)


def _once(user: User, today: date) -> bool:
    return Reminded.objects.get_or_create(user=user, on=today)[1]


def _concerned(today: date) -> list[User]:
    """Accounts in a role that something is due from, in a case that the rule opens to them."""
    on = now()
    open_cases = list(Case.objects.filter(closed__isnull=True).select_related("holder"))
    wanted = _wanted(open_cases, today)
    seen = reading.cases(open_cases, on)
    readers: dict[tuple[int, str, str], core.Reader] = {}
    roles = {role for due in wanted.values() for role, _ in due}
    works = Membership.objects.filter(here(on), role__in=roles, user__is_active=True)
    by_role = defaultdict(list)
    for row in works.select_related("user", "agency").order_by("user"):
        by_role[row.role].append(row)
    found: dict[int, User] = {}
    for case in open_cases:
        for role, agency in wanted[case.pk]:
            for row in by_role[role]:
                if row.user_id in found or agency not in (None, row.agency_id):
                    continue
                who = (row.user_id, row.agency.key, case.purpose)
                if who not in readers:
                    readers[who] = reading.reader(row.user, row.agency.key, case.purpose)
                if may(readers[who], seen[case.pk], FieldClass.OUTLINE, on):
                    found[row.user_id] = row.user
    return list(found.values())


def _wanted(cases: Collection[Case], today: date) -> dict[int, set[tuple[str, int | None]]]:
    """By case, the roles from which something is due, at one agency or at any."""
    known, taken = processes(), queries.last_taken(cases)
    found: dict[int, set[tuple[str, int | None]]] = {case.pk: set() for case in cases}
    for case in cases:
        process = queries.process_of(case, known)
        entered = localdate(case.state_since)
        for one in reminders(process, case.state, entered, taken[case.pk], today):
            if one.due is not None and one.due <= today + SOON:
                found[case.pk].add((one.step.actor, None))
    late = Task.objects.filter(Q(case__in=cases), done=None, due__lte=today + SOON)
    for case_id, role, agency in late.values_list("case", "to_role", "to_agency"):
        found[case_id].add((role, agency))
    return found
