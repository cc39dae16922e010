"""Pages of the hearing: minutes, actions, the case heard, transfers."""

from collections.abc import Callable, Collection, Iterable
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.marac.transfers import Part
from saferboard.core.faults import Refused, refuse
from saferboard.web.casework.lock import sending
from saferboard.web.casework.lock.entering import Key, Opened, at_the_lock
from saferboard.web.casework.lock.views import require_form
from saferboard.web.casework.marac import figuring, forms, hearing, shown, transferring
from saferboard.web.casework.marac.models import Action, Minute
from saferboard.web.casework.marac.referral_views import back, crumbs, opened
from saferboard.web.directory.models import Organisation
from saferboard.web.directory.permissions import Permission, needs


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def hear(request: HttpRequest, key: Key, reference: str) -> HttpResponse:
    """The case at the meeting: research, minutes and actions on one page."""
    by, row = opened(key, reference)
    if not by.may(FieldClass.RISK):
        raise Http404
    form = forms.Minutes(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _saved(request, by, form)
    if request.method == "POST" and _by_itself(request):
        return _not_saved(str(fault) for faults in form.errors.values() for fault in faults)
    page = {
        **shown.referral_page(by, row),
        **shown.research_page(by, row),
        **shown.hearing_page(by),
        **shown.chairs_and_co_ordinates(key),
    }
    minutes = page["minutes"]
    newest = minutes.newest
    if request.method != "POST":
        form = forms.Minutes(
            initial={
                "base": minutes.number,
                "settles": ",".join(str(one.pk) for one in minutes.aside),
                "text": newest.text if newest else "",
                "plan": newest.plan if newest else "",
            }
        )
    page |= {
        "form": form,
        "give": _give(by),
        "crumbs": crumbs(by, "At the meeting"),
    }
    return render(request, "marac/hearing.html", page)


def _saved(request: HttpRequest, by: Opened, form: forms.Minutes) -> HttpResponse:
    """Minutes saved by the button, or by the page itself while somebody writes.

    Only the button says that texts which stood aside are put together.
    """
    said = form.cleaned_data
    settles = [int(one) for one in said["settles"].split(",") if one.isdecimal() and len(one) < 19]

    def save(settled: Collection[int]) -> Minute:
        return hearing.save_minutes(
            by=by, text=said["text"], plan=said["plan"], base=said["base"], settles=settled
        )

    if not _by_itself(request):
        shown.tried(request, lambda: save(settles), "The minutes are saved.")
        return back(by, "marac-hearing")
    try:
        row = save(())
    except Refused as refused:
        return _not_saved(fault.what for fault in refused.faults)
    return JsonResponse({"number": row.number, "aside": row.aside})


def _by_itself(request: HttpRequest) -> bool:
    """Whether the page saves while somebody writes, and reads the answer."""
    return request.headers.get("Accept") == "application/json"


def _not_saved(faults: Iterable[str]) -> JsonResponse:
    return JsonResponse({"faults": list(faults)}, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _give(by: Opened, sent: Any = None) -> forms.Give:
    form = forms.Give(sent, agencies=_agencies(by))
    sending.carry_within(form, by)
    return form


def _agencies(by: Opened) -> object:
    involved = by.case.lock_involvements.filter(until__isnull=True).values("agency")
    return Organisation.objects.filter(pk__in=involved)


@needs(Permission.CASE_OPEN)
@require_POST
@at_the_lock
def give(request: HttpRequest, key: Key, reference: str) -> HttpResponse:
    """Give an action to an agency."""
    by, _ = opened(key, reference, "acted on")
    form = _give(by, request.POST)
    if form.is_valid():
        said = form.cleaned_data

        def act() -> None:
            if not sending.acted(form=form, opened=by, act=lambda: hearing.act(by=by, **said)):
                raise refuse(
                    "this form was sent before, and its action stands once",
                    where="action",
                    expected="a form that was not sent yet",
                    remedy="fill in the form anew if there is another action to give",
                )

        shown.tried(request, act, "The action is given.")
        return back(by, "marac-hearing")
    page = {"form": form, "case": by.case, "crumbs": crumbs(by, "An action")}
    return render(request, "marac/give.html", page)


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def action(request: HttpRequest, key: Key, reference: str, number: int) -> HttpResponse:
    """One action: what it says, and what became of it."""
    by, _ = opened(key, reference)
    if not by.may(FieldClass.RISK):
        raise Http404
    row = Action.objects.filter(case=by.case, pk=number).select_related("agency").first()
    if row is None:
        raise Http404
    form = forms.Became(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        done = shown.tried(
            request,
            lambda: hearing.answer(
                by=by, action=row.pk, done=said["done"] == "yes", text=said["answer"]
            ),
            "The answer is kept.",
        )
        if done:
            return back(by)
    mine = row.answered is None and (row.agency_id == key.agency.pk or key.co_ordinates)
    page = {
        "row": row,
        "form": form,
        "mine": mine,
        "case": by.case,
        "crumbs": crumbs(by, "An action"),
    }
    return render(request, "marac/action.html", page)


Doing = Callable[[Opened], object]
DONE: dict[str, tuple[Callable[..., object], str]] = {
    "chase": (hearing.chase, "The agencies are reminded of their actions."),
    "heard": (hearing.hear, "Heard: the files are flagged for twelve months."),
    "done": (hearing.finish, "Recorded as done."),
    "ended": (hearing.end, "The case is ended."),
    "raise": (figuring.raise_to_managers, "Managers are told."),
}
"""What a single button does, and what is said of it."""


@needs(Permission.CASE_OPEN)
@require_POST
@at_the_lock
def do(request: HttpRequest, key: Key, reference: str, what: str) -> HttpResponse:
    """One of the things that a single button does."""
    by, _ = opened(key, reference, "acted on")
    if what not in DONE:
        raise Http404
    act, said = DONE[what]
    shown.tried(request, lambda: act(by=by), said)
    return back(by)


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def transfer(request: HttpRequest, key: Key, reference: str) -> HttpResponse:
    """Say that a case was sent to another MARAC, or that its receipt came."""
    by, row = opened(key, reference)
    if not key.co_ordinates:
        raise Http404
    receiving = "receipt" in request.POST
    form = forms.Transfer(
        None if receiving else request.POST or None, initial={"on": key.on.date()}
    )
    receipt = forms.Receipt(
        request.POST if receiving else None, initial={"on": key.on.date()}, prefix="receipt"
    )
    if request.method == "POST":
        done = _received(request, by, receipt) if receiving else _sent(request, by, form)
        if done:
            return back(by)
    sent = shown.transfers(by)
    page = {
        "form": receipt if receiving else form,
        "send": form,
        "receipt": receipt,
        "case": by.case,
        "row": row,
        "transfers": sent,
        "waits": any(one.received is None for one, _ in sent),
        "crumbs": crumbs(by, "Transfer"),
    }
    return render(request, "marac/transfer.html", page)


def _sent(request: HttpRequest, by: Opened, form: forms.Transfer) -> bool:
    if not form.is_valid():
        return False
    said = form.cleaned_data
    return shown.tried(
        request,
        lambda: transferring.send(
            by=by,
            marac=said["marac"],
            on=said["on"],
            parts=[Part(one) for one in said["parts"]],
            agreed=said["agreed"] == "yes",
        ),
        "Recorded as sent. The case is ours until the receipt.",
    )


def _received(request: HttpRequest, by: Opened, form: forms.Receipt) -> bool:
    if not form.is_valid():
        return False
    on = form.cleaned_data["on"]
    return shown.tried(request, lambda: transferring.receive(by=by, on=on), "The case is theirs.")
