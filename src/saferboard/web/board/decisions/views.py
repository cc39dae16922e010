"""Pages of actions: the list, an action's life, what its owner and the office may enter."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from saferboard.core.board.action_steps import RULES, UPDATES, Need, Rule, Step, offered
from saferboard.core.directory.permissions import Decision
from saferboard.core.faults import Refused
from saferboard.web.board.decisions import actions, presenting, queries
from saferboard.web.board.decisions.filters import ActionFilter, body_choices, owner_choices
from saferboard.web.board.decisions.forms import EntryForm
from saferboard.web.board.decisions.lives import Life, is_restricted, life, lives
from saferboard.web.board.decisions.models import Action, Listing
from saferboard.web.board.decisions.register import Decided
from saferboard.web.board.minutes.models import Minutes
from saferboard.web.board.papers.files import StoredFile
from saferboard.web.directory.permissions import Permission, may, needs

PAGE = 50
require_form = require_http_methods(["GET", "HEAD", "POST"])


def crumbs(*trail: tuple[str, str]) -> list[dict[str, str]]:
    """The way here, as the look shows it."""
    return [{"text": text, "url": url} for text, url in trail]


def post_of(request: HttpRequest) -> str:
    """The post that acts: how the audit trail and the rules know who is signed in."""
    return request.user.post if request.user.is_authenticated else "visitor"


def page_of(request: HttpRequest, rows: Any) -> dict[str, Any]:
    """One page of a long list, and the filter to keep on the way to the next."""
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    return {"page": page, "kept": kept.urlencode()}


def may_see(request: HttpRequest, found: Life) -> Decision:
    """Whether an action may be read: private business by whoever may read that, or must act."""
    if not found.restricted:
        return Decision(True, "it was asked for in public")
    if found.standing.hands(post_of(request), office=False):
        return Decision(True, "it is yours to act on")
    return may(request, Permission.PRIVATE_READ)


def may_read(request: HttpRequest, found: Decided) -> Decision:
    """Whether a decision may be read: one of draft minutes by those who write them or sign a gap,
    one taken in private by those who may read such.
    """
    if found.restricted and not (private := may(request, Permission.PRIVATE_READ)):
        return private
    if found.minutes.state != Minutes.State.DRAFT:
        return Decision(True, "its minutes were circulated")
    if writes := may(request, Permission.MINUTES_TAKE):
        return writes
    if signs := may(request, Permission.GAP_SIGN):
        return signs
    return Decision(False, "its minutes are still being written, and not yet circulated")


def refusal(request: HttpRequest, because: str) -> HttpResponse:
    """Not allowed, and why."""
    return render(request, "403.html", {"because": because}, status=403)


@needs(Permission.DECISION_READ)
@require_safe
def action_list(request: HttpRequest) -> HttpResponse:
    """The actions that are open, what needs somebody most first; and whatever is asked for."""
    today = localdate()
    found = [one for one in lives(Action.objects.all(), today) if may_see(request, one)]
    form = ActionFilter(request.GET, body=body_choices(), owner=owner_choices(found))
    rows = form.narrow(found, today, private=bool(may(request, Permission.PRIVATE_READ)))
    context = page_of(request, [presenting.row(one) for one in rows])
    context |= {"form": form, "all": len(found), "counts": presenting.counts(found)}
    context["may_manage"] = may(request, Permission.ACTION_MANAGE)
    return render(request, "decisions/actions.html", context)


def _found(body: str, number: int) -> Life:
    action = get_object_or_404(Action, body__key=body, number=number)
    return life(action, localdate())


def _offered(request: HttpRequest, found: Life, steps: Iterable[Step] = RULES) -> tuple[Rule, ...]:
    office = bool(may(request, Permission.ACTION_MANAGE))
    return offered(
        found.standing.state,
        passed=bool(found.standing.passed_to),
        hands=found.standing.hands(post_of(request), office=office),
        steps=steps,
    )


@needs(Permission.DECISION_READ)
@require_safe
def action(request: HttpRequest, body: str, number: int) -> HttpResponse:
    """An action's life: what made it, who must act, every entry, what ended it."""
    found = _found(body, number)
    seen = may_see(request, found)
    if not seen:
        return refusal(request, seen.because)
    writes = may(request, Permission.ACTION_UPDATE)
    rules = _offered(request, found) if writes else ()
    private = bool(may(request, Permission.PRIVATE_READ))
    context = {
        "life": found,
        "row": presenting.row(found),
        "line": presenting.line(found, private=private),
        "made_by": presenting.made_by(found.action),
        "updates": any(rule.step in UPDATES for rule in rules),
        "others": [rule for rule in rules if rule.step not in UPDATES],
        "crumbs": crumbs(("Actions", reverse("actions")), (f"No. {number}", "")),
    }
    return render(request, "decisions/action.html", context)


@needs(Permission.ACTION_UPDATE)
@require_form
def update(request: HttpRequest, body: str, number: int) -> HttpResponse:
    """What the owner has to say: how it stands, a few words, what shows it."""
    return _enter(request, body, number, UPDATES, "Say how it stands")


@needs(Permission.ACTION_UPDATE)
@require_form
def step(request: HttpRequest, body: str, number: int, step: str) -> HttpResponse:
    """One step of the table: accepting, deferring, passing on and the like."""
    if step not in RULES or not RULES[Step(step)].offered:
        raise Http404
    return _enter(request, body, number, (Step(step),), RULES[Step(step)].offered)


def _enter(
    request: HttpRequest, body: str, number: int, steps: tuple[Step, ...], title: str
) -> HttpResponse:
    found = _found(body, number)
    seen = may_see(request, found)
    if not seen:
        return refusal(request, seen.because)
    rules = _offered(request, found, steps)
    if not rules:
        return refusal(request, _because(request, found, steps))
    form = EntryForm(found, rules, request.POST or None, request.FILES or None)
    if any(Need.OTHER in rule.needs for rule in rules):
        form.add_others(_open_beside(request, found))
    home = reverse("action", args=(body, number))
    if request.method == "POST" and form.is_valid():
        try:
            _store(request, found, form, rules)
        except Refused as refused:
            form.refused(refused)
            found = _found(body, number)
            form.seen_now(len(found.entries))
        else:
            messages.success(request, f"Your entry stands in the life of action no. {number}.")
            return redirect(home)
    context = {
        "form": form,
        "title": title,
        "life": found,
        "row": presenting.row(found),
        "line": presenting.line(found, private=bool(may(request, Permission.PRIVATE_READ)))[-3:],
        "help": rules[0].help if len(rules) == 1 else "",
        "crumbs": crumbs(("Actions", reverse("actions")), (f"No. {number}", home), (title, "")),
    }
    return render(request, "decisions/enter.html", context)


def _because(request: HttpRequest, found: Life, steps: tuple[Step, ...]) -> str:
    office = bool(may(request, Permission.ACTION_MANAGE))
    hands = found.standing.hands(post_of(request), office=office)
    if len(steps) > 1 and not hands:
        return "only the owner of the action or the office may say how it stands"
    return presenting.because(found, steps[0], hands)


def _open_beside(request: HttpRequest, found: Life) -> list[Life]:
    beside = Action.objects.filter(body=found.action.body).exclude(pk=found.action.pk)
    return [
        one for one in lives(beside, found.on) if one.standing.is_open and may_see(request, one)
    ]


def _store(request: HttpRequest, found: Life, form: EntryForm, rules: tuple[Rule, ...]) -> None:
    said = form.cleaned_data
    upload = said.get("file")
    other = said.get("other")
    actions.enter(
        by=post_of(request),
        action=found.action,
        step=Step(said["step"]) if len(rules) > 1 else rules[0].step,
        on=found.on,
        office=bool(may(request, Permission.ACTION_MANAGE)),
        seen=said["seen"],
        said=actions.Said(
            text=said["text"],
            evidence=said.get("evidence", ""),
            link=said.get("link", ""),
            file=actions.keep_file(upload) if upload else None,
            owners=form.owners(),
            due_on=said.get("due_on"),
            due_meeting=said.get("due_meeting"),
            other=Action.objects.get(body=found.action.body, number=other) if other else None,
        ),
    )


@needs(Permission.DECISION_READ)
@require_safe
def evidence(request: HttpRequest, body: str, number: int, place: int) -> HttpResponse:
    """A file of evidence, to be saved and never shown as a page of ours."""
    found = _found(body, number)
    entry = found.entries[place] if place < len(found.entries) else None
    if entry is None or not entry.file:
        raise Http404
    seen = may_see(request, found)
    if seen and is_restricted(entry):
        seen = may(request, Permission.PRIVATE_READ)
    if not seen:
        return refusal(request, seen.because)
    return HttpResponse(
        StoredFile(entry.file, entry.file_name, 0).read(),
        content_type="application/octet-stream",
        headers={"Content-Disposition": content_disposition_header(True, entry.file_name)},
    )


@needs(Permission.DECISION_READ)
@require_safe
def logs(request: HttpRequest) -> HttpResponse:
    """What each body's logs showed, and what one lost against the one before."""
    today = localdate()
    held: dict[int, Listing] = {}
    rows = []
    private = may(request, Permission.PRIVATE_READ)
    for listing in Listing.objects.select_related("body").order_by("body", "on", "pk"):
        before = held.get(listing.body_id)
        lost = queries.lost_between(before, listing, listing.on) if before else ()
        rows.append({"listing": listing, "before": before, "lost": lost if private else ()})
        held[listing.body_id] = listing
    context = {"rows": rows[::-1], "today": today, "private": private}
    context["crumbs"] = crumbs(("Actions", reverse("actions")), ("Logs", ""))
    return render(request, "decisions/logs.html", context)
