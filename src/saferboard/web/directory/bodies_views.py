"""Pages about bodies: who reports to whom, who sits where, and business passed between them."""

from datetime import date
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from saferboard.core.directory.seats import MEMBERS, SeatRole
from saferboard.core.directory.spells import covers
from saferboard.web.directory import actions, presenting, queries
from saferboard.web.directory import people_forms as forms
from saferboard.web.directory.desk import Desk, by, serve
from saferboard.web.directory.models import Body, Remit, Seat
from saferboard.web.directory.permissions import Permission, may, needs

require_form = require_http_methods(["GET", "HEAD", "POST"])


@needs(Permission.PEOPLE_READ)
@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """Who reports to whom: the chart, and the same as a table."""
    chart = presenting.chart(localdate())
    context = {
        "chart": chart,
        "rows": presenting.listed(chart),
        "remits": queries.remits(),
        "may_manage": may(request, Permission.PEOPLE_MANAGE),
        "crumbs": _crumbs("Bodies"),
    }
    return render(request, "directory/bodies.html", context)


@needs(Permission.PEOPLE_READ)
@require_safe
def body(request: HttpRequest, key: str) -> HttpResponse:
    """A body: what it is for, who sits there, and what it passed on or took over."""
    row = _body(key)
    today = localdate()
    seats = list(row.seats.select_related("post__organisation", "substitute__organisation", "body"))
    table = queries.seated(row, today)
    remits = queries.remits()
    context = {
        "body": row,
        "quorum": presenting.quorum_of(row, table),
        "chairing": presenting.chairing(row, seats, today),
        "deciding": [one for one in table if one.role in MEMBERS],
        "others": [one for one in table if one.role not in MEMBERS],
        "earlier": [seat for seat in seats if not covers(seat, today)],
        "below": row.reporting.all(),
        "remits": [*remits.filter(giver=row), *remits.filter(taker=row)],
        "may_manage": may(request, Permission.PEOPLE_MANAGE),
        "crumbs": [*_crumbs("Bodies", reverse("people-bodies")), {"text": row.name}],
    }
    return render(request, "directory/body.html", context)


@needs(Permission.PEOPLE_MANAGE)
@require_form
def add_body(request: HttpRequest) -> HttpResponse:
    """A new body."""
    desk = Desk("Add a body", "Add the body", reverse("people-bodies"), "Bodies")

    def act(said: dict) -> str:
        made = actions.add_body(by=by(request), constitution=cast(actions.Constitution, said))
        return _page(made)

    form = forms.AddBody(request.POST or None, initial={"notice_days": 5})
    return serve(request, desk, form, act, "The body is added.")


@needs(Permission.PEOPLE_MANAGE)
@require_form
def change_body(request: HttpRequest, key: str) -> HttpResponse:
    """Change a body's name, purpose, terms of reference, quorum, notice, reporting line."""
    row = _body(key)
    desk = Desk("Change the body", "Save the body", _page(row), row.name)

    def act(said: dict) -> str:
        seen = said.pop("seen")
        constitution = cast(actions.Constitution, said)
        actions.change_body(by=by(request), body=row, seen=seen, constitution=constitution)
        return _page(row)

    form = forms.ChangeBody.of(row, request.POST or None)
    return serve(request, desk, form, act, "The body is saved.")


@needs(Permission.PEOPLE_MANAGE)
@require_form
def add_seat(request: HttpRequest, key: str) -> HttpResponse:
    """A seat for a post."""
    row = _body(key)
    desk = Desk(f"Add a seat on {row}", "Add the seat", _page(row), row.name)

    def act(said: dict) -> str:
        role = SeatRole(said.pop("role"))
        actions.seat(by=by(request), body=row, role=role, **said)
        return _page(row)

    return serve(request, desk, forms.AddSeat(request.POST or None), act, "The seat is added.")


@needs(Permission.PEOPLE_MANAGE)
@require_form
def change_seat(request: HttpRequest, pk: int) -> HttpResponse:
    """End a seat, put it right, or name who may come instead."""
    row = _seat(pk)
    title = f"Change or end the seat of {row.post.title}"
    intro = "To end the seat, give its last day."
    desk = Desk(title, "Save the seat", _page(row.body), row.body.name, intro)

    def act(said: dict) -> str:
        role = SeatRole(said.pop("role"))
        actions.change_seat(by=by(request), seat=row, role=role, **said)
        return _page(row.body)

    form = forms.ChangeSeat.of(row, request.POST or None)
    return serve(request, desk, form, act, "The seat is saved.")


@needs(Permission.PEOPLE_MANAGE)
@require_form
def strike_seat(request: HttpRequest, pk: int) -> HttpResponse:
    """Take out a seat that never was."""
    row = _seat(pk)
    title = f"Strike out the seat of {row.post.title}"
    intro = "Only if the post never had this seat in those days. If it has it no longer, end it."
    desk = Desk(title, "Strike it out", _page(row.body), row.body.name, intro, warning=True)

    def act(said: dict) -> str:
        actions.strike_seat(by=by(request), seat=row, **said)
        return _page(row.body)

    form = forms.StrikeSeat.of(row, request.POST or None)
    return serve(request, desk, form, act, "The seat is struck out.")


@needs(Permission.PEOPLE_MANAGE)
@require_form
def elect(request: HttpRequest, key: str) -> HttpResponse:
    """Record who was elected chair or vice-chair, and at which meeting."""
    row = _body(key)
    today = localdate()
    table = queries.seated(row, today)
    said_now = presenting.chairing(row, [one.seat for one in table], today)
    intro = ". ".join(said_now) or "There is no chair or vice-chair today"
    desk = Desk(f"Record an election of {row}", "Record it", _page(row), row.name, f"{intro}.")

    def act(said: dict) -> str:
        actions.elect(
            by=by(request),
            body=row,
            role=SeatRole(said["role"]),
            post=said["post"],
            on=said["since"],
            basis=said["basis"],
        )
        return _page(row)

    members = [one.post for one in table if one.role in MEMBERS]
    form = forms.Elect(request.POST or None, body=row, members=members, today=today)
    return serve(request, desk, form, act, "The election is recorded.")


@needs(Permission.PEOPLE_MANAGE)
@require_form
def pass_on(request: HttpRequest, key: str) -> HttpResponse:
    """Pass business to another body."""
    row = _body(key)
    desk = Desk(f"Pass on business of {row}", "Pass it on", _page(row), row.name)

    def act(said: dict) -> str:
        return _remit_page(actions.remit(by=by(request), giver=row, **said))

    form = forms.PassOn(request.POST or None, giver=row)
    return serve(request, desk, form, act, "The business is passed on.")


@needs(Permission.PEOPLE_READ)
@require_safe
def remit(request: HttpRequest, pk: int) -> HttpResponse:
    """The life of business that one body passed to another."""
    row = get_object_or_404(queries.remits(), pk=pk)
    context = {
        "remit": row,
        "steps": presenting.life(row),
        "may_manage": may(request, Permission.PEOPLE_MANAGE),
        "crumbs": [*_crumbs("Bodies", reverse("people-bodies")), {"text": row.business}],
    }
    return render(request, "directory/remit.html", context)


@needs(Permission.PEOPLE_MANAGE)
@require_form
def hand_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Business comes back, with what came of it."""
    row = get_object_or_404(queries.remits(), pk=pk)
    intro = f"{row.giver} passed it to {row.taker} on {presenting.life(row)[0].when}."
    desk = Desk("Hand the business back", "Hand it back", _remit_page(row), row.business, intro)

    def act(said: dict) -> str:
        on: date = said.pop("returned_on")
        actions.hand_back(by=by(request), remit=row, on=on, **said)
        return _remit_page(row)

    form = forms.HandBack.of(row, request.POST or None)
    return serve(request, desk, form, act, "The business is handed back.")


def _body(key: str) -> Body:
    return get_object_or_404(queries.bodies(), key=key)


def _seat(pk: int) -> Seat:
    found = Seat.objects.select_related("post__organisation", "body", "substitute__organisation")
    return get_object_or_404(found, pk=pk)


def _page(row: Body) -> str:
    return reverse("people-body", args=[row.key])


def _remit_page(row: Remit) -> str:
    return reverse("people-remit", args=[row.pk])


def _crumbs(here: str, url: str = "") -> list[dict[str, str]]:
    return [{"text": "People and posts", "url": reverse("people")}, {"text": here, "url": url}]
