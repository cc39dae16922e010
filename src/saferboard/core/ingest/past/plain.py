"""A reading as the plain JSON that other programs read: names, numbers, words; no lines of it.

A day is ``2022-06-10``; null is what the source does not tell.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from saferboard.core.ingest.past.values import (
    AgendaItem,
    LogAction,
    Meeting,
    Minute,
    Minutes,
    Person,
    Reading,
    Report,
)

LISTS = ("meetings", "minutes", "action_log", "reports", "rejects")


def to_plain(reading: Reading) -> dict[str, Any]:
    """All that one source says, what was not read, and the share of each."""
    return {
        "meetings": [_meeting(one) for one in reading.meetings],
        "minutes": [_minutes(one) for one in reading.minutes],
        "action_log": [_action(one) for one in reading.action_log],
        "reports": [_report(one) for one in reading.reports],
        "rejects": [
            {"line": one.line, "text": one.text, "reason": one.reason} for one in reading.rejects
        ],
        "coverage": {
            "lines": reading.coverage.lines,
            "read": reading.coverage.read,
            "rejected": reading.coverage.rejected,
        },
    }


def together(plains: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Several sources as one: lists one after another, coverage added up."""
    whole: dict[str, Any] = {name: [] for name in LISTS}
    whole["coverage"] = {"lines": 0, "read": 0, "rejected": 0}
    for plain in plains:
        for name in LISTS:
            whole[name] += plain[name]
        for part, count in plain["coverage"].items():
            whole["coverage"][part] += count
    return whole


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None


def _meeting(one: Meeting) -> dict[str, Any]:
    return {
        "body": one.body,
        "date": _day(one.on),
        "venue": one.venue,
        "agenda": [_item(item) for item in one.agenda],
    }


def _item(item: AgendaItem) -> dict[str, Any]:
    return {
        "number": item.number,
        "title": item.title,
        "kind": item.kind.value,
        "presenter": item.presenter,
        "pages": list(item.pages) if item.pages else None,
    }


def _minutes(one: Minutes) -> dict[str, Any]:
    return {
        "date": _day(one.on),
        "venue": one.venue,
        "present": [_person(person) for person in one.present],
        "officers": [_person(person) for person in one.officers],
        "others": [_person(person) for person in one.others],
        "apologies": [_person(person) for person in one.apologies],
        "items": [_minute(minute) for minute in one.items],
    }


def _person(person: Person) -> dict[str, Any]:
    return {"name": person.name, "post": person.post}


def _minute(minute: Minute) -> dict[str, Any]:
    return {
        "number": minute.number,
        "title": minute.title,
        "text": minute.text,
        "outcomes": [
            {"verb": one.verb.value, "letter": one.letter, "text": one.text}
            for one in minute.outcomes
        ],
        "undertakings": [{"who": one.who, "text": one.text} for one in minute.undertakings],
    }


def _action(action: LogAction) -> dict[str, Any]:
    return {
        "number": action.number,
        "entries": [
            {
                "date": _day(entry.on),
                "action": entry.action,
                "officer": entry.officer,
                "comments": entry.comments,
            }
            for entry in action.entries
        ],
        "status": action.status,
    }


def _report(report: Report) -> dict[str, Any]:
    return {
        "title": report.title,
        "paragraphs": [{"number": one.number, "text": one.text} for one in report.paragraphs],
        "recommendations": [
            {"letter": one.letter, "text": one.text} for one in report.recommendations
        ],
        "officers": [
            {
                "name": one.name,
                "post": one.post,
                "organisation": one.organisation,
                "telephone": one.telephone,
                "email": one.email,
            }
            for one in report.officers
        ],
    }
