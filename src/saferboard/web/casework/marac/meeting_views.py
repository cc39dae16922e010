"""Pages of meetings, and of asking after somebody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from saferboard.core.casework.marac.timetable import clock
from saferboard.web.casework.lock.entering import Key, at_the_lock
from saferboard.web.casework.lock.views import require_form
from saferboard.web.casework.marac import flagging, meeting, shown
from saferboard.web.casework.marac import forms as marac_forms
from saferboard.web.casework.marac import meeting_forms as forms
from saferboard.web.casework.marac.models import Meeting
from saferboard.web.casework.marac.referral_views import HOME, of_marac
from saferboard.web.directory.permissions import Permission, needs

MEETINGS = {"text": "Meetings", "url": "/cases/marac/meetings/"}


def _meeting(key: Key, number: int) -> Meeting:
    of_marac(key)
    row = meeting.meetings(key).filter(pk=number).first()
    if row is None:
        raise Http404
    return row


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def meetings(request: HttpRequest, key: Key) -> HttpResponse:
    """The meetings, and for the co-ordinator a new one."""
    of_marac(key)
    form = forms.Arrange(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if shown.tried(
            request, lambda: meeting.arrange(by=key, **said), "The meeting is arranged."
        ):
            return redirect("marac-meetings")
    page = {
        "form": form,
        "meetings": list(meeting.meetings(key).order_by("-day")[:50]),
        **shown.chairs_and_co_ordinates(key),
        "crumbs": [HOME, {"text": "Meetings"}],
    }
    return render(request, "marac/meetings.html", page)


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def one(request: HttpRequest, key: Key, number: int) -> HttpResponse:
    """A meeting: its list with times, who must be there when, and what does not fit."""
    row = _meeting(key, number)
    if request.method == "POST":
        places, minutes = _ordered(request)
        shown.tried(
            request,
            lambda: meeting.order(by=key, meeting=row, places=places, minutes=minutes),
            "The list is ordered.",
        )
        return redirect("marac-meeting", number)
    planned, names = meeting.planned(key, row), shown.names()
    key.note(
        "marac list read", f"meeting {row.pk}", cases=[one.case.reference for one in planned.cases]
    )
    page = {
        "meeting": row,
        "begins": clock(row.begins),
        "ends": clock(row.ends),
        "planned": planned,
        "cases": [(one, [names[agency] for agency in one.agencies]) for one in planned.cases],
        "finish": clock(planned.table.ends) if planned.table.ends else "",
        "attending": [
            (names[found.agency], found, clock(found.begins), clock(found.ends))
            for found in planned.attending
        ],
        "breaks": [(clock(begins), clock(ends)) for begins, ends in row.breaks],
        **shown.chairs_and_co_ordinates(key),
        "crumbs": [HOME, MEETINGS, {"text": f"{row.day:%-d %B %Y}"}],
    }
    return render(request, "marac/meeting.html", page)


def _ordered(request: HttpRequest) -> tuple[dict[int, int], dict[int, int]]:
    """Place and minutes of each listing, as they were sent; what is no number is left as it is."""
    places, minutes = {}, {}
    for name in request.POST:
        said = str(request.POST[name])
        kind, _, number = name.partition("-")
        if not (number.isdecimal() and len(number) < 19 and said.isdecimal() and len(said) < 4):
            continue
        if kind == "place":
            places[int(number)] = int(said)
        elif kind == "minutes" and int(said) > 0:
            minutes[int(number)] = int(said)
    return places, minutes


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def change(request: HttpRequest, key: Key, number: int) -> HttpResponse:
    """Times, breaks, and when agencies are there."""
    row = _meeting(key, number)
    if not key.co_ordinates:
        raise Http404
    form = forms.Change(request.POST or None, initial=_said(row))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        done = shown.tried(
            request, lambda: meeting.change(by=key, meeting=row, **said), "The meeting is changed."
        )
        if done:
            return redirect("marac-meeting", number)
    page = {
        "form": form,
        "meeting": row,
        "crumbs": [HOME, MEETINGS, {"text": "Change the meeting"}],
    }
    return render(request, "marac/change.html", page)


def _said(row: Meeting) -> dict[str, str]:
    def stretches(spans: list[list[int]], by: str) -> str:
        return by.join(f"{clock(begins)}-{clock(ends)}" for begins, ends in spans)

    return {
        "begins": clock(row.begins),
        "ends": clock(row.ends),
        "breaks": stretches(row.breaks, "\n"),
        "there": "\n".join(f"{agency}: {stretches(spans, ', ')}" for agency, spans in row.there),
    }


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def ask(request: HttpRequest, key: Key) -> HttpResponse:
    """Ask after somebody: a flag is held, or nothing. The name stands in no address."""
    of_marac(key)
    form = marac_forms.Ask(request.POST or None)
    answer = None
    if request.method == "POST" and form.is_valid():
        answer = flagging.ask(by=key, **form.cleaned_data)
        form = marac_forms.Ask()
    page = {"form": form, "answer": answer, "crumbs": [HOME, {"text": "Ask after somebody"}]}
    return render(request, "marac/ask.html", page)
