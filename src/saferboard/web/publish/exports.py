"""What is published as tables for a spreadsheet, and the page that tells of everything there is."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from saferboard.web.directory.permissions import Permission, needs
from saferboard.web.look.sheets import csv_file
from saferboard.web.publish import feeds_news, queries
from saferboard.web.publish.caching import kept
from saferboard.web.publish.models import Kind, Publication

Rows = Iterator[Iterable[object]]

DECISIONS = (
    "body", "meeting", "minute", "letter", "kind", "text", "minute_title", "agenda_item",
    "needs_none_because", "actions", "page",
)  # fmt: skip
ACTIONS = (
    "body", "number", "text", "owners", "asked", "due", "due_in_words", "colour", "status",
    "because", "open", "closed", "merged_into", "meeting", "minute", "source", "page",
)  # fmt: skip
ENTRIES = ("body", "action", "on", "what", "text", "evidence", "link")
ATTENDANCE = (
    "body", "meeting", "group", "presence", "name", "post", "organisation", "in_chair",
    "instead_of", "for_minute",
)  # fmt: skip


@needs(Permission.BOARD_READ)
@require_safe
@kept()
def data(request: HttpRequest) -> HttpResponse:
    """Everything that programs and spreadsheets can have of the Board's work."""
    bodies = feeds_news.bodies()
    dated = set(queries.all_standing([Kind.CALENDAR]).values_list("body", flat=True))
    context = {
        "bodies": [
            {"key": key, "name": name, "has_dates": key in dated} for key, name in bodies.items()
        ],
        "tables": TABLES,
        "crumbs": [
            {"text": "Data", "url": reverse("data")},
            {"text": "The Board’s work", "url": ""},
        ],
    }
    return render(request, "publish/board_data.html", context)


@needs(Permission.BOARD_READ)
@require_safe
@kept("body")
def decisions(request: HttpRequest) -> HttpResponse:
    """Every published decision."""
    return csv_file(_decisions(request, _asked(request, Kind.RECORD)), "decisions.csv")


@needs(Permission.BOARD_READ)
@require_safe
@kept("body")
def actions(request: HttpRequest) -> HttpResponse:
    """Every published action, as it stands."""
    return csv_file(_actions(request, _asked(request, Kind.RECORD)), "actions.csv")


@needs(Permission.BOARD_READ)
@require_safe
@kept("body")
def entries(request: HttpRequest) -> HttpResponse:
    """Every dated entry of every published action."""
    return csv_file(_entries(_asked(request, Kind.RECORD)), "action-entries.csv")


@needs(Permission.BOARD_READ)
@require_safe
@kept("body")
def attendance(request: HttpRequest) -> HttpResponse:
    """Who was at which meeting, by published minutes, and who sent apologies."""
    return csv_file(_attendance(_asked(request, Kind.MINUTES)), "attendance.csv")


def _asked(request: HttpRequest, kind: Kind) -> list[Publication]:
    """What stands of a kind: of the body asked for, or of all."""
    body = request.GET.get("body", "")
    if body and body not in feeds_news.bodies():
        raise Http404
    return list(queries.all_standing([kind], body or None).order_by("body", "date"))


def _decisions(request: HttpRequest, found: Iterable[Publication]) -> Rows:
    yield DECISIONS
    for record in found:
        for row in record.content["decisions"]:
            yield (
                record.body, row["meeting"], row["minute"], row["letter"], row["kind"],
                row["text"], row["title"], row["item"] or "", row["answer"],
                " ".join(str(number) for number in row["actions"]),
                _page(request, "public-decision", row["id"]),
            )  # fmt: skip


def _actions(request: HttpRequest, found: Iterable[Publication]) -> Rows:
    yield ACTIONS
    for record in found:
        for row in record.content["actions"]:
            yield (
                record.body, row["number"], row["text"], _owners(row["owners"]), row["asked"],
                row["due"], row["until"], row["colour"], row["word"], row["because"],
                "yes" if row["is_open"] else "no", row["closed"], row["merged_into"] or "",
                row["meeting"], row["minute"] or "", row["source"],
                _page(request, "public-action", record.body, row["number"]),
            )  # fmt: skip


def _entries(found: Iterable[Publication]) -> Rows:
    yield ENTRIES
    for record in found:
        for action in record.content["actions"]:
            for row in action["entries"]:
                said = (row["told"], row["text"], row["evidence"], row["link"])
                yield (record.body, action["number"], row["on"], *said)


def _attendance(found: Iterable[Publication]) -> Rows:
    yield ATTENDANCE
    for minutes in found:
        for row in minutes.content["attendance"]:
            yield (
                minutes.body, minutes.content["date"], row["group"], row["presence"], row["name"],
                row["post"], row["organisation"], "yes" if row["in_chair"] else "no",
                row["instead_of"], row["minute"] or "",
            )  # fmt: skip


def _owners(rows: Iterable[dict[str, Any]]) -> str:
    return "; ".join(f"{row['title']}, {row['organisation']}" for row in rows)


def _page(request: HttpRequest, name: str, *parts: object) -> str:
    return request.build_absolute_uri(reverse(name, args=parts))


TABLES = (
    ("decisions-csv", "Decisions", DECISIONS),
    ("actions-csv", "Actions", ACTIONS),
    ("entries-csv", "Entries of the action log", ENTRIES),
    ("attendance-csv", "Attendance", ATTENDANCE),
)
"""The name of each one's address, what it is, and its columns."""
