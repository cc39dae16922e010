"""What the pages of cases show, put together from rows and rules; templates query nothing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst

from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.marac import following
from saferboard.core.casework.marac.dash import QUESTIONS
from saferboard.core.casework.marac.referral import Characteristic, Known
from saferboard.core.faults import Refused
from saferboard.web.casework.lock.entering import Key, Opened
from saferboard.web.casework.marac import (
    hearing,
    reading,
    referring,
    researching,
    steps,
    transferring,
)
from saferboard.web.casework.marac.declared import settings
from saferboard.web.casework.marac.models import Action, Kind, Referral, Request, Transfer
from saferboard.web.directory.models import Organisation


def tried(request: HttpRequest, do: Callable[[], object], said: str) -> bool:
    """Do it and say so; or say why it is refused. A refusal never repeats what was written."""
    try:
        do()
    except Refused as refused:
        for fault in refused.faults:
            messages.error(request, f"Not done: {fault.what}. {capfirst(fault.remedy)}.")
        return False
    messages.success(request, said)
    return True


def referral_page(by: Opened, row: Referral) -> dict[str, Any]:
    """A referral as far as its classes are open: people, parts, checklist, routes."""
    opens = by.opens
    found = reading.held(by.case, opens)
    checklist = reading.checklist_of(found.parts.get("checklist"))
    mine = row.referred_by_id == by.key.agency.pk
    shows = by.key.co_ordinates or mine
    return {
        "row": row,
        "case": by.case,
        "state": steps.state_title(by.case),
        "key": by.key,
        "mine": mine,
        "victims": found.of(Kind.VICTIM),
        "perpetrators": found.of(Kind.PERPETRATOR),
        "children": found.of(Kind.CHILD),
        "parts": found.parts,
        "known": _known(found.parts.get("characteristics")),
        "shut": [field for field in FieldClass if field not in opens],
        "checklist": checklist,
        "answers": _answers(checklist),
        "may_fill": not referring.no_checklist(by, row),
        "may_add": not referring.no_adding(by, row),
        "judged": reading.judged(by, row) if shows and by.case.state in referring.BEFORE else None,
    }


def _known(said: dict[str, Any] | None) -> list[tuple[str, str]]:
    """What is known of the victim for the return, where it is open; not asked is said so."""
    if said is None:
        return []
    return [(one, said.get(one.name.lower(), "") or Known.NOT_ASKED) for one in Characteristic]


def _answers(checklist: Any) -> list[tuple[Any, str]]:
    if checklist is None:
        return []
    return [(one, str(checklist.answers.get(one.number, ""))) for one in QUESTIONS]


def research_page(by: Opened, row: Referral) -> dict[str, Any]:
    """Who was asked and who answered; what they answered where it may be read."""
    gathered = researching.standing(by)
    rows = {one.agency.key: one for one in requests(by)}
    readable = {one.agency.key: one for one in researching.readable(by, row)}
    asked = by.key.agency.key in rows
    shown = [
        {
            "agency": rows[agency].agency,
            "standing": standing,
            "due": rows[agency].due,
            "reminded": rows[agency].reminded,
            "research": readable.get(agency),
        }
        for agency, standing in gathered.by_agency
        if by.key.co_ordinates or row.research_closed or agency == by.key.agency.key
    ]
    return {
        "asked": shown,
        "not_asked": gathered.not_asked if by.key.co_ordinates else (),
        "silent": gathered.silent,
        "may_answer": asked and by.case.state in ("listed", "researched"),
    }


def requests(by: Opened) -> QuerySet[Request]:
    """Who is asked in a case."""
    return Request.objects.filter(case=by.case).select_related("agency")


def hearing_page(by: Opened) -> dict[str, Any]:
    """Minutes and actions, where fields on risk are open."""
    if not by.may(FieldClass.RISK):
        return {"hearing_open": False, "actions": [], "minutes": None}
    minutes = hearing.minutes_of(by.case)
    return {
        "hearing_open": True,
        "minutes": minutes,
        "keeps": bool(by.key.roles & hearing.TAKERS) and by.case.state in KEPT,
        "actions": actions(by),
        "offer": hearing.offered(by),
    }


KEPT = ("listed", "researched", "heard")


def actions(by: Opened) -> list[dict[str, Any]]:
    """The actions of a case, and where each stands."""
    return [
        {
            "row": row,
            "standing": following.standing(hearing.core_action(row), by.key.on),
            "mine": row.answered is None
            and (row.agency_id == by.key.agency.pk or by.key.co_ordinates),
        }
        for row in Action.objects.filter(case=by.case).select_related("agency")
    ]


def transfers(by: Opened) -> list[tuple[Transfer, str]]:
    """Where the case was sent, and whether it was received."""
    on = by.key.on.date()
    return [(row, transferring.where(row, on)) for row in Transfer.objects.filter(case=by.case)]


def names() -> dict[str, str]:
    """The name of each agency by its key. One query."""
    return dict(Organisation.objects.values_list("key", "name"))


def others(by: Key) -> QuerySet[Organisation]:
    """The agencies that share with whoever asks: those that can be asked."""
    return Organisation.objects.filter(pk__in=[one.pk for one in by.holders])


def chairs_and_co_ordinates(by: Key) -> dict[str, bool]:
    """Which buttons a page offers."""
    return {
        "chairs": "marac-chair" in by.roles,
        "co_ordinates": by.co_ordinates,
        "refers": bool(by.roles & by.purpose.begins),
        "reads_pairs": by.co_ordinates or settings().managers in by.roles,
    }
