"""The public register of decisions and the public action log, each entry with its life."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from saferboard.web.directory.permissions import Permission, needs
from saferboard.web.publish import presenting, queries
from saferboard.web.publish.caching import kept
from saferboard.web.publish.models import Kind, Publication
from saferboard.web.publish.views import gone

STATUSES = ("open", "red", "amber", "green", "closed")
AGES = {"90": "over three months", "365": "over a year"}


def records() -> list[Publication]:
    """The record of every body that has one out."""
    return list(queries.all_standing([Kind.RECORD]))


def page(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    """A page of the register, with the way back."""
    crumbs = [{"text": text, "url": url} for text, url in context.pop("trail")]
    return render(request, f"publish/{template}.html", context | {"crumbs": crumbs})


def _with_body(found: list[Publication], kind: str) -> Iterator[tuple[Mapping[str, Any], Any]]:
    for record in found:
        for row in record.content[kind]:
            yield record.content, row


@needs(Permission.BOARD_READ)
@require_safe
@kept("body", "year", "words")
def decisions(request: HttpRequest) -> HttpResponse:
    """Every decision, the newest first."""
    found = records()
    asked = {name: request.GET.get(name, "").strip() for name in ("body", "year", "words")}
    every = list(_with_body(found, "decisions"))
    rows = [
        {**presenting.decision(row), "body_name": record["name"]}
        for record, row in every
        if _fits(asked["body"], record["body"])
        and _fits(asked["year"], row["meeting"][:4])
        and asked["words"].lower() in f"{row['text']} {row['title']}".lower()
    ]
    rows.sort(key=lambda row: row["meeting"], reverse=True)
    return page(
        request,
        "decisions",
        trail=[("Decisions", "")],
        rows=rows,
        asked=asked,
        is_filtered=any(asked.values()),
        bodies=[(r.content["body"], r.content["name"]) for r in found],
        years=sorted({row["meeting"][:4] for _, row in every}, reverse=True),
        total=len(every),
        on=_newest(found),
    )


@needs(Permission.BOARD_READ)
@require_safe
@kept()
def decision(request: HttpRequest, number: int) -> HttpResponse:
    """One decision and its life: asked for, papered, decided, acted on, evidenced."""
    for record in records():
        content = record.content
        for row in content["decisions"]:
            if row["id"] == number:
                made = [
                    presenting.action(action, content["body"])
                    for action in content["actions"]
                    if action["number"] in row["actions"] or action["decision"] == number
                ]
                shown = presenting.decision(row)
                trail = [
                    ("Decisions", reverse("public-decisions")),
                    (f"Minute {shown['mark']}", ""),
                ]
                return page(
                    request,
                    "decision",
                    trail=trail,
                    record=content,
                    decision=shown,
                    actions=made,
                    source=source(content["body"], row),
                )
    raise Http404


def source(body: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """Where a decision or action comes from: meeting, item with its papers and pages, minute."""
    if not row["meeting"]:
        return {}
    day = date.fromisoformat(row["meeting"])
    found = {
        kind: publication
        for kind, publication in queries.of_meeting(body, day).items()
        if queries.withdrawal_of(publication) is None
    }
    items = found[Kind.PACK].content["items"] if Kind.PACK in found else []
    minuted = found[Kind.MINUTES].content["minutes"] if Kind.MINUTES in found else []
    place = next((m["item"] for m in minuted if m["number"] == row["minute"]), 0)
    item = next((i for i in items if place and i["number"] == place), None)
    return {
        "on": presenting.in_words(row["meeting"]),
        "meeting": reverse("public-meeting", args=[body, day]) if found else "",
        "minutes": reverse("public-minutes", args=[body, day]) if Kind.MINUTES in found else "",
        "minute": row["minute"],
        "item": presenting.item(item, {}, body, day) if item else None,
    }


@needs(Permission.BOARD_READ)
@require_safe
@kept("body", "owner", "status", "age")
def actions(request: HttpRequest) -> HttpResponse:
    """Every action, what needs somebody first."""
    found = records()
    asked = {name: request.GET.get(name, "").strip() for name in ("body", "owner", "status", "age")}
    every = list(_with_body(found, "actions"))
    rows = [
        {**presenting.action(row, record["body"]), "body_name": record["name"]}
        for record, row in every
        if _fits(asked["body"], record["body"])
        and (not asked["owner"] or asked["owner"] in {o["key"] for o in row["owners"]})
        and _status_fits(asked["status"], row)
        and _old_enough(asked["age"], row, record["on"])
    ]
    order = {"Red": 0, "Amber": 1, "Grey": 2, "Green": 3}
    rows.sort(key=lambda row: (not row["is_open"], order[row["colour"]], row["due"] or "9999"))
    owners = {o["key"]: f"{o['title']}, {o['organisation']}" for _, r in every for o in r["owners"]}
    return page(
        request,
        "actions",
        trail=[("Actions", "")],
        rows=rows,
        asked=asked,
        is_filtered=any(asked.values()),
        bodies=[(r.content["body"], r.content["name"]) for r in found],
        owners=sorted(owners.items(), key=lambda pair: pair[1]),
        statuses=STATUSES,
        ages=AGES.items(),
        total=len(every),
        on=_newest(found),
    )


@needs(Permission.BOARD_READ)
@require_safe
@kept()
def action(request: HttpRequest, body: str, number: int) -> HttpResponse:
    """One action and its life, entry by entry."""
    record = queries.newest(Kind.RECORD, body)
    if record is None:
        raise Http404
    if (withdrawal := queries.withdrawal_of(record)) is not None:
        return gone(request, withdrawal)
    content = record.content
    row = next((a for a in content["actions"] if a["number"] == number), None)
    if row is None:
        raise Http404
    made = next((d for d in content["decisions"] if d["id"] == row["decision"]), None)
    trail = [("Actions", reverse("public-actions")), (f"Action {number}", "")]
    return page(
        request,
        "action",
        trail=trail,
        record=content,
        on=presenting.in_words(content["on"]),
        action=presenting.action(row, body),
        entries=[{**e, "words": presenting.in_words(e["on"])} for e in row["entries"]],
        decision=presenting.decision(made) if made else None,
        source=source(body, row),
    )


def _fits(asked: str, held: str) -> bool:
    return not asked or asked == held


def _status_fits(asked: str, row: Mapping[str, Any]) -> bool:
    match asked:
        case "open":
            return bool(row["is_open"])
        case "closed":
            return not row["is_open"]
        case "red" | "amber" | "green":
            return row["colour"].lower() == asked
        case _:
            return True


def _old_enough(asked: str, row: Mapping[str, Any], on: str) -> bool:
    if asked not in AGES:
        return True
    until = date.fromisoformat(row["closed"] or on)
    return (until - date.fromisoformat(row["asked"])).days > int(asked)


def _newest(found: list[Publication]) -> str:
    return presenting.in_words(max((r.content["on"] for r in found), default=""))
