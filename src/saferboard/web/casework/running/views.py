"""The list of cases, and the page of one."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from saferboard.core.casework.process.process import Process
from saferboard.web.casework.lock.declared import processes
from saferboard.web.casework.lock.entering import Key, Opened, at_the_lock
from saferboard.web.casework.running import actions, messaging, queries
from saferboard.web.casework.running.models import Task
from saferboard.web.casework.running.panels import LISTS, OPENING, panels
from saferboard.web.casework.running.tasks import may_answer
from saferboard.web.casework.running.timeline import party, timeline, titled
from saferboard.web.directory.permissions import Permission, needs

PAGE = 50


@needs(Permission.CASE_OPEN)
@require_safe
@at_the_lock
def cases(request: HttpRequest, key: Key) -> HttpResponse:
    """The open cases that one may see, by what is due soonest."""
    page = Paginator(queries.due(key), PAGE).get_page(request.GET.get("page"))
    key.note("cases listed", "cases", cases=[row.case.reference for row in page])
    context = {
        "key": key,
        "page": page,
        "today": localdate(key.on),
        "begins": begins(key),
        "lists": LISTS[key.purpose.key],
    }
    return render(request, "running/cases.html", context)


def begins(key: Key) -> list[dict[str, str]]:
    """The procedures on which somebody may open a case now, each with its page."""
    if not key.roles & key.purpose.begins:
        return []
    on = localdate(key.on)
    found = {
        one.key: one.title
        for one in processes()
        if one.purpose == key.purpose.key and one.in_force <= on
    }
    return [
        {"process": process, "title": title, "page": OPENING.get(process, "")}
        for process, title in found.items()
    ]


@needs(Permission.CASE_OPEN)
@require_safe
@at_the_lock
def closed(request: HttpRequest, key: Key) -> HttpResponse:
    """The closed cases that one may see, the newest first."""
    found = key.cases().filter(closed__isnull=False).order_by("-closed", "reference")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    key.note("closed cases listed", "cases", cases=[row.reference for row in page])
    known = processes()
    rows = [
        {"case": row, "state": titled(queries.process_of(row, known), row.state)} for row in page
    ]
    return render(request, "running/closed.html", {"key": key, "page": page, "rows": rows})


@needs(Permission.CASE_OPEN)
@require_safe
@at_the_lock
def case(request: HttpRequest, key: Key, reference: str) -> HttpResponse:
    """A case: where it stands, what can be done now, and its time line."""
    opened = key.open(reference)
    new = actions.read(by=opened)
    page = Paginator(timeline(opened), PAGE).get_page(request.GET.get("page"))
    context = {**shown(opened), "new": len(new), "page": page, "line": page.object_list}
    return render(request, "running/case.html", context)


def shown(opened: Opened) -> dict[str, Any]:
    """What the page of a case says beside its time line."""
    process, today = queries.process_of(opened.case), localdate(opened.key.on)
    return {
        "opened": opened,
        "case": opened.case,
        "process": process,
        "state": titled(process, opened.case.state),
        "todo": queries.to_do(opened),
        "today": today,
        "tasks": [_task(opened, process, row) for row in queries.tasks(opened)],
        "recipients": messaging.recipients(opened),
        "panels": panels(opened),
    }


def _task(opened: Opened, process: Process, row: Task) -> dict[str, Any]:
    return {
        "task": row,
        "whom": party(process, row.to_role),
        "may": may_answer(opened, row),
        "overdue": row.done is None and row.due < localdate(opened.key.on),
    }
