"""Pages of a case's outer side: who can see it and why, who takes part, who has a conflict."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from saferboard.core.faults import Refused
from saferboard.web.casework.lock import actions, forms, seeing
from saferboard.web.casework.lock.entering import Key, Opened, View, at_the_lock
from saferboard.web.casework.lock.models import Conflict, Involvement, Share
from saferboard.web.casework.lock.standing import titles_of
from saferboard.web.directory.desk import Desk, serve
from saferboard.web.directory.permissions import Permission, needs

require_form = require_http_methods(["GET", "HEAD", "POST"])
require_button = require_http_methods(["POST"])
NOT_YOURS = (
    "your role does not decide who takes part in this case: its co-ordinator does, and the agency "
    "that holds it"
)


def decider(view: View) -> Callable[..., HttpResponse]:
    """Gives a view the opened case of whoever decides who takes part in it; the others are told so.

    Whoever may not see the case is told nothing, as everywhere.
    """

    @wraps(view)
    def within(
        request: HttpRequest, key: Key, reference: str, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        opened = key.open(reference, doing="opened to change who takes part")
        if not actions.decides_who(opened):
            return render(request, "403.html", {"because": NOT_YOURS}, status=403)
        return view(request, opened, *args, **kwargs)

    return at_the_lock(within)


@needs(Permission.CASE_OPEN)
@require_safe
@at_the_lock
def who(request: HttpRequest, key: Key, reference: str) -> HttpResponse:
    """Who can see the case, and why."""
    opened = key.open(reference, doing="asked who sees it")
    crumbs = [
        {"text": "Cases", "url": reverse("cases")},
        {"text": f"Case {opened.case}", "url": reverse("case", args=[reference])},
        {"text": "Who can see it"},
    ]
    return render(
        request,
        "lock/who.html",
        {"panel": seeing.panel(opened), "case": opened.case, "crumbs": crumbs},
    )


@needs(Permission.CASE_OPEN)
@require_form
@decider
def involve(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Another agency takes part."""
    intro = "It sees the case from now on, as far as its agreements and the roles there let it."
    desk = _desk(opened, "Involve an agency", "Involve it", intro)

    def act(said: dict) -> str:
        actions.involve(by=opened, agency=said["agency"], role=said["role"])
        return _page(opened)

    form = forms.TakePart(
        request.POST or None,
        agencies=seeing.agencies_to_involve(opened),
        roles=seeing.roles_to_share_with(opened),
    )
    return serve(request, desk, form, act, "The agency takes part.")


@needs(Permission.CASE_OPEN)
@require_form
@decider
def share(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Share the case with a role."""
    intro = (
        "Those with the role at any agency of the case see it from now on; if it is the role that "
        "co-ordinates, those at any other agency as well."
    )
    desk = _desk(opened, "Share with a role", "Share it", intro)

    def act(said: dict) -> str:
        actions.share_with_role(by=opened, role=said["role"])
        return _page(opened)

    form = forms.WithRole(request.POST or None, roles=seeing.roles_to_share_with(opened))
    return serve(request, desk, form, act, "The case is shared with the role.")


@needs(Permission.CASE_OPEN)
@require_button
@decider
def leave(request: HttpRequest, opened: Opened, pk: int) -> HttpResponse:
    """An agency takes part no more."""
    row = get_object_or_404(Involvement.objects.select_related("agency"), pk=pk, case=opened.case)
    return _pressed(
        request,
        opened,
        lambda: actions.leave(by=opened, agency=row.agency),
        f"{row.agency} takes part no more.",
    )


@needs(Permission.CASE_OPEN)
@require_button
@decider
def end_share(request: HttpRequest, opened: Opened, pk: int) -> HttpResponse:
    """What was shared with a role is shared no more."""
    row = get_object_or_404(Share, pk=pk, case=opened.case, agency__isnull=True)
    return _pressed(
        request,
        opened,
        lambda: actions.end_share(by=opened, share=row),
        "The case is shared with that role no more.",
    )


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def conflict(request: HttpRequest, key: Key, reference: str) -> HttpResponse:
    """One's own conflict of interest: the case is gone for oneself at once."""
    opened = key.open(reference, doing="opened to declare a conflict")
    intro = (
        "Declare it if you know somebody in the case outside your work, or if you gain or lose by "
        "it. You cannot see the case from the moment you press the button. You cannot take it "
        "back: the co-ordinator, or the agency that holds the case, can."
    )
    desk = Desk(
        "Declare a conflict of interest",
        "Declare it: shut the case to me",
        _page(opened),
        str(opened.case),
        intro,
        warning=True,
    )

    def act(said: dict) -> str:
        actions.declare_conflict(by=opened)
        return reverse("cases")

    form = forms.OwnConflict(request.POST if request.method == "POST" else None)
    return serve(request, desk, form, act, "Your conflict of interest is on record.")


@needs(Permission.CASE_OPEN)
@require_form
@decider
def conflict_of(request: HttpRequest, opened: Opened) -> HttpResponse:
    """A colleague's conflict of interest."""
    intro = "The case is shut to them at once."
    desk = _desk(opened, "A colleague’s conflict of interest", "Shut the case to them", intro)

    def act(said: dict) -> str:
        actions.declare_conflict(by=opened, user=said["user"])
        return _page(opened)

    users = seeing.colleagues(opened)
    form = forms.OfColleague(request.POST or None, users=users, titles=titles_of(users))
    return serve(request, desk, form, act, "The conflict is on record.")


@needs(Permission.CASE_OPEN)
@require_button
@decider
def withdraw(request: HttpRequest, opened: Opened, pk: int) -> HttpResponse:
    """A conflict holds no more."""
    row = get_object_or_404(Conflict, pk=pk, case=opened.case)
    return _pressed(
        request,
        opened,
        lambda: actions.withdraw_conflict(by=opened, conflict=row),
        "The conflict is withdrawn.",
    )


def _pressed(
    request: HttpRequest, opened: Opened, act: Callable[[], object], said: str
) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        for fault in refused.faults:
            messages.error(request, fault.sentence)
    else:
        messages.success(request, said)
    return redirect(_page(opened))


def _desk(opened: Opened, title: str, button: str, intro: str) -> Desk:
    return Desk(title, button, _page(opened), str(opened.case), intro)


def _page(opened: Opened) -> str:
    return reverse("case-who", args=[opened.case.reference])
