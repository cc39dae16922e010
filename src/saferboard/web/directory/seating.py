"""Bodies and their seats, elections of chairs, and business passed from body to body."""

from collections.abc import Iterable
from datetime import date
from typing import TypedDict

from django.db import transaction
from django.utils.text import slugify

from saferboard.core.directory.elections import ELECTED, election_fault
from saferboard.core.directory.lines import circle
from saferboard.core.directory.seats import MEMBERS, SeatRole, at_table
from saferboard.core.directory.spells import Spell, overlap
from saferboard.core.directory.tenures import backwards, clash, handed_over
from saferboard.core.faults import Fault, Refused, refuse
from saferboard.web.audit.actions import record
from saferboard.web.directory.people import Body, Post, Remit, Seat
from saferboard.web.directory.versions import locked


class Constitution(TypedDict):
    """What a body's terms of reference settle."""

    name: str
    purpose: str
    terms: str
    reports_to: Body | None
    chair_by: str
    quorum: int | None
    notice_days: int
    since: date | None
    until: date | None


@transaction.atomic
def add_body(*, by: str, constitution: Constitution) -> Body:
    """A new body. Its key is made from its name, and stays if the name changes."""
    key = slugify(constitution["name"])[:80].strip("-")
    if not key or Body.objects.filter(key=key).exists():
        raise refuse(
            "another body has this name" if key else "this name has no letters",
            where="name",
            expected="a name that tells the body from others",
            remedy="write a fuller name",
        )
    body = Body(key=key, **constitution)
    _refuse(_body_fault(body))
    body.save()
    record(by=by, action="body added", object=f"body {key}", **_said(constitution))
    return body


@transaction.atomic
def change_body(*, by: str, body: Body, seen: str, constitution: Constitution) -> Body:
    """Change what the body's terms of reference settle. Refused: a line that comes round again."""
    # One at a time: two changes could each be sound and make a circle together.
    list(Body.objects.select_for_update().order_by("pk"))
    row = locked(body, seen)
    for field, value in constitution.items():
        setattr(row, field, value)
    _refuse(_body_fault(row) or _quorum_fault(row))
    row.save()
    record(by=by, action="body changed", object=f"body {row.key}", **_said(constitution))
    return row


def _said(constitution: Constitution) -> dict[str, object]:
    superior = constitution["reports_to"]
    return {
        "name": constitution["name"],
        "reports_to": superior.key if superior else None,
        "chair_by": constitution["chair_by"],
        "quorum": constitution["quorum"],
        "notice_days": constitution["notice_days"],
    }


def _quorum_fault(body: Body) -> Fault | None:
    """A quorum that no meeting could reach. A body whose members are not seated yet has none."""
    members = Seat.objects.filter(body=body, role__in=MEMBERS, until=None).count()
    if not members or not body.quorum or body.quorum <= members:
        return None
    return Fault(
        f"the body has {members} member{'s' * (members != 1)}",
        "quorum",
        f"at most {members}, as many as there are members",
        "lower the quorum, or seat the members first",
    )


def _body_fault(body: Body) -> Fault | None:
    if body.since and body.until and body.until < body.since:
        return backwards(Spell(body.since, body.until))
    if body.reports_to is None:
        return None
    above = dict(Body.objects.values_list("key", "reports_to__key"))
    return circle(body.key, body.reports_to.key, above)


@transaction.atomic
def seat(
    *,
    by: str,
    body: Body,
    post: Post,
    role: SeatRole,
    since: date,
    until: date | None = None,
    basis: str = "",
    substitute: Post | None = None,
) -> Seat:
    """Give the post a seat on the body. Refused: two seats at once, two chairs at once."""
    Body.objects.select_for_update().get(pk=body.pk)
    row = Seat(
        body=body,
        post=post,
        role=role,
        since=since,
        until=until,
        basis=basis,
        substitute=substitute,
    )
    _refuse(seat_fault(row))
    row.save()
    _record("seat given", by, row)
    return row


@transaction.atomic
def change_seat(
    *,
    by: str,
    seat: Seat,
    seen: str,
    role: SeatRole,
    since: date,
    until: date | None,
    basis: str,
    substitute: Post | None,
) -> Seat:
    """End a seat, put it right, or name who comes instead."""
    Body.objects.select_for_update().get(pk=seat.body_id)
    row = locked(seat, seen)
    row.role, row.since, row.until = role, since, until
    row.basis, row.substitute = basis, substitute
    _refuse(seat_fault(row))
    row.save()
    _record("seat changed", by, row)
    return row


@transaction.atomic
def strike_seat(*, by: str, seat: Seat, seen: str, because: str) -> None:
    """Take out a seat that never was; what it said and the reason stay in the trail."""
    row = locked(seat, seen)
    _record("seat struck out", by, row, because=because)
    row.delete()


@transaction.atomic
def elect(*, by: str, body: Body, role: SeatRole, post: Post, on: date, basis: str) -> Seat:
    """The body elects its chair or vice-chair on that day, who follows whoever was before.

    ``basis`` says where: ``Elected at the meeting of 10 June 2022, minute 3``. The post keeps its
    member's seat.
    """
    held = Body.objects.select_for_update().get(pk=body.pk)
    seats = list(Seat.objects.filter(body=held).select_related("post"))
    table = {one.post_key: SeatRole(one.role) for one in at_table(seats, on)}
    _refuse(election_fault(role, post.key, table, held.chair_by))
    for one in seats:
        if one.role == role and overlap(one, Spell(on)):
            left = handed_over(one, on)
            if isinstance(left, Fault):
                raise Refused(left)
            one.until = left.until
            one.save()
    row = Seat.objects.create(body=held, post=post, role=role, since=on, basis=basis, elected=True)
    _record("elected", by, row)
    return row


def seat_fault(proposed: Seat) -> Fault | None:
    """What is wrong with the seat beside the others on its body."""
    if proposed.substitute is not None and proposed.substitute == proposed.post:
        return Fault(
            "a post cannot come instead of itself",
            where="substitute",
            expected="another post, or none",
            remedy="choose another post",
        )
    others = Seat.objects.filter(body=proposed.body).exclude(pk=proposed.pk)
    role = SeatRole(proposed.role)
    if role in ELECTED:
        wrong = clash(proposed, others.filter(role=role), f"the seat of {role} is held")
    else:
        own = others.filter(post=proposed.post).exclude(role__in=ELECTED)
        wrong = _twice(proposed, own)
    return backwards(proposed) or wrong


def _twice(proposed: Seat, own: Iterable[Seat]) -> Fault | None:
    if not any(overlap(proposed, other) for other in own):
        return None
    return Fault(
        "the post has a seat on this body on some of these days already",
        where="since",
        expected="one seat for each post, besides that of chair or vice-chair",
        remedy="end or change the seat it has, or choose other days",
    )


@transaction.atomic
def remit(
    *, by: str, business: str, giver: Body, taker: Body, on: date, because: str = ""
) -> Remit:
    """One body passes business to another."""
    if giver == taker:
        raise refuse(
            "a body cannot pass business to itself",
            where="taker",
            expected="another body",
            remedy="choose the body that is to take the business",
        )
    row = Remit.objects.create(business=business, giver=giver, taker=taker, on=on, because=because)
    record(
        by=by,
        action="business remitted",
        object=f"remit {row.pk}",
        giver=giver.key,
        taker=taker.key,
        on=on.isoformat(),
    )
    return row


@transaction.atomic
def hand_back(*, by: str, remit: Remit, seen: str, on: date, outcome: str) -> Remit:
    """The business comes back, with what came of it."""
    row = locked(remit, seen)
    if on < row.on:
        raise refuse(
            "the business would come back before it was passed on",
            where="returned_on",
            expected="the day it was passed on, or a later one",
            remedy="correct the day",
        )
    row.returned_on, row.outcome = on, outcome
    row.save()
    record(by=by, action="business handed back", object=f"remit {row.pk}", on=on.isoformat())
    return row


def _record(action: str, by: str, seat: Seat, **more: str) -> None:
    record(
        by=by,
        action=action,
        object=f"body {seat.body.key}",
        post=seat.post.key,
        role=str(seat.role),
        since=seat.since.isoformat(),
        until=seat.until.isoformat() if seat.until else None,
        basis=seat.basis,
        substitute=seat.substitute.key if seat.substitute else None,
        **more,
    )


def _refuse(fault: Fault | None) -> None:
    if fault is not None:
        raise Refused(fault)
