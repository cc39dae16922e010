"""Pages of listing and research."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from saferboard.web.casework.lock.entering import Key, at_the_lock
from saferboard.web.casework.lock.views import require_form
from saferboard.web.casework.marac import (
    forms,
    hearing,
    meeting,
    meeting_forms,
    reading,
    researching,
    shown,
)
from saferboard.web.casework.marac.declared import settings
from saferboard.web.casework.marac.referral_views import back, crumbs, opened
from saferboard.web.directory.permissions import Permission, needs


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def list_case(request: HttpRequest, key: Key, reference: str) -> HttpResponse:
    """List a case and ask agencies; or another meeting for one that was not reached."""
    by, row = opened(key, reference)
    if not key.co_ordinates:
        raise Http404
    agencies = shown.others(key)
    core = {one.organisation for one in settings().agencies}
    form = meeting_forms.ListCase(
        request.POST or None,
        meetings=meeting.next_meetings(key),
        agencies=agencies,
        initial={"agencies": agencies.filter(key__in=core)},
    )
    again = by.case.state != "referred"
    if again:
        form.fields["agencies"].required = False
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if again:
            done = shown.tried(
                request,
                lambda: researching.list_again(
                    by=by, meeting=said["meeting"], minutes=settings().minutes
                ),
                "Listed for another meeting.",
            )
        else:
            done = shown.tried(
                request,
                lambda: researching.list_case(
                    by=by, meeting=said["meeting"], agencies=said["agencies"]
                ),
                "Listed, and the agencies are asked.",
            )
        if done:
            return back(by)
    page = {
        "form": form,
        "case": by.case,
        "again": again,
        "judged": reading.judged(by, row),
        "crumbs": crumbs(by, "List for a meeting"),
    }
    return render(request, "marac/list.html", page)


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def answer(request: HttpRequest, key: Key, reference: str) -> HttpResponse:
    """An agency's own page of research: what it knows, or that it knows nothing."""
    by, row = opened(key, reference)
    mine = [one for one in shown.requests(by) if one.agency_id == key.agency.pk]
    if not mine:
        raise Http404
    before = [one for one in researching.readable(by, row) if one.agency_id == key.agency.pk]
    form = forms.Answer(request.POST or None, initial={"text": before[0].text if before else ""})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        done = shown.tried(
            request,
            lambda: researching.answer(
                by=by, text=said["text"], nothing_known=said["nothing_known"] == "yes"
            ),
            "Your agency’s answer is kept.",
        )
        if done:
            return back(by)
    people = reading.held(by.case, by.opens)
    page = {
        "form": form,
        "case": by.case,
        "parties": people.parties,
        "request_row": mine[0],
        "crumbs": crumbs(by, "Research"),
    }
    return render(request, "marac/research.html", page)


@needs(Permission.CASE_OPEN)
@require_POST
@at_the_lock
def ask(request: HttpRequest, key: Key, reference: str) -> HttpResponse:
    """Ask more agencies."""
    by, _ = opened(key, reference, "acted on")
    form = meeting_forms.AskMore(request.POST, agencies=shown.others(key))
    if form.is_valid():
        agencies = form.cleaned_data["agencies"]
        shown.tried(request, lambda: researching.ask(by=by, agencies=agencies), "Asked.")
    return back(by)


@needs(Permission.CASE_OPEN)
@require_POST
@at_the_lock
def remind(request: HttpRequest, key: Key, reference: str) -> HttpResponse:
    """Write again to whoever is silent."""
    by, _ = opened(key, reference, "acted on")
    shown.tried(request, lambda: researching.remind(by=by), "Those who are silent are reminded.")
    return back(by)


@needs(Permission.CASE_OPEN)
@require_POST
@at_the_lock
def close(request: HttpRequest, key: Key, reference: str) -> HttpResponse:
    """Close the research."""
    by, _ = opened(key, reference, "acted on")
    form = meeting_forms.CloseResearch(request.POST)
    silence = form.is_valid() and form.cleaned_data["silence_told"] == "yes"
    shown.tried(
        request,
        lambda: researching.close(by=by, silence_told=silence),
        "The research is closed: everybody in the case reads it.",
    )
    return back(by)


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def send_back(request: HttpRequest, key: Key, reference: str) -> HttpResponse:
    """A referral that is not heard, with the reason."""
    by, row = opened(key, reference)
    if not key.co_ordinates:
        raise Http404
    form = forms.SendBack(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        done = shown.tried(
            request,
            lambda: hearing.send_back(
                by=by, reason=said["reason"], answered=said["answered"] == "yes"
            ),
            "The referral is returned.",
        )
        if done:
            return back(by)
    page = {
        "form": form,
        "case": by.case,
        "judged": reading.judged(by, row),
        "crumbs": crumbs(by, "Return the referral"),
    }
    return render(request, "marac/send_back.html", page)
