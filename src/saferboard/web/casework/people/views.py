"""Pages of the people of one case."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saferboard.core.casework.cases import FieldClass
from saferboard.core.faults import Refused
from saferboard.web.casework.lock.entering import Key, Opened, at_the_lock
from saferboard.web.casework.people import forms, matching, queries, reading, recording
from saferboard.web.casework.people.models import PersonRecord, Relationship
from saferboard.web.directory.desk import Desk, serve
from saferboard.web.directory.permissions import Permission, needs

require_form = require_http_methods(["GET", "HEAD", "POST"])
View = Callable[..., HttpResponse]


def of_people(doing: str) -> Callable[[View], View]:
    """Gives a view the opened case, if who somebody is is open to whoever asks."""

    def given(view: View) -> View:
        @wraps(view)
        def within(
            request: HttpRequest, key: Key, reference: str, *args: Any, **kwargs: Any
        ) -> HttpResponse:
            opened = key.open(reference, doing=doing)
            decision = opened.may(FieldClass.IDENTITY)
            if not decision:
                return render(request, "403.html", {"because": decision.because}, status=403)
            return view(request, opened, *args, **kwargs)

        return at_the_lock(within)

    return given


def home(opened: Opened) -> str:
    """The page of the people of a case."""
    return reverse("case-people", args=[opened.case.reference])


@needs(Permission.CASE_OPEN)
@require_safe
@of_people("people read")
def people(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Everybody in the case, as each agency knows them."""
    crumbs = [
        {"text": "Cases", "url": reverse("cases")},
        {"text": f"Case {opened.case}", "url": reverse("case", args=[opened.case.reference])},
        {"text": "People"},
    ]
    page = {
        "case": opened.case,
        "people": queries.of_case(opened),
        "co_ordinates": opened.key.co_ordinates,
        "crumbs": crumbs,
    }
    return render(request, "people/people.html", page)


@needs(Permission.CASE_OPEN)
@require_form
@of_people("person recorded")
def add(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Record somebody."""
    if request.method == "GET":
        matching.ready()
    form = forms.Record(request.POST or None)
    desk = Desk("Record somebody", "Record", home(opened), f"People of {opened.case}")

    def act(sent: dict[str, Any]) -> str:
        recording.add_record(by=opened, written=form.written())
        return home(opened)

    return serve(request, desk, form, act, "Recorded. They are looked for in other cases.")


@needs(Permission.CASE_OPEN)
@require_form
@of_people("person opened to change")
def change(request: HttpRequest, opened: Opened, record: int) -> HttpResponse:
    """Change what one's own agency recorded of somebody."""
    row = own(opened, record)
    form = forms.Record.of(row, reading.records([row])[row.pk].addresses, request.POST or None)
    desk = Desk("Change a record", "Save", home(opened), f"People of {opened.case}")

    def act(sent: dict[str, Any]) -> str:
        turn = -1 if sent["turn"] is None else sent["turn"]
        recording.change_record(by=opened, record=row, written=form.written(), turn=turn)
        return home(opened)

    return serve(request, desk, form, act, "Saved.")


@needs(Permission.CASE_OPEN)
@require_POST
@of_people("person opened to remove")
def remove(request: HttpRequest, opened: Opened, record: int) -> HttpResponse:
    """Take a record of one's own agency away that was a mistake."""
    row = own(opened, record)
    return _tried(
        request, opened, lambda: recording.remove_record(by=opened, record=row), "Removed."
    )


@needs(Permission.CASE_OPEN)
@require_form
@of_people("relationship recorded")
def relate(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Write who is what to whom."""
    rows = PersonRecord.objects.filter(case=opened.case)
    named = [(row.pk, queries.name(row)) for row in rows]
    form = forms.Relate(request.POST or None, people=named, rows=rows)
    desk = Desk("Who is what to whom", "Record", home(opened), f"People of {opened.case}")

    def act(sent: dict[str, Any]) -> str:
        recording.relate(by=opened, **sent)
        return home(opened)

    return serve(request, desk, form, act, "Recorded.")


@needs(Permission.CASE_OPEN)
@require_POST
@of_people("relationship opened to remove")
def unrelate(request: HttpRequest, opened: Opened, relationship: int) -> HttpResponse:
    """Take a relationship away that one's own agency wrote by mistake."""
    held = Relationship.objects.filter(pk=relationship, case=opened.case)
    row = held.select_related("record").first()
    if row is None or not row.is_of(opened.key.agency):
        raise Http404
    return _tried(
        request, opened, lambda: recording.unrelate(by=opened, relationship=row), "Removed."
    )


def own(opened: Opened, record: int) -> PersonRecord:
    """A record of the case that one's own agency wrote. Raises Http404 for any other."""
    held = PersonRecord.objects.filter(case=opened.case, agency=opened.key.agency)
    row = held.filter(pk=record).first()
    if row is None:
        raise Http404
    return row


def _tried(
    request: HttpRequest, opened: Opened, act: Callable[[], object], said: str
) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        messages.error(request, capfirst(refused.faults[0].what) + ".")
    else:
        messages.success(request, said)
    return redirect(home(opened))
