"""What the pages of the search show of passages. Reads values, never the database."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from saferboard.core.searching.marking import marked, sentence
from saferboard.core.searching.query import Query
from saferboard.web.search.models import Kind, Passage, Scope
from saferboard.web.search.timelines import Moment, Outcome, Step

STAGES = {
    Kind.PLAN: "Planned",
    Kind.ITEM: "On the agenda",
    Kind.PAPER: "Papered",
    Kind.MINUTE: "Discussed",
    Kind.OUTCOME: "Decided",
    Kind.UNDERTAKING: "Undertaken",
    Kind.ANSWER: "No action needed",
    Kind.ACTION: "Asked for",
    Kind.ENTRY: "Acted",
    Kind.EVIDENCE: "Evidenced",
}
PLURALS = {
    Kind.PLAN: "Forward plans",
    Kind.ITEM: "Agenda items",
    Kind.PAPER: "Papers",
    Kind.MINUTE: "Minutes",
    Kind.OUTCOME: "Decisions",
    Kind.UNDERTAKING: "Undertakings",
    Kind.ANSWER: "Why no action was needed",
    Kind.ACTION: "Actions",
    Kind.ENTRY: "What was done",
    Kind.EVIDENCE: "Evidence",
}

TABLED = frozenset({Kind.ITEM, Kind.PAPER})
"""What a post presents; anything else that names one was asked of it."""


def in_words(day: date | None) -> str:
    """``10 June 2022``; nothing for none."""
    return f"{day.day} {day:%B %Y}" if day else ""


def names(lines: str) -> str:
    """Names that a passage holds on lines, in a row."""
    return "; ".join(lines.strip("\n").split("\n"))


def result(row: Passage, query: Query) -> dict[str, Any]:
    """A passage as a result: its title, and of its text the sentence that answers."""
    return {
        "title": marked(row.title or row.get_kind_display(), query),
        "sentence": sentence(row.text, query),
        "url": row.address,
        "facts": facts(row),
        "state": row.state,
        "is_private": row.scope == Scope.PRIVATE,
    }


def facts(row: Passage) -> list[str]:
    """``Paper``, ``The Strategy Board``, ``10 June 2022``, ``page 12 of the pack``."""
    kind = row.get_kind_display()
    mark = row.mark if row.mark.lower().startswith(kind.lower()) else ""
    found = [
        f"{mark[:1].upper()}{mark[1:]}" if mark else kind,
        "" if mark else row.mark,
        row.body_name,
        in_words(row.date),
        f"page {row.page} of the pack" if row.page else "",
        f"{'from' if row.kind in TABLED else 'for'} {names(row.owners)}" if row.owners else "",
    ]
    return [one for one in found if one]


def kinds(counts: dict[Kind, int], given: dict[str, str]) -> list[dict[str, Any]]:
    """How many of each kind were found, with the search of these alone."""
    return [
        {
            "words": PLURALS[kind],
            "count": count,
            "url": f"{reverse('search')}?{urlencode(given | {'kind': kind.value})}",
        }
        for kind, count in counts.items()
    ]


def moments(found: Iterable[Moment], query: Query) -> list[dict[str, Any]]:
    """The time line, day by day."""
    return [
        {
            "day": in_words(moment.day),
            "body": moment.body,
            "steps": [_step(step, query) for step in moment.steps],
        }
        for moment in found
    ]


def _step(step: Step, query: Query) -> dict[str, Any]:
    row = step.passage
    return {
        **result(row, query),
        "stage": STAGES[Kind(row.kind)],
        "place": ", ".join(
            one for one in (row.mark, f"page {row.page} of the pack" if row.page else "") if one
        ),
        "owners": names(row.owners),
        "others": step.others,
        "outcomes": [_outcome(one) for one in step.outcomes],
        "newest": _entry(step.newest),
    }


def _outcome(one: Outcome) -> dict[str, Any]:
    row = one.passage
    return {
        "mark": row.mark if row.kind == Kind.ACTION else "No action was needed",
        "text": row.text,
        "state": row.state,
        "url": row.address,
        "owners": names(row.owners),
        "newest": _entry(one.newest),
    }


def _entry(row: Passage | None) -> dict[str, str] | None:
    return {"on": in_words(row.date), "text": row.text, "url": row.address} if row else None
