"""The public pages of what stands from meeting to meeting: the table, its chart, the plan."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from saferboard.core.directory.lines import Branch, tree
from saferboard.web.directory.permissions import Permission, needs
from saferboard.web.publish import presenting, queries
from saferboard.web.publish.caching import kept
from saferboard.web.publish.issuing import PARTNERSHIP
from saferboard.web.publish.models import Kind
from saferboard.web.publish.register import page
from saferboard.web.publish.views import gone


@needs(Permission.BOARD_READ)
@require_safe
@kept()
def board(request: HttpRequest) -> HttpResponse:
    """Who sits round each table, on what terms, and who reports to whom."""
    found = queries.newest(Kind.BOARD, PARTNERSHIP)
    if found is None:
        return page(request, "board", trail=[("The Board", "")], bodies=[])
    if (withdrawal := queries.withdrawal_of(found)) is not None:
        return gone(request, withdrawal)
    content = found.content
    names = {one["key"]: one["name"] for one in content["organisations"]}
    bodies = {one["key"]: one for one in content["bodies"]}
    branches = tree({one["key"]: one["reports_to"] for one in content["bodies"]})
    order = [key for branch in branches for key in _keys(branch)]
    return page(
        request,
        "board",
        trail=[("The Board", "")],
        on=presenting.in_words(content["on"]),
        chart=[_branch(branch, bodies) for branch in branches],
        bodies=[_body(bodies[key], names, bodies) for key in order],
    )


def _keys(branch: Branch) -> list[str]:
    return [branch.body, *(key for below in branch.below for key in _keys(below))]


def _branch(branch: Branch, bodies: dict[str, Any]) -> dict[str, Any]:
    return {
        "key": branch.body,
        "name": bodies[branch.body]["name"],
        "below": [_branch(below, bodies) for below in branch.below],
    }


def _body(row: dict[str, Any], names: dict[str, str], bodies: dict[str, Any]) -> dict[str, Any]:
    seats = [
        {
            **seat,
            "organisation": names.get(seat["organisation"], ""),
            "since_words": presenting.in_words(seat["since"]),
            "role": str(seat["role"]).replace("-", " ").capitalize(),
        }
        for seat in row["seats"]
    ]
    above = bodies.get(row["reports_to"] or "")
    return {**row, "seats": seats, "above": above["name"] if above else ""}


@needs(Permission.BOARD_READ)
@require_safe
@kept("body", "year")
def plan(request: HttpRequest) -> HttpResponse:
    """The forward plan: meetings across, topics down, and what became of what was promised."""
    found = list(queries.all_standing([Kind.PLAN]))
    found.sort(key=lambda one: (one.content["year"], one.subject), reverse=True)
    asked = (request.GET.get("body", ""), request.GET.get("year", ""))
    chosen = next(
        (p for p in found if (p.content["body"], str(p.content["year"])) == asked),
        found[0] if found else None,
    )
    context: dict[str, Any] = {"chosen": chosen, "plans": [_listed(p.content) for p in found]}
    if chosen is not None:
        content = chosen.content
        days = [presenting.in_words(day) for day in content["meetings"]]
        context |= {
            "content": content,
            "days": days,
            "rows": [
                {**row, "cells": list(zip(days, row["cells"], strict=True))}
                for row in content["rows"]
            ],
            "agreed": presenting.in_words(content["agreed"] or ""),
        }
    return page(request, "plan", trail=[("Forward plan", "")], **context)


def _listed(content: dict[str, Any]) -> dict[str, Any]:
    return {
        "body": content["body"],
        "year": content["year"],
        "title": f"{content['body_name']}, {content['name']}",
    }
