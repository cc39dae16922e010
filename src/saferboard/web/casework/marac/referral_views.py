"""Pages of referrals: the first page, the form, the checklist, the case, who is who."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.http import require_POST, require_safe

from saferboard.core.casework.marac import dash
from saferboard.core.faults import Refused
from saferboard.web.casework.lock import sending
from saferboard.web.casework.lock.entering import Key, Opened, at_the_lock
from saferboard.web.casework.lock.views import require_form
from saferboard.web.casework.marac import forms as marac_forms
from saferboard.web.casework.marac import home, identity, referring, repeating, shown
from saferboard.web.casework.marac.declared import PURPOSE
from saferboard.web.casework.marac.models import Party, Referral
from saferboard.web.casework.people.queries import name as naming
from saferboard.web.directory.permissions import Permission, needs

HOME = {"text": "MARAC", "url": "/cases/marac/"}


def of_marac(key: Key) -> None:
    """Whoever entered for another purpose finds no page here."""
    if key.purpose.key != PURPOSE:
        raise Http404


def opened(key: Key, reference: str, doing: str = "read") -> tuple[Opened, Referral]:
    """A case whose outline is open and its referral; Http404 for what is not theirs, or is none."""
    of_marac(key)
    by = key.open(reference, doing)
    row = Referral.objects.select_related("referred_by").filter(case=by.case).first()
    if row is None:
        raise Http404
    return by, row


def crumbs(by: Opened, here: str = "") -> list[dict[str, str]]:
    """The way back to the case."""
    case = {"text": str(by.case), "url": reverse("marac-case", args=[by.case.reference])}
    return [HOME, case, {"text": here}] if here else [HOME, {"text": str(by.case)}]


def back(by: Opened, page: str = "marac-case") -> HttpResponse:
    """On to a page of the case."""
    return redirect(page, by.case.reference)


@needs(Permission.CASE_OPEN)
@require_safe
@at_the_lock
def first(request: HttpRequest, key: Key) -> HttpResponse:
    """What waits: referrals for the co-ordinator, research and actions for an agency, meetings."""
    of_marac(key)
    page = home.page(key)
    key.note("marac listed", "cases", cases=page["references"])
    return render(request, "marac/home.html", page)


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def refer(request: HttpRequest, key: Key) -> HttpResponse:
    """Refer a victim."""
    form = marac_forms.Refer(request.POST or None, initial={"on": key.on.date()})
    return _refer(request, key, form, "Refer to MARAC")


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def take_in(request: HttpRequest, key: Key) -> HttpResponse:
    """Take in a case that another MARAC sends."""
    if not key.co_ordinates:
        raise Http404
    form = marac_forms.TakeIn(request.POST or None, initial={"on": key.on.date()})
    return _refer(request, key, form, "Take in a case of another MARAC")


def _refer(request: HttpRequest, key: Key, form: marac_forms.Refer, title: str) -> HttpResponse:
    of_marac(key)
    if not key.roles & key.purpose.begins:
        return _not_theirs(request, "your role opens no cases on this procedure, for this purpose")
    sending.carry(form, f"refer-{title}", key)
    same: list[Any] = []
    if request.method == "POST" and form.is_valid():
        # A form that comes a second time would find the victim of the first.
        if sending.before(form=form, by=key) is None:
            victims = [one.row for one in form.people if one.kind == "victim"]
            same = repeating.same_again(key, victims)
        if not same or form.cleaned_data["again"] == "yes":
            try:
                sent = sending.once(
                    form=form, by=key, make=lambda: referring.refer(by=key, sent=form.sent())
                )
            except Refused as refused:
                for fault in refused.faults:
                    form.add_error(None, fault.sentence)
            else:
                if sent.again:
                    messages.warning(request, sending.AGAIN)
                page = "marac-checklist" if dash.may_fill(key.roles) else "marac-case"
                return redirect(page, sent.case.reference)
    context = {"form": form, "title": title, "same": same, "crumbs": [HOME, {"text": title}]}
    return render(request, "marac/refer.html", context)


@needs(Permission.CASE_OPEN)
@require_safe
@at_the_lock
def case(request: HttpRequest, key: Key, reference: str) -> HttpResponse:
    """A case, as far as its classes of fields are open."""
    by, row = opened(key, reference)
    page = {
        **shown.referral_page(by, row),
        **shown.research_page(by, row),
        **shown.hearing_page(by),
        **shown.chairs_and_co_ordinates(key),
        "transfers": shown.transfers(by),
        "flags": list(by.case.lock_flags.all()),
        "crumbs": crumbs(by),
    }
    return render(request, "marac/case.html", page)


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def checklist(request: HttpRequest, key: Key, reference: str) -> HttpResponse:
    """The 24 questions, for whoever works with the victim."""
    by, row = opened(key, reference)
    because = referring.no_checklist(by, row)
    if because:
        return _not_theirs(request, because)
    faults: tuple[str, ...] = ()
    given = {str(one.number): "" for one in dash.QUESTIONS}
    if request.method == "POST":
        given = {number: request.POST.get(f"q{number}", "") for number in given}
        try:
            found = dash.read(given)
            referring.fill(by=by, checklist=found)
        except Refused as refused:
            faults = tuple(f"{capfirst(fault.where)}: {fault.what}" for fault in refused.faults)
        else:
            return back(by)
    else:
        answers = shown.referral_page(by, row)["answers"]
        given |= {str(question.number): said for question, said in answers}
    page = {
        "questions": [(one, given[str(one.number)]) for one in dash.QUESTIONS],
        "choices": list(dash.Answer),
        "faults": faults,
        "case": by.case,
        "crumbs": crumbs(by, "Risk checklist"),
    }
    return render(request, "marac/checklist.html", page)


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def add(request: HttpRequest, key: Key, reference: str) -> HttpResponse:
    """What the co-ordinator went back for: only the parts that something is written in count."""
    by, row = opened(key, reference)
    refused = referring.no_adding(by, row)
    if refused:
        return _not_theirs(request, refused)
    form = marac_forms.Refer(request.POST or None, initial={"on": row.on})
    form.fields["victim"].required = False
    form.fields["victim"].help_text = "Leave empty what does not change."
    if request.method == "POST" and form.is_valid():
        people = tuple(one for one in form.people if one.name)
        parts = _written(form)
        done = shown.tried(
            request, lambda: referring.add(by=by, parts=parts, people=people), "Added."
        )
        if done:
            return back(by)
    page = {
        "form": form,
        "title": "Add to a referral",
        "same": [],
        "adding": True,
        "crumbs": crumbs(by, "Add to the referral"),
    }
    return render(request, "marac/refer.html", page)


def _not_theirs(request: HttpRequest, because: str) -> HttpResponse:
    """Said before anything is written, and not after."""
    return render(request, "403.html", {"because": because}, status=403)


def _written(form: marac_forms.Refer) -> dict[str, dict[str, Any]]:
    """The parts in which something is written, and of each only what is."""
    nothing: tuple[Any, ...] = (None, "", "not asked", [])
    found = {
        part: {name: value for name, value in said.items() if value not in nothing}
        for part, said in form.parts().items()
    }
    if not (found["people"].get("unknown_perpetrator") or form.cleaned_data["perpetrators"]):
        found["people"].pop("unknown_perpetrator", None)
    return {part: said for part, said in found.items() if said}


@needs(Permission.CASE_OPEN)
@require_safe
@at_the_lock
def people(request: HttpRequest, key: Key, reference: str) -> HttpResponse:
    """For the co-ordinator: who may be whom in other cases, and what is found of the repeat."""
    by, row = opened(key, reference)
    if not key.co_ordinates:
        raise Http404
    decisions = identity.decided_of(by)
    parties = list(Party.objects.filter(case=by.case))
    found = repeating.found_of(by)
    page = {
        "case": by.case,
        "row": row,
        "alike": identity.alike(key, parties, decisions),
        "decisions": [(one, naming(one.a), naming(one.b)) for one in decisions],
        "found": found,
        "form": marac_forms.RecordRepeat(
            initial={
                "repeat": "yes" if found.is_repeat else "no",
                "shortfall": row.shortfall,
            }
        ),
        "crumbs": crumbs(by, "Who is who"),
    }
    return render(request, "marac/people.html", page)


@needs(Permission.CASE_OPEN)
@require_POST
@at_the_lock
def record_repeat(request: HttpRequest, key: Key, reference: str) -> HttpResponse:
    """Record whether it is a repeat."""
    by, _ = opened(key, reference, "acted on")
    form = marac_forms.RecordRepeat(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        shown.tried(
            request,
            lambda: referring.record_repeat(
                by=by, repeat=said["repeat"] == "yes", shortfall=said["shortfall"]
            ),
            "Recorded.",
        )
    return back(by)
