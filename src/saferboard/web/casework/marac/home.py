"""The first page of MARAC, put together: as many queries however many cases."""

from typing import Any

from saferboard.core.casework.marac import following
from saferboard.core.casework.marac.research import Answered, standing
from saferboard.core.casework.marac.research import Request as CoreRequest
from saferboard.web.casework.lock.declared import processes
from saferboard.web.casework.lock.entering import Key
from saferboard.web.casework.marac import hearing, meeting, shown
from saferboard.web.casework.marac.models import Action, Referral, Request, Research
from saferboard.web.casework.running import queries


def page(key: Key) -> dict[str, Any]:
    """What waits for whoever asks. Cases are told by their references."""
    cases, known = key.cases().filter(closed__isnull=True), processes()
    rows = list(
        Referral.objects.filter(case__in=cases).select_related("case", "referred_by").order_by("on")
    )
    inbox = [row for row in rows if row.case.state == "referred"]
    mine = [row for row in rows if row.referred_by_id == key.agency.pk]
    research = _research(key, rows)
    actions = _actions(key, rows)
    return {
        "key": key,
        **shown.chairs_and_co_ordinates(key),
        "inbox": inbox if key.co_ordinates else [],
        "mine": mine,
        "open": [
            (row, queries.process_of(row.case, known).state_title(row.case.state)) for row in rows
        ],
        "research": research,
        "actions": actions,
        "chasing": _chasing(key, rows) if key.co_ordinates else [],
        "meetings": list(meeting.next_meetings(key)[:6]),
        "references": [row.case.reference for row in rows],
    }


def _research(key: Key, rows: list[Referral]) -> list[dict[str, Any]]:
    """Research that the agency has still to answer."""
    keys = [row.case_id for row in rows]
    requests = Request.objects.filter(case__in=keys, agency=key.agency).select_related("case")
    answers: dict[int, list[Answered]] = {}
    given = Research.objects.filter(case__in=keys, agency=key.agency).defer("text")
    for one in given:
        answers.setdefault(one.case_id, []).append(
            Answered(key.agency.key, one.at, one.nothing_known)
        )
    found = []
    for row in requests:
        asked = CoreRequest(key.agency.key, row.asked, row.due)
        stands = standing(asked, answers.get(row.case_id, []), key.on)
        if row.case_id not in answers and row.case.state in ("listed", "researched"):
            found.append({"case": row.case, "due": row.due, "standing": stands})
    return sorted(found, key=lambda one: (one["due"], one["case"].reference))


def _chasing(key: Key, rows: list[Referral]) -> list[tuple[str, following.Chased]]:
    """How much waits for each agency, by its name."""
    names = shown.names()
    found = following.chasing([one["core"] for one in _all_actions(rows)], key.on)
    return [(names[one.agency], one) for one in found]


def _all_actions(rows: list[Referral]) -> list[dict[str, Any]]:
    found = Action.objects.filter(
        case__in=[row.case_id for row in rows], answered__isnull=True
    ).select_related("case", "agency")
    return [{"row": row, "core": hearing.core_action(row)} for row in found]


def _actions(key: Key, rows: list[Referral]) -> list[dict[str, Any]]:
    """Actions that the agency has still to answer; what they say is on their own page."""
    return [
        {**one, "standing": following.standing(one["core"], key.on)}
        for one in _all_actions(rows)
        if one["row"].agency_id == key.agency.pk
    ]
