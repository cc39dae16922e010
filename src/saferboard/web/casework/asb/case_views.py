"""Pages of one case: risk, contact, visits, another report, closing."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from saferboard.core.casework.asb.kinds import Channel
from saferboard.core.casework.asb.risk import Band
from saferboard.core.casework.cases import FieldClass
from saferboard.core.faults import Refused
from saferboard.web.casework.asb import actions, queries
from saferboard.web.casework.asb.declared import settings
from saferboard.web.casework.asb.forms import (
    AddReport,
    Close,
    LogContact,
    PlanVisit,
    Score,
    Visited,
)
from saferboard.web.casework.asb.models import Report, VictimContact, Visit
from saferboard.web.casework.asb.views import refusal, require_form
from saferboard.web.casework.lock import sending
from saferboard.web.casework.lock.entering import Key, Opened, at_the_lock
from saferboard.web.casework.running.actions import MovedOn
from saferboard.web.directory.desk import tell
from saferboard.web.directory.permissions import Permission, needs


def shown(opened: Opened, here: str, **more: Any) -> dict[str, Any]:
    """What every page of a case here says."""
    return {
        "opened": opened,
        "case": opened.case,
        "today": localdate(opened.key.on),
        "crumbs": [
            {"text": "Cases", "url": reverse("cases")},
            {"text": f"Case {opened.case}", "url": reverse("case", args=[opened.case.reference])},
            {"text": here},
        ],
        **more,
    }


def _done(
    request: HttpRequest, form: forms.Form, opened: Opened, act: Callable[[], Any], said: str
) -> bool:
    """Whether what was sent is done; the form says why if it is not."""
    sending.carry_within(form, opened)
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        now = sending.acted(form=form, opened=opened, act=act)
    except MovedOn as moved:
        opened.case.refresh_from_db()
        form.data = {**dict(form.data.items()), "turn": str(opened.case.turn)}
        tell(form, moved)
        return False
    except Refused as refused:
        tell(form, refused)
        return False
    if now:
        messages.success(request, said)
    else:
        messages.warning(request, sending.WRITTEN)
    return True


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def risk(request: HttpRequest, key: Key, reference: str) -> HttpResponse:
    """Score the risk. Where the case waits for that, the step is taken with it."""
    opened = key.open(reference)
    if not (may := opened.may(FieldClass.RISK)):
        return refusal(request, may.because)
    form = Score(request.POST or None, settings=settings(), turn=opened.case.turn)

    def act() -> None:
        sent = form.cleaned_data
        actions.score(by=opened, answers=form.answers, turn=sent["turn"], words=sent["words"])

    if _done(request, form, opened, act, "The risk is scored."):
        return redirect("asb-risk", reference)
    scored = queries.risk(opened)
    context = shown(
        opened,
        "Risk matrix",
        form=form,
        scored=scored,
        reasons=scored.words.splitlines() if scored else [],
        bands=settings().matrix.bands,
    )
    return render(request, "asb/risk.html", context)


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def contacts(request: HttpRequest, key: Key, reference: str) -> HttpResponse:
    """The log of contact with the victim, and when they are to hear from us again."""
    opened = key.open(reference)
    if not (may := opened.may(FieldClass.CONTACT)):
        return refusal(request, may.because)
    form = LogContact(request.POST or None)

    def act() -> None:
        sent = form.cleaned_data
        actions.contact(
            by=opened,
            on=sent["on"],
            reached=sent["reached"] == "yes",
            channel=Channel(sent["channel"]),
            words=sent["words"],
        )

    if _done(request, form, opened, act, "The contact is in the log."):
        return redirect("asb-contacts", reference)
    log = list(queries.of_case(opened, VictimContact).select_related("agency"))
    following = None
    if opened.may(FieldClass.RISK) and opened.case.closed is None:
        scored = queries.risk(opened)
        following = queries.next_contact(
            key,
            opened.case,
            Band(scored.data["band"]) if scored else None,
            list(queries.of_case(opened, Report)),
            log,
        )
    context = shown(opened, "Contact with the victim", form=form, log=log, following=following)
    return render(request, "asb/contacts.html", context)


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def visits(request: HttpRequest, key: Key, reference: str) -> HttpResponse:
    """Visits of the case, made and to be made; plan another."""
    opened = key.open(reference)
    if not (may := opened.may(FieldClass.ACCOUNT)):
        return refusal(request, may.because)
    form = PlanVisit(request.POST or None)

    def act() -> None:
        actions.plan_visit(by=opened, **form.cleaned_data)

    if _done(request, form, opened, act, "The visit is planned."):
        return redirect("asb-visits", reference)
    rows = list(queries.of_case(opened, Visit).select_related("agency"))
    return render(request, "asb/visits.html", shown(opened, "Visits", form=form, visits=rows))


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def visited(request: HttpRequest, key: Key, reference: str, visit: int) -> HttpResponse:
    """Write what came of a visit."""
    opened = key.open(reference)
    row = queries.of_case(opened, Visit).filter(pk=visit).first()
    if row is None:
        raise Http404
    form = Visited(request.POST or None)

    def act() -> None:
        actions.visited(by=opened, visit=row, **form.cleaned_data)

    if _done(request, form, opened, act, "It is written down."):
        return redirect("asb-visits", reference)
    context = shown(opened, "What came of the visit", form=form, row=row)
    return render(request, "asb/visited.html", context)


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def add_report(request: HttpRequest, key: Key, reference: str) -> HttpResponse:
    """The same behaviour was told of again."""
    opened = key.open(reference)
    if not (may := opened.may(FieldClass.ACCOUNT)):
        return refusal(request, may.because)
    form = AddReport(request.POST or None, settings=settings())

    def act() -> None:
        actions.add_report(by=opened, told=form.told())

    if _done(request, form, opened, act, "The report is added."):
        return redirect("case", reference)
    context = shown(opened, "Add a report", form=form, title="Add a report", button="Add it")
    return render(request, "asb/form.html", context)


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def close(request: HttpRequest, key: Key, reference: str) -> HttpResponse:
    """Close the case for a reason."""
    opened = key.open(reference)
    if request.method != "POST" and not (may := actions.may_close(opened)):
        return refusal(request, may.because)
    form = Close(request.POST or None, settings=settings(), turn=opened.case.turn)

    def act() -> None:
        sent = form.cleaned_data
        actions.close(by=opened, reason=sent["reason"], turn=sent["turn"], words=sent["words"])

    if _done(request, form, opened, act, "The case is closed."):
        return redirect("case", reference)
    title = "Close the case"
    context = shown(opened, title, form=form, title=title, button=title)
    return render(request, "asb/form.html", context)
