"""Pages of decisions: the register, one decision's life, its answer, and what nobody picked up."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from saferboard.core.faults import Refused
from saferboard.web.board.decisions import actions, presenting, queries, register
from saferboard.web.board.decisions.filters import DecisionFilter, body_choices
from saferboard.web.board.decisions.forms import AddForm, MakeForm, NoneForm, Sayable
from saferboard.web.board.decisions.lives import Life, lives
from saferboard.web.board.decisions.models import Action
from saferboard.web.board.decisions.register import Decided
from saferboard.web.board.decisions.views import (
    crumbs,
    may_read,
    may_see,
    page_of,
    post_of,
    refusal,
)
from saferboard.web.board.minutes.models import Outcome
from saferboard.web.directory.models import Body
from saferboard.web.directory.permissions import Permission, may, needs

require_form = require_http_methods(["GET", "HEAD", "POST"])


@needs(Permission.DECISION_READ)
@require_safe
def decision_list(request: HttpRequest) -> HttpResponse:
    """Every decision, the newest first, and what was answered to it."""
    form = DecisionFilter(request.GET, body=body_choices())
    body = Body.objects.filter(key=form.said("body")).first()
    rows = [row for row in queries.register(body) if may_read(request, row)]
    context = page_of(request, form.narrow(rows))
    context |= {"form": form, "all": len(rows)}
    context["waiting"] = sum(row.is_waiting for row in rows)
    return render(request, "decisions/decisions.html", context)


def _found(request: HttpRequest, pk: int) -> Decided | HttpResponse:
    outcomes = Outcome.objects.select_related("minute__item").filter(minute__left_out=False)
    found = register.one(get_object_or_404(outcomes, pk=pk))
    allowed = may_read(request, found)
    return found if allowed else refusal(request, allowed.because)


@needs(Permission.DECISION_READ)
@require_safe
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """A decision's life: asked, decided, answered, acted on, shown to be done."""
    found = _found(request, pk)
    if isinstance(found, HttpResponse):
        return found
    numbers = [a.action_id for a in (*found.earlier, *found.answers) if a.action_id]
    held = lives(Action.objects.filter(pk__in=numbers), localdate())
    acted = [life for life in held if may_see(request, life)]
    context = {
        "found": found,
        "answers": presenting.answers(found, acted),
        "rows": [presenting.row(life) for life in acted],
        "may_settle": may(request, Permission.DECISION_SETTLE),
        "may_read": may(request, Permission.MINUTES_READ),
        "crumbs": crumbs(("Decisions", reverse("decisions")), (_title(found), "")),
    }
    return render(request, "decisions/decision.html", context)


def _title(found: Decided) -> str:
    return f"{found.mark[:1].upper()}{found.mark[1:]}"


def _open_actions(found: Decided) -> list[Life]:
    held = lives(Action.objects.filter(body=found.meeting.body), localdate())
    return [life for life in held if life.standing.is_open]


@needs(Permission.DECISION_SETTLE)
@require_form
def make(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a decision by a new action."""
    found = _found(request, pk)
    if isinstance(found, HttpResponse):
        return found
    form = MakeForm(found, localdate(), request.POST or None)

    def act() -> str:
        said = form.cleaned_data
        made = actions.make_action(
            by=post_of(request),
            outcome=found.outcome,
            text=said["text"],
            owners=form.owners(),
            on=localdate(),
            due_on=said["due_on"],
            due_meeting=said["due_meeting"],
            reason=said.get("reason", ""),
            seen=said["seen"],
        )
        return f"Action no. {made.number} is made, and its owner is told."

    return _answer(request, found, form, act, "Make an action")


@needs(Permission.DECISION_SETTLE)
@require_form
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a decision by an action there is already."""
    found = _found(request, pk)
    if isinstance(found, HttpResponse):
        return found
    form = AddForm(found, _open_actions(found), request.POST or None)

    def act() -> str:
        number = form.cleaned_data["other"]
        action = Action.objects.get(body=found.meeting.body, number=number)
        actions.add_to_action(
            by=post_of(request),
            outcome=found.outcome,
            action=action,
            on=localdate(),
            reason=form.cleaned_data.get("reason", ""),
            seen=form.cleaned_data["seen"],
        )
        return f"It is added to action no. {number}."

    return _answer(request, found, form, act, "Add to an open action")


@needs(Permission.DECISION_SETTLE)
@require_form
def none(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer that a decision needs no action, and why."""
    found = _found(request, pk)
    if isinstance(found, HttpResponse):
        return found
    form = NoneForm(found, request.POST or None)

    def act() -> str:
        said = form.cleaned_data
        actions.needs_none(
            by=post_of(request),
            outcomes=[found.outcome],
            reason=said["reason"],
            on=localdate(),
            seen=said["seen"],
        )
        return "It is marked as needing no action."

    return _answer(request, found, form, act, "It needs no action")


def _answer(
    request: HttpRequest, found: Decided, form: Sayable, act: Callable[[], str], title: str
) -> HttpResponse:
    home = reverse("decision", args=(found.outcome.pk,))
    if request.method == "POST" and form.is_valid():
        try:
            said = act()
        except Refused as refused:
            form.refused(refused)
            found = register.one(found.outcome)
            form.seen_now(found.given)
        else:
            messages.success(request, said)
            return redirect(home)
    trail = crumbs(("Decisions", reverse("decisions")), (_title(found), home), (title, ""))
    context = {"form": form, "found": found, "title": title, "crumbs": trail}
    return render(request, "decisions/answer.html", context)
