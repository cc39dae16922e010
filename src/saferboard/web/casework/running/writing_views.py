"""Pages on which something is written into a case: a step, an entry, a message, a task."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.process.deciding import allowed
from saferboard.core.casework.process.drawing import in_words
from saferboard.core.faults import Refused, refuse
from saferboard.web.casework.lock import sending
from saferboard.web.casework.lock.actions import open_case
from saferboard.web.casework.lock.entering import Key, Opened, at_the_lock
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.running import actions, queries
from saferboard.web.casework.running.forms import (
    Answer,
    Ask,
    Begin,
    PutRight,
    TakeStep,
    Tell,
    Write,
)
from saferboard.web.casework.running.models import NOTE, RefusedMessage
from saferboard.web.casework.running.panels import FORMS, OPENING, TAKING
from saferboard.web.casework.running.tasks import may_answer
from saferboard.web.casework.running.timeline import titled
from saferboard.web.casework.running.views import begins
from saferboard.web.directory.desk import Desk, serve
from saferboard.web.directory.permissions import Permission, needs

require_form = require_http_methods(["GET", "HEAD", "POST"])


def refusal(request: HttpRequest, because: str) -> HttpResponse:
    """Not allowed, and why."""
    return render(request, "403.html", {"because": because}, status=403)


def _home(opened: Opened) -> str:
    return reverse("case", args=[opened.case.reference])


def _write(
    request: HttpRequest,
    opened: Opened,
    title: str,
    form: forms.Form,
    act: Callable[[dict[str, Any]], Any],
    said: str,
    intro: str = "",
) -> HttpResponse:
    """The page of one form of a case; back to the case when it is done."""
    home = _home(opened)

    sending.carry_within(form, opened)

    def onward(sent: dict[str, Any]) -> str:
        if not sending.acted(form=form, opened=opened, act=lambda: act(sent)):
            messages.warning(request, sending.WRITTEN)
        return home

    desk = Desk(title, title, home, f"Case {opened.case}", intro)
    return serve(request, desk, form, onward, said)


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def begin(request: HttpRequest, key: Key, process: str) -> HttpResponse:
    """Open a case on a procedure that has no form of its own."""
    title = {one["process"]: one["title"] for one in begins(key)}.get(process)
    if title is None:
        return refusal(request, "your role opens no cases on this procedure, for this purpose")
    if process in OPENING:
        return redirect(OPENING[process])
    form = Begin(request.POST or None)
    sending.carry(form, f"new-{process}", key)

    def act(said: dict[str, Any]) -> str:
        sent = sending.once(form=form, by=key, make=lambda: _begun(key, process, said))
        if sent.again:
            messages.warning(request, sending.AGAIN)
        return reverse("case", args=[sent.case.reference])

    desk = Desk("Open a case", "Open the case", reverse("cases"), "Cases", f"Procedure: {title}.")
    return serve(request, desk, form, act, "The case is open.")


def _begun(key: Key, process: str, said: dict[str, Any]) -> Case:
    case = open_case(by=key, process=process, area=said["area"])
    opened = key.open(case.reference)
    if said["words"].strip():
        actions.add_entry(by=opened, field=FieldClass.ACCOUNT, words=said["words"])
    return case


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def step(request: HttpRequest, key: Key, reference: str, step: str) -> HttpResponse:
    """Take a step. Whoever looked at an older case is told what changed, and keeps their words."""
    opened = key.open(reference)
    process = queries.process_of(opened.case)
    found = process.step(step)
    if found is None:
        raise Http404
    if (process.key, step) in TAKING:
        return redirect(TAKING[process.key, step], reference)
    since: list[dict[str, str]] = []
    form = TakeStep(request.POST or None, opened=opened, visibility=found.visibility)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            actions.take(by=opened, step=step, turn=sent["turn"], words=sent.get("words", ""))
        except actions.MovedOn as moved:
            opened.case.refresh_from_db()
            since = [_since(process, row) for row in moved.since]
            form.data = {**dict(form.data.items()), "turn": str(opened.case.turn)}
            _tell(form, moved)
        except Refused as refused:
            _tell(form, refused)
        else:
            messages.success(request, f"Done: {found.title}.")
            return redirect(_home(opened))
    holds = queries.held([opened.case])[opened.case.pk]
    may = allowed(process, opened.case.state, step, key.roles, holds, key.on.date())
    context = {
        "form": form,
        "since": since,
        "case": opened.case,
        "step": found,
        "state": titled(process, opened.case.state),
        "into": titled(process, found.into),
        "ends": found.into in process.last,
        "told": [process.party_title(one) for one in found.told],
        "by_when": in_words(process, found.due),
        "may": may,
        "crumbs": [
            {"text": "Cases", "url": reverse("cases")},
            {"text": f"Case {opened.case}", "url": _home(opened)},
            {"text": found.title},
        ],
    }
    status = 200 if may or form.is_bound else 403
    return render(request, "running/step.html", context, status=status)


def _since(process: Any, row: Any) -> dict[str, str]:
    found = process.step(row.step)
    return {
        "what": found.title if found else "The case was moved to another version",
        "into": titled(process, row.into),
        "by": row.by,
        "at": row.at,
    }


def _tell(form: forms.Form, refused: Refused) -> None:
    """Say why, in the form that keeps what was written."""
    for fault in refused.faults:
        form.add_error(None, fault.sentence)


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def entry(request: HttpRequest, key: Key, reference: str) -> HttpResponse:
    """Write something into the case."""
    opened = key.open(reference)
    piece = request.GET.get("piece", NOTE)
    if page := FORMS.get((opened.case.process, piece)):
        return redirect(page, reference)
    form = Write(
        request.POST or None,
        opened=opened,
        initial={"piece": piece, "field": _kind(opened, piece)},
    )

    def act(sent: dict[str, Any]) -> None:
        actions.add_entry(by=opened, **{**sent, "field": FieldClass(sent["field"])})

    return _write(request, opened, "Add to the case", form, act, "It stands in the case.")


def _kind(opened: Opened, piece: str) -> str:
    """The class that a piece is likely to be of: that of the first step which requires it."""
    steps = queries.process_of(opened.case).steps
    return next((one.visibility for one in steps if piece in one.evidence), FieldClass.ACCOUNT)


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def put_right(request: HttpRequest, key: Key, reference: str, entry: int) -> HttpResponse:
    """Put an entry right: the earlier one is kept."""
    opened = key.open(reference)
    found = queries.entries(opened).filter(pk=entry, taken=None).first()
    if found is None:
        raise Http404
    form = PutRight(request.POST or None, entry=found)

    def act(sent: dict[str, Any]) -> None:
        actions.add_entry(
            by=opened, piece=found.piece, field=FieldClass(found.field), words=sent["words"],
            data=found.data, replaces=found,
        )  # fmt: skip

    return _write(request, opened, "Put an entry right", form, act, "It is put right.")


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def message(request: HttpRequest, key: Key, reference: str) -> HttpResponse:
    """Write to those to whom the procedure has a line."""
    opened = key.open(reference)
    form = Tell(request.POST or None, opened=opened)

    def act(sent: dict[str, Any]) -> None:
        sent["field"] = FieldClass(sent["field"])
        done = actions.send(by=opened, **sent)
        if isinstance(done, RefusedMessage):
            raise refuse(
                f"the message was not sent, and this is on record: {done.because}",
                where="to_role",
                expected="a line of the procedure",
                remedy="write to somebody whom the procedure lets you write to",
            )

    intro = "Messages go along the lines of the procedure, and no others."
    return _write(request, opened, "Write a message", form, act, "The message is sent.", intro)


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def task(request: HttpRequest, key: Key, reference: str) -> HttpResponse:
    """Ask a partner to do something."""
    opened = key.open(reference)
    form = Ask(request.POST or None, opened=opened)

    def act(sent: dict[str, Any]) -> None:
        actions.task(by=opened, **{**sent, "field": FieldClass(sent["field"])})

    return _write(request, opened, "Set a task", form, act, "The task is set.")


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def answer(request: HttpRequest, key: Key, reference: str, task: int) -> HttpResponse:
    """Say what came of a task."""
    opened = key.open(reference)
    found = queries.tasks(opened).filter(pk=task).first()
    if found is None:
        raise Http404
    if request.method != "POST" and not (may := may_answer(opened, found)):
        return refusal(request, may.because)
    form = Answer(request.POST or None)

    def act(sent: dict[str, Any]) -> None:
        actions.answer_task(by=opened, task=found, answer=sent["answer"])

    return _write(request, opened, "Answer a task", form, act, "The task is done.", found.words)
