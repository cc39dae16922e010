"""What every template may know of whoever is signed in."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from saferboard.web.directory.permissions import Permission, may

MENU = (
    ("My work", "work", Permission.WORK_READ),
    ("Agendas", "work-meetings", Permission.MEETING_READ),
    ("Papers", "work-papers", Permission.PAPER_READ),
    ("Minutes", "minutes", Permission.MINUTES_READ),
    ("Decided", "decisions", Permission.DECISION_READ),
    ("To do", "actions", Permission.DECISION_READ),
    ("Planning", "plans", Permission.PLAN_READ),
    ("Evidence", "load", Permission.RETURN_ACCEPT),
    ("Returns", "returns", Permission.RETURN_SEND),
    ("Comments", "work-surveys", Permission.SURVEY_MODERATE),
    ("Risk", "work-risk", Permission.RISK_READ),
    ("Profiles", "work-profiles", Permission.PROFILE_WRITE),
    ("Past", "history-sources", Permission.HISTORY_IMPORT),
    ("People", "people", Permission.PEOPLE_READ),
    ("Publishing", "desk", Permission.PUBLICATION_MANAGE),
    ("Cases", "cases", Permission.CASE_OPEN),
    ("Vetting", "cases-people", Permission.LOCK_MANAGE),
    ("Agreements", "cases-agreements", Permission.LOCK_MANAGE),
    ("Data protection", "cases-protection", Permission.PROTECTION_MANAGE),
    ("Notes", "notes", Permission.NOTE_KEEP),
)
"""What stands in the menu of those who may open it: the word, the page's name, what it takes."""


def menu(request: HttpRequest) -> dict[str, Any]:
    """``menu``: word and address of each page; empty for a visitor."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {}
    return {"menu": [(word, reverse(name)) for word, name, needed in MENU if may(request, needed)]}
